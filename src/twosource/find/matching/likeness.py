"""How nearly two wordings say the same, and what makes them two statements."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from twosource.find.matching.lexicon import lexicon
from twosource.find.matching.wording import Wording

_ENDINGS = (
    "isation", "ization", "ations", "ation", "ition", "ments", "ment", "ities", "ing", "ion",
    "ity", "ness", "ance", "ence", "ive", "ers", "al", "ed", "er", "or", "ly", "es", "s", "e", "y",
)  # fmt: skip
_LIGHT = 0.2
_SHORTER = 0.7
"""Weight of the share of the shorter content that recurs, against that of the longer:
a quote is trimmed far more often than a paraphrase adds to it."""


_LONELY = 0.2
"""Mass of shared words at which the likeness is halved: one rare word keeps five
sixths of it, three keep all but a sixteenth."""


@dataclass(frozen=True, slots=True)
class Weights:
    """How much a lemma counts: rare in the statements of the call counts more, so
    the words every statement of a story uses tell nothing apart.
    """

    of: Mapping[str, float]

    @classmethod
    def over(cls, wordings: Iterable[Wording]) -> Weights:
        """Weights from the statements of the call: 1 for a word of one or two of
        them, falling with the logarithm.
        """
        counted = list(wordings)
        df = Counter(word for w in counted for word in w.words)
        total = math.log(len(counted) + 2)
        light = lexicon().light
        return cls({
            word: (_LIGHT if word in light else 1.0)
            * max(0.3, 1 - max(0.0, math.log(n / 3)) / total)
            for word, n in sorted(df.items())
        })  # fmt: skip

    def mass(self, words: Iterable[str]) -> float:
        """The sum over words."""
        return sum(self.of.get(word, 1.0) for word in words)


def _stem(word: str) -> str:
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            return word[: -len(ending)]
    return word


@lru_cache(maxsize=65536)
def near(a: str, b: str) -> float:
    """How nearly two lemmas mean the same: 1 equal, .9 one stem, .7 one group."""
    if a == b:
        return 1.0
    if _stem(a) == _stem(b):
        return 0.9
    groups = lexicon().groups
    return 0.7 if groups.get(a, frozenset()) & groups.get(b, frozenset()) else 0.0


def _found(a: Wording, b: Wording, weights: Weights) -> float:
    """The mass of ``a`` that ``b`` has too."""
    return sum(
        weights.of.get(word, 1.0) * max((near(word, other) for other in b.words), default=0.0)
        for word in a.words
    )


def likeness(a: Wording, b: Wording, weights: Weights) -> float:
    """0 to 1, symmetric: how much of the shorter and of the longer content recurs; one
    shared word alone says less than several.
    """
    if a.forms and a.forms == b.forms:
        return 1.0
    small, large = sorted((a, b), key=lambda w: (weights.mass(w.words), w.words))
    if not small.words or _thin(small, large):
        return 0.0
    found = _found(small, large, weights)
    score = _SHORTER * found / weights.mass(small.words) + (1 - _SHORTER) * _found(
        large, small, weights
    ) / weights.mass(large.words)
    return round(score * found / (found + _LONELY), 4) if found else 0.0


def shared(a: Wording, b: Wording, weights: Weights) -> float:
    """The mass of words the two have in common: 1 for each that is not a common one."""
    return min(_found(a, b, weights), _found(b, a, weights))


def _thin(small: Wording, large: Wording) -> bool:
    """Whether the smaller is a name or a noun ("his remarks") inside a whole sentence:
    that is its topic, not what is said.
    """
    light = lexicon().light
    heavy, all_heavy = (sum(w not in light for w in each.words) for each in (small, large))
    return heavy < 2 and 3 * heavy < all_heavy


def clash(a: Wording, b: Wording) -> str:
    """Why the two cannot be one statement, or ``""``: other numbers of one thing, one
    of them turned round, opposite words.
    """
    if _other_numbers(a, b):
        return "numbers"
    if turned_round(a, b) or turned_round(b, a):
        return "negation"
    pairs = lexicon().opposites
    only_a, only_b = set(a.words) - set(b.words), set(b.words) - set(a.words)
    if any(frozenset((x, y)) in pairs for x in only_a for y in only_b):
        return "opposites"
    return ""


def _other_numbers(a: Wording, b: Wording) -> bool:
    if {value for value, _ in a.numbers} & {value for value, _ in b.numbers}:
        return False
    return any(
        not x or not y or near(x, y) > 0 for _, x in sorted(a.numbers) for _, y in sorted(b.numbers)
    )


def turned_round(a: Wording, b: Wording) -> bool:
    """Whether ``a`` negates a word that ``b`` has without any negation.  A negation of
    words that ``b`` leaves out says nothing against it, nor does one where either has
    a word of its own that may hide a negation ("not safe", "failed to be safe").
    """
    if not a.negated or b.negated or a.hidden ^ b.hidden:
        return False
    return any(head == "*" or head in b.words for head in a.negated)
