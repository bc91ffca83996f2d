"""How odd a damaged stretch looks, and how likely the character behind it is.

The weights are rough on purpose: one C1 control or a letter glued to a symbol
says more than any frequency, and a decision needs several of them to agree.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache

from twosource.patterns import deferred

# Characters that stand in ordinary news text between or beside words.
TYPOGRAPHY = frozenset(
    "“”‘’„‚–—…•«»‹›€£¥§©®™°·¿¡½¼¾×÷±²³¹º\u00a0\u200b\u200c\u200d\u200e\u200f\ufeff\u202f\u2009\u2003−‑→←№′″✓✔★☆●■►▶❤♥"
)
# Scripts (first word of the Unicode name) that people write news in.
SCRIPTS = frozenset(
    [
        "LATIN",
        "CYRILLIC",
        "GREEK",
        "ARABIC",
        "HEBREW",
        "THAI",
        "DEVANAGARI",
        "BENGALI",
        "TAMIL",
        "TELUGU",
        "GEORGIAN",
        "ARMENIAN",
        "HANGUL",
        "HIRAGANA",
        "KATAKANA",
        "CJK",
        "KHMER",
        "LAO",
        "MYANMAR",
        "SINHALA",
        "GUJARATI",
        "GURMUKHI",
        "KANNADA",
        "MALAYALAM",
        "ETHIOPIC",
        "FULLWIDTH",
        "IDEOGRAPHIC",
        "HALFWIDTH",
        "TIBETAN",
    ]
)
_RARE = deferred(
    "[\u017f-\u0217\u021c-\u02b8\u0370-\u0373\u037f\u03d0-\u03ff\u0460-\u048f\u04c0-\u052f\u0600-\u0605\u0700-\u08ff\u1d00-\u1dff\u2c60-\u2dff\ua4d0-\ua8ff]"
)


def is_rare(char: str) -> bool:
    """Whether a letter is archaic or phonetic: none that news text is written in."""
    return _RARE.match(char) is not None and char.lower() not in _ALIVE


_ALIVE = frozenset("ơưəәөӏӣӯ")
"""Letters of the ranges of rare ones that Vietnamese, Azerbaijani, Kazakh, Mongolian and
languages of the Caucasus are written in."""


@lru_cache(maxsize=4096)
def script(char: str) -> str:
    """First word of the character's Unicode name: a good enough script."""
    return unicodedata.name(char, "NONE").split(" ", 1)[0].split("-", 1)[0]


# Typographic characters that clean text sets against a capital letter ("É”", "À»").
_CLOSING = frozenset("”’“‘»«…–—™£§°·€\u00a0")


@lru_cache(maxsize=8192)
def oddness(run: str) -> float:
    """How unlike clean text the stretch is, 0 upwards."""
    kinds = [unicodedata.category(c) for c in run]
    score = 0.15
    if "Cc" in kinds:
        score += 2.0
    letters = [c for c, k in zip(run, kinds, strict=True) if k[0] == "L"]
    if letters and any(k[0] in "SPNZ" or k == "Cf" for k in kinds[1:]):
        mild = len(run) == 2 and run[1] in _CLOSING
        score += (0.25 if run[1] == "\u00a0" else 0.5) if mild else 1.0
    if kinds[0] == "Ll" and "Lu" in kinds[1:]:
        score += 0.7
    if len({script(c) for c in letters}) > 1:
        score += 1.0
    if kinds[0][0] == "S" and len(run) > 1:
        score += 0.5
    if kinds[0] == "Ps" and len(run) > 2:
        score += 0.8
    return score


# Letters that news text holds, the commoner first: settles between codecs.
_LETTERS = "éáóíñüöäàèçúãêôâëïîåøœæõûšžčřěýůąęłśżźćńőűțșăđğışßòìùīūēāİÉÁÓÍÑÜÖÄÀÈÇÚŠŽČŁŚŻØÅþð"
_COMMON_RANK = {c: i for i, c in enumerate(_LETTERS)}


def _case_fits(char: str, text: str, start: int, end: int) -> bool:
    """A capital opens a word or stands among capitals; a small letter follows none
    but a word's first.
    """
    before, after = text[start - 1 : start], text[end : end + 1]
    if char.isupper():
        return not (before.isalpha() and before.islower())
    two = text[max(0, start - 2) : start]
    return not (len(two) == 2 and two.isalpha() and two.isupper() and not after.islower())


def _set_in(text: str, start: int, end: int) -> float:
    """How much the letters round a damaged one make it odd: a capital or symbol in
    the middle of a word.
    """
    before, after = text[start - 1 : start], text[end : end + 1]
    if not before.isalpha() and not after.isalpha():
        return -0.7
    lead = text[start]
    score = 0.3 if (before.islower() and lead.isupper()) else 0.0
    if before.isalpha() and unicodedata.category(lead)[0] == "S":
        score += 0.3
    if before.isupper() and after.isupper() and text[end - 1].islower():
        score += 0.75
    elif before.isalpha() and after.isalpha() and not text[end - 1].isalpha():
        score += 0.4 if text[end - 1] != "\u00a0" or after.islower() else 0.0
    elif after.islower():
        score += 0.2
    elif text[max(0, start - 2) : end].strip() == "OÃ™":
        score += 0.5  # "OÙ", the one common word in capitals that ends so
    return score


def worth(char: str, text: str, start: int, end: int) -> float:
    """How well ``char`` fits there: positive for what news text holds, strongly
    negative for what it never holds.
    """
    kind = unicodedata.category(char)
    if kind in {"Cc", "Cn", "Co", "Cs"}:
        return -4.0
    if char in "¿¡" and text[end : end + 1].isalpha() and not text[start - 1 : start].isalpha():
        return 0.3  # what opens a Spanish question stands right before a letter
    if char in TYPOGRAPHY:
        return -0.1 if end - start == 2 and unicodedata.category(text[start])[0] == "S" else 0.3
    if char == "à" and text[end : end + 1] == " " and not text[start - 1 : start].isupper():
        return 0.6
    if char in "√¬∂†Ã" and end - start > 1 and text[start] in "‚√¬Ã":
        return 0.3  # damage behind the damage
    if kind[0] not in "LM":
        return (
            0.1
            if ord(char) > 0xFFFF or kind[0] in "PN" or (kind == "So" and char in TYPOGRAPHY)
            else -0.2
        )
    if _RARE.match(char) or script(char) not in SCRIPTS | {"COMBINING"}:
        return -1.5
    if script(char) == "LATIN":
        if not _case_fits(char, text, start, end):
            return -0.6
        rank = _COMMON_RANK.get(char)
        return _set_in(text, start, end) + (0.3 - 0.004 * rank if rank is not None else -0.1)
    if script(char) == "ARABIC":
        return 0.2 if "\u0621" <= char <= "\u0652" or char in "،؛؟پچژگکیںہھےٹڈڑ" else -0.3
    return 0.2


# Which of several characters a cut sequence was: the commoner first.
_COMMON = "”’“‘—–…áéíóúàèñöüäçãõêôсяэпНАПрÁÍÏÐÝЁفقم،ًٍِĀŁăąčćđęěğıłńňōőœřśşšțťůűžźżάέίόύώםןקוארה€•™"
_RANK = {c: i for i, c in enumerate(_COMMON)}


def likely(options: list[str]) -> str:
    """The likeliest of several characters for a cut sequence, or ``""``."""
    good = [c for c in options if c in _RANK]
    return min(good, key=_RANK.__getitem__) if good else ""
