"""Labelled stretches from the trained network: sources, cues and contents."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from twosource.find.statements.features import Features, features
from twosource.find.statements.network import Weights, best_path, mean_moves, mean_scores
from twosource.types import Section

if TYPE_CHECKING:
    from numpy.typing import NDArray

_WINDOW = 4096
"""Tokens labelled at once; longer parts are cut at a paragraph."""


@dataclass(frozen=True, slots=True)
class Chunk:
    """A labelled stretch: ``kind`` is S, Q or C; ``first`` and ``last`` are token
    numbers, the last one included; ``side`` is the log-odds that its cue lies to
    the right.
    """

    kind: str
    first: int
    last: int
    start: int
    end: int
    side: float


def chunks(
    section: Section, nets: Sequence[Weights], rules: NDArray[np.int64] | None
) -> list[Chunk]:
    """Label a section with the mean of some nets' scores and read the spans off."""
    doc = section.doc
    if not len(doc):
        return []
    seen, moves = features(section, rules), mean_moves(nets)
    out: list[Chunk] = []
    for a, b in windows(section):
        part = Features(
            seen.ids[a:b],
            np.clip(seen.heads[a:b] - a, 0, b - a - 1),
            np.clip(seen.cues[a:b] - a, 0, b - a - 1),
            seen.tensor[a:b],
        )
        labels, sides = mean_scores(nets, part)
        path = best_path(labels, moves)
        odds = sides[:, 1] - sides[:, 0]
        out += _read(section, path, odds, a)
    return out


def windows(section: Section) -> list[tuple[int, int]]:
    """Token ranges of at most :data:`_WINDOW`, cut at white space tokens."""
    n = len(section.doc)
    out, a = [], 0
    while a < n:
        b = min(n, a + _WINDOW)
        if b < n:
            b = next((i + 1 for i in range(b - 1, a + _WINDOW // 2, -1)
                      if section.doc[i].is_space), b)  # fmt: skip
        out.append((a, b))
        a = b
    return out


def _read(
    section: Section, path: NDArray[np.int64], odds: NDArray[np.float32], base: int
) -> list[Chunk]:
    out: list[Chunk] = []
    doc = section.doc
    i, n = 0, len(path)
    while i < n:
        label = int(path[i])
        if not label:
            i += 1
            continue
        kind = (label - 1) // 2
        j = i + 1
        while j < n and path[j] == 2 * kind + 2:
            j += 1
        first, last = base + i, base + j - 1
        while last > first and doc[last].is_space:
            last -= 1
        end = doc[last].idx + len(doc[last].text)
        if not doc[first].is_space:
            side = float(odds[i:j].mean())
            out.append(Chunk("SQC"[kind], first, last, doc[first].idx, end, side))
        i = j
    return out
