"""Whole stories that tempt the register: who must be one, and who must not."""

from __future__ import annotations

import tomllib
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest

from parties.telling import account
from twosource.language import parse_all
from twosource.parties import resolve
from twosource.types import Register

STORIES = tomllib.loads((Path(__file__).parent / "stories.toml").read_text("utf-8"))["story"]


def _actors(story: dict[str, Any]) -> tuple[Register, dict[str, list[tuple[str, str | None]]]]:
    texts = {id: text.strip() for id, text in story["accounts"].items()}
    register = resolve(list(parse_all([account(t, id) for id, t in texts.items()])))

    def actor(place: str, words: str, nth: int) -> str | None:
        at = -1
        for _ in range(nth + 1):
            at = _next(texts[place], words, at + 1)
        hits = [
            m.actor
            for m in register.mentions
            if m.account == place and m.span.start <= at and m.span.end == at + len(words)
        ]
        return hits[0] if hits else None

    found = {
        party["name"]: [(f"{a}:{w}:{n}", actor(a, w, n)) for a, w, n in party["mentions"]]
        for party in story["party"]
    }
    for number, item in enumerate(story.get("open", [])):
        found[f"open {number}"] = [(f"{a}:{w}:{n}", actor(a, w, n)) for a, w, n in item["mentions"]]
    return register, found


def _next(text: str, words: str, start: int) -> int:
    """The next place where the words stand whole."""
    while True:
        at = text.index(words, start)
        end = at + len(words)
        if not (text[at - 1 : at].isalpha() or text[end : end + 1].isalpha()):
            return at
        start = at + 1


@pytest.mark.parametrize("story", STORIES, ids=lambda s: str(s["name"]))
def test_one_party_is_one(story: dict[str, Any]) -> None:
    _, found = _actors(story)
    for party in story["party"]:
        actors = {actor for _, actor in found[party["name"]]}
        assert len(actors) == 1 and None not in actors, found[party["name"]]


@pytest.mark.parametrize("story", STORIES, ids=lambda s: str(s["name"]))
def test_two_parties_are_two(story: dict[str, Any]) -> None:
    _, found = _actors(story)
    named = [party["name"] for party in story["party"]]
    for one, two in combinations(named, 2):
        shared = {a for _, a in found[one]} & {a for _, a in found[two]} - {None}
        assert not shared, (one, two, found[one], found[two])
    for number, item in enumerate(story.get("open", [])):
        for name in item["never"]:
            shared = {a for _, a in found[f"open {number}"]} & {a for _, a in found[name]} - {None}
            assert not shared, (name, found[f"open {number}"])
