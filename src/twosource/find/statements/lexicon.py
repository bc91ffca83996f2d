"""The lexicons of saying: cue words by kind, and settings."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from twosource.packaged import table

SHAPES = ("clause", "object", "infinitive", "nouns", "adjectives")


@dataclass(frozen=True, slots=True)
class Cue:
    """What a lemma may attribute.

    Attributes:
        kind: the stance, a table name of ``cues.toml``.
        shapes: which contents it takes.
        negates: whether its content is held untrue or unwanted.
    """

    kind: str
    shapes: frozenset[str]
    negates: bool


@dataclass(frozen=True, slots=True)
class Settings:
    """Words that make an occasion or an addressee."""

    prepositions: frozenset[str]
    nouns: frozenset[str]
    channels: frozenset[str]
    audiences: frozenset[str]
    receptions: frozenset[str]


@lru_cache(maxsize=1)
def verbs() -> Mapping[str, Cue]:
    """Verb lemma, with its particle where it needs one, to cue.  A lemma in
    several kinds keeps the first and gathers the shapes.
    """
    found: dict[str, Cue] = {}
    for kind, entry in table("find", "cues").items():
        for shape in SHAPES[:3]:
            for lemma in entry.get(shape, ()):
                old = found.get(lemma)
                shapes = (old.shapes if old else frozenset()) | {shape}
                negates = old.negates if old else bool(entry.get("negates", False))
                found[lemma] = Cue(old.kind if old else kind, shapes, negates)
    return found


@lru_cache(maxsize=1)
def nouns() -> Mapping[str, Cue]:
    """Noun lemma to cue."""
    return _single("nouns")


@lru_cache(maxsize=1)
def adjectives() -> Mapping[str, Cue]:
    """Adjective lemma to cue; only for the stance of what the labeller finds."""
    return _single("adjectives")


def _single(shape: str) -> Mapping[str, Cue]:
    found: dict[str, Cue] = {}
    for kind, entry in table("find", "cues").items():
        for lemma in entry.get(shape, ()):
            cue = Cue(kind, frozenset({shape}), bool(entry.get("negates", False)))
            found.setdefault(lemma, cue)
    return found


@lru_cache(maxsize=1)
def settings() -> Settings:
    """The words of ``settings.toml``."""
    raw = table("find", "settings")
    return Settings(**{name: frozenset(words) for name, words in raw.items()})
