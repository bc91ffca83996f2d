"""Whether the records of a dossier rest on text that is there, before any of it is written."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain

from twosource.errors import ExchangeError
from twosource.exchange.bounds import fits
from twosource.exchange.told import Told
from twosource.records.models import (
    EventRecord,
    FindingRecord,
    LinkRecord,
    OriginRecord,
    PositionRecord,
    RoleRecord,
    StatementRecord,
)

Place = tuple[str, str, tuple[int, int] | None]
"""Account, part, span."""


def statement_spans(s: StatementRecord) -> Iterator[tuple[str, int, tuple[int, int]]]:
    """(role, number within the role, span) of a statement."""
    for role, spans in (("content", s.content), ("source", s.source), ("cue", s.cue)):
        yield from ((role, n, span) for n, span in enumerate(spans))
    yield from _single(addressee=s.addressee, occasion=s.occasion, said_at=_at(s.said_at))


def event_spans(e: EventRecord) -> Iterator[tuple[str, int, tuple[int, int]]]:
    """(role, number within the role, span) of an event."""
    yield "trigger", 0, e.trigger
    yield from _single(source=e.source, target=e.target, when=_at(e.when), where=e.where)
    for n, quantity in enumerate(e.quantities):
        yield "quantity", n, quantity.span
        if quantity.what is not None:
            yield "counted", n, quantity.what


def position_spans(p: PositionRecord) -> Iterator[tuple[str, int, tuple[int, int]]]:
    """(role, number within the role, span) of a position."""
    yield "content", 0, p.content
    yield from _single(
        holder=p.holder, addressee=p.addressee, condition=p.condition, exchange_for=p.exchange_for
    )


def _at(value: object) -> tuple[int, int] | None:
    return getattr(value, "span", None)


def _single(
    **given: RoleRecord | tuple[int, int] | None,
) -> Iterator[tuple[str, int, tuple[int, int]]]:
    for role, value in given.items():
        if isinstance(value, RoleRecord):
            yield role, 0, value.span
        elif value is not None:
            yield role, 0, value


def _of_finding(f: FindingRecord) -> Iterator[Place]:
    for account, span in f.spans.items():
        yield account, f.parts.get(account, "text"), span


def _of_link(link: LinkRecord) -> Iterator[Place]:
    yield from ((side, "text", None) for side in (link.a, link.b))
    for e in link.evidence:
        yield link.a, "text", e.a
        yield link.b, "text", e.b


def _of_origin(o: OriginRecord) -> Iterator[Place]:
    yield from ((account, "text", None) for account in o.accounts)
    for account, spans in o.spans.items():
        yield from ((account, "text", span) for span in spans)


def check(told: Told, where: str) -> None:
    """Refuse a dossier whose records cannot be written for what they are.

    Raises:
        ExchangeError: ``TS-EXCH-01``, a span reaches out of its part, a record speaks of an
            account or a statement that is not there, rests on no span, two records have one id,
            or a number is out of its bounds (:func:`twosource.exchange.bounds.fits`).
    """
    fits(told, where)
    lengths = {place: len(text) for place, text in told.texts.items()}
    _once((a.id for a in told.accounts), where, "account")
    _once((p.id for p in told.parties), where, "party")
    _once((o.id for o in told.origins), where, "origin")
    _once((f.id for f in told.findings), where, "finding")
    for kind, records in (
        ("statement", told.statements), ("event", told.events), ("position", told.positions)
    ):  # fmt: skip
        _once(((r.account, r.id) for r in records), where, kind)
    _once(((*sorted((link.a, link.b)),) for link in told.links), where, "link")
    statements = {(s.account, s.id) for s in told.statements}
    for what, account, id in _statements(told):
        if id is not None and (account, id) not in statements:
            raise ExchangeError("TS-EXCH-01", f"{where}: {what}: no statement {id} of {account}")
    for what, (account, part, span) in _places(told):
        if (account, part) not in lengths:
            raise ExchangeError("TS-EXCH-01", f"{where}: {what}: no {part} of {account}")
        if span is not None and not 0 <= span[0] < span[1] <= lengths[account, part]:
            place = f"[{span[0]}, {span[1]}) of {part} of {account}"
            raise ExchangeError("TS-EXCH-01", f"{where}: {what}: {place}")


def _places(told: Told) -> Iterator[tuple[str, Place]]:
    for a in told.accounts:
        inside = chain(a.paragraphs, a.subheads, (c.span for c in a.credits))
        yield from ((f"account {a.id}", (a.id, "text", span)) for span in inside)
    for s in told.statements:
        yield from _spans(f"statement {s.id}", s, statement_spans(s))
    for e in told.events:
        yield from _spans(f"event {e.id}", e, event_spans(e))
    for p in told.positions:
        yield from _spans(f"position {p.id}", p, position_spans(p))
    for link in told.links:
        yield from ((f"link {link.a} - {link.b}", place) for place in _of_link(link))
    for o in told.origins:
        yield from ((f"origin {o.id}", place) for place in _of_origin(o))
    for f in told.findings:
        yield from ((f"finding {f.id}", place) for place in _of_finding(f))
    for m in told.timeline:
        yield f"moment {m.when}", (m.account, m.part if m.span else "text", m.span)


def _statements(told: Told) -> Iterator[tuple[str, str, str | None]]:
    """(what, account, the statement that it names)."""
    yield from ((f"statement {s.id}", s.account, s.inside) for s in told.statements)
    yield from ((f"event {e.id}", e.account, e.statement) for e in told.events)
    yield from ((f"position {p.id}", p.account, p.statement) for p in told.positions)


def _spans(
    what: str, record: StatementRecord | EventRecord | PositionRecord,
    spans: Iterable[tuple[str, int, tuple[int, int]]],
) -> Iterator[tuple[str, Place]]:  # fmt: skip
    yield what, (record.account, record.part, None)
    yield from ((what, (record.account, record.part, span)) for _, _, span in spans)


def _once(ids: Iterable[object], where: str, kind: str) -> None:
    seen: set[object] = set()
    for id in ids:
        if id in seen:
            raise ExchangeError("TS-EXCH-01", f"{where}: two records are {kind} {id!r}")
        seen.add(id)
