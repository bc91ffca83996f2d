"""How odd a damaged stretch looks, and how likely the character behind it is.

The weights are rough on purpose: one C1 control or a letter glued to a symbol
says more than any frequency, and a decision needs several of them to agree.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

# Characters that stand in ordinary news text between or beside words.
TYPOGRAPHY = frozenset(
    "“”‘’„‚–—…•«»‹›€£¥§©®™°·¿¡½¼¾×÷±²³¹º\u00a0\u200b\u200c\u200d\u200e\u200f\ufeff\u202f\u2009\u2003−‑→←№′″✓✔★☆●■►▶❤♥"
)
# Scripts (first word of the Unicode name) that people write news in.
SCRIPTS = frozenset(
    ["LATIN", "CYRILLIC", "GREEK", "ARABIC", "HEBREW", "THAI", "DEVANAGARI", "BENGALI", "TAMIL", "TELUGU", "GEORGIAN", "ARMENIAN", "HANGUL", "HIRAGANA", "KATAKANA", "CJK", "KHMER", "LAO", "MYANMAR", "SINHALA", "GUJARATI", "GURMUKHI", "KANNADA", "MALAYALAM", "ETHIOPIC", "FULLWIDTH", "IDEOGRAPHIC", "HALFWIDTH", "TIBETAN"]
)
_RARE = re.compile(
    "[\u0180-\u0217\u021c-\u02b8\u0370-\u0373\u037f\u03d0-\u03ff\u0460-\u048f\u04c0-\u052f\u0600-\u0605\u0700-\u08ff\u1d00-\u1dff\u2c60-\u2dff\ua4d0-\ua8ff]"
)


@lru_cache(maxsize=4096)
def script(char: str) -> str:
    """First word of the character's Unicode name: a good enough script."""
    return unicodedata.name(char, "NONE").split(" ", 1)[0].split("-", 1)[0]


@lru_cache(maxsize=8192)
def oddness(run: str) -> float:
    """How unlike clean text the stretch is, 0 upwards."""
    kinds = [unicodedata.category(c) for c in run]
    score = 0.15
    if any(k == "Cc" for k in kinds):
        score += 2.0
    letters = [c for c, k in zip(run, kinds, strict=True) if k[0] == "L"]
    if letters and any(k[0] in "SPNZ" or k == "Cf" for k in kinds[1:]):
        score += 1.0
    if kinds[0] == "Ll" and "Lu" in kinds[1:]:
        score += 0.7
    if len({script(c) for c in letters}) > 1:
        score += 1.0
    if kinds[0][0] == "S" and len(run) > 1:
        score += 0.8
    return score


def worth(char: str, text: str, start: int, end: int) -> float:
    """How well ``char`` fits there: positive for what news text holds, strongly
    negative for what it never holds.
    """
    kind = unicodedata.category(char)
    if kind in {"Cc", "Cn", "Co", "Cs"}:
        return -4.0
    if char in TYPOGRAPHY:
        return 0.3
    if _RARE.match(char) or (kind[0] in "LM" and script(char) not in SCRIPTS | {"COMBINING"}):
        return -1.5
    if kind[0] == "L" and script(char) == "LATIN" and char.isupper():
        before = text[start - 1 : start]
        return -0.3 if before.isascii() and before.islower() else 0.1
    return 0.2


# Which of several characters a cut sequence was: the commoner first.
_COMMON = "”’“‘—–…áéíóúàèñöüäçãõêôсяэпНАПрÁÍÏÐÝЁفقم،ًٍِĀŁăąčćđęěğıłńňōőœřśşšțťůűžźżάέίόύώםןקוארה€•™"
_RANK = {c: i for i, c in enumerate(_COMMON)}


def likely(options: list[str], text: str, match: re.Match[str]) -> str:
    """The likeliest of several characters for a cut sequence, or ``""``.

    A right quotation mark wants a word or stop before it; letters want letters.
    """
    good = [c for c in options if c in _RANK]
    return min(good, key=_RANK.__getitem__) if good else ""
