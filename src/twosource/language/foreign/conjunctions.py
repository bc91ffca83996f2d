"""Words for "that", of their own and joined to another, and words that lists hold."""

from __future__ import annotations

import re
from collections.abc import Sequence

from twosource.language.foreign.lists import Lists, Words
from twosource.language.foreign.spans import Word, words_of


def listed(word: str, lists: Lists) -> bool:
    """Whether a word is an office or a kind of body."""

    def any_of(of: Sequence[Words]) -> bool:
        return any(w.fullmatch(word) for w in of)

    return any_of(tuple(lists.roles.values())) or any_of(tuple(lists.bodies.values()))


def is_that(text: str, words: Sequence[Word], k: int, lists: Lists) -> bool:
    """Whether a word is "that", or begins with it where it is written joined (Hebrew): then it is
    no word of a list, and its clause goes on behind it, as behind a surname none does.
    """
    word = words[k]
    if not lists.that.fullmatch(word.text):
        return False
    if not lists.not_that:
        return True
    if lists.conjunction.fullmatch(word.text):
        return True
    if not word.text.startswith(("ש", "וש")) or word.text in lists.not_that:
        return False
    if listed(word.text, lists) or k + 1 >= len(words):
        return False
    behind = words[k + 1]
    third = words[k + 2].text if k + 2 < len(words) else ""
    closed = text[behind.end : behind.end + 2].strip()[:1] == "," or lists.verbs.fullmatch(third)
    if text[: word.start].rstrip().endswith(",") and closed:
        return False  # ", Shira Mandel, said"
    return not (
        text[word.end : behind.start].strip()
        or behind.text in lists.stops
        or lists.verbs.fullmatch(behind.text)
        or lists.conjunction.fullmatch(behind.text)
    )


def find_that(text: str, start: int, end: int, lists: Lists) -> re.Match[str] | None:
    """The first "that" of a stretch."""
    if not lists.not_that:
        return lists.that.search(text, start, end)
    words = words_of(text, start, end)
    at = next((w for k, w in enumerate(words) if is_that(text, words, k, lists)), None)
    return lists.that.match(text, at.start, at.end) if at is not None else None
