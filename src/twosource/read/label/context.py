"""Second look: what the first look thought of the blocks round each block."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from twosource.read.blocks import Blocks

REACH = 5
"""Blocks before and after whose scores are seen."""
SURE = 0.8
"""A block scored so high, with 60 characters or more, is an anchor of the body."""


def _shift(p: NDArray[np.float64], step: int) -> NDArray[np.float64]:
    out = np.full(len(p), -1.0)
    if 0 < step < len(p):
        out[step:] = p[:-step]
    elif 0 < -step < len(p):
        out[:step] = p[-step:]
    return out


def _around(
    p: NDArray[np.float64], chars: NDArray[np.float64], group: NDArray[np.int64]
) -> list[NDArray[np.float64]]:
    """Mean score of the blocks in one element, with and without the block itself."""
    total = np.bincount(group, p * chars)[group]
    size = np.bincount(group, chars)[group]
    rest = size - chars
    others = np.where(rest > 0, (total - p * chars) / np.maximum(rest, 1), -1.0)
    return [total / np.maximum(size, 1), others]


def _anchors(p: NDArray[np.float64], chars: NDArray[np.float64]) -> list[NDArray[np.float64]]:
    """Blocks to the nearest anchor before and after."""
    index = np.arange(len(p))
    sure = np.flatnonzero((p > SURE) & (chars > 60))
    if not len(sure):
        return [np.full(len(p), 99.0), np.full(len(p), 99.0)]
    before = np.searchsorted(sure, index, side="right") - 1
    after = np.searchsorted(sure, index, side="left")
    back = np.where(before >= 0, index - sure[np.clip(before, 0, None)], 99)
    on = np.where(after < len(sure), sure[np.clip(after, 0, len(sure) - 1)] - index, 99)
    return [back.astype(np.float64), on.astype(np.float64)]


def context(p: NDArray[np.float64], page: Blocks) -> NDArray[np.float32]:
    """``(blocks, features)`` from the first scores ``p`` of a page's blocks."""
    n = len(p)
    chars = np.array([len(b.text) for b in page.blocks], dtype=np.float64)
    within = np.array([b.within for b in page.blocks], dtype=np.int64)
    parent = np.array([max(e.parent, 0) for e in page.elements], dtype=np.int64)
    columns = [p]
    for step in range(1, REACH + 1):
        columns += [_shift(p, step), _shift(p, -step)]
    for group in (within, parent[within], parent[parent[within]]):
        columns += _around(p, chars, group)
    mass = p * chars
    total = float(mass.sum()) + 1
    run = np.cumsum(mass)
    columns += [(run - mass) / total, (total - run) / total, np.full(n, np.log(total))]
    columns.append(np.full(n, mass.max()))
    for reach in (10, 30):
        width = 2 * reach + 1
        near = np.convolve(p, np.ones(width), "same") if n > width else np.full(n, p.sum())
        columns.append(near)
    return np.stack([*columns, *_anchors(p, chars)], axis=1).astype(np.float32)
