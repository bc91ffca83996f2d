"""Peers of the sentence tables; each is used where it is installed."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from importlib import import_module
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from spacy.tokens import Doc

Peer = Callable[[Sequence[tuple[Doc, Doc]]], NDArray[np.float64]]


def _overlap(pairs: Sequence[tuple[Doc, Doc]]) -> NDArray[np.float64]:
    """Share of the first text's words that the second has."""
    out = []
    for a, b in pairs:
        one = {t.lower_ for t in a if t.is_alpha or t.like_num}
        two = {t.lower_ for t in b if t.is_alpha or t.like_num}
        out.append(len(one & two) / max(1, len(one)))
    return np.array(out)


def _tfidf(pairs: Sequence[tuple[Doc, Doc]]) -> NDArray[np.float64]:
    text = import_module("sklearn.feature_extraction.text")
    model = text.TfidfVectorizer(sublinear_tf=True)
    both = model.fit_transform([d.text for pair in pairs for d in pair])
    dots = both[0::2].multiply(both[1::2]).sum(1)
    return np.asarray(dots, dtype=np.float64).ravel()


def _wordllama(pairs: Sequence[tuple[Doc, Doc]]) -> NDArray[np.float64]:
    package = import_module("wordllama")
    folder = Path(str(package.__file__)).parent
    model = package.WordLlama.load(cache_dir=folder, disable_download=True)
    vectors = model.embed([d.text for pair in pairs for d in pair], norm=True)
    return np.asarray((vectors[0::2] * vectors[1::2]).sum(1), dtype=np.float64)


def peers_of() -> tuple[Mapping[str, Peer], list[str]]:
    """The peers that are installed, and the names of those that are not."""
    peers: dict[str, Peer] = {"word overlap": _overlap}
    missing = []
    for module, name, peer in (
        ("sklearn", "TF-IDF cosine", _tfidf), ("wordllama", "WordLlama cosine", _wordllama),
    ):  # fmt: skip
        try:
            version = getattr(import_module(module), "__version__", "")
            peers[f"{name} ({module} {version})".replace(" )", ")")] = peer
        except ImportError:
            missing.append(name)
    return peers, missing
