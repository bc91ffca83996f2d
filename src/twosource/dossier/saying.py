"""Statements and positions by party."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from twosource.dossier.judged import by_person, struck, verdict
from twosource.dossier.matters import Sources, sources_in_words
from twosource.dossier.scene import Place, Scene
from twosource.dossier.words import word
from twosource.types import Actor, Finding, Position, Role, Span, Statement

UNNAMED = "Nobody named, or not established who"


@dataclass(frozen=True, slots=True)
class Said:
    """A statement.

    Attributes:
        pieces: its content; several where a cue stands between.
        told: where it stands; several where accounts tell it in the same words.
        framing: who says it and how, as the text has it ("she told reporters").
        form: quoted, in other words, partly quoted.
        to: whom it was said to, ``""`` where the text does not tell.
        notes: negation, modality and the like, in words.
        also: other accounts that carry the same.
    """

    pieces: tuple[Place, ...]
    framing: str
    form: str
    to: str
    notes: tuple[str, ...]
    sources: Sources | None
    also: tuple[Place, ...]
    technical: str
    told: tuple[Place, ...] = ()

    @property
    def key(self) -> tuple[object, ...]:
        """The same for statements that are told in the same words."""
        return (*(" ".join(p.text.split()) for p in self.pieces), self.form, self.to)


@dataclass(frozen=True, slots=True)
class Stand:
    """A position: ``<holder> <verb>: <content>``, with its condition; ``ids`` are those of all
    records that it tells, each with its account before a ``#``.
    """

    verb: str
    content: Place
    holder: str
    to: str
    condition: Place | None
    exchange_for: Place | None
    notes: tuple[str, ...]
    technical: str
    told: tuple[Place, ...] = ()
    judged: str = ""
    ids: tuple[str, ...] = ()
    decided: bool = False

    @property
    def key(self) -> tuple[object, ...]:
        """The same for positions that are told in the same words."""
        terms = (p.text if p else "" for p in (self.condition, self.exchange_for))
        return (self.verb, self.content.text, self.to, *terms, *self.notes)


Record = TypeVar("Record", Said, Stand)


@dataclass(frozen=True, slots=True)
class Party:
    """A party, or ``UNNAMED``, with what it says and wants; ``struck`` are the positions
    that were struck.
    """

    name: str
    roles: tuple[str, ...]
    statements: tuple[Said, ...]
    positions: tuple[Stand, ...]
    anchor: str
    evidence: tuple[str, ...] = ()
    struck: tuple[Stand, ...] = ()
    id: str = ""

    @property
    def counted(self) -> str:
        """How much it has to show: "6 said, 2 wanted or refused"."""
        counts = ((self.statements, "said"), (self.positions, "wanted or refused"))
        return ", ".join(f"{len(found)} {what}" for found, what in counts if found)

    @property
    def technical(self) -> tuple[str, ...]:
        """Ids and rules, and why its mentions were taken as one party."""
        wanted = [p.technical for p in (*self.positions, *self.struck)]
        said = [s.technical for s in self.statements]
        return (*(f"one party because: {e}" for e in self.evidence), *wanted, *said)


def _role(role: Role | None, text: str) -> str:
    if role is None:
        return ""
    return role.actor.name if role.actor is not None else role.span.of(text)


def _carrying(statement: Statement, findings: Sequence[Finding]) -> list[Finding]:
    """Findings about the statement's content.  Half of the shorter of the two must
    be shared: less is a neighbour that happens to touch.
    """
    found = []
    first = min(c.start for c in statement.content)
    last = max(c.end for c in statement.content)
    for finding in findings:
        span = finding.spans[statement.account]
        if (
            span.end <= first
            or span.start >= last
            or finding.parts.get(statement.account, "text") != statement.part
        ):
            continue
        shared = sum(c.overlap(span) for c in statement.content)
        size = min(len(span), sum(len(c) for c in statement.content))
        if shared * 2 >= size:
            found.append(finding)
    return found


def _also(carrying: Sequence[Finding], own: str, scene: Scene) -> tuple[Place, ...]:
    others: dict[str, tuple[str, Span]] = {}
    for finding in carrying:
        if finding.kind == "only":
            continue
        for account, span in finding.spans.items():
            if account != own and scene.names.folded.get(account) == account:
                others.setdefault(account, (finding.parts.get(account, "text"), span))
    return tuple(scene.place(a, *others[a]) for a in scene.by_id if a in others)


def _statement(s: Statement, findings: Sequence[Finding], scene: Scene) -> Said:
    text = scene.by_id[s.account].part(s.part)
    carrying = _carrying(s, findings)
    ranges = [f.sources for f in carrying if f.sources is not None]
    notes = [word("modality", s.modality)] if s.modality != "actual" else []
    notes += ["denied"] if s.polarity == "negated" and s.modality != "negated" else []
    notes += [f"setting: {s.occasion.of(text)}"] if s.occasion else []
    notes += [f"said: {s.said_at.span.of(text)}"] if s.said_at else []
    return Said(
        tuple(scene.place(s.account, s.part, c) for c in s.content),
        " ".join(x.of(text) for x in sorted({*s.source, *s.cue})),
        word("form", s.form), _role(s.addressee, text), tuple(notes),
        sources_in_words(ranges[0] if ranges else None, scene), _also(carrying, s.account, scene),
        f"{s.id}: rule {s.rule}, stance {s.stance}"
        + (f", inside {s.inside}" if s.inside else ""),
    )  # fmt: skip


def _position(p: Position, scene: Scene) -> Stand:
    text = scene.by_id[p.account].part(p.part)

    def at(span: Span | None) -> Place | None:
        return scene.place(p.account, p.part, span) if span is not None else None

    notes = [word("voice", p.voice)]
    notes += [word("modality", p.modality)] if p.modality != "actual" else []
    return Stand(
        word("position", p.kind), scene.place(p.account, p.part, p.content),
        p.holder.span.of(text), _role(p.addressee, text), at(p.condition),
        at(p.exchange_for), tuple(notes), f"{p.id}: rule {p.rule}", judged=verdict([p]),
        ids=(f"{p.account}#{p.id}",), decided=by_person([p]),
    )  # fmt: skip


def _merged(records: Sequence[Record], place: Callable[[Record], Place]) -> tuple[Record, ...]:
    """Records told in the same words by several accounts as one."""
    same: dict[tuple[object, ...], list[Record]] = {}
    for record in records:
        same.setdefault(record.key, []).append(record)
    out = []
    for group in same.values():
        places = {place(r).letter: place(r) for r in reversed(group)}
        told = tuple(places[letter] for letter in dict.fromkeys(place(r).letter for r in group))
        technical = "; ".join(r.technical for r in group)
        merged = replace(group[0], told=told, technical=technical)
        if isinstance(merged, Said):
            also = tuple(p for p in merged.also if p.letter not in places)
            merged = replace(merged, also=also)
        elif isinstance(merged, Stand):
            ids = tuple(i for r in group if isinstance(r, Stand) for i in r.ids)
            merged = replace(merged, ids=ids)
        out.append(merged)
    return tuple(out)


def parties(scene: Scene) -> tuple[Party, ...]:
    """Parties that say or want something, those with most to show first; what
    nobody named stands last.
    """
    analysis = scene.dossier.analysis
    order = {a: i for i, a in enumerate(scene.by_id) if scene.names.folded[a] == a}
    said: dict[str, list[Said]] = {}
    wanted: dict[str, list[Stand]] = {}
    stricken: dict[str, list[Stand]] = {}
    actors: dict[str, Actor] = {}
    by_account: dict[str, list[Finding]] = {}
    for finding in scene.dossier.findings:
        if finding.kind != "differ" and not struck(finding):
            for account in finding.spans:
                by_account.setdefault(account, []).append(finding)
    for s in sorted(
        (s for s in analysis.statements if s.account in order),
        key=lambda s: (order[s.account], s.part != "title"),
    ):
        key = s.speaker.id if s.speaker else ""
        actors.update({key: s.speaker} if s.speaker else {})
        said.setdefault(key, []).append(_statement(s, by_account.get(s.account, []), scene))
    for p in sorted(
        (p for p in analysis.positions if p.account in order),
        key=lambda p: (order[p.account], p.part != "title"),
    ):
        actor = p.holder.actor
        actors.update({actor.id: actor} if actor else {})
        kept = stricken if struck(p) else wanted
        kept.setdefault(actor.id if actor else "", []).append(_position(p, scene))
    keys = {*said, *wanted, *stricken}

    def rank(key: str) -> tuple[bool, int, str, str]:
        total = len(said.get(key, ())) + len(wanted.get(key, ()))
        return (key == "", -total, actors[key].name if key else "", key)

    out = []
    for number, key in enumerate(sorted(keys, key=rank), start=1):
        actor = actors.get(key)
        out.append(Party(
            actor.name if actor else UNNAMED, _roles(actor) if actor else (),
            _merged(said.get(key, ()), lambda s: s.pieces[0]),
            _merged(wanted.get(key, ()), lambda s: s.content),
            scene.names.section(f"p{number}"), actor.evidence if actor else (),
            _merged(stricken.get(key, ()), lambda s: s.content), key,
        ))  # fmt: skip
    return tuple(out)


def _roles(actor: Actor) -> tuple[str, ...]:
    """The roles that say more than the name ("neutral mediator" is called just that)."""
    return tuple(r for r in actor.roles if r.casefold() not in actor.name.casefold())
