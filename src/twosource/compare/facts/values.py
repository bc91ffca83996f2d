"""Typed values of a stretch of text: amounts with unit and what is counted."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from twosource.compare.align.alignment import Alignment
from twosource.compare.cut.accounts import Side, of_side
from twosource.compare.cut.constituents import inside, words_in
from twosource.compare.cut.word_similarity import nearness
from twosource.compare.facts.units import Units, units
from twosource.parties.words.nouns import can_be_person
from twosource.types import Quantity, Span

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

ROUNDING = 0.02
"""Share of a value by which "about" and rounded figures may lie off."""


@dataclass(frozen=True, slots=True)
class Amount:
    """A quantity as a fact.

    Attributes:
        low, high: the value in the base unit of its dimension (days, metres, ...).
        bound: as in :class:`~twosource.types.Quantity`.
        dimension: ``count``, a currency's code, ``share``, ``time``, ``length``, ...
        noun: lemma of what is counted, or ``""``.
        context: lemmas of the words it hangs on, nearest first.
        count: what is counted of people (``dead``, ``injured``, ...), or ``""``.
        token: the first token of the number.  vague: whether it is no figure ("dozens").
        round: whether it is a round figure.
    """

    span: Span
    low: float
    high: float
    bound: str
    dimension: str
    noun: str
    context: tuple[str, ...]
    count: str
    token: Token
    vague: bool
    round: bool = False


def amounts(side: Side, ranges: Sequence[tuple[int, int]]) -> list[Amount]:
    """The amounts that stand in some token ranges of a side, in order."""
    return [x for x in all_amounts(side) if inside(x.token, ranges)]


@of_side
def all_amounts(side: Side) -> list[Amount]:
    """All amounts of a side, in order."""
    doc = side.section.doc
    out = []
    for quantity in side.section.quantities:
        words = words_in(doc, quantity.span)
        made = _amount(side, quantity, words[0], words[-1]) if words else None
        if made is not None:
            out.append(made)
    return out


@of_side
def _figures(side: Side) -> frozenset[tuple[str, float]]:
    """The figures above two of a side: with what they measure."""
    return frozenset((x.dimension, x.low) for x in all_amounts(side) if x.low > 2)


def _amount(side: Side, quantity: Quantity, first: Token, last: Token) -> Amount | None:
    known = units()
    doc = side.section.doc
    beside = {t.text for t in (*doc[max(0, first.i - 1) : first.i], *doc[last.i + 1 : last.i + 2])}
    if beside & {"/", "⁄"} or _clock(doc, first, last):
        return None  # half of a fraction or of a time of day, parted from the other by a blank
    what = None
    if quantity.what is not None:
        what = next(iter(words_in(doc, quantity.what)), None)
    noun = what.lemma_.lower() if what is not None else ""
    dimension, size = _dimension(quantity.unit, noun, known)
    if _is_age(doc, first, last):
        dimension, size, noun = "age", 1.0, "age"
    after = doc[last.i + 1] if last.i + 1 < len(doc) else None
    if dimension == "count" and after is not None and after.lemma_.lower() in known.money:
        dimension, noun = known.money[after.lemma_.lower()], ""
    if dimension == "time" and after is not None and after.lower_ in {"ago", "earlier", "later"}:
        return None
    anchor = what if what is not None else last
    context = _context(anchor, first, noun)
    counted = dimension == "count"
    return Amount(
        quantity.span, quantity.value * size, (quantity.high or quantity.value) * size,
        quantity.bound, dimension, "" if noun in known.money else noun, context,
        _counted(anchor, (noun, *context), known) if counted else "",
        first, not any(t.like_num for t in doc[first.i : last.i + 1]), _round(quantity.value),
    )  # fmt: skip


THREE = 3
"""Digits of a group behind a thousand's comma."""


