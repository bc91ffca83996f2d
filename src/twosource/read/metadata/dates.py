"""Every date a page gives, each with its kind and where it stands; and the choice of
the publication date, blank rather than guessed.

A machine-readable field is believed before a written line, and a written line before
the address.  Fields that disagree by more than a day lower each other; where the best
two disagree and nothing else speaks, the date is not established.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date

from selectolax.lexbor import LexborHTMLParser, LexborNode

from twosource.read.found.days import days, machine_date
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
_ADDRESS = re.compile(
    r"/((?:19|20)\d\d)[/-](\d\d?)[/-](\d\d?)(?:[/-]|$|\.|[^\d])|[/-]((?:19|20)\d\d)(\d\d)(\d\d)(?:[/._-]|$)"
)
EARLIEST = "1990-01-01"
"""Nothing was published on the web before."""


def _candidate(
    value: str, kind: DateKind, evidence: str, confidence: float
) -> DateCandidate | None:
    day = machine_date(value)
    if day is None or not EARLIEST <= day.value[:10] <= "2100":
        return None
    return DateCandidate(day.value, day.precision, kind, f"{evidence} {value!r}"[:200], confidence)


def meta_dates(found: dict[str, list[str]]) -> Iterable[DateCandidate | None]:
    """Dates of the page's ``meta`` elements."""
    for name, values in found.items():
        if name in META:
            kind, confidence = META[name]
            yield _candidate(values[0], kind, f"meta {name}", confidence)


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
                yield _candidate(
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
        yield _candidate((value or "")[:80], "published", "element datePublished", 0.88)
    for node in tree.css("[itemprop=dateModified], time.updated")[:2]:
        value = node.attributes.get("datetime") or node.attributes.get("content") or node.text()
        yield _candidate((value or "")[:80], "updated", "element dateModified", 0.85)
    stamps = [n for n in tree.css(_TIMES) if n.attributes.get("datetime")]
    unique = dict.fromkeys(n.attributes.get("datetime") or "" for n in stamps)
    if stamps and not _contradicted(stamps[0]):
        sure = 0.7 if len(unique) <= 2 else 0.5
        yield _candidate(next(iter(unique)), "published", "element time", sure)
    yield from _data_stamps(tree)


_TIMES = "article time[datetime], header time[datetime], main time[datetime]"
_DATA = ("data-date-time", "data-datetime", "data-published", "data-publish-date", "data-pubdate",
         "data-published-at", "data-publication-date", "data-date-published")  # fmt: skip


def _contradicted(node: LexborNode) -> bool:
    """Whether a ``time`` element shows another day than its ``datetime`` says: then the
    words are what the reader was told and the attribute is the software's.
    """
    machine = machine_date(node.attributes.get("datetime") or "")
    shown = next(days(clean(node.text())[:120]), None)
    return bool(machine and shown and _apart(machine.value, shown.value) > 1)


def _data_stamps(tree: LexborHTMLParser) -> Iterable[DateCandidate | None]:
    """The one date the page's elements carry in data attributes that name it."""
    marked = [n.attributes for n in tree.css(", ".join(f"[{name}]" for name in _DATA))]
    for name in _DATA if marked else ():
        values = {a.get(name) or "" for a in [a for a in marked if name in a][:20]}
        found = {v for v in values if v and machine_date(v)}
        if len({v[:10] for v in found}) == 1:
            yield _candidate(min(found), "published", f"element {name}", 0.7)


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


def _apart(a: str, b: str) -> int:
    try:
        return abs((date.fromisoformat(a[:10]) - date.fromisoformat(b[:10])).days)
    except ValueError:
        return 9999


SURE = 0.6
"""A date less sure than this is listed, not taken."""


def choose_date(dates: Sequence[DateCandidate]) -> tuple[DateCandidate | None, str]:
    """The publication date, or ``None`` and why it is not established."""
    options = [d for d in dates if d.kind == "published" and d.precision not in {"year", "month"}]
    if not options:
        others = sorted({d.kind for d in dates})
        note = f"; only dates of other kinds ({', '.join(others)})" if others else ""
        return None, f"no publication date on the page{note}"
    best = max(options, key=lambda d: _support(d, options))
    support = _support(best, options)
    if support < SURE:
        return None, f"only an unsure date: {best.evidence}"
    rivals = [d for d in options if _apart(d.value, best.value) > 1]
    rival = max((_support(d, options) for d in rivals), default=0.0)
    if rival >= support - 0.05:
        clash = sorted({d.value[:10] for d in (best, *rivals)})
        return None, f"the page's dates disagree: {', '.join(clash[:4])}"
    if other := _shown_otherwise(best, dates):
        return None, f"the page shows {other}, its data say {best.value[:10]}"
    return _local_day(best, options), ""


WEST, EAST = 8, 13
"""Hours by which outlets' own clocks stand behind and before universal time (Pacific
coast, New Zealand in summer)."""


def _local_day(best: DateCandidate, options: Sequence[DateCandidate]) -> DateCandidate:
    """The day in the outlet's own time: a field in universal time one day off the day in
    the page's address or shown by the page yields to it, when a time zone explains that.
    """
    if not best.value.endswith("+00:00") or len(best.value) < 16:
        return best
    hour = int(best.value[11:13])
    witnesses = [d for d in options if d is not best and d.precision == "day" and _shown(d)]
    if any(d.value == best.value[:10] for d in witnesses):
        return best
    for d in witnesses:
        if _apart(d.value, best.value) == 1 and (
            hour < WEST if d.value < best.value else hour >= 24 - EAST
        ):
            return d
    return best


def _shown(d: DateCandidate) -> bool:
    """Whether a reader sees this date: in the address or by the headline."""
    by_headline = d.evidence.startswith("line") and d.confidence >= BY_HEADLINE
    return d.evidence.startswith(("address", "element datePublished")) or by_headline


BY_HEADLINE = 0.5
"""Lines that stand by the headline have at least this much, those further off less."""


def _shown_otherwise(best: DateCandidate, dates: Sequence[DateCandidate]) -> str:
    """The day the page shows by its headline with no word of an update, where its data
    give that day as the change and another one as the publication; else nothing.

    On the development pages such a field was right as often as the shown day.
    """
    if best.evidence.startswith(("line", "address")):
        return ""
    lines = [d for d in dates if d.kind == "published" and d.evidence.startswith("line")]
    shown = {d.value[:10] for d in lines if d.confidence >= BY_HEADLINE}
    changed = {d.value[:10] for d in dates if d.kind == "updated" and d.evidence[:4] != "line"}
    if any(_apart(day, best.value) <= 1 for day in shown):
        return ""
    return next((day for day in sorted(shown) if day in changed), "")


def _support(candidate: DateCandidate, options: Sequence[DateCandidate]) -> float:
    """Its confidence, and a little for each further field that gives the same day."""
    same = {
        d.evidence.split(" ")[0] + d.evidence.split(" ")[1]
        for d in options
        if d.value[:10] == candidate.value[:10]
    }
    return candidate.confidence + 0.1 * (len(same) - 1)
