"""What a person types -> what is looked for.  Anything may be typed; nothing is syntax but
quotation marks around a phrase and a ``*`` behind the beginning of a word.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

import regex

from twosource.store.base import Phrase, Query
from twosource.store.words import ABBREVIATED, UNSPACED, Word, words_of

_QUOTED = regex.compile(r"[\"“”„«»‹›＂「」『』]")
_MOST = 40  # words of a query; more find nothing more
_CHARACTER = regex.compile(rf"[{UNSPACED}]")
_PLAIN_TOO = frozenset(
    [
        "am",
        "an",
        "as",
        "at",
        "be",
        "by",
        "do",
        "go",
        "he",
        "if",
        "in",
        "is",
        "it",
        "me",
        "my",
        "no",
        "of",
        "on",
        "or",
        "so",
        "to",
        "up",
        "us",
        "we",
        "who",
    ]
)
"""What is a word when it is no abbreviation: "US" is not "us"."""


def asked(typed: str) -> Query:
    """What was asked for; empty where nothing typed is a word."""
    found: list[tuple[Phrase, ...]] = []
    for n, stretch in enumerate(_QUOTED.split(typed)):
        words = list(words_of(stretch))
        runs = list(_runs(stretch, words)) if words else []
        if n % 2 and runs:  # between two marks, or behind one that was not closed
            parts = tuple(part for run in runs for part in _parts(run))
            found.append(((parts, _goes_on(stretch, words[-1])),))
        else:
            found += [_forms(stretch, run) for run in runs]
    return list(dict.fromkeys(found))[:_MOST]


def _runs(stretch: str, words: Sequence[Word]) -> Iterator[list[Word]]:
    """Words one by one; the pairs of a run of characters together."""
    run = [words[0]]
    for before, word in pairwise(words):
        if word.start >= before.end or not _CHARACTER.match(stretch[word.start]):
            yield run
            run = []
        run.append(word)
    yield run


def _parts(run: Sequence[Word]) -> tuple[str, ...]:
    """What stands in the row for it.  The last character of a run stands alone at the end of a
    run only; it is in the pair before already.
    """
    kept = run[:-1] if len(run) > 1 else run
    return tuple(part for word in kept for part in word.parts)


def _goes_on(stretch: str, word: Word) -> bool:
    return stretch[word.end : word.end + 1] == "*"


def _forms(stretch: str, run: Sequence[Word]) -> tuple[Phrase, ...]:
    """The forms in which what was typed may stand in the index."""
    word, parts = run[-1], _parts(run)
    if _CHARACTER.match(stretch[word.start]):
        return ((parts, len(run) == 1),)
    typed = stretch[word.start : word.end]
    short = [b for b in word.beside if b.startswith(ABBREVIATED)]
    if short and ("." in typed or parts[0] in _PLAIN_TOO):
        return (((short[0],), False),)
    beside = [b for b in word.beside if not b.startswith(ABBREVIATED)]
    return tuple((p, _goes_on(stretch, word)) for p in (parts, *((b,) for b in beside)))
