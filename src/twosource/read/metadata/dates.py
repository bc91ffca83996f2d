"""Every date that a page's fields, elements and address give, each with its kind and
where it stands.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date

from selectolax.lexbor import LexborHTMLParser, LexborNode

from twosource.patterns import deferred
from twosource.read.found.days import days, machine_date
from twosource.read.found.stamps import said
from twosource.read.metadata.hints import clean
from twosource.read.metadata.linked import Item, kinds
from twosource.types import DateCandidate, DateKind

# Field -> (kind, confidence). Confidence: share right on the htmldate development
# pages, rounded; fields that software fills with the build date stand low.
META: dict[str, tuple[DateKind, float]] = {
    "article:published_time": ("published", 0.95),
    "og:article:published_time": ("published", 0.93),
    "og:published_time": ("published", 0.9),
    "og:pubdate": ("published", 0.9),
    "datepublished": ("published", 0.93),
    "parsely-pub-date": ("published", 0.92),
    "sailthru.date": ("published", 0.9),
    "pubdate": ("published", 0.9),
    "publishdate": ("published", 0.9),
    "publish_date": ("published", 0.9),
    "publish-date": ("published", 0.9),
    "published_time": ("published", 0.9),
    "publication_date": ("published", 0.88),
    "dc.date.issued": ("published", 0.9),
    "dcterms.issued": ("published", 0.9),
    "dc.date.created": ("published", 0.85),
    "dcterms.created": ("published", 0.85),
    "dcterms.date": ("published", 0.82),
    "dc.date": ("published", 0.82),
    "citation_publication_date": ("published", 0.9),
    "citation_online_date": ("published", 0.9),
    "article.published": ("published", 0.9),
    "article:published": ("published", 0.9),
    "displaydate": ("published", 0.9),
    "cxenseparse:recs:publishtime": ("published", 0.9),
    "cxenseparse:publishtime": ("published", 0.9),
    "cxenseparse:time": ("published", 0.85),
    "iso-8601-publish-date": ("published", 0.9),
    "date.release": ("published", 0.85),
    "originalpublicationdate": ("published", 0.9),
    "article_date_original": ("published", 0.9),
    "rnews:datepublished": ("published", 0.9),
    "published": ("published", 0.88),
    "published_at": ("published", 0.88),
    "published-date": ("published", 0.88),
    "published_date": ("published", 0.88),
    "published_on": ("published", 0.88),
    "publication-date": ("published", 0.88),
    "publicationdate": ("published", 0.88),
    "post_date": ("published", 0.85),
    "article:published_date": ("published", 0.9),
    "article:publication_date": ("published", 0.9),
    "dc:date": ("published", 0.82),
    "dcterms.dateissued": ("published", 0.88),
    "ptime": ("published", 0.85),
    "pdate": ("published", 0.85),
    "date": ("published", 0.8),
    "datecreated": ("published", 0.8),
    "article:modified_time": ("updated", 0.9),
    "og:updated_time": ("updated", 0.9),
    "datemodified": ("updated", 0.9),
    "last-modified": ("updated", 0.7),
    "lastmod": ("updated", 0.8),
    "dcterms.modified": ("updated", 0.85),
    "dc.date.modified": ("updated", 0.85),
    "revised": ("updated", 0.8),
}
LINKED: dict[str, tuple[DateKind, float]] = {
    "datePublished": ("published", 0.95),
    "dateCreated": ("published", 0.72),
    "uploadDate": ("published", 0.6),
    "dateModified": ("updated", 0.9),
}
_ADDRESS = deferred(
    r"/((?:19|20)\d\d)[/-](\d\d?)[/-](\d\d?)(?:[/-]|$|\.|[^\d])|[/-]((?:19|20)\d\d)(\d\d)(\d\d)(?:[/._-]|$)"
)
EARLIEST = "1990-01-01"
"""Nothing was published on the web before."""


def candidate(value: str, kind: DateKind, evidence: str, confidence: float) -> DateCandidate | None:
    """What a machine wrote as a date, with where it stands; ``None`` where it is none."""
    day = machine_date(value)
    if day is None or not EARLIEST <= day.value[:10] <= "2100":
        return None
    return DateCandidate(day.value, day.precision, kind, f"{evidence} {value!r}"[:200], confidence)


def meta_dates(found: dict[str, list[str]]) -> Iterable[DateCandidate | None]:
    """Dates of the page's ``meta`` elements."""
    for name, values in found.items():
        if name in META:
            kind, confidence = META[name]
            yield candidate(values[0], kind, f"meta {name}", confidence)


def linked_dates(items: Sequence[Item], own: Item | None) -> Iterable[DateCandidate | None]:
    """Dates of the page's linked data: of its own article in full trust, of other
    objects (a video, a web page) in less.
    """
    for item in items:
        mine = item is own
        media = bool(
            kinds(item) & {"VideoObject", "ImageObject", "Organization", "Event", "Comment"}
        )
        for key, (kind, confidence) in LINKED.items():
            value = item.get(key)
            if isinstance(value, str) and (mine or not media):
                yield candidate(
                    value, kind, f"JSON-LD {key}", confidence if mine else confidence - 0.25
                )


