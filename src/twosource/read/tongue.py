"""Language and direction of a text."""

from __future__ import annotations

import unicodedata
from functools import cache
from typing import Any, Literal


@cache
def _identifier() -> Any:
    import py3langid

    return py3langid


def language_of(text: str) -> str:
    """ISO 639-1 code, ``und`` where there is too little text (under 20 letters)."""
    sample = text[:500]
    if sum(c.isalpha() for c in sample) < 20:
        return "und"
    return str(_identifier().classify(sample)[0])


def direction_of(text: str) -> Literal["ltr", "rtl"]:
    """``rtl`` where most strongly directed characters run right to left."""
    if text[:2000].isascii():
        return "ltr"
    right = left = 0
    for c in text[:2000]:
        way = unicodedata.bidirectional(c)
        if way in {"R", "AL"}:
            right += 1
        elif way == "L":
            left += 1
    return "rtl" if right > left else "ltr"
