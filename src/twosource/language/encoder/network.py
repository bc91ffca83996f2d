"""A BERT network (Vaswani et al. 2017, Devlin et al. 2019) run in numpy.

Every piece of a batch goes through the linear layers in one product, whatever sentence it
belongs to; only attention looks at each sentence alone, so nothing is padded.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

Matrix = NDArray[np.float32]
PER_HEAD = 32
"""Width of an attention head in the MiniLM networks of 384 dimensions."""
STORED = re.compile(r"val_(\d+)_q")
LINEAR = 6
"""Stored products of a layer, in the order of the graph: query, key, value, what attention
gives, the wide layer, and back."""
EPSILON = np.float32(1e-12)


@dataclass(frozen=True, slots=True)
class Linear:
    """``x @ weight + bias``."""

    weight: Matrix
    bias: Matrix

    def __call__(self, x: Matrix) -> Matrix:
        out: Matrix = x @ self.weight
        out += self.bias
        return out


@dataclass(frozen=True, slots=True)
class Norm:
    """Each row about its mean, in units of its spread, then scaled."""

    weight: Matrix
    bias: Matrix

    def __call__(self, x: Matrix) -> Matrix:
        out: Matrix = x - x.mean(-1, keepdims=True)
        spread = np.einsum("ij,ij->i", out, out)[:, None] / np.float32(out.shape[1])
        out *= self.weight / np.sqrt(spread + EPSILON)
        out += self.bias
        return out


@dataclass(frozen=True, slots=True)
class Layer:
    """One layer: attention, then a wide product, each added to what went in."""

    attend: Linear
    attended: Linear
    after_attention: Norm
    wide: Linear
    narrow: Linear
    after: Norm

    def __call__(self, x: Matrix, bounds: Sequence[int]) -> Matrix:
        mixed = _attention(self.attend(x), bounds)
        x = self.after_attention(x + self.attended(mixed))
        return self.after(x + self.narrow(_gelu(self.wide(x))))


def _attention(qkv: Matrix, bounds: Sequence[int]) -> Matrix:
    """Mixed values of each sentence ``bounds[k]:bounds[k + 1]``, all heads at once."""
    width = qkv.shape[1] // 3
    heads = width // PER_HEAD
    out = np.empty((len(qkv), width), np.float32)
    for start, end in pairwise(bounds):
        q, k, v = qkv[start:end].reshape(end - start, 3, heads, PER_HEAD).transpose(1, 2, 0, 3)
        score = q @ k.swapaxes(-1, -2)
        score *= np.float32(PER_HEAD**-0.5)
        score -= score.max(-1, keepdims=True)
        np.exp(score, out=score)
        score /= score.sum(-1, keepdims=True)
        out[start:end] = (score @ v).transpose(1, 0, 2).reshape(end - start, width)
    return out


def _gelu(x: Matrix) -> Matrix:
    """The unit of Hendrycks and Gimpel 2016 by its tanh form: what comes out of the network
    differs from the exact form's by less than .003 in any place, and numpy has no erf.
    """
    inner = x * x
    inner *= np.float32(0.044715)
    inner += np.float32(1)
    inner *= x
    inner *= np.float32(0.7978845608)
    np.tanh(inner, out=inner)
    inner += np.float32(1)
    inner *= x
    inner *= np.float32(0.5)
    return inner


@dataclass(frozen=True, slots=True)
class Network:
    """The weights; ``words`` stay in int8 with a scale a row, for they are most of them."""

    words: NDArray[np.int8]
    scales: Matrix
    places: Matrix
    first: Norm
    layers: tuple[Layer, ...]

    def __call__(self, sentences: Sequence[NDArray[np.int64]]) -> Matrix:
        """Vectors of all pieces of some sentences, one below the other."""
        bounds = np.cumsum([0, *(len(s) for s in sentences)]).tolist()
        numbers = np.concatenate(sentences)
        places = np.concatenate([np.arange(len(s)) for s in sentences])
        x: Matrix = self.words[numbers] * self.scales[numbers]
        x = self.first(x + self.places[places])
        for layer in self.layers:
            x = layer(x, bounds)
        return x


def network(arrays: Mapping[str, NDArray[Any]]) -> Network:
    """The network whose arrays are named as in the packaged file.

    Raises:
        KeyError, ValueError: an array is missing or has another shape.
    """
    stored = sorted((k for k in arrays if STORED.fullmatch(k)), key=lambda k: int(k[4:-2]))
    count, rest = divmod(len(stored), LINEAR)
    if rest or not count:
        raise ValueError("not a whole number of layers")
    products = [_dequantised(arrays, name[:-2]) for name in stored]

    def norm(name: str) -> Norm:
        return Norm(arrays[f"inner.{name}.weight"], arrays[f"inner.{name}.bias"])

    def layer(k: int) -> Layer:
        query, key, value, out, wide, narrow = products[LINEAR * k : LINEAR * (k + 1)]
        at = f"encoder.layer.{k}"
        bias = {
            n: arrays[f"inner.{at}.{n}.bias"]
            for n in ("attention.self.query", "attention.self.key", "attention.self.value",
                      "attention.output.dense", "intermediate.dense", "output.dense")
        }  # fmt: skip
        three = list(bias.values())
        return Layer(
            Linear(np.concatenate([query, key, value], 1), np.concatenate(three[:3])),
            Linear(out, three[3]), norm(f"{at}.attention.output.LayerNorm"),
            Linear(wide, three[4]), Linear(narrow, three[5]), norm(f"{at}.output.LayerNorm"),
        )  # fmt: skip

    table = "inner.embeddings.word_embeddings.weight"
    places = _dequantised(arrays, "inner.embeddings.position_embeddings.weight")
    return Network(
        arrays[f"{table}_q"], arrays[f"{table}_scale"],
        places + arrays["inner.embeddings.token_type_embeddings.weight"][0],
        norm("embeddings.LayerNorm"), tuple(layer(k) for k in range(count)),
    )  # fmt: skip


def _dequantised(arrays: Mapping[str, NDArray[Any]], name: str) -> Matrix:
    out: Matrix = arrays[f"{name}_q"].astype(np.float32) * arrays[f"{name}_scale"]
    return out
