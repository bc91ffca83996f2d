"""RSS 0.9 to 2.0, Atom (RFC 4287), JSON Feed 1.1 and OPML 2.0: entries and addresses."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from html import escape
from typing import Any
from urllib.parse import urljoin, urlsplit

from twosource.errors import InputError
from twosource.read.metadata.outlet import channel_outlet
from twosource.read.sources.feed_dates import feed_date, rss_dates
from twosource.read.sources.feed_text import (
    as_html,
    is_marked,
    literal_title,
    marked_title,
    plain,
)
from twosource.read.sources.raw import Raw
from twosource.read.sources.safe_xml import Element, parse_xml

MAX_ENTRIES = 1000
MAX_FEEDS = 200
FULL = 1000
"""Characters from which a ``description`` is taken as the whole account.  Summaries
end under 500 characters in nearly every feed; short news items begin there.
"""


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of a feed; ``html`` is empty where the feed holds a summary only."""

    title: str = ""
    url: str | None = None
    published: str | None = None
    authors: tuple[str, ...] = ()
    html: str = ""
    updated: str | None = None

    def record(self, channel: str, id: str) -> dict[str, Any]:
        """The entry as a record of DESIGN's JSON Lines shape; ``channel`` is the feed's title."""
        found: dict[str, Any] = {"id": self.url or id, "html": self.html}
        more = {
            "title": self.title, "url": self.url, "published": self.published,
            "outlet": channel_outlet(channel, self.url), "byline": list(self.authors),
            "updated": self.updated,
        }  # fmt: skip
        return found | {key: value for key, value in more.items() if value}

    def raw(self, channel: str, id: str, where: str) -> Raw:
        """The entry as an input; its bytes are its HTML."""
        record = self.record(channel, id)
        return Raw(
            self.html.encode("utf-8", "replace"), record["id"], self.url,
            {"content-type": "text/html; charset=utf-8"}, "record", record, input=where,
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed (``entries``) or a list of feeds (``feeds``); ``wrong`` says where it
    breaks off, if it does.
    """

    title: str = ""
    entries: tuple[Entry, ...] = ()
    feeds: tuple[str, ...] = ()
    wrong: str | None = None


def _address(value: object, base: str) -> str | None:
    if not isinstance(value, str) or not value.strip():
        return None
    try:
        url = urljoin(base, value.strip())
        good = urlsplit(url).scheme in {"http", "https"} and bool(urlsplit(url).hostname)
    except ValueError:
        return None
    return url if good else None


def _based(element: Element, base: str) -> str:
    """The address that links in an element are joined to (``xml:base``)."""
    return _address(element.attributes.get("base"), base) or base


def _texts(element: Element) -> dict[str, str]:
    """The first non-empty text of each kind of child, by local name; one of the
    element's own kind of names goes before one of another's (``media:title``).
    """
    own: dict[str, str] = {}
    others: dict[str, str] = {}
    for child in element.elements():
        text = child.text().strip()
        if text:
            (own if child.space == element.space else others).setdefault(child.local, text)
    return others | own


def _encoded(item: Element) -> str:
    """The content of an RSS item: ``content:encoded``, never ``excerpt:encoded``."""
    found = [e for e in item.elements() if e.local == "encoded" and e.text().strip()]
    best = next((e for e in found if "content" in e.space), None)
    rest = (e for e in found if "excerpt" not in e.space)
    chosen = best if best is not None else next(rest, None)
    return _inside(chosen) if chosen is not None else ""


def _inside(element: Element) -> str:
    """What stands in an element that should hold escaped HTML: its text, or its mark-up
    where a publisher forgot to escape it.
    """
    unescaped = next(element.elements(), None) is not None
    return (element.markup() if unescaped else element.text()).strip()


def _rss_entry(item: Element, base: str) -> Entry:
    texts = _texts(item)
    guid = next((e for e in item.elements() if e.local == "guid"), None)
    permanent = guid is not None and guid.attributes.get("ispermalink", "true") == "true"
    link = _address(texts.get("link"), base) or _address(item.attributes.get("about"), base)
    if link is None and permanent:
        guid_text = texts.get("guid", "")
        link = _address(guid_text, base) if guid_text.startswith("http") else None
    content = as_html(_encoded(item))
    described = next((e for e in item.elements() if e.local == "description"), None)
    own = (e for e in item.elements() if e.local == "description" and e.space == item.space)
    described = next(own, described)
    summary = as_html(_inside(described)) if described is not None else ""
    if not content and len(plain(summary)) >= FULL:
        content = summary
    authors = [e.text().strip() for e in item.elements() if e.local in {"creator", "author"}]
    published, updated = rss_dates(texts)
    return Entry(
        marked_title(texts.get("title", "")),
        link,
        published,
        tuple(dict.fromkeys(plain(a) for a in authors if a)),
        content,
        updated,
    )


def _atom_link(entry: Element, base: str) -> str | None:
    links = [e.attributes for e in entry.elements() if e.local == "link"]
    chosen = next((a for a in links if a.get("rel", "alternate") == "alternate"), None)
    return _address(chosen.get("href"), base) if chosen is not None else None


def _atom_text(element: Element | None) -> str:
    """The content of an Atom text construct as HTML."""
    if element is None or element.attributes.get("src"):
        return ""
    kind = element.attributes.get("type", "text").lower()
    if kind in {"xhtml", "application/xhtml+xml"}:
        return element.markup()
    text = element.text()
    if kind in {"html", "text/html"} or is_marked(text):
        return as_html(text)
    return "".join(
        f"<p>{escape(p, quote=False)}</p>" for p in re.split(r"\n\s*\n", text) if p.strip()
    )


def _atom_title(element: Element) -> str:
    """The title of a feed or entry of Atom, by the type it says it has."""
    found = next((e for e in element.elements() if e.local == "title"), None)
    own = (e for e in element.elements() if e.local == "title" and e.space == element.space)
    chosen = next(own, found)
    if chosen is None:
        return ""
    kind = chosen.attributes.get("type", "text").lower()
    text = chosen.text()
    return marked_title(text) if kind in {"html", "text/html"} else literal_title(text)


def _atom_entry(entry: Element, base: str) -> Entry:
    texts = _texts(entry)
    by_name = {e.local: e for e in reversed(list(entry.elements()))}
    content = _atom_text(by_name.get("content"))
    if not content:
        summary = _atom_text(by_name.get("summary"))
        content = summary if len(plain(summary)) >= FULL else ""
    names = [
        name.text().strip()
        for author in entry.elements() if author.local == "author"
        for name in author.elements() if name.local == "name"
    ]  # fmt: skip
    return Entry(
        _atom_title(entry),
        _atom_link(entry, base),
        feed_date(texts.get("published") or texts.get("issued")),
        tuple(dict.fromkeys(n for n in names if n)),
        content,
        feed_date(texts.get("updated") or texts.get("modified")),
    )


def _walk(root: Element, names: frozenset[str], depth: int = 8) -> Iterator[Element]:
    for child in root.elements():
        if child.local in names:
            yield child
        elif depth:
            yield from _walk(child, names, depth - 1)


def _opml(root: Element, base: str) -> Feed:
    feeds: list[str] = []
    stack = list(reversed(list(root.elements())))
    while stack:
        node = stack.pop()
        url = _address(node.attributes.get("xmlurl"), base) if node.local == "outline" else None
        if url is not None:
            feeds.append(url)
        stack.extend(reversed(list(node.elements())))
    return Feed(feeds=tuple(dict.fromkeys(feeds)))


def _json_entry(item: object, base: str) -> Entry | None:
    if not isinstance(item, Mapping):
        return None

    def text(key: str) -> str:
        value = item.get(key)
        return value if isinstance(value, str) else ""

    html = as_html(text("content_html"))
    if not html and is_marked(text("content_text")):
        html = as_html(text("content_text"))
    elif not html and text("content_text"):
        html = "".join(f"<p>{escape(p)}</p>" for p in re.split(r"\n\s*\n", text("content_text")))
    given = item.get("authors")
    people = given if isinstance(given, list) else [item.get("author")]
    names = [p.get("name") for p in people if isinstance(p, Mapping)]
    return Entry(
        literal_title(text("title")),
        _address(item.get("url"), base) or _address(item.get("external_url"), base),
        feed_date(text("date_published")),
        tuple(n for n in names if isinstance(n, str) and n),
        html,
        feed_date(text("date_modified")),
    )


def parse_json_feed(value: Mapping[str, Any], base: str = "") -> Feed:
    """A JSON Feed that was parsed already."""
    items = value.get("items")
    entries = [_json_entry(i, base) for i in items] if isinstance(items, list) else []
    title = value.get("title")
    found = tuple(e for e in entries if e is not None)
    return Feed(literal_title(title) if isinstance(title, str) else "", found)


def is_json_feed(value: object) -> bool:
    """Whether a JSON value says that it is a feed."""
    return isinstance(value, Mapping) and "jsonfeed.org" in str(value.get("version", ""))[:60]


def parse_feed(data: bytes, where: str, base: str = "") -> Feed:
    """An XML feed or list of feeds.

    Args:
        data: the bytes; the XML declaration names their encoding.
        where: what to call it in messages.
        base: the address relative links are joined to.

    Raises:
        InputError: ``TS-READ-11`` when it is no feed at all, ``TS-LIMIT-04`` when
            it is too deep or large.
    """
    root, wrong = parse_xml(data, where)
    if root.local == "opml":
        return _opml(root, base)
    if root.local not in {"rss", "rdf", "feed"}:
        raise InputError("TS-READ-11", f"{where} (no feed: <{root.local[:40]}>)")
    atom = root.local == "feed"
    head = root if atom else next((e for e in root.elements() if e.local == "channel"), root)
    title = _atom_title(head) if atom else marked_title(_texts(head).get("title", ""))
    base = _based(head, _based(root, base))
    if atom:
        entries = tuple(_atom_entry(e, _based(e, base)) for e in _walk(root, frozenset({"entry"})))
    else:
        entries = tuple(_rss_entry(e, _based(e, base)) for e in _walk(root, frozenset({"item"})))
    return Feed(title, entries, wrong=wrong)


__all__ = ["FULL", "MAX_ENTRIES", "MAX_FEEDS", "Entry", "Feed", "is_json_feed",
           "parse_feed", "parse_json_feed"]  # fmt: skip
