"""What the words of a block and the names of the elements round it speak for.

Two numbers a block, each a sum of learnt weights: of the words it opens and ends with
and, where it is short, of all its words; and of the class and id names of its element
and the two round it.  Words and pairs of words have a weight where several sites of the
training pages use them; what is not on the list says nothing.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise
from math import sqrt

import numpy as np
from numpy.typing import NDArray

from twosource.patterns import deferred
from twosource.read.blocks import Blocks

HEAD, EDGE = 110, 48
"""Characters of a block all of whose words may be weighed; of a longer one's edges."""
SHORT = 18
"""Words of a block at most all of which are weighed."""
NAMES = 12
"""Words of an element's names that are looked at."""
COLUMNS = ("cue_words", "cue_names", "cue_words@-1", "cue_words@1")
_WORD = deferred(r"\w+|[\[(:|@©#►»…]")
_FIGURE = deferred(r"\d")
_NAME = deferred(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")
Weights = Mapping[str, float]
KEPT = 20_000
"""Names remembered from page to page, about 2 MB; a site has some hundreds."""


def _words(text: str) -> list[str]:
    found = _WORD.findall(text.lower())
    return ["0" if w.isdigit() else w for w in found] if _FIGURE.search(text) else found


def text_words(text: str) -> tuple[list[str], list[str]]:
    """First and last word and pair of a block; and, of a short one, all its words."""
    if len(text) <= HEAD:
        first = last = _words(text)
        bag = first if len(first) <= SHORT else []
    else:
        first, last, bag = _words(text[:EDGE]), _words(text[-EDGE:]), []
    if not first or not last:
        return [], []
    edge = [f"^{first[0]}", "^" + " ".join(first[:2]), f"${last[-1]}", "$" + " ".join(last[-2:])]
    return edge, bag


def text_cues(text: str) -> tuple[list[str], list[str]]:
    """First and last word and pair of a block; and, of a short one, all of them."""
    edge, bag = text_words(text)
    return edge, [*bag, *map(" ".join, pairwise(bag))]


def name_cues(name: str, place: str) -> list[str]:
    """Words and pairs of an element's names; ``place`` says whose: "o" for a block's
    own, "u" and "g" for those round it.  Not its tag: the trees see that, and a sum over
    tags would take the cells of a page laid out as a table for the figures of a story.
    """
    words = [w.lower() for w in _NAME.findall(name)[:NAMES]]
    return [*(f"{place}.{w}" for w in words), *(f"{place}.{a}-{b}" for a, b in pairwise(words))]


def elements_of(page: Blocks, within: int) -> list[tuple[str, str]]:
    """What :func:`name_cues` takes, for the element ``within`` and the two round it."""
    own = page.elements[within]
    up = page.elements[max(own.parent, 0)]
    outer = page.elements[max(up.parent, 0)]
    return [(own.name, "o"), (up.name, "u"), (outer.name, "g")]


def shifted(column: NDArray[np.float64], step: int) -> NDArray[np.float64]:
    """A column ``step`` rows down (up, where negative), zero where nothing stands."""
    out = np.zeros(len(column))
    if 0 < step < len(column):
        out[step:] = column[:-step]
    elif 0 < -step < len(column):
        out[:step] = column[-step:]
    return out


def columns(words: NDArray[np.float64], names: NDArray[np.float64]) -> NDArray[np.float64]:
    """``(blocks, len(COLUMNS))`` of the two numbers of a page's blocks."""
    return np.stack([words, names, shifted(words, 1), shifted(words, -1)], axis=1)


class Cues:
    """Learnt weights, and the sums of names already seen."""

    def __init__(self, weights: Weights) -> None:
        self.weights = weights
        # Words that a pair with a weight opens with: others need not be joined to be looked up.
        self._opening = frozenset(w.split(" ", 1)[0] for w in weights if " " in w)
        self._names: dict[tuple[str, str], float] = {}

    def _sum(self, cues: Sequence[str]) -> float:
        get = self.weights.get
        found = [w for w in map(get, cues) if w is not None]
        return sum(found) / sqrt(len(cues)) if found else 0.0

    def _bag(self, words: Sequence[str]) -> float:
        """The sum of the words and pairs of a short block."""
        if not words:
            return 0.0
        get, opening = self.weights.get, self._opening
        found = [w for w in map(get, words) if w is not None]
        pairs = (get(f"{a} {b}") for a, b in pairwise(words) if a in opening)
        found += [w for w in pairs if w is not None]
        return sum(found) / sqrt(2 * len(words) - 1) if found else 0.0

    def _named(self, element: tuple[str, str]) -> float:
        found = self._names.get(element)
        if found is None:
            if len(self._names) >= KEPT:
                self._names.clear()
            found = self._names[element] = self._sum(name_cues(*element))
        return found

    def of(self, page: Blocks, rows: Sequence[int]) -> NDArray[np.float64]:
        """The columns of some blocks of a page; a neighbour that is not among them
        counts nothing.
        """
        words = [0.0] * len(page.blocks)
        names = [0.0] * len(page.blocks)
        known: dict[int, float] = {}
        for i in rows:
            block = page.blocks[i]
            edge, bag = text_words(block.text)
            words[i] = self._sum(edge) + self._bag(bag)
            if page.dump:
                continue
            if block.within not in known:
                known[block.within] = sum(map(self._named, elements_of(page, block.within)))
            names[i] = known[block.within]
        return columns(np.array(words), np.array(names))[rows]


__all__ = ["COLUMNS", "Cues", "columns", "elements_of", "name_cues", "text_cues"]
