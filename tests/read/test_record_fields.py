"""Authors, dates and outlets of feeds and records."""

from __future__ import annotations

import json
from html import escape
from pathlib import Path
from typing import Any

import pytest

from twosource.read import read
from twosource.read.metadata.outlet import channel_outlet
from twosource.read.record_fields import record_dates
from twosource.types import Account

_PARAGRAPHS = "".join(
    f"<p>The council of Marlow Bay decided on Tuesday to rebuild pier number {n}, and the harbour "
    f"master said that the work would take {n} months and would begin after the winter storms.</p>"
    for n in ("two", "three", "four", "five")
)
_SPACES = (
    "xmlns:content='http://purl.org/rss/1.0/modules/content/' "
    "xmlns:dc='http://purl.org/dc/elements/1.1/' xmlns:atom='http://www.w3.org/2005/Atom'"
)


def only(path: Path) -> Account:
    found = list(read([str(path)]))
    assert len(found) == 1
    assert isinstance(found[0], Account)
    return found[0]


def rss(folder: Path, inner: str, channel: str = "") -> Account:
    path = folder / "feed.xml"
    path.write_text(
        f"<rss version='2.0' {_SPACES}><channel {channel}><title>Marlow Courier</title>"
        f"<item><title>Pier</title><link>/pier</link>{inner}"
        f"<content:encoded><![CDATA[{_PARAGRAPHS}]]></content:encoded></item></channel></rss>",
        "utf-8",
    )
    return only(path)


BASE = "xml:base='https://courier.test/news/'"


@pytest.mark.parametrize(
    ("given", "authors"),
    [
        ("Ada Quill and Tom Reed", ("Ada Quill", "Tom Reed")),
        ("Ada Quill, Tom Reed", ("Ada Quill", "Tom Reed")),
        ("By Ada Quill", ("Ada Quill",)),
        ("Von Ada Quill und Tom Reed", ("Ada Quill", "Tom Reed")),
        ("Ada Quill, Marlow Courier", ("Ada Quill",)),
        ("Ada Quill | Harbour editor", ("Ada Quill",)),
        ("aq@courier.test (Ada Quill)", ("Ada Quill",)),
        ("Ada Quill <aq@courier.test>", ("Ada Quill",)),
        ("aq@courier.test", ()),
        ("admin", ()),
        ("Staff Reporter", ()),
        ("Marlow Courier", ("Marlow Courier",)),
        ("Reuters", ("Reuters",)),
    ],
)
def test_authors_of_a_feed(tmp_path: Path, given: str, authors: tuple[str, ...]) -> None:
    account = rss(tmp_path, f"<dc:creator>{escape(given)}</dc:creator>", BASE)
    assert account.byline == authors
    assert account.outlet == "Marlow Courier"
    assert account.agency == (("Reuters",) if given == "Reuters" else ())


@pytest.mark.parametrize(
    ("given", "published", "updated"),
    [
        ("<pubDate>Sun, 9 Mar 2031 10:00:00 UTC+0300</pubDate>", "2031-03-09T10:00:00+03:00", None),
        ("<pubDate>Sun, 9 Mar 2031 10:00:00 GMT+3</pubDate>", "2031-03-09T10:00:00+03:00", None),
        ("<pubDate>9 mai 2031</pubDate>", "2031-05-09", None),
        ("<pubDate>dim., 9 mars 2031 10:00:00 +0100</pubDate>", "2031-03-09T10:00:00+01:00", None),
        ("<pubDate>Sun, 9 Mar 31 10:00:00 GMT</pubDate>", "2031-03-09T10:00:00+00:00", None),
        (
            "<pubDate>Sun, 9 Mar 2031 10:00:00 GMT</pubDate>"
            "<dc:date>2031-03-12T08:00:00Z</dc:date>",
            "2031-03-09T10:00:00+00:00", "2031-03-12T08:00:00+00:00",
        ),
        (
            "<pubDate>Sun, 9 Mar 2031 10:00:00 GMT</pubDate><dc:date>2031-03-09T11:00:00+01:00"
            "</dc:date>", "2031-03-09T10:00:00+00:00", None,
        ),
        (
            "<dc:date>2031-03-09</dc:date><atom:updated>2031-03-12T08:00:00Z</atom:updated>",
            "2031-03-09", "2031-03-12T08:00:00+00:00",
        ),
        ("<atom:updated>2031-03-12T08:00:00Z</atom:updated>", None, "2031-03-12T08:00:00+00:00"),
    ],
)  # fmt: skip
def test_dates_of_a_feed(
    tmp_path: Path, given: str, published: str | None, updated: str | None
) -> None:
    account = rss(tmp_path, given, BASE)
    assert (account.published.value if account.published else None) == published
    changes = [d.value for d in account.dates if d.kind == "updated"]
    assert changes == ([updated] if updated else [])
    assert bool(account.published_reason) == (published is None)


