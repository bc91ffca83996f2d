"""The timeline: publication dates and dated events, and what has no date."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from twosource.dossier.names import outlet
from twosource.dossier.scene import Place, Scene
from twosource.dossier.words import date, is_date, sureness, word
from twosource.types import Event

LONGEST = 220
"""Code points of a sentence quoted in the timeline; longer ones are cut round the event."""


@dataclass(frozen=True, slots=True)
class Moment:
    """A point of the timeline.

    Attributes:
        sort: the ISO value, ``""`` where there is no date.
        when: the date in words.
        what: one line: the account's own sentence, or what was published.
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


def _told(scene: Scene, event: Event) -> str:
    """The sentence that tells an event, in the account's own words: no class of events put
    into English says who did what as well as the account does.
    """
    text = scene.by_id[event.account].part(event.part)
    around = scene.sentence(event.account, event.part, event.trigger)
    whole = " ".join(around.of(text).split())
    if len(whole) <= LONGEST:
        return f"“{whole}”"
    low = max(around.start, event.trigger.start - LONGEST // 2)
    high = min(around.end, max(event.trigger.end, low + LONGEST))
    words = text[low:high].split()
    words = words[1:] if low > around.start else words
    words = words[:-1] if high < around.end else words
    left, right = "… " if low > around.start else "", " …" if high < around.end else ""
    return f"“{left}{' '.join(words)}{right}”"


def _events(scene: Scene) -> list[Moment]:
    groups: dict[str, list[Event]] = {}
    for event in scene.dossier.analysis.events:
        groups.setdefault(event.same, []).append(event)
    return _joined([_moment(scene, same, group) for same, group in groups.items()])


def _moment(scene: Scene, same: str, group: Sequence[Event]) -> Moment:
    dated = [e for e in group if e.when and e.when.value and is_date(e.when.value)]
    fullest = max(group, key=lambda e: (e.source is not None) + (e.target is not None))
    sort = dated[0].when.value or "" if dated and dated[0].when else ""
    loose = [e.when.span.of(scene.by_id[e.account].part(e.part)) for e in group if e.when]
    notes = [word("flag", f) for f in dict.fromkeys(f for e in group for f in e.flags)]
    notes += [f"the text says “{x}”" for x in dict.fromkeys(loose)]
    rules = ", ".join(dict.fromkeys(e.rule for e in group))
    return Moment(
        sort, date(sort) if sort else "", "event", _told(scene, fullest),
        tuple(scene.place(e.account, e.part, e.trigger) for e in group), tuple(notes),
        f"{fullest.type}{f' / {fullest.mode}' if fullest.mode else ''}, {same}: rule {rules}",
    )  # fmt: skip


def _joined(moments: Sequence[Moment]) -> list[Moment]:
    """One moment for the events of one sentence on one day."""
    found: dict[tuple[str, str], Moment] = {}
    for m in moments:
        old = found.get((m.sort, m.what))
        if old is not None:
            places = tuple(dict.fromkeys([*old.places, *m.places]))
            notes = tuple(dict.fromkeys([*old.notes, *m.notes]))
            m = replace(
                old, places=places, notes=notes, technical=f"{old.technical}; {m.technical}"
            )
        found[m.sort, m.what] = m
    return list(found.values())


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
