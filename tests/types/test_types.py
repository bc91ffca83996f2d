"""The frozen types: nothing without a span, and what they answer."""

from __future__ import annotations

import dataclasses
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from twosource.errors import SpanError
from twosource.types import (
    Account,
    Actor,
    Analysis,
    Caption,
    Credit,
    Derivation,
    Evidence,
    Finding,
    Mention,
    Origin,
    Parse,
    Register,
    Section,
    Span,
    Statement,
)
from twosource.types.span import need

SPANS = st.tuples(st.integers(0, 40), st.integers(1, 20)).map(lambda p: Span(p[0], p[0] + p[1]))


@pytest.mark.parametrize(("start", "end"), [(-1, 2), (3, 3), (4, 2), (-3, -1)])
def test_a_span_is_never_empty_reversed_or_before_the_text(start: int, end: int) -> None:
    with pytest.raises(SpanError, match=rf"TS-TYPE-01.*\[{start}, {end}\)"):
        Span(start, end)


def test_a_span_may_start_at_nought_and_hold_one_character() -> None:
    span = Span(0, 1)
    assert (len(span), span.of("år")) == (1, "å")
    assert Span(1, 3).of("a😀é.") == "😀é"
    assert Span(2, 5).shifted(3) == Span(5, 8)
    assert sorted([Span(2, 3), Span(0, 9), Span(0, 4)]) == [Span(0, 4), Span(0, 9), Span(2, 3)]


@given(SPANS, SPANS)
def test_overlap_and_containment_are_those_of_sets(a: Span, b: Span) -> None:
    mine, other = set(range(a.start, a.end)), set(range(b.start, b.end))
    assert len(a) == len(mine)
    assert a.overlap(b) == b.overlap(a) == len(mine & other)
    assert a.contains(b) == (other <= mine)


def test_records_are_frozen_and_slotted() -> None:
    with pytest.raises(dataclasses.FrozenInstanceError):
        Span(0, 1).start = 4  # type: ignore[misc]
    with pytest.raises((AttributeError, TypeError)):
        Account("a", "t", "0").note = "x"  # type: ignore[attr-defined]


def statement(**more: Any) -> Statement:
    given = {
        "source": (), "cue": (), "content": (Span(0, 4),), "form": "direct", "speaker": None,
        "addressee": None, "polarity": "affirmed", "modality": "actual", "rule": "r",
    }  # fmt: skip
    return Statement("a", "s1", "text", **{**given, **more})


def link(relation: Any, evidence: tuple[Evidence, ...]) -> Derivation:
    return Derivation("a", "b", relation, "unknown", 0.5, evidence, "reason", "rule")


def test_nothing_is_built_without_text_to_rest_on() -> None:
    run = Evidence("run", Span(0, 3), None)
    with pytest.raises(SpanError, match=r"TS-TYPE-02.*a statement without content"):
        statement(content=())
    with pytest.raises(SpanError, match=r"TS-TYPE-02.*evidence without a span"):
        Evidence("run", None, None)
    for relation in ("verbatim", "contained", "edited", "rewritten", "common-origin"):
        with pytest.raises(SpanError, match=r"TS-TYPE-02.*a link without evidence"):
            link(relation, ())
        assert link(relation, (run,)).evidence == (run,)
    for relation in ("independent", "not-established"):
        assert link(relation, ()).evidence == ()
    with pytest.raises(SpanError, match=r"TS-TYPE-02.*an origin without a span"):
        Origin("o", "document", "a letter", ("a",), {"a": ()})
    with pytest.raises(SpanError, match=r"TS-TYPE-02.*a finding without a span"):
        Finding("f", "agree", "fact", {}, 1.0, 1.0, "reason", "rule")


def test_one_span_is_enough() -> None:
    assert Evidence("credit", None, Span(0, 3)).a is None
    assert link("edited", (Evidence("credit", None, Span(0, 3)),)).relation == "edited"
    assert Origin("o", "document", "a letter", ("a", "b"), {"a": (), "b": (Span(0, 2),)}).id == "o"
    assert Finding("f", "only", "fact", {"a": Span(0, 2)}, 1.0, 1.0, "", "r").severity == 0.0
    need(iter([Span(0, 1)]), "a generator is read once")
    with pytest.raises(SpanError, match="TS-TYPE-02 what it is: "):
        need(iter([]), "what it is")


