"""A field of a date is weighed against what the page tells its readers."""

from __future__ import annotations

import json

import pytest

from twosource.read import read_bytes
from twosource.read.found.stamps import is_stamp, stamps
from twosource.read.metadata.choose import DOUBTED, same_moment
from twosource.read.tongue import figures_order
from twosource.types import Account

_PARAGRAPHS = "".join(
    f"<p>The council of Marlow Bay decided on Tuesday to rebuild pier number {n}, and the harbour "
    f"master said that the work would take {n} months and would begin after the winter storms.</p>"
    for n in ("two", "three", "four", "five")
)
CHANGED = "2031-03-12T09:30:00+01:00"


def field(stamp: str = CHANGED, name: str = "article:published_time") -> str:
    return f"<meta property='{name}' content='{stamp}'>"


def linked(**fields: str) -> str:
    item = {"@type": "NewsArticle", "headline": "Pier to be rebuilt", **fields}
    return f"<script type='application/ld+json'>{json.dumps(item)}</script>"


def page(head: str, top: str = "", url: str | None = None) -> Account:
    html = (
        f"<!doctype html><html><head><meta charset='utf-8'><title>Pier to be rebuilt</title>{head}"
        f"</head><body><article><h1>Pier to be rebuilt</h1>{top}{_PARAGRAPHS}</article></body>"
    )
    return read_bytes(html.encode(), "page", url=url)


def day(read: Account) -> str | None:
    return read.published.value[:10] if read.published else None


@pytest.mark.parametrize(
    "line",
    [
        "Published 9 March 2031, 18:40 (updated 12 March 2031, 09:30)",
        "Updated 12 March 2031 | First published 9 March 2031",
        "9 March 2031 (updated 12 March 2031)",
        "PUBLISHED: March 9, 2031 at 6:40 p.m. | UPDATED: March 12, 2031 at 9:30 a.m.",
        "Veröffentlicht am 09.03.2031, 18:40 Uhr, aktualisiert am 12.03.2031, 09:30 Uhr",
        "09.03.2031 veröffentlicht, 12.03.2031 aktualisiert",
        "Publié le 9 mars 2031 à 18h40, mis à jour le 12 mars 2031 à 9h30",
        "Publicado el 9 de marzo de 2031 · Actualizado el 12 de marzo de 2031",
        "Pubblicato il 9 marzo 2031 alle 18:40 - Ultimo aggiornamento: 12 marzo 2031",
        "Gepubliceerd op 9 maart 2031, laatst bijgewerkt op 12 maart 2031",
        "Опубликовано 9 марта 2031, 18:40. Обновлено 12 марта 2031",
        "Giriş: 09.03.2031 - 18:40 Güncelleme: 12.03.2031",
        "2031年3月9日 公開 2031年3月12日 更新",
        "입력 2031.03.09 18:40 수정 2031.03.12 09:30",
        "เผยแพร่: 9 มี.ค. 2574 18:40 ปรับปรุง: 12 มี.ค. 2574",
    ],
)
@pytest.mark.parametrize(
    "head",
    [field(), linked(datePublished=CHANGED, dateModified=CHANGED), field(name="parsely-pub-date")],
)
def test_a_field_that_gives_the_day_of_the_change(head: str, line: str) -> None:
    read = page(head, f"<p>{line}</p>")
    assert day(read) == "2031-03-09"
    assert "2031-03-12" in {d.value[:10] for d in read.dates if d.kind == "updated"}
    assert "2031-03-12" not in {d.value[:10] for d in read.dates if d.kind == "published"}
    assert read.text.startswith("The council")


@pytest.mark.parametrize(
    "top",
    [
        "<div>Published: 9 March 2031</div><div>Updated: 12 March 2031</div>",
        "<div>Updated 12 March 2031</div><div>Published 9 March 2031</div>",
        "<p><span>Published: 9 March 2031</span><span>Updated: 12 March 2031</span></p>",
        "<dl><dt>Published</dt><dd>9 March 2031</dd><dt>Updated</dt><dd>12 March 2031</dd></dl>",
        "<p>Published <time datetime='2031-03-09T18:40+01:00'>Sunday</time>, updated "
        f"<time datetime='{CHANGED}'>today</time></p>",
        f"<p>Updated <time datetime='{CHANGED}'>today</time>, published "
        "<time datetime='2031-03-09T18:40+01:00'>Sunday</time></p>",
    ],
)
def test_in_lines_and_elements_of_their_own(top: str) -> None:
    assert day(page(field(), top)) == "2031-03-09"


