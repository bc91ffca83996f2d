"""A block as numbers: its words, its element, its place and its neighbours.

Pages and dumps share one set of features; what a dump cannot know (elements,
links) is zero there.  No feature of these holds a word, a class name or a site: only
counts, shares and membership of families (``data/marks.toml``,
``data/furniture.toml``).
"""

from __future__ import annotations

from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from twosource.read.blocks import Blocks
from twosource.read.blocks.marks import HIDDEN, TAG_BIT, families
from twosource.read.label.hints import Hints
from twosource.read.label.text_features import TEXT, Array, text_features, text_names


class _Tree:
    """Sums over elements, each with all it holds."""

    def __init__(self, page: Blocks, prose: Array) -> None:
        elements = page.elements
        self.within = np.array([b.within for b in page.blocks])
        self.parent = [e.parent for e in elements]
        self.up = np.array(self.parent)
        self.up[0] = 0
        self.depth = np.array([e.depth for e in elements])
        self.chars = chars = np.array([len(b.text) for b in page.blocks], dtype=np.float64)
        self.linked = linked = np.array([b.linked for b in page.blocks], dtype=np.float64)
        own = np.zeros((len(elements), 4))
        np.add.at(own, self.within, np.stack([chars, linked, prose, np.ones_like(chars)], axis=1))
        self.own = own
        a, b, c, d = own.T.tolist()
        for i in range(len(elements) - 1, 0, -1):
            if d[i]:  # an element without a block adds nothing
                up = self.parent[i]
                a[up] += a[i]
                b[up] += b[i]
                c[up] += c[i]
                d[up] += d[i]
        self.total = np.array([a, b, c, d]).T

    def best(self) -> tuple[int, int]:
        """The element that prose hangs on most (readability's rule: all to the
        parent, half to its parent), and the deepest that holds 70% of it.
        """
        prose = self.own[:, 2]
        score = np.zeros(len(self.parent))
        np.add.at(score, self.up, prose)
        np.add.at(score, self.up[self.up], prose / 2)
        score += prose / 2
        best = int(score.argmax())
        whole = self.total[:, 2]
        big = np.flatnonzero(whole >= 0.7 * max(whole[0], 1))
        main = int(big[self.depth[big].argmax()]) if len(big) else 0
        return best, main

    def inside(self, element: int) -> NDArray[np.bool_]:
        """Whether each block stands inside the element."""
        # Elements stand in document order: what an element holds follows it at once.
        out = np.flatnonzero(self.depth[element + 1 :] <= self.depth[element])
        end = element + 1 + int(out[0]) if len(out) else len(self.parent)
        return np.asarray((self.within >= element) & (self.within < end))


def _bits(numbers: NDArray[np.int64], size: int) -> Array:
    """Bit columns of integers."""
    octets = np.ascontiguousarray(numbers, dtype="<i8").view(np.uint8).reshape(-1, 8)
    bits = np.unpackbits(octets, axis=1, bitorder="little", count=size)
    return bits.astype(np.float32)


def _ratio(a: NDArray[Any], b: NDArray[Any]) -> NDArray[np.float64]:
    return np.asarray(a / np.maximum(b, 1))


def _alike(page: Blocks, within: NDArray[np.int64]) -> NDArray[np.int64]:
    """A number for each block: the same for those whose element and the one round it
    are written alike.
    """
    ids: dict[tuple[str, str, str], int] = {}
    keys: dict[int, int] = {}
    for at in within.tolist():
        if at not in keys:
            element = page.elements[at]
            above = page.elements[max(element.parent, 0)]
            keys[at] = ids.setdefault((element.tag, element.name, above.name), len(ids))
    return np.array([keys[at] for at in within.tolist()])


def _marks(page: Blocks, tree: _Tree) -> list[Array]:
    """Bits of the elements round each block as columns."""
    own = tree.within
    up = tree.up[own]
    size = len(families())
    elements = page.elements
    marks = np.array([e.marks for e in elements], dtype=np.int64)
    above = np.array([e.above for e in elements], dtype=np.int64)
    tag = np.array([TAG_BIT.get(e.tag, 0) for e in elements], dtype=np.int64)
    tags = np.array([e.tags for e in elements], dtype=np.int64)
    flags = np.stack([(above[own] & HIDDEN) > 0, tag[up] == TAG_BIT["p"]], axis=1)
    return [
        _bits(marks[own], size), _bits(marks[up], size), _bits(above[own], size),
        _bits(tag[own], len(TAG_BIT)), _bits(tags[own], len(TAG_BIT)), flags.astype(np.float32),
    ]  # fmt: skip


@cache
def _tree_names() -> tuple[str, ...]:
    names = []
    for up in range(6):
        names += [f"prose_share_{up}", f"links_{up}"]
        if up < 4:
            names += [f"log_chars_{up}", f"count_{up}", f"prose_density_{up}"]
    for name in ("best", "best_up", "main"):
        names += [f"in_{name}", f"below_{name}"]
    names += ["best_share", "depth", "alike", "alike_prose", "alike_links", "alike_mean"]
    names += [f"{at}_{n}" for at in ("own", "up", "above") for n in families()]
    names += [f"{at}_{t}" for at in ("tag", "under") for t in TAG_BIT]
    return (*names, "hidden", "up_tag_p")


