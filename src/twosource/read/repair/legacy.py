"""Text of one single-byte table misread through another ("Ïî äàííûì" for "По данным")."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache

from twosource.read.repair.letters import MIXED, reader
from twosource.read.repair.marks import kind
from twosource.read.repair.tables import table

SHOWN = (
    "windows-1252", "iso-8859-1", "windows-1250", "windows-1251", "koi8-r", "macintosh", "cp437",
    "cp850", "ibm866", "windows-1253", "windows-1254", "windows-1255", "windows-1256",
    "windows-1257", "windows-874", "iso-8859-2", "iso-8859-5", "iso-8859-15",
)  # fmt: skip
"""Tables that text is shown through by mistake."""
_WEST = "en es fr de it pt nl sv da nb fi is ca eu ga cy et af id sw tl sq"
_EAST = "pl cs sk hu ro hr sl sq de"
_CYRILLIC = "ru uk be bg sr mk"
WRITTEN = {
    "windows-1252": _WEST, "macintosh": _WEST, "cp850": _WEST, "cp437": _WEST,
    "windows-1250": _EAST, "iso-8859-2": _EAST, "windows-1251": _CYRILLIC, "koi8-r": "ru bg",
    "koi8-u": "uk", "ibm866": "ru uk be bg", "iso-8859-5": _CYRILLIC, "x-mac-cyrillic": _CYRILLIC,
    "windows-1256": "ar fa ur", "iso-8859-6": "ar", "windows-1253": "el", "iso-8859-7": "el",
    "windows-1255": "he", "iso-8859-8": "he", "windows-1254": "tr", "windows-1257": "lt lv et",
    "iso-8859-13": "lt lv et", "windows-1258": "vi", "windows-874": "th",
}  # fmt: skip
"""Tables that text was written in, and languages written in them, the commoner first."""
MOST = 10
"""Pairs of tables that are read whole: the best by single letters."""
Names = tuple[str, str]


@cache
def _shown(name: str) -> dict[str, int]:
    """Byte of each character of a table; what it leaves undefined is a C1 control or what
    windows-1252 has there.
    """
    return table(name).byte_of


@cache
def _written(name: str) -> dict[int, str]:
    t = table(name)
    return {b: c for c, b in t.byte_of.items() if c in t.strict}


@cache
def mapping(written: str, shown: str) -> dict[int, str]:
    """How the characters of a misread text are to be changed, for ``str.translate``."""
    back = _written(written)
    return {ord(c): back[b] for c, b in _shown(shown).items() if b in back and back[b] != c}


@cache
def _rough(language: str) -> dict[str, float]:
    return {}


def _alone(language: str, char: str) -> float:
    known = _rough(language)
    if char not in known:
        known[char] = {"L": reader(language).letter("   ", char), "N": 2.0, "P": 2.5, "Z": 0.5,
                       "M": 4.5, "S": 9.0, "C": 14.0}[kind(char)]  # fmt: skip
    return known[char]


_SAME = {(name, name) for name in SHOWN} | {("windows-1252", "iso-8859-1")}
"""No misreading; that of windows-1252 as iso-8859-1 shows controls and is dealt with there."""


@cache
def _latin() -> frozenset[str]:
    """The tables of languages in Latin letters."""
    return frozenset(w for w, names in WRITTEN.items() if reader(names.split()[0]).latin)


def _beside_latin(text: str) -> int:
    """Characters beyond ASCII that stand beside a Latin letter of ASCII."""
    return len(re.findall(r"[A-Za-z][^\x00-\x7f]|[^\x00-\x7f][A-Za-z]", text))


def candidates(text: str, tongues: Sequence[str]) -> Iterator[tuple[str, str, Names]]:
    """Texts that may have been misread so: text, language, tables (written, shown);
    ``tongues`` are the languages that what is sure of the text may be in.
    """
    counts = Counter(c for c in text if c > "\x7f")
    beside = _beside_latin(text)
    rated: list[tuple[float, int, list[str], Names]] = []
    for shown in SHOWN:
        byte_of = _shown(shown)
        if not all(c in byte_of for c in counts):
            continue
        for written, names in WRITTEN.items():
            back = _written(written)
            if (written, shown) in _SAME or not all(byte_of[c] in back for c in counts):
                continue
            new = {back[byte_of[c]]: n for c, n in counts.items()}
            among = names.split()
            if written in _latin():
                among = [n for n in tongues if n in among]
            costs = {n: sum(_alone(n, c) * m for c, m in new.items()) for n in among}
            if costs:
                least = min(costs.values()) + (0 if written in _latin() else 2 * MIXED * beside)
                best = sorted(costs, key=lambda n: costs[n])[:2]
                best = list(dict.fromkeys([*among[:2], *best] if written in _latin() else best))
                rated.append((least, len(rated), best, (written, shown)))
    seen: set[str] = set()
    for _, _, among, tables in sorted(rated, key=lambda r: r[:2]):
        made = text.translate(mapping(*tables))
        if made != text and made not in seen and len(seen) < MOST:
            seen.add(made)
            for language in among:
                yield made, language, tables


__all__ = ["candidates", "mapping"]
