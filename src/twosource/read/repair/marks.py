"""Where marks of typography stand, and what one costs that stands elsewhere."""

from __future__ import annotations

import unicodedata
from functools import cache, lru_cache

from twosource.read.repair.plausible import is_rare

_MARKS = frozenset(
    "“”‘’„‚«»‹›–—…¿¡°§£€©®™·•№\u00a0\u2011\u202f\u2009،؛؟。、「」『』《》（）！？：；，・"
)


@lru_cache(maxsize=8192)
def kind(char: str) -> str:
    """What a character is: L letter, N figure, Z blank, P point or what is not seen,
    M mark of typography, S other sign, C what no text holds.
    """
    if "a" <= char <= "z" or "A" <= char <= "Z":
        return "L"
    if char in " \n\t\r":
        return "Z"
    if char in _MARKS:
        return "M"
    category = unicodedata.category(char)
    if char in "ªº":
        return "S"
    if category[0] in "L" or category in {"Mn", "Mc"} or char in "\u200c\u200d":
        return "L"
    if category == "Nd":
        return "N"
    if "!" <= char <= "~" or (category[0] == "P" and "\u0370" <= char < "\u2000"):
        return "P"
    if char in "\xad\u200b\u200e\u200f\ufeff":
        return "P"
    return "C" if category[0] == "C" else "S"


_PAIRS = {
    "“": "”", "‘": "’", "«": "»", "„": "“”", "‚": "‘’", "‹": "›", "»": "«", "”": "”",
    "「": "」", "『": "』", "《": "》", "（": "）",
}  # fmt: skip
"""What opens a quotation, and what closes it."""
_USED = {
    "«": "fr ru uk be it es pt ca el no nb ar fa de da fi bg hy lv lt et tr",
    "„": "de pl cs sk hu ro bg hr sl lt lv et nl is ru uk ka mk sr",
    "»": "da de fi sv", "”": "sv fi", "¿": "es ca eu", "¡": "es ca eu",
    "’": "en fr it ca uk ga cy eo nl tr be eu sq",
}  # fmt: skip
"""Languages that use a mark to open (``’``: inside a word)."""
_EAST_ASIAN = frozenset(["zh", "ja", "ko"])
_ARABIC = frozenset(["ar", "fa", "ur"])


@cache
def uses(language: str, mark: str) -> bool:
    """Whether a language uses a mark so."""
    return language in _USED[mark].split() if mark in _USED else mark in "“‘"


def opens(mark: str, two: str, after: str) -> bool:
    """Whether a mark opens a quotation between two characters."""
    return mark in _PAIRS and kind(two) in "ZPM" and kind(after) in "LNPM" and two not in ".,;"


def mark_cost(before: str, mark: str, after: str, language: str = "en", open: str = "") -> float:
    """What a mark of typography costs between two characters (blanks at the edges);
    ``open`` is the mark that opened the quotation it stands in.
    """
    left, right = kind(before), kind(after)
    if mark in "\u00a0\u202f\u2009":
        return 5.0 if left != "Z" and right != "Z" and left + right != "LL" else 9.0
    if mark in "–—\u2011":
        return _dash_cost(mark, left, right, language)
    if mark == "’" and left == "L" and right in "LN":
        return 2.6 if uses(language, mark) else 6.0
    if mark in "°§£€№":
        return _unit_cost(mark, left, right)
    if mark in "،؛؟":
        if language not in _ARABIC or left not in "LNM" or right not in "ZM":
            return 10.0
        return 3.0 if mark == "،" else 6.0
    if mark in _WIDE:
        if language not in _EAST_ASIAN:
            return 11.0
        if mark in "（「『《":
            return 4.2 if right in "LNM" else 8.5
        return 3.0 if left in "LNM" else 8.5
    if mark in "®™":
        return 7.0 if left in "LN" and right not in "LN" else 11.0
    if mark in "©·•":
        return 7.0 if left == "Z" and right in "ZN" else 11.0
    if mark in "¿¡" and left == "L":
        return NEVER
    if mark in "¿¡":
        return 2.5 if uses(language, mark) and left in "ZMP" and right == "L" else 10.0
    return _quote_cost(mark, before, after, language, open)


NEVER = 12.0
"""A mark inside a word, and points that no news text holds (interrobangs, triple primes)."""
_WIDE = frozenset("。、！？：；，・）」』》（「『《")


def _unit_cost(mark: str, left: str, right: str) -> float:
    both = left + right
    if both == "ZZ":
        return 6.5
    if left == "L":
        return 9.5
    near = {"°": left == "N", "§": right in "NZ", "№": right in "NZ"}
    fits = both in {"NZ", "ZN", "NP", "PN"} or "N" in both
    return 5.0 if near.get(mark, fits) else 9.5


def _dash_cost(mark: str, left: str, right: str, language: str) -> float:
    if mark == "\u2011":
        return 7.0 if left in "LN" and right in "LN" else 11.0
    rare = 1.0 if mark == "–" and language == "ru" else 0.0
    if right == "Z" and left in "ZPM":
        return (3.2 if left == "Z" else 10.5) + rare
    if left in "LN" and right in "LN":
        figures = left == right == "N"
        return {"–": 3.6 if figures else 5.6, "—": 6.0 if figures else 5.2}[mark]
    return 5.0 if (left == "Z" and right == "L") else 6.0


def _quote_cost(mark: str, before: str, after: str, language: str, open: str) -> float:
    left, right = kind(before), kind(after)
    if mark not in "…’" and (left == right == "L" or '"' in before + after):
        return NEVER
    if mark == "…":
        if (left in "LN" or before in "”’»") and right in "ZMP":
            return 4.2
        return 6.0 if "L" in left + right else 8.5
    closing = left in "LNPM" and right not in "LN"
    if closing and open and mark in _PAIRS[open]:
        return 1.6
    if opens(mark, before, after):
        if open:
            return 5.5 if mark in "‘“" else 8.0
        return {"“": 3.2, "‘": 5.0}.get(mark, 3.6) if uses(language, mark) else 8.0
    if closing and mark == "’" and left == "L":
        return 6.0  # the plural's apostrophe
    if closing and mark in "”»“":
        return 6.5 if mark == "”" else 8.5
    return 9.5


def still_open(open: str, past: str, char: str) -> str:
    """The mark that holds a quotation open, once ``char`` stands behind ``past``."""
    one = past[-1]
    if kind(one) != "M":
        return open
    if open and one in _PAIRS[open] and not (one == "’" and kind(char) == "L"):
        return ""
    if not open and opens(one, past[-2], char):
        return one
    return open


def odd_point(char: str) -> bool:
    """Whether a point is one that no news text holds, an interrobang or a triple prime."""
    return "\u2010" <= char <= "\u206f" and char not in "†‡‰‱′″‾⁄"


def impossible(char: str) -> bool:
    """Whether no news text holds a character: controls, what is not assigned, archaic letters,
    odd points.
    """
    k = kind(char)
    return k == "C" or (k == "L" and is_rare(char)) or (k == "S" and odd_point(char))
