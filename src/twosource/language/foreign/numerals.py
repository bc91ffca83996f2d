"""Words of numbers -> values: of languages that write them apart, of compounds, and of Chinese."""

from __future__ import annotations

from collections.abc import Sequence

from twosource.language.foreign.lists import Lists

_DIGITS = "〇一二三四五六七八九"
HAN = "零〇一二两兩三四五六七八九十百千万萬亿億兆"
"""Characters that Chinese and Japanese write numbers with."""


def han_value(text: str, lists: Lists) -> float | None:
    """The value of a number in Chinese characters, digits allowed between them (``3億4000万``);
    ``None`` where it is none.
    """
    total = section = current = 0.0
    seen = False
    number = ""
    for char in text:
        if char.isdecimal() or char == ".":
            number += char if char == "." else str(int(char))
            continue
        if number:
            current, number, seen = float(number.strip(".") or 0), "", True
        if char in lists.numbers:
            value = lists.numbers[char]
            current = value
            seen = True
        elif char in lists.scales:
            scale = lists.scales[char]
            seen = True
            if scale < 10000:
                section += (current or 1.0) * scale
            else:
                total += (section + current or 1.0) * scale
                section = 0.0
            current = 0.0
        else:
            return None
    if number:
        current, seen = float(number.strip(".") or 0), True
    return total + section + current if seen else None


def digit_by_digit(text: str) -> int | None:
    """``二〇三一`` as 2031."""
    if len(text) < 3 or any(c not in _DIGITS + "零" for c in text):
        return None
    return int("".join(str(max(_DIGITS.find(c), 0)) for c in text))


def word_value(word: str, lists: Lists) -> tuple[float, bool] | None:
    """What a word adds to a number, and whether it is a scale; joined particles and compounds
    (``zweiundzwanzig``) are looked through.
    """
    low = word.lower()
    if low in lists.numbers:
        return lists.numbers[low], False
    if low in lists.scales:
        return lists.scales[low], True
    for prefix in lists.prefixes:
        rest = low[len(prefix) :]
        if low.startswith(prefix) and len(rest) > 2:
            if rest in lists.numbers:
                return lists.numbers[rest], False
            if rest in lists.scales:
                return lists.scales[rest], True
    value = _compound(low, lists)
    return None if value is None else (value, False)


def _compound(word: str, lists: Lists) -> float | None:
    """A number written as one word of two or more; each of them four letters or a joint apart."""
    if not lists.cased or not 6 <= len(word) <= 40:
        return None
    word = word.replace("ë", "e").replace("-", "")
    pieces = {**lists.numbers, **lists.scales}
    joints = sorted(j for j in lists.joins if j != "-")

    def cut(rest: str, depth: int) -> list[float] | None:
        if not rest:
            return []
        if depth > 6:
            return None
        for size in range(len(rest), 2, -1):
            if rest[:size] in pieces:
                behind = rest[size:]
                for joint in ("", *joints):
                    if behind.startswith(joint):
                        tail = cut(behind[len(joint) :], depth + 1)
                        if tail is not None:
                            return [pieces[rest[:size]], *tail]
        return None

    found = cut(word, 0)
    return None if found is None or len(found) < 2 else summed([(v, v >= 100) for v in found])


def summed(parts: Sequence[tuple[float, bool]]) -> float:
    """The value of words of a number in order: ``three million two hundred thousand``."""
    total = current = 0.0
    for value, scale in parts:
        if not scale:
            current += value
        elif value < 1000:
            current = (current or 1.0) * value
        else:
            total += (current or 1.0) * value
            current = 0.0
    return total + current
