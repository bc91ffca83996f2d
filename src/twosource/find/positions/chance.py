"""The chance that a careful editor keeps a stand: a small logistic model.

Fitted by ``training/positions_chance.py`` on labels of real reports (card in
``docs/models/positions_chance.md``); its weights are readable in
``data/position_chance.toml``.  What is told is what passes :data:`CUT`.
"""

from __future__ import annotations

import math
from functools import lru_cache

from twosource import packaged
from twosource.find.positions.draft import Draft
from twosource.find.positions.signs import signs
from twosource.types import Section

CUT = 0.4


@lru_cache(maxsize=1)
def weights() -> dict[str, float]:
    """Weight of each feature; ``bias`` is always there."""
    table = packaged.toml("twosource.find", "data/position_chance.toml")
    return {str(name): float(value) for name, value in table["weights"].items()}


def chance(section: Section, draft: Draft) -> float:
    """The chance, 0 to 1, that the stand is one an editor keeps."""
    known = weights()
    total = known["bias"] + sum(known.get(name, 0.0) for name in signs(section, draft))
    return 1.0 / (1.0 + math.exp(-total))
