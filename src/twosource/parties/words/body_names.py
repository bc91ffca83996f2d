"""Names of bodies and places made comparable; their acronyms and short forms."""

from __future__ import annotations

from collections.abc import Iterator

from twosource.parties.words.lexicon import lexicon
from twosource.parties.words.normalise import (
    bare,
    fold,
)


def key_of(name: str) -> str:
    """A comparable form of an organisation's or place's name."""
    text = fold(bare(name))
    for tail in (" inc", " ltd", " llc", " corp", " plc", " co", " gmbh", " ag", " sa", " limited",
                 " corporation", " incorporated"):  # fmt: skip
        text = text.removesuffix(tail).rstrip(",")
    return text


def initials(name: str) -> Iterator[str]:
    """The acronyms a name may have: with and without its small words."""
    parts = [p for p in bare(name).replace("-", " ").split() if p and p[0].isalpha()]
    big = [p for p in parts if p[0].isupper()]
    yield "".join(p[0] for p in big).upper()
    yield "".join(p[0] for p in parts).upper()


def short_of(name: str) -> str:
    """A firm's name without the words that only say that it is a firm ("Holdings", "Inc."), made
    comparable; ``""`` where there are none, or where nothing would be left.
    """
    words = bare(name).split()
    end = len(words)
    while end > 1 and fold(words[end - 1]).strip(",") in lexicon().firm:
        end -= 1
    return key_of(" ".join(words[:end])) if end < len(words) else ""
