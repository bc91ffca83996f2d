"""Bylines as newsrooms write them: who wrote, and nobody else."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from twosource.read import read_bytes
from twosource.read.found.bylines import LONG, read_byline
from twosource.read.lexicon import load

OUTLET = ["Marlow Courier"]
_ADA, _TOM = ("Ada Quill",), ("Ada Quill", "Tom Reed")
_PARAGRAPHS = "".join(
    f"<p>The council of Marlow Bay decided on Tuesday to rebuild pier number {n}, and the harbour "
    f"master said that the work would take {n} months and would begin after the winter storms.</p>"
    for n in ("two", "three", "four", "five")
)


@pytest.mark.parametrize(
    ("line", "writers"),
    [
        ("By Ada Quill", _ADA),
        ("BY ADA QUILL AND TOM REED", ("ADA QUILL", "TOM REED")),
        ("By Ada Quill, Tom Reed and Mara Venn", (*_TOM, "Mara Venn")),
        ("By Ada Quill, harbour editor, and Tom Reed, political correspondent", _TOM),
        ("Ada Quill | Senior Reporter", _ADA),
        ("Ada Quill Chief Harbour Reporter", ()),
        ("Ada Quill Senior Reporter", _ADA),
        ("Staff writer Ada Quill", _ADA),
        ("By Ada Quill in Marlow and Tom Reed in Velden", _TOM),
        ("By Ada Quill and agencies", _ADA),
        ("By Ada Quill, Associated Press, and Tom Reed, Associated Press", _TOM),
        ("By ADA QUILL Associated Press", ("ADA QUILL",)),
        ("Ada Quill, Marlow Courier", _ADA),
        ("By Ada Quill and Tom Reed, Harsby Leader", _TOM),
        ("By Ada Quill, features editor, Country Health Watch", _ADA),
        ("By Ada Quill for the Harsby Gazette", _ADA),
        ("By Ada Quill ada.quill@courier.test", _ADA),
        ("By Ada Quill • Published January 14, 2031", _ADA),
        ("14 January 2031 by Ada Quill • 5 min read", _ADA),
        ("Reporting by Ada Quill in Marlow; editing by Tom Reed", _ADA),
        ("Words by Ada Quill | Pictures by Tom Reed", _ADA),
        ("Story by Ada Quill, photos by Tom Reed", _ADA),
        ("Ada Quill and Tom Reed (photographs)", _ADA),
        ("By Mara Venn, as told to Ada Quill", _ADA),
        ("From Ada Quill in Marlow", _ADA),
        ("Dr. Ada van der Quill", ("Dr. Ada van der Quill",)),
        ("By Al Quill and Ben d'Osk", ("Al Quill", "Ben d'Osk")),
        ("Por José Ortega y Gasset", ("José Ortega y Gasset",)),
        ("Par Ada Quill (à Marlow) et Tom Reed", _TOM),
        ("Par Ada Quill, envoyée spéciale à Velden", _ADA),
        ("Propos recueillis par Ada Quill", _ADA),
        ("Von unserer Redakteurin Ada Quill, Velden", _ADA),
        ("Text: Ada Quill, Fotos: Tom Reed", _ADA),
        ("Text und Fotos: Ada Quill", _ADA),
        ("Por Ada Quill y agencias", _ADA),
        ("Texto: Ada Quill / Fotografía: Tom Reed", _ADA),
        ("di Ada Quill e Tom Reed", _TOM),
        ("Door onze verslaggever Ada Quill", _ADA),
        ("Av Ada Quill och Tom Reed", _TOM),
        ("Ada Quill, fot. Tom Reed", _ADA),
        ("Írta: Quill Ada", ("Quill Ada",)),
        ("Автор: Ада Квилл", ("Ада Квилл",)),
        ("取材・文／山田太郎　写真／鈴木花子", ("山田太郎",)),
        ("김민수 기자", ("김민수",)),
        ("記者 林大偉／台北報導", ("林大偉",)),
        ("From our correspondent Ada Quill in Marlow", _ADA),
        ("Por Ada Quill, de Marlow, e Tom Reed, de Velden", _TOM),
        ("By Ada Quill and Tom Reed, University of Velden", _TOM),
        ("Ада Квілл, кореспондентка", ("Ада Квілл",)),
        ("Por Ana Maria de Souza", ("Ana Maria de Souza",)),
    ],
)
def test_who_wrote(line: str, writers: tuple[str, ...]) -> None:
    found = read_byline(line, OUTLET)
    assert (found.writers if found else ()) == writers


@pytest.mark.parametrize(
    "line",
    [
        "By the time the pier opened, Marlow had changed",
        "By Monday the crew had gone",
        "From Marlow to Velden, a road of tears",
        "By Marlow Courier staff",
        "By The Associated Press",
        "Ada Quill is a reporter in Marlow",
        "Ada Quill and Tom Reed met in Velden",
        "From Our Correspondent",
    ],
)
def test_lines_that_name_no_writer(line: str) -> None:
    found = read_byline(line, OUTLET)
    assert found is None or not found.writers


@given(st.lists(st.sampled_from([*" ,|;()/.\0\n", "By ", "Ada Quill", " and ", "Foto: ", "the "])))
@settings(deadline=None)
def test_every_name_stands_in_the_line(parts: list[str]) -> None:
    line = "".join(parts)[:LONG]
    found = read_byline(line)
    for name in (*found.writers, *found.others) if found else ():
        assert name in line


def test_the_lists_hold_lower_case_words() -> None:
    entries = [e for table in load("bylines").values() for words in table.values() for e in words]
    assert entries
    assert [e for e in entries if e != e.lower() or e != e.strip() or not e] == []


SITE = "<meta property='og:site_name' content='Marlow Courier'>"


@pytest.mark.parametrize(
    ("top", "writers"),
    [
        ("<p>By Ada Quill and Tom Reed in Marlow</p>", _TOM),
        ("<p>Ada Quill, harbour correspondent</p>", _ADA),
        ("<p><strong>Ada Quill</strong><br>Harbour correspondent</p>", _ADA),
        ("<div class='author'><a href='/a'>Ada Quill</a><span>Senior Reporter</span></div>", _ADA),
        ("<div class='byline'><a href='/a'>Ada Quill</a><a href='/b'>Tom Reed</a></div>", _TOM),
        ("<div class='byline'><a href='/a'>Ada Quill</a> <a href='/b'>Tom Reed</a></div>", _TOM),
        ("<p><span>By</span><span>Ada Quill</span><span>and</span><span>Tom Reed</span></p>", _TOM),
        ("<ul class='authors'><li>Ada Quill</li><li>Tom Reed</li></ul>", _TOM),
        ("<div class='byline'><a rel='author'>Ada Quill</a> in Marlow and Tom Reed</div>", _TOM),
        (
            "<p class='byline'>Story by <a rel='author'>Ada Quill</a>, "
            "photos by <a rel='author'>Tom Reed</a></p>", _ADA,
        ),
        ("<p>Text: Ada Quill, Fotos: Tom Reed</p>", _ADA),
        ("<p class='auteur'>Par <span>Ada Quill</span>, <span>à Velden</span></p>", _ADA),
        ("<div class='meta'><span>14 Jan 2031</span> | <span>Ada Quill</span></div>", _ADA),
        ("<p class='byline'>By Marlow Courier staff</p>", ()),
    ],
)  # fmt: skip
def test_the_line_gives_its_writers_and_is_no_body(top: str, writers: tuple[str, ...]) -> None:
    html = (
        f"<!doctype html><html><head><meta charset='utf-8'><title>Pier</title>{SITE}</head><body>"
        f"<article><h1>Pier to be rebuilt</h1>{top}{_PARAGRAPHS}</article></body></html>"
    )
    read = read_bytes(html.encode(), "page")
    assert read.byline == writers
    assert read.text.startswith("The council of Marlow Bay")


def test_what_ends_the_body_and_says_who_wrote_is_no_body() -> None:
    html = (
        f"<!doctype html><html><head><title>Pier</title></head><body><article><h1>Pier</h1>"
        f"{_PARAGRAPHS}<p>Reporting by Ada Quill and Tom Reed; editing by Mara Venn</p></article>"
    )
    read = read_bytes(html.encode(), "page")
    assert read.byline == _TOM
    assert "Reporting by" not in read.text


_CARDS = "".join(
    f"<div class='card'><a href='/s{i}'>{title}</a> "
    f"<span class='byline'>By <a rel='author' href='/p{i}'>{name}</a></span></div>"
    for i, (title, name) in enumerate(
        [("Ferry runs aground off Osk", "Petra Lind"), ("Five walks for a frosty day", "Ivo Tamm")]
    )
)


@pytest.mark.parametrize(
    ("own", "writers"),
    [
        ("<div class='byline'>By <a rel='author' href='/a'>Ada Quill</a></div>", _ADA),
        ("<div class='byline'>By Ada Quill</div>", _ADA),
        ("", ()),
    ],
)
@pytest.mark.parametrize(
    "cards",
    [
        f"<section><h2>Most read</h2>{_CARDS}</section>",
        f"<aside>{_CARDS}</aside>",
        "<ul>" + _CARDS.replace("div class='card'", "li").replace("/div", "/li") + "</ul>",
        _CARDS.replace("rel='author'", "itemprop='author'"),
    ],
)
@pytest.mark.parametrize("before", [True, False])
def test_cards_of_other_stories_give_no_author(
    own: str, writers: tuple[str, ...], cards: str, before: bool
) -> None:
    html = (
        f"<!doctype html><html><head><title>Pier to be rebuilt</title></head><body>"
        f"{cards if before else ''}<main><article><h1>Pier to be rebuilt</h1>{own}{_PARAGRAPHS}"
        f"</article>{'' if before else cards}</main></body></html>"
    )
    assert read_bytes(html.encode(), "page").byline == writers


def test_a_box_of_the_author_with_other_stories_is_no_card() -> None:
    box = (
        "<footer><div class='author'><a rel='author' href='/a'>Ada Quill</a></div><ul>"
        "<li><a href='/1'>Ferry runs aground off Osk</a></li>"
        "<li><a href='/2'>Five walks for a frosty day</a></li></ul></footer>"
    )
    html = (
        f"<html><head><title>Pier</title></head><body><article><h1>Pier</h1>{_PARAGRAPHS}{box}"
        "</article></body></html>"
    )
    assert read_bytes(html.encode(), "page").byline == _ADA
