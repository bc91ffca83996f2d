"""How grave a finding is for an editor: a changed figure above a synonym."""

from __future__ import annotations

from twosource.types import FindingKind, FindingType

DIFFER: dict[FindingType, float] = {
    "number": 1.0,
    "polarity": 1.0,
    "role": 0.9,
    "name": 0.9,
    "status": 0.85,
    "date": 0.8,
    "fact": 0.8,
    "condition": 0.8,
    "hedging": 0.75,
    "scope": 0.7,
    "attribution": 0.7,
    "context_omitted": 0.65,
    "speech_act": 0.65,
    "quote": 0.6,
    "strength": 0.5,
    "opinion": 0.45,
}
"""Severity of a difference by type: what would need a correction stands above what
would need a second look, and that above style."""

ONLY: dict[FindingType, float] = {
    "number": 0.45,
    "quote": 0.4,
    "fact": 0.4,
    "role": 0.3,
    "opinion": 0.25,
    "caption": 0.1,
    "boilerplate": 0.05,
}


def severity(kind: FindingKind, type_: FindingType, score: float) -> float:
    """0 to 1; differences above lone matter, lone matter above agreement."""
    sure = min(1.0, max(0.0, score))
    if kind == "differ":
        return round(DIFFER.get(type_, 0.6) * (0.6 + 0.4 * sure), 3)
    if kind == "only":
        return round(ONLY.get(type_, 0.35) * (0.7 + 0.3 * sure), 3)
    return round(0.2 * sure, 3)
