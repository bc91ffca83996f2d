"""Which characters a pattern may open with, read off the pattern.

A list of some hundred patterns is matched against every block of a page; most blocks
open with a character that hardly any of them can, and are spared the rest.
"""

from __future__ import annotations

import string
from functools import cache

from twosource.patterns import deferred

ANY: frozenset[str] = frozenset(string.printable)
"""Any ASCII character: what is said of a pattern that is not understood."""
_REPEATS = "?*{"


def group_end(pattern: str) -> int:
    """Index behind the bracket that closes the one ``pattern`` opens with."""
    depth, at, inside = 0, 0, False
    while at < len(pattern):
        char = pattern[at]
        if char == "\\":
            at += 1
        elif inside:
            inside = char != "]"
        elif char == "[":
            inside = True
        else:
            depth += (char == "(") - (char == ")")
            if not depth:
                return at + 1
        at += 1
    return len(pattern)


def alternatives(pattern: str) -> list[str]:
    """The parts of a pattern between its outermost bars."""
    parts, start, at = [], 0, 0
    while at < len(pattern):
        char = pattern[at]
        if char == "\\":
            at += 1
        elif char == "(":
            at += group_end(pattern[at:]) - 1
        elif char == "[":
            at += max(pattern[at + 2 :].find("]") + 2, 1)
        elif char == "|":
            parts.append(pattern[start:at])
            start = at + 1
        at += 1
    return [*parts, pattern[start:]]


_LETTERS = deferred(r"[^\W\d_]*")


def literal_head(pattern: str) -> str:
    """The letters that whatever a pattern matches begins with."""
    found = _LETTERS.match(pattern)
    letters = found.group() if found else ""
    return letters[:-1] if pattern[len(letters) :][:1] in tuple("?*{") else letters


def _unit(pattern: str) -> tuple[frozenset[str], str]:
    """What the first unit of a pattern without bars may be, and what stands behind it."""
    char = pattern[0]
    if char == "(":
        end = group_end(pattern)
        inner = pattern[1 : end - 1].removeprefix("?:")
        return ANY if inner.startswith("?") else openings(inner), pattern[end:]
    if char == "\\":
        escaped = pattern[1:2]
        if escaped == "d":
            return frozenset(string.digits), pattern[2:]
        return (ANY if escaped.isalnum() else frozenset(escaped)), pattern[2:]
    return (ANY if char in "[.^$" else frozenset(char.lower())), pattern[1:]


@cache
def openings(pattern: str) -> frozenset[str]:
    """The characters, in lower case, that a text may open with when ``pattern`` matches
    at its start, case ignored.  Characters beyond ASCII are not complete.
    """
    found: frozenset[str] = frozenset()
    for part in alternatives(pattern):
        rest, optional = part, True
        while optional:
            if not rest:
                return ANY
            first, rest = _unit(rest)
            found |= first
            optional = rest[:1] != "" and rest[0] in _REPEATS
            if optional and rest[0] == "{":
                return ANY
            rest = rest[1:] if optional else rest
    return found
