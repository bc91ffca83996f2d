"""The lines over an account in a dump: which is its headline, which name its author,
its day, its outlet, and which already belong to it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import cache
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from twosource.patterns import deferred
from twosource.read.blocks import Block
from twosource.read.found.days import days
from twosource.read.found.persons import is_person
from twosource.read.lexicon import load

REACH = 40
"""Lines before the body among which the headline is sought."""
_WORD = deferred(r"[^\W_]+")
_NAME_WORD = deferred(r"[^\W_]+(?:[.'’&-][^\W_]+)*")
_ELIDED = deferred(r"(?<![^\W\d_])[dlDL]['’](?=\w)")
_WIDE = deferred("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\u0e00-\u0e7f]")
_AGO = deferred(
    r"(?:\d+|an?) (?:minutes?|hours?|days?|weeks?) ago|vor \d+ (?:minuten?|stunden?|tagen?)|"
    r"il y a \d+ \w+|hace \d+ \w+", re.I,
)  # fmt: skip
BESIDE = 4
"""Words beside the date of a line that is no more than a date: a place, "Published on"."""
_MENU = frozenset("|»›")
_FULL = deferred(r"[.…。।]['\"”’»)\]]*$")
_STOP = deferred(r"[.!?…。！？؟]['\"”’»)\]]*$")
SMALL = frozenset({
    "of", "the", "and", "for", "de", "do", "da", "dos", "das", "del", "der", "die", "den", "du",
    "des", "la", "el", "le", "les", "y", "e", "et", "und", "von", "van", "het", "i", "og", "och",
    "at", "in", "on", "a", "an",
})  # fmt: skip
"""Words that names in capitals write small."""

# Weights of a headline, set by the headlines of 166 dumps of the development sets, of
# which they give 128 (the nearest line of four words gave 45); each of half or twice
# its size gives within five of that.
SHARED, SIZE, SIGNED, AGAIN = 1.0, 0.05, 0.45, 0.5
"""For words that the body has too, for each word up to eight, for a byline or a date
close behind, for standing there twice."""
SENTENCE, SHORT, AWAY, OPENING, DAY = 0.4, 0.4, 0.01, 0.6, 1.0
"""Against a line that ends like a sentence, has under four words, for each line to the
body, against the body's own first line, and a line that holds a date."""
MASTHEAD, FIGURES, PART = 0.8, 0.4, 0.1
"""Against one of the first two lines that is written like an outlet's or a body's name,
twice that where a word of it says so, a line of three numbers or more, and one that names
a part of a site or a kind of text ("Press release")."""
LEAST = 0.0
"""What the best line scores at least; below it none is a headline."""
LONGEST, WORDS = 250, 35
_FIGURE = deferred(r"\d[\d.,]*")


@cache
def lexicon(name: str) -> frozenset[str]:
    """A list of ``data/mastheads.toml``."""
    return frozenset(load("mastheads")[name])


@cache
def _by() -> re.Pattern[str]:
    words = sorted(lexicon("by"), key=lambda w: (-len(w), w))
    return re.compile(rf"(?:{'|'.join(map(re.escape, words))})(?::\s*|\s+|(?<=[/・]))(?=\S)", re.I)


def is_byline(text: str) -> bool:
    """Whether a line says who wrote the account: "By ..." or the like before a name."""
    found = _by().match(text) if len(text) < 140 else None
    if found is None or len(text.split()) > 14:
        return False
    first = text[found.end()]
    return first.isupper() or _WIDE.match(first) is not None or not first.islower()


def is_stamp(text: str) -> bool:
    """Whether a line says when: a date with little beside it, or "2 hours ago"."""
    if len(text) >= 100:
        return False
    if _AGO.search(text) is not None:
        return len(text.split()) <= 9
    day = next(days(text), None)
    return day is not None and len(_WORD.findall(text[: day.start] + text[day.end :])) <= BESIDE


def words_of(text: str) -> list[str]:
    """The words of a name, in small letters, an article before an apostrophe apart."""
    return [w.lower().strip(".") for w in _NAME_WORD.findall(_ELIDED.sub(" ", text))]


SURELY = 3
"""Words up to which a line is a name whatever stands in the middle of it."""
JOINED = {"of", "for", "and", "&", "de", "du", "der", "des", "del", "di", "da"}


def named(text: str) -> bool:
    """Whether a line is written like a name: up to seven words, all with capitals."""
    parts = text.split()
    return (
        1 <= len(parts) <= 7
        and len(text) <= 60
        and text[-1] not in "!?…:;,"
        and all(
            not w[0].islower() or w.lower() in SMALL or w.lower() in lexicon("outlet")
            for w in _ELIDED.sub("", text).split()
        )
        and not parts[0][0].islower()
        and not all(w in lexicon("section") or w in SMALL for w in words_of(text))
    )


def marked(text: str, name: str) -> bool:
    """Whether a name holds a word of a list (``outlet``, ``body``) where it says what it is the
    name of: at an end, or before a joining word ("Union of Weavers"). Inside "Weavers Challenge
    Union Vote" it makes a headline no name.
    """
    words = words_of(text)
    inner = [a for a, b in pairwise(words) if b in JOINED]
    telling = words if len(words) <= SURELY else [*words[:2], *inner, words[-1]]
    if lexicon(name) & set(telling):
        return True
    return bool(_WIDE.search(text)) and any(w in text for w in lexicon(name) if _WIDE.match(w))


