"""How well a short text reads: what each of its characters costs after those before it.

The costs are negative logarithms of likelihoods (nats).  Letters are weighed by counts of
groups of them (``counts.py``); marks by whether they stand where typography sets them.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from functools import cache

from twosource.read.repair.counts import SIGNS_AT, costs, languages, scripts_of, signs
from twosource.read.repair.marks import NEVER, kind, mark_cost, odd_point, still_open
from twosource.read.repair.plausible import is_rare, script

BACK = {2: 1.6, 3: 0.8, 4: 0.3}
"""What leaving a longer group of letters costs (``training/read_letters.py`` has the same)."""
DEAREST = 10.0
"""A letter that the language has, however rare it is there: names hold it."""
FOREIGN = 11.5
"""A letter that the language has not."""
MIXED = 6.0
"""A letter beside one of another script, in one word."""
OTHER_WORD = 0.6
"""Each letter of a word of another script, beside its cost in the script's language."""
ABROAD = {
    "LATIN": "en", "CYRILLIC": "ru", "GREEK": "el", "ARABIC": "ar", "HEBREW": "he", "THAI": "th",
    "DEVANAGARI": "hi", "ARMENIAN": "hy", "GEORGIAN": "ka", "HANGUL": "ko", "CJK": "ja",
    "HIRAGANA": "ja", "KATAKANA": "ja",
}  # fmt: skip
"""The language that words of a script are weighed in where they stand in another text."""
_BLANK, _FIGURE, _POINT, _SIGN, _NEVER = 0.4, 2.2, 2.4, 8.0, 14.0
_TAIL_END, _END = 0.1, 2.5
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
        self._known: dict[str, float] = {}

    def _table(self, low: str) -> tuple[dict[str, float] | None, float]:
        """The groups that a small letter is weighed by, and what it costs that it is
        of another script than the text: words of others stand in most texts.
        """
        if low in self.costs:
            return self.costs, 0.0
        other = ABROAD.get(script(low))
        if other is None or ABROAD.get(self.script) == other:
            return None, 0.0
        table = costs(other)
        return (table, OTHER_WORD) if low in table else (None, 0.0)

    def letter(self, past: str, char: str) -> float:
        """What a letter costs after others of its word."""
        one = past[-1]
        begins = kind(one) != "L"
        low = char.lower()[:1]
        tail = self._tail(past)
        if tail is not None and tail + char in _TAILS:
            return _TAILS[tail + char]
        if char not in self.costs and unicodedata.category(char) in {"Mn", "Mc"}:
            return self._sign(char)
        extra = self._case(past, char, begins)
        if not begins and ABROAD.get(script(one), "") != ABROAD.get(script(char), ""):
            extra += MIXED
        table, more = self._table(low)
        if table is None:
            return FOREIGN + extra
        if tail is not None and len(tail) == 2:
            extra += LONG_TAIL
        if one == past[-2] == char:
            extra += THRICE
        return min(_grouped(table, _word(past), low), DEAREST) + extra + more

    def _tail(self, past: str) -> str | None:
        """What stands behind an apostrophe inside an English word, small letters."""
        if self.language != "en":
            return None
        for size in range(3):
            if past[-1 - size] in "’'":
                return past[3 - size :] if size else ""
            if not past[-1 - size].islower():
                break
        return None

    def _sign(self, char: str) -> float:
        """What a combining sign costs that the counts have not."""
        if char in _ACCENTS:
            return ACCENTED
        if script(char) != self.script:
            return FOREIGN
        if self.script == "ARABIC":
            return MARKED if char == "\u064b" else MARKED + 2.0
        return SIGNED if self.script in SIGNS_AT else FOREIGN

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
        if (self._tail(past) or "") in {*_TAILS} - {"r", "v", "l"}:
            return _TAIL_END
        table, _ = self._table(past[-1].lower()[:1])
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
            more = 2.5 if past[-1] in _SIGNS else 0.0
            return cost + self.letter(past, char) + more
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

    def worst(self, text: str) -> float:
        """The dearest step of a text that a character beyond ASCII has part in."""
        beyond = (c for past, char, c in self.steps(text) if char > "\x7f" or past[-1] > "\x7f")
        return max(beyond, default=0.0)

    def oddest(self, text: str) -> float:
        """The dearest mark, sign or foreign letter of a text, letters round it aside."""
        worst, past, open = 0.0, START, ""
        for char in f"{text} ":
            if kind(past[-1]) == "M":
                worst = max(worst, mark_cost(past[-2], past[-1], char, self.language, open))
            if char > "\x7f":
                worst = max(worst, self._alone(past, char, open))
            if self._broken(past, char):
                worst = max(worst, FOREIGN)
            open = still_open(open, past, char)
            past = past[1:] + char
        return worst

    def _broken(self, past: str, char: str) -> bool:
        """Whether two characters side by side are a sign of damage: a capital inside a word,
        letters of two scripts, what is left of a character of two bytes.
        """
        one = past[-1]
        if char <= "\x7f" and one <= "\x7f":
            return False
        if char.islower() and one > "\x7f" and one.isupper() and past[-2].isalpha():
            return True
        if one in "ÃÂ" and char > "\x7f" and kind(char) != "L":
            return True
        both = kind(one) == kind(char) == "L" and "M" not in _class(one) + _class(char)
        return both and ABROAD.get(script(one), "") != ABROAD.get(script(char), "")

    def _alone(self, past: str, char: str, open: str) -> float:
        k = kind(char)
        if k == "L":
            return 0.0 if self._own(past[-1], char) else FOREIGN
        return self.step(past, char, open) if k in "SC" else 0.0

    def _own(self, before: str, char: str) -> bool:
        """Whether a letter may stand in a text of the language: one of its own, or one of a
        word that is of another script altogether.
        """
        low = char.lower()[:1]
        if is_rare(char):
            return False
        if low in self.costs or script(char) in {"CJK", self.script}:
            return True
        if _class(char) == "M":
            return char in signs(self.language) or char in _ACCENTS
        other = ABROAD.get(script(char))
        apart = kind(before) != "L" or script(before) == script(char)
        return apart and other is not None and low in costs(other)


