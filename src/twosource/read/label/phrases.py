"""The lists of ``data/inserted.toml``, ready to be compared with blocks."""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache
from typing import Any

from twosource.patterns import deferred
from twosource.read.lexicon import any_of, load

_MARKS = deferred(r"[\u0300-\u036f\u0483-\u0489\u0610-\u061a\u064b-\u065f\u0670\u0640]")
"""Accents of Latin, Greek and Cyrillic and vowel signs of Arabic: left out by some."""
_QUOTES = str.maketrans({"ı": "i", "’": "'", "‘": "'", "ʼ": "'", "`": "'", "´": "'"})
_SPACE = deferred(r"\s+")
TITLE, PLACE = 300, 120
"""Characters that a title, and the name of a site, have at most in a footer."""


@lru_cache(maxsize=4096)
def plain(text: str) -> str:
    """A text as lists compare it: no case, no accents, one kind of apostrophe and blank."""
    if text.isascii():
        return " ".join(text.replace("`", "'").lower().split())
    split = unicodedata.normalize("NFKD", text.translate(_QUOTES)).translate(_QUOTES)
    return _SPACE.sub(" ", _MARKS.sub("", split).casefold()).strip()


def _list(kind: str, name: str) -> list[str]:
    entries: dict[str, Any] = load("inserted")[kind]
    return sorted({plain(p) for p in entries[name]}, key=lambda p: (-len(p), p))


@cache
def starting(kind: str, name: str) -> re.Pattern[str]:
    """Matches where a plain text opens with an entry of a list, as a word of its own."""
    return re.compile(rf"(?:{any_of(_list(kind, name))})")


@cache
def holding(kind: str, name: str) -> re.Pattern[str]:
    """Finds an entry of a list anywhere in a plain text, as words of their own."""
    return re.compile(rf"(?<![^\W_])(?:{any_of(_list(kind, name))})")


@cache
def whole(kind: str, name: str) -> frozenset[str]:
    """The entries of a list."""
    return frozenset(_list(kind, name))


def _template(pattern: str) -> str:
    """The expression of an entry in which ``{}`` stands for any words."""
    parts = [re.escape(part) for part in plain(pattern).split("{}")]
    widths = [TITLE] * (len(parts) - 2) + [PLACE]
    gaps = [f".{{1,{width}}}?" for width in widths]
    return parts[0] + "".join(gap + part for gap, part in zip(gaps, parts[1:], strict=True))


@cache
def templates(kind: str, name: str, open_start: bool = False) -> re.Pattern[str]:
    """Matches a whole plain text that an entry with ``{}`` describes; those that open
    with ``{}`` are taken where ``open_start``, the others where not.
    """
    entries = [p for p in _list(kind, name) if p.startswith("{}") == open_start]
    return re.compile("|".join(f"(?:{_template(p)})" for p in entries))


__all__ = ["holding", "plain", "starting", "templates", "whole"]
