"""News-like texts of no meaning, for measuring growth: any number of them, each
made from its own number alone, so that a corpus of any size needs no memory.

Invented words with the frequencies of a natural vocabulary, stock phrases that
thousands of texts share, footers of outlets, and planted reuse: edited copies,
excerpts, wire reports that one text in twenty carries, and speeches that many
quote.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from itertools import product

import numpy as np

from twosource.group.background import FloatArray
from twosource.group.words import IntArray

VOCABULARY = 60_000
WORDS = 600  # mean length; from a third to nearly twice that
BLOCK = 20  # every block of so many texts has the same mixture
EDITED, EXCERPT, WIRE, QUOTED = (14, 15), (16,), (17,), (18,)
"""Places in a block; the other fifteen texts are original throughout."""
WIRES = 12  # wire reports, however large the corpus: their copies are its hot runs
_OUTLETS, _PHRASES, _SPEECHES = 40, 400, 500
_PER_TEXT = 6  # stock phrases
_FOOTED = 0.7  # share of texts with the footer of their outlet
_DROPPED, _CHANGED = 0.05, 0.03  # words of a copy
_PARAGRAPH = 50


@lru_cache(maxsize=1)
def _words() -> list[str]:
    """Invented words, the short ones first as they are the frequent ones."""
    heads = [a + b for a, b in product(("", *"bdfgklmnprstvz"), "aeiou")]
    tails = [a + b for a, b in product("bdfglmnrstv", ("a", "el", "in", "o", "ur"))]
    made = heads + [h + t for h in heads for t in tails]
    made += (h + t + u for h in heads for t in tails for u in tails)
    return made[:VOCABULARY]


@lru_cache(maxsize=1)
def _chances() -> FloatArray:
    """Cumulative chance of each word (Mandelbrot's form of Zipf's law)."""
    share = 1.0 / (np.arange(VOCABULARY) + 2.7)
    found: FloatArray = np.cumsum(share / share.sum())
    return found


def _draw(chance: np.random.Generator, size: int) -> IntArray:
    found: IntArray = np.searchsorted(_chances(), chance.random(size))
    return np.minimum(found, VOCABULARY - 1)


@lru_cache(maxsize=4096)
def _stock(kind: int, number: int, size: int) -> tuple[int, ...]:
    """A run of words that many texts share: a phrase, a footer, a speech, a wire."""
    return tuple(_draw(np.random.default_rng((kind, number)), size).tolist())


def _fresh(number: int) -> IntArray:
    """Words written for one text, with stock phrases among them."""
    chance = np.random.default_rng((1, number))
    parts = [_draw(chance, int(chance.integers(WORDS // 3, WORDS * 5 // 3)))]
    for _ in range(_PER_TEXT):
        phrase = int(_PHRASES * chance.random() ** 2)  # some far more often than others
        at = int(chance.integers(0, len(parts[-1])))
        last = parts.pop()
        parts += [last[:at], np.array(_stock(2, phrase, 5 + phrase % 5)), last[at:]]
    return np.concatenate(parts)


def _edit(chance: np.random.Generator, words: IntArray) -> IntArray:
    """A copy with words lost and words changed."""
    dice = chance.random(len(words))
    kept = np.where(dice < _DROPPED + _CHANGED, _draw(chance, len(words)), words)
    return kept[dice >= _DROPPED]


def source_of(number: int) -> int | None:
    """The text that an edited copy or an excerpt was made from; none for others."""
    if number % BLOCK not in (*EDITED, *EXCERPT):
        return None
    chance = np.random.default_rng((3, number))
    block = int(chance.integers(0, number // BLOCK + 1))
    return block * BLOCK + int(chance.integers(0, EDITED[0]))


def wire_of(number: int) -> int | None:
    """The wire report that a text carries."""
    return number // BLOCK % WIRES if number % BLOCK in WIRE else None


def invented(number: int) -> str:
    """Text ``number`` of the corpus, the same in every run."""
    place = number % BLOCK
    chance = np.random.default_rng((4, number))
    source, wire = source_of(number), wire_of(number)
    if source is not None and place in EDITED:
        words = _edit(chance, _fresh(source))
    elif source is not None:
        whole = _fresh(source)
        at = int(chance.integers(0, len(whole) - 150))
        own = _fresh(number)
        words = np.concatenate([own[:100], whole[at : at + 150], own[100:300]])
    elif wire is not None:
        words = _edit(chance, np.array(_stock(5, wire, WORDS)))
    else:
        words = _fresh(number)
    if place in QUOTED:
        speech = _stock(6, int(chance.integers(0, _SPEECHES)), 30)
        words = np.concatenate([words[:90], np.array(speech), words[90:]])
    if chance.random() < _FOOTED:
        footer = _stock(7, int(chance.integers(0, _OUTLETS)), 30)
        words = np.concatenate([words, np.array(footer)])
    return _set(words)


def _set(words: IntArray) -> str:
    """Words as paragraphs."""
    table = _words()
    spelt = [table[w] for w in words.tolist()]
    rows = (spelt[at : at + _PARAGRAPH] for at in range(0, len(spelt), _PARAGRAPH))
    return "\n\n".join(f"{' '.join(row)}." for row in rows)


def corpus(size: int) -> Iterator[str]:
    """The first ``size`` texts."""
    return (invented(number) for number in range(size))
