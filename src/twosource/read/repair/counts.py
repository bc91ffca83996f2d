"""Counts of letters in many languages (``models/letters.npz``, ``training/read_letters.py``)."""

from __future__ import annotations

import hashlib
import io
import unicodedata
from functools import cache
from importlib.resources import files

import numpy as np

from twosource.errors import ModelError
from twosource.read.repair.plausible import script

SCALE = 16.0


@cache
def present() -> bool:
    """Whether the counts of letters are installed; without them lines are read as pages."""
    return (files("twosource.read") / "models" / "letters.npz").is_file()


@cache
def _all() -> dict[str, tuple[tuple[str, ...], list[int]]]:
    folder = files("twosource.read") / "models"
    raw = (folder / "letters.npz").read_bytes()
    if hashlib.sha256(raw).hexdigest() not in (folder / "SHA256").read_text("utf-8"):
        raise ModelError("TS-MODEL-02", "read/models/letters.npz")
    with np.load(io.BytesIO(raw), allow_pickle=False) as found:
        return {
            name: (
                tuple(str(found[f"{name}_{order}"]) for order in (1, 2, 3, 4)),
                found[f"{name}_costs"].tolist(),
            )
            for name in str(found["languages"]).split()
        }


@cache
def languages() -> tuple[str, ...]:
    """The languages known, the commoner first within a script."""
    return tuple(_all())


@cache
def costs(language: str) -> dict[str, float]:
    """Groups of one to three letters of a language and what the last of each costs."""
    groups, values = _all()[language]
    out: dict[str, float] = {}
    at = 0
    for order, joined in enumerate(groups, 1):
        for start in range(0, len(joined), order):
            out[joined[start : start + order]] = values[at] / SCALE
            at += 1
    return out


@cache
def alphabet(language: str) -> frozenset[str]:
    """The letters of a language, small ones."""
    return frozenset(_all()[language][0][0])


@cache
def scripts_of(language: str) -> str:
    """The script that a language is mostly written in."""
    return script(_all()[language][0][0][0] if language not in {"ja"} else "あ")


SIGNS_AT = {
    "DEVANAGARI": 0x0900, "BENGALI": 0x0980, "GURMUKHI": 0x0A00, "GUJARATI": 0x0A80,
    "TAMIL": 0x0B80, "TELUGU": 0x0C00, "THAI": 0x0E00,
}  # fmt: skip
"""Scripts, and where their block of 128 characters begins."""


@cache
def signs(language: str) -> frozenset[str]:
    """The vowel signs that texts of a language hold and its counts do not."""
    start = SIGNS_AT.get(scripts_of(language), 0)
    block = map(chr, range(start, start + 0x80 if start else 0))
    return frozenset(c for c in block if unicodedata.category(c) in {"Mn", "Mc"})
