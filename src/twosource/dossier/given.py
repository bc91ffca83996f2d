"""One account's value for a thing that differs."""

from __future__ import annotations

import re
from dataclasses import dataclass

from twosource.dossier.scene import Place


@dataclass(frozen=True, slots=True)
class Value:
    """One account's value.

    Attributes:
        place: where it stands; its span is the value's.
        words: as the account has it, whole phrases, shortened only where one ends.
        key: equal for equal values.
        thing: what it is a value of, ``""`` where that is not clear.
        size: the number, for figures.
    """

    place: Place
    words: str
    key: str
    thing: str = ""
    size: float | None = None


def key_of(text: str) -> str:
    """What is equal for words that differ in marks, case or an article alone."""
    plain = text.casefold().replace("’", "'").strip("“”\"'., ")
    return re.sub(r"^(?:the|an?) ", "", plain)
