"""Two accounts passage by passage: kept, reworded, changed, added, left out, moved."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

import numpy as np
from rapidfuzz import fuzz, process

from twosource.dossier.matters import Gathered
from twosource.dossier.scene import Scene
from twosource.types import Span

RowKind = Literal["kept", "reworded", "changed", "added", "dropped", "moved"]
KINDS: tuple[RowKind, ...] = ("kept", "reworded", "changed", "moved", "dropped", "added")
LIKE = 62.0
"""Likeness of two sentences (rapidfuzz ratio, 0 to 100) from which they are one passage:
on the example stories pairs below are mostly of two matters."""
JOINED = 70.0
"""What a finding over two sentences is worth on that scale."""
MOSTLY = 2 / 3
"""Share of changed words above which before and after stand beside each other unmarked."""
_WORD = re.compile(r"\s*\S+\s*")

PieceKind = Literal["same", "cut", "new"]


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of words; ``cut`` are those of the left that the right lacks, ``new`` the reverse."""

    text: str
    kind: PieceKind = "same"


@dataclass(frozen=True, slots=True)
class Row:
    """A passage of two accounts; a kept one stands once, on the left."""

    kind: RowKind
    left: tuple[Piece, ...] = ()
    right: tuple[Piece, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True)
class Alignment:
    """The rows in the right account's order, and what became of each left sentence."""

    rows: tuple[Row, ...]
    fate: tuple[RowKind, ...]
    counts: Mapping[RowKind, int]


def _normal(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.casefold()))


def joined(groups: Iterable[Gathered], scene: Scene) -> dict[tuple[str, str], set[tuple[int, int]]]:
    """For two accounts the numbers (from 0) of the sentences that one matter stands in."""
    out: dict[tuple[str, str], set[tuple[int, int]]] = {}
    for group in groups:
        at = [(p.id, scene.numbered(p.id, p.part, p.span.start) - 1)
              for p in group.places if p.part == "text"]  # fmt: skip
        for n, (a, i) in enumerate(at):
            for b, j in at[n + 1 :]:
                out.setdefault((a, b), set()).add((i, j))
    return out


def _matches(
    left: Sequence[str], right: Sequence[str], links: set[tuple[int, int]]
) -> list[tuple[int, int]]:
    """Sentences that are one passage, each in one match; the likest first."""
    if not left or not right:
        return []
    likeness = process.cdist(left, right, scorer=fuzz.ratio, dtype=np.float32)
    for i, j in links:
        if i < len(left) and j < len(right):
            likeness[i, j] = max(likeness[i, j], JOINED)
    pairs = np.argwhere(likeness >= LIKE)
    order = sorted(pairs.tolist(), key=lambda p: (-likeness[p[0], p[1]], abs(p[0] - p[1]), p))
    one, two, out = set(), set(), []
    for i, j in order:
        if i not in one and j not in two:
            one.add(i)
            two.add(j)
            out.append((i, j))
    return sorted(out)


def _in_order(pairs: Sequence[tuple[int, int]]) -> set[tuple[int, int]]:
    """The longest run of matches that stand in the same order in both (patience sorting)."""
    tails: list[int] = []
    ends: list[int] = []
    before = [-1] * len(pairs)
    for n, (_, j) in enumerate(pairs):
        k = bisect_left(tails, j)
        before[n] = ends[k - 1] if k else -1
        if k == len(tails):
            tails.append(j)
            ends.append(n)
        else:
            tails[k], ends[k] = j, n
    out = set()
    n = ends[-1] if ends else -1
    while n >= 0:
        out.add(pairs[n])
        n = before[n]
    return out


def _pieces(left: str, right: str) -> tuple[tuple[Piece, ...], tuple[Piece, ...]]:
    """Both texts with the words that are not the other's; unmarked where most are not."""
    a, b = _WORD.findall(left), _WORD.findall(right)
    keys = [[w.casefold().strip(" \n\t.,;:“”\"'’") for w in words] for words in (a, b)]
    codes = SequenceMatcher(None, keys[0], keys[1], autojunk=False).get_opcodes()
    same = sum(i2 - i1 for tag, i1, i2, _, _ in codes if tag == "equal")
    if 1 - 2 * same / max(1, len(a) + len(b)) > MOSTLY:
        return (Piece(left),), (Piece(right),)
    one, two = [], []
    for tag, i1, i2, j1, j2 in codes:
        if i2 > i1:
            one.append(Piece("".join(a[i1:i2]), "same" if tag == "equal" else "cut"))
        if j2 > j1:
            two.append(Piece("".join(b[j1:j2]), "same" if tag == "equal" else "new"))
    return tuple(one), tuple(two)


