"""Title, authors and dates of invented pages, each with the one thing it is about."""

from __future__ import annotations

import json

import pytest

from twosource.read import read_bytes
from twosource.read.blocks import Block
from twosource.read.found.days import days, machine_date
from twosource.read.label import Labelled
from twosource.read.names import byline_of
from twosource.types import Account

_PARAGRAPHS = "".join(
    f"<p>The council of Marlow Bay decided on Tuesday to rebuild pier number {n}, and the harbour "
    f"master said that the work would take {n} months and would begin after the winter storms.</p>"
    for n in ("two", "three", "four", "five")
)


def page(
    head: str = "", top: str = "", foot: str = "", url: str | None = None, lead: str = ""
) -> Account:
    html = (
        f"<!doctype html><html><head><meta charset='utf-8'>{head}</head><body>"
        f"<article>{top}{lead}{_PARAGRAPHS}{foot}</article></body></html>"
    )
    return read_bytes(html.encode(), "page", url=url)


def linked(**fields: object) -> str:
    item = {"@type": "NewsArticle", **fields}
    return f"<script type='application/ld+json'>{json.dumps(item)}</script>"


def title(text: str) -> str:
    return f"<title>{text}</title><meta property='og:title' content=\"{text}\">"


def test_title_that_two_sources_state_goes_before_a_heading_with_a_kicker() -> None:
    name = "Pier to be rebuilt after storms"
    read = page(title(name) + linked(headline=name), f"<h1>Harbour: {name}</h1>")
    assert read.title == name


def test_title_without_kicker_and_soft_hyphens() -> None:
    read = page(title("Opinion | Pier to be re\u00adbuilt after the storms"), "")
    assert read.title == "Pier to be rebuilt after the storms"


def test_only_heading_goes_before_a_reworded_search_title() -> None:
    read = page(
        title("When will the Marlow pier open again?"), "<h1>Marlow waits for its pier</h1>"
    )
    assert read.title == "Marlow waits for its pier"


def test_author_given_by_id_is_resolved() -> None:
    graph = {
        "@graph": [
            {"@type": "Article", "headline": "Pier", "author": {"@id": "#p7"}},
            {"@type": "Person", "@id": "#p7", "name": "Ada Quill"},
        ]
    }
    head = f"<script type='application/ld+json'>{json.dumps(graph)}</script>"
    assert page(head, "<h1>Pier</h1>").byline == ("Ada Quill",)


def test_outlet_is_author_only_where_the_page_says_so_and_shows_nobody() -> None:
    site = "<meta property='og:site_name' content='Marlow Courier'>"
    firm = linked(headline="Pier", author={"@type": "Organization", "name": "Marlow Courier"})
    assert page(site + firm, "<h1>Pier</h1>").byline == ("Marlow Courier",)
    shown = "<h1>Pier</h1><div class='byline'>By Ada Quill</div>"
    assert page(site + firm, shown).byline == ("Ada Quill",)
    assert page(site, "<h1>Pier</h1>").byline == ()


@pytest.mark.parametrize("name", ["admin", "Editor", "jsmith", "Web Editor"])
def test_a_login_or_a_post_is_nobody(name: str) -> None:
    assert page(f"<meta name='author' content='{name}'>", "<h1>Pier</h1>").byline == ()


def test_degrees_go_and_junior_stays() -> None:
    author = [{"@type": "Person", "name": n} for n in ("Ada Quill MS, RDN", "Tom Reed Jr.")]
    assert page(linked(headline="Pier", author=author)).byline == ("Ada Quill", "Tom Reed Jr.")


@pytest.mark.parametrize(
    ("stamp", "url_day", "day"),
    [
        ("2031-03-05T02:10:00Z", "2031/03/04", "2031-03-04"),  # evening on a western coast
        ("2031-03-05T14:10:00Z", "2031/03/04", "2031-03-05"),  # no time zone explains it
        ("2031-03-04T18:10:00Z", "2031/03/05", "2031-03-05"),  # morning in the east
    ],
)
def test_day_in_the_outlets_own_time(stamp: str, url_day: str, day: str) -> None:
    read = page(linked(headline="Pier", datePublished=stamp), url=f"https://a.test/{url_day}/pier")
    assert read.published is not None
    assert read.published.value[:10] == day