def _clock(doc: Doc, first: Token, last: Token) -> bool:
    """Whether a number is an hour or its minutes, or goes on from digits before it: "at 3: 33",
    "2, 129 points".
    """
    behind, ahead = doc[max(0, first.i - 2) : first.i], doc[last.i + 1 : last.i + 3]
    if len(behind) == 2 and behind[0].text.isdigit() and first.text.isdigit():
        close = behind[0].idx + len(behind[0]) == behind[1].idx
        month = behind[0].i and behind[0].nbor(-1).pos_ == "PROPN"  # "on May 3, 120 people"
        thousands = behind[1].text == "," and len(first) == THREE and not month
        return close and (behind[1].text == ":" or thousands)
    return len(ahead) == 2 and ahead[0].text == ":" and ahead[1].text[:2].isdigit()


def _counted(anchor: Token, words: Sequence[str], known: Units) -> str:
    """What is counted of people: by the words an amount hangs on, else by what is said of it
    ("nine people still missing", "about 30 were missing", "33 names of the dead").
    """
    found = next((known.counts[w] for w in words if w in known.counts), "")
    return found or next((known.counts[w] for w in _said_of(anchor) if w in known.counts), "")


STATES = {"acl", "amod", "acomp", "oprd", "relcl", "attr", "appos"}
"""How a state hangs on the noun that is in it, or on the verb between."""


def _said_of(anchor: Token) -> Iterator[str]:
    for child in anchor.children:
        if child.dep_ in STATES:
            yield child.lemma_.lower()
        elif child.dep_ == "prep" and child.lower_ == "of":
            yield from (t.lemma_.lower() for t in child.children if t.dep_ == "pobj")
    verb = anchor.head
    if anchor.dep_ in {"nsubj", "nsubjpass", "dobj", "attr"} and verb.pos_ in {"AUX", "VERB"}:
        if verb.lemma_.lower() == "find" and any(c.dep_ == "neg" for c in verb.children):
            yield "missing"
        yield verb.lower_  # "were missing", read as a verb
        yield from (c.lemma_.lower() for c in verb.children if c.dep_ in {"acomp", "oprd", "xcomp"})


def _round(value: float) -> bool:
    """Whether a figure ends in a naught before the point: 20, 150, 1.5 million."""
    digits = f"{value:.12g}".replace(".", "").rstrip("0")
    return len(digits) < len(f"{value:.0f}")


def _is_age(doc: Doc, first: Token, last: Token) -> bool:
    """Whether a number is somebody's age: "aged six", "the age of six", "Marenga, 24,"."""
    before = [t.lower_ for t in doc[max(0, first.i - 3) : first.i]]
    after = [t.lower_ for t in doc[last.i + 1 : last.i + 4]]
    if {"age", "aged", "ages"} & set(before) or "old" in after[:2] or "olds" in after[:2]:
        return True
    if before[-1:] in (["over"], ["under"], ["below"]) and after[:1] in ([","], ["."]):
        return first.head.pos_ != "NOUN"
    name = doc[first.i - 2].pos_ in {"PROPN", "NOUN"} if first.i > 1 else False
    if not first.text.isdigit() or not 1 < len(first.text) < 3:
        return False
    return name and before[-1:] == [","] and after[:1] in ([","], ["."]) and first.i == last.i


def _dimension(unit: str, noun: str, known: Units) -> tuple[str, float]:
    if unit in known.size:
        return known.size[unit]
    if unit in {"percent", "fraction"}:
        return "share", 100.0 if unit == "fraction" else 1.0
    if unit:
        return unit, 1.0
    if noun in known.money:
        return known.money[noun], 1.0
    return ("count" if noun not in known.size else known.size[noun][0]), 1.0


def _context(token: Token, first: Token, noun: str) -> tuple[str, ...]:
    """Lemmas of up to four words over (and the nouns beside) an amount, nearest first."""
    out: list[str] = []
    at = token
    for _ in range(6):
        if at.head.i == at.i or len(out) >= 4:
            break
        at = at.head
        if at.pos_ in {"NOUN", "VERB", "PROPN", "ADJ"} and at.i != first.i:
            out.append(at.lemma_.lower())
        if at.pos_ == "VERB":
            out.extend(
                c.lemma_.lower() for c in at.children
                if c.dep_ in {"nsubj", "nsubjpass", "dobj", "attr"} and c.i != token.i
                and c.pos_ in {"NOUN", "PROPN"}
            )  # fmt: skip
            break
    return tuple(w for w in out if w != noun)


