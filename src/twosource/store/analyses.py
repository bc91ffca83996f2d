"""The analyses of stored stories: made once, and found by searches afterwards."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from twosource import records
from twosource.review import NONE, Decisions, decide_lines
from twosource.store import kept
from twosource.store.base import Base
from twosource.store.codec import dump, json_bytes, json_value, to_bytes
from twosource.store.words import words_of
from twosource.types import Account, Analysis, Dossier, Failure, Finding, Story

if TYPE_CHECKING:
    from twosource.engine import Track
    from twosource.parties import Overrides

STAGES = ("statements", "events", "positions")
FORMS = ("compare", "json", "html", "md")
"""What is kept of a dossier: its findings, and the three ways to write it."""


@dataclass(frozen=True, slots=True)
class Made:
    """The lines of a stage or a dossier, and what failed while they were made."""

    lines: tuple[str, ...]
    failures: tuple[Failure, ...] = ()


def stage(
    base: Base, story: str, accounts: Sequence[Account], name: str, overrides: Overrides | None,
    track: Track, decisions: Decisions = NONE,
) -> Made:  # fmt: skip
    """The lines of ``statements``, ``events`` or ``positions`` for a story."""
    key = kept.key_of(accounts, overrides, decisions)
    found = _kept(base, name, key)
    if found is not None:
        return found
    from twosource.engine import analyse

    made = analyse(accounts, overrides=overrides, track=track)
    bare = Dossier(Story(story, tuple(a.id for a in accounts)), made, (), (), ())
    made = decide_lines(bare, decisions).analysis
    _keep(base, key, _lines_of(made), made.failures)
    _file(base, made, None)
    return Made(_lines_of(made)[name], made.failures)


def dossier(
    base: Base, story: str, accounts: Sequence[Account], form: str, overrides: Overrides | None,
    track: Track, decisions: Decisions = NONE,
) -> Made:  # fmt: skip
    """The dossier of a story in one of :data:`FORMS`; all of them are kept."""
    key = key_of(story, accounts, overrides, decisions)
    found = _kept(base, f"dossier.{form}", key)
    if found is not None:
        return found
    made = work_out(story, accounts, overrides, track, decisions)
    lines = keep(base, key, made, kept.key_of(accounts, overrides, decisions))
    return Made(lines[form], made.failures)


def key_of(
    story: str, accounts: Sequence[Account], overrides: Overrides | None, decisions: Decisions
) -> bytes:
    """What a dossier is kept by: all that it rests on."""
    return kept.key_of(accounts, overrides, story, decisions)


def keep(base: Base, key: bytes, made: Dossier, of_stages: bytes) -> Mapping[str, tuple[str, ...]]:
    """Keep a dossier in all its forms, and its stages; the lines of each form."""
    lines = _forms_of(made)
    _keep(base, key, {f"dossier.{name}": text for name, text in lines.items()}, made.failures)
    _keep(base, of_stages, _lines_of(made.analysis), made.analysis.failures)
    told = [f for f in made.findings if f.kind == "differ" and _stands(f)]
    _file(base, made.analysis, sorted({f.type for f in told}))
    return lines


def _stands(finding: Finding) -> bool:
    """Whether nobody struck it."""
    return finding.reviewed is None or finding.reviewed.outcome != "struck"


def work_out(
    story: str, accounts: Sequence[Account], overrides: Overrides | None, track: Track,
    decisions: Decisions = NONE,
) -> Dossier:  # fmt: skip
    """The dossier of a stored story."""
    from twosource.engine import dossiers

    (made,) = dossiers(
        accounts, one_story=True, overrides=overrides, track=track, decisions=decisions
    )
    return replace(made, story=Story(story, made.story.accounts))


def _lines_of(made: Analysis) -> Mapping[str, tuple[str, ...]]:
    return {
        "statements": tuple(records.line(records.statement(s)) for s in made.statements),
        "events": tuple(records.line(records.event(e)) for e in made.events),
        "positions": tuple(records.line(records.position(p)) for p in made.positions),
    }


def _forms_of(made: Dossier) -> Mapping[str, tuple[str, ...]]:
    from twosource.dossier import render_html, render_markdown

    return {
        "compare": tuple(records.line(records.finding(f)) for f in made.findings),
        "json": (records.line(records.dossier(made)),),
        "html": (render_html([made]),),
        "md": (render_markdown(made),),
    }


def _kept(base: Base, kind: str, key: bytes) -> Made | None:
    found = kept.get(base, kind, key)
    if found is None:
        return None
    failures = tuple(Failure(*f) for f in json_value(to_bytes(found[0])))
    return Made(tuple(found[1:]), failures)


def _keep(
    base: Base, key: bytes, lines: Mapping[str, Sequence[str]], failures: Sequence[Failure]
) -> None:
    told = json_bytes([[f.input, f.code, f.message] for f in failures])
    with base.writing():
        for kind, found in lines.items():
            kept.put(base, kind, key, [told.decode("utf-8", "surrogatepass"), *found])


def _file(base: Base, made: Analysis, differences: Sequence[str] | None) -> None:
    """Put what was found where searches look for it; differences where they were looked for."""
    numbers: dict[str, int] = {}
    for account in made.accounts:
        rows = base.rows("SELECT number FROM account WHERE id = ?", (to_bytes(account.id),))
        if rows:
            numbers[account.id] = rows[0][0]
    speaking = {(m.account, m.actor) for m in made.register.mentions if m.actor is not None}
    with base.writing():
        for number in numbers.values():
            for table in ("statement", "party"):
                base.run(f"DELETE FROM {table} WHERE account = ?", (number,))  # noqa: S608
        base.many(
            "INSERT INTO statement (account, place, speaker, record) VALUES (?, ?, ?, ?)",
            (
                (numbers[s.account], n, to_bytes(s.speaker.name if s.speaker else ""), dump(s))
                for n, s in enumerate(made.statements)
                if s.account in numbers
            ),
        )
        parties = {
            (_folded(name), numbers[account])
            for account, actor in speaking
            if account in numbers
            for name in (made.register.actor(actor).name, *made.register.actor(actor).aliases)
        }
        base.many("INSERT INTO party (name, account) VALUES (?, ?)", sorted(parties))
        for number in numbers.values() if differences is not None else ():
            base.run("DELETE FROM difference WHERE account = ?", (number,))
            base.many(
                "INSERT INTO difference (account, kind) VALUES (?, ?)",
                ((number, kind) for kind in differences or ()),
            )


def _folded(name: str) -> bytes:
    """A name as its words are compared."""
    return to_bytes(" ".join(part for word in words_of(name) for part in word.parts))
