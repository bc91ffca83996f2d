"""Linked data as it is found: what can be read is read."""

from __future__ import annotations

import json
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from twosource.read import read_bytes
from twosource.read.metadata.lenient import lenient_json

_PARAGRAPHS = "".join(
    f"<p>The council of Marlow Bay decided on Tuesday to rebuild pier number {n}, and the harbour "
    f"master said that the work would take {n} months and would begin after the winter storms.</p>"
    for n in ("two", "three", "four", "five")
)
_REST = (
    '"@type":"NewsArticle","headline":"Pier to be rebuilt","datePublished":"2031-03-09",'
    '"author":[{"@type":"Person","name":"Ada Quill"}]'
)


@pytest.mark.parametrize(
    "script",
    [
        "{%s,}",
        '{"keywords":["a","b",],%s}',
        '{"description":"The "big" pier, "old" and new",%s}',
        '{%s,"description":"The "big" pier"}',
        '{"description":"Marlow\\\'s \\x pier",%s}',
        '{%s}\n{"@type":"WebPage","name":"Pier"}',
        '{"@type":"Organization","name":"X"},{%s}',
        "{%s",
        '{"description":"x" "inLanguage":"en" %s}',
        "/* seo */ {// x\n%s}",
        '{"image":,%s}',
        '{"a":NaN,"b":undefined,%s}',
        "window.data = {%s};",
        '{"@graph":[{"@type":"WebSite","name":"The "Post""},{%s},]}',
        '{"articleBody":"She said "we will, perhaps, go". And: "no": he left.",%s}',
        '{"description":"<a href="http://a.test/">a</a>",%s}',
    ],
)
@pytest.mark.parametrize("spelt", ["plain", "entities"])
def test_damaged_linked_data(script: str, spelt: str) -> None:
    text = script % _REST
    if spelt == "entities":
        if not text.startswith("{") or "<a" in text:
            pytest.skip("entities stand for a whole object")
        text = text.replace('"', "&quot;")
    html = (
        f"<!doctype html><html><head><title>Pier to be rebuilt</title><script type='application/"
        f"ld+json'>{text}</script></head><body><h1>Pier to be rebuilt</h1>{_PARAGRAPHS}</body>"
    )
    read = read_bytes(html.encode(), "page")
    assert read.byline == ("Ada Quill",)
    assert read.published is not None
    assert read.published.value == "2031-03-09"


def test_a_string_never_closed_ends_where_the_next_member_begins() -> None:
    found = lenient_json('{"headline":"Pier to be rebuilt, "datePublished":"2031-03-09"}')
    assert found == [{"headline": "Pier to be rebuilt", "datePublished": "2031-03-09"}]


_LEAVES = st.none() | st.booleans() | st.integers() | st.text(max_size=8)


def _branches(values: st.SearchStrategy[object]) -> st.SearchStrategy[object]:
    return st.lists(values, max_size=3) | st.dictionaries(st.text(max_size=5), values, max_size=3)


@given(_branches(st.recursive(_LEAVES, _branches, max_leaves=8)))
@settings(max_examples=200, deadline=None)
def test_what_json_allows_is_read_alike(value: object) -> None:
    if '""' in json.dumps(value):  # an empty string beside a mark reads either way
        return
    plain = json.dumps(value, ensure_ascii=True)
    if any(c in plain for c in "'“”„«»;\\/"):
        return
    assert lenient_json(plain) in ([value], [])


@given(st.text(alphabet="{}[]\",:\\ab“'1/*", max_size=60))
@settings(max_examples=300, deadline=None)
def test_never_raises(text: str) -> None:
    lenient_json(text)


@pytest.mark.parametrize("unit", ['{"a":', '["', '"', '"x, ', "/*", "//", '{"a" '])
def test_time_is_linear(unit: str) -> None:
    start = time.process_time()
    lenient_json(unit * 60_000)
    assert time.process_time() - start < 5


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("Pier \\ud800shut", "Pier \ufffdshut"),
        ("Pier \\udc00 shut", "Pier \ufffd shut"),
        ("Pier \\ud83d\\udea2 shut", "Pier \U0001f6a2 shut"),
    ],
)
def test_half_a_surrogate_pair_becomes_a_mark(written: str, read: str) -> None:
    script = f'{{"@type":"NewsArticle","headline":"{written}","datePublished":"2031-03-09"}}'
    page = (
        f'<html><head><script type="application/ld+json">{script}</script></head>'
        f"<body><h1>{read}</h1><article>{_PARAGRAPHS}</article></body></html>"
    )
    account = read_bytes(page.encode(), "pier.html")
    assert account.title == read
    account.title.encode()
