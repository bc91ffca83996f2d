"""Facts in the making: two values, one in each account, that may answer one question."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from twosource.compare.align.alignment import Alignment
from twosource.compare.cut.accounts import Side
from twosource.types import FindingType, Span


@dataclass(frozen=True, slots=True)
class Candidate:
    """Two values for what may be one anchor.

    Attributes:
        a, b: the values with the words they belong to.
        whole: the clauses that hold them speak against one another (a denial, a condition), so
            that no part of them is agreed; else only ``a`` and ``b`` are at odds.
        rule: id of the kind of fact, ``fact/...``.
        why: what is said of it, without the accounts' names.
        facts: what speaks for one anchor, by name; :mod:`.weigh` turns it into a chance.
        value_a, value_b: both values, equal where told alike; for gathering over accounts.
        match: number of the match it stands in, or -1.
    """

    type: FindingType
    a: Span
    b: Span
    whole: bool
    rule: str
    why: str
    facts: dict[str, float] = field(hash=False)
    value_a: str = ""
    value_b: str = ""
    match: int = -1


def sureness(laid: Alignment, a: int, b: int) -> float:
    """How surely the passages at two offsets tell the same matter; 0 where there are none."""
    i, j = _passage(laid.a, a), _passage(laid.b, b)
    return float(laid.sure[i, j]) if i is not None and j is not None else 0.0


def around(laid: Alignment, a: int, b: int) -> float:
    """The same of the best pair of passages in their sentences."""
    i, j = _passage(laid.a, a), _passage(laid.b, b)
    if i is None or j is None:
        return 0.0
    rows = _sentence(laid.a, i)
    cols = _sentence(laid.b, j)
    return float(max(laid.sure[r, c] for r in rows for c in cols))


def nearby(laid: Alignment, a: int, b: int) -> float:
    """The same of the best pair of passages in their sentences and those beside them: "the fare
    holds for all. The offer runs until Friday".
    """
    i, j = _passage(laid.a, a), _passage(laid.b, b)
    if i is None or j is None:
        return 0.0
    rows, cols = _sentence(laid.a, i, 1), _sentence(laid.b, j, 1)
    return float(max(laid.sure[r, c] for r in rows for c in cols))


LEAD = 2
"""Sentences in which an account tells its main news."""


def leads(laid: Alignment, a: int, b: int) -> bool:
    """Whether both offsets stand where their accounts begin."""
    i, j = _passage(laid.a, a), _passage(laid.b, b)
    if i is None or j is None:
        return False
    first = laid.a.passages[0].sentence, laid.b.passages[0].sentence
    return (
        laid.a.passages[i].sentence - first[0] < LEAD
        and laid.b.passages[j].sentence - first[1] < LEAD
    )


def _sentence(side: Side, k: int, beside: int = 0) -> Sequence[int]:
    number = side.passages[k].sentence
    return [i for i, p in enumerate(side.passages) if abs(p.sentence - number) <= beside]


def _passage(side: Side, at: int) -> int | None:
    for k, passage in enumerate(side.passages):
        if passage.span.start <= at < passage.span.end:
            return k
    return None


def match_of(laid: Alignment, a: int, b: int) -> int:
    """Number of the match that holds both offsets, or -1."""
    i, j = _passage(laid.a, a), _passage(laid.b, b)
    for k, match in enumerate(laid.matches):
        if i in match.a and j in match.b:
            return k
    return -1
