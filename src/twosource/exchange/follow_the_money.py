"""FollowTheMoney entities, one JSON object a line: https://followthemoney.tech/

Accounts as Article, parties as Person, Organization, Address (places) or LegalEntity, who is named
in which account as Mention, derivations and what parties do to and want of each other as
UnknownLink.  Values are written as the model's own cleaning leaves them, since its readers drop
what they cannot read without a word: dates in UTC without a zone, languages in three letters.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from typing import Any

from twosource.exchange.rim import account_iri, ascii_address, one_line, plain, record_iri
from twosource.exchange.told import Told
from twosource.packaged import table
from twosource.records.models import AccountRecord, PartyRecord, RoleRecord

_RESOLVED = frozenset({"Person", "Organization", "LegalEntity"})


_DAY = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")


def day(value: str) -> str | None:
    """A date as the model has it: in UTC, without a zone, as precise as it was; ``None`` for what
    it has no way to tell (a week, a length of time).
    """
    found = _DAY.match(value)
    if found is None or "T" not in value:
        return value if found is not None and found[0] == value else None
    try:
        moment = datetime.fromisoformat(value)
        moment = moment.astimezone(UTC) if moment.tzinfo is not None else moment
    except (ValueError, OverflowError):
        return found[0]
    return moment.strftime("%Y-%m-%dT%H:%M:%S")


def _id(iri: str) -> str:
    return f"twosource-{hashlib.sha1(iri.encode(), usedforsecurity=False).hexdigest()}"


def _entity(id: str, schema: str, **properties: Iterable[str | None]) -> dict[str, Any]:
    told = {k: list(dict.fromkeys(v for v in values if v)) for k, values in properties.items()}
    return {"id": id, "schema": schema, "properties": {k: v for k, v in told.items() if v}}


class _Story:
    def __init__(self, told: Told) -> None:
        self.told = told
        self.story = told.story.id
        self.known = table("exchange", "ftm")

    def account(self, id: str) -> str:
        return _id(account_iri(self.story, id))

    def party(self, id: str) -> str:
        return _id(record_iri(self.story, "party", id))

    def entities(self) -> Iterator[dict[str, Any]]:
        for a in self.told.accounts:
            yield self._article(a)
        for p in self.told.actors.values():
            yield self._party(p)
        yield from self._mentions()
        yield from self._derivations()
        yield from self._relations()

    def _article(self, a: AccountRecord) -> dict[str, Any]:
        return _entity(
            self.account(a.id), "Article",
            title=[one_line(a.title or "")], fileName=[one_line(a.id)],
            sourceUrl=[ascii_address(a.url)], author=map(one_line, a.byline),
            publisher=[one_line(a.outlet or "")], bodyText=[plain(a.text)],
            publishedAt=[day(a.published.value) if a.published else None],
            language=[self.known["language"].get(a.language)],
        )  # fmt: skip

    def schema(self, p: PartyRecord) -> str:
        found: str = self.known["schema"].get(p.kind, "LegalEntity")
        return found

    def _party(self, p: PartyRecord) -> dict[str, Any]:
        schema, name = self.schema(p), one_line(p.name)
        others = [n for n in map(one_line, p.aliases) if n != name]
        extra: dict[str, Iterable[str]] = {}
        if schema == "Person":
            extra = {"position": map(one_line, p.roles)}
        elif schema == "Address":
            extra = {"full": [name]}
        return _entity(self.party(p.id), schema, name=[name], alias=others, **extra)

    def _mentions(self) -> Iterator[dict[str, Any]]:
        """Who is named in which account, in which words."""
        found: dict[tuple[str, str], dict[str, None]] = {}

        def see(account: str, part: str, role: RoleRecord | None) -> None:
            if role is not None and role.actor is not None:
                words = one_line(self.told.quote(account, part, role.span))
                found.setdefault((account, role.actor.id), {})[words] = None

        for s in self.told.statements:
            see(s.account, s.part, s.addressee)
            if s.speaker is not None:
                for span in s.source:
                    see(s.account, s.part, RoleRecord(span=span, actor=s.speaker))
        for e in self.told.events:
            see(e.account, e.part, e.source)
            see(e.account, e.part, e.target)
        for p in self.told.positions:
            see(p.account, p.part, p.holder)
            see(p.account, p.part, p.addressee)
        for (account, id), words in found.items():
            schema = self.schema(self.told.actors[id])
            yield _entity(
                _id(record_iri(self.story, "mention", account, id)), "Mention",
                document=[self.account(account)], name=words, detectedSchema=[schema],
                resolved=[self.party(id) if schema in _RESOLVED else None],
            )  # fmt: skip

    def _derivations(self) -> Iterator[dict[str, Any]]:
        for link in self.told.links:
            if link.relation in {"independent", "not-established"}:
                continue
            old, new = (link.b, link.a) if link.direction == "b>a" else (link.a, link.b)
            role = "derived from" if link.direction in {"a>b", "b>a"} else "shares text with"
            yield _entity(
                _id(record_iri(self.story, "link", link.a, link.b)), "UnknownLink",
                subject=[self.account(new)], object=[self.account(old)],
                role=[f"{role} ({link.relation})"], summary=[one_line(link.reason)],
            )  # fmt: skip

    def _relations(self) -> Iterator[dict[str, Any]]:
        """Who does what to whom and wants what of whom, with the accounts that tell it."""
        found: dict[tuple[str, str, str], tuple[dict[str, None], dict[str, None]]] = {}

        def see(
            account: str, a: RoleRecord | None, b: RoleRecord | None, role: str, at: str | None
        ) -> None:
            if a and b and a.actor and b.actor and a.actor.id != b.actor.id:
                key = (a.actor.id, b.actor.id, role)
                proofs, days = found.setdefault(key, ({}, {}))
                proofs[self.account(account)] = None
                if at is not None:
                    days[day(at) or ""] = None

        for e in self.told.events:
            role = " ".join([e.type, *sorted(e.flags)])
            see(e.account, e.source, e.target, role, e.when.value if e.when else None)
        for p in self.told.positions:
            see(p.account, p.holder, p.addressee, p.kind, None)
        for (a, b, role), (proofs, days) in found.items():
            yield _entity(
                _id(record_iri(self.story, "relation", a, b, role)), "UnknownLink",
                subject=[self.party(a)], object=[self.party(b)], role=[role], proof=proofs,
                date=days,
            )  # fmt: skip


_ENDS = {0x85: "\\u0085", 0x2028: "\\u2028", 0x2029: "\\u2029"}
"""Ends of lines to some who read line by line."""


def chunks(stories: Iterable[Told]) -> Iterator[str]:
    """The entities, one a line, what is pointed at first."""
    for told in stories:
        for entity in _Story(told).entities():
            text = json.dumps(entity, ensure_ascii=False, separators=(",", ":"))
            yield text.translate(_ENDS) + "\n"
