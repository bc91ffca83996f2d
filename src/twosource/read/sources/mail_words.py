"""The words of ``data/mail.toml`` as patterns and sets."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from twosource.read.lexicon import any_of, load


@dataclass(frozen=True, slots=True)
class MailWords:
    """What mail programs write.

    Attributes:
        answer: what stands before a subject, with the names of lists in brackets.
        forward: the same of a forwarded mail alone.
        wrote: the end of the line over an earlier mail.
        offices: local parts of addresses that are a house's.
        header: names of header lines to ``from``, ``date``, ``subject``, ``to``.
    """

    answer: re.Pattern[str]
    forward: re.Pattern[str]
    wrote: re.Pattern[str]
    offices: frozenset[str]
    header: dict[str, str]


_LIST = r"\[[^\]]{1,40}\]"


@cache
def mail_words() -> MailWords:
    """The words, loaded once.

    Raises:
        ModelError: ``TS-MODEL-03`` when the file is missing or damaged.
    """
    table = load("mail")
    forwards = any_of(table["forwards"])
    either = any_of([*table["answers"], *table["forwards"]])
    return MailWords(
        re.compile(rf"^(?:{either}\s*(?:\[\d+\])?\s*[:：]\s*|{_LIST}\s*)+", re.I),
        re.compile(rf"^(?:{_LIST}\s*)?{forwards}\s*[:：]", re.I),
        re.compile(rf"{any_of(table['wrote'])}[^\n]{{0,120}}[:：]\s*$", re.I),
        frozenset(table["offices"]),
        {word: key for key, words in table["header"].items() for word in words},
    )
