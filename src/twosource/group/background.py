"""How common a word is in news at large: the weights behind "rare".

Two accounts of one event share its names by necessity, so rarity cannot be
counted inside the call alone; a packaged table of document frequencies over
general English news carries it.  Words it does not know are rare.
"""

from __future__ import annotations

from functools import lru_cache

import numpy as np
import numpy.typing as npt

from twosource import packaged
from twosource.group.words import HashArray

FloatArray = npt.NDArray[np.float64]
_SHA256 = "7d17fe15cf773604ead38346dc5230a45b6fe3dd5238029187e77923cb584053"


@lru_cache(maxsize=1)
def _table() -> tuple[HashArray, FloatArray, float]:
    held = packaged.arrays("twosource.group", "models/background.npz", _SHA256)
    total = float(held["total"])
    # +1: a word outside the table counts as seen in one story
    return (
        held["hashes"],
        np.log((total + 1) / (held["counts"] + 1.0)),
        float(np.log((total + 1) / 2.0)),
    )


def rarity(hashes: HashArray) -> FloatArray:
    """Inverse document frequency (natural log, over stories) of each word:
    about 0 for "the", 7.4 for a word the table does not hold.
    """
    known, idf, unknown = _table()
    at = np.searchsorted(known, hashes)
    at[at == len(known)] = 0
    return np.where(known[at] == hashes, idf[at], unknown)
