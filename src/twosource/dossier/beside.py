"""Side by side: which two accounts a reader may choose, their rows, their overview strips."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

from twosource.dossier.lineage import Lineage
from twosource.dossier.matters import Gathered
from twosource.dossier.passages import KINDS, Alignment, RowKind, align, joined, texts
from twosource.dossier.scene import Scene

ALL_PAIRS = 4
"""Accounts up to which every two can be chosen; of more each is held against the one it
came from, or the story's first."""
SHAPES: dict[RowKind, tuple[tuple[int, int], ...]] = {
    "kept": ((0, 12),), "reworded": ((5, 12),), "changed": ((0, 4), (8, 12)),
    "moved": ((4, 8),), "dropped": ((11, 12),),
}  # fmt: skip
"""What a sentence's bar fills of the strip, from the top: each fate has its own shape."""


@dataclass(frozen=True, slots=True)
class Strip:
    """The fates of one account's sentences as an SVG path for each, over ``width`` units."""

    width: int
    paths: tuple[tuple[RowKind, str], ...]


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two accounts."""

    letter: str
    who: str
    lang: str
    dir: str
    anchor: str


@dataclass(frozen=True, slots=True)
class Pair:
    """Two accounts, the second held against the first."""

    anchor: str
    left: Side
    right: Side
    tie: str
    counts: tuple[tuple[RowKind, int], ...]
    strip: Strip
    alignment: Alignment


def strip(fate: Sequence[RowKind]) -> Strip:
    """The overview of what became of each sentence."""
    paths = []
    for kind, bars in SHAPES.items():
        runs: list[list[int]] = []
        for x, one in enumerate(fate):
            if one == kind:
                if runs and runs[-1][1] == x:
                    runs[-1][1] = x + 1
                else:
                    runs.append([x, x + 1])
        drawn = "".join(f"M{a} {top}H{b}V{bottom}H{a}z" for a, b in runs for top, bottom in bars)
        if drawn:
            paths.append((kind, drawn))
    return Strip(max(1, len(fate)), tuple(paths))


def _chosen(leads: Sequence[str], line: Lineage, first: str) -> list[tuple[str, str]]:
    """Which two stand beside each other: source left."""
    known = {(t.b, t.a) if t.reverse else (t.a, t.b): t for t in line.ties if t.known}
    source = {b: a for a, b in known}
    if len(leads) <= ALL_PAIRS:
        return [(b, a) if (b, a) in known else (a, b) for a, b in combinations(leads, 2)]
    tied: dict[str, str] = {}
    for t in line.ties:
        tied.setdefault(t.b, t.a)
    return [(source.get(b, tied.get(b, first)), b) for b in leads if b != first]


def pairs(
    scene: Scene, line: Lineage, first: str,
    matters: Sequence[Gathered], differences: Sequence[Gathered],
) -> tuple[Pair, ...]:  # fmt: skip
    """The pairs of folds a reader may open.

    Args:
        scene: the story.
        line: its ties.
        first: the account the story is headed by; what came from none is held against it.
        matters: agreements and differences that join sentences.
        differences: the sure ones.
    """
    leads = [a for a in scene.by_id if scene.names.folded[a] == a]
    return laid_out(scene, line, _chosen(leads, line, first), matters, differences)


def laid_out(
    scene: Scene, line: Lineage, chosen: Sequence[tuple[str, str]],
    matters: Sequence[Gathered], differences: Sequence[Gathered],
) -> tuple[Pair, ...]:  # fmt: skip
    """Some pairs of accounts, which may be copies; see :func:`pairs`."""
    links, contested = joined(matters, scene), joined(differences, scene)
    cut = {a: texts(scene, a) for a in dict.fromkeys(x for two in chosen for x in two)}
    ties = {frozenset((t.a, t.b)): t.said for t in line.ties}
    out = []
    for a, b in chosen:
        if a == b:
            continue
        both = (_both(x, a, b) for x in (links, contested))
        laid = align(cut[a], cut[b], *both)
        left, right = (_side(scene, x) for x in (a, b))
        out.append(Pair(
            scene.names.section(f"{left.letter}-{right.letter}"), left, right,
            ties.get(frozenset((a, b)), ""),
            tuple((k, laid.counts[k]) for k in KINDS if laid.counts[k]),
            strip(laid.fate), laid,
        ))  # fmt: skip
    return tuple(out)


def _both(
    found: dict[tuple[str, str], set[tuple[int, int]]], a: str, b: str
) -> set[tuple[int, int]]:
    return found.get((a, b), set()) | {(i, j) for j, i in found.get((b, a), set())}


def _side(scene: Scene, account: str) -> Side:
    source = scene.by_id[account]
    lang = "" if source.language == "und" else source.language
    names = scene.names
    return Side(names.letters[account], names.who[account], lang, source.direction,
                names.account(account))  # fmt: skip
