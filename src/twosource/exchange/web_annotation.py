"""W3C Web Annotation: https://www.w3.org/TR/annotation-model/

One AnnotationCollection, one Annotation a record.  A target is a stretch of a part of an account:
its words with those before and behind them (TextQuoteSelector), and its place
(TextPositionSelector), which the model counts in code points as we do.  Its source is the
account's address, or a name of ours where none is known.

"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from twosource.exchange.checked import event_spans, position_spans, statement_spans
from twosource.exchange.rim import account_iri, iri_part, program, record_iri, web_address
from twosource.exchange.told import Told
from twosource.records.models import (
    EventRecord,
    FindingRecord,
    LinkRecord,
    OriginRecord,
    PositionRecord,
    Record,
    StatementRecord,
)

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
OWN: dict[str, Any] = {
    "twosource": "urn:twosource:terms:",
    "account": "twosource:account",
    "part": "twosource:part",
    "role": "twosource:role",
    "dossier": "twosource:dossier",
    "facts": {"@id": "twosource:facts", "@type": "@json"},
}
"""Terms that the model lacks: where a target stands with us, which dossier it is of, and what a
record says.
"""
AROUND = 32
"""Code points of prefix and suffix, as Hypothesis gives them."""
_SPANS = frozenset({
    "account", "id", "part", "source", "cue", "content", "addressee", "occasion", "said_at",
    "trigger", "target", "when", "where", "quantities", "holder", "condition", "exchange_for",
    "spans", "parts", "statements", "accounts", "evidence", "a", "b",
})  # fmt: skip
"""Fields that are said otherwise: by targets, or with the parties' names."""


def quoted(text: str, start: int, end: int) -> dict[str, str]:
    """The words of a span, and what stands before and behind them."""
    return {
        "exact": text[start:end],
        "prefix": text[max(0, start - AROUND) : start],
        "suffix": text[end : end + AROUND],
    }


class _Story:
    def __init__(self, told: Told) -> None:
        self.told = told
        self.story = told.story.id
        name = program()
        self.generator = {
            "id": f"urn:twosource:software:{iri_part(name)}", "type": "Software", "name": name
        }  # fmt: skip
        self.sources = {
            a.id: web_address(a.url) or account_iri(self.story, a.id) for a in told.accounts
        }

    def target(self, account: str, part: str, span: tuple[int, int], role: str) -> dict[str, Any]:
        text = self.told.texts[account, part]
        return {
            "type": "SpecificResource",
            "source": self.sources[account],
            "account": account,
            "part": part,
            "role": role,
            "selector": [
                {"type": "TextQuoteSelector", **quoted(text, *span)},
                {"type": "TextPositionSelector", "start": span[0], "end": span[1]},
            ],
        }

    def annotation(
        self, kind: str, names: tuple[str, ...], motivation: str, says: str, facts: Any,
        targets: list[dict[str, Any]],
    ) -> dict[str, Any]:  # fmt: skip
        return {
            "id": record_iri(self.story, kind, *names),
            "type": "Annotation",
            "motivation": motivation,
            "generator": self.generator,
            "body": [
                {"type": "TextualBody", "purpose": "describing", "format": "text/plain",
                 "language": "en", "value": says},
                {"type": "TextualBody", "purpose": "tagging", "format": "text/plain",
                 "language": "en", "value": kind},
            ],
            "dossier": self.told.mark,
            "facts": facts,
            "target": targets,
        }  # fmt: skip

    def all(self) -> Iterator[dict[str, Any]]:
        for s in self.told.statements:
            yield self._statement(s)
        for e in self.told.events:
            yield self._event(e)
        for p in self.told.positions:
            yield self._position(p)
        for f in self.told.findings:
            yield self._finding(f)
        for o in self.told.origins:
            yield self._origin(o)
        for link in self.told.links:
            yield self._link(link)

    def _of(self, record: Any, spans: Iterable[tuple[str, int, tuple[int, int]]]) -> list[Any]:
        return [self.target(record.account, record.part, s, role) for role, _, s in spans]

    def _statement(self, s: StatementRecord) -> dict[str, Any]:
        who = s.speaker.name if s.speaker else "somebody not named"
        return self.annotation(
            "statement", (s.account, s.id), "describing", f"{s.form} statement of {who}",
            facts_of(s), self._of(s, statement_spans(s)),
        )  # fmt: skip

    def _event(self, e: EventRecord) -> dict[str, Any]:
        says = " ".join([e.type, *e.flags])
        return self.annotation(
            "event", (e.account, e.id), "classifying", says, facts_of(e),
            self._of(e, event_spans(e)),
        )  # fmt: skip

    def _position(self, p: PositionRecord) -> dict[str, Any]:
        who = p.holder.actor.name if p.holder.actor else "somebody"
        return self.annotation(
            "position", (p.account, p.id), "classifying", f"{p.kind} of {who}", facts_of(p),
            self._of(p, position_spans(p)),
        )  # fmt: skip

    def _finding(self, f: FindingRecord) -> dict[str, Any]:
        targets = [
            self.target(account, f.parts.get(account, "text"), span, "finding")
            for account, span in f.spans.items()
        ]
        return self.annotation("finding", (f.id,), "commenting", f.reason, facts_of(f), targets)

    def _origin(self, o: OriginRecord) -> dict[str, Any]:
        targets = [
            self.target(account, "text", span, "origin")
            for account, spans in o.spans.items()
            for span in spans
        ]
        return self.annotation("origin", (o.id,), "identifying", o.name, facts_of(o), targets)

    def _link(self, link: LinkRecord) -> dict[str, Any]:
        """Two whole accounts: their evidence, half a million spans where two hundred accounts
        are alike, is left to the tables.
        """
        says = f"{link.relation}, {link.direction}: {link.reason}"
        made = self.annotation("link", (link.a, link.b), "linking", says, facts_of(link), [])
        made["target"] = [self.whole(link.a, "a"), self.whole(link.b, "b")]
        return made

    def whole(self, account: str, role: str) -> dict[str, Any]:
        """A target that is a whole account."""
        return {"type": "SpecificResource", "source": self.sources[account],
                "account": account, "role": role}  # fmt: skip


