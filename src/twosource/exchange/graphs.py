"""A story as a graph: who came from what, who speaks of whom, who does what to whom.

Nodes are accounts, origins and parties.  Edges are links (``derived``: from the source to what
came from it; ``alike``: the direction is not known; ``independent`` and ``not_established`` for
pairs that were compared without finding a link), ``rests_on`` (account to origin), ``told_by``
(origin to the party that speaks there), and between parties, with how often: ``speaks_of`` (a
speaker, and a party of an event or a position that a statement of theirs tells), ``speaks_to``,
``acts_on`` (source and target of events) and ``wants_of`` (holder and addressee of positions).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from twosource.exchange.rim import account_iri, record_iri
from twosource.exchange.told import Told
from twosource.records.models import ActorRecord, RoleRecord

Value = str | float | int
UNLINKED = {"independent": "independent", "not-established": "not_established"}
"""Relations of pairs that are no link -> the kind of their edge."""

NODE_FIELDS: Mapping[str, tuple[type, str]] = {
    "kind": (str, "account, origin or party"),
    "label": (str, "what to show"),
    "story": (str, "the story's id"),
    "id": (str, "the id in the dossier"),
    "what": (str, "of a party: person, organisation ...; of an origin: interview, document ..."),
    "outlet": (str, "of an account"),
    "published": (str, "of an account, ISO 8601; none where not established"),
    "address": (str, "of an account"),
    "language": (str, "of an account"),
}
EDGE_FIELDS: Mapping[str, tuple[type, str]] = {
    "kind": (
        str,
        "derived, alike, independent, not_established, rests_on, told_by, speaks_of, "
        "speaks_to, acts_on or wants_of",
    ),
    "relation": (str, "of a link: the degree of shared text"),
    "direction": (str, "of a link: as the dossier says it, of a and b"),
    "score": (float, "of a link: how surely the two are linked"),
    "weight": (int, "how often; 1 for a link"),
    "types": (str, "of events and positions: their types, with how often"),
    "reason": (str, "of a link: why, in words"),
}


@dataclass(frozen=True, slots=True)
class Node:
    """A node; its id is an IRI."""

    id: str
    fields: Mapping[str, Value]


@dataclass(frozen=True, slots=True)
class Edge:
    """An edge between two nodes that were given before."""

    source: str
    target: str
    fields: Mapping[str, Value]


@dataclass(slots=True)
class _Between:
    """What was seen between two parties."""

    count: int = 0
    types: Counter[str] = field(default_factory=Counter)

    def see(self, type: str = "") -> None:
        self.count += 1
        if type:
            self.types[type] += 1


class Graph:
    """The nodes and edges of one story, nodes first."""

    def __init__(self, told: Told) -> None:
        self._told = told
        self._story = told.story.id

    def _account(self, id: str) -> str:
        return account_iri(self._story, id)

    def _party(self, id: str) -> str:
        return record_iri(self._story, "party", id)

    def _origin(self, id: str) -> str:
        return record_iri(self._story, "origin", id)

    def nodes(self) -> Iterator[Node]:
        """Accounts, origins, parties."""
        for a in self._told.accounts:
            told = {
                "kind": "account", "label": a.title or a.id, "story": self._story, "id": a.id,
                "outlet": a.outlet, "published": a.published.value if a.published else None,
                "address": a.url, "language": a.language,
            }  # fmt: skip
            yield Node(self._account(a.id), {k: v for k, v in told.items() if v is not None})
        for o in self._told.origins:
            yield Node(
                self._origin(o.id),
                {"kind": "origin", "label": o.name, "story": self._story, "id": o.id,
                 "what": o.kind},
            )  # fmt: skip
        for p in self._told.actors.values():
            yield Node(
                self._party(p.id),
                {"kind": "party", "label": p.name, "story": self._story, "id": p.id,
                 "what": p.kind},
            )  # fmt: skip

    def edges(self) -> Iterator[Edge]:
        """Links, what rests on what, and what parties say and do."""
        for link in self._told.links:
            a, b = self._account(link.a), self._account(link.b)
            if link.direction == "b>a":
                a, b = b, a
            kind = UNLINKED.get(link.relation) or (
                "derived" if link.direction in {"a>b", "b>a"} else "alike"
            )
            yield Edge(a, b, {
                "kind": kind, "relation": link.relation, "direction": link.direction,
                "score": link.score, "weight": 1, "reason": link.reason,
            })  # fmt: skip
        for o in self._told.origins:
            for account in o.accounts:
                yield Edge(self._account(account), self._origin(o.id),
                           {"kind": "rests_on", "weight": 1})  # fmt: skip
            if o.speaker is not None:
                yield Edge(self._origin(o.id), self._party(o.speaker),
                           {"kind": "told_by", "weight": 1})  # fmt: skip
        for (kind, source, target), seen in self._between().items():
            told: dict[str, Value] = {"kind": kind, "weight": seen.count}
            if seen.types:
                told["types"] = ", ".join(f"{t} {n}" for t, n in sorted(seen.types.items()))
            yield Edge(self._party(source), self._party(target), told)

    def _between(self) -> Mapping[tuple[str, str, str], _Between]:
        found: dict[tuple[str, str, str], _Between] = {}

        def see(kind: str, source: str | None, target: str | None, type: str = "") -> None:
            if source is not None and target is not None and source != target:
                found.setdefault((kind, source, target), _Between()).see(type)

        speakers = {(s.account, s.id): _id(s.speaker) for s in self._told.statements}
        for s in self._told.statements:
            see("speaks_to", _id(s.speaker), _id(s.addressee))
        for e in self._told.events:
            source, target = _id(e.source), _id(e.target)
            see("acts_on", source, target, e.type)
            for party in {source, target}:
                see("speaks_of", speakers.get((e.account, e.statement or "")), party, e.type)
        for p in self._told.positions:
            holder, addressee = _id(p.holder), _id(p.addressee)
            see("wants_of", holder, addressee, p.kind)
            for party in {holder, addressee}:
                see("speaks_of", speakers.get((p.account, p.statement or "")), party, p.kind)
        return dict(sorted(found.items()))


def _id(who: ActorRecord | RoleRecord | None) -> str | None:
    actor = who.actor if isinstance(who, RoleRecord) else who
    return actor.id if actor is not None else None
