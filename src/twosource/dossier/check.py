"""Check that every record of a dossier rests on text that is there."""

from __future__ import annotations

from collections.abc import Iterator

from twosource.errors import SpanError
from twosource.types import Dossier, Event, Part, Position, Role, Span, Statement

Claim = tuple[str, str, Part, Span]
"""What, account id, part, span."""


def _roles(what: str, account: str, part: Part, *roles: Role | None) -> Iterator[Claim]:
    yield from ((what, account, part, role.span) for role in roles if role is not None)


def _statement(s: Statement) -> Iterator[Claim]:
    what = f"statement {s.id}"
    for span in (*s.source, *s.cue, *s.content, *((s.occasion,) if s.occasion else ())):
        yield what, s.account, s.part, span
    yield from _roles(what, s.account, s.part, s.addressee)
    if s.said_at is not None:
        yield what, s.account, s.part, s.said_at.span


def _event(e: Event) -> Iterator[Claim]:
    what = f"event {e.id}"
    yield what, e.account, e.part, e.trigger
    yield from _roles(what, e.account, e.part, e.source, e.target)
    extra = [q.span for q in e.quantities]
    extra += [e.when.span] if e.when is not None else []
    extra += [e.where] if e.where is not None else []
    yield from ((what, e.account, e.part, span) for span in extra)


def _position(p: Position) -> Iterator[Claim]:
    what = f"position {p.id}"
    for span in (p.content, p.condition, p.exchange_for):
        if span is not None:
            yield what, p.account, p.part, span
    yield from _roles(what, p.account, p.part, p.holder, p.addressee)


def claims(dossier: Dossier) -> Iterator[Claim]:
    """Every span any record of the dossier rests on, with what claims it."""
    analysis = dossier.analysis
    for mention in analysis.register.mentions:
        yield f"mention of {mention.actor}", mention.account, mention.part, mention.span
    for statement in analysis.statements:
        yield from _statement(statement)
    for event in analysis.events:
        yield from _event(event)
    for position in analysis.positions:
        yield from _position(position)
    for link in dossier.links:
        for evidence in link.evidence:
            for account, span in ((link.a, evidence.a), (link.b, evidence.b)):
                if span is not None:
                    yield f"link {link.a} - {link.b}", account, "text", span
    for origin in dossier.origins:
        for account, spans in origin.spans.items():
            yield from ((f"origin {origin.id}", account, "text", span) for span in spans)
    for finding in dossier.findings:
        for account, span in finding.spans.items():
            part = finding.parts.get(account, "text")
            yield f"finding {finding.id}", account, part, span


def check_spans(dossier: Dossier) -> None:
    """Check that every record's spans lie inside the part they point at.

    Raises:
        SpanError: ``TS-TYPE-03``, naming the record, the account and the span,
            also where the account or the part does not exist.
    """
    lengths = {(a.id, p): len(a.part(p)) for a in dossier.analysis.accounts for p in a.parts()}
    for what, account, part, span in claims(dossier):
        if span.end > lengths.get((account, part), 0):
            place = f"{what}: [{span.start}, {span.end}) of {part} of {account}"
            raise SpanError("TS-TYPE-03", place)
