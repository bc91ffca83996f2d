"""Types -> bytes and back: what a store keeps of accounts, links and analyses.

JSON in UTF-8 in which half of a surrogate pair stands as it is (``surrogatepass``):
escaped, two halves side by side would come back as one character.  No pickle: a store may
come from somebody else.
"""

from __future__ import annotations

import json
import types
import zlib
from collections.abc import Mapping
from dataclasses import MISSING, fields, is_dataclass
from functools import lru_cache
from typing import Any, Literal, TypeVar, Union, get_args, get_origin, get_type_hints

T = TypeVar("T")
_SIMPLE = frozenset({str, int, float, bool, type(None)})
MOST = 512 * 1024 * 1024
"""Bytes that one packed value may unpack to; a page is under 32 MB."""


def to_bytes(text: str) -> bytes:
    """Any text as bytes, NUL and lone surrogates included."""
    return text.encode("utf-8", "surrogatepass")


def to_text(data: bytes) -> str:
    """What :func:`to_bytes` made."""
    return bytes(data).decode("utf-8", "surrogatepass")


def pack(data: bytes) -> bytes:
    """Compressed (zlib, RFC 1950), as fast as it goes: the third level of nine takes twice the
    time for a tenth of the size.
    """
    return zlib.compress(data, 1)


def unpack(data: bytes) -> bytes:
    """What :func:`pack` made.

    Raises:
        ValueError: it is damaged, or larger than anything we keep.
    """
    inflater = zlib.decompressobj()
    try:
        found = inflater.decompress(bytes(data), MOST)
    except zlib.error as error:
        raise ValueError(str(error)) from error
    if not inflater.eof:
        raise ValueError("cut short, or too large")
    return found


def plain(value: Any) -> Any:
    """A value of frozen types as JSON values; a record is the list of its fields."""
    kind = type(value)
    if kind in _SIMPLE:
        return value
    if kind is tuple or kind is list:
        return [plain(v) for v in value]
    if is_dataclass(kind):
        return [plain(getattr(value, name)) for name in _names(kind)]
    if isinstance(value, Mapping):
        return {k: plain(v) for k, v in value.items()}
    return value


def dump(value: Any) -> bytes:
    """A value of frozen types as packed JSON."""
    return pack(json_bytes(plain(value)))


def json_bytes(value: Any) -> bytes:
    """JSON values as bytes, the same for equal values in equal order."""
    return to_bytes(json.dumps(value, ensure_ascii=False, separators=(",", ":")))


def json_value(data: bytes) -> Any:
    """What :func:`json_bytes` made."""
    return json.loads(to_text(data))


def load(kind: type[T], data: bytes) -> T:
    """A record of that type from what :func:`dump` made.

    Raises:
        ValueError: it is damaged or of other fields.
    """
    try:
        found: T = made(kind, json_value(unpack(data)))
    except (TypeError, KeyError, IndexError, RecursionError, AttributeError) as error:
        raise ValueError(f"no {kind.__name__}: {error}") from error
    return found


def made(kind: Any, value: Any) -> Any:
    """A value of ``kind`` from JSON values; a record of fewer fields than the type has gets
    the defaults of those behind them.
    """
    if is_dataclass(kind) and isinstance(kind, type):
        hints = _hints(kind)
        if not isinstance(value, list) or len(value) > len(hints):
            raise ValueError(f"no {kind.__name__}")
        if any(needed for _, _, needed in hints[len(value) :]):
            raise ValueError(f"no {kind.__name__}: a field is missing")
        given = zip(hints, value, strict=False)
        return kind(**{name: made(inner, v) for (name, inner, _), v in given})
    origin = get_origin(kind)
    if origin is tuple:
        inner = get_args(kind)
        if len(inner) == 2 and inner[1] is Ellipsis:
            return tuple(made(inner[0], v) for v in value)
        return tuple(made(i, v) for i, v in zip(inner, value, strict=True))
    if origin is Union or origin is types.UnionType:
        if value is None:
            return None
        (only,) = (a for a in get_args(kind) if a is not type(None))
        return made(only, value)
    if origin is not None and origin is not Literal:  # a mapping
        return {k: made(get_args(kind)[1], v) for k, v in value.items()}
    return value


@lru_cache(maxsize=256)
def _names(kind: type) -> tuple[str, ...]:
    """The fields of a record."""
    return tuple(f.name for f in fields(kind) if f.init)


@lru_cache(maxsize=256)
def _hints(kind: type) -> tuple[tuple[str, Any, bool], ...]:
    """Name, type and whether it must be given, of every field of a record."""
    hints = get_type_hints(kind)
    return tuple(
        (f.name, hints[f.name], f.default is MISSING and f.default_factory is MISSING)
        for f in fields(kind)
        if f.init
    )
