"""The bytes that a damaged text may stand for, under one wrong table.

A slot is one byte: its known value, or the values it may have had where the table shows
several bytes alike (U+FFFD for what it leaves undefined, a space for a no-break space).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache
from math import log

from twosource.read.repair.tables import MULTIBYTE, Table, table

LOST = "\ufffd"
SPACED, ASKED, OTHER = 2.5, 4.0, 0.1
"""What it costs to read a space as the no-break space, and a question
mark as a byte that the table has no character for, a character as one of windows-1252."""
_HIGH = tuple(range(0x80, 0xF5))
MADE_STRAIGHT, UNUSUAL = 1.5, 2.0
"""What it costs to read a straight mark as a byte shown as a curly one; more, where that
makes a long dash between blanks, or a short one between letters."""
_NOWHERE = frozenset((0x81, 0x8D, 0x8F, 0x90, 0x9D))
"""Bytes that windows-1252 has no character for: they stay controls beside its own."""
Options = tuple[tuple[int, float], ...]
"""Values of a byte, and what each costs."""


@dataclass(frozen=True, slots=True)
class Slots:
    """A text as bytes.

    Attributes:
        options: of each byte what it may be.
        at: of each byte the character it comes from.
        first: of each byte whether it is its character's first.
        dropped: bytes that the table may have lost without a trace.
    """

    options: tuple[Options, ...]
    at: tuple[int, ...]
    first: tuple[bool, ...]
    dropped: frozenset[int]


def _wild(values: Iterable[int]) -> Options:
    """A byte of any of these values: dearer, the more there are."""
    found = list(values)
    return tuple((b, 0.5 * log(len(found))) for b in found)


@lru_cache(maxsize=4096)
def _wide(char: str, codec: str) -> bytes | None:
    try:
        found = char.encode(codec)
    except UnicodeEncodeError:
        return None
    return found if len(found) <= 4 else None


def _single(char: str, t: Table, undefined: Options, western: bool) -> Options | None:
    if char == LOST:
        return undefined or None
    if char == " " and "\u00a0" in t.byte_of:
        return ((0x20, 0.0), (0xA0, SPACED))
    if char == "?" and undefined:
        return ((0x3F, 0.0), *((b, ASKED) for b, _ in undefined))
    byte = t.byte_of.get(char)
    if byte is None:
        return ((ord(char), 0.0),) if char < "\x80" else None
    if not western and 0x80 <= byte < 0xA0 and char not in t.strict and char > "\x9f":
        return None
    other = t.other.get(char) if western else None
    return ((byte, 0.0),) if other is None else ((byte, 0.0), (other, OTHER))


def _straight(text: str, at: int) -> Options:
    """What a straight mark may have been: itself, or the last byte of a dash."""
    if text[at] == "'":
        return ((0x27, 0.0), (0x91, MADE_STRAIGHT), (0x92, MADE_STRAIGHT))
    after = text[at + 1 : at + 2]
    apart = not after or after.isspace() or after.isdigit()
    short, long = (0.0, UNUSUAL) if apart else (UNUSUAL, 0.0)
    return ((0x22, 0.0), (0x93, MADE_STRAIGHT + short), (0x94, MADE_STRAIGHT + long))


@cache
def _known(name: str, western: bool, controls: bool) -> tuple[dict[str, Options | None], Options]:
    """What characters stand for (filled as they are met), and what U+FFFD does."""
    t = table(name)
    gone = set(t.undefined)
    if not western and not controls:  # all that the table leaves undefined was taken out
        gone |= {b for b in range(0x80, 0xA0) if t.char_of(b) not in t.strict}
    return {}, _wild(b for b in sorted(gone) if b in _HIGH)


def single_slots(text: str, name: str) -> Slots:
    """A text as the bytes of a single-byte table; a character that the table has not is
    no byte (an empty slot).

    What the table leaves undefined is shown in one way throughout: as C1 controls, as
    what windows-1252 has there, or not at all.
    """
    t = table(name)
    controls = any("\x80" <= c <= "\x9f" and ord(c) not in _NOWHERE for c in text)
    western = not controls and any(
        c in t.other or (c in t.byte_of and t.byte_of[c] < 0xA0 and c not in t.strict)
        for c in text
        if c > "\x9f"
    )
    known, undefined = _known(name, western, controls)
    curly = t.byte_of.get("”") == 0x94
    options = []
    for i, char in enumerate(text):
        if curly and char in "\"'":
            options.append(_straight(text, i))
            continue
        if char not in known:
            known[char] = _single(char, t, undefined, western)
        options.append(known[char] or ())
    size = len(text)
    gone = frozenset(b for b, _ in undefined)
    return Slots(tuple(options), tuple(range(size)), (True,) * size, gone)


_ANY = _wild(_HIGH)


def multi_slots(text: str, name: str) -> Slots:
    """A text as the bytes of a multi-byte table; U+FFFD is one byte of any value."""
    codec = dict(MULTIBYTE)[name]
    options: list[Options] = []
    at: list[int] = []
    first: list[bool] = []
    for i, char in enumerate(text):
        found = None if char == LOST else _wide(char, codec)
        if char == LOST:
            mine: list[Options] = [_ANY]
        elif found is None:
            mine = [()]
        else:
            mine = [((b, 0.0),) for b in found]
        options += mine
        at += [i] * len(mine)
        first += [True] + [False] * (len(mine) - 1)
    return Slots(tuple(options), tuple(at), tuple(first), frozenset())


__all__ = ["Slots", "multi_slots", "single_slots"]
