"""Two accounts laid beside one another sentence by sentence, whatever their languages."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from twosource.language.foreign.dates import Day, comparable, conflict
from twosource.language.foreign.figures import Figure
from twosource.language.foreign.reading import Reading, Said
from twosource.language.foreign.shared_names import SharedNames, shared_names
from twosource.language.foreign.vectors import encoded

FloatArray = NDArray[np.float64]
FIGURES, NAMES, DAYS, CONCEPTS = 0.2, 0.15, 0.1, 0.05
"""What figures, names, days and concepts in common add to the cosine of two sentences."""
BARE = {"figures": 0.4, "names": 0.35, "days": 0.15, "concepts": 0.35}
"""The same where there is no encoder: they are all there is."""
LEAST, LEAST_BARE = 0.45, 0.5
"""Likeness from which two sentences, each the other's nearest, are matched."""
MERGED = 0.5
"""The same for a sentence whose nearest is nearer to another: two sentences made one."""
SMALL = 12.0
"""Figures up to here stand in many sentences and weigh half."""
QUOTED = 0.35
"""Share of a sentence in quotation marks from which it is not the narrator's."""
_KEPT = 2048


@dataclass(frozen=True, slots=True)
class Match:
    """Sentence ``a`` of the one account tells what sentence ``b`` of the other does."""

    a: int
    b: int
    score: float
    mutual: bool


@dataclass(frozen=True, slots=True)
class Parallel:
    """Two readings laid beside one another.

    Attributes:
        matches: in the order of ``a``, then of ``b``.
        names: the names both have.
        likeness: of every sentence of the one to every one of the other.
        encoded: whether an encoder was at hand.
    """

    a: Reading
    b: Reading
    matches: tuple[Match, ...]
    names: SharedNames
    likeness: FloatArray
    encoded: bool

    def turned(self) -> Parallel:
        """The same, the other account first."""
        matches = sorted((Match(m.b, m.a, m.score, m.mutual) for m in self.matches),
                         key=lambda m: (m.a, m.b))  # fmt: skip
        return Parallel(self.b, self.a, tuple(matches), self.names.turned(), self.likeness.T,
                        self.encoded)  # fmt: skip


_laid: OrderedDict[tuple[int, int], tuple[Reading, Reading, Parallel]] = OrderedDict()


def lay(a: Reading, b: Reading) -> Parallel:
    """Two readings sentence by sentence; the same whichever is named first."""
    if (b.account.text, b.account.id) < (a.account.text, a.account.id):
        return lay(b, a).turned()
    key = (id(a), id(b))
    held = _laid.get(key)
    if held is not None and held[0] is a and held[1] is b:
        return held[2]
    made = _lay(a, b)
    _laid[key] = (a, b, made)
    if len(_laid) > _KEPT:
        _laid.popitem(last=False)
    return made


def _lay(a: Reading, b: Reading) -> Parallel:
    names = shared_names(a, b)
    cosines = _cosines(a, b)
    weights = BARE if cosines is None else {
        "figures": FIGURES, "names": NAMES, "days": DAYS, "concepts": CONCEPTS,
    }  # fmt: skip
    likeness = np.zeros((len(a.sentences), len(b.sentences))) if cosines is None else cosines
    for i, one in enumerate(a.sentences):
        for j, two in enumerate(b.sentences):
            likeness[i, j] += weights["figures"] * figures_alike(one.figures, two.figures)
            likeness[i, j] += weights["names"] * names.alike(one.span, two.span)
            likeness[i, j] += weights["days"] * days_alike(one.days, two.days)
            likeness[i, j] += weights["concepts"] * _jaccard(one, two)
    likeness = np.round(likeness, 4)
    return Parallel(
        a, b, tuple(_matches(likeness, cosines is not None)), names, likeness, cosines is not None
    )


def _cosines(a: Reading, b: Reading) -> FloatArray | None:
    one = encoded([s.span.of(a.account.text) for s in a.sentences], a.lists)
    two = encoded([s.span.of(b.account.text) for s in b.sentences], b.lists)
    if one is None or two is None:
        return None
    found: FloatArray = np.clip(one.astype(np.float64) @ two.astype(np.float64).T, 0.0, 1.0)
    return found


def figures_alike(one: Sequence[Figure], two: Sequence[Figure]) -> float:
    """The share of figures that two sentences have in common, by their weight."""
    if not one or not two:
        return 0.0
    both = {f.value for f in one} & {f.value for f in two}
    every = {f.value for f in one} | {f.value for f in two}
    return sum(map(_weight, both)) / sum(map(_weight, every))


def _weight(value: float) -> float:
    return 0.5 if value <= SMALL else 1.0


def days_alike(one: Sequence[Day], two: Sequence[Day]) -> float:
    """1 where two sentences have a date in common."""
    return float(any(comparable(x, y) and not conflict(x, y) for x in one for y in two))


def _jaccard(one: Said, two: Said) -> float:
    every = one.concepts | two.concepts
    return len(one.concepts & two.concepts) / len(every) if every else 0.0


def _matches(likeness: FloatArray, with_encoder: bool) -> list[Match]:
    if not likeness.size:
        return []
    least = LEAST if with_encoder else LEAST_BARE
    merged = MERGED if with_encoder else 2.0
    best_b, best_a = likeness.argmax(axis=1), likeness.argmax(axis=0)
    out: dict[tuple[int, int], Match] = {}
    for i, j in enumerate(best_b.tolist()):
        score = float(likeness[i, j])
        mutual = best_a[j] == i
        if score >= (least if mutual else merged):
            out[i, j] = Match(i, j, score, bool(mutual))
    for j, i in enumerate(best_a.tolist()):
        score = float(likeness[i, j])
        if score >= merged and (i, j) not in out:
            out[i, j] = Match(i, j, score, mutual=False)
    return [out[k] for k in sorted(out)]


def quoted_share(reading: Reading, sentence: Said) -> float:
    """The share of a sentence that stands in quotation marks."""
    return sum(q.span.overlap(sentence.span) for q in reading.quotes) / len(sentence.span)
