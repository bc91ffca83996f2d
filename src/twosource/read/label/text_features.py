"""The words of all blocks of a page as numbers, column by column.

Blocks are short and many, so what counts characters is counted once over the joined
text of all blocks and cut up again at their borders, and what needs a pattern is
tried only where a plain test lets it through.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cache
from itertools import repeat
from math import log1p
from typing import Any

import numpy as np
from numpy.typing import NDArray

from twosource.patterns import deferred
from twosource.read.blocks import Block, Blocks
from twosource.read.label.hints import Hints
from twosource.read.label.wording import Words, word_bits, worded
from twosource.read.lexicon import furniture, furniture_kind

Array = NDArray[np.float32]
Whole = NDArray[np.int64]
Flags = NDArray[np.bool_]
HEAD = 400
"""Characters of a block that are looked at: its opening says what it is."""
LONG = 800
"""Characters in which sentences are counted."""
SHORT = 45
"""Words of a block at most that may be a title or description again."""
_STOPS = frozenset(".!?…。！？؟।")
_CLOSERS = "'\"”’»“)]"
_WORD = deferred(r"\w+")
_BY = deferred(r"^(?:by|von|par|por|di|de|text|автор)\b:?\s", re.I)
_DATE = deferred(r"\b(?:19|20)\d\d\b|\b\d{1,2}:\d\d\b")
_WIDE = deferred("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\u0e00-\u0e7f]")

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
_COMMA, _DIGIT, _QUOTE, _UPPER, _SPACE, _STOP, _WIDE_STOP, _CLOSE, _LETTER = (
    1 << i for i in range(9)
)
_CLASSES = (
    (_COMMA, "[,،、，;]"), (_DIGIT, r"\d"), (_QUOTE, '[“”„«»"「」]'), (_SPACE, r"\s"),
    (_LETTER, r"\w"), (_STOP, "[.!?…。！？؟।]"), (_WIDE_STOP, "[。！？]"),
    (_CLOSE, "['\"”’»)\\]]"),
)  # fmt: skip


@cache
def kinds() -> tuple[str, ...]:
    """Furniture kinds, in feature order."""
    return tuple(kind for kind, _ in furniture())


@cache
def text_names() -> tuple[str, ...]:
    """Names of the columns of both tables of :func:`text_features`."""
    return (*TEXT, *(f"kind_{k}" for k in kinds()))


class _Classes:
    """What each character is, as bits: comma, digit, quote mark, capital, blank, letter,
    what ends a sentence and what may stand behind that.

    Filled where it is asked: a page has the characters of one or two scripts.
    """

    def __init__(self) -> None:
        self._bits = np.zeros(0x110000, np.uint16)
        self._known = np.zeros(0x110000 >> 8, bool)

    def of(self, codes: NDArray[np.uint32]) -> NDArray[np.uint16]:
        """The bits of characters."""
        rows = codes >> 8
        new = rows[~self._known.take(rows)]
        for row in np.unique(new).tolist() if len(new) else ():
            self._fill(row)
        return self._bits.take(codes)

    def _fill(self, row: int) -> None:
        chars = "".join(map(chr, range(row << 8, (row + 1) << 8)))
        bits = self._bits[row << 8 : (row + 1) << 8]
        for bit, pattern in _CLASSES:
            bits[[m.start() for m in re.finditer(pattern, chars)]] |= bit
        bits[[i for i, c in enumerate(chars) if c.isupper()]] |= _UPPER
        self._known[row] = True


@cache
def _classes() -> _Classes:
    return _Classes()


def _codes(text: str) -> NDArray[np.uint32]:
    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)


def _counts(texts: Sequence[str]) -> tuple[Whole, Whole, Whole, Whole, Whole, Whole]:
    """Of the head of each text commas, digits, quote marks, words that open with a
    capital, and words; and the sentence ends of its first part.
    """
    parts = [t[:LONG] for t in texts]
    found = _classes().of(_codes("\n".join((*parts, ""))))
    sizes = np.array([len(p) + 1 for p in parts])
    starts = np.cumsum(sizes) - sizes
    stops = np.flatnonzero(found & _STOP)
    whole = np.zeros(len(found), dtype=bool)
    if len(stops):  # an end: blanks follow, with closing marks between; or it needs none
        others = np.flatnonzero((found & _CLOSE) == 0)
        behind = found[others[np.searchsorted(others, stops + 1)]] & _SPACE
        whole[stops[(behind | found[stops] & _WIDE_STOP) > 0]] = True
    opens = (found & _SPACE) == 0
    opens[1:] &= ~opens[:-1]
    packed = _packed().take(found | opens * _OPENS)
    if sizes.max() > HEAD + 1:
        packed[np.arange(len(found)) - np.repeat(starts, sizes) >= HEAD] = 0
    packed += whole * (1 << 5 * _FIELD)
    total = np.add.reduceat(packed, starts)
    comma, digit, quote, capital, word, sentence = (
        total >> i * _FIELD & (1 << _FIELD) - 1 for i in range(6)
    )
    return comma, digit, quote, capital, word, sentence


_OPENS = 1 << 9
_FIELD = 10
"""Bits of each of six numbers, all at most :data:`LONG`, that are summed as one."""


@cache
def _packed() -> Whole:
    """For the bits of a character what it adds to the numbers of :func:`_counts`."""
    bits = np.arange(1 << 10)
    opens = (bits & _OPENS) > 0
    held = [(bits & one) > 0 for one in (_COMMA, _DIGIT, _QUOTE, _UPPER)]
    fields = [*held[:3], held[3] & opens, opens]
    return np.asarray(sum(f.astype(np.int64) << i * _FIELD for i, f in enumerate(fields)))


def _ends(text: str) -> bool:
    """Whether a text ends like a sentence, quote marks and brackets behind it aside."""
    if text[-1] not in _CLOSERS:
        return text[-1] in _STOPS
    tail = text[-8:].rstrip(_CLOSERS)
    return bool(tail) and tail[-1] in _STOPS


def _words(text: str) -> list[str]:
    return _WORD.findall(text.lower())


def _all_words(heads: Sequence[str]) -> Words:
    """The lower-case words of all heads."""
    low = "\n".join((*heads, "")).lower()
    codes = _codes(low)
    letter = (_classes().of(codes) & _LETTER) > 0
    opens = letter.copy()
    opens[1:] &= ~letter[:-1]
    at = np.flatnonzero(opens)
    words = np.where(letter, codes, 32).astype("<u4").tobytes().decode("utf-32-le").split()
    ends = np.cumsum([len(h) + 1 for h in heads])
    if ends[-1] != len(low):  # some capitals are two characters in lower case
        ends = np.cumsum([len(h.lower()) + 1 for h in heads])
    return Words(low, words, at, np.searchsorted(ends, at, side="right"))


class _Wanted:
    """What the page's metadata give to compare its blocks with."""

    def __init__(self, hints: Hints) -> None:
        self.title = frozenset(_words(hints.title))
        self.about = frozenset(_words(hints.description))
        self.body = "".join(_WORD.findall(hints.body)).lower()
        self.heading = hints.title.lower()

    def bits(self, words: Sequence[str]) -> dict[str, int]:
        """The words that the title, the description or a group of the wording hold."""
        found = word_bits(set(words))
        for bit, held in ((_TITLE, self.title), (_ABOUT, self.about)):
            for word in held:
                found[word] = found.get(word, 0) | bit
        return found

    def in_body(self, text: str) -> float:
        """Column ``in_body``."""
        if not self.body:
            return -1.0
        key = "".join(_WORD.findall(text[:160])).lower()
        return float(len(key) > 3 and key in self.body)

    def same(self, text: str) -> bool:
        """Column ``title_same``."""
        return len(text) <= len(self.heading) and text.lower() == self.heading