def test_the_address_against_a_field() -> None:
    url = "https://a.test/2031/03/09/pier"
    shown = page(field(), url=url).published
    assert shown is not None
    assert (shown.value, shown.confidence) == ("2031-03-09", DOUBTED)
    both = field() + field(name="article:modified_time")
    assert day(page(both, url=url)) == "2031-03-09"
    assert day(page(field(), "<p>Updated 12 March 2031</p>", url)) == "2031-03-09"
    assert day(page(field(), "<p>12 March 2031</p>", url)) == "2031-03-12"


def test_a_field_that_is_right_stays() -> None:
    right = field("2031-03-09T18:40:00+01:00")
    line = "<p>Published 9 March 2031, 18:40 (updated 12 March 2031)</p>"
    read = page(right, line)
    assert read.published is not None
    assert read.published.value == "2031-03-09T18:40:00+01:00"
    told = page(field(), "<p>Published 9 March 2031</p>").published  # no word of a change
    assert told is not None
    assert (told.value, told.confidence) == ("2031-03-09", DOUBTED)


@pytest.mark.parametrize(
    ("meta", "ld", "expected"),
    [
        ("2031-03-09T18:00:00+01:00", "2031-03-10T09:00:00+01:00", None),
        ("2031-03-09T23:30:00Z", "2031-03-10T00:30:00+01:00", "2031-03-10"),
        ("2031-03-10T02:30:00Z", "2031-03-09T21:30:00", "2031-03-09"),
        ("2031-03-09T23:30:00Z", "2031-03-10", None),
        ("2031-03-09T18:00:00Z", "2031-03-09T19:20:00+01:00", "2031-03-09"),
        ("2031-03-09T18:00:00Z", "2031-03-12T18:00:00Z", None),
    ],
)
def test_two_fields_that_give_two_days(meta: str, ld: str, expected: str | None) -> None:
    read = page(field(meta) + linked(datePublished=ld))
    assert day(read) == expected
    assert bool(read.published_reason) == (expected is None)


def test_what_readers_see_decides_between_two_fields() -> None:
    head = field("2031-03-09T23:30:00Z") + linked(datePublished="2031-03-10")
    assert day(page(head, "<p>10 March 2031</p>")) == "2031-03-10"


@pytest.mark.parametrize(
    ("a", "b", "same"),
    [
        ("2031-03-10T00:30:00+01:00", "2031-03-09T23:30:00+00:00", True),
        ("2031-03-09T19:00:00", "2031-03-10T00:00:00+00:00", True),
        ("2031-03-09T19:07:00", "2031-03-10T00:00:00+00:00", False),
        ("2031-03-09T19:00:00", "2031-03-10T19:00:00", False),
        ("2031-03-09", "2031-03-09T19:00:00", False),
    ],
)
def test_same_moment(a: str, b: str, same: bool) -> None:
    assert same_moment(a, b) is same
    assert same_moment(b, a) is same


@pytest.mark.parametrize(
    ("line", "kinds"),
    [
        ("March 9, 2031 - Updated 3 hours ago", ["published"]),
        ("09.03.2031 tarihinde güncellendi", ["updated"]),
        ("最終更新：2031年3月9日", ["updated"]),
        ("Published 9 March 2031 and 10 March 2031", ["published", "published"]),
    ],
)
def test_what_a_line_says_its_dates_are(line: str, kinds: list[str]) -> None:
    assert [s.kind for s in stamps(line)] == kinds


