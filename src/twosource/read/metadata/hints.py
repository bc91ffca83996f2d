"""Title, description and article body a page's own metadata gives, for the labeller."""

from __future__ import annotations

from html import unescape

from selectolax.lexbor import LexborHTMLParser

from twosource.patterns import deferred
from twosource.read.label.hints import Hints
from twosource.read.metadata.linked import Item, article_of, linked_data, text_of

_SPACE = deferred(r"\s+")
_TAG = deferred(r"<[^>]{1,300}>")


def clean(text: str) -> str:
    """Entities resolved, tags and soft hyphens out, whitespace collapsed."""
    if "&" in text:
        text = unescape(unescape(text))
    if "<" in text:
        text = _TAG.sub(" ", text)
    return _SPACE.sub(" ", text.replace("\xad", "")).strip()


def metas(tree: LexborHTMLParser) -> dict[str, list[str]]:
    """``name``, ``property`` or ``itemprop`` (lower case) -> contents, in page order."""
    found: dict[str, list[str]] = {}
    for node in tree.css("meta[content]"):
        attributes = node.attributes
        content = attributes.get("content")
        for key in ("property", "name", "itemprop", "http-equiv"):
            name = attributes.get(key)
            if name and content and content.strip():
                found.setdefault(name.strip().lower(), []).append(content.strip())
    return found


def _first(found: dict[str, list[str]], *names: str) -> str:
    return next((clean(found[n][0]) for n in names if n in found), "")


def hints_from(tree: LexborHTMLParser, found: dict[str, list[str]], items: list[Item]) -> Hints:
    """Hints from metadata already gathered."""
    title = _first(found, "og:title", "twitter:title", "title", "headline", "dc.title")
    if not title:
        node = tree.css_first("title")
        title = clean(node.text()) if node is not None else ""
    about = _first(found, "og:description", "description", "twitter:description")
    bodies = [clean(text_of(i.get("articleBody"))) for i in items if i.get("articleBody")]
    body = max(bodies, key=len, default="")
    if not body:
        own = article_of(items)
        body = clean(text_of(own.get("text"))) if own else ""
    return Hints(title, about, body)


def page_hints(tree: LexborHTMLParser) -> Hints:
    """Hints of a parsed page, before its scripts are stripped."""
    return hints_from(tree, metas(tree), linked_data(tree))