def time_elements(tree: LexborHTMLParser) -> Iterable[DateCandidate | None]:
    """``time`` elements and ``itemprop`` dates that say what they are."""
    nodes = tree.css(
        "[itemprop=datePublished], time[pubdate], time.published, abbr.published, time.entry-date"
    )
    for node in nodes[:3]:
        value = (
            node.attributes.get("datetime")
            or node.attributes.get("content")
            or node.attributes.get("title")
            or node.text()
        )
        yield candidate((value or "")[:80], "published", "element datePublished", 0.88)
    for node in tree.css("[itemprop=dateModified], time.updated")[:2]:
        value = node.attributes.get("datetime") or node.attributes.get("content") or node.text()
        yield candidate((value or "")[:80], "updated", "element dateModified", 0.85)
    yield from _labelled_times(tree)
    yield from _data_stamps(tree)


_TIMES = "article time[datetime], header time[datetime], main time[datetime]"
_QUOTED = 8
"""Elements round a ``time`` element that are looked at for a quote it stands in."""
_DATA = ("data-date-time", "data-datetime", "data-published", "data-publish-date", "data-pubdate",
         "data-published-at", "data-publication-date", "data-date-published")  # fmt: skip
_CHANGED = deferred(r"(?:updat|modif|revis|edited|aktualis|maj\b)", re.I)
LABEL = 40
"""Characters before a ``time`` element among which it may be called something."""


def _labelled_times(tree: LexborHTMLParser) -> Iterable[DateCandidate | None]:
    """The ``time`` elements of the article that a word or class calls publication or
    change, and the first where none does.
    """
    nodes = [n for n in tree.css(_TIMES) if n.attributes.get("datetime") and not _in_quote(n)]
    unique = dict.fromkeys(n.attributes.get("datetime") or "" for n in nodes)
    first = True
    for node in nodes[:4]:
        value = node.attributes.get("datetime") or ""
        kind = _called(node)
        if kind == "updated":
            yield candidate(value, kind, f"{CALLED} {kind}", 0.7)
        elif first and not contradicted(node):
            sure = 0.7 if len(unique) <= 2 else 0.5
            yield (
                candidate(value, "published", f"{CALLED} {kind}", 0.8)
                if kind
                else candidate(value, "published", "element time", sure)
            )
        first &= kind == "updated"


def _in_quote(node: LexborNode) -> bool:
    """Whether a node stands in a quote: the dates of posts set into a page are not its own."""
    above = node.parent
    for _ in range(_QUOTED):
        if above is None or above.tag == "blockquote":
            return above is not None
        above = above.parent
    return False


CALLED = "element time called"
"""How the evidence opens of an element that the words before it say the kind of."""


def _called(node: LexborNode) -> DateKind | None:
    """What the words right before a ``time`` element, in it, or its class call it."""
    if _CHANGED.search(node.attributes.get("class") or ""):
        return "updated"
    before, at = "", node.prev
    while at is not None and len(before) < LABEL and at.tag not in {"time", "div", "p"}:
        before = f"{at.text(deep=True)} {before}"
        at = at.prev
    if not before.strip() and node.parent is not None and node.parent.tag in {"span", "b", "em"}:
        above = node.parent.prev
        before = above.text(deep=True) if above is not None and above.tag != "time" else ""
    kinds = [kind for _, _, kind in said(f"{before[-LABEL:]} {node.text()[:LABEL]}")]
    if "updated" not in kinds and "published" not in kinds:
        return None
    return "updated" if [k for k in kinds if k != "neutral"][-1] == "updated" else "published"


def contradicted(node: LexborNode) -> bool:
    """Whether a ``time`` element shows another day than its ``datetime`` says: then the
    words are what the reader was told and the attribute is the software's.
    """
    machine = machine_date(node.attributes.get("datetime") or "")
    shown = next(days(clean(node.text())[:120]), None)
    return bool(machine and shown and apart(machine.value, shown.value) > 1)


def _data_stamps(tree: LexborHTMLParser) -> Iterable[DateCandidate | None]:
    """The one date the page's elements carry in data attributes that name it."""
    marked = [n.attributes for n in tree.css(", ".join(f"[{name}]" for name in _DATA))]
    for name in _DATA if marked else ():
        values = {a.get(name) or "" for a in [a for a in marked if name in a][:20]}
        found = {v for v in values if v and machine_date(v)}
        if len({v[:10] for v in found}) == 1:
            yield candidate(min(found), "published", f"element {name}", 0.7)


def address_date(url: str | None) -> DateCandidate | None:
    """The day in the page's address."""
    m = _ADDRESS.search(url or "")
    if not m:
        return None
    parts = [g for g in m.groups() if g]
    try:
        day = date(int(parts[0]), int(parts[1]), int(parts[2])).isoformat()
    except ValueError:
        return None
    return DateCandidate(day, "day", "published", f"address {m.group().strip('/')}", 0.85)


def apart(a: str, b: str) -> int:
    """Days between two dates in ISO 8601; many where one is none."""
    try:
        return abs((date.fromisoformat(a[:10]) - date.fromisoformat(b[:10])).days)
    except ValueError:
        return 9999
