"""Language and direction of a text."""

from __future__ import annotations

import unicodedata
from functools import cache
from typing import Any, Literal

from twosource.patterns import deferred

# Every block that holds characters directed right to left, and their mark.
_RIGHT = deferred(
    "[\u0590-\u08ff\u200f\ufb1d-\ufdff\ufe70-\ufeff\U00010800-\U00010fff\U0001e800-\U0001efff]"
)


@cache
def _identifier() -> Any:
    import py3langid

    return py3langid


_ENGLISH = frozenset(
    ["the", "and", "of", "that", "was", "with", "have", "has", "for", "were", "which", "their",
     "from", "are", "been", "who", "they", "this", "after", "would", "had", "said", "is", "it"]
)  # fmt: skip
"""Words without which no English is written for long; few are words elsewhere."""
SURE = 0.12
"""Share of these words in plain ASCII that is English beyond doubt.  On the development
pages the statistical identifier agrees wherever it is reached."""


def _plain_english(sample: str) -> bool:
    """Whether a text is sure to be English: spares loading and asking the identifier."""
    words = sample.lower().split()
    if len(words) < 20:
        return False
    marks = len(sample) - len(sample.encode("ascii", "ignore"))
    held = len([w for w in words if w in _ENGLISH])
    return marks <= 0.03 * len(sample) and held >= SURE * len(words)


def language_of(text: str) -> str:
    """ISO 639-1 code, ``und`` where there is too little text (under 20 letters)."""
    sample = text[:500]
    if _plain_english(sample):
        return "en"
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


_DAY_FIRST = ("en-gb", "en-au", "en-nz", "en-ie", "en-in", "en-za", "en_gb", "en_au")


def figures_order(text: str, stated: str) -> str:
    """The order of day and month in figures like 03/04/2031: ``dmy`` in every language
    but English, where it may be either unless the page says whose English it is.

    Args:
        text: the language of the text (two letters, ``und``).
        stated: the language tag of the page in lower case, or nothing.
    """
    elsewhere = len(stated) > 1 and stated[:2].isalpha() and stated[:2] != "en"
    foreign = text not in {"en", "und"} or elsewhere or stated in _DAY_FIRST
    return "dmy" if foreign else ""
