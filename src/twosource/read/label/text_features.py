"""The words of all blocks of a page as numbers, column by column.

Blocks are short and many, so what counts characters is counted once over the joined
text of all blocks and cut up again at their borders, and what needs a pattern is
tried only where a plain test lets it through.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from math import log1p
from typing import Any

import numpy as np
from numpy.typing import NDArray

from twosource.read.blocks import Block, Blocks
from twosource.read.label.hints import Hints
from twosource.read.label.wording import vocabulary, worded, wording
from twosource.read.lexicon import furniture, furniture_kind

Array = NDArray[np.float32]
Whole = NDArray[np.int64]
HEAD = 400
"""Characters of a block that are looked at: its opening says what it is."""
LONG = 800
"""Characters in which sentences are counted."""
SHORT = 45
"""Words of a block at most that may be a title or description again."""
_SENTENCE = re.compile(r"[.!?…。！？؟।]['\"”’»)\]]*(?=\s|$)|[。！？]")
_STOPS = frozenset(".!?…。！？؟।")
_CLOSERS = "'\"”’»“)]"
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
    "shop",
    "pointer",
    "credit",
    "dash",
    "colon_early",
]
AT = {name: i for i, name in enumerate(TEXT)}
_COUNTED = ("commas", "digits", "quotes", "upper_words")
_COMMA, _DIGIT, _QUOTE, _UPPER, _SPACE = (1 << i for i in range(5))


@cache
def kinds() -> tuple[str, ...]:
    """Furniture kinds, in feature order."""
    return tuple(kind for kind, _ in furniture())


@cache
def text_names() -> tuple[str, ...]:
    """Names of the columns of both tables of :func:`text_features`."""
    return (*TEXT, *(f"kind_{k}" for k in kinds()))


@cache
def _classes() -> NDArray[np.uint8]:
    """What each character is, as bits: comma, digit, quote mark, capital, blank."""
    chars = "".join(map(chr, range(0x20000)))  # no capital, digit or blank lies beyond
    found = np.zeros(len(chars), np.uint8)
    for bit, pattern in (
        (_COMMA, "[,،、，;]"), (_DIGIT, r"\d"), (_QUOTE, '[“”„«»"「」]'), (_SPACE, r"\s"),
    ):  # fmt: skip
        found[[m.start() for m in re.finditer(pattern, chars)]] |= bit
    found[[i for i, c in enumerate(chars) if c.isupper()]] |= _UPPER
    return found


def _counts(heads: Sequence[str]) -> tuple[Whole, Whole, Whole, Whole, Whole]:
    """Commas, digits, quote marks, words that open with a capital, and words of each."""
    joined = "\n".join((*heads, ""))
    codes = np.frombuffer(joined.encode("utf-32-le", "surrogatepass"), np.uint32)
    found = _classes()[np.minimum(codes, 0x1FFFF)]
    sizes = np.array([len(h) + 1 for h in heads])
    starts = np.cumsum(sizes) - sizes
    blank = (found & _SPACE) > 0
    opens = ~blank
    opens[1:] &= blank[:-1]

    def total(flags: NDArray[np.bool_]) -> Whole:
        return np.asarray(np.add.reduceat(flags, starts, dtype=np.int64))

    return (
        total((found & _COMMA) > 0), total((found & _DIGIT) > 0), total((found & _QUOTE) > 0),
        total(opens & ((found & _UPPER) > 0)), total(opens),
    )  # fmt: skip


def _sentences(texts: Sequence[str]) -> Whole:
    """Sentence ends in the first part of each text."""
    parts = [t[:LONG] for t in texts]
    found = [m.start() for m in _SENTENCE.finditer("\n".join(parts))]
    ends = np.cumsum([len(p) + 1 for p in parts])
    at = np.searchsorted(ends, np.array(found, dtype=np.int64), side="right")
    return np.bincount(at, minlength=len(texts))


def _ends(text: str) -> bool:
    """Whether a text ends like a sentence, quote marks and brackets behind it aside."""
    tail = text[-8:].rstrip(_CLOSERS)
    return bool(tail) and tail[-1] in _STOPS


def _share(words: list[str], of: frozenset[str]) -> float:
    return len([w for w in words if w in of]) / len(words) if words and of else 0.0


def _words(text: str) -> list[str]:
    return _WORD.findall(text.lower())


_PRINT = "’“”–—‘…·\xa0»«•"
_PLAIN = bytes(c if chr(c).isalnum() or c in b"_\n" else 32 for c in range(128)).ljust(256)


def _all_words(heads: Sequence[str]) -> list[list[str]]:
    """:func:`_words` of each; for plain ASCII, with the marks that print adds to it, by
    a table, in a third of the time.
    """
    plain = []
    for head in heads:
        if not head.isascii():
            for mark in _PRINT:
                head = head.replace(mark, " ")
        plain.append(head if head.isascii() and "\n" not in head else "")
    table = "\n".join(plain).lower().encode().translate(_PLAIN).decode()
    found = [line.split() for line in table.split("\n")]
    return [w if w or p else _words(h) for w, p, h in zip(found, plain, heads, strict=True)]


class _Wanted:
    """What the page's metadata give to compare its blocks with."""

    def __init__(self, hints: Hints) -> None:
        self.title = frozenset(_words(hints.title))
        self.about = frozenset(_words(hints.description))
        self.body = "".join(_WORD.findall(hints.body)).lower()
        self.heading = hints.title.lower()

    def row(self, text: str, words: float, low: list[str]) -> list[float]:
        """Columns ``title_share`` to ``in_body``."""
        short = low if words <= SHORT else []
        found = -1.0
        if self.body:
            key = "".join(_WORD.findall(text[:160])).lower()
            found = float(len(key) > 3 and key in self.body)
        same = len(text) <= len(self.heading) and text.lower() == self.heading
        return [_share(short, self.title), same, _share(short, self.about), found]


