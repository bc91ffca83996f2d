"""Names that several alphabets or hands spell apart: "Sergei Yurchenko", "Sergey Yurtchenko"."""

from __future__ import annotations

import re
from functools import lru_cache

from twosource.parties.words.normalise import fold
from twosource.parties.words.person_names import PARTICLES

_SOUNDS = (
    ("tsch", "ch"), ("tch", "ch"), ("sch", "sh"), ("kh", "h"), ("gh", "g"), ("ph", "f"),
    ("zh", "z"), ("dj", "j"), ("ou", "u"), ("oo", "u"), ("ee", "i"), ("ck", "k"), ("q", "k"),
    ("w", "v"), ("x", "ks"), ("tz", "ts"), ("y", "i"), ("j", "i"), ("th", "t"),
)  # fmt: skip
"""Spellings of one sound, longest first; the right side is what is compared."""
_TWICE = re.compile(r"(.)\1+")
_LEAST = 5
"""Letters a first name needs for two spellings of it to count as one: "Jan" and "Ian" are two."""


@lru_cache(maxsize=8192)
def sound(word: str) -> str:
    """A folded word with what is often spelt in two ways made one."""
    out = word.replace("'", "")
    for old, new in _SOUNDS:
        out = out.replace(old, new)
    out = re.sub(r"c(?!h)", "k", out)
    out = re.sub(r"ei|ii", "i", out)
    return _TWICE.sub(r"\1", out)


def spelt(name: str) -> tuple[str, str]:
    """First names and family name of a full name, as they sound; ``""`` for what is missing."""
    words = [w for w in fold(name).split() if w not in PARTICLES]
    if len(words) < 2:
        return "", sound(words[0]) if words else ""
    return sound("".join(words[:-1])), sound(words[-1])


def one_spelling(a: str, b: str) -> bool:
    """Whether two first names, as they sound, may be one: equal, or a letter apart."""
    if a == b:
        return True
    return min(len(a), len(b)) >= _LEAST and a[:1] == b[:1] and a[:3] == b[:3] and near(a, b)


def near(a: str, b: str) -> bool:
    """Whether two words differ by one letter changed, added or left out."""
    if abs(len(a) - len(b)) > 1:
        return False
    if len(a) > len(b):
        a, b = b, a
    i = 0
    while i < len(a) and a[i] == b[i]:
        i += 1
    return a[i:] == b[i + 1 :] or (len(a) == len(b) and a[i + 1 :] == b[i + 1 :])
