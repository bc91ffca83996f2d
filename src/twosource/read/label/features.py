"""A block as numbers: its words, its element, its place and its neighbours.

Pages and dumps share one set of features; what a dump cannot know (elements,
links) is zero there.  No feature holds a word, a class name or a site: only
counts, shares and membership of families (``data/marks.toml``,
``data/furniture.toml``).
"""

from __future__ import annotations

import re
from functools import cache
from math import log1p
from typing import Any

import numpy as np
from numpy.typing import NDArray

from twosource.read.blocks import Block, Blocks
from twosource.read.blocks.marks import HIDDEN, TAG_BIT, families
from twosource.read.label.hints import Hints
from twosource.read.label.wording import worded
from twosource.read.lexicon import furniture, furniture_kind

Array = NDArray[np.float32]
_SENTENCE = re.compile(r"[.!?…。！？؟।]['\"”’»)\]]*(?=\s|$)|[。！？]")
_END = re.compile(r"[.!?…。！？؟।]['\"”’»“)\]]*$")
_COMMA = re.compile("[,،、，;]")
_DIGIT = re.compile(r"\d")
_QUOTE = re.compile('[“”„«»"「」]')
_WORD = re.compile(r"\w+")
_BY = re.compile(r"^(?:by|von|par|por|di|de|text|автор)\b:?\s", re.I)
_DATE = re.compile(r"\b(?:19|20)\d\d\b|\b\d{1,2}:\d\d\b")
_WIDE = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\u0e00-\u0e7f]")

TEXT = [
    "log_chars",
    "words",
    "mean_word",
    "commas",
    "sentences",
    "ends_stop",
    "ends_colon",
    "starts_lower",
    "upper_words",
    "digits",
    "quotes",
    "pipe",
    "caption_words",
    "by",
    "date",
    "kind_known",
    "question",
    "emphasised",
    "link_density",
    "prose",
    "title_share",
    "title_same",
    "description_share",
    "in_body",
    "repeated",
    "gap",
    "indent",
    "piece",
    "consent",
    "offer",
    "rights",
    "contact",
    "credit",
    "dash",
    "colon_early",
]


_EMPTY = [0.0] * len(TEXT)
_LOWER, _UPPER, _LINK, _IN_BODY, _GAP = (
    TEXT.index(n) for n in ("starts_lower", "upper_words", "link_density", "in_body", "gap")
)


@cache
def kinds() -> tuple[str, ...]:
    """Furniture kinds, in feature order."""
    return tuple(kind for kind, _ in furniture())


def _words(text: str) -> list[str]:
    return _WORD.findall(text.lower())


def _share(words: list[str], of: frozenset[str]) -> float:
    return len([w for w in words if w in of]) / len(words) if words and of else 0.0


def _text_row(
    block: Block, title: frozenset[str], heading: str, about: frozenset[str], body: str
) -> list[float]:
    text = block.text
    size = len(text)
    if block.linked > 0.9 * size and size < 40:
        return _link_row(block)
    head = text[:400]
    low = _words(head)
    split = head.split()
    words = float(len(split) * size / len(head))
    if not head.isascii() and _WIDE.search(head):
        words = max(words, size / 2)  # two characters a word where nothing parts words
    link = block.linked / size
    ends = bool(_END.search(text, max(0, size - 8)))
    prose = size if ends and words >= 8 and link < 0.4 else 0
    upper = [w[0].isupper() for w in split].count(True) / len(split)
    short = low if words <= 45 else []
    found = -1.0
    if body:
        key = "".join(_WORD.findall(text[:160])).lower()
        found = float(len(key) > 3 and key in body)
    counts = worded(head, low)
    return [
        log1p(size), min(words, 200), size / max(words, 1), len(_COMMA.findall(head)),
        min(len(_SENTENCE.findall(text[:800])), 20), ends, text[-1] in ":：",
        text[0].islower(), upper, len(_DIGIT.findall(head)) / len(head),
        len(_QUOTE.findall(head)), "|" in head, counts[-1] > 0, bool(_BY.match(text)),
        size < 120 and bool(_DATE.search(head)), 0.0, "?" in head, block.emphasised / size, link,
        log1p(prose), _share(short, title), text.lower() == heading, _share(short, about), found,
        0.0, min(block.gap, 4), block.indent, block.piece, *counts,
        head[:40].count("—") + head[:60].count(" - ") + head[:40].count("–"), ":" in head[:40],
    ]  # fmt: skip


