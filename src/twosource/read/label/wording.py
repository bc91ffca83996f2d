"""Words that speak of the page rather than the story, counted by group."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from twosource.patterns import deferred
from twosource.read.lexicon import load
from twosource.read.openings import alternatives, group_end, literal_head


@cache
def wording() -> tuple[re.Pattern[str], ...]:
    """A pattern for each group of ``data/wording.toml``, for lower-case text: matching
    that is twice as fast as matching with case ignored.
    """
    return tuple(
        re.compile(rf"(?<!\w)(?:{'|'.join(words)})(?!\w)") for words in load("wording").values()
    )


Whole = NDArray[np.int64]
SIGNS = "@\u00a9"
"""What an entry may begin with instead of a word."""
_STEM = deferred(r"[^\W\d_]{2,}|[@\u00a9]")
STEM = 4
"""Letters of a word by which groups are looked for."""


@cache
def _stems() -> dict[str, int]:
    """First four letters of the words of each group, and the bits of the groups: only a
    block with one of them is searched for the group.
    """
    groups: dict[str, int] = {}
    for number, words in enumerate(load("wording").values()):
        for word in words:
            if found := _STEM.search(re.sub(r"\\.", " ", word)):
                stem = found.group()[:STEM].lower()
                groups[stem] = groups.get(stem, 0) | 1 << number
    return groups


def _opening_words(entry: str) -> list[tuple[str, bool]]:
    """The letters that the first words of an entry begin with, one or more; with each
    whether the word is no longer than that.
    """
    if entry.startswith("("):
        inner = entry[1 : group_end(entry) - 1].removeprefix("?:")
        return [w for part in alternatives(inner) for w in _opening_words(part)]
    letters = literal_head(entry)
    behind = entry[len(letters) :]
    whole = behind[:1] == " " and behind[1:2] not in tuple("?*{")
    return [(letters, whole)] if letters else []


@cache
def _openings() -> tuple[dict[str, int], dict[int, dict[str, int]]]:
    """Words that may open a match, and for one to four letters the first letters of
    others that may, with the bits of the groups.
    """
    words: dict[str, int] = {}
    heads: dict[int, dict[str, int]] = {}
    for number, entries in enumerate(load("wording").values()):
        for letters, whole in (w for entry in entries for w in _opening_words(entry)):
            short = letters[:STEM]
            found = words if whole else heads.setdefault(len(short), {})
            key = letters if whole else short
            found[key] = found.get(key, 0) | 1 << number
    return words, heads


OPENS = 16
"""A word's bits from here on say which groups it may open a match of; those below,
which groups a text that holds it is searched for."""


FIRST = 3
"""Letters by which most words are seen to have no bits."""


@cache
def _firsts() -> frozenset[str]:
    whole, heads = _openings()
    return frozenset(w[:FIRST] for table in (_stems(), whole, *heads.values()) for w in table)


def word_bits(words: Iterable[str]) -> dict[str, int]:
    """The bits of lower-case words; those that have none are left out."""
    stems, firsts = _stems(), _firsts()
    whole, heads = _openings()
    found = {}
    for word in [w for w in words if w[:FIRST] in firsts]:
        opens = whole.get(word, 0)
        for size, table in heads.items():
            opens |= table.get(word[:size], 0)
        bits = stems.get(word[:STEM], 0) | opens << OPENS
        if bits:
            found[word] = bits
    return found


@dataclass(frozen=True, slots=True)
class Words:
    """The words of some texts.

    Attributes:
        low: the texts in lower case, each with a line break behind it.
        words: the words of all.
        at: where each stands in ``low``.
        of: the number of the text it stands in.
    """

    low: str
    words: list[str]
    at: Whole
    of: Whole


def worded(texts: Sequence[str], found: Words, known: Whole) -> NDArray[np.float64]:
    """``(texts, groups)``: the words of each group in each text.

    A text is searched only for the groups whose words it holds, and only where a word
    stands that may open a match: a pattern of dozens of phrases tried at every
    character would take longer than all other features.  ``known`` are the bits of the
    words (:func:`word_bits`).
    """
    patterns = wording()
    counts = np.zeros((len(texts), len(patterns)))
    said = np.flatnonzero(known & _GROUPS)
    groups = np.zeros(len(texts), dtype=np.int64)
    np.bitwise_or.at(groups, found.of[said], known[said])
    groups &= _GROUPS
    for sign, bits in ((s, _stems().get(s, 0)) for s in SIGNS if s in found.low):
        for i in [i for i, text in enumerate(texts) if sign in text]:
            groups[i] &= ~bits
            for number in _numbers(bits):
                counts[i, number] = len(patterns[number].findall(texts[i].lower()))
    may = known >> OPENS & groups[found.of]
    ends = [0] * len(patterns)
    for here in np.flatnonzero(may).tolist():
        at = int(found.at[here])
        for number in _numbers(int(may[here])):
            if at >= ends[number] and (match := patterns[number].match(found.low, at)):
                counts[found.of[here], number] += 1
                ends[number] = match.end()
    return counts


_GROUPS = (1 << OPENS) - 1


@cache
def _numbers(bits: int) -> tuple[int, ...]:
    return tuple(i for i in range(bits.bit_length()) if bits >> i & 1)
