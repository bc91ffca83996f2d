"""Deep pages, long words, very many tags: time grows with size, not faster.

Ratios are compared, never times: the same page is read at two sizes, one of them four
times the other, and a time that grew with the square would be sixteen times longer.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from contextlib import suppress

import pytest

from island import STORY, account_of, paragraphs
from twosource.errors import TwosourceError
from twosource.read.blocks.depth import LIMIT, shallow

TIMES, MOST = 4, 10
"""How many times larger the second page is, and longer its reading may take: two and
a half times what a linear one takes, well under what a quadratic one does."""


def body(inside: str) -> str:
    return f"<html><body>{paragraphs(STORY)}{inside}</body></html>"


def nested(tag: str, count: int) -> str:
    return f"<html><body>{f'<{tag}>' * count}{paragraphs(STORY)}{f'</{tag}>' * count}</body></html>"


SHAPES: dict[str, tuple[int, Callable[[int], str]]] = {
    "nested div": (25_000, lambda n: nested("div", n)),
    "nested span": (25_000, lambda n: nested("span", n)),
    "nested b": (25_000, lambda n: nested("b", n)),
    "nested lists": (8_000, lambda n: body("<ul><li>" * n)),
    "nested tables": (2_000, lambda n: body("<table><tr><td>" * n)),
    "unclosed div": (1_500, lambda n: body("<p>x<div>" * n)),
    "open spans before paragraphs": (3_000, lambda n: body("<span>" * n + "<p>Some words</p>" * n)),
    "open formatting": (800, lambda n: body(
        "".join(f"<b id=x{i}>" for i in range(n)) + "<p>Some words</p>" * n)),
    "words of 10,000 letters": (40, lambda n: body(f"<p>{'abcdefghij' * 1000} and</p>" * n)),
    "one word": (100_000, lambda n: body(f"<p>{'ü' * n}</p>")),
    "small tags": (25_000, lambda n: body("<i>x</i>" * n)),
    "void tags": (50_000, lambda n: body("<br>" * n)),
    "empty elements": (25_000, lambda n: body("<div></div>" * n)),
    "paragraphs": (600, lambda n: body("<p>Some words stand here and there.</p>" * n)),
    "first letters": (300, lambda n: body(
        "<div>E</div><p>ngineers closed the bridge on Tuesday after a cable.</p>" * n)),
    "buttons": (1_000, lambda n: body(f"<p>{'a <button>word</button> and ' * n}</p>")),
    "cut paragraphs": (600, lambda n: body("<p>the<div>tip</div> and so on</p>" * n)),
    "style rules": (20_000, lambda n: body("<style>" + "@" * n + "a{" * n + "/*" * n + "</style>")),
    "unscripted": (8_000, lambda n: f"<html><body>{'<div>' * n}<noscript>{paragraphs(STORY)}"
                                     f"</noscript>{'</div>' * n}</body></html>"),
    "turns": (300, lambda n: "Osk\n\n" + "ANA: What is it?\n\nIDA: It is the ferry.\n\n" * n),
    "lines": (1_000, lambda n: "Osk Herald\n\n" + "\n\n".join(f"Line {i} runs." for i in range(n))),
    "straight marks": (250, lambda n: 'A ferry â€" the first â€" but it isnâ€™t so.\n\n' * n),
}  # fmt: skip


def spent(text: str) -> float:
    """CPU seconds for one reading, the better of two."""
    best = float("inf")
    for _ in range(2):
        start = time.process_time()
        with suppress(TwosourceError):
            account_of(text)
        best = min(best, time.process_time() - start)
    return best


@pytest.mark.parametrize("name", sorted(SHAPES))
def test_time_grows_with_size(name: str) -> None:
    size, make = SHAPES[name]
    account_of(make(max(1, size // 50)) if name not in {"turns", "straight marks"} else body(""))
    small, large = spent(make(size)), spent(make(size * TIMES))
    assert large <= MOST * max(small, 0.02), f"{small:.3f} s, then {large:.3f} s"


def test_a_page_nested_a_hundred_thousand_deep_is_read_whole() -> None:
    account = account_of(nested("div", 100_000))
    assert account.text.split("\n\n") == list(STORY)


def test_a_page_of_a_million_tags_is_read_whole() -> None:
    account = account_of(body("<i></i>" * 500_000))
    assert account.text.split("\n\n") == list(STORY)


def test_only_pages_too_deep_are_changed() -> None:
    page = body("<ul><li>One<ul><li>Two</ul></ul>" * 2_000 + "<p>x" * 5_000 + "<br>" * 5_000)
    assert shallow(page) == page
    deep = shallow(nested("div", 5_000))
    assert deep.count("<div>") == deep.count("</div>") == LIMIT


def test_what_looks_like_a_tag_in_a_script_is_none() -> None:
    page = body(f"<script>{'<div>' * 5_000}</script><p>End.</p>")
    assert shallow(page) == page
