"""schema.org as JSON-LD: https://schema.org/NewsArticle

Accounts as NewsArticle (``isBasedOn`` what they came from), what people say as Quotation, what
accounts agree on or differ in as Claim.  The whole is a format of its own; a bounded part of it
stands in the HTML report (:func:`embedded`).
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from typing import Any, Protocol

from twosource.exchange.rim import account_iri, ascii_address, record_iri
from twosource.exchange.told import Told
from twosource.records.models import AccountRecord, FindingRecord, StatementRecord

CONTEXT = "https://schema.org"
_KINDS = {"person": "Person", "organisation": "Organization"}
SHOWN = 20
"""Quotations and claims of a story that the report holds."""
ACCOUNTS = 40
"""Accounts of a story that the report holds."""
SOURCES = 2
"""Accounts that one is based on, in the report; the likeliest first."""
SEEN_IN = 5
"""Accounts that a claim is seen in, in the report."""
_UNLINKED = frozenset({"independent", "not-established"})


class Link(Protocol):
    """What is asked of a link, whether record or type."""

    @property
    def a(self) -> str:
        """One account."""
        ...

    @property
    def b(self) -> str:
        """The other."""
        ...

    @property
    def relation(self) -> str:
        """The degree of shared text."""
        ...

    @property
    def direction(self) -> str:
        """``a>b`` when b came from a."""
        ...

    @property
    def score(self) -> float:
        """How surely they are linked."""
        ...


def _kept(told: Mapping[str, Any]) -> dict[str, Any]:
    return {k: v for k, v in told.items() if v}


def _sources(links: Iterable[Link]) -> dict[str, list[str]]:
    """Account -> those it came from, the likeliest first."""
    found: dict[str, list[tuple[float, str]]] = {}
    for link in links:
        if link.relation in _UNLINKED or link.direction not in {"a>b", "b>a"}:
            continue
        old, new = (link.a, link.b) if link.direction == "a>b" else (link.b, link.a)
        found.setdefault(new, []).append((-link.score, old))
    return {new: [old for _, old in sorted(old)] for new, old in found.items()}


class _Graph:
    def __init__(self, told: Told, links: Iterable[Link], most: int | None) -> None:
        self.told = told
        self.story = told.story.id
        self.most = most
        self.sources = _sources(links)
        self.accounts = [*told.accounts][: ACCOUNTS if most else None]
        self._ids = {a.id for a in self.accounts}

    def account(self, id: str) -> dict[str, str]:
        return {"@id": account_iri(self.story, id)}

    def some(self, ids: Iterable[str], most: int) -> list[dict[str, str]]:
        """Accounts that are told; of many only the first, in the report."""
        found = [self.account(i) for i in ids if i in self._ids]
        return found[: most if self.most else None]

    def nodes(self) -> Iterator[dict[str, Any]]:
        for a in self.accounts:
            yield self._article(a)
        spoken = (
            s for s in self.told.statements
            if s.form != "indirect" and s.speaker and s.account in self._ids
        )  # fmt: skip
        for s in islice(spoken, self.most):
            yield self._quotation(s)
        claims = (f for f in self.told.findings if self._is_claim(f))
        for f in islice(claims, self.most):
            yield self._claim(f)

    def _article(self, a: AccountRecord) -> dict[str, Any]:
        return _kept({
            "@type": "NewsArticle",
            **self.account(a.id),
            "headline": a.title,
            "url": ascii_address(a.url),
            "datePublished": a.published.value if a.published else None,
            "inLanguage": a.language if a.language != "und" else None,
            "author": [{"@type": "Person", "name": name} for name in a.byline],
            "publisher": {"@type": "NewsMediaOrganization", "name": a.outlet} if a.outlet else None,
            "sourceOrganization": [{"@type": "Organization", "name": n} for n in a.agency],
            "isBasedOn": self.some(self.sources.get(a.id, []), SOURCES),
        })  # fmt: skip

    def _quotation(self, s: StatementRecord) -> dict[str, Any]:
        speaker = self.told.actors[s.speaker.id] if s.speaker else None
        kind = _KINDS.get(speaker.kind) if speaker else None
        return _kept({
            "@type": "Quotation",
            "@id": record_iri(self.story, "statement", s.account, s.id),
            "text": " … ".join(self.told.quote(s.account, s.part, c) for c in s.content),
            "creator": _kept({"@type": kind, "name": speaker.name}) if speaker else None,
            "isPartOf": self.account(s.account),
        })  # fmt: skip

    def _is_claim(self, f: FindingRecord) -> bool:
        """In the report: what is sure, as the page has it, and neither struck nor alone."""
        if f.kind == "only" or (f.judged is not None and f.judged.verdict == "struck"):
            return False
        return self.most is None or f.score >= 0.5

    def _claim(self, f: FindingRecord) -> dict[str, Any]:
        account, span = next(iter(f.spans.items()))
        words = self.told.quote(account, f.parts.get(account, "text"), span)
        return _kept({
            "@type": "Claim",
            "@id": record_iri(self.story, "finding", f.id),
            "text": words,
            "description": f.reason if f.kind == "differ" else None,
            "appearance": self.some(f.spans, SEEN_IN),
        })  # fmt: skip


def _compact(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


_IN_SCRIPT = {ord("<"): "\\u003c", ord(">"): "\\u003e", ord("&"): "\\u0026",
              0x2028: "\\u2028", 0x2029: "\\u2029"}  # fmt: skip


def chunks(stories: Iterable[Told]) -> Iterator[str]:
    """The document as text, a line a thing, without any ``<``: it may stand in a page."""
    yield f'{{"@context":"{CONTEXT}","@graph":['
    count = 0
    for told in stories:
        for node in _Graph(told, told.links, None).nodes():
            yield (",\n" if count else "\n") + _compact(node).translate(_IN_SCRIPT)
            count += 1
    yield "\n]}\n"


def embedded(stories: Iterable[tuple[Told, Iterable[Link]]]) -> str:
    """The accounts, and the first quotations and claims, as the content of a ``script`` of the
    type ``application/ld+json``: data that no browser runs, without any ``<``.
    """
    graph = [node for told, links in stories for node in _Graph(told, links, SHOWN).nodes()]
    return _compact({"@context": CONTEXT, "@graph": graph}).translate(_IN_SCRIPT)