def tree_features(page: Blocks, rows: Array) -> tuple[Array, tuple[str, ...]]:
    """Features of the elements round each block."""
    prose = np.expm1(rows[:, TEXT.index("prose")])
    tree = _Tree(page, prose)
    columns: list[NDArray[Any]] = []
    whole = tree.total[0]
    at = tree.within
    for up in range(6):
        total = tree.total[at]
        columns += [_ratio(total[:, 2], whole[2:3]), _ratio(total[:, 1], total[:, 0])]
        if up < 4:
            columns += [np.log1p(total[:, 0]), np.log1p(total[:, 3])]
            columns.append(_ratio(total[:, 2], total[:, 0]))
        at = tree.up[at]
    best, main = tree.best()
    around = tree.parent[best] if tree.parent[best] >= 0 else 0
    depth = tree.depth[tree.within]
    for number in (best, around, main):
        columns += [tree.inside(number), depth - tree.depth[number]]
    columns.append(np.full(len(page.blocks), _ratio(tree.total[best, 2:3], whole[2:3])[0]))
    columns.append(depth)
    group = _alike(page, tree.within)
    count = np.bincount(group)
    chars = np.bincount(group, tree.chars)
    linked = np.bincount(group, tree.linked)
    columns += [np.log1p(count[group]), _ratio(np.bincount(group, prose)[group], whole[2:3])]
    columns += [_ratio(linked, chars)[group], np.log1p(_ratio(chars, count)[group])]
    table = [np.stack(columns, axis=1).astype(np.float32), *_marks(page, tree)]
    return np.concatenate(table, axis=1), _tree_names()


def place_features(page: Blocks, rows: Array) -> tuple[Array, tuple[str, ...]]:
    """Features of the place of each block on the page."""
    n = len(page.blocks)
    index = np.arange(n)
    prose = np.expm1(rows[:, TEXT.index("prose")])
    total = max(float(prose.sum()), 1.0)
    before = np.cumsum(prose) - prose
    big = np.flatnonzero(prose >= 80)
    first, last = (int(big[0]), int(big[-1])) if len(big) else (0, n - 1)
    h1 = [i for i, tag in enumerate(page.tags()) if tag == "h1"]
    same = np.flatnonzero(rows[:, TEXT.index("title_same")])
    # The headline: the first h1 that is the title, else the first h1, else none.
    head = next((i for i in h1 if i in same), h1[0] if h1 else int(same[0]) if len(same) else -1)
    near = np.convolve(prose, np.ones(9))[4 : 4 + n]
    columns = {
        "place": index / n,
        "count": np.full(n, np.log1p(n)),
        "prose_before": before / total,
        "prose_after": (total - before - prose) / total,
        "log_prose": np.full(n, np.log1p(total)),
        "from_first": np.clip(index - first, -20, 40),
        "to_last": np.clip(last - index, -20, 40),
        "has_head": np.full(n, float(head >= 0)),
        "from_head": np.clip(index - head, -30, 60) if head >= 0 else np.zeros(n),
        "chars_from_head": np.log1p(np.maximum(before - before[max(head, 0)], 0)),
        "near_prose": np.log1p(near),
        "near_share": near / total,
    }
    return np.stack(list(columns.values()), axis=1).astype(np.float32), tuple(columns)


NEAR = [
    "log_chars",
    "link_density",
    "ends_stop",
    "kind_known",
    "prose",
    "gap",
    "ends_colon",
    "words",
    "emphasised",
    "upper_words",
]


STEPS = (-2, -1, 1, 2)


@cache
def _near_names() -> tuple[str, ...]:
    labels = [*NEAR, "heading", "same", "sibling"]
    return tuple(f"{n}@{step}" for step in STEPS for n in labels)


def neighbour_features(rows: Array, page: Blocks) -> tuple[Array, tuple[str, ...]]:
    """Some features of the two blocks before and after, and whether they share the element."""
    within = np.array([b.within for b in page.blocks])
    parent = np.maximum([e.parent for e in page.elements], 0)[within]
    tags = page.tags()
    heads = np.array([t[0] == "h" and t[1:].isdigit() for t in tags], dtype=np.float32)
    base = np.concatenate([rows[:, [TEXT.index(n) for n in NEAR]], heads[:, None]], axis=1)
    size, keep = base.shape
    out = np.full((size, len(_near_names())), -1, dtype=np.float32)
    for at, step in zip(range(0, out.shape[1], keep + 2), STEPS, strict=True):
        if abs(step) < size:
            here = slice(max(0, -step), size - max(0, step))
            there = slice(max(0, step), size - max(0, -step))
            out[here, at : at + keep] = base[there]
            out[here, at + keep] = within[here] == within[there]
            out[here, at + keep + 1] = parent[here] == parent[there]
    return out, _near_names()


@cache
def _names(*groups: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(name for group in groups for name in group)


def features(page: Blocks, hints: Hints) -> tuple[Array, tuple[str, ...]]:
    """``(blocks, features)`` and the names of the features."""
    rows, flags = text_features(page, hints)
    tree, tree_names = tree_features(page, rows)
    place, place_names = place_features(page, rows)
    near, near_names = neighbour_features(rows, page)
    names = _names(text_names(), tree_names, place_names, near_names)
    return np.concatenate([rows, flags, tree, place, near], axis=1), names


__all__ = ["TEXT", "features"]
