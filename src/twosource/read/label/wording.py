"""Words that speak of the page rather than the story, counted by group."""

from __future__ import annotations

import re
from functools import cache

from twosource.read.lexicon import load


@cache
def wording() -> tuple[re.Pattern[str], ...]:
    """A pattern for each group of ``data/wording.toml``."""
    return tuple(
        re.compile(rf"(?<!\w)(?:{'|'.join(words)})(?!\w)", re.I)
        for words in load("wording").values()
    )


_STEM = re.compile(r"[^\W\d_]{2,}|[@\u00a9]")


@cache
def _stems() -> tuple[frozenset[str], ...]:
    """First four letters of the words of each group: a cheap first test."""
    groups = []
    for words in load("wording").values():
        firsts = (_STEM.search(re.sub(r"\\.", " ", w)) for w in words)
        groups.append(frozenset(m.group()[:4].lower() for m in firsts if m))
    return tuple(groups)


def worded(head: str, words: list[str]) -> list[int]:
    """Words of each group in ``head``, whose lower-case words are ``words``."""
    begins = {w[:4] for w in words}
    if "@" in head:
        begins.add("@")
    if "©" in head:
        begins.add("©")
    return [
        0 if stems.isdisjoint(begins) else len(group.findall(head))
        for group, stems in zip(wording(), _stems(), strict=True)
    ]
