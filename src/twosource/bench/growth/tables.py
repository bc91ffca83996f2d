"""The growth table: signatures and candidates over invented corpora of up to
300,000 texts.  Needs no data; some six minutes on one core, most of them spent
making the texts.
"""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path

import numpy as np

from twosource.bench.data import say
from twosource.bench.growth.invented_news import BLOCK, EXCERPT, corpus, source_of, wire_of
from twosource.bench.measures.memory import peak_gb
from twosource.bench.table import Row, Table
from twosource.group.sketch import candidates, sketch
from twosource.group.words import IntArray
from twosource.trace.lineage import components

SIZES = (20_000, 75_000, 300_000)


@dataclass(frozen=True, slots=True)
class Grown:
    """What one corpus took and gave.

    Attributes:
        seconds: CPU-seconds for signatures and candidates, the making of the
            texts left out.
        peak: peak memory of the process in GB; the texts pass through it one
            by one.
        per_text: candidate pairs per text.
        copies, excerpts: share of the planted ones whose pair with their source
            is a candidate.
        wires: share of the copies of the wire reports, each of which a growing
            part of the corpus carries, that hang together by candidates.
    """

    seconds: float
    peak: float
    per_text: float
    copies: float
    excerpts: float
    wires: float


def run(_: Path) -> Table:
    """All rows."""
    rows = [row for size in SIZES for row in rows_of(size)]
    notes = (
        "Invented texts of some 650 words: frequencies of a natural vocabulary, stock phrases, "
        "footers of 40 outlets, and in every twenty texts two edited copies, an excerpt, a text "
        "of one of 12 wire reports and one of 500 speeches.",
        "Wire reports: share of their copies in the largest set that candidate pairs join.",
    )
    return Table("growth", tuple(rows), notes)


def rows_of(size: int) -> Iterator[Row]:
    """The rows of a corpus of that size, measured in a process of its own."""
    say("growth", f"{size:,} texts")
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        found = pool.submit(grow, size).result()
    name = f"{size:,} texts"
    metric = "signatures and candidates, documents per CPU-second"
    yield Row(name, metric, size / found.seconds, target=">= 4,000")
    yield Row(name, "peak memory, GB", found.peak, higher=False)
    yield Row(name, "candidate pairs per text", found.per_text, higher=False)
    yield Row(name, "edited copies: recall of the pair", found.copies)
    yield Row(name, "excerpts of 150 words: recall of the pair", found.excerpts)
    yield Row(name, "copies of wire reports joined", found.wires)


def grow(size: int) -> Grown:
    """Sketch a corpus and find its candidates."""
    watch = _Watch(corpus(size))
    start = time.process_time()
    i, j, _ = candidates(sketch(watch))
    seconds = time.process_time() - start - watch.seconds
    peak = peak_gb()
    copies, excerpts = _planted(size, i, j)
    return Grown(seconds, peak, len(i) / size, copies, excerpts, _joined(size, i, j))


class _Watch:
    """An iterable that counts the CPU-seconds its making takes."""

    def __init__(self, texts: Iterable[str]) -> None:
        self._texts = texts
        self.seconds = 0.0

    def __iter__(self) -> Iterator[str]:
        texts = iter(self._texts)
        while True:
            start = time.process_time()
            text = next(texts, None)
            self.seconds += time.process_time() - start
            if text is None:
                return
            yield text


def _planted(size: int, i: IntArray, j: IntArray) -> tuple[float, float]:
    keys = i * size + j  # sorted, as the pairs are
    hits: dict[bool, list[bool]] = {True: [], False: []}
    for number in range(size):
        source = source_of(number)
        if source is not None:
            low, high = sorted((source, number))
            at = int(np.searchsorted(keys, low * size + high))
            found = at < len(keys) and int(keys[at]) == low * size + high
            hits[number % BLOCK in EXCERPT].append(found)
    return float(np.mean(hits[False])), float(np.mean(hits[True]))


def _joined(size: int, i: IntArray, j: IntArray) -> float:
    """Mean over the wires of the share of their texts in one component."""
    wires = {str(n): w for n in range(size) if (w := wire_of(n)) is not None}
    pairs = ((str(x), str(y)) for x, y in zip(i.tolist(), j.tolist(), strict=True))
    within = ((x, y) for x, y in pairs if wires.get(x, -1) == wires.get(y, -2))
    roots = components(list(wires), within)
    shares = []
    for wire in sorted(set(wires.values())):
        sets = Counter(roots[n] for n, w in wires.items() if w == wire)
        shares.append(max(sets.values()) / sets.total())
    return float(np.mean(shares))
