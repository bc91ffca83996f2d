"""A batch of accounts -> how alike any two of them are, in six ways."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from twosource.group.background import FloatArray
from twosource.group.vectors import Vectors, vectors
from twosource.group.words import HashArray, IntArray, Words, grams, split, word_hash
from twosource.types import Account

LETTERS = 5
_STEM = 5
_LETTERS_OF = 1500  # characters of the text whose letter runs are counted: the news comes first
_WIDEST = 0.12  # of a batch; commoner pieces tell stories apart badly and cost most
_HEAD = 200  # characters of the first line, where an account has no title
LEAST = 0.03  # mean likeness under which no two accounts of a story were ever seen
VIEWS = ("words", "stems", "names", "pairs", "letters", "head")
_MIXED = (0, 1, 2, 4)  # the views whose mean ranks neighbours


@dataclass(frozen=True, slots=True)
class Neighbours:
    """The accounts like one account, in order.

    Attributes:
        others: their numbers.
        views: likeness of each in every view, one row per neighbour.
        mean: mean likeness of each.
    """

    others: IntArray
    views: FloatArray
    mean: FloatArray


class Space:
    """Six vector spaces over a batch: words, word beginnings, names and figures,
    word pairs, letter runs, and the words of title or first line.
    """

    def __init__(self, accounts: Sequence[Account]) -> None:
        texts = [f"{a.title}\n{a.text}" if a.title else a.text for a in accounts]
        words = [split(t) for t in texts]
        heads = [split(t.strip().partition("\n")[0][:_HEAD]) for t in texts]
        self.sizes = np.array([len(w) for w in words], dtype=np.int64)
        self._views: tuple[Vectors, ...] = tuple(
            vectors(v, widest=_WIDEST)
            for v in (
                [w.hashes for w in words],
                [_stems(w) for w in words],
                [_names(t, w) for t, w in zip(texts, words, strict=True)],
                [grams(w.hashes, 2) for w in words],
                [letter_runs(" ".join(w.keys)[:_LETTERS_OF]) for w in words],
                [h.hashes for h in heads],
            )
        )

    def __len__(self) -> int:
        return len(self.sizes)

    def neighbours(self, number: int) -> Neighbours:
        """All accounts at all like one, itself left out."""
        rows = np.stack([v.cosines(number) for v in self._views], axis=1)
        mean = rows[:, _MIXED].mean(axis=1)
        mean[number] = 0.0
        others = np.flatnonzero(mean > LEAST)
        return Neighbours(others, rows[others], mean[others])


def _stems(words: Words) -> HashArray:
    keys = (k[:_STEM] for k in words.keys)
    return np.fromiter((word_hash(k) for k in keys), np.uint64, len(words))


def _names(text: str, words: Words) -> HashArray:
    first = (text[s] for s in words.starts.tolist())
    named = np.fromiter((c.isupper() or c.isdigit() for c in first), np.bool_, len(words))
    return words.hashes[named]


def letter_runs(text: str) -> HashArray:
    """One number per run of five characters."""
    points = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    return grams(points.astype(np.uint64) + np.uint64(1), LETTERS)
