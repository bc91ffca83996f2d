"""Our own checks of values, which no verdict goes over."""

from __future__ import annotations

from collections.abc import Sequence

from twosource.compare.cut.accounts import Side
from twosource.compare.facts.days import days, same_day
from twosource.compare.facts.values import Amount, amounts, comparable, equal
from twosource.compare.tell.unlike import unlike
from twosource.types import Analysis, Finding, FindingType, Section, Span

SAME = 0.6
"""Share of the longer of two stretches from which they are one place."""
Place = tuple[str, Section, Span]
"""Account, section, span."""


def at_odds(type_: FindingType, one: Place, two: Place, analysis: Analysis) -> bool | None:
    """Whether two accounts give unlike values.

    Returns:
        ``True`` where their amounts or days are not equal, ``False`` where they are or the
        words are the same, ``None`` where no value of the type was read.
    """
    if _bare(one) == _bare(two):
        return False
    a, b = (Side(account, section, (), (), analysis) for account, section, _ in (one, two))
    if type_ == "number":
        return _amounts_apart(_amounts(a, one[2]), _amounts(b, two[2]))
    if type_ == "date":
        mine = [d for d in days(a) if one[2].overlap(d.span)]
        theirs = [d for d in days(b) if two[2].overlap(d.span)]
        if not mine or not theirs:
            return None
        return all(same_day(x, y) is False for x in mine for y in theirs)
    return None


def alike(one: Place, two: Place, analysis: Analysis) -> bool:
    """Whether two clauses may be called agreed: no sign speaks against it (a figure, a day, a
    negation, a hedge, a condition on one side only), and they share a word that says something.
    """
    a, b = (Side(account, section, (), (), analysis) for account, section, _ in (one, two))
    return not unlike(a, one[2], b, two[2]) and bool(_words(one) & _words(two))


def overlap(one: Finding, two: Finding) -> tuple[str, ...]:
    """The accounts in which two findings stand in one place."""
    return tuple(
        account for account, span in one.spans.items()
        if account in two.spans and span.overlap(two.spans[account])
        and one.parts.get(account, "text") == two.parts.get(account, "text")
    )  # fmt: skip


def same_place(one: Finding, two: Finding) -> bool:
    """Whether two findings tell one matter: of one type where they touch in two accounts, of two
    types where they share most of the longer stretch in both.
    """
    accounts = overlap(one, two)
    if one.type == two.type or "agree" in (one.kind, two.kind):
        return len(accounts) > 1
    close = [
        a for a in accounts
        if one.spans[a].overlap(two.spans[a])
        >= SAME * max(len(one.spans[a]), len(two.spans[a]))
    ]  # fmt: skip
    return len(close) > 1


def _amounts_apart(mine: Sequence[Amount], theirs: Sequence[Amount]) -> bool | None:
    if not mine or not theirs:
        return None
    odd = [x for x in mine if not any(comparable(x, y) and equal(x, y) for y in theirs)]
    others = [y for y in theirs if not any(comparable(x, y) and equal(x, y) for x in mine)]
    return any(comparable(x, y) for x in odd for y in others)


def _amounts(side: Side, span: Span) -> list[Amount]:
    words = side.section.doc.char_span(span.start, span.end, alignment_mode="expand")
    return amounts(side, ((words.start, words.end),)) if words is not None else []


def _words(place: Place) -> set[str]:
    _, section, span = place
    words = section.doc.char_span(span.start, span.end, alignment_mode="expand") or ()
    return {t.lemma_.lower() for t in words if t.is_alpha and not t.is_stop}


def _bare(place: Place) -> str:
    _, section, span = place
    return "".join(c for c in span.of(section.text).casefold() if c.isalnum())
