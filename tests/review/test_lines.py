"""What a person decided of a line holds, is told, and goes along with its words."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

sys.path.append(str(Path(__file__).parent))
from cases import FIRST, decided, record, story, texts

from dossier.story import account, at
from twosource import records
from twosource import types as t
from twosource.dossier import render_html, render_markdown
from twosource.dossier.check import check_spans
from twosource.dossier.view import view
from twosource.review import Decisions, decide_lines, of_finding, of_position, quoted


def test_a_struck_difference_is_told_and_leaves_the_sure_part() -> None:
    made = story()
    done = decide_lines(made, Decisions((decided(made, 0, "strike"),)))
    struck = done.findings[0]
    assert struck.score == 0
    assert struck.reviewed is not None
    assert (struck.reviewed.outcome, struck.reviewed.before) == ("struck", 0.8)
    assert done.findings[1] == made.findings[1]
    shown = view(done)
    assert [m.struck for m in shown.groups[0].all] == [True]
    page, text = render_html(done), render_markdown(done)
    for written in (page, text):
        assert "struck by Ida on 3 May 2031: seen there" in written
        assert "What people decided" in written
    assert "struck by the judge" not in page
    assert records.finding(struck).reviewed is not None
    assert records.dossier(done).reviews[0].holds == "yes"


def test_records_without_a_decision_are_what_they_were() -> None:
    assert "reviewed" not in records.line(record(story(), 0))
    assert "reviews" not in records.line(records.dossier(story()))


def test_an_accepted_line_is_sure_and_a_corrected_one_rests_on_other_words() -> None:
    made = story()
    accept = decided(made, 1, "accept")
    done = decide_lines(made, Decisions((accept,)))
    assert done.findings[1].score == 1
    better = quoted(texts(made), "gull.txt", "is to be closed for 20 days")
    correct = replace(
        of_finding([record(made, 0)], texts(made), "correct", [better], {"type": "date"}),
        id="r-2", author="Ole", time="2031-05-04T10:00:00Z",
    )  # fmt: skip
    (finding, _) = decide_lines(made, Decisions((correct,))).findings
    assert finding.type == "date"
    assert finding.spans["gull.txt"] == better.span
    assert finding.spans["ledger.html"] == made.findings[0].spans["ledger.html"]


def test_the_later_of_two_decisions_holds_and_the_earlier_says_so() -> None:
    made = story()
    one = decided(made, 0, "strike", "r-1", "Ida")
    two = decided(made, 0, "accept", "r-2", "Ole")
    done = decide_lines(made, Decisions((one, two)))
    assert done.findings[0].reviewed is not None
    assert done.findings[0].reviewed.author == "Ole"
    assert [(s.holds, s.reason) for s in done.reviews] == [
        ("no", "Ole decided otherwise later"), ("yes", "")
    ]  # fmt: skip


def test_a_decision_is_carried_over_to_a_new_version_where_the_words_stand() -> None:
    before, now = story(2), story(3)
    versions = {"ledger.html#2": "ledger.html"}
    strike = decided(before, 0, "strike")
    # the rerun tells it of the new version and the other account alone
    spans = {a: s for a, s in now.findings[0].spans.items() if a != "ledger.html"}
    now = replace(now, findings=(replace(now.findings[0], spans=spans), now.findings[1]))
    done = decide_lines(now, Decisions((strike,), versions))
    assert done.findings[0].reviewed is not None
    assert done.reviews[0].reason == "carried over to ledger.html#2"
    # without knowing it as a version, nothing is carried
    assert decide_lines(now, Decisions((strike,))).findings[0].reviewed is None


def test_a_decision_whose_words_are_gone_is_told_not_carried_out() -> None:
    before, now = story(2), story(3)
    other = account("ledger.html#2", "Nothing of the quay.", language="en")
    strike = decided(before, 0, "strike")
    parses = (replace(now.analysis.parses[2], account=other), now.analysis.parses[1])
    made = replace(now, analysis=replace(now.analysis, parses=parses, positions=()), findings=())
    done = decide_lines(made, Decisions((strike,), {"ledger.html#2": "ledger.html"}))
    assert [(s.holds, s.reason) for s in done.reviews] == [
        ("not established", "the words do not stand there now")
    ]  # fmt: skip
    assert "not carried out: the words do not stand there now" in render_markdown(done)


@pytest.mark.parametrize("decision", ["accept", "correct"])
def test_what_a_person_kept_and_the_program_finds_no_more_is_put_back(decision: str) -> None:
    made = story()
    kept = decided(made, 0, decision, "r-9")  # type: ignore[arg-type]
    if decision == "correct":
        kept = replace(kept, values={"type": "date"})
    done = decide_lines(replace(made, findings=made.findings[1:]), Decisions((kept,)))
    back = done.findings[-1]
    assert (back.kind, back.score) == ("differ", 1.0)
    assert dict(back.spans) == dict(made.findings[0].spans)
    check_spans(done)
    position = replace(
        of_position(records.position(made.analysis.positions[0]), texts(made), "accept"),
        id="r-8", author="Ida", time="2031-05-03T10:00:00Z",
    )  # fmt: skip
    bare = replace(made, analysis=replace(made.analysis, positions=()))
    (again,) = decide_lines(bare, Decisions((position,))).analysis.positions
    assert again.content == made.analysis.positions[0].content
    check_spans(decide_lines(bare, Decisions((position,))))


def test_a_position_is_struck_or_corrected_to_another_party_and_kind() -> None:
    made = story()
    line = records.position(made.analysis.positions[0])
    signed = {"id": "r-3", "author": "Ida", "time": "2031-05-03T10:00:00Z"}
    strike = replace(of_position(line, texts(made), "strike"), **signed)
    (struck,) = decide_lines(made, Decisions((strike,))).analysis.positions
    assert struck.reviewed is not None
    assert struck.reviewed.outcome == "struck"
    assert "1 struck" in render_html(decide_lines(made, Decisions((strike,))))
    values = {"kind": "appeal", "holder": "the county", "modality": "negated"}
    correct = replace(of_position(line, texts(made), "correct", (), values), **signed)
    (right,) = decide_lines(made, Decisions((correct,))).analysis.positions
    assert (right.kind, right.modality) == ("appeal", "negated")
    assert right.holder.actor is not None
    assert right.holder.actor.id == "county"


def test_a_struck_difference_no_longer_speaks_against_an_agreement() -> None:
    made = story()
    clause = {
        a.id: at(a, "40 million crowns") for a in made.analysis.accounts
    }  # fmt: skip
    wrong = t.Finding("f3", "differ", "number", clause, 0.9, 0.9, "", "r", severity=0.8)
    made = replace(made, findings=(*made.findings, wrong))
    agree = decided(made, 1, "accept")
    strike = decided(made, 2, "strike", "r-2")
    (shown,) = view(decide_lines(made, Decisions((agree, strike)))).groups[1].all
    assert shown.sure


_DECISIONS = st.lists(
    st.tuples(st.integers(0, 1), st.sampled_from(["accept", "strike"])), max_size=8
)


@settings(max_examples=40, deadline=None)
@given(_DECISIONS)
def test_the_last_decision_of_each_line_holds_and_nothing_else_changes(
    wanted: list[tuple[int, str]],
) -> None:
    made = story()
    reviews = tuple(
        decided(made, n, d, f"r-{i}", f"person {i}")  # type: ignore[arg-type]
        for i, (n, d) in enumerate(wanted)
    )
    done = decide_lines(made, Decisions(reviews))
    last = {n: (i, d) for i, (n, d) in enumerate(wanted)}
    for n, (before, after) in enumerate(zip(made.findings, done.findings, strict=True)):
        if n not in last:
            assert after == before
            continue
        i, decision = last[n]
        assert after.reviewed is not None
        assert after.reviewed.author == f"person {i}"
        assert after.score == (1.0 if decision == "accept" else 0.0)
        assert after.spans == before.spans
    assert {s.review.id for s in done.reviews} == {r.id for r in reviews}
    assert sum(s.holds == "yes" for s in done.reviews) == len(last)
    assert decide_lines(done, Decisions(reviews)) == done


@settings(max_examples=60, deadline=None)
@given(
    st.text(st.characters(exclude_categories=["Cs"]), max_size=40),
    st.text(st.characters(exclude_categories=["Cs"]), max_size=40),
)
def test_words_are_found_again_whatever_stands_around_them(front: str, behind: str) -> None:
    """Characters beyond U+FFFF count as one."""
    before, now = story(2), story(3)
    text = f"{front}\n\n{FIRST}\n\n{behind}"
    if text.count("12 days") != 1:
        return
    later = account("ledger.html#2", text, language="en")
    parses = (*now.analysis.parses[:2], replace(now.analysis.parses[2], account=later))
    spans = {"ledger.html#2": at(later, "12 days"), "gull.txt": now.findings[0].spans["gull.txt"]}
    made = replace(
        now, analysis=replace(now.analysis, parses=parses),
        findings=(replace(now.findings[0], spans=spans),),
    )  # fmt: skip
    strike = decided(before, 0, "strike")
    done = decide_lines(made, Decisions((strike,), {"ledger.html#2": "ledger.html"}))
    assert done.findings[0].reviewed is not None
    assert done.findings[0].spans == spans