_TITLE, _ABOUT = 1 << 40, 1 << 41
"""Beside the bits of :func:`word_bits`."""


def _worded(out: NDArray[np.float64], heads: Sequence[str], few: Flags, wanted: _Wanted) -> None:
    """Fill the columns that the words of each head decide; ``few`` tells those of no
    more words than a title.
    """
    found = _all_words(heads)
    bits = wanted.bits(found.words)
    known = np.fromiter(map(bits.get, found.words, repeat(0)), np.int64, len(found.words))
    count = np.maximum(np.bincount(found.of, minlength=len(heads)), 1)
    for column, bit in (("title_share", _TITLE), ("description_share", _ABOUT)):
        hits = np.bincount(found.of[known & bit > 0], minlength=len(heads))
        out[:, AT[column]] = np.where(few, hits / count, 0.0)
    counts = worded(heads, found, known & (_TITLE - 1))
    out[:, AT["dash"] - counts.shape[1] : AT["dash"]] = counts
    out[:, AT["caption_words"]] = counts[:, -1] > 0


def _logs(sizes: Iterable[int]) -> list[float]:
    """``log1p`` of whole numbers, from a table: numpy's own is another in its last bit."""
    table = _log_table()
    return [table[n] if n < len(table) else log1p(n) for n in sizes]


