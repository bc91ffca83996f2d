"""Account -> Telling: an account prepared once, for tracing against many others."""

from __future__ import annotations

import re
from dataclasses import dataclass

import numpy as np

from twosource.group.background import FloatArray, rarity
from twosource.group.words import HashArray, IntArray, Words, grams, split
from twosource.trace.aside import set_aside
from twosource.trace.bonds import Bonds, BoolArray, bonds_of
from twosource.types import Account, Span

LONG = 8  # a run of this many words is not chance between two writers
SHORT = 5
CONTENT = 1.2  # rarity above which a word carries content: "the", "has", "said" lie below

# a closing mark may be missing: a quote never runs past its paragraph
_QUOTE = re.compile(
    r"“[^“”\n]{1,4000}(?:”|(?=\n)|$)|„[^„“”\n]{1,4000}[“”]|«[^«»\n]{1,4000}»"
    r"|\"[^\"\n]{1,4000}\"|(?<!\w)‘[^‘’\n]{12,4000}’(?!\w)"
    r"|``[^`\n]{1,4000}?(?:''|``|(?=\n)|$)|‹[^‹›\n]{12,4000}›|「[^「」\n]{1,4000}」"
)
_ABBREVIATED = (
    r"(?<!\b[A-Z]\.)(?<!\b(?:Mr|Ms|Dr|St|Lt)\.)(?<!\b(?:Mrs|Gen|Sen|Rep|Gov|Sgt|Col|Rev)\.)"
)
# one set of characters to begin with: only where one of these stands is anything tried
_SENTENCE_END = re.compile(
    r"[.!?…。！？\n](?:(?<=\n)\n*|(?<=[。！？])"
    rf"|(?<=[.!?…]){_ABBREVIATED}[\"”’»)\]]*(?=\s+[\"“‘«(\[]?[^\W_a-z]))"
)


@dataclass(frozen=True, slots=True)
class Grams:
    """The word runs of one length: in the order of the text, sorted, and the
    place in the text of each sorted one.
    """

    hashes: HashArray
    sorted: HashArray
    order: IntArray


@dataclass(frozen=True, slots=True)
class Telling:
    """An account's text as tracing sees it; every index counts words.

    Attributes:
        idf: rarity of each word.
        quoted: whether each word stands inside quotation marks.
        aside: whether each word is quoted or stands in verse, a table or a
            notice: what the narrator did not word.
        notice: whether each word stands in a notice of the page, which tells
            nothing.
        sentence: number of the sentence each word stands in.
        sentences: offsets of the sentences that hold a word.
        quotes: (first, behind last) word of each quote of three words or more.
        vocabulary: the different words, as sorted hashes.
        place: where each of these stands first.
        rare: rarity of each of these, 0 below :data:`CONTENT`.
        held_in, held: the (sentence, number in ``vocabulary``) pairs there are.
        content: content of each sentence, the rarity of its different words.
        long, short: the runs of eight and of five words.
        two, three: the different runs of two and three words, sorted.
        figure: whether a word is a figure.
        bonds: the pairs of rare details that stand near one another.
        letters: one character per word, the same for the same word (and, once in a
            million, for another): a string, as subsequences are sought fastest in these.
    """

    account: Account
    words: Words
    idf: FloatArray
    quoted: BoolArray
    aside: BoolArray
    notice: BoolArray
    sentence: IntArray
    sentences: tuple[Span, ...]
    quotes: tuple[tuple[int, int], ...]
    vocabulary: HashArray
    place: IntArray
    rare: FloatArray
    held_in: IntArray
    held: IntArray
    content: FloatArray
    long: Grams
    short: Grams
    two: HashArray
    three: HashArray
    figure: BoolArray
    bonds: Bonds
    letters: str

    def span(self, first: int, behind: int) -> Span:
        """The text from word ``first`` up to and without word ``behind``."""
        return Span(int(self.words.starts[first]), int(self.words.ends[behind - 1]))


def telling(account: Account, words: Words | None = None) -> Telling:
    """Prepare an account; linear in its length, never raises on odd text.

    Args:
        account: any account.
        words: those of its text, where they were cut before.
    """
    text = account.text
    words = split(text) if words is None else words
    quotes = _quotes(text, words)
    quoted = np.zeros(len(words), dtype=np.bool_)
    for first, behind in quotes:
        quoted[first:behind] = True
    sentence, sentences = _sentences(text, words)
    aside, notice = quoted.copy(), np.zeros(len(words), dtype=np.bool_)
    for first, behind, kind in set_aside(text, words, sentences):
        aside[first:behind] = True
        notice[first:behind] |= kind == "notice"
    vocabulary, place, number = np.unique(words.hashes, return_index=True, return_inverse=True)
    idf = rarity(words.hashes)
    rare = np.where(idf < CONTENT, 0.0, idf)[place]
    size = max(len(vocabulary), 1)
    held_in, held = np.divmod(np.unique(sentence * size + number), size)
    return Telling(
        account=account,
        words=words,
        idf=idf,
        quoted=quoted,
        aside=aside,
        notice=notice,
        sentence=sentence,
        sentences=sentences,
        quotes=tuple(q for q in quotes if q[1] - q[0] >= 3),
        vocabulary=vocabulary,
        place=place,
        rare=rare,
        held_in=held_in,
        held=held,
        content=_content(held_in, rare[held], len(sentences)),
        long=_grams(words, LONG),
        short=_grams(words, SHORT),
        two=np.unique(grams(words.hashes, 2)),
        three=np.unique(grams(words.hashes, 3)),
        figure=np.fromiter((k[0].isdigit() for k in words.keys), bool, len(words)),
        bonds=bonds_of(words, idf, aside, notice),
        letters=_letters(words.hashes),
    )


def _letters(hashes: HashArray) -> str:
    # above the surrogates: what is left of the range of a character is 20 bits
    codes = (hashes >> np.uint64(44)).astype(np.uint32) + np.uint32(0xE000)
    return codes.astype("<u4").tobytes().decode("utf-32-le")


def _content(sentence: IntArray, rare: FloatArray, count: int) -> FloatArray:
    content: FloatArray = np.zeros(max(count, 1))
    np.add.at(content, sentence, rare)
    return content


def _grams(words: Words, size: int) -> Grams:
    hashes = grams(words.hashes, size)
    order = np.argsort(hashes, kind="stable")
    return Grams(hashes, hashes[order], order)


def quotations(text: str) -> tuple[Span, ...]:
    """What stands in quotation marks, the marks included."""
    return tuple(Span(*m.span()) for m in _QUOTE.finditer(text))


def _quotes(text: str, words: Words) -> list[tuple[int, int]]:
    found = []
    for match in _QUOTE.finditer(text):
        first = int(np.searchsorted(words.starts, match.start()))
        behind = int(np.searchsorted(words.starts, match.end()))
        if behind > first:
            found.append((first, behind))
    return found


def _sentences(text: str, words: Words) -> tuple[IntArray, tuple[Span, ...]]:
    if not len(words):
        return np.empty(0, dtype=np.int64), ()
    ends = np.array([m.end() for m in _SENTENCE_END.finditer(text)], dtype=np.int64)
    raw = np.searchsorted(ends, words.starts, side="right")
    _, number = np.unique(raw, return_inverse=True)
    firsts = np.flatnonzero(np.diff(number, prepend=-1))
    behinds = np.append(firsts[1:], len(words))
    spans = tuple(
        Span(int(words.starts[f]), int(words.ends[b - 1]))
        for f, b in zip(firsts.tolist(), behinds.tolist(), strict=True)
    )
    return number.astype(np.int64), spans
