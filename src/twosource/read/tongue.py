"""Language and direction of a text."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import Any, Literal

# Every block that holds characters directed right to left, and their mark.
_RIGHT = re.compile(
    "[\u0590-\u08ff\u200f\ufb1d-\ufdff\ufe70-\ufeff\U00010800-\U00010fff\U0001e800-\U0001efff]"
)


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
    sample = text[:2000]
    if not _RIGHT.search(sample):
        return "ltr"
    right = left = 0
    for c in sample:
        way = unicodedata.bidirectional(c)
        if way in {"R", "AL"}:
            right += 1
        elif way == "L":
            left += 1
    return "rtl" if right > left else "ltr"
