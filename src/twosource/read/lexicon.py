"""The stage's data files, loaded once."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache, lru_cache, partial
from typing import Any

from twosource.packaged import table
from twosource.read.openings import openings


def any_of(words: Iterable[str]) -> str:
    """A pattern for any of some words, the longest that fits: letter by letter, so that
    most places of a text are given up at the first one.
    """
    tree: dict[str, Any] = {}
    for word in words:
        node = tree
        for char in word:
            node = node.setdefault(char, {})
        node[""] = {}
    return _branches(tree)


def _branches(node: dict[str, Any]) -> str:
    parts = [re.escape(char) + _branches(rest) for char, rest in node.items() if char]
    if not parts:
        return ""
    joined = parts[0] if len(parts) == 1 and "" not in node else f"(?:{'|'.join(parts)})"
    return f"{joined}?" if "" in node else joined


load = partial(table, "read")
"""The lists of ``data/<name>.toml``."""


@cache
def _lists() -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Furniture kinds, and the patterns of each."""
    return tuple(
        (kind, (*(f"(?:{p})$" for p in lists.get("whole", ())), *lists.get("start", ())))
        for kind, lists in load("furniture").items()
    )


@cache
def furniture() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Furniture kinds and their pattern."""
    return tuple((kind, _union(patterns)) for kind, patterns in _lists())


def _union(patterns: Iterable[str]) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{p})" for p in patterns), re.I)


@cache
def _opening_with(char: str) -> re.Pattern[str] | None:
    """The patterns of all kinds that may open with an ASCII character, as one."""
    fits = [p for _, patterns in _lists() for p in patterns if char in openings(p)]
    return _union(fits) if fits else None


@lru_cache(maxsize=8192)
def furniture_kind(text: str) -> str | None:
    """The kind of furniture the words themselves give away, or ``None``."""
    first = text[:1].lower()
    if first.isascii():
        pattern = _opening_with(first)
        if pattern is None or not pattern.match(text):
            return None
    return next((kind for kind, pattern in furniture() if pattern.match(text)), None)