def is_name(text: str) -> bool:
    """Whether a line is a person's name, with a role or an outlet behind it at most."""
    name = re.split(r",|\s[|·•–—-]\s", text, maxsplit=1)[0].strip()
    words = name.split()
    own = {w.lower().strip(".,") for w in words}
    return (
        len(text) < 90
        and not is_byline(text)
        and 2 <= len(words) <= 4
        and not own & (lexicon("outlet") | lexicon("section") | lexicon("body"))
        and all(w[0].isupper() or w.lower() in SMALL for w in words)
        and is_person(name.title() if name.isupper() else name)
    )


def _words(text: str) -> list[str]:
    """The words of a line that its subject is told in; of a script that sets no blanks,
    its pairs of characters.
    """
    if _WIDE.search(text):
        plain = "".join(_WORD.findall(text))
        return [plain[i : i + 2] for i in range(len(plain) - 1)]
    return [w.lower() for w in _WORD.findall(text) if len(w) >= 4]


def _may_be(text: str, opens_body: bool) -> bool:
    """Whether a line may be a headline at all."""
    count = len(text.split())
    wide = _WIDE.search(text) is not None and len(text) >= 6
    if len(text) > LONGEST or count > WORDS or (count < 2 and not wide):
        return False
    if opens_body and ((count < 4 and not wide) or (len(text) >= SAID and _FULL.search(text))):
        return False
    return not (is_byline(text) or _MENU & set(text))


def find_headline(
    blocks: Sequence[Block], body: NDArray[np.bool_], kinds: Sequence[str | None]
) -> int | None:
    """Index of the headline of a dump, or ``None``: of the lines before the body the one
    that shares most of its words with it, stands before a byline or a date, or twice.
    """
    inside = np.flatnonzero(body)
    first = int(inside[0]) if len(inside) else len(blocks)
    told = {w for i in inside[1:].tolist() for w in _words(blocks[i].text[:600])}
    opening = set(_words(blocks[first].text[:600])) if len(inside) else set()
    seen = Counter(b.text for b in blocks)
    best: tuple[float, int] | None = None
    for i in range(max(0, first - REACH), min(first + 1, len(blocks))):
        text = blocks[i].text
        if kinds[i] or not _may_be(text, i == first):
            continue
        words = _words(text)
        known = told if i == first else told | opening
        score = SHARED * sum(w in known for w in words) / max(len(words), 1)
        score -= PART * (2 * sum(w in lexicon("section") for w in words) > len(words))
        score += SIZE * min(len(words), 8) - AWAY * (first - i)
        behind = [b.text for b in blocks[i + 1 : i + 5]]
        score += SIGNED * any(is_byline(t) or is_stamp(t) for t in behind)
        score += AGAIN * (seen[text] > 1) - DAY * is_stamp(text) - OPENING * (i == first)
        stop = _STOP.search(text) is not None
        score -= SENTENCE * (stop and (len(text.split()) > 8 or text[-1] == "."))
        score -= SHORT * (len(text.split()) < 4 and not _WIDE.search(text))
        score -= FIGURES * (len(_FIGURE.findall(text)) > 2)
        if i < 2 and named(text):
            score -= MASTHEAD * (2 if marked(text, "outlet") or marked(text, "body") else 1)
        if best is None or score > best[0] + 1e-9:
            best = (score, i)
    return best[1] if best and best[0] >= LEAST else None


LEAD = 40
"""Lines of a dump at most that is hardly more than the account."""
DEK = 2
"""Sentences at most between a headline and a byline that are no body."""
SAID = 40
"""Characters of a sentence of the body at least."""
NEAR = 6
"""Lines behind the headline among which its author and its day stand."""


def head_kinds(blocks: Sequence[Block], title: int | None, first: int) -> dict[int, str]:
    """The kinds of the lines between a headline and the body that name an author or a
    day, and of one or two that stand before a byline and were taken for the body.
    """
    if title is None or title >= first:
        return {}
    found: dict[int, str] = {}
    signed = False
    for i in range(title + 1, min(title + 1 + NEAR, first + 1 + DEK, len(blocks))):
        text = blocks[i].text
        if is_byline(text) or (not signed and i < first and is_name(text)):
            found[i], signed = "byline", True
            small = len(blocks) <= LEAD and all(len(b.text) <= LONGEST for b in blocks[first:i])
            if i > first and small:
                found |= dict.fromkeys(range(first, i), "dek")
        elif is_stamp(text) and i <= first:
            found[i] = "stamp"
    return {i: kind for i, kind in found.items() if i <= first or "dek" in found.values()}


def opening_lines(
    blocks: Sequence[Block], title: int | None, first: int, kinds: Sequence[str | None]
) -> list[int]:
    """Short sentences between the byline and what was taken for the body, in a dump that
    is hardly more than the account: its first words.
    """
    if title is None or title >= first or len(blocks) > LEAD:
        return []
    marked = [i for i in range(title + 1, first) if kinds[i] in {"byline", "stamp"}]
    start = marked[-1] + 1 if marked else first
    return [
        i for i in range(start, first)
        if kinds[i] is None and len(blocks[i].text.split()) >= 4 and _STOP.search(blocks[i].text)
    ]  # fmt: skip


__all__ = [
    "SMALL", "find_headline", "head_kinds", "is_byline", "is_name", "is_stamp", "lexicon",
    "marked", "named", "opening_lines",
]  # fmt: skip
