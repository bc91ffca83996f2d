"""UTF-8 byte sequences as they look through a wrong single-byte table."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache, lru_cache

from twosource.read.lexicon import load
from twosource.read.repair.plausible import likely, oddness, script, worth
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
        options: what else a cut sequence may have been.
    """

    start: int
    end: int
    char: str
    whole: bool
    weight: float
    options: str = ""


_BLANK = "â €"
"""U+2800, with which posts space their lines, after its no-break space became a space."""


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
    high = _class([c for c, b in t.byte_of.items() if 0xA0 <= b <= 0xAF])
    low = _class([c for c, b in t.byte_of.items() if 0xB0 <= b <= 0xBF])
    ed = _class([c for c, b in t.byte_of.items() if b == 0xED])
    blank = f"{_BLANK}|" if t.byte_of.get("â") == 0xE2 and t.byte_of.get("€") == 0x80 else ""
    return re.compile(
        f"{blank}{ed}{high}{c}{ed}{low}{c}|{_class(lead[2])}{c}?|{_class(lead[3])}{c}{{0,2}}|{_class(lead[4])}{c}{{0,3}}"
    )


@cache
def _reaching(name: str) -> re.Pattern[str]:
    t = table(name)
    lead = _class([c for c, b in t.byte_of.items() if 0xC2 <= b <= 0xF4])
    tail = _class([*(c for c, b in t.byte_of.items() if 0x80 <= b <= 0xBF), LOST, " "])
    return re.compile(f"{lead}{tail}{{1,3}}")


def reach(text: str, name: str) -> int:
    """Characters that the sequences of two characters or more of :func:`find` can take
    at most: a far cheaper count.  No character is a lead and a follower in one table.
    """
    return sum(map(len, _reaching(name).findall(text)))


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


_JOINS = re.compile(r" (?: |s(?=[\s,.;:)]|$)|quel[ea]|quilo)")


def _spaced(run: str, t: Table, text: str, end: int) -> tuple[str, int] | None:
    """A sequence whose last byte, a no-break space, became a plain space."""
    if "\u00a0" not in t.byte_of or text[end : end + 1] != " ":
        return None
    char = _decode(bytes([*(t.byte_of[c] for c in run), 0xA0]))
    if char == "à":
        # "Ã " stands for "à " where the two spaces were made one.
        return char, end + 1 if _JOINS.match(text, end) else end
    after = text[end + 1 : end + 2]
    if char in {"Š", "Р"} and after.isalpha() and (after.islower() or after > "\x7f"):
        return char, end + 1
    if char in {"\u00a0", "†"} or (char and len(run) == 2 and after > "\x7f"):
        return char, end + 1
    return None


@lru_cache(maxsize=65536)
def _cut(run: str, name: str) -> tuple[str, str]:
    """What a cut sequence may have been, and the likeliest of it.  A page repeats few
    different ones many times, and most tables of most pages meet nothing else.
    """
    t = table(name)
    data = [t.byte_of.get(c) for c in run]
    options = _fill(data, t.undefined, _length(data[0] or 0))
    return "".join(options), likely(options)


def _read(match: re.Match[str], t: Table, text: str) -> Sequence | None:
    run = match.group()
    start, end = match.span()
    lead = t.byte_of.get(run[0])
    if lead is None:
        return None
    if LOST in run:
        inside = text[start - 1 : start].islower() and text[end : end + 1].islower()
        weight = 0.9 if inside and run[0].isupper() else 0.0
        return Sequence(start, end, LOST, False, weight) if len(run) > 1 else None
    if run == _BLANK:
        return Sequence(start, end, "\u2800", False, 0.5)
    size = _length(lead)
    if len(run) == 6 or len(run) == size:
        whole = bytes(t.byte_of[c] for c in run)
        char = _best_whole(run, whole, t, text, start) if len(run) == size else _surrogates(whole)
        if char is None:
            return None
        weight = oddness(run) + worth(char, text, start, end)
        return Sequence(start, end, char, True, weight)
    if end < len(text) and text[end] in _STRAIGHT and t.byte_of.get("”") == 0x94:
        dash = _straightened(bytes(t.byte_of.get(c, 0) for c in run), text, start, end)
        if dash is not None:
            return Sequence(start, end + 1, dash, False, 0.8) if dash else None
    options, best = _cut(run, t.name)
    spaced = _spaced(run, t, text, end) if len(run) == size - 1 else None
    if spaced and (not best or spaced[0] in "àŠР"):
        weight = 1.0 if text[start - 1 : start].islower() else 0.5
        return Sequence(start, spaced[1], spaced[0], False, weight if spaced[0] == "à" else 0.0)
    if not best:
        return None
    weight = 0.8 if best in "”’—–“‘" else 0.0
    return Sequence(start, end, best, False, weight, options)


