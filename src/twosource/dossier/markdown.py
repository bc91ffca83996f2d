"""The dossier as Markdown: the same content as the page, in the same order."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from twosource.dossier.matters import Matter
from twosource.dossier.saying import Party
from twosource.dossier.scene import Place
from twosource.dossier.telling import Telling
from twosource.dossier.view import UNSURE, Group, StoryView, view
from twosource.errors import UsageError
from twosource.types import Dossier

SIGNS = {"differ": "≠", "agree": "=", "only": "+"}
_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~&$@]|!(?=\[)|:(?=//)|(?<=www)\.)")
_LINE_START = re.compile(r"^(\d+)([.)])|^([-+=])")


def plain(text: str) -> str:
    """Text as Markdown that shows it as it is: one line, nothing in it is markup.

    Bare addresses are broken up too, so that no viewer makes a link of one.
    """
    flat = _SPECIAL.sub(r"\\\1", " ".join(text.split()))
    return _LINE_START.sub(lambda m: f"{m[1]}\\{m[2]}" if m[1] else f"\\{m[3]}", flat)


def _letters(places: Sequence[Place]) -> str:
    return ", ".join(dict.fromkeys(p.letter for p in places))


def _quoted(places: Sequence[Place]) -> str:
    place = places[0]
    part = "" if place.part == "text" else (
        " (headline)" if place.part == "title" else " (caption)")  # fmt: skip
    left = f"{plain(place.before)} " if place.before.strip() else ""
    right = plain(place.after)
    gap = " " if place.after[:1].isspace() else ""
    tight = place.before and not place.before[-1:].isspace()
    words = f"**{plain(place.text)}**"
    return (
        f"**{_letters(places)}**{part}: {left[:-1] if tight else left}{words}{gap}{right}".rstrip()
    )


def _matter(m: Matter) -> Iterator[str]:
    yield f"{m.number}. **{SIGNS[m.kind]} {m.label}.** {plain(m.reason)}"
    for version in m.versions:
        yield f"    - {_quoted(version.places)}"
    if m.sources:
        why = "; ".join(plain(r.rstrip(".")) for r in m.sources.reasons)
        yield f"    - {m.sources.short}{f' ({why})' if why else ''}"


def _top(group: Group) -> Iterator[str]:
    yield f"**{group.name}** ({group.size})"
    yield ""
    if not group.all:
        yield group.nothing
    for m in group.top:
        told = "; ".join(f"{p.letter} “{plain(p.text)}”" for p in m.places[:3])
        yield f"- {m.label}: {told}"
    if group.rest:
        yield f"- … and {group.rest} more below"
    yield ""


def _unsure(group: Group) -> Iterator[str]:
    if group.unsure:
        yield f"### {group.name}: less sure"
        yield ""
        yield f"{UNSURE}."
        yield ""
        for m in group.unsure:
            yield from _matter(m)
        yield ""


def _party(p: Party) -> Iterator[str]:
    roles = f" ({plain(', '.join(p.roles[:2]))})" if p.roles else ""
    yield f"### {plain(p.name)}{roles}"
    yield ""
    for s in p.positions:
        line = f"- {_letters(s.told)}: **{s.verb}**{f' ({plain(s.to)})' if s.to else ''}: "
        line += plain(s.content.text)
        line += f"; condition: {plain(s.condition.text)}" if s.condition else ""
        line += f"; in exchange for: {plain(s.exchange_for.text)}" if s.exchange_for else ""
        yield f"{line} ({', '.join(s.notes)})"
    for said in p.statements:
        words = " … ".join(plain(piece.text) for piece in said.pieces)
        notes = [said.form, *([f"to {said.to}"] if said.to else []), *said.notes]
        notes += ["also in " + ", ".join(a.letter for a in said.also)] if said.also else []
        notes += [said.sources.short] if said.sources else []
        yield f"- {_letters(said.told)}: {words} ({plain('; '.join(notes))})"
    yield ""


def _timeline(story: StoryView) -> Iterator[str]:
    yield "## Timeline"
    yield ""
    for m in story.timeline.dated:
        letters = _letters(m.places)
        seen = f" ({letters})" if letters else ""
        yield f"- **{plain(m.when)}**: {plain(m.what)}{seen}"
    for letter, name, reason in story.timeline.unpublished:
        why = f": {plain(reason)}" if reason else ""
        yield f"- {letter} {plain(name)}: publication date not established{why}"
    if story.timeline.undated:
        yield f"- {len(story.timeline.undated)} events without an established date:"
    for m in story.timeline.undated:
        letters = _letters(m.places)
        yield f"    - {plain(m.what)} ({letters})"
    yield ""


def _lineage(story: StoryView) -> Iterator[str]:
    yield "## Who took it from whom"
    yield ""
    yield f"**{story.lineage.headline}.** {plain(story.lineage.why)}"
    yield ""
    for k in story.links:
        yield f"- {plain(k.said)} ({k.sure}). {plain(k.reason)}".rstrip()
    for k in story.apart:
        yield f"- {plain(k.said)}. {plain(k.reason)}".rstrip()
    yield ""
    yield "### Origins"
    yield ""
    for o in story.origins:
        carried = f"; carried by {o.carried_by}" if o.carried_by else ""
        yield f"- **{plain(o.name)}** ({plain(o.kind)}{carried})"
    if not story.origins:
        yield "No origin could be established."
    yield ""


def _account(t: Telling) -> Iterator[str]:
    yield f"### {t.letter}: {plain(t.title)}"
    yield ""
    for fact in t.facts:
        doubt = f" ({plain(fact.doubt)})" if fact.doubt else ""
        yield f"- {fact.name}: {plain(fact.value)}{doubt}"
    if t.furniture:
        yield f"- Left out of the page: {len(t.furniture)} blocks"
    for kind, text, _ in t.furniture:
        yield f"    - {kind}: {plain(text)}"
    yield ""
    for block in (*t.body, *t.captions):
        text = plain("".join(s.text for s in block.stretches))
        lead = {"subhead": "**", "caption": "*Caption:* "}.get(block.kind, "")
        yield f"> {lead}{text}{'**' if block.kind == 'subhead' else ''}"
        yield ">"
    yield ""


def _story(story: StoryView, level: str) -> Iterator[str]:
    yield f"{level} {plain(story.title)}"
    yield ""
    yield f"{story.count}. **{story.lineage.headline}.** {plain(story.lineage.why)}"
    yield ""
    for t in story.tellings:
        yield f"- **{t.letter}** {plain(t.outlet)}, {plain(t.when)}"
    for f in story.failures:
        yield f"- not read: {plain(f.input)}: {plain(f.message)}"
    yield ""
    for group in story.groups:
        yield from _top(group)
    for group in story.groups:
        if group.all:
            yield f"## {group.name}"
            yield ""
            for m in group.sure:
                yield from _matter(m)
            yield ""
            yield from _unsure(group)
    yield "## Statements and positions, by party"
    yield ""
    for p in story.parties:
        yield from _party(p)
    if not story.parties:
        yield "No statement or position was found."
        yield ""
    yield from _timeline(story)
    yield from _lineage(story)
    yield "## The accounts and their pages"
    yield ""
    for t in story.tellings:
        yield from _account(t)
    yield "## What is not known"
    yield ""
    yield from (f"- {plain(line)}" for line in story.unknown)
    yield ""


def render_markdown(dossier: Dossier | Sequence[Dossier]) -> str:
    """The report of one dossier, or of several stories, as Markdown.

    Args:
        dossier: one, or one per story, in the order they shall stand.

    Returns:
        CommonMark; text of the accounts is escaped, so that nothing in it acts
        as markup.

    Raises:
        UsageError: ``TS-USE-01`` when there is no account at all.
    """
    given = [dossier] if isinstance(dossier, Dossier) else list(dossier)
    stories = [view(d, n) for n, d in enumerate((d for d in given if d.analysis.parses), start=1)]
    if not stories:
        raise UsageError("TS-USE-01", "report")
    return "\n".join(line for s in stories for line in _story(s, "#")).rstrip() + "\n"
