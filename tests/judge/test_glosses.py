"""Sentences in other languages in English, by the judge, where the user asks for it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from judge.court import Court, data, fair
from languages.told import story
from twosource.dossier import render_html, render_markdown
from twosource.engine.pipeline import dossiers
from twosource.judge import Judge
from twosource.judge.story import judging
from twosource.records.build import finding
from twosource.types import Dossier


def made(judge: Judge | None) -> tuple[Dossier, str]:
    """The dossier of the story in four languages, and all warnings."""
    told: list[str] = []
    with judging(judge, told.append, propose=False) as ask:
        dossier = dossiers(story()[:3], one_story=True, judge=ask)[0]
    return dossier, "\n".join(told)


def glossing(english: Any) -> Any:
    """A judge that glosses every sentence with what a rule says of it, and judges fairly."""
    verdicts = fair(lambda note: "unsure")

    def answer(request: dict[str, Any]) -> str:
        asked = data(request)
        if "sentences" not in asked:
            return str(verdicts(request))
        said = [{"id": s["id"], "english": english(s)} for s in asked["sentences"]]
        return json.dumps({"glosses": said})

    return answer


@pytest.fixture
def judge(court: Court, tmp_path: Path) -> Judge:
    return Judge(court.url, "m-7b", cache=tmp_path / "kept", gloss=True)


def questions(court: Court) -> list[dict[str, Any]]:
    """The sentences that were asked about."""
    return [s for r in court.seen for s in data(r).get("sentences", [])]


def test_a_gloss_stands_beside_the_words_marked_as_made_by_a_machine(
    court: Court, judge: Judge
) -> None:
    court.behave = court.answering(glossing(lambda s: f"Sentence {s['id']} of {s['language']}"))
    dossier, warned = made(judge)
    assert warned == ""
    asked = questions(court)
    assert {s["language"] for s in asked} == {"es", "ru"}  # never the English ones
    glossed = [f for f in dossier.findings if f.glosses]
    assert glossed and all("wire" not in f.glosses for f in glossed)
    assert all(g.model == "m-7b" for f in glossed for g in f.glosses.values())
    mark = "in English, by machine (m-7b): Sentence"
    assert mark in render_markdown(dossier)
    page = render_html([dossier])
    assert mark in page and 'class="gloss quiet" lang="en" dir="ltr"' in page
    assert finding(glossed[0]).model_dump(mode="json")["glosses"]


def test_glosses_decide_nothing_and_are_kept(court: Court, judge: Judge) -> None:
    court.behave = court.answering(glossing(lambda s: "The doors were open."))
    first, _ = made(judge)
    plain, _ = made(Judge(judge.url, "m-7b", cache=judge.cache))
    assert [(f.id, f.score, f.reason) for f in first.findings] == [
        (f.id, f.score, f.reason) for f in plain.findings
    ]
    assert not any(f.glosses for f in plain.findings)
    seen = len(court.seen)
    again, _ = made(judge)
    assert again.findings == first.findings and len(court.seen) == seen


BAD = (
    lambda s: s["words"], lambda s: "x" * 5000, lambda s: "\u202e\u0000", lambda s: "двери",
    lambda s: "see https://evil.example/",
)  # fmt: skip


def test_what_is_no_gloss_is_dropped(court: Court, judge: Judge) -> None:
    court.behave = court.answering(glossing(lambda s: BAD[int(s["id"]) % len(BAD)](s)))
    dossier, warned = made(judge)
    assert len(questions(court)) >= len(BAD)
    assert not any(f.glosses for f in dossier.findings)
    assert "TS-JUDGE-08" in warned


def test_without_being_asked_nothing_is_glossed(court: Court, tmp_path: Path) -> None:
    made(Judge(court.url, "m-7b", cache=tmp_path / "kept"))
    assert not questions(court)
    dossier, _ = made(None)
    assert "by machine" not in render_markdown(dossier)
    assert "glosses" not in finding(dossier.findings[0]).model_dump(mode="json")
