"""Pieces that every match of a pattern holds: where none stands in a text it is not tried."""

from __future__ import annotations

import importlib
from collections.abc import Callable, Iterable
from typing import Any

import pytest

from twosource.trace.lexicon import notice_holds, notices, reprint_holds, reprints


def _written(parsed: Iterable[Any]) -> set[str]:
    """What a parsed pattern may match, each unknown stretch as a NUL."""
    found = {""}
    for op, told in parsed:
        found = {one + two for one in found for two in _of(str(op), told)}
    return found


def _of(op: str, told: Any) -> set[str]:
    if op == "LITERAL":
        return {chr(told)}
    if op == "BRANCH":
        return {written for branch in told[1] for written in _written(branch)}
    if op == "SUBPATTERN":
        return _written(told[3])
    if op in {"MAX_REPEAT", "MIN_REPEAT"}:
        low, high, inside = told
        more = "" if high == 1 else "\0"
        return {f"{w}{more}" for w in _written(inside)} | ({""} if low == 0 else set())
    return {""} if op in {"AT", "ASSERT", "ASSERT_NOT"} else {"\0"}


@pytest.mark.parametrize("kind", ["notices", "reprints"])
def test_every_match_holds_a_piece(kind: str) -> None:
    parse = importlib.import_module("re._parser").parse
    cased: Callable[[str], str] = str.casefold if kind == "notices" else str
    told = {
        "notices": [(notices(), notice_holds())],
        "reprints": [*zip(reprints(), reprint_holds(), strict=True)],
    }[kind]
    for pattern, held in told:
        for written in _written(parse(pattern.pattern)):
            assert any(piece in cased(written) for piece in held), (pattern.pattern, written)
