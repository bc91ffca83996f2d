"""Numbers of a dossier that every format can hold, and records that rest on something."""

from __future__ import annotations

import math
from collections.abc import Iterator

from twosource.errors import ExchangeError
from twosource.exchange.told import Told
from twosource.records.models import AccountRecord, FindingRecord, JudgementRecord, SpanRecord

LARGEST = 2**31 - 1
"""Of counts and offsets, as the narrowest column that takes them (Parquet's int32) has it."""
Number = tuple[str, int | float | None]
"""Where it stands, and what it is."""


def fits(told: Told, where: str) -> None:
    """Refuse numbers that are out of bounds, ranges that end before they begin, findings and
    origins without a span, and links from an account to itself.

    Raises:
        ExchangeError: ``TS-EXCH-01``, with the place.
    """
    for place, value in _shares(told):
        if value is not None and not 0 <= value <= 1:  # not-a-number is neither
            raise _wrong(where, f"{place}: {value} is not from 0 to 1")
    for place, value in _numbers(told):
        if value is not None and not math.isfinite(value):
            raise _wrong(where, f"{place}: {value} is no number")
    for place, value in _counts(told):
        if value is not None and not 0 <= value <= LARGEST:
            raise _wrong(where, f"{place}: {_short(value)} is not from 0 to {LARGEST}")
    for place in _faulty(told):
        raise _wrong(where, place)


def _wrong(where: str, what: str) -> ExchangeError:
    return ExchangeError("TS-EXCH-01", f"{where}: {what}")


def _short(value: int | float) -> str:
    """A number of any length on a line."""
    return str(value) if abs(value) < 10**20 else f"a number of {int(value).bit_length()} bits"


def _shares(told: Told) -> Iterator[Number]:
    """What is from 0 to 1."""
    for a in told.accounts:
        if a.published is not None:
            yield f"account {a.id}: published.confidence", a.published.confidence
        yield from ((f"account {a.id}: dates[{n}].confidence", d.confidence)
                    for n, d in enumerate(a.dates))  # fmt: skip
    for link in told.links:
        yield f"link {link.a} - {link.b}: score", link.score
    for f in told.findings:
        yield f"finding {f.id}: score", f.score
        yield f"finding {f.id}: severity", f.severity
        yield f"finding {f.id}: align", f.align
        yield from _before(f"finding {f.id}", f.judged)
    for p in told.positions:
        yield from _before(f"position {p.id}", p.judged)


def _before(what: str, judged: JudgementRecord | None) -> Iterator[Number]:
    if judged is not None:
        yield f"{what}: judged.before", judged.before


def _numbers(told: Told) -> Iterator[Number]:
    """What may be any number."""
    for e in told.events:
        for n, q in enumerate(e.quantities):
            yield f"event {e.id}: quantities[{n}].value", q.value
            yield f"event {e.id}: quantities[{n}].high", q.high


def _counts(told: Told) -> Iterator[Number]:
    """Counts, and offsets in an input, whose length a dossier does not tell."""
    for a in told.accounts:
        what = f"account {a.id}"
        yield from ((f"{what}: repairs[{n}].count", r.count) for n, r in enumerate(a.repairs))
        for place, span in _input_spans(a):
            yield from ((f"{what}: {place}", offset) for offset in span)
    for f in told.findings:
        if f.sources is not None:
            yield f"finding {f.id}: sources.at_least", f.sources.at_least
            yield f"finding {f.id}: sources.at_most", f.sources.at_most


def _input_spans(a: AccountRecord) -> Iterator[tuple[str, SpanRecord]]:
    for n, pair in enumerate(a.source_map):
        yield from ((f"source_map[{n}]", span) for span in pair)
    for n, block in enumerate(a.furniture):
        if block.source is not None:
            yield f"furniture[{n}].source", block.source


def _faulty(told: Told) -> Iterator[str]:
    for a in told.accounts:
        for place, span in _input_spans(a):
            if span[0] > span[1]:
                yield f"account {a.id}: {place}: [{span[0]}, {span[1]})"
    for link in told.links:
        if link.a == link.b:
            yield f"link {link.a} - {link.b}: from an account to itself"
    for o in told.origins:
        if not any(o.spans.values()):
            yield f"origin {o.id}: spans: none"
    for f in told.findings:
        yield from _finding(f)


def _finding(f: FindingRecord) -> Iterator[str]:
    if not f.spans:
        yield f"finding {f.id}: spans: none"
    s = f.sources
    if s is not None and s.at_most < s.at_least:
        yield f"finding {f.id}: sources: at least {s.at_least}, at most {s.at_most}"
