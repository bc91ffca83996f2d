"""The planted crawl: the same in every run, of known lineage, scored by it."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from twosource.bench.scale.measured import crawl
from twosource.bench.scale.planted import BLOCK, LARGEST, SIZES, account, place_of
from twosource.bench.scale.truth import number_of, scored
from twosource.read import read
from twosource.trace import trace
from twosource.types import Account


def test_a_block_has_the_families_it_says() -> None:
    places = [place_of(n) for n in range(BLOCK)]
    families = Counter(p.family for p in places if p.kind in {"report", "copy", "rewrite"})
    assert sorted(families.values(), reverse=True) == [LARGEST, *sorted(SIZES[1:], reverse=True)]
    for number, place in enumerate(places):
        if place.source >= 0:
            assert places[place.source].kind == "report"
            assert place.source < number
            assert places[place.source].family == place.family
    assert account(1234) == account(1234)


def test_what_is_planted_is_found_and_scored() -> None:
    numbers = [n for n in range(600) if place_of(n).family in {0, 3, 9}][:40]
    links = [(d.a, d.b, d.relation, d.direction) for d in trace([account(n) for n in numbers])]
    found = scored(links, numbers)
    assert found.planted > 10
    assert (found.linked, found.lineage, found.false) == (1.0, 1.0, 0.0)
    wrong = [(a, b, r, {"a>b": "b>a"}.get(d, d)) for a, b, r, d in links]
    assert scored(wrong, numbers).lineage < 0.5
    assert scored([], numbers).linked == 0.0
    apart = [(f"planted-{numbers[0]}", "planted-2", "verbatim", "a>b")]
    assert scored(apart, numbers).false == pytest.approx(1.0)


def test_a_crawl_is_read_as_it_was_planted() -> None:
    with crawl(6, pages=False) as folder:
        lines = [a for a in read([folder]) if isinstance(a, Account)]
    with crawl(6, pages=True) as folder:
        pages = [a for a in read(sorted(Path(folder).iterdir())) if isinstance(a, Account)]
    assert [a.text for a in lines] == [account(n).text for n in range(6)]
    assert [a.published and a.published.value for a in pages] == ["2031-01-01"] * 6
    assert sorted(number_of(a.url or "") for a in pages) == list(range(6))
