"""What a pattern may open with, and that the short cut it allows changes no answer."""

from __future__ import annotations

import re

import pytest

from twosource.read.lexicon import furniture, furniture_kind
from twosource.read.openings import ANY, alternatives, openings


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        ("tide", "t"),
        ("(last )?(?:updated|amended)", "lua"),
        ("tags?:", "t"),
        ("a?b?c", "abc"),
        (r"\d+ gulls", "0123456789"),
        (r"\(?c", "(c"),
        ("(x|(?:y|z)w)", "xyz"),
        ("a|[bc]|d", None),
        (".{2}", None),
        ("a{0,2}b", None),
        ("a*", None),
        (r"\w+", None),
        ("(?=q)q", None),
    ],
)
def test_first_characters(pattern: str, expected: str | None) -> None:
    assert openings(pattern) == (ANY if expected is None else ANY & openings(pattern))
    assert expected is None or openings(pattern) == set(expected)


def test_alternatives_keep_brackets_and_classes_whole() -> None:
    assert alternatives(r"a|b(c|d)|[|]e|\|f") == ["a", "b(c|d)", "[|]e", r"\|f"]


LINES = [
    "Share this story", "share", "Leave a reply", "12 comments", "(3) comments", "Sign in",
    "Most read", "READ MORE", "Skip to content", "© 2031 Harbour Gazette", "(c) 2031 The Mast",
    "Copyright 2031", "Updated on 3 March 2031", "5 minutes ago", "Reporting by Ada Quill; editing",
    "Комментарии", "Реклама", "¿Quién?", "ſhare", "The tide rose.", "tags: harbour", "1", "…", "x",
    "Teilen", "İzle", "publicité", "Última hora", "\u212aommentare", "", "-", "[advertisement]",
]  # fmt: skip


def test_the_short_cut_finds_what_the_full_list_finds() -> None:
    for line in [v for text in LINES for v in (text, text.upper(), text.lower(), text.title())]:
        full = next((kind for kind, pattern in furniture() if pattern.match(line)), None)
        assert furniture_kind(line) == full, line


def test_every_pattern_matches_only_what_opens_as_foretold() -> None:
    for _, union in furniture():
        firsts = openings(union.pattern)
        for char in ANY - firsts:
            assert not re.match(union.pattern, char * 3, re.I)
