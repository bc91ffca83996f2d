"""What a judge may propose: only what passes the checks that our own lines pass."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from judge.conftest import written
from judge.court import SOUTH, Court, Said, accounts, data, fair, made, row
from twosource.judge import Judge
from twosource.judge.quotations import once, reason
from twosource.types import Dossier, Finding, Position, SourceRange

Build = Callable[..., Judge]
MORE = (
    " Clearing the bay may take until 14 May, Ine Dahl thinks. Towing the wreck costs the port 3 "
    "million crowns. The crew's union wants a second mate on every crossing. The first mate was at "
    "the wheel."
)
OTHER = (
    " Work in the water ends on 20 May. Aldo's salvors ask 5 million crowns for the job. Nobody "
    "was hurt on the tug. It was the captain who steered."
)
MILLIONS = ("costs the port 3 million crowns", "ask 5 million crowns for the job")
WHEEL = ("The first mate was at the wheel", "It was the captain who steered")
DAYS = ("may take until 14 May", "Work in the water ends on 20 May")


def proposing(court: Court, **given_: list[dict[str, Any]]) -> None:
    court.behave = court.answering(fair(lambda n: "unsure", proposals=given_))


def story() -> list[Any]:
    first, second = accounts()
    return [*accounts(first.text + MORE, second.text + OTHER)]


def difference(type_: str, a: str, b: str) -> dict[str, str]:
    return {"type": type_, "a": a, "b": b, "reason": "They differ."}


def proposed(dossier: Dossier) -> list[Finding]:
    return [f for f in dossier.findings if f.rule == "judge/proposed"]


@pytest.fixture(scope="module")
def plain() -> Dossier:
    return made(None, story())[0]


@pytest.mark.parametrize(
    ("type_", "a", "b", "sure"),
    [
        ("number", *MILLIONS, True),
        ("date", *DAYS, True),
        ("fact", *WHEEL, False),
        ("status", *WHEEL, False),
        ("scope", *MILLIONS, False),
    ],
)
def test_a_difference_on_exact_words_is_taken(
    type_: str, a: str, b: str, sure: bool, court: Court, judge: Build
) -> None:
    proposing(court, differences=[difference(type_, a, b)])
    dossier, warned = made(judge(), story())
    assert warned == ""
    (line,) = proposed(dossier)
    texts = {x.id: x.text for x in dossier.analysis.accounts}
    assert {k: s.of(texts[k]) for k, s in line.spans.items()} == {"north": a, "south": b}
    assert (line.kind, line.type, line.score >= 0.5) == ("differ", type_, sure)
    assert line.judged is not None and line.judged.verdict == "proposed"
    assert line.judged.reason == "They differ."
    assert [f.id for f in dossier.findings] == [f"f{n + 1}" for n in range(len(dossier.findings))]


@pytest.mark.parametrize(
    ("type_", "a", "b"),
    [
        ("number", "costs the port 3 million crown,", MILLIONS[1]),
        ("number", "costs the port 4 million crowns", MILLIONS[1]),
        ("number", MILLIONS[0].upper(), MILLIONS[1]),
        ("number", *reversed(MILLIONS)),
        ("number", MILLIONS[0], MILLIONS[0]),
        ("number", MILLIONS[0], WHEEL[1]),
        ("number", *WHEEL),
        ("number", MILLIONS[0], "61 people aboard"),
        ("number", "run aground off Kell Point", "61 people aboard"),
        ("date", *MILLIONS),
        ("date", "Kell Point on Tuesday evening", "near Kell Point on Tuesday evening"),
        ("fact", "The", WHEEL[1]),
        ("number", "", "61 people aboard"),
        ("number", " ", "\n\n"),
        ("fact", "Kell Point on Tuesday evening", "Kell Point on Tuesday evening"),
        ("caption", *WHEEL),
        ("tone", *WHEEL),
        ("fact", "x" * 10_000, WHEEL[1]),
    ],
)  # fmt: skip
def test_a_difference_that_fails_a_check_is_dropped(
    type_: str, a: str, b: str, court: Court, judge: Build, plain: Dossier
) -> None:
    proposing(court, differences=[difference(type_, a, b)])
    dossier, warned = made(judge(), story())
    assert "TS-JUDGE-08" in warned
    assert written(dossier) == written(plain)


def test_what_is_drafted_already_is_passed_over(court: Court, judge: Build, plain: Dossier) -> None:
    lines = [difference("number", "12 containers", "19 containers")]
    proposing(court, differences=lines)
    dossier, warned = made(judge(), story())
    assert warned == ""
    assert written(dossier) == written(plain)


def test_one_proposed_twice_stands_once(court: Court, judge: Build) -> None:
    line = difference("number", *MILLIONS)
    proposing(court, differences=[line, line, line])
    assert len(proposed(made(judge(), story())[0])) == 1


def test_no_more_than_a_few_are_taken(court: Court, judge: Build) -> None:
    words = story()[0].text.split(" ")
    lines = [difference("fact", " ".join(words[i : i + 6]), SOUTH[:40]) for i in range(40)]
    proposing(court, differences=lines)
    assert len(proposed(made(judge(), story())[0])) <= 6


@pytest.mark.parametrize(
    ("a", "b", "taken"),
    [
        (*DAYS, False),
        (*MILLIONS, False),
        ("said they would not pay", "A tug from Aldo pulled the ship free", False),
        (WHEEL[0], "the captain who steered the ship", False),
        ("Towing the wreck costs the port", "salvors ask 5 million crowns", False),
        ("Clearing the bay may take", "Work in the water ends", False),
        ("a second mate on every crossing", "the bay", False),
        ("the Kell Gazette", "near Kell Point", True),
    ],
)  # fmt: skip
def test_an_agreement_is_taken_only_where_nothing_speaks_against_it(
    a: str, b: str, taken: bool, court: Court, judge: Build, plain: Dossier
) -> None:
    proposing(court, agreements=[{"a": a, "b": b, "reason": ""}])
    dossier, warned = made(judge(), story())
    if not taken:
        assert "TS-JUDGE-08" in warned and written(dossier) == written(plain)
        return
    (line,) = proposed(dossier)
    assert warned == "" and line.kind == "agree" and line.score < 0.5
    assert line.sources is not None and line.proposition == "judge:1"


def test_a_proposed_contradiction_takes_its_row_out_of_what_is_agreed(
    court: Court, judge: Build
) -> None:
    a = "The dam at Orr was opened in the night by its keeper, Una Voss."
    b = "The dam at Orr was opened in the night by its keeper, Una Vost."
    given_ = accounts(f"{a} The road is shut.", f"{b} Schools are closed.")
    texts_ = {x.id: x.text for x in given_}
    agreed = row(
        "f1", ("agree", "fact", 0.8, "The dam at Orr was opened", "The dam at Orr"), texts_
    )
    once = SourceRange(1, 2, (), ("Told twice.",))
    rows = [replace(agreed, sources=once, proposition="text:1")]
    proposing(court, differences=[difference("fact", a[:-1], b[:-1])])
    dossier, _ = made(judge(), given_, rows)
    lines = proposed(dossier)
    assert lines
    assert not [f for f in dossier.findings if f.kind == "agree"]
    assert lines[0].sources == once and lines[0].proposition == "text:1"


STAND = {
    "account": "A", "holder": "The crew's union", "kind": "demand",
    "content": "a second mate on every crossing", "condition": "", "reason": "It wants it.",
}  # fmt: skip


def stands(dossier: Dossier) -> list[Position]:
    return [p for p in dossier.analysis.positions if p.rule == "judge/proposed"]


def test_a_position_on_exact_words_is_taken(court: Court, judge: Build, plain: Dossier) -> None:
    text = plain.analysis.accounts[0].text
    assert not any("mate" in p.content.of(text) for p in plain.analysis.positions[:1])
    proposing(court, positions=[STAND])
    dossier, warned = made(judge(), story())
    assert warned == ""
    (line,) = stands(dossier)
    assert line.content.of(text) == STAND["content"]
    assert line.holder.span.of(text) == STAND["holder"]
    assert line.holder.actor is not None
    assert line.judged is not None and line.judged.verdict == "proposed"
    ids = [(p.account, p.id) for p in dossier.analysis.positions]
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize(
    "change",
    [
        {"account": "C"},
        {"account": "north"},
        {"holder": "The seamen's union"},
        {"holder": "Harbour master"},
        {"holder": ""},
        {"holder": "crossin"},
        {"content": "a third mate on every crossing"},
        {"content": "mate"},
        {"content": ""},
        {"kind": "wish"},
        {"condition": "if the line agrees"},
        {"account": "B"},
    ],
)
def test_a_position_that_fails_a_check_is_dropped(
    change: dict[str, str], court: Court, judge: Build, plain: Dossier
) -> None:
    proposing(court, positions=[STAND | change])
    dossier, warned = made(judge(), story())
    assert "TS-JUDGE-08" in warned
    assert written(dossier) == written(plain)


def test_the_judge_reads_both_texts_and_what_is_known(court: Court, judge: Build) -> None:
    made(judge(), story())
    asked: list[Said] = [data(r) for r in court.seen if "accounts" in data(r)]
    (only,) = asked
    assert only["accounts"] == {"A": story()[0].text, "B": story()[1].text}
    assert {"kind": "differ", "a": "12 containers", "b": "19 containers"} in only["known"]


TEXTS = st.text(alphabet="ab \n“é😀\u0301", max_size=60)


@given(TEXTS, st.integers(0, 60), st.integers(0, 4), TEXTS)
def test_what_is_found_stands_there_once(text: str, start: int, size: int, other: str) -> None:
    start %= len(text) + 1
    words = text[start : start + size] or other
    span = once(text, words)
    if span is not None:
        assert span.of(text) == words
        assert text.count(words) == 1
    else:
        overlapping = sum(text.startswith(words, i) for i in range(len(text)))
        assert not words.strip() or overlapping != 1


@given(st.text(max_size=800))
def test_a_reason_is_always_one_bounded_line(said: str) -> None:
    kept, dropped = reason(said, ["a b c"])
    assert len(kept) <= 242 and len(kept.splitlines()) <= 1
    assert kept == kept.strip() and (not dropped or kept == "")
    kept.encode("utf-8")