_STRAIGHT = "\"'"


def _straightened(data: bytes, text: str, start: int, end: int) -> str | None:
    """The dash whose last byte was shown as a curly mark (0x91 to 0x94 in the tables of
    Windows) that someone made straight; ``""`` where that may be a closing mark instead
    and nothing is to be done; ``None`` where it is no dash.

    Of the two dashes each straight mark may stand for, the one that typography sets
    there is taken: the longer between letters, the shorter between blanks or figures.
    """
    if data != b"\xe2\x80":
        return None
    before, after = text[start - 1 : start], text[end + 1 : end + 2]
    apart = (not before or before.isspace()) and (not after or after.isspace())
    between = before.isalnum() and after.isalnum()
    if text[end] == "'":
        return "\u2012" if apart else "\u2011" if between else None
    if apart or (before.isdigit() and after.isdigit()):
        return "–"
    return "—" if between or (before in ")]”’%" and after.isalnum()) else ""


def _best_whole(run: str, data: bytes, t: Table, text: str, start: int) -> str | None:
    """The character of a whole sequence; where a character of it may stand for two
    bytes, the reading that fits best.
    """
    options = [_decode(data)]
    for i, c in enumerate(run):
        if c in t.other:
            options.append(_decode(data[:i] + bytes([t.other[c]]) + data[i + 1 :]))
    found = [o for o in options if o is not None]
    if len(found) < 2:
        return found[0] if found else None
    return max(found, key=lambda o: worth(o, text, start, start + len(run)))


def _surrogates(data: bytes) -> str | None:
    """A character written as two surrogates of three bytes each (CESU-8)."""
    try:
        return (
            data.decode("utf-8", "surrogatepass").encode("utf-16", "surrogatepass").decode("utf-16")
        )
    except (UnicodeDecodeError, UnicodeEncodeError):
        return None


@cache
def _rules() -> tuple[tuple[str, re.Pattern[str], re.Pattern[str]], ...]:
    return tuple(
        (r["letter"], re.compile(r["before"]), re.compile(r["after"])) for r in load("lost")["rule"]
    )


def _beside(near: Sequence | None, at: int, ours: int) -> str:
    """The letter of a neighbour that stands right at ``at``: "?" where it is cut too."""
    if near is None or at != ours:
        return ""
    if len(near.options) > 1:
        return "?"
    return near.char.lower() if near.char.isalpha() else ""


def _by_neighbours(found: list[Sequence]) -> list[Sequence]:
    """Cut letters settled by the letters beside them (``data/lost.toml``)."""
    out: list[Sequence] = []
    for i, s in enumerate(found):
        if len(s.options) > 1 and s.char.isalpha():
            last = out[-1] if out else None
            after = found[i + 1] if i + 1 < len(found) else None
            before = (
                last.char.lower() if last and last.end == s.start and last.char.isalpha() else ""
            )
            behind = _beside(after, after.start if after else -1, s.end)
            for letter, left, right in _rules():
                if letter in s.options and left.fullmatch(before) and right.fullmatch(behind):
                    s = replace(s, char=letter)
                    break
        out.append(s)
    return out


def _settle(found: list[Sequence]) -> list[Sequence]:
    """Take back letters of a foreign script that stand alone: one Hebrew or Hangul
    letter behind one odd pair is chance, a run of them is not.
    """
    out = []
    for i, s in enumerate(found):
        if s.whole and s.char.isalpha() and script(s.char) not in {"LATIN"}:
            near = (*found[max(0, i - 2) : i], *found[i + 1 : i + 3])
            if not any(
                script(n.char) == script(s.char) and abs(n.start - s.start) < 12 for n in near
            ):
                lone = s.weight - 0.2 if script(s.char) == "GREEK" else min(s.weight, 0.0) - 1.0
                s = replace(s, weight=lone)
        out.append(s)
    return out


def find(text: str, name: str) -> list[Sequence]:
    """All sequences of the table in ``text``, in order."""
    t = table(name)
    found = (_read(m, t, text) for m in pattern(name).finditer(text))
    return _settle(_by_neighbours([s for s in found if s is not None]))
