"""An account as a UIMA document: one text of all its parts, and the annotations on it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from twosource.exchange.checked import event_spans, position_spans, statement_spans
from twosource.exchange.told import Told
from twosource.records.models import (
    AccountRecord,
    EventRecord,
    FindingRecord,
    PositionRecord,
    RoleRecord,
    StatementRecord,
)

GAP = "\n\n"
"""Between two parts in the text of a document."""


@dataclass(frozen=True, slots=True)
class Mark:
    """An annotation: its type, its span in code points of the document, its features."""

    type: str
    begin: int
    end: int
    features: Mapping[str, str]

    @property
    def key(self) -> tuple[str, str, str, str]:
        """What tells it from the others that rest on a record."""
        f = self.features
        return (self.type, f.get("record", ""), f.get("role", ""), f.get("number", ""))


class Document:
    """The text of an account's parts one behind another, and where each begins."""

    def __init__(self, told: Told, account: AccountRecord) -> None:
        self.told = told
        self.account = account
        self.parts = told.parts[account.id]
        self.starts: dict[str, int] = {}
        pieces, at = [], 0
        for name, text in self.parts.items():
            self.starts[name] = at
            pieces.append(text)
            at += len(text) + len(GAP)
        self.text = GAP.join(pieces)

    def place(self, begin: int, end: int) -> tuple[str, tuple[int, int]] | None:
        """The part and the span in it of a span of the document; ``None`` where it lies in no
        part, or in two.
        """
        for name, start in self.starts.items():
            if start <= begin < end <= start + len(self.parts[name]):
                return name, (begin - start, end - start)
        return None

    def mark(
        self, type: str, part: str, span: tuple[int, int], features: Mapping[str, Any]
    ) -> Mark:
        """An annotation on a span of a part; features that are not there are left out."""
        start = self.starts[part]
        given = {k: _text(v) for k, v in features.items() if v is not None and v != ""}
        return Mark(type, start + span[0], start + span[1], given)


def _text(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value)


class Documents:
    """The documents of a story; what its records say of each account is gathered once."""

    def __init__(self, told: Told) -> None:
        self.told = told
        ids = [a.id for a in told.accounts]
        self._statements = _by_account(ids, told.statements)
        self._events = _by_account(ids, told.events)
        self._positions = _by_account(ids, told.positions)
        self._findings: dict[str, list[FindingRecord]] = {i: [] for i in ids}
        for finding in told.findings:
            for account in finding.spans:
                self._findings[account].append(finding)

    def marks(self, document: Document) -> Iterator[Mark]:
        """Every annotation of a document."""
        yield from _account(document)
        name = document.account.id
        for s in self._statements[name]:
            yield from _statement(document, s)
        for e in self._events[name]:
            yield from _event(document, e)
        for p in self._positions[name]:
            yield from _position(document, p)
        for f in self._findings[name]:
            yield _finding(document, f)
        for o in self.told.origins:
            for n, span in enumerate(o.spans.get(name, ())):
                features = {"record": o.id, "role": "origin", "number": n, "kind": o.kind,
                            "name": o.name, "holder": o.holder, "rule": o.rule}  # fmt: skip
                yield document.mark("Origin", "text", span, features)


def _by_account(ids: list[str], records: Any) -> dict[str, list[Any]]:
    found: dict[str, list[Any]] = {i: [] for i in ids}
    for record in records:
        found[record.account].append(record)
    return found


def _account(document: Document) -> Iterator[Mark]:
    a, date = document.account, document.account.published
    features = {
        "story": document.told.story.id, "dossier": document.told.mark, "account": a.id,
        "url": a.url, "title": a.title,
        "outlet": a.outlet, "publisher": a.publisher, "byline": "; ".join(a.byline),
        "agency": "; ".join(a.agency), "published": date.value if date else None,
        "publishedEvidence": date.evidence if date else a.published_reason,
    }  # fmt: skip
    told = {k: v for k, v in features.items() if v}
    yield Mark("Account", 0, len(document.text), told)
    for name, text in document.parts.items():
        start = document.starts[name]
        yield Mark("Part", start, start + len(text), {"name": name})
    subheads = set(a.subheads)
    for span in a.paragraphs:
        yield document.mark("Paragraph", "text", span, {"subhead": span in subheads})
    for credit in a.credits:
        if credit.span is not None:
            yield document.mark(
                "Credit", "text", credit.span, {"name": credit.name, "kind": credit.kind}
            )


def _role(role: RoleRecord | None) -> dict[str, str]:
    if role is None or role.actor is None:
        return {}
    return {"party": role.actor.name, "partyId": role.actor.id}


def _statement(document: Document, s: StatementRecord) -> Iterator[Mark]:
    common = {
        "record": s.id, "form": s.form, "polarity": s.polarity, "modality": s.modality,
        "stance": s.stance, "inside": s.inside, "rule": s.rule,
        "speaker": s.speaker.name if s.speaker else None,
        "speakerId": s.speaker.id if s.speaker else None,
    }  # fmt: skip
    for role, n, span in statement_spans(s):
        own: dict[str, Any] = {}
        if role == "addressee":
            own = {"party": _role(s.addressee).get("party")}
        if role == "said_at" and s.said_at is not None:
            own = {"value": s.said_at.value}
        features = {**common, **own, "role": role, "number": n}
        yield document.mark("Statement", s.part, span, features)


def _event(document: Document, e: EventRecord) -> Iterator[Mark]:
    common = {
        "record": e.id, "eventType": e.type, "mode": e.mode, "flags": " ".join(e.flags),
        "same": e.same, "statement": e.statement, "rule": e.rule,
    }  # fmt: skip
    for role, n, span in event_spans(e):
        own: dict[str, Any] = {}
        if role in {"source", "target"}:
            own = _role(e.source if role == "source" else e.target)
        if role == "when" and e.when is not None:
            own = {"value": e.when.value}
        if role == "quantity":
            q = e.quantities[n]
            own = {"value": q.value, "high": q.high, "bound": q.bound, "unit": q.unit}
        yield document.mark("Event", e.part, span, {**common, **own, "role": role, "number": n})


def _position(document: Document, p: PositionRecord) -> Iterator[Mark]:
    common = {
        "record": p.id, "kind": p.kind, "modality": p.modality, "voice": p.voice,
        "statement": p.statement, "verdict": p.judged.verdict if p.judged else None,
        "rule": p.rule,
    }  # fmt: skip
    for role, n, span in position_spans(p):
        own = _role({"holder": p.holder, "addressee": p.addressee}.get(role))
        yield document.mark("Position", p.part, span, {**common, **own, "role": role, "number": n})


def _finding(document: Document, f: FindingRecord) -> Mark:
    name, sources = document.account.id, f.sources
    features = {
        "record": f.id, "role": "finding", "number": 0, "kind": f.kind, "findingType": f.type,
        "score": f.score, "severity": f.severity, "reason": f.reason, "rule": f.rule,
        "proposition": f.proposition, "verdict": f.judged.verdict if f.judged else None,
        "sources": f"{sources.at_least} - {sources.at_most}" if sources else None,
        "sourceReasons": "\n".join(sources.reasons) if sources else None,
    }  # fmt: skip
    return document.mark("Finding", f.parts.get(name, "text"), f.spans[name], features)
