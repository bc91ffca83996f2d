"""The arrays of an ONNX file: the little of its format that stored weights need.

ONNX is Protocol Buffers: a message is a row of fields, each a key (number and kind) and a
value.  A model (field 7) holds a graph, a graph (field 5) its initializers, and each has
dims (1), type (2), name (8) and raw bytes (9).  Everything else is passed over; nothing is
ever run.  Numbers of the fields: https://github.com/onnx/onnx/blob/main/onnx/onnx.proto.
"""

from __future__ import annotations

from collections.abc import Iterator
from math import prod
from typing import Any

import numpy as np
from numpy.typing import NDArray

GRAPH, INITIALIZER = 7, 5
DIMS, TYPE, NAME, RAW = 1, 2, 8, 9
KINDS = {1: np.float32, 3: np.int8}
"""The types of array we read, by ONNX's number; others are passed over."""
Value = int | memoryview


def initializers(data: bytes) -> dict[str, NDArray[Any]]:
    """The float32 and int8 arrays of a model by name; they share the memory of ``data``.

    Raises:
        ValueError: the bytes are no such file.
    """
    out: dict[str, NDArray[Any]] = {}
    for graph in _messages(memoryview(data), GRAPH):
        for tensor in _messages(graph, INITIALIZER):
            read = _array(tensor)
            if read is not None:
                out[read[0]] = read[1]
    return out


def _messages(data: memoryview, number: int) -> Iterator[memoryview]:
    for field, value in _fields(data):
        if field == number and isinstance(value, memoryview):
            yield value


def _varint(data: memoryview, at: int) -> tuple[int, int]:
    """A number of variable length, and where it ends; ten bytes at most."""
    value = 0
    for k in range(10):
        if at + k >= len(data):
            break
        byte = data[at + k]
        value |= (byte & 127) << (7 * k)
        if byte < 128:
            return value, at + k + 1
    raise ValueError("a number does not end")


def _fields(data: memoryview) -> Iterator[tuple[int, Value]]:
    """The fields of a message: number and value (fixed-size kinds as bytes)."""
    at = 0
    while at < len(data):
        key, at = _varint(data, at)
        kind = key & 7
        if kind == 0:
            value, at = _varint(data, at)
            yield key >> 3, value
            continue
        if kind == 2:
            size, at = _varint(data, at)
        elif kind in (1, 5):
            size = 8 if kind == 1 else 4
        else:
            raise ValueError(f"a field of kind {kind}")
        if at + size > len(data):
            raise ValueError("a field runs over the end")
        yield key >> 3, data[at : at + size]
        at += size


def _array(tensor: memoryview) -> tuple[str, NDArray[Any]] | None:
    dims: list[int] = []
    name, kind, raw = "", 0, memoryview(b"")
    for field, value in _fields(tensor):
        if field == DIMS:
            dims += [value] if isinstance(value, int) else _packed(value)
        elif field == TYPE and isinstance(value, int):
            kind = value
        elif field == NAME and isinstance(value, memoryview):
            name = bytes(value).decode("utf-8", "replace")
        elif field == RAW and isinstance(value, memoryview):
            raw = value
    dtype = KINDS.get(kind)
    if dtype is None:
        return None
    array = np.frombuffer(raw, dtype)
    if array.size != prod(dims):
        return None
    return name, array.reshape(dims)


def _packed(data: memoryview) -> list[int]:
    out, at = [], 0
    while at < len(data):
        value, at = _varint(data, at)
        out.append(value)
    return out