def test_the_day_that_readers_see_is_taken_with_doubt() -> None:
    head = linked(headline="Pier", datePublished="2031-03-01T10:00:00+00:00",
                  dateModified="2031-03-09T10:00:00+00:00")  # fmt: skip
    read = page(head, "<h1>Pier</h1><p class='date'>9 March 2031</p>")
    assert read.published is not None
    assert read.published.value == "2031-03-09"
    assert read.published.confidence < 0.6
    assert "2031-03-01" in {d.value[:10] for d in read.dates}


@pytest.mark.parametrize(
    ("head", "heading", "title"),
    [
        ("<title>Harbour Works</title>", "A bridge that nobody wanted to build", None),
        ("<title>About us</title>", "The people who keep the Osk ferry running", None),
        ("<meta property='og:site_name' content='Osk Herald'>"
         "<meta property='og:title' content='Osk Herald'><title>Osk Herald</title>",
         "Ferry runs aground off Osk", None),
        ("<title>Ferry runs aground off the northern shore of Osk</title>", "Osk Herald",
         "Ferry runs aground off the northern shore of Osk"),
    ],
)  # fmt: skip
def test_a_label_of_the_page_is_no_headline(head: str, heading: str, title: str | None) -> None:
    assert page(head, f"<h1>{heading}</h1>").title == (title or heading)


def test_time_element_that_shows_another_day_yields_to_its_words() -> None:
    top = "<h1>Pier</h1><time datetime='2031-07-03T10:00:00Z'>Published on 29 June 2031</time>"
    read = page(top=top)
    assert read.published is not None
    assert read.published.value[:10] == "2031-06-29"


def test_bracketed_date_that_opens_the_text() -> None:
    lead = (
        "<p>(18.01.2031) The farmers of Marlow fear for their herds, the union told us today.</p>"
    )
    read = page(top="<h1>Herds in danger</h1>", lead=lead)
    assert read.published is not None
    assert read.published.value == "2031-01-18"


def test_figures_of_other_scripts() -> None:
    assert [d.value for d in days("١٨ مارس ٢٠٣١")] == ["2031-03-18"]
    day = machine_date("2031-12-05T23:15:0Z")
    assert day is not None
    assert day.value == "2031-12-05T23:15:00+00:00"


def test_a_second_author_of_the_shown_line_joins_the_stated_one() -> None:
    stated = linked(headline="Pier", author={"@type": "Person", "name": "Ada Quill"})
    both = "<h1>Pier</h1><div class='byline'>By Ada Quill and Tom Reed</div>"
    assert page(stated, both).byline == ("Ada Quill", "Tom Reed")
    others = "<h1>Pier</h1><div class='byline'>By Mara Venn and Tom Reed</div>"
    assert page(stated, others).byline == ("Ada Quill",)


def byline(*blocks: tuple[str, str]) -> tuple[str, ...]:
    """Authors of labelled lines round a body, of the outlet Marlow Courier."""
    body = ("The council decided on Tuesday to rebuild the pier.", "body")
    lines = [one for line in blocks for one in ([body] * 4 if line == ("", "") else [line])]
    items = [Labelled(Block(text), label, 0.9, "") for text, label in lines]
    return byline_of(items, ["Marlow Courier"])


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("By Ada Quill, Northern Tide Collective", ("Ada Quill",)),
        ("Ada Quill Marlow Courier", ("Ada Quill",)),
        ("3 May 2031 · Ada Quill on behalf of the pier group", ("Ada Quill",)),
        ("By marlowcourier", ()),
        ("Marlow Courier Team", ("Marlow Courier Team",)),
        ("HARBOUR VS. PIER", ()),
    ],
)
def test_firms_and_the_outlet_are_no_persons(line: str, expected: tuple[str, ...]) -> None:
    assert byline((line, "byline"), ("", "")) == expected


