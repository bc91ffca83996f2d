"""Pages that are not articles are told apart."""

from __future__ import annotations

import pytest

from twosource.read import read_bytes

SENTENCE = "The council of Varn met on Tuesday and voted for the new bridge, officials said."
LINKED = '<script type="application/ld+json">{{"@type": "{kind}", "headline": "Varn"}}</script>'


def page(body: str, head: str = "") -> bytes:
    start = f"<!DOCTYPE html><html><head><meta charset='utf-8'>{head}</head>"
    return f"{start}<body>{body}</body></html>".encode()


def links(count: int) -> str:
    items = "".join(
        f'<li><a href="/{i}">Report number {i} on the harbour works in the town of Varn</a></li>'
        for i in range(count)
    )
    return f"<ul>{items}</ul>"


LIVE = "".join(f"<div><time>{h}:30</time><p>{SENTENCE} {SENTENCE}</p></div>" for h in range(10, 18))
PAGES = {
    "article": page(f"<article><h1>Bridge</h1>{f'<p>{SENTENCE} {SENTENCE}</p>' * 8}</article>"),
    "paywall": page(
        f"<article><h1>Bridge vote</h1><p>{SENTENCE}</p><p>{SENTENCE}</p></article>"
        "<div class='paywall'><p>To continue reading, subscribe now.</p></div>"
    ),
    "live": page(f"<main><h1>Vote live</h1>{LIVE}</main>", LINKED.format(kind="LiveBlogPosting")),
    "consent": page(
        "<div><h1>Before you continue</h1><p>We value your privacy. We and our partners store "
        "cookies on your device to measure how the site is used.</p><p>You can accept all cookies "
        "or manage your privacy choices at any time.</p><button>Accept all cookies</button></div>"
    ),
    "gallery": page(
        f"<main><h1>The flood in pictures</h1><p>{SENTENCE}</p>"
        + "".join(
            f"<figure><img src='{i}.jpg'><figcaption>Picture {i} of the flooded market square."
            "</figcaption></figure>"
            for i in range(9)
        )
        + "</main>"
    ),
    "index": page(f"<h1>News</h1><p>{SENTENCE}</p>{links(80)}"),
}


@pytest.mark.parametrize("kind", sorted(PAGES))
def test_kind(kind: str) -> None:
    assert read_bytes(PAGES[kind], kind).kind == kind
