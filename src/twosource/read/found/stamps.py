"""What a line says its dates are: that of publication, of a change, or neither
(``data/stamps.toml``).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal

from twosource.patterns import deferred
from twosource.read.found.days import Day, days, yearless
from twosource.read.lexicon import any_of, load

Word = Literal["published", "updated", "neutral"]
_SPACED = deferred(r"[^\W\d_\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff]", re.I)
"""A letter of a script that sets blanks between words."""
REST = 12
"""Letters beside dates, times and words of :data:`Word` that a line has at most that is
nothing but a stamp ("Uhr", a weekday, "in Print")."""
LONG = 140
"""Characters of such a line at most."""


_DIGIT = deferred(r"\d")
"""What every date holds but those in the figures of Han."""


@dataclass(frozen=True, slots=True)
class Stamp:
    """A date in a line, what the line says it is, and whether it says so in words."""

    day: Day
    kind: Literal["published", "updated"]
    stated: bool


def _bounded(word: str) -> str:
    left = r"(?<![^\W\d_])" if _SPACED.match(word[0]) else ""
    right = r"(?![^\W\d_])" if _SPACED.match(word[-1]) else ""
    return left + re.escape(word) + right


@cache
def _words() -> re.Pattern[str]:
    """All words of the lists, as one group each; the longest first."""
    groups = []
    for kind, lists in load("stamps").items():
        words = {
            form
            for entries in lists.values()
            for word in entries
            for form in (word, unicodedata.normalize("NFD", word))
        }
        plain = any_of(sorted(w for w in words if _SPACED.match(w[0]) and _SPACED.match(w[-1])))
        other = "|".join(_bounded(w) for w in sorted(words, key=len, reverse=True)
                         if not (_SPACED.match(w[0]) and _SPACED.match(w[-1])))  # fmt: skip
        bounded = rf"(?<![^\W\d_])(?:{plain})(?![^\W\d_])"
        groups.append(rf"(?P<{kind}>{bounded}{'|' + other if other else ''})")
    return re.compile("|".join(groups), re.I)


def said(text: str) -> list[tuple[int, int, str]]:
    """The words of a text that say what a date is, with their places."""
    return [(m.start(), m.end(), m.lastgroup or "") for m in _words().finditer(text)]


def _between(words: Sequence[tuple[int, int, str]], start: int, end: int) -> list[str]:
    return [kind for at, _, kind in words if start <= at < end and kind != "neutral"]


_PLAIN = deferred(r"(?:[^\s\d,.;:|()/·•–—-]{1,12}\s+)?")


def _closes(text: str, words: Sequence[tuple[int, int, str]], at: int) -> bool:
    """Whether a word of a date stands behind the last one: at the end of the line, or
    with at most a word and no mark between ("14.01.2031 tarihinde güncellendi").
    """
    tail = re.sub(r"\W+$", "", text)
    later = [(start, end) for start, end, kind in words if start >= at and kind != "neutral"]
    return any(
        end == len(tail) or _PLAIN.fullmatch(text[at:start].lstrip()) for start, end in later
    )


def stamps(text: str, order: str = "") -> list[Stamp]:
    """The dates of a line, each with what the line says it is.

    A date is what the nearest word between it and the date before says; where no
    word stands before any date and one ends the line, words stand behind their dates
    ("14.01.2031 veröffentlicht, 17.01.2031 aktualisiert").  One that nothing is said of
    is what the date before it is, the first a publication.
    """
    found = list(days(text, order))
    if not found:
        return []
    words = said(text)
    edges = [0, *(d.end for d in found)]
    ends = [*(d.start for d in found[1:]), len(text)]
    suffixed = not _between(words, 0, found[0].start) and _closes(text, words, found[-1].end)
    out: list[Stamp] = []
    for i, day in enumerate(found):
        here = (
            _between(words, day.end, ends[i])[:1]
            if suffixed
            else _between(words, edges[i], day.start)[-1:]
        )
        before = out[-1].kind if out and not suffixed else "published"
        kind = here[0] if here else before
        out.append(Stamp(day, "updated" if kind == "updated" else "published", bool(here)))
    return out


def is_stamp(line: str) -> bool:
    """Whether a line is a date or dates, what they are, and hardly a word beside; a date
    without a year only where a word says what it is ("Updated 15 March").
    """
    if len(line) > LONG or not (_DIGIT.search(line) or "年" in line):
        return False
    words = [(start, end) for start, end, _ in said(line)]
    found = [(d.start, d.end) for d in days(line, "dmy")]  # whichever order is meant
    if not found and words:
        found = [m.span() for m in yearless().finditer(line)]
    if not found:
        return False
    rest = list(line)
    for start, end in (*found, *words):
        rest[start:end] = [" "] * (end - start)
    return sum(map(str.isalpha, rest)) <= REST


def label_of(line: str) -> str | None:
    """What a line of one word or two says of the date in the next ("Published:")."""
    words = said(line) if len(line) <= 40 else []
    if not words:
        return None
    bare = line
    for start, end, _ in reversed(words):
        bare = bare[:start] + bare[end:]
    letters = sum(map(str.isalpha, bare))
    kinds = {kind for _, _, kind in words if kind != "neutral"}
    return kinds.pop() if len(kinds) == 1 and letters <= 8 else None