def test_a_date_that_is_none_is_named(tmp_path: Path) -> None:
    account = rss(tmp_path, "<pubDate>last Sunday</pubDate>", BASE)
    assert account.published is None
    assert "last Sunday" in account.published_reason


def test_links_are_joined_to_the_base_of_channel_and_entry(tmp_path: Path) -> None:
    assert rss(tmp_path, "", BASE).url == "https://courier.test/pier"
    path = tmp_path / "atom.xml"
    path.write_text(
        "<feed xmlns='http://www.w3.org/2005/Atom' xml:base='https://courier.test/'>"
        "<title>Marlow Courier</title><entry xml:base='/news/'><title>Pier</title>"
        "<link href='pier'/><author><name>Ada Quill and Tom Reed</name></author>"
        "<published>2031-03-09T10:00:00Z</published><updated>2031-03-12T08:00:00Z</updated>"
        f"<content type='html'><![CDATA[{_PARAGRAPHS}]]></content></entry></feed>",
        "utf-8",
    )
    account = only(path)
    assert account.url == "https://courier.test/news/pier"
    assert account.byline == ("Ada Quill", "Tom Reed")
    assert [d.kind for d in account.dates] == ["published", "updated"]


def record(folder: Path, **fields: Any) -> Account:
    path = folder / "records.jsonl"
    path.write_text(json.dumps({"id": "a", "text": "The council met. It voted.", **fields}) + "\n")
    return only(path)


@pytest.mark.parametrize(
    ("name", "value", "expected"),
    [
        ("published", "2031-03-09", "2031-03-09"),
        ("published", {"value": "2031-03-09", "precision": "day"}, "2031-03-09"),
        ("date", "9 March 2031", "2031-03-09"),
        ("date_published", "2031-03-09T10:00:00Z", "2031-03-09T10:00:00+00:00"),
        ("datePublished", "2031-03-09 10:00:00 UTC+0300", "2031-03-09T10:00:00+03:00"),
        ("published_at", 1930816800, "2031-03-09T10:00:00+00:00"),
        ("publishedAt", 1930816800000, "2031-03-09T10:00:00+00:00"),
        ("pubDate", "Sun, 9 Mar 2031 10:00:00 EST", "2031-03-09T10:00:00-05:00"),
        ("date", {"$date": "2031-03-09T10:00:00Z"}, "2031-03-09T10:00:00+00:00"),
    ],
)
def test_what_records_call_their_date(
    tmp_path: Path, name: str, value: object, expected: str
) -> None:
    account = record(tmp_path, **{name: value, "date_modified": "2031-03-12"})
    assert account.published is not None
    assert account.published.value == expected
    assert name in account.published.evidence
    assert [d.value for d in account.dates if d.kind == "updated"] == ["2031-03-12"]


@pytest.mark.parametrize("value", ["last Sunday", 12, True, [2031], "03/04/2031"])
def test_a_date_of_a_record_that_is_not_understood_is_named(tmp_path: Path, value: object) -> None:
    account = record(tmp_path, date=value)
    assert account.published is None
    assert str(value) in account.published_reason


def test_the_surest_name_goes_first() -> None:
    dates, reason = record_dates(
        {"date": "2031-03-12", "published": "", "date_published": "2031-03-09"}
    )
    assert [d.value for d in dates] == ["2031-03-09"]
    assert reason == ""


def test_a_finished_record_keeps_its_byline_as_it_is(tmp_path: Path) -> None:
    assert record(tmp_path, byline="By Ada Quill and Tom Reed").byline == (
        "By Ada Quill and Tom Reed",
    )


@pytest.mark.parametrize(
    ("title", "address", "outlet"),
    [
        ("Marlow Courier - Local news", "https://courier.test/1", "Marlow Courier"),
        ("Marlow Courier » Feed", "https://www.marlowcourier.test/1", "Marlow Courier"),
        ("Latest news | Marlow Courier", "https://courier.test/1", "Marlow Courier"),
        ("Nachrichten: Marlow Kurier", None, "Marlow Kurier"),
        ("World > Marlow Courier", "https://mc.test/1", "Marlow Courier"),
        ("Marlow Courier", "https://other.test/1", "Marlow Courier"),
        ("Quay to quay - a diary", "https://vold.test/1", "Quay to quay - a diary"),
        ("Marlow-on-Sea Courier", "https://mosc.test/1", "Marlow-on-Sea Courier"),
        ("News | Sport", "https://courier.test/1", "News | Sport"),
        ("", None, ""),
    ],
)
def test_the_outlet_of_a_channel(title: str, address: str | None, outlet: str) -> None:
    assert channel_outlet(title, address) == outlet


def test_an_agency_beside_an_author_is_a_credit(tmp_path: Path) -> None:
    account = rss(tmp_path, "<dc:creator>Ada Quill, Associated Press</dc:creator>", BASE)
    assert (account.byline, account.agency) == (("Ada Quill",), ("Associated Press",))
