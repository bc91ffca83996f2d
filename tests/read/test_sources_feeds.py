"""Feeds from files: what is an account, what is only a link, what is refused."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from twosource.errors import InputError
from twosource.read.sources import Raw, open_inputs
from twosource.read.sources.feeds import parse_feed
from twosource.types import Failure

ATOM = """<?xml version="1.0" encoding="iso-8859-1"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://osel.example/">
<title>Osel Post</title>
<entry><title type="html">F\u00e4hre &lt;b&gt;sp\u00e4t&lt;/b&gt;</title><link href="news/1"/>
<published>2025-03-04T10:00:00Z</published><author><name>Ada Moor</name></author>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>Sie kam &amp; ging.</p></div>
</content></entry>
<entry><title>B</title><link rel="self" href="x"/><link rel="alternate" href="/news/2"/>
<content type="text">One.

Two &lt; three.</content></entry>
<entry><title>C</title><link href="/news/3"/><summary>Short.</summary></entry></feed>"""

RDF = """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
 xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel><title>Osel</title></channel><item rdf:about="https://osel.example/1"><title>A</title>
<dc:date>2025-03-04</dc:date><dc:creator>Ada Moor</dc:creator><description>LONG</description></item>
</rdf:RDF>""".replace("LONG", "The ferry was late again today. " * 40)


def read(path: Path) -> tuple[list[Raw], list[Failure]]:
    found = list(open_inputs([path]))
    return [f for f in found if isinstance(f, Raw)], [f for f in found if isinstance(f, Failure)]


def test_atom(tmp_path: Path) -> None:
    (tmp_path / "a.xml").write_bytes(ATOM.encode("iso-8859-1"))
    raws, failures = read(tmp_path / "a.xml")
    first, second = (r.record for r in raws)
    assert first == {
        "id": "https://osel.example/news/1", "url": "https://osel.example/news/1",
        "title": "Fähre spät", "outlet": "Osel Post", "byline": ["Ada Moor"],
        "published": "2025-03-04T10:00:00Z", "html": first["html"] if first else "",
    }  # fmt: skip
    assert first is not None
    assert "<p>Sie kam &amp; ging.</p>" in first["html"]
    assert second is not None
    assert second["html"] == "<p>One.</p><p>Two &lt; three.</p>"
    assert second["url"] == "https://osel.example/news/2"
    assert [f.code for f in failures] == ["TS-READ-16"]
    assert "https://osel.example/news/3" in failures[0].message


def test_rdf_with_a_long_description(tmp_path: Path) -> None:
    (tmp_path / "a.rdf").write_text(RDF)
    (raw,), failures = read(tmp_path / "a.rdf")
    assert not failures
    assert raw.record is not None
    assert raw.record["published"] == "2025-03-04"
    assert raw.record["byline"] == ["Ada Moor"]


def test_json_feed(tmp_path: Path) -> None:
    feed = {
        "version": "https://jsonfeed.org/version/1.1", "title": "Osel",
        "items": [{"id": 1, "url": "https://osel.example/1", "content_html": "<p>A</p>",
                   "title": "A", "authors": [{"name": "Ada Moor"}]},
                  {"id": 2, "content_text": "One & two."}, 7, {"url": "javascript:x"}],
    }  # fmt: skip
    (tmp_path / "feed.json").write_text(json.dumps(feed))
    raws, failures = read(tmp_path / "feed.json")
    assert [r.id for r in raws] == ["https://osel.example/1", "feed.json"]
    assert raws[1].data == b"<p>One &amp; two.</p>"
    assert [f.code for f in failures] == ["TS-READ-16"]


def test_damaged_feeds_give_what_they_have(tmp_path: Path) -> None:
    item = "<item><title>A&nbsp;&eacute; R&D</title><description>{}</description></item>"
    whole = "<rss><channel>" + item.format("word " * 300) * 2
    (tmp_path / "a.rss").write_text(whole + "<item><title>C</ti")
    raws, failures = read(tmp_path / "a.rss")
    assert len(raws) == 2
    assert raws[0].record is not None
    assert raws[0].record["title"] == "A é R&D"
    assert [f.code for f in failures] == ["TS-READ-16", "TS-READ-11"]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b'<!DOCTYPE rss [<!ENTITY a "b">]><rss><channel>&a;</channel></rss>', "TS-READ-11"),
        (b'<!DOCTYPE rss [<!ENTITY a SYSTEM "file:///etc/passwd">]><rss>&a;</rss>', "TS-READ-11"),
        (b"<rss>" + b"<a>" * 5000, "TS-LIMIT-04"),
        (b"<html><p>x</p></html>", "TS-READ-11"),
        (b"nothing", "TS-READ-11"),
    ],
)
def test_refused(data: bytes, code: str) -> None:
    with pytest.raises(InputError) as raised:
        parse_feed(data, "x")
    assert raised.value.code == code


@given(st.text("<>/!&;[]\"'ENTITYrss item\n=:", max_size=200), st.integers(0, 900))
@settings(max_examples=300, deadline=None)
def test_nothing_but_coded_errors(noise: str, at: int) -> None:
    for data in (noise, f"<rss>{noise}", ATOM[:at] + noise + ATOM[at:]):
        try:
            parse_feed(data.encode("iso-8859-1", "replace"), "x")
        except InputError as error:
            assert error.code in {"TS-READ-11", "TS-LIMIT-04"}
