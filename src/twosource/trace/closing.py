"""The line that an outlet puts under every text: shared by all it prints, owed to none of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from twosource.trace.bonds import bonds_of
from twosource.trace.runs import Run
from twosource.trace.telling import LONG, Telling
from twosource.types import Account

_MOST = 60  # words; a longer passage is no line under a text
Line = tuple[int, int]
"""Where it begins in each, in words."""


def one_outlet(a: Account, b: Account) -> bool:
    """Whether two accounts were published by one outlet."""
    return bool(a.outlet) and a.outlet == b.outlet


def closing_line(a: Telling, b: Telling, runs: Sequence[Run]) -> Line | None:
    """The line under two texts of one outlet, where it is all that they share in a long run."""
    if not one_outlet(a.account, b.account):
        return None
    long = [r for r in runs if r.size >= LONG]
    if len(long) != 1 or long[0].size > _MOST:
        return None
    run = long[0]
    ends = run.a + run.size == len(a.words) and run.b + run.size == len(b.words)
    own_line = all(
        at > 0 and "\n" in t.account.text[int(t.words.ends[at - 1]) : int(t.words.starts[at])]
        for t, at in ((a, run.a), (b, run.b))
    )
    return (run.a, run.b) if ends and own_line else None


def set_apart(t: Telling, first: int) -> Telling:
    """A telling whose words from ``first`` on are a notice of the page."""
    aside, notice = t.aside.copy(), t.notice.copy()
    aside[first:] = True
    notice[first:] = True
    kept: Telling = replace(
        t, aside=aside, notice=notice, bonds=bonds_of(t.words, t.idf, aside, notice)
    )
    return kept


def apart(a: Telling, b: Telling, runs: Sequence[Run]) -> tuple[Telling, Telling]:
    """Two tellings with their outlet's line set aside, where there is one."""
    line = closing_line(a, b, runs)
    return (a, b) if line is None else (set_apart(a, line[0]), set_apart(b, line[1]))
