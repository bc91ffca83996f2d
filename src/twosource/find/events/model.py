"""A small linear model that settles the type where the lexicon is in doubt.

Trained by ``training/events_types.py``; card in ``docs/models/events_types.md``.  At run
time it is a matrix of numbers; where the file is missing the rules stand alone.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

import numpy as np
import numpy.typing as npt

from twosource import packaged
from twosource.find.events.lexicon import event_type
from twosource.types import EventType

NAME = "events_types.npz"
SHA256 = "4f989119ef7bfce8d2993f6d478d115435d16c5adc58367da2f42635d3b3a8b9"
MARGIN = 0.3
"""How much likelier than the rule's type another must be to replace it.  Between 0 and
0.4 the cross-validated accuracy hardly moves; the upper part keeps the rules' reasons
in charge on text unlike the training sentences."""
YIELD: tuple[EventType, EventType] = ("CONCEDE", "RETREAT")
"""The training data hold these two as one class; the rules tell them apart."""


@dataclass(frozen=True, slots=True)
class TypeModel:
    """Multinomial logistic regression: weights (features x types), bias (types)."""

    types: tuple[str, ...]
    index: dict[str, int]
    weights: npt.NDArray[np.float32]
    bias: npt.NDArray[np.float32]

    def scores(self, names: Sequence[str]) -> dict[str, float]:
        """Probability of each type for a set of features."""
        known = [self.index[name] for name in names if name in self.index]
        logits = self.bias + self.weights[known].sum(axis=0)
        peak = float(logits.max())
        odds = [math.exp(float(x) - peak) for x in logits]
        return {name: x / sum(odds) for name, x in zip(self.types, odds, strict=True)}


@lru_cache(maxsize=1)
def load_model() -> TypeModel | None:
    """The packaged model, or ``None`` where it is not there.

    Raises:
        ModelError: ``TS-MODEL-02`` for a file other than the one this version was
            made with.
    """
    if not (files("twosource.find") / "models" / NAME).is_file():
        return None
    held = packaged.arrays("twosource.find", f"models/{NAME}", SHA256)
    names = held["names"].tobytes().decode("utf-8").split("\n")
    return TypeModel(
        types=tuple(held["types"].tobytes().decode("utf-8").split("\n")),
        index={name: i for i, name in enumerate(names)},
        weights=held["weights"].astype(np.float32),
        bias=held["bias"].astype(np.float32),
    )


def decide(rule_type: EventType, raw: EventType, names: Sequence[str]) -> EventType:
    """The type of an event: the rule's, unless the model is clearly for another.

    Args:
        rule_type: what the rules settled on.
        raw: the type of the trigger's own row, before tense was weighed.
        names: features of :func:`twosource.find.events.features.features`.
    """
    model = load_model()
    if model is None:
        return rule_type
    scores = model.scores(names)
    best = max(sorted(scores), key=lambda name: scores[name])
    mine = "YIELD" if rule_type in YIELD else rule_type
    if best == mine or scores[best] - scores.get(mine, 0.0) <= MARGIN:
        return rule_type
    if best == "YIELD":
        return raw if raw in YIELD else YIELD[0]
    return event_type(best, NAME)