def test_who_signs_behind_the_body() -> None:
    assert byline(("", ""), ("Written by Ada Quill", "other")) == ("Ada Quill",)
    assert byline(("", ""), ("by Ada Quill", "other")) == ()  # the card of another story


def test_a_name_above_the_body_that_the_page_repeats() -> None:
    card = ("Ada Quill", "other")
    assert byline(card, ("", ""), card, card) == ("Ada Quill",)
    assert byline(card, ("", ""), card) == ()


def test_a_login_in_linked_data_yields_to_the_name_shown() -> None:
    stated = linked(headline="Pier", author={"@type": "Person", "name": "tom.reed"})
    shown = "<h1>Pier</h1><div class='byline'>By Ada Quill</div>"
    assert page(stated, shown).byline == ("Ada Quill",)


def card(label: str, value: str) -> str:
    return (
        f"<meta name='twitter:label1' content='{label}'>"
        f"<meta name='twitter:data1' content='{value}'>"
    )


@pytest.mark.parametrize(
    ("label", "value", "expected"),
    [
        ("Written by", "Ada Quill", ("Ada Quill",)),
        ("Verfasst von", "Ada Quill @adaq", ("Ada Quill",)),
        ("Written by", "pier_admin", ()),
        ("Reading time", "Nine Minutes", ()),
    ],
)
def test_author_of_a_card_label(label: str, value: str, expected: tuple[str, ...]) -> None:
    assert page(title("Pier") + card(label, value)).byline == expected


def test_a_name_in_brackets_inside_a_name_stays_and_an_agency_goes() -> None:
    assert byline(("By Ada (Addie) Quill", "byline"), ("", "")) == ("Ada (Addie) Quill",)
    assert byline(("By Ada Quill (AP)", "byline"), ("", "")) == ("Ada Quill",)


def test_the_line_under_the_headline_goes_before_the_cards_above_it() -> None:
    above = [("By Tom Reed May 3, 2031", "navigation"), ("The pier is rebuilt", "title")]
    assert byline(*above, ("ByAda Quill", "byline"), ("", "")) == ("Ada Quill",)
    assert byline(*above, ("", "")) == ("Tom Reed",)


def test_a_name_before_a_bar_and_a_date() -> None:
    assert byline(("Ada Quill | 03.05.2031", "stamp"), ("", "")) == ("Ada Quill",)
    assert byline(("Ada Quill | Harbour", "stamp"), ("", "")) == ()


def test_a_note_on_the_author_vouches_for_a_single_name() -> None:
    note = ("Quill is a reporter of Marlow Bay who has written on its harbour for years.", "other")
    assert byline(("Quill", "navigation"), ("", ""), note) == ("Quill",)
    assert byline(("Quill", "navigation"), ("", "")) == ()


def test_a_name_in_bold_at_the_end_of_the_body_signs_it() -> None:
    assert page(title("Pier"), foot="<p><b>Ada Quill</b></p>").byline == ("Ada Quill",)
    assert page(title("Pier"), foot="<p>Ada Quill</p>").byline == ()


def test_persons_shown_go_before_the_outlet_stated() -> None:
    site = "<meta property='og:site_name' content='Marlow Courier'>"
    paper = {"@type": "Organization", "name": "Marlow Courier"}
    desk = site + linked(headline="Pier", author=paper)
    shown = "<h1>Pier</h1><div class='byline'>By Ada Quill</div>"
    assert page(desk, shown).byline == ("Ada Quill",)
    assert page(desk, "<h1>Pier</h1>").byline == ("Marlow Courier",)


def test_the_outlet_before_a_name_goes() -> None:
    head = (
        "<meta property='og:site_name' content='Marlow Courier'>"
        "<meta name='author' content='Marlow Courier - Ada Quill'>"
    )
    assert page(head + title("Pier")).byline == ("Ada Quill",)
