"""Runs and bonds of any number of accounts, in memory or, where they are many, in files.

Postings (a hash, an account, whether its narrator words it) are kept by ranges of the hash, so that
each range can be sorted by itself: files of plain numbers, appended to and mapped into memory when
they are read.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from twosource.group.words import HashArray, IntArray
from twosource.trace.bonds import BoolArray
from twosource.trace.index import Runs

RANGES = 64
"""Into which hashes are cut where they are many."""
MOST = 1 << 22
"""Postings held in memory, 16 bytes each."""
_SHIFT = np.uint64(64 - RANGES.bit_length() + 1)
_ROW = np.dtype([("hash", "<u8"), ("mark", "<u8")])
Part = tuple[HashArray, IntArray, BoolArray]


class Postings:
    """Postings that grow account by account, in any order.

    Args:
        most: postings held in memory; more go into files of a folder that is removed with this.
    """

    def __init__(self, most: int = MOST) -> None:
        self._most = most
        self._hashes: list[HashArray] = []
        self._marks: list[HashArray] = []
        self._held = 0
        self._folder: tempfile.TemporaryDirectory[str] | None = None

    def add(self, number: int, runs: Runs) -> None:
        """Put in what account ``number`` has."""
        if not len(runs.hashes):
            return
        self._hashes.append(runs.hashes)
        self._marks.append(np.uint64(2 * number) + runs.own.astype(np.uint64))
        self._held += len(runs.hashes)
        if self._held > self._most:
            self._spill()

    def parts(self) -> Iterator[Part]:
        """Hashes, accounts and whose they are; all postings of one hash in one part."""
        if self._folder is None:
            if self._held:
                yield _read(*self._flat())
            return
        self._spill()
        for path in sorted(Path(self._folder.name).iterdir()):
            rows = np.memmap(path, dtype=_ROW, mode="r")
            yield _read(np.ascontiguousarray(rows["hash"]), np.ascontiguousarray(rows["mark"]))

    def _flat(self) -> tuple[HashArray, HashArray]:
        self._hashes = [np.concatenate(self._hashes)]
        self._marks = [np.concatenate(self._marks)]
        return self._hashes[0], self._marks[0]

    def _spill(self) -> None:
        if not self._held:
            return
        if self._folder is None:
            self._folder = tempfile.TemporaryDirectory(prefix="twosource-postings-")
        hashes, marks = self._flat()
        rows = np.empty(len(hashes), dtype=_ROW)
        which = hashes >> _SHIFT
        order = np.argsort(which, kind="stable")
        rows["hash"], rows["mark"] = hashes[order], marks[order]
        bounds = np.searchsorted(which[order], np.arange(RANGES + 1, dtype=np.uint64)).tolist()
        for part in range(RANGES):
            low, high = bounds[part], bounds[part + 1]
            if high > low:
                with (Path(self._folder.name) / f"{part:03}").open("ab") as sink:
                    sink.write(rows[low:high].tobytes())
        self._hashes, self._marks, self._held = [], [], 0


def _read(hashes: HashArray, marks: HashArray) -> Part:
    return (
        hashes,
        (marks >> np.uint64(1)).astype(np.int64),
        (marks & np.uint64(1)).astype(np.bool_),
    )
