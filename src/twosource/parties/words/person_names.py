"""The parts of a person's name: first name, family name, generation."""

from __future__ import annotations

import re
from functools import lru_cache

from twosource.parties.words.normalise import fold

_DOUBLE = re.compile(r"(?<!\S)([^\W\d_]+)[-‐‑][A-Z\u00c0-\u00de][^\W\d_]+(?:['’]s?)?$")
"""A family name of two parts at the end of a name ("Mensah-Dahl"); a given name goes on in lower
case ("Jong-un")."""


PARTICLES = {"al", "el", "bin", "ibn", "ben", "abu", "von", "van", "der", "den", "de", "del",
              "la", "le", "di", "da", "dos", "du", "ter", "ten", "st"}  # fmt: skip


_GENERATION = re.compile(r",?\s+(Jr|Sr|II|III|IV)\.?$")
"""What tells father and son of one name apart."""


def plain_name(name: str) -> str:
    """A name without "Jr." or "III"."""
    return _GENERATION.sub("", name.strip())


def generation(name: str) -> str:
    """``jr``, ``sr``, ``ii`` ..., or ``""``."""
    found = _GENERATION.search(name.strip())
    return found[1].lower() if found else ""


@lru_cache(maxsize=4096)
def surname(name: str) -> str:
    """The family name made comparable, without article and particles: ``masri`` for
    "Mushir al-Masri", "Al-Masri" and "Masri"; a double one whole.
    """
    name = plain_name(name)
    parts = [p for p in fold(name).split() if p != "'s"]
    while len(parts) > 1 and parts[0] in PARTICLES:
        parts = parts[1:]
    double = _DOUBLE.search(name.strip())
    if double is not None and parts and fold(double[1]) not in PARTICLES:
        return "-".join(fold(double[0]).split())
    return parts[-1] if parts else ""


@lru_cache(maxsize=4096)
def given(name: str) -> str:
    """The first name made comparable, or ``""`` where there is only a family name."""
    name = plain_name(name)
    double = _DOUBLE.search(name.strip())
    if double is not None and double.start() == 0:
        return ""
    parts = fold(name).split()
    while parts and parts[0] in PARTICLES:
        parts = parts[1:]
    return parts[0] if len(parts) > 1 else ""