def _link_row(block: Block) -> list[float]:
    """The row of a short link, most of which could say nothing new."""
    text = block.text
    size = len(text)
    words = text.count(" ") + 1
    row = _EMPTY.copy()
    row[0:3] = log1p(size), float(words), size / words
    row[_LOWER] = float(text[0].islower())
    row[_UPPER] = float(text[0].isupper())
    row[_LINK] = block.linked / size
    row[_IN_BODY] = -1.0
    row[_GAP : _GAP + 3] = float(min(block.gap, 4)), float(block.indent), float(block.piece)
    return row


def _kind_of(block: Block) -> str | None:
    return furniture_kind(block.text) if len(block.text) <= 300 else None


def text_features(page: Blocks, hints: Hints) -> tuple[Array, Array]:
    """Features of the words of each block, and one column a furniture kind."""
    title = frozenset(_words(hints.title))
    about = frozenset(_words(hints.description))
    body = "".join(_WORD.findall(hints.body)).lower()
    heading = hints.title.lower()
    rows = np.array(
        [_text_row(b, title, heading, about, body) for b in page.blocks], dtype=np.float32
    )
    order = {k: i for i, k in enumerate(kinds())}
    flags = np.zeros((len(page.blocks), len(order)), dtype=np.float32)
    seen: dict[str, int] = {}
    for i, block in enumerate(page.blocks):
        kind = _kind_of(block)
        if kind:
            flags[i, order[kind]] = 1
        seen[block.text] = seen.get(block.text, 0) + 1
    rows[:, TEXT.index("kind_known")] = flags.any(axis=1)
    rows[:, TEXT.index("repeated")] = [min(seen[b.text], 5) for b in page.blocks]
    return rows, flags


class _Tree:
    """Sums over elements, each with all it holds."""

    def __init__(self, page: Blocks, prose: Array) -> None:
        elements = page.elements
        self.within = np.array([b.within for b in page.blocks])
        self.parent = [e.parent for e in elements]
        self.up = np.array(self.parent)
        self.up[0] = 0
        self.depth = np.array([e.depth for e in elements])
        chars = np.array([len(b.text) for b in page.blocks], dtype=np.float64)
        linked = np.array([b.linked for b in page.blocks], dtype=np.float64)
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

    def level(self, up: int) -> NDArray[np.int64]:
        """The element ``up`` steps above each block's own (the root at most)."""
        at = self.within
        for _ in range(up):
            at = self.up[at]
        return np.asarray(at)

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


def _bits(values: list[int], size: int) -> Array:
    """Bit columns of integers."""
    numbers = np.array(values, dtype=np.int64)[:, None]
    return ((numbers >> np.arange(size)) & 1).astype(np.float32)


def _ratio(a: NDArray[Any], b: NDArray[Any]) -> NDArray[np.float64]:
    return np.asarray(a / np.maximum(b, 1))


