"""What verdicts do to lines: in the records, on the page, in Markdown."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import replace

import pytest
from jsonschema import Draft202012Validator

from conftest import ROOT
from judge.apply_story import contested
from judge.conftest import written
from judge.court import Court, Said, accounts, data, fair, made, plain, row
from twosource.dossier import render_html, render_markdown
from twosource.dossier.matters import SURE as PAGE_SURE
from twosource.dossier.matters import Matter
from twosource.dossier.view import view
from twosource.judge import Judge
from twosource.judge.apply import judged_findings
from twosource.judge.notes import SURE
from twosource.judge.texts import Texts
from twosource.types import Dossier, Finding, Judgement, Span

Build = Callable[..., Judge]


def words(note: Said) -> str:
    return " | ".join(t["words"] for t in note.get("tellings", [note | {"words": ""}]))


def values(matters: Sequence[Matter]) -> set[str]:
    """The figures that head matters."""
    return {v.words.split()[0] for m in matters for v in m.versions}


def finding(dossier: Dossier, *told: str) -> Finding:
    """The one finding whose words hold these."""
    texts = {a.id: a for a in dossier.analysis.accounts}
    found = [
        f for f in dossier.findings
        if all(
            any(t in s.of(texts[a].part(f.parts.get(a, "text"))) for a, s in f.spans.items())
            for t in told
        ) and f.kind == "differ"
    ]  # fmt: skip
    assert len(found) == 1, [f.reason for f in found]
    return found[0]


def test_the_score_that_parts_sure_from_unsure_is_that_of_the_page() -> None:
    assert SURE == PAGE_SURE


def test_a_confirmed_line_is_raised_and_a_struck_one_falls(
    court: Court, judge: Build, unjudged: Dossier
) -> None:
    def rule(note: Said) -> str:
        return "strike" if "would not pay" in words(note) else "confirm"

    court.behave = court.answering(fair(rule, reason="A plain reason."))
    dossier, warned = made(judge())
    assert warned == ""
    doubtful = finding(unjudged, "built in 1998", "inspected in March")
    assert doubtful.score < SURE
    raised = finding(dossier, "built in 1998", "inspected in March")
    assert raised.score >= SURE
    assert raised.judged is not None
    assert (raised.judged.verdict, raised.judged.model) == ("confirmed", "m-7b")
    assert raised.judged.reason == "A plain reason."
    assert raised.judged.before == doubtful.score
    before = finding(unjudged, "they would not pay before", "pay for the clean-up before")
    struck = finding(dossier, "they would not pay before", "pay for the clean-up before")
    assert before.score >= SURE > struck.score
    assert struck.judged is not None and struck.judged.verdict == "struck"
    assert struck.judged.before == before.score


def test_the_record_fits_its_schema_and_names_the_model(court: Court, judge: Build) -> None:
    court.behave = court.answering(fair(lambda n: "strike", reason="Two things."))
    dossier, _ = made(judge())
    record = json.loads(written(dossier))
    schema = json.loads((ROOT / "docs/schema/dossier.json").read_text())
    Draft202012Validator(schema).validate(record)
    judged = [f["judged"] for f in record["findings"] if f["kind"] != "only"]
    assert judged and all(
        j["model"] == "m-7b" and j["verdict"] == "struck" and j["reason"] == "Two things."
        for j in judged
    )
    assert all(p["judged"]["verdict"] == "struck" for p in record["positions"])
    assert [f["judged"] for f in record["findings"] if f["kind"] == "only"] == [None]


def test_an_old_record_without_the_field_still_fits(unjudged: Dossier) -> None:
    record = json.loads(written(unjudged))
    for line in (*record["findings"], *record["positions"]):
        assert line.pop("judged") is None
    schema = json.loads((ROOT / "docs/schema/dossier.json").read_text())
    Draft202012Validator(schema).validate(record)


def test_struck_lines_leave_the_first_screen_and_fold_with_their_reason(
    court: Court, judge: Build, unjudged: Dossier
) -> None:
    def rule(note: Said) -> str:
        return "strike" if "containers" in words(note) else "confirm"

    court.behave = court.answering(fair(rule, reason="Counted <b>twice</b> & *wrongly*."))
    dossier, _ = made(judge())
    differ = view(dossier).groups[0]
    assert "12" in values(view(unjudged).groups[0].top)
    assert "12" not in values(differ.sure) and "48" in values(differ.sure)
    assert values(differ.struck) == {"12", "19"}
    assert not set(differ.struck) & set(differ.unsure)
    page, text = render_html(dossier), render_markdown(dossier)
    assert "1 struck by the judge" in page and "1 struck by the judge" in text
    assert "Counted &lt;b&gt;twice&lt;/b&gt; &amp; *wrongly*." in page
    assert "<b>twice</b>" not in page
    assert r"Counted \<b\>twice\</b\> \& \*wrongly\*." in text
    assert page.count("confirmed by the judge (m-7b)") >= 2
    assert "Judged by a language model (m-7b)" in page
    assert "Judged by a language model (m-7b)" in text


def test_a_confirmed_sentence_is_agreed_though_its_subject_is_nobody(
    court: Court, judge: Build, unjudged: Dossier
) -> None:
    def rule(note: Said) -> str:
        return "confirm" if note["kind"] == "agreement" else "unsure"

    court.behave = court.answering(fair(rule))
    dossier, _ = made(judge())
    assert "Nobody was hurt." not in told(view(unjudged).groups[1].sure)
    assert "Nobody was hurt." in told(view(dossier).groups[1].sure)


def told(matters: Sequence[Matter]) -> set[str]:
    """The sentences of matters."""
    return {v.words for m in matters for v in m.versions}


def test_a_struck_position_folds_away(court: Court, judge: Build, unjudged: Dossier) -> None:
    def rule(note: Said) -> str:
        return "strike" if note["kind"] == "position" and note["stand"] == "demand" else "unsure"

    court.behave = court.answering(fair(rule))
    dossier, _ = made(judge())
    assert "demands" in [s.verb for party in view(unjudged).parties for s in party.positions]
    stands = [s for party in view(dossier).parties for s in party.positions]
    folded = [s for party in view(dossier).parties for s in party.struck]
    assert [s.verb for s in folded] == ["demands"]
    assert "demands" not in [s.verb for s in stands] and stands
    assert "struck by the judge (m-7b)" in render_html(dossier)


def test_unsure_leaves_every_line_as_it_was(court: Court, judge: Build, unjudged: Dossier) -> None:
    court.behave = court.answering(fair(lambda n: "unsure"))
    dossier, warned = made(judge())
    assert warned == ""
    assert written(dossier) == written(unjudged)
    assert render_html(dossier) == render_html(unjudged)


def test_a_line_that_the_judge_strikes_still_keeps_its_clause_from_being_agreed(
    court: Court, judge: Build
) -> None:
    """A judge cannot make agreed what our own check finds at odds."""

    def rule(note: Said) -> str:
        return "strike" if note["kind"] == "difference" else "confirm"

    court.behave = court.answering(fair(rule))
    dossier, _ = made(judge())
    struck = finding(dossier, "they would not pay before", "pay for the clean-up before")
    assert struck.judged is not None and struck.score < SURE
    whole = replace(
        struck, id="f99", kind="agree", type="fact", score=0.9,
        judged=replace(struck.judged, verdict="confirmed"),
        spans={
            a.id: _around(a.text, "Brisk Lines,", "inquiry") if a.id == "north"
            else _around(a.text, "Brisk Lines refused", "inquiry")
            for a in dossier.analysis.accounts
        },
    )  # fmt: skip
    rest = tuple(f for f in dossier.findings if f.kind != "differ")
    assert inquiries(replace(dossier, findings=(*rest, whole))) == 1, "it would be agreed"
    assert inquiries(replace(dossier, findings=(*dossier.findings, whole))) == 0


def inquiries(dossier: Dossier) -> int:
    """Agreed rows about the inquiry."""
    return sum("inquiry" in m.places[0].text for m in view(dossier).groups[1].sure)


def _around(text: str, first: str, last: str) -> Span:
    start = text.index(first)
    return Span(start, text.index(last, start) + len(last))


def test_an_agreement_that_is_contested_is_not_raised() -> None:
    analysis, findings = contested()
    texts = Texts(analysis, [a.id for a in analysis.accounts])
    said = {("finding", f.id): Judgement("m", "confirmed") for f in findings if f.kind == "agree"}
    by_id = {f.id: f for f in judged_findings(findings, said, texts, analysis)}
    assert by_id["row"].score == 0.35, "a figure of its own speaks against it"
    assert by_id["plain"].score == SURE
    assert by_id["row"].judged is not None


def test_an_agreement_is_not_raised_over_a_difference_that_the_judge_strikes() -> None:
    """Two spellings of a name: no figure, no negation, and our own draft tells them apart."""
    one, two = (
        "The dam was opened by Una Voss at night.",
        "The dam was opened by Una Vost at night.",
    )
    given = accounts(one, two)
    texts = {a.id: a.text for a in given}
    lines = [
        row("f1", ("differ", "name", 0.35, "Una Voss", "Una Vost"), texts),
        row("f2", ("agree", "fact", 0.4, one[:-1], two[:-1]), texts),
    ]
    analysis = plain(given, lines).analysis
    said = {
        ("finding", "f1"): Judgement("m", "struck"), ("finding", "f2"): Judgement("m", "confirmed")
    }  # fmt: skip
    shown = Texts(analysis, ["north", "south"])
    difference, agreement = judged_findings(lines, said, shown, analysis)
    assert difference.score < 0.35 and agreement.score == 0.4
    (alone,) = judged_findings(lines[1:], said, shown, analysis)
    assert alone.score >= SURE, "without the difference it is raised"


def test_lines_in_the_same_words_are_asked_about_once(court: Court, judge: Build) -> None:
    made(judge())
    notes = [n for r in court.seen for n in data(r).get("notes", [])]
    bare = [json.dumps({k: v for k, v in n.items() if k != "id"}, sort_keys=True) for n in notes]
    assert len(bare) == len(set(bare))


@pytest.mark.parametrize("kind", ["difference", "agreement", "position"])
def test_every_kind_is_asked_about(kind: str, court: Court, judge: Build) -> None:
    made(judge())
    assert kind in {n["kind"] for r in court.seen for n in data(r).get("notes", [])}


def test_no_file_name_leaves(court: Court, judge: Build) -> None:
    made(judge())
    sent = json.dumps(court.seen)
    assert "north" not in sent and "south" not in sent
