"""What in the words of a speaker may change what was said."""

from __future__ import annotations

import re
from collections.abc import Sequence

from twosource.compare.cut.small_words import EMPTY, SHORT
from twosource.compare.cut.surface_forms import split_words

_PUT_IN = re.compile(r"\([^()]{1,40}\)|\[[^\[\]]{1,40}\]")
"""What a writer puts into somebody's words, in brackets."""
FILLING = {"oh", "ah", "well", "um", "uh", "er", "hey", "yeah", "ok",
           "okay"}  # fmt: skip
"""Words that a speaker fills a pause with: a quotation without them is the same."""
STANDS_FOR = {"that", "this", "it", "they", "them", "these", "those", "he", "she", "him", "her"}
"""Words that stand for what was named just before."""
SAID_BEFORE = 8
"""Words back in which it may have been named."""


def telling(text: str) -> list[str]:
    """The words of a gap that may change what was said, offices in full."""
    words = (w for w, _, _ in split_words(_PUT_IN.sub(" ", text)))
    return [SHORT.get(w, w) for w in words if w not in EMPTY and w not in FILLING]


def named_again(before: str, one: Sequence[str], two: Sequence[str]) -> bool:
    """Whether a side says again what both have just named, where the other has a word for it."""
    last = {w for w, _, _ in split_words(before)[-SAID_BEFORE:]}
    said = {frozenset(words) <= STANDS_FOR for words in (one, two)}
    return said == {True, False} and {*one, *two} - STANDS_FOR <= last


def apart(one: Sequence[str], two: Sequence[str]) -> bool:
    """Whether the words between two runs are two quotations of other matters."""
    return min(len(one), len(two)) > 3 and not set(one) & set(two)