KEPT = 100_000
"""Steps remembered of a language, about 15 MB."""
_TAILS = {"s": 0.5, "t": 1.0, "d": 2.5, "m": 2.5, "r": 2.5, "v": 2.5, "l": 2.5,
          "re": 0.1, "ve": 0.1, "ll": 0.1}  # fmt: skip
"""What the last letter behind an English apostrophe costs."""
LONG_TAIL = 2.0
"""A third letter there: contractions end sooner."""
THRICE = 4.0
"""A letter three times in a row."""
MARKED = 4.5
"""A vowel sign of Arabic, which most texts leave out."""
ACCENTED = 5.0
"""An accent written behind its letter, as a character of its own."""
_ACCENTS = frozenset(
    "\u0300\u0301\u0302\u0303\u0304\u0306\u0307\u0308\u030a\u030b\u030c\u0327\u0328"
)
SIGNED = 2.5
"""A vowel sign of the scripts below, of which every other letter has one; the counts have none."""


def _class(char: str) -> str:
    return unicodedata.category(char)[0]


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
    if k == "S":
        return NEVER if odd_point(char) else _SIGN + (4.0 if last == "L" else 0.0)
    return _NEVER


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
    also = {"ja"} if "CJK" in held else set()
    return [name for name in languages() if scripts_of(name) in held or name in also]


def cheapest(text: str, among: Iterable[str] | None = None) -> tuple[float, str]:
    """The least a text costs in any language, and that language."""
    names = fitting(text) if among is None else among
    return min(((reader(n).text(text), n) for n in names), default=(_NEVER * len(text), ""))
