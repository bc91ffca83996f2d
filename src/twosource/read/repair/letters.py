"""How well a short text reads: what each of its characters costs after those before it.

The costs are negative logarithms of likelihoods (nats).  Letters are weighed by counts
of single letters, pairs and triples in many languages (``models/letters.npz``, made by
``training/read_letters.py``); marks by whether they stand where typography sets them.
"""

from __future__ import annotations

import hashlib
import io
import unicodedata
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from importlib.resources import files

import numpy as np

from twosource.errors import ModelError
from twosource.read.repair.plausible import script

SCALE = 16.0
BACK = {2: 1.6, 3: 0.8, 4: 0.3}
"""What leaving a longer group of letters costs (``training/read_letters.py`` has the same)."""
DEAREST = 10.0
"""A letter that the language has, however rare it is there: names hold it."""
FOREIGN = 11.5
"""A letter that the language has not."""
MIXED = 4.0
"""A letter beside one of another script, in one word."""
LATIN_WORD = 0.6
"""Each Latin letter in a text of another script, beside its cost in English."""
_BLANK, _FIGURE, _POINT, _SIGN, _NEVER = 0.4, 2.2, 2.4, 8.0, 14.0
_MARKS = frozenset("“”‘’„‚«»‹›–—…¿¡°§£€©®™·•№\u00a0\u2011\u202f\u2009،؛؟。、「」『』《》（）！？：；，・")


@cache
def _all() -> dict[str, tuple[tuple[str, ...], list[int]]]:
    folder = files("twosource.read") / "models"
    raw = (folder / "letters.npz").read_bytes()
    if hashlib.sha256(raw).hexdigest() not in (folder / "SHA256").read_text("utf-8"):
        raise ModelError("TS-MODEL-02", "read/models/letters.npz")
    with np.load(io.BytesIO(raw), allow_pickle=False) as found:
        return {
            name: (
                tuple(str(found[f"{name}_{order}"]) for order in (1, 2, 3, 4)),
                found[f"{name}_costs"].tolist(),
            )
            for name in str(found["languages"]).split()
        }


@cache
def languages() -> tuple[str, ...]:
    """The languages known, the commoner first within a script."""
    return tuple(_all())


@cache
def costs(language: str) -> dict[str, float]:
    """Groups of one to three letters of a language and what the last of each costs."""
    groups, values = _all()[language]
    out: dict[str, float] = {}
    at = 0
    for order, joined in enumerate(groups, 1):
        for start in range(0, len(joined), order):
            out[joined[start : start + order]] = values[at] / SCALE
            at += 1
    return out


@cache
def alphabet(language: str) -> frozenset[str]:
    """The letters of a language, small ones."""
    return frozenset(_all()[language][0][0])


@cache
def scripts_of(language: str) -> str:
    """The script that a language is mostly written in."""
    return script(_all()[language][0][0][0] if language not in {"ja"} else "あ")


