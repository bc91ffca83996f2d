"""The dossier as Markdown: the same content as the page, in the same order."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from twosource.dossier.matters import Matter
from twosource.dossier.saying import Party
from twosource.dossier.scene import Place
from twosource.dossier.telling import Telling
from twosource.dossier.view import FOLDED, Group, StoryView, view
from twosource.dossier.words import count
from twosource.errors import UsageError
from twosource.types import Dossier

WHO = 3
"""Accounts named beside a value."""
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


def _who(places: Sequence[Place]) -> str:
    named = [f"{p.letter} {plain(p.who)}" for p in places[:WHO]]
    more = f" and {len(places) - WHO} more" if len(places) > WHO else ""
    return f"({'; '.join(named)}{more})"


def _line(m: Matter) -> str:
    """``**Fee**: £38m (A Sportline, 21 July) / £42m (B Banter)``."""
    joint = " → " if m.rising else " / "
    told = joint.join(f"{plain(v.words)} {_who(v.places)}" for v in m.versions)
    return f"**{plain(m.thing)}**: {told}" if m.thing else told


def _matter(m: Matter) -> Iterator[str]:
    sources = f", {m.sources.short}" if m.sources and m.kind == "agree" else ""
    judged = f" ({plain(m.judged)})" if m.judged else ""
    yield f"{m.number}. {_line(m)}{sources}{judged}"
    if m.kind != "differ" and m.sure:
        glosses = dict.fromkeys(p.gloss for v in m.versions for p in v.places[:1] if p.gloss)
        yield from (f"    - {plain(g)}" for g in glosses)
    if m.kind != "differ" or not m.sure:
        return
    for version in m.versions:
        place = version.places[0]
        before, after = (plain(x) for x in place.around)
        left = f"{before} " if before and place.around[0][-1:].isspace() else before
        right = f" {after}" if after and place.around[1][:1].isspace() else after
        yield f"    - **{_letters(version.places)}**: {left}**{plain(place.text)}**{right}"
        if place.gloss:
            yield f"      - {plain(place.gloss)}"


def _top(group: Group) -> Iterator[str]:
    yield f"**{group.name}** ({len(group.sure)})"
    yield ""
    if not group.top:
        yield group.nothing
    for m in group.top:
        yield f"- {_line(m)}"
    rest = len(group.sure) - len(group.top)
    if rest:
        yield f"- … and {rest} more below"
    yield ""


def _unsure(group: Group) -> Iterator[str]:
    if group.unsure:
        yield f"### {group.doubt}"
        yield ""
        for m in group.unsure[:FOLDED]:
            yield from _matter(m)
        if len(group.unsure) > FOLDED:
            yield f"- {len(group.unsure) - FOLDED} more stand in the records."
        yield ""


def _struck(group: Group) -> Iterator[str]:
    if group.struck:
        yield f"### {group.stricken}"
        yield ""
        for m in group.struck[:FOLDED]:
            yield from _matter(m)
        if len(group.struck) > FOLDED:
            yield f"- {len(group.struck) - FOLDED} more stand in the records."
        yield ""


def _party(p: Party) -> Iterator[str]:
    roles = f" ({plain(', '.join(p.roles[:2]))})" if p.roles else ""
    yield f"### {plain(p.name)}{roles}"
    yield ""
    for s in (*p.positions, *p.struck):
        line = f"- {_letters(s.told)}: **{s.verb}**{f' ({plain(s.to)})' if s.to else ''}: "
        line += plain(s.content.text)
        line += f"; condition: {plain(s.condition.text)}" if s.condition else ""
        line += f"; in exchange for: {plain(s.exchange_for.text)}" if s.exchange_for else ""
        line += f" ({', '.join(s.notes)})"
        yield line + (f" ({plain(s.judged)})" if s.judged else "")
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
        yield f"- {story.timeline.undated} events without an established date"
    yield ""


def _lineage(story: StoryView) -> Iterator[str]:
    yield "## Who took it from whom"
    yield ""
    yield f"**{story.lineage.headline}.** {plain(story.lineage.why)}"
    yield ""
    for k in story.links:
        yield f"- {plain(k.said)} ({k.sure}). {plain(k.reason)}".rstrip()
    if story.apart:
        yield f"- {story.apart} pairs of accounts without an established tie"
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
    for c in t.copies:
        yield f"- Copy {c.letter}: {plain(c.outlet)}, {plain(c.when)}"
        yield from (f"    - leaves out: {plain(x)}" for x in c.lacks)
        yield from (f"    - has instead: {plain(x)}" for x in c.adds)
    if t.furniture:
        yield f"- Left out of the page: {len(t.furniture)} blocks"
    for kind, text, _ in t.furniture:
        yield f"    - {kind}: {plain(text)}"
    yield ""
    for block in (*t.body, *t.captions):
        text = plain(block.text)
        lead = {"subhead": "**", "caption": "*Caption:* "}.get(block.kind, "")
        yield f"> {lead}{text}{'**' if block.kind == 'subhead' else ''}"
        yield ">"
    yield ""


def _story(story: StoryView, level: str) -> Iterator[str]:
    yield f"{level} {plain(story.title)}"
    yield ""
    yield f"**{story.lineage.standing}.** {plain(story.resting)}"
    yield ""
    for t in story.tellings:
        copies = f", and {count(len(t.copies), 'copy', 'copies')}" if t.copies else ""
        yield f"- **{t.letter}** {plain(t.outlet)}, {plain(t.when)}{copies}"
    for f in story.failures:
        yield f"- not read: {plain(f.input)}: {plain(f.message)}"
    yield ""
    if story.judged:
        yield plain(story.judged)
        yield ""
    for group in story.groups:
        yield from _top(group)
    for group in story.groups:
        if group.all:
            yield f"## {group.name}"
            yield ""
            if not group.sure:
                yield group.nothing
            for m in group.sure:
                yield from _matter(m)
            yield ""
            yield from _unsure(group)
            yield from _struck(group)
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
    if story.decided:
        yield "## What people decided"
        yield ""
        for d in story.decided:
            yield f"- {plain(d.said)} ({plain(d.by)}){f'; {plain(d.stands)}' if d.stands else ''}"
        yield ""
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
