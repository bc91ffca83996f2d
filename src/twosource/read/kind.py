"""What a page is: an article, or one of the things that are not read as one."""

from __future__ import annotations

import re
from collections.abc import Sequence

from twosource.patterns import deferred
from twosource.read.label import Labelled
from twosource.read.label.labels import CONTENT
from twosource.read.metadata.linked import Item, kinds
from twosource.types import AccountKind

SHORT = 900
"""Characters: a paywall's or consent wall's stub is shorter; under one news page in
twenty of the development sets is."""
_PAYWALL = deferred(
    r"(?:subscri(?:be|bers?) (?:to|now|only|exclusive)|already a subscriber|to continue reading|"
    r"continue reading (?:with|this)|unlock (?:this|the) (?:article|story)|subscriber[- ]only|"
    r"this (?:article|content|story) is (?:for|reserved|available|only|exclusive)|"
    r"jetzt (?:abonnieren|weiterlesen)|weiterlesen mit|réservé aux abonnés|"
    r"para suscriptores|riservato agli abbonati|полный текст доступен)", re.I)  # fmt: skip
_CONSENT = deferred(
        r"(?:we (?:use|value|care)[^.]{0,60}(?:cookies|privacy)|before you continue|"
        r"accept (?:all )?cookies|"
    r"cookie (?:settings|consent|preferences)|manage (?:your )?(?:privacy|consent)|datenschutz|"
    r"nous respectons votre vie privée|your privacy (?:choices|matters))", re.I)  # fmt: skip
_STAMP = deferred(
    r"^\W*(?:\d{1,2}[:.h]\d\d(?:\s*[ap]\.?m\.?)?(?:\s+[A-Z]{2,4})?|\d+ (?:minutes?|"
    r"hours?) ago)\W*$",
    re.I,
)


def page_kind(
    items: Sequence[Labelled], linked: Sequence[Item], og_type: str, url: str | None
) -> AccountKind:
    """The kind of a page from its own data, its address and its blocks."""
    body = [i for i in items if i.label in CONTENT]
    size = sum(len(i.block.text) for i in body)
    types = frozenset(t for item in linked for t in kinds(item))
    if size == 0:
        return "empty"
    text = " ".join(i.block.text for i in items if len(i.block.text) < 600)[:40_000]
    if (
        size < SHORT
        and len(_CONSENT.findall(text)) >= 2
        and len(items) < 60
        and "NewsArticle" not in types
    ):
        return "consent"
    if "LiveBlogPosting" in types or (
        re.search(r"/live(?:blog|-updates?|/|-)", url or "") and _stamps(items) >= 5
    ):
        return "live"
    locked = any(_closed(i) for i in linked)
    if size < SHORT and (_PAYWALL.search(text) or (locked and size < SHORT // 2)):
        return "paywall"
    captions = sum(i.label == "caption" for i in items)
    if types & {"ImageGallery", "MediaGallery"} or (captions >= 8 and size < SHORT):
        return "gallery"
    return "index" if _index(items, body, types, og_type, size) else "article"


def _closed(item: Item) -> bool:
    return str(item.get("isAccessibleForFree", "")).lower() == "false"


def _stamps(items: Sequence[Labelled]) -> int:
    return sum(1 for i in items if _STAMP.match(i.block.text))


def _index(
    items: Sequence[Labelled],
    body: Sequence[Labelled],
    types: frozenset[str],
    og_type: str,
    size: int,
) -> bool:
    """A front page or section list: no article of its own, and its text is links."""
    if (
        types & {"NewsArticle", "Article", "BlogPosting", "ReportageNewsArticle"}
        or og_type == "article"
    ):
        return False
    linked = sum(i.block.linked for i in body)
    lists = bool(types & {"CollectionPage", "ItemList", "SearchResultsPage"})
    links = sum(1 for i in items if i.block.linked > 0.8 * len(i.block.text))
    return linked > 0.5 * size or (lists and linked > 0.25 * size) or (links > 60 and size < 500)
