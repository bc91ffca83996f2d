"""Lines moved to the words that a person says they rest on, and lines put back."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import get_args

from twosource.review.decisions import Carried
from twosource.review.matching import at
from twosource.types import (
    Actor,
    Finding,
    FindingKind,
    FindingType,
    Modality,
    Passage,
    Position,
    PositionKind,
    Register,
    Review,
    Role,
    Span,
)

RULE = "review"
SEVERITY = 0.5
"""Of a line that was put back: the program says no more how grave it is."""


def moved_finding(finding: Finding, review: Review, carried: Carried) -> Finding:
    """A finding on the corrected words and with the corrected type."""
    spans, parts = dict(finding.spans), dict(finding.parts)
    for passage in review.better:
        for account, part, span in carried.places(passage):
            if account in spans or account == passage.account:
                spans[account] = span
                parts.pop(account, None)
                if part != "text":
                    parts[account] = part
    kind = review.values.get("type", finding.type)
    if kind not in get_args(FindingType):
        kind = finding.type
    return replace(finding, spans=spans, parts=parts, type=kind)  # type: ignore[arg-type]


def finding_of(review: Review, carried: Carried) -> Finding | None:
    """The finding that a decision rests on, built from its words; ``None`` where they do not
    stand in as many accounts as it needs, or it does not say what it was.
    """
    kind, *types = review.says.split() or ["", ""]
    wanted = review.values.get("type") or next(iter(types), "")
    if kind not in get_args(FindingKind) or wanted not in get_args(FindingType):
        return None
    places = [place for p in (*review.better, *review.passages) for place in carried.places(p)]
    found = at(places)
    if len(found) < min(2, len({p.account for p in review.passages})) or not found:
        return None
    order = [a for a in carried.accounts if a in found]
    return Finding(
        f"review:{review.id}",
        kind, wanted,  # type: ignore[arg-type]
        {a: found[a][2] for a in order}, 1.0, 1.0, f"Kept by {review.author}.", RULE,
        parts={a: found[a][1] for a in order if found[a][1] != "text"}, severity=SEVERITY,
    )  # fmt: skip


def named(register: Register, name: str) -> Actor | None:
    """The party of that id, else of that name or alias if it is the only one."""
    found = named_in(((a.id, a.name, a.aliases) for a in register.actors), name)
    return register.actor(found) if found else None


def named_in(parties: Iterable[tuple[str, str, Sequence[str]]], name: str) -> str | None:
    """The id of the party that a person names: by its id, else by its name, else by another form
    of it, each if it is the only one.

    Args:
        parties: id, name and other forms of each.
        name: as it was typed.
    """
    known = list(parties)
    if any(id == name for id, _, _ in known):
        return name
    key = " ".join(name.casefold().split())
    by_name = [id for id, full, _ in known if full.casefold() == key]
    by_form = [id for id, _, forms in known if key in {f.casefold() for f in forms}]
    for found in (by_name, by_form):
        if found:
            return found[0] if len(found) == 1 else None
    return None


def moved_position(
    position: Position, review: Review, carried: Carried, register: Register
) -> Position:
    """A position on the corrected words, of the corrected kind and party."""
    kind = review.values.get("kind", position.kind)
    modality = review.values.get("modality", position.modality)
    made = replace(
        position,
        kind=kind if kind in get_args(PositionKind) else position.kind,  # type: ignore[arg-type]
        modality=modality if modality in get_args(Modality) else position.modality,  # type: ignore[arg-type]
    )
    for passage in review.better:
        for account, part, span in carried.places(passage):
            if account == position.account and part == position.part:
                made = _with_span(made, passage.role, span)
    holder = review.values.get("holder")
    actor = named(register, holder) if holder else None
    if actor is not None:
        made = replace(made, holder=Role(made.holder.span, actor))
    return made


def _with_span(position: Position, role: str, span: Span) -> Position:
    if role == "holder":
        return replace(position, holder=Role(span, position.holder.actor))
    if role == "condition":
        return replace(position, condition=span)
    if role == "exchange_for":
        return replace(position, exchange_for=span)
    return replace(position, content=span)


def position_of(review: Review, carried: Carried, register: Register) -> Position | None:
    """The position that a decision rests on, built from its words, the corrected ones first."""
    kind = review.values.get("kind") or next(iter(review.says.split()), "")
    if kind not in get_args(PositionKind):
        return None
    roles: dict[str, Passage] = {}
    for passage in (*review.better, *review.passages):
        roles.setdefault(passage.role, passage)
    content, holder = roles.get("content"), roles.get("holder")
    if content is None or holder is None or content.part != holder.part:
        return None
    for account in carried.all(content.account):
        spans = {role: carried.find(p, account) for role, p in roles.items()}
        said, by = spans["content"], spans["holder"]
        if said is None or by is None:
            continue
        actor = register.at(account, content.part, by)
        return Position(
            account, f"review:{review.id}", Role(by, actor), kind,  # type: ignore[arg-type]
            None, said, spans.get("condition"), spans.get("exchange_for"), "actual", "narrator",
            RULE, part=content.part,
        )  # fmt: skip
    return None
