"""Numbers in words and digits: one pattern and its value."""

from __future__ import annotations

import re

ONES = {
    "zero": 0, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7,
    "eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14,
    "fifteen": 15, "sixteen": 16, "seventeen": 17, "eighteen": 18, "nineteen": 19,
}  # fmt: skip
TENS = {"twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70,
        "eighty": 80, "ninety": 90}  # fmt: skip
SCALES = {
    "dozen": 12.0, "hundred": 1e2, "thousand": 1e3, "k": 1e3, "lakh": 1e5, "crore": 1e7,
    "million": 1e6, "mn": 1e6, "m": 1e6, "billion": 1e9, "bn": 1e9, "b": 1e9,
    "trillion": 1e12, "tn": 1e12,
}  # fmt: skip
FRACTIONS = {"half": 2, "third": 3, "quarter": 4, "fourth": 4, "fifth": 5, "sixth": 6,
             "seventh": 7, "eighth": 8, "ninth": 9, "tenth": 10}  # fmt: skip

_BASE = "|".join([*sorted(TENS, key=len, reverse=True), *sorted(ONES, key=len, reverse=True)])
BIG = "dozen|hundred|thousand|lakh|crore|million|billion|trillion"
_UNIT = rf"(?:(?:{_BASE})(?:[-‑ ](?:{'|'.join(sorted(ONES, key=len, reverse=True))}))?)"
WORDS = (
    rf"(?:(?:(?:a|an|{_UNIT})[ ](?:{BIG})|{_UNIT})"
    rf"(?:(?:[ ]and)?[ ](?:{_UNIT}|{BIG})){{0,6}})"
)
"""A number in words: "twelve", "two hundred and fifty", "a dozen", "three million"."""
DIGITS = (
    r"(?:\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)"
    rf"(?:[ \u00a0-]?(?:{BIG}|bn|tn|mn)\b|(?:m|k|b)n?\b)?"
)
"""A number in digits, with its scale: "10,000", "2.5 million", "$3bn"."""
_PART = "|".join(FRACTIONS)
PARTS = rf"(?:(?:an?|{_UNIT})[ -])?(?:{_PART})s?[ ](?:of[ ])?an?[ ](?:{BIG})"
"""A part of a large number: "a quarter of a million", "half a dozen"."""
MIXED = rf"{_UNIT}[ ]and[ ]an?[ ](?:{_PART})[ ](?:{BIG})"
"""A number and a part: "two and a half million"."""
HALVES = rf"{_UNIT}[ ]and[ ]a[ ]half"
"""The same without a scale; "two and a third" may be two men and one more."""
VULGAR = {"½": 1 / 2, "⅓": 1 / 3, "⅔": 2 / 3, "¼": 1 / 4, "¾": 3 / 4, "⅛": 1 / 8, "⅜": 3 / 8,
          "⅝": 5 / 8, "⅞": 7 / 8}  # fmt: skip
PIECES = (
    rf"\d{{1,4}}(?:[ \u00a0-][1-9]/[1-9]\d?|[{''.join(VULGAR)}])(?!\d)"
    rf"(?:[ \u00a0-]?(?:{BIG}|bn|tn|mn)\b)?"
)
"""A number in digits and a fraction: "4 1/2", "2½ million"."""
NUMBER = rf"(?:{PIECES}|{DIGITS}|\b(?:{PARTS}|{MIXED}|{HALVES}|{WORDS})\b)"

_MIXED = re.compile(
    rf"(?:(?P<whole>{_UNIT}) and )?(?:(?P<count>an?|{_UNIT})[ -])?(?P<part>{_PART})s? "
    rf"(?:of )?(?:an? )?(?P<scale>{BIG})"
)
_PIECES = re.compile(
    rf"(?P<whole>\d+)(?:[ \u00a0-](?P<count>\d)/(?P<of>\d+)|(?P<sign>[{''.join(VULGAR)}]))"
    r"[ \u00a0-]?(?P<scale>[a-z]*)"
)
_HALVES = re.compile(rf"(?P<whole>{_UNIT}) and a half")
_SPLIT = re.compile(r"^([\d.,]*\d)[ \u00a0-]?([a-z]*)$")


def value_of(text: str) -> float | None:
    """The number written as ``text``; ``None`` where it is none."""
    low = text.lower().strip()
    match = _SPLIT.match(low)
    if match:
        scale = SCALES.get(match[2], None if match[2] else 1.0)
        return None if scale is None else _tidy(float(match[1].replace(",", "")) * scale)
    pieces = _PIECES.fullmatch(low)
    if pieces:
        part = (
            VULGAR[pieces["sign"]] if pieces["sign"] else int(pieces["count"]) / int(pieces["of"])
        )
        return _tidy((int(pieces["whole"]) + part) * SCALES.get(pieces["scale"], 1.0))
    halves = _HALVES.fullmatch(low)
    if halves:
        return (value_of(halves["whole"]) or 0.0) + 0.5
    mixed = _MIXED.fullmatch(low)
    if mixed:
        whole, count = value_of(mixed["whole"] or "") or 0.0, value_of(mixed["count"] or "a") or 1.0
        return _tidy((whole + count / FRACTIONS[mixed["part"]]) * SCALES[mixed["scale"]])
    return _in_words(low)


def _in_words(low: str) -> float | None:
    total, part, seen = 0.0, 0.0, False
    for word in re.split(r"[-‑\s]+", low):
        if word in {"and"}:
            continue
        if word in {"a", "an"}:
            part, seen = 1.0, True
        elif word in ONES or word in TENS:
            part, seen = part + (ONES[word] if word in ONES else TENS[word]), True
        elif word in SCALES and len(word) > 2:
            part = (part or 1.0) * SCALES[word]
            if SCALES[word] >= 1e3:
                total, part = total + part, 0.0
            seen = True
        else:
            return None
    return _tidy(total + part) if seen else None


def _tidy(value: float) -> float:
    """Without the rounding noise of "2.3 million" (2,299,999.9999999998)."""
    return float(round(value, 6))
