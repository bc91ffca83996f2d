"""Runs of equal words in two texts: what verbatim agreement and cut quotations rest on."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import lru_cache

from twosource.compare.cut.passages import quoted_mask
from twosource.compare.cut.surface_forms import split_words
from twosource.types import Section, Span

SEED = 4
"""Words in a row that start a run; three occur by chance in any two stories."""
MOST_PLACES = 6
"""Places of one seed looked at; more only in lists and refrains."""


@dataclass(frozen=True, slots=True)
class Run:
    """Equal words in a row.

    Attributes:
        a, b: the stretches.
        words: how many words.
        quoted_a, quoted_b: share of each stretch in quotation marks.
    """

    a: Span
    b: Span
    words: int
    quoted_a: float
    quoted_b: float
    first_a: int
    first_b: int


def find_runs(a: Section, b: Section) -> tuple[Run, ...]:
    """Longest runs first claimed, none overlapping another on both sides; in order of a."""
    words_a, words_b = _words(a.text), _words(b.text)
    index: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for j in range(len(words_b) - SEED + 1):
        places = index[tuple(w[0] for w in words_b[j : j + SEED])]
        if len(places) < MOST_PLACES:
            places.append(j)
    found: list[tuple[int, int, int]] = []
    ends: set[tuple[int, int]] = set()
    for i in range(len(words_a) - SEED + 1):
        for j in index.get(tuple(w[0] for w in words_a[i : i + SEED]), ()):
            if i and j and words_a[i - 1][0] == words_b[j - 1][0]:
                continue
            n = SEED
            while (
                i + n < len(words_a) and j + n < len(words_b)
                and words_a[i + n][0] == words_b[j + n][0]
            ):  # fmt: skip
                n += 1
            if (i + n, j + n) not in ends:
                ends.add((i + n, j + n))
                found.append((n, i, j))
    mask_a, mask_b = quoted_mask(a), quoted_mask(b)
    runs = []
    for n, i, j in _best(found):
        span_a = Span(words_a[i][1], words_a[i + n - 1][2])
        span_b = Span(words_b[j][1], words_b[j + n - 1][2])
        runs.append(
            Run(
                span_a,
                span_b,
                n,
                sum(mask_a[span_a.start : span_a.end]) / len(span_a),
                sum(mask_b[span_b.start : span_b.end]) / len(span_b),
                i,
                j,
            )
        )
    return tuple(runs)


@lru_cache(maxsize=64)
def _words(text: str) -> list[tuple[str, int, int]]:
    """The words of a text, which is laid against many others in turn."""
    return split_words(text)


def _best(found: list[tuple[int, int, int]]) -> list[tuple[int, int, int]]:
    """Longest first; a run whose words are taken on either side is dropped."""
    taken_a: set[int] = set()
    taken_b: set[int] = set()
    kept = []
    for n, i, j in sorted(found, key=lambda r: (-r[0], abs(r[1] - r[2]), r[1], r[2])):
        here, there = range(i, i + n), range(j, j + n)
        if any(k in taken_a for k in here) or any(k in taken_b for k in there):
            continue
        taken_a.update(here)
        taken_b.update(there)
        kept.append((n, i, j))
    return sorted(kept, key=lambda r: r[1])
