"""The timeline: publication dates and dated events in the accounts' own words."""

from __future__ import annotations

from dataclasses import dataclass

from twosource.dossier.names import outlet
from twosource.dossier.phrases import sentences
from twosource.dossier.scene import Place, Scene
from twosource.dossier.values import shown
from twosource.dossier.words import count, date, is_date, sureness, word
from twosource.types import Event

LIMIT = 180
"""Code points of a moment: the sentence that tells it, ended where a phrase ends."""


@dataclass(frozen=True, slots=True)
class Moment:
    """A point of the timeline.

    Attributes:
        sort: the ISO value, ``""`` where there is no date.
        when: the date in words.
        what: the sentence that tells it, or what was published.
        places: where the accounts tell it.
        notes: flags in words, or the evidence of a publication date.
    """

    sort: str
    when: str
    kind: str
    what: str
    places: tuple[Place, ...]
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Timeline:
    """Dated moments in order of time, how many events have no date, and the accounts
    whose publication date is not established, each with the reason.
    """

    dated: tuple[Moment, ...]
    undated: int
    unpublished: tuple[tuple[str, str, str], ...]


def _events(scene: Scene) -> tuple[list[Moment], int]:
    groups: dict[str, list[Event]] = {}
    for event in scene.dossier.analysis.events:
        if scene.names.folded.get(event.account) == event.account:
            groups.setdefault(event.same, []).append(event)
    told: dict[tuple[str, str], Moment] = {}
    undated = 0
    for group in groups.values():
        dated = [e for e in group if e.when and e.when.value and is_date(e.when.value)]
        if not dated or dated[0].when is None:
            undated += 1
            continue
        first, sort = dated[0], dated[0].when.value or ""
        section = scene.section(first.account, first.part)
        what = shown(section, sentences(section, first.trigger), LIMIT)
        places = {e.account: scene.place(e.account, e.part, e.trigger) for e in reversed(dated)}
        flags = dict.fromkeys(word("flag", f) for e in group for f in e.flags)
        said = f"“{dated[0].when.span.of(section.text)}”"
        made = Moment(sort, date(sort), "event", what, tuple(places.values())[::-1],
                      (*flags, f"the text says {said}"))  # fmt: skip
        told.setdefault((sort, what), made)
    return list(told.values()), undated


def _publications(scene: Scene) -> list[Moment]:
    """One moment an account; the copies of one day stand in one."""
    out, copies = [], dict[str, list[str]]()
    for account in scene.by_id.values():
        copy = scene.names.folded[account.id] != account.id
        shown_ = [account.published] if account.published else []
        shown_ += [d for d in account.dates if d.kind == "updated" and not copy]
        for d in shown_:
            if copy:
                copies.setdefault(d.value[:10], []).append(account.id)
                continue
            who = f"{scene.names.letters[account.id]} {word('date', d.kind)} by {outlet(account)}"
            note = f"from {d.evidence}; {sureness(d.confidence)}"
            out.append(Moment(d.value, date(d.value), d.kind, who, (), (note,)))
    for day, ids in copies.items():
        leads = sorted({scene.names.letters[scene.names.folded[i]] for i in ids})
        who = f"{count(len(ids), 'copy', 'copies')} of {', '.join(leads)} published"
        out.append(Moment(day, date(day), "published", who, (), ()))
    return list(dict.fromkeys(out))


def timeline(scene: Scene) -> Timeline:
    """The story's timeline."""
    events, undated = _events(scene)
    missing = tuple(
        (scene.names.letters[a.id], outlet(a), a.published_reason)
        for a in scene.by_id.values()
        if a.published is None and scene.names.folded[a.id] == a.id
    )
    dated = sorted(events + _publications(scene),
                   key=lambda m: (m.sort, m.kind == "event", m.what))  # fmt: skip
    return Timeline(tuple(dated), undated, missing)
