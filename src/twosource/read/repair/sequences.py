"""UTF-8 byte sequences as they look through a wrong single-byte table."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from twosource.read.repair.plausible import likely, oddness, worth
from twosource.read.repair.tables import Table, table

LOST = "\ufffd"


@dataclass(frozen=True, slots=True)
class Sequence:
    """One damaged character.

    Attributes:
        start, end: where it stands.
        char: what it was.
        whole: whether all its bytes are there.
        weight: how much it speaks for damage; negative speaks against.
    """

    start: int
    end: int
    char: str
    whole: bool
    weight: float


def _class(chars: list[str]) -> str:
    return "[" + "".join(re.escape(c) for c in sorted(chars)) + "]" if chars else r"(?!)"


@cache
def pattern(name: str) -> re.Pattern[str]:
    """Finds whole and cut sequences of the table: a lead and up to three followers."""
    t = table(name)
    lead: dict[int, list[str]] = {2: [], 3: [], 4: []}
    tail = []
    for char, byte in t.byte_of.items():
        if 0x80 <= byte <= 0xBF:
            tail.append(char)
        elif 0xC2 <= byte <= 0xDF:
            lead[2].append(char)
        elif 0xE0 <= byte <= 0xEF:
            lead[3].append(char)
        elif 0xF0 <= byte <= 0xF4:
            lead[4].append(char)
    if t.undefined:
        tail.append(LOST)
    c = _class(tail)
    return re.compile(
        f"{_class(lead[2])}{c}?|{_class(lead[3])}{c}{{0,2}}|{_class(lead[4])}{c}{{0,3}}"
    )


def _decode(data: bytes) -> str | None:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return None


def _length(lead: int) -> int:
    return 2 if lead < 0xE0 else 3 if lead < 0xF0 else 4


def _fill(data: list[int | None], undefined: frozenset[int], size: int) -> list[str]:
    """All characters that ``data`` may have been, one byte lost or unknown."""
    tails = sorted(b for b in undefined if 0x80 <= b <= 0xBF)
    if data.count(None) == 1 and len(data) == size:
        at = data.index(None)
        options = [[*data[:at], b, *data[at + 1 :]] for b in tails]
    elif data.count(None) == 0 and len(data) == size - 1:
        options = [[*data[:at], b, *data[at:]] for at in range(1, size) for b in tails]
    else:
        return []
    found = (_decode(bytes(b for b in option if b is not None)) for option in options)
    return sorted({c for c in found if c is not None})


def _read(match: re.Match[str], t: Table, text: str) -> Sequence | None:
    run = match.group()
    data = [t.byte_of.get(c) for c in run]
    if data[0] is None:
        return None
    size = _length(data[0])
    if len(data) == size and None not in data:
        char = _decode(bytes(b for b in data if b is not None))
        if char is None:
            return None
        weight = oddness(run) + worth(char, text, match.start(), match.end())
        return Sequence(match.start(), match.end(), char, True, weight)
    end = match.end()
    options = _fill(data, t.undefined, size)
    if len(data) == size - 1 and text[end : end + 1] == " " and "\u00a0" in t.byte_of:
        spaced = _decode(bytes([*(b for b in data if b is not None), 0xA0]))
        if spaced in {"à", "Р", "\u00a0", "†"} and not (options and likely(options, text, match)):
            return Sequence(match.start(), end + 1, spaced, False, 0.0)
    best = likely(options, text, match)
    return Sequence(match.start(), end, best, False, 0.0) if best else None


def find(text: str, name: str) -> list[Sequence]:
    """All sequences of the table in ``text``, in order."""
    t = table(name)
    found = (_read(m, t, text) for m in pattern(name).finditer(text))
    return [s for s in found if s is not None]
