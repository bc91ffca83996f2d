"""Page + expected JSON side by side; see docs/add-a-page.md."""

from __future__ import annotations

import json
import random
import re
from html import unescape
from pathlib import Path

import pytest

from twosource.errors import InputError, LimitError
from twosource.read import read_bytes
from twosource.types import Account

PAGES = Path(__file__).parent / "pages"


def seen(account: Account) -> dict[str, object]:
    """What an account says under the keys of the JSON files."""
    return {
        "title": account.title,
        "outlet": account.outlet,
        "publisher": account.publisher,
        "agency": list(account.agency),
        "byline": list(account.byline),
        "published": account.published.value if account.published else None,
        "language": account.language,
        "captions": [c.text for c in account.captions],
        "paragraphs": [s.of(account.text) for s in account.paragraphs],
        "subheads": [s.of(account.text) for s in account.subheads],
        "kind": account.kind,
    }


INPUTS = sorted(p for p in PAGES.iterdir() if p.suffix in {".html", ".txt"})


def test_each_page_has_its_expected_reading_and_the_other_way_round() -> None:
    assert {p.stem for p in INPUTS} == {p.stem for p in PAGES.glob("*.json")}


@pytest.mark.parametrize("path", INPUTS, ids=lambda p: p.stem)
def test_page_reads_as_expected(path: Path) -> None:
    wanted = json.loads(path.with_suffix(".json").read_text("utf-8"))
    assert wanted, "an empty expectation checks nothing"
    found = seen(read_bytes(path.read_bytes(), path.name))
    assert {k: found[k] for k in wanted} == wanted


def test_source_map_leads_back_to_the_page_source() -> None:
    data = (PAGES / "harbour.html").read_bytes()
    account = read_bytes(data, "harbour")
    source = data.decode("utf-8")
    assert len(account.source_map) == len(account.paragraphs)
    for ours, theirs in account.source_map:
        bare = unescape(re.sub(r"<[^>]*>", "", theirs.of(source)))
        assert "".join(bare.split()) == "".join(ours.of(account.text).split())
    assert "&ldquo;We got what we asked for" in account.source_map[1][1].of(source)


def test_photo_credit_is_no_credit_of_the_text_and_its_date_is_a_photo_date() -> None:
    account = read_bytes((PAGES / "harbour.html").read_bytes(), "harbour")
    assert [c.name for c in account.credits if c.kind == "photo"] == ["Reuters"]
    assert account.agency == ("Associated Press",)
    assert "2031-05-13" in {d.value for d in account.dates if d.kind == "photo"}
    assert {d.kind for d in account.dates} >= {"published", "updated", "photo", "copyright"}


def test_nothing_is_thrown_away() -> None:
    account = read_bytes((PAGES / "harbour.html").read_bytes(), "harbour")
    furniture = " ".join(f.text for f in account.furniture)
    for words in ("Politics", "Ferry line to Osk", "Leave a comment", "All rights reserved"):
        assert words in furniture
        assert words not in account.text


def test_declared_charset_wins_and_is_told() -> None:
    account = read_bytes((PAGES / "bruecke.html").read_bytes(), "b")
    assert (account.charset, account.charset_reason) == ("windows-1252", "declared in the page")


def test_deep_nesting_and_broken_markup_are_read() -> None:
    words = "The council met on Tuesday to vote on the new bridge over the river Osk."
    deep = "<div>" * 5000 + f"<p>{words}</p>" + "</div>" * 100
    assert words in read_bytes(deep.encode(), "deep").text
    passed = "It passed by one vote, the clerk said afterwards."
    broken = f"<html><body><div><p>{words}<b><p>{passed}<table><tr>"
    assert "It passed by one vote" in read_bytes(broken.encode(), "broken").text


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "TS-READ-01"),
        (b" \n ", "TS-READ-01"),
        (bytes(range(256)) * 40, "TS-READ-02"),
        (b"\xff\xfe" + random.Random(5).randbytes(4000), "TS-READ-02"),
        (b"\xfe\xff" + random.Random(6).randbytes(90_000), "TS-READ-02"),
        (b"\x89PNG\r\n\x1a\n" + b"x" * 100, "TS-READ-02"),
        (b"<html><body><script>let a = 1;</script></body></html>", "TS-READ-06"),
    ],
)
def test_what_cannot_be_read_is_coded(data: bytes, code: str) -> None:
    with pytest.raises(InputError) as error:
        read_bytes(data, "x")
    assert error.value.code == code


def test_size_limit() -> None:
    with pytest.raises(LimitError) as error:
        read_bytes(b"a" * 2000, "x", max_bytes=1000)
    assert error.value.code == "TS-LIMIT-01"


def test_reading_is_deterministic() -> None:
    data = (PAGES / "harbour.html").read_bytes()
    assert read_bytes(data, "a") == read_bytes(data, "a")