def facts_of(record: Record) -> dict[str, Any]:
    """What a record says beside its spans, as an annotation has it."""
    facts = _facts(record)
    if isinstance(record, StatementRecord):
        facts |= _party(speaker=record.speaker, addressee=_actor(record.addressee))
        facts |= {"said_at": record.said_at.value} if record.said_at else {}
    elif isinstance(record, EventRecord):
        facts |= _party(source=_actor(record.source), target=_actor(record.target))
        facts |= {"when": record.when.value} if record.when else {}
        facts["quantities"] = [
            {"value": q.value, "high": q.high, "bound": q.bound, "unit": q.unit}
            for q in record.quantities
        ]
    elif isinstance(record, PositionRecord):
        facts |= _party(holder=record.holder.actor, addressee=_actor(record.addressee))
    elif isinstance(record, OriginRecord):
        facts["accounts"] = record.accounts
    return facts


def _facts(record: Record) -> dict[str, Any]:
    return record.model_dump(mode="json", exclude=set(_SPANS))


def _actor(role: Any) -> Any:
    return role.actor if role is not None else None


def _party(**given: Any) -> dict[str, Any]:
    return {
        name: {"id": actor.id, "name": actor.name} if actor is not None else None
        for name, actor in given.items()
    }


def _compact(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def chunks(stories: Iterable[Told]) -> Iterator[str]:
    """The collection as text, a line an annotation."""
    context = _compact([CONTEXT, OWN])
    head = '"label":"Accounts of one event, compared by twosource"'
    page = '{"id":"urn:twosource:annotations:page:0","type":"AnnotationPage","startIndex":0,'
    yield f'{{"@context":{context},\n"id":"urn:twosource:annotations",'
    yield f'"type":"AnnotationCollection",{head},\n"first":{page}'
    yield '"partOf":"urn:twosource:annotations","items":['
    count = 0
    for told in stories:
        for annotation in _Story(told).all():
            yield (",\n" if count else "\n") + _compact(annotation)
            count += 1
    yield f'\n]}},\n"total":{count}}}\n'
