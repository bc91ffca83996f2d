"""How one telling of a statement stands to the other, and what it lost."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from twosource.find.matching.likeness import turned_round
from twosource.find.matching.wording import Wording
from twosource.find.statements.fidelity import Drop, Kind, quote_fidelity
from twosource.types import Form, Section, Span

_DIRECT = {"direct": 0, "mixed": 1, "indirect": 2}
_QUOTED = 0.9
"""Share of a telling that stands in quotation marks from which it is direct; the rest
may be a comma and a word the attribution left behind."""


@dataclass(frozen=True, slots=True)
class Telling:
    """What one account has of a statement: its words, and how much of them is quoted."""

    words: Wording
    form: Form


def form_of(spans: Sequence[Span], section: Section) -> Form:
    """Direct, mixed or indirect, for a part of a statement."""
    quoted = sum(span.overlap(quote.span) for span in spans for quote in section.quotes)
    if quoted >= _QUOTED * sum(len(span) for span in spans):
        return "direct"
    return "mixed" if quoted else "indirect"


def fidelity_of(a: Telling, b: Telling) -> tuple[Literal["a", "b"], Kind, tuple[Drop, ...]]:
    """The fuller side (the more direct; of two alike the longer; else ``a``), how the
    other stands to it, and what was dropped.
    """
    rank_a = (_DIRECT[a.form], -len(a.words.forms))
    rank_b = (_DIRECT[b.form], -len(b.words.forms))
    if rank_b < rank_a:
        return "b", *_judge(b, a)
    return "a", *_judge(a, b)


def _judge(full: Telling, other: Telling) -> tuple[Kind, tuple[Drop, ...]]:
    turned = _DIRECT[other.form] > _DIRECT[full.form]
    found = quote_fidelity(
        full.words.text,
        other.words.text,
        a_direct=turned or full.form == "direct",
        b_direct=not turned,
    )
    # What was matched is one statement, whatever few words its tellings share.
    kind: Kind = "altered" if found.kind == "unrelated" else found.kind
    if kind in {"trimmed", "spliced"}:
        return kind, found.dropped
    # In other words a negation may hide ("ruled out", "denied"), or go with a clause
    # that was left out: only one of words that are still there is lost.
    drops: list[Drop] = []
    if turned_round(full.words, other.words):
        drops.append("negation")
    if full.words.condition and not other.words.condition:
        drops.append("condition")
    return kind, tuple(drops)
