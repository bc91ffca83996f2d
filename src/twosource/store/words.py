"""Text -> the folded words of the search index, in any script, with their offsets.

The tokenizers of the databases each miss something: SQLite's drops what its Unicode tables
do not know, keeps marks on some letters and cuts "U.S." in two; PostgreSQL's throws common
words away.  So the words are cut here, and the database is given letters and digits alone:

* small letters without marks; what looks the same is the same (NFKC);
* parts of "cease-fire" or "O'Brien" stand in a row, and joined behind the text;
* "U.S." is ``us``, and behind the text once more as an abbreviation, apart from the pronoun;
* "Müller" is ``muller``, and behind the text ``mueller``;
* runs of a script without blanks (Han, Kana, Thai, Khmer ...) and of Hangul are pairs of
  characters, the last one alone: every piece of them is found.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

import regex

from twosource.store.base import Base, Row
from twosource.store.codec import load
from twosource.types import Account

UNSPACED = (
    r"\p{Han}\p{Hiragana}\p{Katakana}\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}\p{Hangul}"
    r"\p{Bopomofo}ー々〆"
)
"""Characters of scripts written without blanks, and of Hangul, for a class of a pattern."""
_IN = r"[\p{L}\p{M}\p{N}\p{Cf}]"
_WORD = regex.compile(
    rf"(?V1)(?P<run>[{UNSPACED}][{UNSPACED}\p{{M}}]*)"
    r"|(?P<short>(?:\p{L}\.){2,}(?:\p{L}(?!\p{L}))?|(?<![\p{L}\p{N}])\p{L}\.\p{L}(?![\p{L}\p{N}]))"
    r"|(?P<figure>\p{Nd}{1,3}(?:[,.'’\u00a0\u202f]\p{Nd}{3})+(?![\p{L}\p{N}]))"
    rf"|(?P<word>[{_IN}--[{UNSPACED}]]+(?:[-‐‑'’ʼ׳״&·][{_IN}--[{UNSPACED}]]+)*)"
)
_SIMPLE = re.compile(r"[^\W_]+(?:[-‐‑'’ʼ׳״&·][^\W_]+)*")
"""Words of texts that hold nothing of :data:`_UNUSUAL`: several times as quick."""
_UNUSUAL = re.compile(
    r"[^\u0000-\u02ff\u0370-\u052f\u1e00-\u200a\u2010-\u2029\u202f-\u205e\u20a0-\u20cf]"
    r"|[\u00ad\u0483-\u0489]|[^\W\d_]\.[^\W\d_]\.|(?<![^\W_])[^\W\d_]\.[^\W\d_](?![^\W_])"
    r"|\d[,.'’\u00a0\u202f]\d{3}"
)
_PARTS = regex.compile(r"[-‐‑'’ʼ׳״&·]")
_HYPHENS = regex.compile(r"[-‐‑]")
_SMALL = regex.compile(r"['’ʼ][sS]$")
_DROPPED = regex.compile(
    r"[\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u05bf-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u0640"
    r"\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f\p{Cf}\p{Cs}]"
)
_NOT_IN = regex.compile(r"[^\p{L}\p{M}\p{N}]+")
_PLAIN = str.maketrans(
    {"ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "ħ": "h",
     "ŀ": "l", "ŋ": "n", "ŧ": "t", "ى": "ي", "ک": "ك", "ی": "ي", "ё": "е", "ґ": "г"}
)  # fmt: skip
_WIDE = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ø": "oe", "å": "aa"})
ABBREVIATED = "abbreviated"
"""Stands before an abbreviation behind the text."""
_SHORT = 40
"""Characters of a piece whose words are kept; longer ones are seldom seen again."""
MOST = 100_000
"""Words of one account that are indexed; a book has as many."""


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a text.

    Attributes:
        start, end: where it stands, in code points.
        parts: what stands in the row of the index for it.
        beside: what stands behind the text for it.
    """

    start: int
    end: int
    parts: tuple[str, ...]
    beside: tuple[str, ...] = ()


@lru_cache(maxsize=1 << 16)
def fold(word: str) -> str:
    """A word as it is compared: small letters, without marks."""
    if word.isascii():
        if word.isalnum():
            return word.lower()
        return str(_NOT_IN.sub("", word.lower()))
    plain = unicodedata.normalize("NFKD", word).casefold()  # a bold capital is a capital first
    low = unicodedata.normalize("NFKD", plain)
    bare = _DROPPED.sub("", low).translate(_PLAIN)
    return str(_NOT_IN.sub("", unicodedata.normalize("NFKC", bare)))


def wide(word: str) -> str:
    """A word with its umlauts written out."""
    return fold(unicodedata.normalize("NFC", word).lower().translate(_WIDE))


def words_of(text: str) -> Iterator[Word]:
    """The words of a text, in order; linear in its length."""
    for match in _WORD.finditer(text):
        start, end = match.span()
        kind, found = match.lastgroup, match.group()
        if kind == "run":
            yield from _pairs(found, start)
        elif kind == "short":
            joined = fold(found)
            yield Word(start, end, (joined,), (ABBREVIATED + joined,))
        elif kind == "figure":
            yield Word(start, end, (fold(found),))
        else:
            made = _word(found)
            if made[0]:
                yield Word(start, end, *made)


