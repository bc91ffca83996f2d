"""Amounts of one thing that are not equal."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from twosource.compare.align.alignment import Alignment
from twosource.compare.cut.accounts import Side
from twosource.compare.cut.constituents import token_span, widen, words_in
from twosource.compare.cut.word_similarity import nearness
from twosource.compare.facts.candidates import (
    Candidate,
    around,
    leads,
    match_of,
    nearby,
    sureness,
)
from twosource.compare.facts.subsets import other_holder, other_kind, other_time, supposed
from twosource.compare.facts.values import (
    Amount,
    alike,
    all_amounts,
    comparable,
    equal,
    kinship,
    people,
)
from twosource.types import Span

if TYPE_CHECKING:
    from spacy.tokens import Token

BOTH = 2.0
"""Of two accounts."""
FAINT = 0.06
"""Sureness of two passages under which their amounts are no one fact, unless they count the
same rare thing."""
TELLING = 10
"""Amounts from which two with the same digits in another order are looked at anywhere."""
MANY = 100
"""People from which two figures of one order are looked at wherever they stand."""
BESIDE = 0.3
"""The same of the sentences beside them."""


def candidates(laid: Alignment) -> Iterator[Candidate]:
    """Pairs of unequal amounts of two sides that may answer one question.

    Equal values find one another first: an amount that the other account gives of the same
    thing, anywhere, is told by both and differs from nothing.
    """
    all_a, all_b = every(laid.a), every(laid.b)
    left_a = [x for x in all_a if not _told(x, all_b, laid)]
    left_b = [y for y in all_b if not _told(y, all_a, laid)]
    pairs = [
        (x, y) for x in left_a for y in left_b
        if comparable(x, y) and not equal(x, y) and _near_enough(laid, x, y)
        and needed(x) == needed(y) and supposed(x) == supposed(y) and not other_holder(x, y)
    ]  # fmt: skip
    rivals_a, rivals_b = Counter(id(x) for x, _ in pairs), Counter(id(y) for _, y in pairs)
    for x, y in pairs:
        facts = _facts(laid, x, y)
        facts["alone"] = float(rivals_a[id(x)] == 1) + float(rivals_b[id(y)] == 1)
        facts["counted_once"] = float(_once(x, all_a)) + float(_once(y, all_b))
        facts["toll"] = float(facts["count_class"] > 0 and facts["counted_once"] == BOTH)
        facts["miscopied"] = float(
            laid.derived and facts["swapped"] > 0 and facts["alone"] == BOTH and not facts["small"]
        )
        yield Candidate(
            "number", shown(x), shown(y), False, "fact/amount", "The figure differs", facts,
            f"{x.low:g}", f"{y.low:g}", match_of(laid, x.token.idx, y.token.idx),
        )  # fmt: skip


def every(side: Side) -> list[Amount]:
    """All amounts of a side."""
    return list(all_amounts(side))


NEEDED = {"need", "require", "necessary", "majority", "quorum", "threshold", "minimum"}
"""Words near a figure that is not what there is, but what there must be."""


def needed(x: Amount) -> bool:
    """Whether an amount is what is needed: "27 of the 40 votes would be required"."""
    clause = x.token.sent
    words = x.token.doc[max(clause.start, x.token.i - 9) : min(clause.end, x.token.i + 9)]
    lemmas = {t.lemma_.lower() for t in words}
    must = x.bound == "at least" and bool(lemmas & {"would", "must", "have"})
    return bool(lemmas & NEEDED) or must


def _near_enough(laid: Alignment, x: Amount, y: Amount) -> bool:
    if 1 in (x.low, y.low) and x.dimension == "count" and x.noun != y.noun:
        return False  # "one" counts nothing but what stands with it
    at = (x.token.idx, y.token.idx)
    if around(laid, *at) >= FAINT or nearby(laid, *at) >= BESIDE or leads(laid, *at):
        return True
    same_noun = x.dimension != "count" or (bool(x.noun) and x.noun == y.noun)
    if same_noun and min(x.low, y.low) >= TELLING and swapped(x.low, y.low):
        return True
    near = 0.5 <= x.low / y.low <= 2 if y.low else False
    if near and min(x.low, y.low) >= MANY and people(x) and people(y):
        return True
    if x.dimension != "count" and close(x, y) and kinship(laid) >= KIN:
        return True
    return bool(x.noun and x.noun == y.noun) or (x.count == y.count != "")


def _told(x: Amount, others: Sequence[Amount], laid: Alignment) -> bool:
    """Whether the other account gives the same amount of the same thing anywhere, or the same
    amount where it tells the same.
    """
    turned = x.token.doc is laid.b.section.doc
    theirs = laid.a.section.doc if turned else laid.b.section.doc
    if x.dimension == "age" and any(t.text == x.token.text for t in theirs):
        return True  # "ages 6 and 16": the second is no amount by itself
    for y in others:
        if (
            x.dimension != y.dimension
            or not equal(x, y)
            or (x.count != y.count and x.count and y.count)
        ):
            continue
        at = (y.token.idx, x.token.idx) if turned else (x.token.idx, y.token.idx)
        if alike(x, y) >= 0.85 or (x.count == y.count != "") or around(laid, *at) >= 0.3:
            return True
    return False


def _once(x: Amount, own: Sequence[Amount]) -> bool:
    """Whether the account gives one figure only of what ``x`` counts."""
    values = {
        y.low
        for y in own
        if y.dimension == x.dimension
        and ((x.noun and alike(x, y) >= 0.9 and y.noun) or (x.count and x.count == y.count))
    }
    return bool(x.noun or x.count) and values == {x.low}


def _facts(laid: Alignment, x: Amount, y: Amount) -> dict[str, float]:
    at = (x.token.idx, y.token.idx)
    over = max((nearness(u, v) for u in x.context for v in y.context), default=0.0)
    noun = alike(x, y)
    return {
        "sure": sureness(laid, *at),
        "around": around(laid, *at),
        "nearby": nearby(laid, *at),
        "leads": float(leads(laid, *at)),
        "people": float(x.noun != y.noun and people(x) and people(y)),
        "other_kind": float(other_kind(x, y)),
        "other_time": float(other_time(x, y)),
        "noun": noun if x.noun and y.noun else 0.0,
        "noun_same": float(bool(x.noun) and x.noun == y.noun),
        "noun_missing": float(not x.noun or not y.noun),
        "over": over,
        "count_class": float(x.count == y.count != ""),
        "swapped": float(swapped(x.low, y.low)),
        "near_value": float(0.5 <= x.low / y.low <= 2) if x.low and y.low else 0.0,
        "close": float(close(x, y)),
        "lookalike": float(lookalike(x.low, y.low)),
        "small": float(max(x.low, y.low) <= 3 and x.dimension == "count"),
        "time": float(x.dimension == "time"),
        "share": float(x.dimension == "share"),
        "money": float(x.dimension not in {"time", "share", "count"}),
    }


KIN = 0.5
"""Share of common figures from which a near amount of one measure may be the same, changed."""


def close(x: Amount, y: Amount) -> bool:
    """Whether one amount is within a fourth of the other."""
    return bool(x.low and y.low) and 0.8 <= x.low / y.low <= 1.25


LONG = 3
"""Digits from which two figures that differ in one of them are one, told otherwise."""


def lookalike(x: float, y: float) -> bool:
    """Whether two long figures are the same but for one digit, or for two in each other's place
    ("2,029" and "2,129", "5,587.75" and "5,687.75").
    """
    one, two = (f"{v:.12g}".replace(".", "") for v in (x, y))
    if len(one) != len(two) or len(one.rstrip("0")) < LONG or len(two.rstrip("0")) < LONG:
        return False
    apart = [k for k, (a, b) in enumerate(zip(one, two, strict=True)) if a != b]
    return len(apart) == 1 or (len(apart) == 2 and sorted(one) == sorted(two))


def swapped(x: float, y: float) -> bool:
    """Whether two figures hold the same digits in another order, or one digit more or less
    ("26" and "62", "18" and "8"): what goes wrong in copying.
    """
    one, two = (f"{v:.12g}".replace(".", "").rstrip("0") for v in (x, y))
    if one == two or len(one) < 1 or len(two) < 1:
        return False
    if len(one) == len(two) > 1:
        return sorted(one) == sorted(two)
    short, long = sorted((one, two), key=len)
    return len(long) - len(short) == 1 and len(short) > 0 and any(
        long[:k] + long[k + 1 :] == short for k in range(len(long))
    )  # fmt: skip


def shown(x: Amount) -> Span:
    """An amount with what is counted: "22 crew", "a fee of 38 million pounds"."""
    span = x.span
    words = words_in(x.token.doc, span)
    last = words[-1]
    head = last if last.pos_ in {"NOUN", "PROPN"} else last.head
    if head.i > last.i and head.i - last.i <= 4 and head.pos_ in {"NOUN", "PROPN"}:
        return widen(span, token_span(last, head))
    return _before(span, words[0])


def _before(span: Span, first: Token) -> Span:
    """With the noun it is "of", or the preposition it follows."""
    before = first.nbor(-1) if first.i else None
    if before is None or before.pos_ != "ADP":
        return span
    top = before.head
    if before.lower_ in {"of", "at"} and top.pos_ == "NOUN" and 0 < before.i - top.i <= 3:
        return widen(token_span(top, top), span)
    return widen(token_span(before, before), span)