def _figures(text: str) -> list[str]:
    return re.findall(r"\d+", text)


@dataclass(frozen=True, slots=True)
class _Pair:
    left: Sequence[str]
    right: Sequence[str]
    contested: set[tuple[int, int]]

    def kind(self, i: int, j: int) -> RowKind:
        a, b = self.left[i], self.right[j]
        if _normal(a) == _normal(b):
            return "kept"
        return "changed" if (i, j) in self.contested or _figures(a) != _figures(b) else "reworded"

    def row(self, i: int, j: int, moved: bool) -> Row:
        kind = self.kind(i, j)
        if kind == "kept" and not moved:
            return Row("kept", (Piece(self.left[i]),))
        left, right = _pieces(self.left[i], self.right[j])
        if not moved:
            return Row(kind, left, right)
        note = f"from sentence {i + 1} to {j + 1}" if i != j else ""
        note = ", ".join(x for x in (note, kind if kind != "kept" else "") if x)
        return Row("moved", left if kind != "kept" else (), right, note)


def _rows(pair: _Pair, matches: Sequence[tuple[int, int]]) -> Iterator[Row]:
    order = _in_order(matches)
    by_right = {j: i for i, j in matches}
    taken = {i for i, _ in matches}
    at = 0
    for j in range(len(pair.right)):
        i = by_right.get(j)
        if i is None:
            yield Row("added", (), (Piece(pair.right[j]),))
            continue
        if (i, j) in order:
            for k in range(at, i):
                if k not in taken:
                    yield Row("dropped", (Piece(pair.left[k]),))
            at = i + 1
        yield pair.row(i, j, (i, j) not in order)
    for k in range(at, len(pair.left)):
        if k not in taken:
            yield Row("dropped", (Piece(pair.left[k]),))


def _merged(rows: Iterable[Row]) -> Iterator[Row]:
    """Runs of kept, of added and of dropped passages as one row each."""
    waiting: Row | None = None
    for row in rows:
        if waiting and row.kind == waiting.kind and row.kind in {"kept", "added", "dropped"}:
            waiting = Row(
                row.kind, _run(waiting.left, row.left), _run(waiting.right, row.right), ""
            )
            continue
        if waiting:
            yield waiting
        waiting = row
    if waiting:
        yield waiting


def _run(a: Sequence[Piece], b: Sequence[Piece]) -> tuple[Piece, ...]:
    text = " ".join(p.text.strip() for p in (*a, *b))
    return (Piece(text),) if text else ()


def texts(scene: Scene, account: str) -> list[str]:
    """The sentences of an account's text, blanks as one."""
    text = scene.by_id[account].text
    found: Sequence[Span] = scene.sentences(account, "text")
    return [" ".join(s.of(text).split()) for s in found]


def align(
    left: Sequence[str], right: Sequence[str],
    links: set[tuple[int, int]], contested: set[tuple[int, int]],
) -> Alignment:  # fmt: skip
    """Lay one account's sentences against another's.

    Args:
        left: of the account that is held against.
        right: of the other.
        links: sentences (from 0) that a finding says are one matter.
        contested: those in which the two differ for sure.
    """
    pair = _Pair(left, right, contested)
    matches = _matches(left, right, links | contested)
    rows = list(_rows(pair, matches))
    fate: list[RowKind] = ["dropped"] * len(left)
    order = _in_order(matches)
    for i, j in matches:
        fate[i] = pair.kind(i, j) if (i, j) in order else "moved"
    counts = {k: sum(1 for r in rows if r.kind == k) for k in KINDS}
    return Alignment(tuple(_merged(rows)), tuple(fate), counts)
