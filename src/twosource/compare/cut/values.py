"""Values of single tokens: numbers written in digits or words, days, months."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Token

DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september",
    "october", "november", "december",
)  # fmt: skip
SHORT = {m[:3]: m for m in MONTHS} | {"sept": "september"} | {d[:3]: d for d in DAYS}
RELATIVE = {
    "today", "yesterday", "tomorrow", "tonight", "weekend", "morning", "afternoon", "evening",
    "overnight", "currently", "recently", "earlier", "later",
}  # fmt: skip
_UNITS = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
    "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen",
    "nineteen",
)  # fmt: skip
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
SMALL = {w: float(i) for i, w in enumerate(_UNITS)} | {
    w: float(10 * (i + 2)) for i, w in enumerate(_TENS)
}
LARGE = {"hundred": 1e2, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12}
_DIGITS = re.compile(r"^[$€£]?(\d{1,3}(?:,\d{3})+|\d+)(\.\d+)?(?:st|nd|rd|th|%|s)?$")


def number_value(token: Token) -> float | None:
    """The value of a token that is a number, ``None`` for any other.

    ``two million`` is two tokens: the first carries 2,000,000, the second none.
    """
    low = token.lower_
    match = _DIGITS.match(low)
    if match:
        value = float(match.group(1).replace(",", "") + (match.group(2) or ""))
    elif low in SMALL and not (low == "one" and token.pos_ in {"PRON", "NOUN"}):
        value = SMALL[low]
    else:
        return None
    following = token.nbor(1).lower_ if token.i + 1 < len(token.doc) else ""
    return value * LARGE.get(following, 1.0)


def time_key(token: Token) -> str | None:
    """``@monday``, ``@march``, ``@2024``, ``@yesterday``, or ``None`` for no time."""
    low = token.lower_.rstrip(".")
    if low in DAYS or (low in MONTHS and token.text[0].isupper() and low not in {"may", "march"}):
        return "@" + low
    if low in {"may", "march"} and token.text[0].isupper() and _by_number(token):
        return "@" + low
    if low in SHORT and token.text[0].isupper() and token.pos_ == "PROPN" and _by_number(token):
        return "@" + SHORT[low]
    if re.fullmatch(r"(?:19|20)\d\d", low):
        return "@" + low
    return "@" + low if low in RELATIVE else None


def _by_number(token: Token) -> bool:
    """Whether a digit stands next to the token."""
    around = token.doc[max(0, token.i - 1) : token.i + 2]
    return any(t.text[:1].isdigit() for t in around if t.i != token.i)
