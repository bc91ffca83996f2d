"""What the rules do with the labeller's choice: copies, headlines, consent windows, tails."""

from __future__ import annotations

import numpy as np
import pytest
from selectolax.lexbor import LexborHTMLParser

from twosource.read import read_bytes
from twosource.read.blocks import Blocks, page_blocks
from twosource.read.label import label_blocks, labels
from twosource.read.label.decide import candidates
from twosource.read.label.features import features
from twosource.read.label.hints import Hints
from twosource.read.label.labels import CONTENT
from twosource.read.label.twice import drop_second_copy

PARAGRAPHS = [
    "The harbour office of Osk said on Monday that the evening ferry would run again.",
    "Two crews had mended the ramp over the weekend, working under lamps until midnight.",
    "Passengers who hold a ticket for last week may travel on any boat until Sunday.",
    "The mayor, Ines Vold, called the repair a small wonder and thanked the divers.",
]


def page_of(html: str) -> Blocks:
    return page_blocks(LexborHTMLParser(f"<html><body>{html}</body></html>"))


def paragraphs(texts: list[str]) -> str:
    return "".join(f"<p>{t}</p>" for t in texts)


def chosen(page: Blocks, body: np.ndarray) -> list[str]:
    return [b.text for b, keep in zip(page.blocks, body, strict=True) if keep]


@pytest.mark.parametrize(
    "second", [paragraphs(PARAGRAPHS), f"<div>{' '.join(PARAGRAPHS)}</div>"], ids=["same", "whole"]
)
def test_a_body_that_stands_there_twice_is_taken_once(second: str) -> None:
    page = page_of(f"<div>{paragraphs(PARAGRAPHS)}</div><section>{second}</section>")
    body = np.ones(len(page.blocks), dtype=bool)
    drop_second_copy(page, body)
    assert chosen(page, body) == PARAGRAPHS


def test_a_quote_repeated_in_a_long_account_stays() -> None:
    more = [
        p.replace("harbour", w).replace("o", w[0]) for w in ("mill", "yard") for p in PARAGRAPHS
    ]
    page = page_of(paragraphs([*PARAGRAPHS, *more, PARAGRAPHS[3]]))
    body = np.ones(len(page.blocks), dtype=bool)
    drop_second_copy(page, body)
    assert body.all()


def labelled(page: Blocks, score: list[float], monkeypatch: pytest.MonkeyPatch) -> list[str]:
    monkeypatch.setattr(labels, "scores", lambda page, hints: np.array(score))
    items = label_blocks(page, Hints(title="Another title altogether"))
    return [i.block.text for i in items if i.label in CONTENT]


def test_a_first_level_heading_that_opens_the_body_is_the_headline(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    page = page_of(
        "<h1>Ferry is back</h1>" + paragraphs(PARAGRAPHS) + "<h1>What now</h1><p>Wait.</p>"
    )
    assert labelled(page, [0.9] * len(page.blocks), monkeypatch) == [
        *PARAGRAPHS,
        "What now",
        "Wait.",
    ]


def test_behind_a_closing_line_only_what_is_sure_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    long = [f"{p} {p}" for p in PARAGRAPHS] * 3
    last = "The next boat leaves the old quay at noon on Thursday."
    page = page_of(paragraphs([*long, "© 2031 The Osk Courier", last]))
    monkeypatch.setattr(labels, "drop_second_copy", lambda page, body: None)
    for score, kept in ((0.95, True), (0.6, False)):
        found = labelled(page, [0.9] * len(long) + [0.0, score], monkeypatch)
        assert (last in found) is kept


def test_the_window_of_a_consent_service_is_never_scored() -> None:
    page = page_of(
        "<div class='post'>" + paragraphs(PARAGRAPHS) + "</div>"
        "<div id='onetrust-consent-sdk'><div>" + paragraphs(PARAGRAPHS[:2]) + "</div></div>"
    )
    x, names = features(page, Hints())
    assert candidates(x, names).tolist() == [True] * 4 + [False] * 2


def test_linked_headings_inside_the_account_are_candidates() -> None:
    page = page_of(
        "<ul><li><a href='/a'>News</a></li></ul>"
        "<article><h2><a href='/l'>Lamps of the quay</a></h2>"
        + paragraphs(PARAGRAPHS)
        + "</article>"
    )
    x, names = features(page, Hints())
    assert candidates(x, names).tolist() == [False] + [True] * 5


def test_a_page_with_a_narrow_copy_reads_once() -> None:
    html = (
        "<!doctype html><html><head><title>Ferry runs again</title></head><body>"
        f"<article class='wide'><h1>Ferry runs again</h1>{paragraphs(PARAGRAPHS)}</article>"
        f"<article class='narrow'>{paragraphs(PARAGRAPHS)}</article></body></html>"
    )
    account = read_bytes(html.encode(), "twice.html")
    assert account.text == "\n\n".join(PARAGRAPHS)


@pytest.mark.parametrize("times", [2, 3, 9])
def test_never_is_all_of_a_body_dropped(times: int) -> None:
    page = page_of(paragraphs([f"{PARAGRAPHS[0]} {PARAGRAPHS[0]}"] * times))
    body = np.ones(len(page.blocks), dtype=bool)
    drop_second_copy(page, body)
    assert body[0]
