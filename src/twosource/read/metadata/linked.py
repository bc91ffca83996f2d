"""JSON-LD on a page: schema.org objects, however nested."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from selectolax.lexbor import LexborHTMLParser

from twosource.patterns import deferred
from twosource.read.metadata.lenient import lenient_json

Item = dict[str, Any]
ARTICLES = frozenset(
    [
        "Article",
        "NewsArticle",
        "ReportageNewsArticle",
        "AnalysisNewsArticle",
        "OpinionNewsArticle",
        "BackgroundNewsArticle",
        "ReviewNewsArticle",
        "AskPublicNewsArticle",
        "BlogPosting",
        "LiveBlogPosting",
        "Report",
        "Review",
        "TechArticle",
        "ScholarlyArticle",
        "SocialMediaPosting",
        "Recipe",
        "HowTo",
        "WebPage",
    ]
)
_BAD = dict.fromkeys(range(0x20), " ")
_WRAPS = ("<!--", "-->", "CDATA", "]]>")
"""One of these stands in whatever :data:`_COMMENT` finds."""
_COMMENT = deferred(
    r"^\s*(?:<!--|/\*\s*<!\[CDATA\[\s*\*/|//\s*<!\[CDATA\[|<!\[CDATA\[)|(?:-->|/\*\s*\]\]>\s*\*/|//\s*\]\]>|\]\]>)\s*$"
)
DEPTH = 12
"""Deeper than any real page nests its objects."""


_HALF = deferred(
    r"\\u[dD][89abAB][0-9a-fA-F]{2}(?!\\u[dD][c-fC-F])"
    r"|(?<!\\u[dD][89abAB][0-9a-fA-F]{2})\\u[dD][c-fC-F][0-9a-fA-F]{2}"
)
"""Half a surrogate pair, written as an escape: no text that can be written again holds one."""


def _parse(raw: str) -> Any:
    if any(mark in raw for mark in _WRAPS):
        raw = _COMMENT.sub("", raw)
    text = _HALF.sub(r"\\ufffd", raw.translate(_BAD).strip().rstrip(";"))
    try:
        return json.loads(text, strict=False)
    except (ValueError, RecursionError):
        return lenient_json(text)


def _walk(value: Any, depth: int = 0) -> Iterator[Item]:
    if depth > DEPTH:
        return
    if isinstance(value, list):
        for entry in value:
            yield from _walk(entry, depth + 1)
    elif isinstance(value, dict):
        if "@type" in value:
            yield value
        for key in ("@graph", "mainEntity", "mainEntityOfPage", "itemListElement"):
            if key in value:
                yield from _walk(value[key], depth + 1)


def kinds(item: Item) -> frozenset[str]:
    """The types of an object, without the schema.org prefix."""
    value = item.get("@type")
    names = value if isinstance(value, list) else [value]
    return frozenset(n.rsplit("/", 1)[-1] for n in names if isinstance(n, str))


def linked_data(tree: LexborHTMLParser) -> list[Item]:
    """All typed objects of the page's JSON-LD, in order; of damaged ones what can be read."""
    found: list[Item] = []
    for node in tree.css('script[type^="application/ld+json"]'):
        raw = node.text(deep=True)
        if raw:
            found += _walk(_parse(raw))
    return found


def article_of(items: list[Item]) -> Item | None:
    """The object that is the page's own article: the one with a headline or body, a
    plain web page last.
    """
    own = [i for i in items if kinds(i) & ARTICLES]
    news = [i for i in own if not kinds(i) <= {"WebPage"}]
    with_head = [i for i in news if i.get("headline") or i.get("articleBody")]
    for group in (with_head, news, own):
        if group:
            return group[0]
    return None


def text_of(value: Any) -> str:
    """A string of a value that may be a string, a list of one, or an object with a name."""
    if isinstance(value, str):
        return value.strip()
    if isinstance(value, list):
        return next((t for v in value if (t := text_of(v))), "")
    if isinstance(value, dict):
        return text_of(value.get("name") or value.get("@value") or "")
    return ""
