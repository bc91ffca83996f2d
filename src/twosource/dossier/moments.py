"""The timeline: publication dates and dated events, and what has no date."""

from __future__ import annotations

from dataclasses import dataclass

from twosource.dossier.names import outlet
from twosource.dossier.scene import Place, Scene
from twosource.dossier.words import date, is_date, sentence, sureness, word
from twosource.types import Event, Role


@dataclass(frozen=True, slots=True)
class Moment:
    """A point of the timeline.

    Attributes:
        sort: the ISO value, ``""`` where there is no date.
        when: the date in words.
        what: one line: who did what to whom, or what was published.
        places: where the accounts tell it.
        notes: flags in words, or the evidence of a publication date.
    """

    sort: str
    when: str
    kind: str
    what: str
    places: tuple[Place, ...]
    notes: tuple[str, ...]
    technical: str = ""


@dataclass(frozen=True, slots=True)
class Timeline:
    """Dated moments in order of time, events without a date, and the accounts
    whose publication date is not established, each with the reason.
    """

    dated: tuple[Moment, ...]
    undated: tuple[Moment, ...]
    unpublished: tuple[tuple[str, str, str], ...]


def _called(role: Role | None, text: str) -> str:
    if role is None:
        return ""
    return role.actor.name if role.actor is not None else role.span.of(text)


def _who(event: Event, text: str) -> str:
    source = _called(event.source, text) or "someone not named"
    return f"{source} {word('event', event.type)} {_called(event.target, text) or '…'}"


def _events(scene: Scene) -> list[Moment]:
    groups: dict[str, list[Event]] = {}
    for event in scene.dossier.analysis.events:
        groups.setdefault(event.same, []).append(event)
    out = []
    for same, group in groups.items():
        dated = [e for e in group if e.when and e.when.value and is_date(e.when.value)]
        fullest = max(group, key=lambda e: (e.source is not None) + (e.target is not None))
        text = scene.by_id[fullest.account].part(fullest.part)
        sort = dated[0].when.value or "" if dated and dated[0].when else ""
        loose = [e.when.span.of(scene.by_id[e.account].part(e.part)) for e in group if e.when]
        notes = [word("flag", f) for f in dict.fromkeys(f for e in group for f in e.flags)]
        notes += [f"the text says “{x}”" for x in dict.fromkeys(loose)]
        rules = ", ".join(dict.fromkeys(e.rule for e in group))
        out.append(Moment(
            sort, date(sort) if sort else "", "event", sentence(_who(fullest, text)),
            tuple(scene.place(e.account, e.part, e.trigger) for e in group), tuple(notes),
            f"{fullest.type}{f' / {fullest.mode}' if fullest.mode else ''}, {same}: rule {rules}",
        ))  # fmt: skip
    return out


def _publications(scene: Scene) -> list[Moment]:
    out = []
    for account in scene.by_id.values():
        shown = [account.published] if account.published else []
        shown += [d for d in account.dates if d.kind == "updated"]
        for d in shown:
            who = f"{scene.names.letters[account.id]} {word('date', d.kind)} by {outlet(account)}"
            note = f"from {d.evidence}; {sureness(d.confidence)}"
            out.append(Moment(d.value, date(d.value), d.kind, who, (), (note,)))
    return out


def timeline(scene: Scene) -> Timeline:
    """The story's timeline."""
    events = _events(scene)
    dated = [m for m in events if m.sort] + list(dict.fromkeys(_publications(scene)))
    missing = tuple(
        (scene.names.letters[a.id], outlet(a), a.published_reason)
        for a in scene.by_id.values()
        if a.published is None
    )
    return Timeline(
        tuple(sorted(dated, key=lambda m: (m.sort, m.kind == "event", m.what))),
        tuple(m for m in events if not m.sort),
        missing,
    )
