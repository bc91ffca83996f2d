"""Drafts as notes for the judge: differences, agreements and positions, in batches."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from twosource.judge.texts import Texts
from twosource.types import Finding, Position, Span

BATCH = 8
"""Notes of one question: few enough for a small model to keep apart."""
LETTERS = 6000
"""Code points of the notes of one question: with the rules and the answer within a context of
4,096 tokens, the least that common servers give."""
TELLINGS = 4
"""Accounts shown of one note, unlike words first."""
LONGEST = 600
"""Code points of words that are still shown whole; a longer line is not judged."""
SURE = 0.5
"""Score that parts sure from unsure (:class:`~twosource.types.Finding`); sure lines are judged
first."""


@dataclass(frozen=True, slots=True)
class Note:
    """One line to be judged.

    Attributes:
        shown: what the judge sees of it, without an id.
        keys: the lines it stands for, see :func:`key_of`; the same words with the same around
            them are asked about once.
    """

    shown: Mapping[str, Any]
    keys: tuple[tuple[str, ...], ...]

    @property
    def size(self) -> int:
        """Code points it takes."""
        return len(json.dumps(self.shown, ensure_ascii=False))


def key_of(line: Finding | Position) -> tuple[str, ...]:
    """What tells a line from every other of its story."""
    if isinstance(line, Finding):
        return ("finding", line.id)
    return ("position", line.account, line.id)


def notes(
    texts: Texts, findings: Sequence[Finding], positions: Sequence[Position]
) -> tuple[Note, ...]:
    """The notes of a story: findings sure ones first, then positions, each once."""
    ordered = sorted(findings, key=lambda f: f.score < SURE)  # stable: the gravest first
    lines: list[Finding | Position] = [*ordered, *positions]
    same: dict[str, tuple[Mapping[str, Any], list[tuple[str, ...]]]] = {}
    for line in lines:
        shown = _finding(texts, line) if isinstance(line, Finding) else _position(texts, line)
        if shown is not None:
            text = json.dumps(shown, sort_keys=True)
            same.setdefault(text, (shown, []))[1].append(key_of(line))
    return tuple(Note(shown, tuple(keys)) for shown, keys in same.values())


def batches(given: Iterable[Note]) -> Iterator[tuple[Note, ...]]:
    """The notes in questions' worth, in order."""
    batch: list[Note] = []
    size = 0
    for note in given:
        if batch and (len(batch) >= BATCH or size + note.size > LETTERS):
            yield tuple(batch)
            batch, size = [], 0
        batch.append(note)
        size += note.size
    if batch:
        yield tuple(batch)


def _finding(texts: Texts, finding: Finding) -> dict[str, Any] | None:
    """A difference or agreement of two accounts and more; ``None`` for anything else."""
    if finding.kind == "only" or finding.rule.startswith("pair/"):
        return None
    told = []
    for account in texts.leads:
        if account in finding.spans:
            part, span = finding.parts.get(account, "text"), finding.spans[account]
            if len(span) > LONGEST:
                return None
            told.append(_telling(texts, account, part, span))
    if len(told) < 2:
        return None
    first: dict[str, dict[str, str]] = {}
    for one in told:
        first.setdefault(one["words"].casefold(), one)
    rest = [one for one in told if one not in first.values()]
    tellings = [*first.values(), *rest][:TELLINGS]
    kind = "difference" if finding.kind == "differ" else "agreement"
    typed = {"type": finding.type} if kind == "difference" else {}
    return {"kind": kind, **typed, "tellings": tellings}


def _telling(texts: Texts, account: str, part: str, span: Span) -> dict[str, str]:
    where = {} if part == "text" else {"part": "headline" if part == "title" else "caption"}
    return {
        "account": texts.letter(account), **where, "words": texts.words(account, part, span),
        "passage": texts.passage(account, part, span),
    }  # fmt: skip


def _position(texts: Texts, position: Position) -> dict[str, Any] | None:
    account, part = position.account, position.part
    if account not in texts.leads or len(position.content) > LONGEST:
        return None
    holder = position.holder
    shown: dict[str, Any] = {
        "kind": "position", "stand": position.kind,
        "holder": texts.words(account, part, holder.span),
        "content": texts.words(account, part, position.content),
        "passage": texts.passage(account, part, _cover(holder.span, position.content)),
    }  # fmt: skip
    if holder.actor is not None and holder.actor.name != shown["holder"]:
        shown["holder is"] = holder.actor.name
    if position.condition is not None:
        shown["condition"] = texts.words(account, part, position.condition)
    return shown


def _cover(a: Span, b: Span) -> Span:
    """Both spans and what stands between them, where that is near; else the second."""
    both = Span(min(a.start, b.start), max(a.end, b.end))
    return both if len(both) <= 2 * LONGEST else b
