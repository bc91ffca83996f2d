"""Which accounts a feature stands in: postings on disk that grow account by account.

Sorted pieces that are merged as they become many (a log-structured merge, O'Neil and others
1996), each with a filter of its features (Bloom 1970): most features of a new account stand in
no other, and nothing is read for these.  A B-tree of single postings would touch a page for
every one of the thousand features of an account.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from twosource.group.words import HashArray, IntArray
from twosource.store.base import Base, in_parts, listed

_CHUNK = 128  # postings read at a time, 1.5 kB: a page of the database, with its key
_FAN = 4  # pieces of one size that are merged
_LARGEST = 4_000_000  # postings of a piece that is merged no more: 120 MB in memory while it is
_SMALLEST = 2_000  # postings of a piece of the lowest level
_BITS = 12  # of the filter for each feature, or up to twice as many
_TURNS = 5  # bits set; one in 300 features that are not there is looked for in vain, or fewer
Marks = npt.NDArray[np.uint32]


@dataclass(frozen=True, slots=True)
class _Piece:
    """A piece: the first feature of each of its chunks, and its filter."""

    number: int
    fences: HashArray
    bits: npt.NDArray[np.uint8]

    def maybe(self, features: HashArray) -> IntArray:
        """Which of some features it may hold."""
        left = np.arange(len(features))
        for place in _places(features, len(self.bits) * 8):
            at = place[left]
            held = (self.bits[(at >> np.uint64(3)).astype(np.int64)] >> (at & np.uint64(7))) & 1
            left = left[held.astype(np.bool_)]
        return left


def _places(features: HashArray, size: int) -> list[HashArray]:
    """Places in a filter of so many bits, a power of two (double hashing)."""
    mask = np.uint64(size - 1)
    step = (features >> np.uint64(33)) | np.uint64(1)
    return [(features + np.uint64(turn) * step) & mask for turn in range(_TURNS)]


def _filter(features: HashArray) -> npt.NDArray[np.uint8]:
    """The filter of sorted features."""
    features = features[np.append(True, features[1:] != features[:-1])]
    size = 1 << max(10, (len(features) * _BITS - 1).bit_length())
    set_bits = np.zeros(size, dtype=np.bool_)
    for place in _places(features, size):
        set_bits[place.astype(np.int64)] = True
    return np.packbits(set_bits, bitorder="little")


class Postings:
    """The postings of one kind of feature.

    Args:
        base: where they are kept.
        kind: what the features are.
        widest: postings that one feature may have in a piece, to the next whole chunk.
        cut: of a feature more common only the first so many are read, those of the
            accounts that came first; otherwise it tells nothing and is passed over.
    """

    def __init__(self, base: Base, kind: str, widest: int, *, cut: bool = False) -> None:
        self._base = base
        self._kind = kind
        self._widest = -(-widest // _CHUNK)
        self._cut = cut
        self._held: dict[int, _Piece] = {}
        self._new: list[tuple[HashArray, Marks]] = []  # levels, each larger than the next

    def refresh(self) -> None:
        """Look what other processes wrote; nothing that was not flushed is kept."""
        self._new = []
        numbers = [
            r[0]
            for r in self._base.rows(
                "SELECT number FROM segment WHERE kind = ? ORDER BY number", (self._kind,)
            )
        ]
        self._held = {n: self._held.get(n) or self._piece(n) for n in numbers}

    def _piece(self, number: int) -> _Piece:
        ((fences, bits),) = self._base.rows(
            "SELECT fences, filter FROM segment WHERE number = ?", (number,)
        )
        return _Piece(number, np.frombuffer(fences, "<u8"), np.frombuffer(bits, np.uint8))

    def find(self, features: HashArray) -> tuple[IntArray, IntArray]:
        """Every posting of some different features on disk: marks, and which feature each
        belongs to.
        """
        marks: list[IntArray] = [np.empty(0, np.int64)]
        asked: list[IntArray] = [np.empty(0, np.int64)]
        for piece in self._held.values():
            maybe = piece.maybe(features)
            if len(maybe):
                found, which = self._in_piece(piece, features, maybe)
                marks.append(found)
                asked.append(which)
        return np.concatenate(marks), np.concatenate(asked)

    def fresh(self, features: HashArray) -> tuple[IntArray, IntArray]:
        """The same among what is not on disk yet."""
        found = [_among(keys, marks, features) for keys, marks in self._new]
        marks = np.concatenate([np.empty(0, np.int64), *(f[0] for f in found)])
        return marks, np.concatenate([np.empty(0, np.int64), *(f[1] for f in found)])

    def add(self, features: HashArray, marks: IntArray) -> None:
        """Put in the different features of one account, sorted."""
        self._new.append((features, marks.astype(np.uint32)))
        while len(self._new) > 1 and len(self._new[-2][0]) <= 2 * len(self._new[-1][0]):
            one, two = self._new.pop(), self._new.pop()
            keys, both = np.concatenate([two[0], one[0]]), np.concatenate([two[1], one[1]])
            self._new.append(_sorted(keys, both))

    def flush(self) -> None:
        """Write what was put in, in the transaction that is open; it is found as before."""
        if not self._new:
            return
        features, marks = (np.concatenate(column) for column in zip(*self._new, strict=True))
        self._new = []
        if len(features):
            self._write(features, marks)
            self._merge()
        self.refresh()

    def _in_piece(
        self, piece: _Piece, features: HashArray, maybe: IntArray
    ) -> tuple[IntArray, IntArray]:
        """The postings in one piece."""
        wanted = features[maybe]
        # a feature may begin in the chunk before the first that starts with it
        first = np.maximum(piece.fences.searchsorted(wanted) - 1, 0)
        last = piece.fences.searchsorted(wanted, side="right")
        some = last > 0
        if self._cut:
            last = np.minimum(last, first + self._widest + 1)
        else:
            some &= last - first <= self._widest + 1
        maybe, wanted, first, last = maybe[some], wanted[some], first[some], last[some]
        spans = zip(first.tolist(), last.tolist(), strict=True)
        places = sorted({place for low, high in spans for place in range(low, high)})
        if not places:
            return np.empty(0, np.int64), np.empty(0, np.int64)
        keys, marks = _together(self._chunks(piece.number, places))
        found, which = _among(keys, marks, wanted)
        return found, maybe[which]

    def _chunks(self, number: int, places: Sequence[int]) -> list[bytes]:
        found: list[bytes] = []
        for part in in_parts(places):
            found += [
                row[0]
                for row in self._base.rows(
                    f"SELECT data FROM chunk WHERE segment = ? AND place IN {listed(part)} "  # noqa: S608
                    "ORDER BY place",
                    (number, *part),
                )
            ]
        return found

    def _write(self, features: HashArray, marks: Marks) -> None:
        features, marks = _sorted(features, marks)
        ((last,),) = self._base.rows("SELECT coalesce(max(number), 0) FROM segment")
        number = last + 1
        starts = range(0, len(features), _CHUNK)
        level = max(0, (len(features) // _SMALLEST).bit_length() // 2)
        self._base.run(
            "INSERT INTO segment VALUES (?, ?, ?, ?, ?, ?)",
            (
                number, self._kind, level, len(features),
                features[::_CHUNK].astype("<u8").tobytes(), _filter(features).tobytes(),
            ),
        )  # fmt: skip
        self._base.many(
            "INSERT INTO chunk VALUES (?, ?, ?)",
            (
                (number, place, _packed(features[s : s + _CHUNK], marks[s : s + _CHUNK]))
                for place, s in enumerate(starts)
            ),
        )

    def _merge(self) -> None:
        """Make one piece of four of a size, until there are no four."""
        while True:
            rows = self._base.rows(
                "SELECT level, number FROM segment WHERE kind = ? AND size < ? "
                "ORDER BY level, number",
                (self._kind, _LARGEST),
            )
            by_level: dict[int, list[int]] = {}
            for level, number in rows:
                by_level.setdefault(level, []).append(number)
            full = next((n for n in by_level.values() if len(n) >= _FAN), None)
            if full is None:
                return
            held = [_together(self._all(number)) for number in full]
            # written before the old ones go: numbers are never used again
            self._write(np.concatenate([h[0] for h in held]), np.concatenate([h[1] for h in held]))
            for number in full:
                self._base.run("DELETE FROM chunk WHERE segment = ?", (number,))
                self._base.run("DELETE FROM segment WHERE number = ?", (number,))

    def _all(self, number: int) -> list[bytes]:
        return [
            row[0]
            for row in self._base.rows(
                "SELECT data FROM chunk WHERE segment = ? ORDER BY place", (number,)
            )
        ]


def _sorted(features: HashArray, marks: Marks) -> tuple[HashArray, Marks]:
    order = np.lexsort((marks, features))
    return features[order], marks[order]


def _among(keys: HashArray, marks: Marks, wanted: HashArray) -> tuple[IntArray, IntArray]:
    """The postings of some features among sorted ones, and which feature each belongs to."""
    low, high = keys.searchsorted(wanted), keys.searchsorted(wanted, side="right")
    counts = high - low
    total = int(counts.sum())
    if not total:
        return np.empty(0, np.int64), np.empty(0, np.int64)
    shift = np.repeat(low - np.concatenate([[0], np.cumsum(counts)[:-1]]), counts)
    found = marks[np.arange(total, dtype=np.int64) + shift].astype(np.int64)
    return found, np.repeat(np.arange(len(wanted)), counts)


def _packed(features: HashArray, marks: Marks) -> bytes:
    return features.astype("<u8").tobytes() + marks.astype("<u4").tobytes()


def _together(chunks: Sequence[bytes]) -> tuple[HashArray, Marks]:
    """The postings of chunks that follow one another in a piece, of which the last may be short."""
    size = len(chunks[0]) // 12
    even = len(chunks) if len(chunks[-1]) == 12 * size else len(chunks) - 1
    table = np.frombuffer(b"".join(chunks[:even]), np.uint8).reshape(even, 12 * size)
    keys = np.ascontiguousarray(table[:, : 8 * size]).view("<u8").ravel()
    marks = np.ascontiguousarray(table[:, 8 * size :]).view("<u4").ravel()
    if even == len(chunks):
        return keys, marks
    left = len(chunks[-1]) // 12
    return (
        np.concatenate([keys, np.frombuffer(chunks[-1], "<u8", left)]),
        np.concatenate([marks, np.frombuffer(chunks[-1], "<u4", left, 8 * left)]),
    )