ACCOUNT = Account(
    "a", "Body.", "0", title="Head", captions=(Caption("One."), Caption("Two.")),
    credits=(
        Credit("Reuters", "dateline", "VELL (Reuters)"), Credit("AFP", "photo", "Photo: AFP"),
        Credit("AP", "citation", "told the AP"), Credit("Reuters", "tag", "(Reuters)"),
        Credit("dpa", "byline", "By dpa"),
    ),
)  # fmt: skip


def test_an_agency_is_credited_once_and_not_for_a_photo_or_a_citation() -> None:
    assert ACCOUNT.agency == ("Reuters", "dpa")


def test_parts_and_their_texts() -> None:
    assert ACCOUNT.parts() == ("title", "text", "caption:0", "caption:1")
    assert [ACCOUNT.part(p) for p in ACCOUNT.parts()] == ["Head", "Body.", "One.", "Two."]
    bare = Account("b", "Body.", "0")
    assert bare.parts() == ("text",)
    assert Account("b", "Body.", "0", title="").parts() == ("text",)
    for part in ("title", "captions", "body"):
        with pytest.raises(KeyError, match=part):
            bare.part(part)


def section(part: str) -> Section:
    return Section(part, "Body.", None, (), (), (), ())  # type: ignore[arg-type]


def test_a_parse_gives_the_section_of_a_part() -> None:
    parse = Parse(ACCOUNT, (section("text"), section("title")), "none")
    assert parse.section("title") is parse.sections[1]
    assert parse.section("text") is parse.sections[0]
    with pytest.raises(KeyError, match="caption:0"):
        parse.section("caption:0")
    assert Analysis((parse,), Register((), ()), (), (), ()).accounts == (ACCOUNT,)


ONE, TWO = Actor("p1", "Ada Moor"), Actor("p2", "The Board")


def mention(start: int, end: int, actor: str | None, part: str = "text") -> Mention:
    return Mention("a", part, Span(start, end), actor)


def test_a_register_knows_its_actors_and_their_places() -> None:
    late, early = mention(20, 28, "p1"), mention(0, 5, "p2")
    other = Mention("b", "text", Span(0, 5), "p1")
    title = mention(0, 4, "p1", "title")
    register = Register((ONE, TWO), (late, early, other, title))
    assert register.actor("p2") is TWO
    with pytest.raises(KeyError, match="p3"):
        register.actor("p3")
    assert register.within("a", "text", Span(0, 30)) == (early, late)
    assert register.within("a", "text", Span(0, 27)) == (early,)
    assert register.within("a", "title", Span(0, 9)) == (title,)
    assert register.within("c", "text", Span(0, 9)) == ()


def test_the_actor_of_a_phrase() -> None:
    inner, longer = mention(4, 7, "p1"), mention(8, 20, "p2")
    register = Register((ONE, TWO), (inner, longer, mention(0, 3, None)))
    assert register.at("a", "text", Span(4, 7)) is ONE  # its very span
    assert register.at("a", "text", Span(4, 20)) is TWO  # the longest inside
    assert register.at("a", "text", Span(9, 12)) is TWO  # the one around it
    assert register.at("a", "text", Span(0, 3)) is None  # a mention of nobody known
    assert register.at("a", "text", Span(30, 40)) is None
    assert register.at("b", "text", Span(4, 7)) is None
    around = Register((ONE, TWO), (mention(0, 30, "p1"), mention(5, 20, "p2")))
    assert around.at("a", "text", Span(8, 9)) is TWO  # the shortest around
    equal = Register((ONE, TWO), (mention(0, 4, "p2"), mention(6, 10, "p1")))
    assert equal.at("a", "text", Span(0, 10)) is TWO  # the earliest of two as long
