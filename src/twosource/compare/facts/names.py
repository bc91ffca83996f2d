"""The name of one person, body or place, spelt or worded otherwise."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import TYPE_CHECKING

from rapidfuzz.distance import DamerauLevenshtein

from twosource import packaged
from twosource.compare.align.alignment import Alignment
from twosource.compare.cut.accounts import Side, of_side
from twosource.compare.cut.constituents import token_span
from twosource.compare.cut.lexicon import COURTESY, lexicon
from twosource.compare.cut.small_words import PLACES
from twosource.compare.cut.word_similarity import stem
from twosource.compare.facts.candidates import Candidate, around
from twosource.parties.words.nouns import can_be_person
from twosource.types import Span

if TYPE_CHECKING:
    from spacy.tokens import Token

FAINT = 0.1
LONG = 5
"""Letters from which one letter's difference makes a misspelling, not another short word."""
SHORTENED = 3
"""Letters from which the beginning of a name stands for all of it."""


@of_side
def names(side: Side) -> dict[tuple[str, ...], Span]:
    """The names of two words and more of a side, in order of first sight."""
    out: dict[tuple[str, ...], Span] = {}
    run: list[Token] = []
    for token in side.section.doc:
        if token.pos_ == "PROPN" and token.is_alpha and token.text[0].isupper():
            run.append(token)
            continue
        _close(run, out)
        run = []
    _close(run, out)
    return out


def _close(run: list[Token], out: dict[tuple[str, ...], Span]) -> None:
    if 2 <= len(run) <= 6:
        out.setdefault(tuple(t.lower_ for t in run), token_span(run[0], run[-1]))


def candidates(laid: Alignment) -> Iterator[Candidate]:
    """Names that are alike but for one word, or one letter of it, where each account knows only
    its own form and both tell the same around it.
    """
    ours, theirs = names(laid.a), names(laid.b)
    words_a, words_b = _words(laid.a), _words(laid.b)
    for one, a in ours.items():
        for two, b in theirs.items():
            odd = _odd(one, two)
            if odd is None or _alike(*odd) or odd[0] in words_b or odd[1] in words_a:
                continue
            near = around(laid, a.start, b.start)
            letter = DamerauLevenshtein.distance(*odd) == 1 and min(map(len, odd)) >= LONG
            if not letter and (near < FAINT or odd == (one[-1], two[-1])):
                continue  # two families of one first name are two persons
            yield Candidate(
                "name", a, b, False, "fact/name", "The name differs",
                {"around": near, "letter": float(letter), "words": float(len(one))},
                " ".join(one), " ".join(two),
            )  # fmt: skip


@of_side
def _words(side: Side) -> frozenset[str]:
    """All words of an account, its title among them: who is named there is known to it."""
    parse = next(p for p in side.analysis.parses if p.account.id == side.account)
    return frozenset(t.lower_ for s in parse.sections for t in s.doc)


@lru_cache(maxsize=1)
def _nicknames() -> dict[str, frozenset[str]]:
    """For each first name and nickname the full names it may stand for."""
    table = packaged.toml("twosource.compare", "data/nicknames.toml")
    found: dict[str, set[str]] = {}
    for full, shorts in table["names"].items():
        for name in (full, *shorts):
            found.setdefault(name, set()).add(full)
    return {name: frozenset(full) for name, full in found.items()}


def same_first_name(one: str, two: str) -> bool:
    """Whether two first names (lower case) may be one person's: "Bill" and "William"."""
    known = _nicknames()
    return bool(known.get(one, frozenset()) & known.get(two, frozenset()))


def _alike(one: str, two: str) -> bool:
    """Whether two words may stand in one name for the same: inflected, in short ("Pav" for
    "Pavel", "Bill" for "William"), or one a title.
    """
    short, long = sorted((one, two), key=len)
    return (
        stem(one) == stem(two)
        or _written(one) == _written(two)
        or same_first_name(one, two)
        or PLACES.get(one, one) == PLACES.get(two, two)
        or bool({one, two} & COURTESY)
        or any(w in lexicon().titles or can_be_person(w) for w in (one, two))
        or (SHORTENED <= len(short) <= len(long) - 2 and long.startswith(short))
    )


_LETTERS = str.maketrans({"c": "k", "y": "i", "w": "v"})


def _written(word: str) -> str:
    """A word as it is compared across ways to write a foreign name: "Vendôme" and "Vendome",
    "Karolos" and "Carolos".
    """
    plain = "".join(c for c in unicodedata.normalize("NFD", word) if not unicodedata.combining(c))
    return plain.translate(_LETTERS)


def _odd(one: tuple[str, ...], two: tuple[str, ...]) -> tuple[str, str] | None:
    """The one word in which two names differ."""
    if len(one) != len(two):
        return None
    odd = [(x, y) for x, y in zip(one, two, strict=True) if x != y]
    return odd[0] if len(odd) == 1 else None