def _pairs(run: str, start: int) -> Iterator[Word]:
    for n in range(len(run)):
        folded = fold(run[n : n + 2])
        if folded:
            yield Word(start + n, start + min(n + 2, len(run)), (folded,))


@lru_cache(maxsize=1 << 16)
def _word(found: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The parts of a word, and what stands beside them."""
    if found.isascii() and found.isalnum():  # most words, several times as quick
        short = found.isupper() and len(found) > 1
        low = found.lower()
        return (low,), (ABBREVIATED + low,) if short else ()
    bare = _SMALL.sub("", found) or found
    parts = tuple(p for p in map(fold, _PARTS.split(bare)) if p)
    beside = []
    if len(parts) > 1:
        beside.append("".join(parts))
    elif parts and len(bare) > 1 and bare.isupper():
        beside.append(ABBREVIATED + parts[0])
    if len(pieces := _HYPHENS.split(bare)) > 1:  # "O'Neill" of "O'Neill-Lund"
        beside += [fold(piece) for piece in pieces]
    beside += [wide(piece) for piece in (bare, *pieces) if not piece.isascii()]
    return parts, tuple(b for b in dict.fromkeys(beside) if b and b not in parts)


def indexed(account: Account) -> list[str]:
    """The words of an account for the index: those of title, text and captions in a row,
    then what stands beside, each once.
    """
    row: list[str] = []
    beside: dict[str, None] = {}
    for part in account.parts():
        for line in account.part(part).split("\n"):
            cut = map(_word, _SIMPLE.findall(line)) if _is_simple(line) else _cut(line)
            for parts, more in cut:
                row += parts
                for word in more:
                    beside[word] = None
    return [*row[:MOST], *beside]


def places_of(
    text: str, wanted: frozenset[str], begun: tuple[str, ...]
) -> list[tuple[int, int, tuple[str, ...]]]:
    """Where some words stand in a text, and those that begin as some others; with what each of
    them is in the index.
    """
    found: list[tuple[int, int, tuple[str, ...]]] = []
    plain = _anywhere((*wanted, *begun))
    at = 0
    for line in text.split("\n"):
        for start, piece in _pieces(line, plain) if line.isascii() else _every(line):
            for word in _cut_once(piece) if len(piece) <= _SHORT else words_of(piece):
                names = (*word.parts, *word.beside)
                if not begun and wanted.isdisjoint(names):  # most words, several times as quick
                    continue
                held = tuple(n for n in names if n in wanted or _begins(n, begun))
                if held:
                    found.append((at + start + word.start, at + start + word.end, held))
        at += len(line) + 1
    return found


def _begins(name: str, begun: tuple[str, ...]) -> bool:
    """Whether a word begins as asked; what marks an abbreviation is no beginning of it."""
    return name.removeprefix(ABBREVIATED).startswith(begun) or name.startswith(
        tuple(b for b in begun if b.startswith(ABBREVIATED))
    )


def _anywhere(names: Iterable[str]) -> re.Pattern[str] | None:
    """Finds, in a line of ASCII, all that may be one of some words of the index, however it was
    cut there: its letters, with signs between them or none.
    """
    bare = {name.removeprefix(ABBREVIATED) for name in names if name.isascii()}
    ways = [r"[^\sA-Za-z0-9]*".join(map(re.escape, name)) for name in sorted(bare)]
    return re.compile("|".join(ways), re.IGNORECASE) if ways else None


def _pieces(line: str, pattern: re.Pattern[str] | None) -> Iterator[tuple[int, str]]:
    """What stands between blanks around each find of a pattern: no word holds a blank, so the
    rest of the line need not be cut.
    """
    found = pattern.search(line) if pattern else None
    while pattern and found:
        start = line.rfind(" ", 0, found.start()) + 1
        end = line.find(" ", found.end())
        end = len(line) if end < 0 else end
        yield start, line[start:end]
        found = pattern.search(line, max(end, found.end())) if end < len(line) else None


def _every(line: str) -> Iterator[tuple[int, str]]:
    """All that stands between blanks: where letters have marks or forms, any may be a word."""
    at = 0
    for piece in line.split(" "):
        if piece:
            yield at, piece
        at += len(piece) + 1


@lru_cache(maxsize=1 << 16)
def _cut_once(piece: str) -> tuple[Word, ...]:
    """The words of a short piece: texts are made of the same ones."""
    return tuple(words_of(piece))


def _is_simple(text: str) -> bool:
    """Whether the quicker pattern cuts a text as :func:`words_of` does."""
    return _UNUSUAL.search(text) is None


def _cut(text: str) -> Iterator[tuple[tuple[str, ...], tuple[str, ...]]]:
    return ((word.parts, word.beside) for word in words_of(text))


def index_account(base: Base, rows: Iterable[Row]) -> None:
    """Put stored accounts, ``(number, packed record)``, into the index."""
    base.index((number, indexed(load(Account, record))) for number, record in rows)
