"""The first case: two texts that look like two sources and are one."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from conftest import Run, lines

Dossier = dict[str, Any]


@pytest.fixture(scope="module")
def dossier(run: Run, seeds: list[Path]) -> Dossier:
    done = run("dossier", "-q", *seeds)
    assert done.returncode == 0, done.stderr
    (made,) = lines(done.stdout)
    return made


def _accounts(dossier: Dossier) -> tuple[Dossier, Dossier]:
    first, second = dossier["accounts"]
    return first, second


def _texts(dossier: Dossier) -> dict[str, dict[str, str]]:
    return {a["id"]: {"text": a["text"], "title": a["title"] or ""} for a in dossier["accounts"]}


def _cut(dossier: Dossier, record: Dossier, key: str) -> str:
    span = record[key]
    if span is None:
        return ""
    text = _texts(dossier)[record["account"]].get(record["part"], "")
    return text[span[0] : span[1]]


def test_second_account_is_repaired(dossier: Dossier) -> None:
    first, second = _accounts(dossier)
    body = second["text"]
    assert not re.search("[\u0e00-\u0e7f]", body)
    whole = body + " ".join(f["text"] for f in second["furniture"])
    assert not re.search("[\u0e00-\u0e7f]", whole)
    assert body.count("“") == body.count("”") == 16
    for mark in "—–’…":
        assert mark in body
    assert "™ & © 2025" in whole
    assert second["repairs"]
    assert first["repairs"] == []


def test_furniture_captions_and_credits(dossier: Dossier) -> None:
    first, second = _accounts(dossier)
    assert second["outlet"] == "The Los Angeles Post"
    assert second["agency"] == ["CNN"]
    assert first["agency"] == []
    assert second["title"] not in second["text"]
    assert len(second["captions"]) == 2
    assert second["text"].rstrip().endswith("“riviera.”")
    assert second["text"].startswith("(CNN) —")
    furniture = " ".join(f["text"] for f in second["furniture"])
    for other in ("Houthi", "Harvard", "Share This", "Sign In", "Lifestyle"):
        assert other in furniture
        assert other not in second["text"]
    assert "Leave a Reply" not in first["text"]
    assert any("email address" in f["text"] for f in first["furniture"])


def test_neither_date_is_established(dossier: Dossier) -> None:
    for account in dossier["accounts"]:
        assert account["published"] is None
        assert account["published_reason"]
    _, second = _accounts(dossier)
    kinds = {d["value"]: d["kind"] for d in second["dates"]}
    assert kinds["2025-04-01"] == "crawled"


def test_one_is_derived_and_there_is_one_origin(dossier: Dossier) -> None:
    first, _ = _accounts(dossier)
    (link,) = dossier["links"]
    assert link["relation"] not in {"independent", "not-established"}
    forward = "a>b" if link["a"] == first["id"] else "b>a"
    assert link["direction"] != forward
    assert len(link["evidence"]) >= 5
    assert any(
        o["kind"] == "interview" and "CNN" in o["name"] and "Masri" in o["name"]
        for o in dossier["origins"]
    )
    assert any("Trump" in o["name"] and "Truth Social" in o["name"] for o in dossier["origins"])


def test_the_page_says_that_they_are_one_origin(run: Run, seeds: list[Path]) -> None:
    done = run("dossier", "-q", *seeds, "--format", "html")
    assert "of one origin" in done.stdout


def _sources(dossier: Dossier, words: str, kinds: set[str]) -> list[Dossier]:
    texts = _texts(dossier)
    found = []
    for f in dossier["findings"]:
        if f["sources"] is None or f["kind"] not in kinds:
            continue
        for account, (start, end) in f["spans"].items():
            part = f["parts"].get(account, "text")
            if words in texts[account].get(part, "")[start:end]:
                found.append(f["sources"])
    return found


def test_source_ranges(dossier: Dossier) -> None:
    for words in ("blatant double standards", "achieve stability in the region"):
        ranges = _sources(dossier, words, {"agree"})
        assert ranges
        assert all((r["at_least"], r["at_most"]) == (1, 1) for r in ranges)
        assert all(r["reasons"] for r in ranges)
    for words in ("Arab League", "approximately 2 million", "critics"):
        ranges = _sources(dossier, words, {"only"})
        assert ranges
        assert all(r["at_least"] == 0 for r in ranges)


@pytest.mark.parametrize(
    ("name", "forms"),
    [
        ("Mushir al-Masri", {"Al-Masri", "Masri", "A senior Hamas figure"}),
        ("Donald Trump", {"Trump"}),
        ("Steve Witkoff", {"Steve Witkoff"}),
        ("White House", {"White House"}),
        ("Israel", {"Israel"}),
    ],
)
def test_one_party_has_one_id_in_both(name: str, forms: set[str], dossier: Dossier) -> None:
    (party,) = (p for p in dossier["parties"] if p["name"] == name)
    accounts: set[str] = set()
    said: set[str] = set()
    for s in dossier["statements"]:
        if s["speaker"] and s["speaker"]["id"] == party["id"]:
            accounts.add(s["account"])
            said |= {_cut(dossier, s | {"span": span}, "span") for span in s["source"]}
    assert len(accounts) == 2
    assert all(any(form in text for text in said) for form in forms), said


def test_the_addressee_is_kept(dossier: Dossier) -> None:
    _, second = _accounts(dossier)
    told = [
        s for s in dossier["statements"]
        if s["account"] == second["id"] and s["addressee"] is not None
        and _texts(dossier)[second["id"]]["text"][slice(*s["addressee"]["span"])] == "CNN"
    ]  # fmt: skip
    assert len(told) >= 3


def _holder(dossier: Dossier, position: Dossier) -> str:
    actor = position["holder"]["actor"]
    span = {"span": position["holder"]["span"]}
    return (actor["name"] if actor else _cut(dossier, position | span, "span")).lower()


def _positions(dossier: Dossier, kind: str, holder: str) -> list[str]:
    keys = ("content", "condition", "exchange_for")
    return [
        " | ".join(_cut(dossier, p, key) for key in keys)
        for p in dossier["positions"]
        if p["kind"] == kind and holder in _holder(dossier, p)
    ]


@pytest.mark.parametrize(
    ("kind", "holder", "words"),
    [
        ("offer", "masri|hamas", "second phase"),
        ("demand", "trump", "hostages"),
        ("threat", "trump", "consequences|hell to pay"),
        ("demand|appeal", "masri", "neutral"),
        ("accusation", "masri", "bias|siding|participant|party to the conflict"),
        ("accusation", "masri", "double standards"),
        ("refusal", "israel", "direct talks"),
    ],
)
def test_positions(kind: str, holder: str, words: str, dossier: Dossier) -> None:
    found = [
        text for k in kind.split("|") for h in holder.split("|")
        for text in _positions(dossier, k, h)
    ]  # fmt: skip
    assert any(re.search(words, text) for text in found), found


@pytest.mark.parametrize(
    ("kind", "one", "two"),
    [
        ("role", "former", "US President"),
        ("status", "advancing to the second phase", "start of negotiations"),
        ("status", "[Cc]urrently", "captured"),
        ("status", "blocking", "blocked"),
        ("hedging", "may take military action", "going to be|unclear"),
    ],
)
def test_differences(kind: str, one: str, two: str, dossier: Dossier) -> None:
    first, second = _accounts(dossier)
    texts = _texts(dossier)
    for f in dossier["findings"]:
        if f["kind"] != "differ" or f["type"] != kind or len(f["spans"]) != 2:
            continue
        a, b = f["spans"][first["id"]], f["spans"][second["id"]]
        if re.search(one, texts[first["id"]]["text"][slice(*a)]) and re.search(
            two, texts[second["id"]]["text"][slice(*b)]
        ):
            return
    pytest.fail("no such difference")
