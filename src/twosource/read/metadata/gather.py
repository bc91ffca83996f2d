"""All a page's head and linked data say, in one record."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from selectolax.lexbor import LexborHTMLParser

from twosource.read.found.credits import agency_of_host, agency_of_name
from twosource.read.label.hints import Hints
from twosource.read.metadata.dates import address_date, linked_dates, meta_dates, time_elements
from twosource.read.metadata.hints import hints_from, metas
from twosource.read.metadata.last_dates import last_dates
from twosource.read.metadata.linked import Item, article_of, linked_data, text_of
from twosource.read.metadata.names import AUTHOR_META, authors, split_names
from twosource.read.metadata.outlet import outlet_of
from twosource.read.metadata.titles import headline
from twosource.types import Credit, DateCandidate


@dataclass(frozen=True, slots=True)
class Metadata:
    """What a page says of itself; ``hints`` are for the labeller."""

    hints: Hints
    title: str | None = None
    title_evidence: str = ""
    outlet: str | None = None
    publisher: str | None = None
    authors: tuple[str, ...] = ()
    authors_evidence: str = ""
    dates: tuple[DateCandidate, ...] = ()
    credits: tuple[Credit, ...] = ()
    url: str | None = None
    items: tuple[Item, ...] = ()
    og_type: str = ""
    language: str = ""


def _canonical(tree: LexborHTMLParser, found: dict[str, list[str]]) -> str | None:
    node = tree.css_first('link[rel="canonical"]')
    href = node.attributes.get("href") if node is not None else None
    value = href or next(iter(found.get("og:url", ())), None)
    return value if value and value.startswith("http") else None


def _language(tree: LexborHTMLParser) -> str:
    """The language the page says it is in, in lower case (``en-gb``)."""
    root = tree.root
    return ((root.attributes.get("lang") if root is not None else None) or "").strip().lower()


def _host(url: str | None) -> str:
    try:
        return (urlsplit(url or "").hostname or "").lower()
    except ValueError:
        return ""


def _credits(
    found: dict[str, list[str]], own: Item | None, canonical: str | None, host: str
) -> list[Credit]:
    """Agencies named by the page's fields: author fields, source organisations, what it
    is based on, a canonical link that leads to an agency's own site.
    """
    out: list[Credit] = []

    def add(name: str | None, evidence: str) -> None:
        if name and all(c.name != name for c in out):
            out.append(Credit(name, "metadata", evidence))

    for field in (
        *AUTHOR_META,
        "source",
        "article:source",
        "original-source",
        "syndication-source",
    ):
        for value in found.get(field, ())[:3]:
            for name in split_names(value) or [value]:
                add(agency_of_name(name), f"meta {field} {value!r}"[:160])
    for key in (
        "author",
        "creator",
        "sourceOrganization",
        "isBasedOn",
        "provider",
        "copyrightHolder",
    ):
        stated = (own or {}).get(key)
        for entry in stated if isinstance(stated, list) else [stated]:
            text = text_of(entry)
            link = entry.get("url") if isinstance(entry, dict) else entry
            add(agency_of_name(text), f"JSON-LD {key} {text!r}"[:160])
            if key == "isBasedOn" and isinstance(link, str):
                add(agency_of_host(_host(link)), f"JSON-LD isBasedOn {link}"[:160])
    other = _host(canonical)
    if host and other and not (other.endswith(host) or host.endswith(other)):
        add(agency_of_host(other), f"canonical link to {other}")
    return out


KNOWN = 0.6
"""A date of publication this sure spares looking further."""


def gather(tree: LexborHTMLParser, url: str | None = None) -> Metadata:
    """Read all metadata of a parsed page (before its scripts are stripped)."""
    found = metas(tree)
    items = linked_data(tree)
    own = article_of(items)
    canonical = _canonical(tree, found)
    page_url = url or canonical
    outlet, publisher = outlet_of(found, items, own, page_url)
    host = _host(page_url)
    owners = _owners(outlet, publisher, host)
    title, title_evidence = headline(tree, found, own, owners)
    names, names_evidence = authors(tree, found, own, owners, items)
    given = [*meta_dates(found), *linked_dates(items, own), *time_elements(tree)]
    dates = [d for d in (*given, address_date(page_url)) if d is not None]
    if not any(d.kind == "published" and d.confidence >= KNOWN for d in dates):
        dates += last_dates(tree)
    base = hints_from(tree, found, items)
    hints = Hints(title or base.title, base.description, base.body, tuple(owners))
    return Metadata(
        hints, title, title_evidence, outlet, publisher, names, names_evidence,
        tuple(dict.fromkeys(dates)), tuple(_credits(found, own, canonical, host)), page_url,
        tuple(items), next(iter(found.get("og:type", ())), "").lower(), _language(tree),
    )  # fmt: skip


def _owners(outlet: str | None, publisher: str | None, host: str) -> Sequence[str]:
    labels = [p for p in host.split(".") if len(p) > 3 and p not in {"www", "news"}]
    return [o for o in (outlet, publisher, *labels, host.removeprefix("www.")) if o]
