"""Second look: what the first look thought of the blocks round each block, and of
those that are marked up alike.  Nothing else: with the words of the block in view
too, the second look repeats the first one's mistakes.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from twosource.read.blocks import Blocks

REACH = 3
"""Blocks before and after whose scores are seen."""
SURE = 0.8
"""A block scored so high, with 60 characters or more, is an anchor of the body."""
FAR = 99.0
"""Distance to an anchor where there is none."""

Numbers = NDArray[np.float64]
Group = NDArray[np.int64]


def _shift(p: Numbers, step: int) -> Numbers:
    out = np.full(len(p), -1.0)
    if 0 < step < len(p):
        out[step:] = p[:-step]
    elif 0 < -step < len(p):
        out[:step] = p[-step:]
    return out


def _around(p: Numbers, chars: Numbers, group: Group) -> list[Numbers]:
    """Mean score of the blocks of one group, with and without the block itself."""
    total = np.bincount(group, p * chars)[group]
    size = np.bincount(group, chars)[group]
    rest = size - chars
    others = np.where(rest > 0, (total - p * chars) / np.maximum(rest, 1), -1.0)
    return [total / np.maximum(size, 1), others]


def _anchors(sure: NDArray[np.int64], count: int) -> list[Numbers]:
    """Blocks to the nearest anchor before and after."""
    index = np.arange(count)
    if not len(sure):
        return [np.full(count, FAR), np.full(count, FAR)]
    before = np.searchsorted(sure, index, side="right") - 1
    after = np.searchsorted(sure, index, side="left")
    back = np.where(before >= 0, index - sure[np.clip(before, 0, None)], FAR)
    on = np.where(after < len(sure), sure[np.clip(after, 0, len(sure) - 1)] - index, FAR)
    return [back.astype(np.float64), on.astype(np.float64)]


def _groups(page: Blocks) -> list[Group]:
    """Blocks that share their element, its parent, the element above that, the mark-up
    anywhere on the page, and the mark-up under one parent.
    """
    elements = page.elements
    alike: dict[tuple[str, str, str], int] = {}
    beside: dict[tuple[int, str, str], int] = {}
    within = np.array([b.within for b in page.blocks], dtype=np.int64)
    parent = np.array([e.parent for e in elements], dtype=np.int64)
    parent[0] = 0
    own, back = np.unique(within, return_inverse=True)
    like, near = [], []
    for at, up in zip(own.tolist(), parent[own].tolist(), strict=True):
        tag, name = elements[at].tag, elements[at].name
        like.append(alike.setdefault((tag, name, elements[up].name), len(alike)))
        near.append(beside.setdefault((up, tag, name), len(beside)))
    outer = parent[within]
    return [within, outer, parent[outer], np.array(like)[back], np.array(near)[back]]


def _near(mass: Numbers, chars: Numbers, reach: int) -> Numbers:
    """Mean score of the blocks at most ``reach`` away."""
    n, width = len(mass), 2 * reach + 1
    if n <= width:
        return np.full(n, mass.sum() / max(float(chars.sum()), 1.0))
    ones = np.ones(width)
    near = np.convolve(mass, ones, "same") / np.maximum(np.convolve(chars, ones, "same"), 1)
    return np.asarray(near)


def context(p: Numbers, page: Blocks) -> NDArray[np.float32]:
    """``(blocks, 26)`` from the first scores ``p`` of a page's blocks."""
    chars = np.array([len(b.text) for b in page.blocks], dtype=np.float64)
    groups = _groups(page)
    columns = [p]
    for step in range(1, REACH + 1):
        columns += [_shift(p, step), _shift(p, -step)]
    for group in groups:
        columns += _around(p, chars, group)
    mass = p * chars
    total = float(mass.sum()) + 1
    run = np.cumsum(mass)
    columns += [(run - mass) / total, (total - run) / total]
    anchor = (p > SURE) & (chars > 60)
    held = anchor * chars
    columns += [np.bincount(g, held)[g] / (float(held.sum()) + 1) for g in groups[:3]]
    columns += [_near(mass, chars, reach) for reach in (5, 15)]
    columns += _anchors(np.flatnonzero(anchor), len(p))
    return np.stack(columns, axis=1).astype(np.float32)