def _small(head: str) -> list[float]:
    """Columns ``dash`` and ``colon_early``."""
    start = head[:40]
    return [start.count("—") + head[:60].count(" - ") + start.count("–"), ":" in start]


def _rows(blocks: Sequence[Block], hints: Hints) -> NDArray[np.float64]:
    """The columns of blocks that are more than a short link, all but a few that are
    the same for those (:func:`_shared`).
    """
    texts = [b.text for b in blocks]
    heads = [t[:HEAD] for t in texts]
    commas, digits, quotes, upper, split = _counts(heads)
    size = np.array([len(t) for t in texts], dtype=np.float64)
    seen = np.array([len(h) for h in heads], dtype=np.float64)
    words = split * size / seen
    for i, head in enumerate(heads):
        if not head.isascii() and _WIDE.search(head):
            words[i] = max(words[i], size[i] / 2)  # two characters a word, nothing parts them
    link = np.array([b.linked for b in blocks]) / size
    ends = np.array([_ends(t) for t in texts])
    out = np.zeros((len(blocks), len(TEXT)))

    def put(**columns: Any) -> None:
        for name, column in columns.items():
            out[:, AT[name]] = column

    prose = np.where(ends & (words >= 8) & (link < 0.4), size, 0)
    put(
        words=np.minimum(words, 200), mean_word=size / np.maximum(words, 1), commas=commas,
        sentences=np.minimum(_sentences(texts), 20), ends_stop=ends,
        upper_words=upper / np.maximum(split, 1),
        digits=digits / seen, quotes=quotes, prose=[log1p(p) for p in prose.tolist()],
        ends_colon=[t[-1] in ":：" for t in texts], pipe=["|" in h for h in heads],
        question=["?" in h for h in heads],
        emphasised=np.array([b.emphasised for b in blocks]) / size,
        by=[_BY.match(t) is not None for t in heads],
        date=[n > 2 and len(h) < 120 and _DATE.search(h) is not None
              for n, h in zip(digits.tolist(), heads, strict=True)],
    )  # fmt: skip
    lows = _all_words(heads)
    wanted = _Wanted(hints)
    first, last, early = AT["title_share"], AT["in_body"] + 1, AT["dash"]
    out[:, first:last] = [
        wanted.row(t, n, low) for t, n, low in zip(texts, words.tolist(), lows, strict=True)
    ]
    out[:, early : early + 2] = [_small(h) for h in heads]
    said = vocabulary(lows)
    groups = len(wording())
    for i, (head, low) in enumerate(zip(heads, lows, strict=True)):
        known = said.intersection(low)
        if known or "@" in head or "©" in head:
            counts = worded(head, known)
            out[i, early - groups : early] = counts
            out[i, AT["caption_words"]] = counts[-1] > 0
    return out


def _is_link(block: Block) -> bool:
    """Whether a block is a short link, most of whose columns could say nothing new."""
    size = len(block.text)
    return size < 40 and block.linked > 0.9 * size


def _links(blocks: Sequence[Block]) -> NDArray[np.float64]:
    """The columns of short links."""
    out = np.zeros((len(blocks), len(TEXT)))
    size = np.array([len(b.text) for b in blocks], dtype=np.float64)
    words = np.array([b.text.count(" ") + 1 for b in blocks], dtype=np.float64)
    out[:, AT["words"]] = words
    out[:, AT["mean_word"]] = size / words
    out[:, AT["upper_words"]] = [b.text[0].isupper() for b in blocks]
    out[:, AT["in_body"]] = -1.0
    return out


def _shared(rows: NDArray[np.float64], blocks: Sequence[Block]) -> None:
    """Fill the columns that all blocks have alike."""
    rows[:, AT["log_chars"]] = [log1p(len(b.text)) for b in blocks]
    rows[:, AT["starts_lower"]] = [b.text[0].islower() for b in blocks]
    rows[:, AT["link_density"]] = [b.linked / len(b.text) for b in blocks]
    rows[:, AT["gap"]] = [min(b.gap, 4) for b in blocks]
    rows[:, AT["indent"]] = [b.indent for b in blocks]
    rows[:, AT["piece"]] = [b.piece for b in blocks]
    seen: dict[str, int] = {}
    for block in blocks:
        seen[block.text] = seen.get(block.text, 0) + 1
    rows[:, AT["repeated"]] = [min(seen[b.text], 5) for b in blocks]


def text_features(page: Blocks, hints: Hints) -> tuple[Array, Array]:
    """Features of the words of each block, and one column a furniture kind."""
    blocks = page.blocks
    rows = np.zeros((len(blocks), len(TEXT)))
    links = np.array([_is_link(b) for b in blocks], dtype=bool)
    for of, make in ((links, _links), (~links, lambda b: _rows(b, hints))):
        if of.any():
            rows[of] = make([blocks[i] for i in np.flatnonzero(of)])
    _shared(rows, blocks)
    order = {k: i for i, k in enumerate(kinds())}
    flags = np.zeros((len(blocks), len(order)), dtype=np.float32)
    for i, block in enumerate(blocks):
        kind = furniture_kind(block.text) if len(block.text) <= 300 else None
        if kind:
            flags[i, order[kind]] = 1
    rows[:, AT["kind_known"]] = flags.any(axis=1)
    return rows.astype(np.float32), flags