@cache
def _log_table() -> list[float]:
    return [log1p(n) for n in range(2000)]


def _dashes(head: str) -> int:
    """Column ``dash``."""
    count = head.count(" - ", 0, 60)
    return count if head.isascii() else count + head.count("—", 0, 40) + head.count("–", 0, 40)


_BY_OPENS = frozenset("bBvVpPdDtTаА")


def _rows(blocks: Sequence[Block], hints: Hints) -> NDArray[np.float64]:
    """The columns of blocks that are more than a short link, all but a few that are
    the same for those (:func:`_shared`).
    """
    texts = [b.text for b in blocks]
    heads = [t[:HEAD] for t in texts]
    commas, digits, quotes, upper, split, sentences = _counts(texts)
    size = np.array([len(t) for t in texts], dtype=np.float64)
    seen = np.minimum(size, HEAD)
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
    wanted = _Wanted(hints)
    put(
        words=np.minimum(words, 200), mean_word=size / np.maximum(words, 1), commas=commas,
        sentences=np.minimum(sentences, 20), ends_stop=ends,
        upper_words=upper / np.maximum(split, 1),
        digits=digits / seen, quotes=quotes, prose=_logs(prose.astype(np.int64).tolist()),
        ends_colon=[t[-1] in ":：" for t in texts], pipe=["|" in h for h in heads],
        question=["?" in h for h in heads],
        emphasised=np.array([b.emphasised for b in blocks]) / size,
        by=[h[0] in _BY_OPENS and _BY.match(h) is not None for h in heads],
        date=[n > 2 and len(h) < 120 and _DATE.search(h) is not None
              for n, h in zip(digits.tolist(), heads, strict=True)],
        title_same=[wanted.same(t) for t in texts], in_body=[wanted.in_body(t) for t in texts],
        dash=[_dashes(h) for h in heads], colon_early=[":" in h[:40] for h in heads],
    )  # fmt: skip
    _worded(out, heads, words <= SHORT, wanted)
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
    texts = [b.text for b in blocks]
    sizes = [len(t) for t in texts]
    rows[:, AT["log_chars"]] = _logs(sizes)
    rows[:, AT["starts_lower"]] = [t[0].islower() for t in texts]
    rows[:, AT["link_density"]] = np.array([b.linked for b in blocks]) / np.array(sizes)
    rows[:, AT["gap"]] = np.minimum([b.gap for b in blocks], 4)
    rows[:, AT["indent"]] = [b.indent for b in blocks]
    rows[:, AT["piece"]] = [b.piece for b in blocks]
    seen = Counter(texts)
    rows[:, AT["repeated"]] = np.minimum([seen[t] for t in texts], 5)


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