@lru_cache(maxsize=8192)
def kind(char: str) -> str:
    """L letter, N figure, Z blank, P point, or what is not seen, M mark of typography, S other sign,
    C what no text holds.
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


_PAIRS = {"“": "”", "‘": "’", "«": "»", "„": "“”", "‚": "‘’", "‹": "›", "»": "«", "”": "”", "「": "」",
          "『": "』", "《": "》", "（": "）"}  # fmt: skip
"""What opens a quotation, and what closes it."""
_USED = {
    "«": "fr ru uk be it es pt ca el no nb ar fa de da fi bg hy lv lt et tr",
    "„": "de pl cs sk hu ro bg hr sl lt lv et nl is ru uk ka mk sr",
    "»": "da de fi sv", "”": "sv fi", "¿": "es ca eu", "¡": "es ca eu",
    "’": "en fr it ca uk ga cy eo nl tr be eu sq",
}  # fmt: skip
"""Languages that use a mark to open (``’``: inside a word)."""
_EAST_ASIAN = frozenset("zh ja ko".split())
_ARABIC = frozenset("ar fa ur".split())


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
        near = {"°": left == "N", "§": right in "NZ", "№": right in "NZ"}
        if left + right == "ZZ":
            return 6.5
        fits = near.get(mark, left + right in {"NZ", "ZN", "ZZ", "NP", "PN"} or "N" in left + right) and left != "L"
        return 5.0 if fits else 9.5
    if mark in "،؛؟":
        if language not in _ARABIC or left not in "LNM" or right not in "ZM":
            return 10.0
        return 3.0 if mark == "،" else 6.0
    if mark in "。、！？：；，・）」』》（「『《":
        if language not in _EAST_ASIAN:
            return 11.0
        return (3.0 if left in "LNM" else 8.5) if mark not in "（「『《" else 4.2 if right in "LNM" else 8.5
    if mark in "®™":
        return 7.0 if left in "LN" and right not in "LN" else 11.0
    if mark in "©·•":
        return 7.0 if left == "Z" and right in "ZN" else 11.0
    if mark in "¿¡":
        return 2.5 if uses(language, mark) and left in "ZMP" and right == "L" else 10.0
    return _quote_cost(mark, before, after, language, open)


def _dash_cost(mark: str, left: str, right: str, language: str) -> float:
    if mark == "\u2011":
        return 7.0 if left in "LN" and right in "LN" else 11.0
    rare = 1.0 if mark == "–" and language == "ru" else 0.0
    if right == "Z" and left in "ZPM":
        return (3.2 if left == "Z" else 6.5) + rare
    if left in "LN" and right in "LN":
        return (3.6 if mark == "–" else 6.0) if left == right == "N" else (5.2 if mark == "—" else 5.6)
    return 5.0 if (left == "Z" and right == "L") else 6.0


def _quote_cost(mark: str, before: str, after: str, language: str, open: str) -> float:
    left, right = kind(before), kind(after)
    if mark == "…":
        return 4.2 if (left in "LN" or before in "”’»") and right in "ZMP" else 6.0 if right == "L" or left == "L" else 8.5
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
        return 6.5
    return 9.5


_END = 2.5
"""What it costs that a word ends after a letter that the language has not."""


def _grouped(table: dict[str, float], before: str, char: str) -> float:
    """What ``char`` costs after others, by the longest group that is known."""
    more = 0.0
    for start in range(len(before)):
        cost = table.get(before[start:] + char)
        if cost is not None:
            return cost + more
        more += BACK[len(before) - start + 1]
    return table.get(char, _END) + more


START = "   "
"""What stands before a text."""


class Reader:
    """What a text costs in one language, a character at a time.

    ``past`` is everywhere the last three characters before the one in question.
    """

    def __init__(self, language: str) -> None:
        self.language = language
        self.costs = costs(language)
        self.script = scripts_of(language)
        self.latin = self.script == "LATIN"
        self.english = self.costs if self.latin else costs("en")
        self._known: dict[str, float] = {}

    def _table(self, low: str) -> dict[str, float] | None:
        """The groups that a small letter is weighed by."""
        if low in self.costs:
            return self.costs
        return self.english if not self.latin and "a" <= low <= "z" else None

    def letter(self, past: str, char: str) -> float:
        """What a letter costs after others of its word."""
        one = past[-1]
        begins = kind(one) != "L"
        low = char.lower()[:1]
        if unicodedata.category(char) == "Mn" and char not in self.costs:
            known = self.script == "ARABIC" == script(char)
            return (MARKED if char == "\u064b" else MARKED + 2.0) if known else FOREIGN
        extra = self._case(past, char, begins)
        table = self._table(low)
        if table is None:
            apart = not begins and script(one) != script(char)
            return FOREIGN + (MIXED if apart else 0.0) + extra
        if not self.latin:
            extra += LATIN_WORD if table is self.english else 0.0
            extra += MIXED if not begins and one.isascii() != low.isascii() else 0.0
        return min(_grouped(table, _word(past), low), DEAREST) + extra

    def _case(self, past: str, char: str, begins: bool) -> float:
        """What a letter's case costs."""
        one, two = past[-1], past[-2]
        if not begins:
            if char.isupper():
                return 6.0 if one.islower() else 1.5
            return 2.5 if one.isupper() and two.isupper() and char.islower() else 0.0
        if not char.isupper():
            return 1.0 if two in ".!?" and one == " " and char.islower() else 0.0
        inside = one == " " and (kind(two) == "L" or two in ",;")
        return (0.6 if self.language == "de" or two in ",;" else 1.4) if inside else 0.3

    def end(self, past: str) -> float:
        """What it costs that a word ends."""
        table = self._table(past[-1].lower())
        return _grouped(table, _word(past), " ") if table is not None else _END

    def step(self, past: str, char: str, open: str = "") -> float:
        """What ``char`` costs, and what a mark before it does; ``open``: the mark that
        opened the quotation.
        """
        key = f"{past}{char}{open}"
        found = self._known.get(key)
        if found is None:
            if len(self._known) > KEPT:
                self._known.clear()
            found = self._known[key] = self._step(past, char, open)
        return found

    def _step(self, past: str, char: str, open: str) -> float:
        k, last = kind(char), kind(past[-1])
        cost = mark_cost(past[-2], past[-1], char, self.language, open) if last == "M" else 0.0
        if last == "L" and k != "L":
            cost += self.end(past)
        if k == "L":
            return cost + self.letter(past, char) + (2.5 if past[-1] in _SIGNS else 0.0)
        return cost + _other(k, last, char)

    def steps(self, text: str) -> Iterator[tuple[str, str, float]]:
        """Each character of a text, and of a blank behind it, with what stands before it
        and its cost.
        """
        past, open = START, ""
        for char in f"{text} ":
            yield past, char, self.step(past, char, open)
            open = still_open(open, past, char)
            past = past[1:] + char

    def text(self, text: str) -> float:
        """What a whole text costs."""
        return sum(cost for _, _, cost in self.steps(text))

    def worst(self, text: str, letters: bool = True) -> float:
        """The dearest step of a text that a character beyond ASCII has part in; without
        ``letters`` those that the language has are passed over.
        """
        worst = 0.0
        for past, char, cost in self.steps(text):
            if cost > worst and (char > "\x7f" or past[-1] > "\x7f"):
                known = not letters and kind(char) == "L" and char.lower() in self.costs
                if not known or kind(past[-1]) == "M":
                    worst = cost
        return worst


