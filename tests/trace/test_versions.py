"""Versions of one page: recognised, in order, with what changed between them."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from twosource.trace import explain, trace
from twosource.trace.telling import telling
from twosource.trace.versions import differences, page_of
from twosource.types import DateCandidate, Derivation

sys.path.insert(0, str(Path(__file__).parent))
from invented import WIRE, account

URL = "https://www.veller-bote.example/news/fees/"
FIRST = account("first", WIRE, url=URL)
CORRECTED = account(
    "corrected",
    WIRE.replace("1,250", "1,520").replace("the deputy minister", "the minister")
    + "\n\nCorrection: an earlier version of this article gave a wrong number of boats.",
    url="http://veller-bote.example/news/fees?utm_source=post#top",
)
UPDATED = account(
    "updated",
    "UPDATED: 14.20\n\n" + WIRE.replace("“We will bring", "On Hesk: “We will bring"),
    url=URL,
)


def one(*pair: object) -> Derivation:
    (link,) = trace(pair)  # type: ignore[arg-type]
    return link


def test_a_correction_is_the_later_version_whichever_is_read_first() -> None:
    assert one(FIRST, CORRECTED).direction == "a>b"
    link = one(CORRECTED, FIRST)
    assert link.direction == "b>a"
    assert "versions of one page" in link.reason
    assert "correction" in link.reason


def test_what_changed_is_kept_with_its_places() -> None:
    link = one(FIRST, CORRECTED)
    changed = [e for e in link.evidence if e.kind == "changed"]
    assert [(e.a.of(FIRST.text), e.b.of(CORRECTED.text)) for e in changed if e.a and e.b] == [
        ("1,250", "1,520")
    ]
    (added,) = (e for e in link.evidence if e.kind == "added")
    assert added.a is None
    assert added.b is not None
    assert added.b.of(CORRECTED.text).startswith("Correction: an earlier")
    words = explain(link, FIRST, CORRECTED)
    assert "Between the versions:" in words
    assert "says that it was corrected" in words


def test_an_update_is_the_later_version() -> None:
    link = one(UPDATED, FIRST)
    assert (link.relation, link.direction) == ("verbatim", "b>a")
    assert [e.b is None for e in link.evidence if e.kind == "dropped"] == [True, True]


def test_what_one_version_added_is_what_the_other_way_round_was_dropped() -> None:
    there, back = one(FIRST, UPDATED), one(UPDATED, FIRST)
    turned = {"added": "dropped", "dropped": "added"}
    kinds = {"added", "dropped", "changed"}
    assert [(e.kind, e.a, e.b) for e in there.evidence if e.kind in kinds] == [
        (turned.get(e.kind, e.kind), e.b, e.a) for e in back.evidence if e.kind in kinds
    ]
    assert all(e.a is None for e in there.evidence if e.kind == "added")


def test_the_hour_decides_between_versions_and_only_there() -> None:
    def at(hour: str) -> DateCandidate:
        return DateCandidate(f"2031-05-04T{hour}+01:00", "minute", "published", "meta", 0.9)

    early, late = (
        replace(FIRST, published=at("09:05")),
        replace(FIRST, id="b", published=at("17:30")),
    )
    assert one(late, early).direction == "b>a"
    elsewhere = replace(late, url="https://hesk.example/fees")
    assert one(early, elsewhere).direction == "common"


def test_addresses_of_one_page() -> None:
    assert page_of(URL) == page_of(CORRECTED.url)
    assert page_of("https://a.example/x?id=1") != page_of("https://a.example/x?id=2")
    assert page_of(None) == page_of("http://[broken") == page_of("") == ""


@settings(max_examples=40, deadline=None)
@given(
    st.lists(st.sampled_from(["ann", "ben", "cid", "dot", "eve", "fay"]), max_size=30),
    st.lists(st.sampled_from(["ann", "ben", "cid", "dot", "eve", "fay"]), max_size=30),
)
def test_differences_turn_one_version_into_the_other(a: list[str], b: list[str]) -> None:
    one_, two = telling(account("a", " ".join(a))), telling(account("b", " ".join(b)))
    gone = {n for e in differences(one_, two) if e.a for n in range(e.a.start, e.a.end)}
    new = {n for e in differences(one_, two) if e.b for n in range(e.b.start, e.b.end)}

    def kept(text: str, left: set[int]) -> list[str]:
        return "".join(" " if n in left else c for n, c in enumerate(text)).split()

    assert kept(" ".join(a), gone) == kept(" ".join(b), new)
