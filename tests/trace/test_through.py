"""A copy of one account was not written from a third one too."""

from __future__ import annotations

from twosource.trace.through import through_copies
from twosource.types import Derivation, Direction, Evidence, Relation, Span

EVIDENCE = (Evidence("run", Span(0, 9), Span(0, 9)),)


def _link(a: str, b: str, relation: Relation, direction: Direction, score: float) -> Derivation:
    return Derivation(a, b, relation, direction, score, EVIDENCE, "they share runs", "test")


def test_a_copy_and_a_later_version_share_the_first() -> None:
    links = (
        _link("wire", "copy", "verbatim", "a>b", 0.97),
        _link("wire", "update", "rewritten", "common", 0.67),
        _link("copy", "update", "rewritten", "b>a", 0.66),
    )
    made = through_copies(links)
    assert [d.direction for d in made] == ["a>b", "common", "common"]
    assert "copy is a copy of wire" in made[2].reason


def test_a_source_of_the_source_stays_a_source() -> None:
    links = (
        _link("wire", "copy", "verbatim", "a>b", 0.97),
        _link("report", "wire", "rewritten", "a>b", 0.67),
        _link("report", "copy", "rewritten", "a>b", 0.66),
    )
    assert through_copies(links) == links