KEPT = 100_000
"""Steps remembered of a language, about 15 MB."""
MARKED = 4.5
"""A vowel sign of Arabic, which most texts leave out."""


def _word(past: str) -> str:
    """The small letters of the word that ``past`` ends with, and the blank before it."""
    size = 0
    while size < 3 and kind(past[-1 - size]) == "L":
        size += 1
    return (" " + past[-size:].lower() if size else " ")[-3:]


def _other(k: str, last: str, char: str) -> float:
    """What a character costs that is no letter."""
    if k == "M":
        return 0.0
    if k == "Z":
        return _BLANK
    if k == "N":
        return _FIGURE + (1.0 if last == "L" else 0.0)
    if k == "P":
        return _POINT + (3.0 if char in "<>\\^`{|}~=+*$" else 0.0)
    return _SIGN + (4.0 if last == "L" else 0.0) if k == "S" else _NEVER


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


_SIGNS = frozenset("¤¦¨¬¯±´¶¸¹²³¼½¾×÷\ufffd")


@cache
def reader(language: str) -> Reader:
    """The reader of a language."""
    return Reader(language)


def fitting(text: str) -> Iterable[str]:
    """Languages that a text may be in, by the scripts of its letters."""
    held = {script(c) for c in set(text) if c > "\x7f" and kind(c) == "L"}
    if any("a" <= c.lower() <= "z" for c in set(text)):
        held.add("LATIN")
    return [name for name in languages() if scripts_of(name) in held or (name == "ja" and "CJK" in held)]


def cheapest(text: str, among: Iterable[str] | None = None) -> tuple[float, str]:
    """The least a text costs in any language, and that language."""
    names = fitting(text) if among is None else among
    return min(((reader(n).text(text), n) for n in names), default=(_NEVER * len(text), ""))