def tree_features(page: Blocks, rows: Array) -> tuple[Array, list[str]]:
    """Features of the elements round each block."""
    prose = np.expm1(rows[:, TEXT.index("prose")])
    tree = _Tree(page, prose)
    columns: list[NDArray[Any]] = []
    names: list[str] = []

    def add(name: str, column: NDArray[Any]) -> None:
        columns.append(column.astype(np.float32))
        names.append(name)

    whole = tree.total[0]
    for up in range(6):
        at = tree.level(up)
        total = tree.total[at]
        add(f"prose_share_{up}", _ratio(total[:, 2], whole[2:3]))
        add(f"links_{up}", _ratio(total[:, 1], total[:, 0]))
        if up < 4:
            add(f"log_chars_{up}", np.log1p(total[:, 0]))
            add(f"count_{up}", np.log1p(total[:, 3]))
            add(f"prose_density_{up}", _ratio(total[:, 2], total[:, 0]))
    best, main = tree.best()
    around = tree.parent[best] if tree.parent[best] >= 0 else 0
    for name, number in (("best", best), ("best_up", around), ("main", main)):
        add(f"in_{name}", tree.inside(number))
        add(f"below_{name}", tree.depth[tree.within] - tree.depth[number])
    add("best_share", np.full(len(page.blocks), _ratio(tree.total[best, 2:3], whole[2:3])[0]))
    add("depth", tree.depth[tree.within])
    ids: dict[tuple[str, str, str], int] = {}
    keys = []
    for element in page.elements:
        above = page.elements[element.parent] if element.parent >= 0 else element
        keys.append(ids.setdefault((element.tag, element.name, above.name), len(ids)))
    group = np.array(keys)[tree.within]
    count = np.bincount(group)
    add("alike", np.log1p(count[group]))
    add("alike_prose", _ratio(np.bincount(group, prose)[group], whole[2:3]))
    chars = np.array([len(b.text) for b in page.blocks])
    linked = np.array([b.linked for b in page.blocks])
    add("alike_links", _ratio(np.bincount(group, linked), np.bincount(group, chars))[group])
    add("alike_mean", np.log1p(_ratio(np.bincount(group, chars), count)[group]))
    own = [page.elements[b.within] for b in page.blocks]
    ups = [page.elements[max(e.parent, 0)] for e in own]
    names += [f"own_{n}" for n in families()] + [f"up_{n}" for n in families()]
    names += [f"above_{n}" for n in families()] + [f"tag_{t}" for t in TAG_BIT]
    names += [f"under_{t}" for t in TAG_BIT] + ["hidden", "up_tag_p"]
    size = len(families())
    table = [
        np.stack(columns, axis=1) if columns else np.zeros((len(own), 0), np.float32),
        _bits([e.marks for e in own], size),
        _bits([e.marks for e in ups], size),
        _bits([e.above for e in own], size),
        _bits([TAG_BIT.get(e.tag, 0) for e in own], len(TAG_BIT)),
        _bits([e.tags for e in own], len(TAG_BIT)),
        np.array(
            [[bool(e.above & HIDDEN), u.tag == "p"] for e, u in zip(own, ups, strict=True)],
            np.float32,
        ),
    ]
    return np.concatenate(table, axis=1), names


def place_features(page: Blocks, rows: Array) -> tuple[Array, list[str]]:
    """Features of the place of each block on the page."""
    n = len(page.blocks)
    index = np.arange(n)
    prose = np.expm1(rows[:, TEXT.index("prose")])
    total = max(float(prose.sum()), 1.0)
    before = np.cumsum(prose) - prose
    big = np.flatnonzero(prose >= 80)
    first, last = (int(big[0]), int(big[-1])) if len(big) else (0, n - 1)
    h1 = [i for i, b in enumerate(page.blocks) if page.tag(b) == "h1"]
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
    return np.stack(list(columns.values()), axis=1).astype(np.float32), list(columns)


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


def neighbour_features(rows: Array, flags: Array, page: Blocks) -> tuple[Array, list[str]]:
    """Some features of the four blocks before and after, and whether they share the element."""
    base = rows[:, [TEXT.index(n) for n in NEAR]]
    within = np.array([b.within for b in page.blocks])
    parent = np.array([max(e.parent, 0) for e in page.elements])
    tags = [page.tag(b) for b in page.blocks]
    heads = np.array([t[0] == "h" and t[1:].isdigit() for t in tags])
    extra = np.stack([flags[:, k] for k in range(flags.shape[1])] + [heads], axis=1)
    base = np.concatenate([base, extra.astype(np.float32)], axis=1)
    labels = [*NEAR, *kinds(), "heading"]
    parts, names = [], []
    for step in (-4, -3, -2, -1, 1, 2, 3, 4):
        shifted = np.full_like(base, -1)
        same = np.full((len(base), 2), -1, dtype=np.float32)
        here, there = (
            (slice(-step, None), slice(None, step))
            if step < 0
            else (slice(None, -step), slice(step, None))
        )
        if abs(step) < len(base):
            shifted[here] = base[there]
            same[here, 0] = within[here] == within[there]
            same[here, 1] = parent[within[here]] == parent[within[there]]
        keep = base.shape[1] if abs(step) <= 2 else 5
        parts += [shifted[:, :keep], same]
        names += [f"{n}@{step}" for n in labels[:keep]] + [f"same@{step}", f"sibling@{step}"]
    return np.concatenate(parts, axis=1), names


def features(page: Blocks, hints: Hints) -> tuple[Array, list[str]]:
    """``(blocks, features)`` and the names of the features."""
    rows, flags = text_features(page, hints)
    tree, tree_names = tree_features(page, rows)
    place, place_names = place_features(page, rows)
    near, near_names = neighbour_features(rows, flags, page)
    names = [*TEXT, *(f"kind_{k}" for k in kinds()), *tree_names, *place_names, *near_names]
    return np.concatenate([rows, flags, tree, place, near], axis=1), names
