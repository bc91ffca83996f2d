"""Parsing in pieces: each paragraph by itself, long quotes apart.

A quote of several sentences inside a reporting clause derails a parser.  So a
paragraph is parsed with a two-word clause standing for each long quote, the
inside of the quote is parsed by itself, and both are merged into one ``Doc``
over the exact original text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from twosource.language.casing import Casing, headline, shouted
from twosource.types import Quote, Span

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from spacy.tokens import Doc

_ATTRS: list[int | str] = ["TAG", "POS", "MORPH", "LEMMA", "DEP", "HEAD", "ENT_IOB", "ENT_TYPE"]
_HEAD = _ATTRS.index("HEAD")
_DEP = _ATTRS.index("DEP")
QUIETED = "quieted"
"""Key of ``Doc.user_data``: words of lines in capitals, by number, in running case."""
_STAND_IN = ("This", "helps")
"""Parses as a clause wherever a quoted sentence may stand."""
_LONG = 6
"""Tokens from which a quoted sentence is parsed apart; shorter ones parse well
where they stand."""


_SHORTENED = re.compile(r"(?i)(?:n[’ʼ]t|[’ʼ](?:s|m|re|ve|d|ll))")


def straight(word: str) -> str:
    """A shortened word with the mark that the parser learnt, of the same length: to it
    "n’t" is a pronoun and "n't" is "not".
    """
    return word.replace("’", "'").replace("ʼ", "'") if _SHORTENED.fullmatch(word) else word


@dataclass(slots=True)
class Piece:
    """A stretch to parse: original token numbers, ``-1`` for stand-ins."""

    doc: Doc
    tokens: list[int]
    masked: list[tuple[int, int, int]] = field(default_factory=list)
    """(stand-in's place in the piece, first and last original token + 1)."""
    quieted: dict[int, str] = field(default_factory=dict)
    """Words of a line in capitals, by original token number, in running case."""


def pieces(
    doc: Doc,
    paragraphs: Sequence[Span],
    quotes: Sequence[Quote],
    casing: Casing | None = None,
) -> Iterator[Piece]:
    """Cut a tokenised part into the pieces to parse, in order.

    Args:
        doc: the part, only tokenised.
        paragraphs: where its paragraphs lie.
        quotes: its quotes.
        casing: names of the account, to undo headline case with.
    """
    starts = np.fromiter((t.idx for t in doc), dtype=np.int64, count=len(doc))
    text, outer = doc.text, 0
    for paragraph in paragraphs:
        low, high = np.searchsorted(starts, (paragraph.start, paragraph.end))
        line = text[paragraph.start : paragraph.end]
        if casing is not None and (headline(line) or shouted(line)):
            yield _recased(doc, int(low), int(high), casing)
            continue
        while outer < len(quotes) and quotes[outer].span.start < paragraph.start:
            outer += 1
        inside: list[Quote] = []
        while outer < len(quotes) and quotes[outer].span.start < paragraph.end:
            inside.append(quotes[outer])
            outer += 1
        cuts = list(_cuts(doc, starts, inside, int(low), int(high)))
        numbers: list[int] = []
        masked: list[tuple[int, int, int]] = []
        at = int(low)
        for a, b in cuts:
            numbers += range(at, a)
            masked.append((len(numbers), a, b))
            numbers += (-1, -1)
            at = b
        numbers += range(at, int(high))
        if numbers:
            yield _piece(doc, numbers, masked)
        for a, b in cuts:
            yield _piece(doc, list(range(a, b)), [])


def _recased(doc: Doc, low: int, high: int, casing: Casing) -> Piece:
    """A headline as one piece, in running case."""
    loud = shouted(doc[low:high].text)
    change = casing.quieted if loud else casing.lowered
    words = [straight(change(doc[i].text, i == low)) for i in range(low, high)]
    spaces = [bool(doc[i].whitespace_) for i in range(low, high)]
    numbers = list(range(low, high))
    quiet = dict(zip(numbers, words, strict=True)) if loud else {}
    return Piece(type(doc)(doc.vocab, words=words, spaces=spaces), numbers, quieted=quiet)


def _cuts(
    doc: Doc, starts: NDArray[np.int64], quotes: Sequence[Quote], low: int, high: int
) -> Iterator[tuple[int, int]]:
    """Token ranges of the insides of the long quoted sentences."""
    done = low
    alpha = [i for i in range(low, high) if doc[i].is_alpha]
    for quote in quotes:
        a = int(np.searchsorted(starts, quote.inner.start))
        b = int(np.searchsorted(starts, quote.inner.end))
        while b > a and (doc[b - 1].is_punct or doc[b - 1].is_space) and b - a > 1:
            b -= 1
        whole = not alpha or (alpha[0] >= a and alpha[-1] < b)
        opens = doc[a].text[:1].isupper() if b > a else False
        if quote.speech and opens and b - a >= _LONG and a >= done and b <= high and not whole:
            yield a, b
            done = b


def _piece(doc: Doc, numbers: list[int], masked: list[tuple[int, int, int]]) -> Piece:
    words = [straight(doc[i].text) if i >= 0 else "" for i in numbers]
    spaces = [bool(doc[i].whitespace_) if i >= 0 else False for i in numbers]
    for place, _, _ in masked:
        words[place], words[place + 1] = _STAND_IN
        spaces[place] = True
    return Piece(type(doc)(doc.vocab, words=words, spaces=spaces), numbers, masked)


def merge(doc: Doc, parsed: Sequence[Piece]) -> Doc:
    """One parsed ``Doc`` over the words of ``doc``; words in no piece (white
    space between paragraphs) hang on the word before them.
    """
    size = len(doc)
    table = np.zeros((size, len(_ATTRS)), dtype=np.uint64)
    heads = np.arange(size, dtype=np.int64) - 1
    seen = np.zeros(size, dtype=bool)
    width = parsed[0].doc.tensor.shape[1] if parsed and parsed[0].doc.tensor.ndim == 2 else 0
    tensor = np.zeros((size, width), dtype=np.float32)
    stand_ins: list[tuple[Piece, NDArray[np.uint64], NDArray[np.int64]]] = []
    for piece in parsed:
        rows = np.asarray(piece.doc.to_array(_ATTRS), dtype=np.uint64)
        numbers = np.asarray(piece.tokens, dtype=np.int64)
        own = numbers >= 0
        local = rows[:, _HEAD].astype(np.int64) + np.arange(len(numbers))
        table[numbers[own]] = rows[own]
        heads[numbers[own]] = numbers[local[own]]
        seen[numbers[own]] = True
        if width:
            tensor[numbers[own]] = piece.doc.tensor[own]
        if piece.masked:
            stand_ins.append((piece, rows, local))
    if size and not seen[0]:
        heads[0] = 0
    dep = doc.vocab.strings.add("dep")
    table[~seen, _DEP] = dep
    _blank(doc, table, seen)
    for piece, rows, local in stand_ins:
        for place, a, b in piece.masked:
            _join(doc, table, heads, piece, rows, local, (place, a, b))
    table[:, _HEAD] = (heads - np.arange(size)).astype(np.uint64)
    merged = type(doc)(
        doc.vocab, words=[t.text for t in doc], spaces=[bool(t.whitespace_) for t in doc]
    )
    if size:
        merged.from_array(_ATTRS, table)  # type: ignore[arg-type]
        merged.tensor = tensor
        quieted = {i: word for piece in parsed for i, word in piece.quieted.items()}
        merged.user_data[QUIETED] = quieted
    return merged


def _blank(doc: Doc, table: NDArray[np.uint64], seen: NDArray[np.bool_]) -> None:
    """Words outside every piece: space, attached to the left."""
    tag = doc.vocab.strings.add("_SP")
    for i in np.flatnonzero(~seen):
        table[i, _ATTRS.index("POS")] = doc.vocab.strings["SPACE"]
        table[i, _ATTRS.index("TAG")] = tag
        table[i, _ATTRS.index("LEMMA")] = doc[int(i)].orth
        table[i, _ATTRS.index("ENT_IOB")] = 2


def _join(
    doc: Doc,
    table: NDArray[np.uint64],
    heads: NDArray[np.int64],
    piece: Piece,
    rows: NDArray[np.uint64],
    local: NDArray[np.int64],
    cut: tuple[int, int, int],
) -> None:
    """Hang the inside of a quote where its stand-in hung, and what hung on the
    stand-in on the inside's root.

    With narration on one side only, just the quoted sentence next to it joins
    its sentence; the others stay sentences of their own.
    """
    place, a, b = cut
    roots = [i for i in range(a, b) if heads[i] == i]
    if not roots:
        return
    verb = place + 1
    stop = _sentence(piece.doc, verb)
    before = any(piece.doc[k].is_alpha for k in range(stop[0], place))
    after = any(piece.doc[k].is_alpha for k in range(place + 2, stop[1]))
    chosen = roots if before and after else [roots[0]] if before else [roots[-1]]
    main = chosen[0]
    governor = int(local[verb])
    lone = governor == verb or piece.tokens[governor] < 0
    for root in chosen:
        if not lone:
            heads[root] = piece.tokens[governor]
            table[root, _DEP] = rows[verb, _DEP]
        elif root != main:
            heads[root] = main
            table[root, _DEP] = doc.vocab.strings.add("parataxis")
    for k in range(stop[0], stop[1]):
        number = piece.tokens[k]
        if number < 0:
            continue
        outside = not piece.doc[k].is_alpha
        if len(roots) > len(chosen) and outside and k == place - 1:
            heads[number] = roots[0]
        elif len(roots) > len(chosen) and outside and not after and k > place:
            heads[number] = roots[-1]
        elif local[k] in (place, verb):
            heads[number] = main


def _sentence(doc: Doc, at: int) -> tuple[int, int]:
    sent = doc[at].sent
    return int(sent.start), int(sent.end)