FEW = 4
"""Figures from which the share that two accounts have in common says something."""


def kinship(laid: Alignment) -> float:
    """Share of the figures of the account with fewer that the other has too."""
    ours, theirs = _figures(laid.a), _figures(laid.b)
    return len(ours & theirs) / max(FEW, min(len(ours), len(theirs)))


def comparable(x: Amount, y: Amount) -> bool:
    """Whether two amounts measure in one dimension, and count the same where they count."""
    if x.dimension != y.dimension or (x.count != y.count and x.count and y.count):
        return False
    if x.dimension == "count" and people(x) and people(y):
        return True  # "holidaymakers" and "passengers", whoever they are
    return (x.count == y.count != "") or x.dimension != "count" or alike(x, y) >= COUNTED


def people(x: Amount) -> bool:
    """Whether an amount counts people."""
    return x.noun == "people" or can_be_person(x.noun)


COUNTED = 0.5
"""Nearness of two counted nouns from which they may be one."""


def alike(x: Amount, y: Amount) -> float:
    """How surely two amounts count the same thing, by its noun alone; .5 where one has none."""
    if not x.noun or not y.noun:
        return 0.5
    same = units().same
    if x.noun == y.noun:
        return 1.0
    if x.noun in same and same.get(x.noun) == same.get(y.noun):
        return 0.6
    return nearness(x.noun, y.noun)


def equal(x: Amount, y: Amount) -> bool:
    """Whether two comparable amounts may be one value: equal, one within the other's bounds, or
    one rounded from the other ("2.6 billion" and "2.58 billion").
    """
    if (
        _same_bound(x, y)
        and x.low != y.low
        and len(_significant(x.low)) == len(_significant(y.low))
    ):
        return False  # "up to 1.5 million" and "up to 1.6 million"
    (low, high), (least, most) = _reach(x), _reach(y)
    if low <= most and least <= high:
        return True
    if "about" in (x.bound, y.bound) or x.dimension == "time":
        slack = max(ROUNDING, 0.05 if "about" in (x.bound, y.bound) else 0)
        if abs(x.low - y.low) <= slack * max(abs(x.low), abs(y.low)):
            return True
    share = x.dimension == "share"
    return rounded(x.low, y.low, share) or rounded(y.low, x.low, share)


def _same_bound(x: Amount, y: Amount) -> bool:
    """Whether both are bounds from above, or both from below, of figures that are given."""
    if x.vague or y.vague:
        return False
    return any({x.bound, y.bound} <= side for side in (OVER, UNDER))


OVER, UNDER = {"more than", "at least"}, {"less than", "at most"}
VAGUE = 5.0
"""How many times over "dozens" or "hundreds" may be."""
LOOSE = 1.15
"""How far above "more than" and below "up to" a round value still lies within what is meant: "more
than 200" may be 212, while "at least 14" is what was counted."""


def _reach(x: Amount) -> tuple[float, float]:
    """The values an amount leaves open."""
    slack = VAGUE if x.vague else LOOSE if x.round else 1.0
    if x.bound in OVER:
        return x.low, x.high * slack
    if x.bound in UNDER:
        return x.low / slack, x.high
    return x.low, x.high


def rounded(value: float, exact: float, share: bool = False) -> bool:
    """Whether ``value`` has fewer figures than ``exact`` and is what that rounds to; one figure
    is enough of a ``share`` ("3%" of "3.1 percent").
    """
    digits, more = _significant(value), _significant(exact)
    least = 1 if share else 2
    if not digits or len(digits) >= len(more) or len(digits) < least:
        return False
    return float(f"{exact:.{len(digits)}g}") == value


def _significant(value: float) -> str:
    """The figures of a value, without the noughts around them."""
    return f"{abs(value):.12g}".replace(".", "").strip("0")