@pytest.mark.parametrize(
    "top",
    [
        "<div><span>Published</span><time>9 March 2031</time><span>Updated</span>"
        "<time>12 March 2031</time></div>",
        "<p><b>Published</b><span>March 9, 2031</span><b>Last modified</b><span>March 12, 2031"
        "</span></p>",
        "<p><span>Veröffentlicht</span><span>09.03.2031</span><span>Aktualisiert</span>"
        "<span>12.03.2031</span></p>",
    ],
)
def test_dates_in_elements_that_touch_are_apart(top: str) -> None:
    read = page(field(), top)
    assert day(read) == "2031-03-09"
    assert read.text.startswith("The council")


def test_elements_of_the_page_say_what_its_field_was_overwritten_with() -> None:
    marked = (
        "<p><time itemprop='datePublished' datetime='2031-03-09T08:00:00+01:00'>9 March</time> "
        "<time itemprop='dateModified' datetime='2031-03-12T09:30:00+01:00'>12 March</time></p>"
    )
    assert day(page(field(), marked)) in {"2031-03-09", None}
    card = "<time itemprop='datePublished' datetime='2031-02-01T08:00:00+01:00'>1 Feb</time>"
    own = marked.replace("2031-03-09T08:00", "2031-03-12T09:30")
    assert day(page(field(), own + card)) == "2031-03-12"


def test_a_line_of_dates_without_years_is_no_body() -> None:
    top = "<p><time datetime='2031-03-09'>9 March</time> – <span>updated 12 March</span></p>"
    assert page(field("2031-03-09T08:00"), top).text.startswith("The council")
    assert is_stamp("Updated 12 March, 09:30")
    assert not is_stamp("12 March")
    assert not is_stamp("The ferry, updated for 12 March, will sail with twice as many cars")


def test_figures_that_may_be_read_either_way_are_a_stamp_still() -> None:
    assert is_stamp("Thứ ba, 5/3/2031, 09:15 (GMT+7)")


def test_a_stamp_is_hardly_anything_but_dates() -> None:
    assert is_stamp("Veröffentlicht am 09.03.2031, 18:40 Uhr, aktualisiert am 12.03.2031")
    assert not is_stamp("The council of Marlow Bay met on 9 March 2031.")


@pytest.mark.parametrize(
    ("text", "stated", "order"),
    [
        ("it", "en-us", "dmy"), ("en", "it", "dmy"), ("en", "en-gb", "dmy"), ("en", "en-us", ""),
        ("en", "", ""), ("und", "x", ""), ("und", "", ""),
    ],
)  # fmt: skip
def test_the_order_of_figures(text: str, stated: str, order: str) -> None:
    assert figures_order(text, stated) == order


def test_a_date_in_figures_that_another_beside_it_makes_plain() -> None:
    found = stamps("Published 05/03/2031, updated 17/03/2031")
    assert [s.day.value for s in found] == ["2031-03-05", "2031-03-17"]
    assert [s.day.value for s in stamps("Published 05/03/2031")] == []


@pytest.mark.parametrize(
    ("head", "top", "expected"),
    [
        ("<meta name='published' content='March 9, 2031'>", "", "2031-03-09"),
        ("", "<p><span property='schema:dateCreated' content='2031-03-09T08:00:00Z'>x</span></p>",
         "2031-03-09"),
        ("<script>var layer = {'first-publication': '2031-03-09 19:20'}</script>", "",
         "2031-03-09"),
        ("<script>a={'publish_date':'2031-03-09'};b={'pubDate':'2031-03-12'}</script>", "", None),
        ("", "<section><time datetime='2031-03-09T09:09:24Z'>long ago</time></section>",
         "2031-03-09"),
        ("<meta property='article:modified_time' content='2031-03-12T09:30:00Z'>", "",
         "2031-03-12"),
        ("<meta property='article:modified_time' content='2031-03-12T09:30:00Z'>"
         "<meta property='og:updated_time' content='2031-03-14T09:30:00Z'>", "", None),
        ("", "<p>The ferry</p>", None),
    ],
)  # fmt: skip
def test_blank_only_where_nothing_stands(head: str, top: str, expected: str | None) -> None:
    assert day(page(head, top)) == expected
