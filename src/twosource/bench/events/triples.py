"""Whole triples, end to end: type, source and target of labelled sentences."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from twosource.find.events.code import find_events
from twosource.language import parse
from twosource.types import Account, Event, Register, Role


def _named(role: Role | None, text: str, names: Sequence[str]) -> bool:
    found = set(role.span.of(text).lower().split()) if role is not None else set()
    return any(found & set(name.lower().split()) for name in names)


def _names(value: Any) -> list[str]:
    return [a["actorText"] for a in value] if isinstance(value, list) else []


def end_to_end(rows: Sequence[dict[str, Any]]) -> dict[str, float]:
    """Shares of records whose type, source, target and whole triple are found."""
    hits = dict.fromkeys(("type", "source", "target", "triple"), 0)
    targets = 0
    for row in rows:
        text = row["text"]
        events = find_events(parse(Account("a", text, "0")), Register((), ()), ())
        source, target = _names(row.get("source")), _names(row.get("target"))
        targets += bool(target)
        checks = [_checks(e, text, row["event_2021"], source, target) for e in events]
        hits["type"] += any(c[0] for c in checks)
        hits["source"] += any(c[1] for c in checks)
        hits["target"] += bool(target) and any(c[2] for c in checks)
        hits["triple"] += any(c[0] and c[1] and (c[2] or not target) for c in checks)
    return {k: v / (targets if k == "target" else len(rows)) for k, v in hits.items()}


def _checks(
    event: Event, text: str, kind: str, source: Sequence[str], target: Sequence[str]
) -> tuple[bool, bool, bool]:
    return (
        event.type == kind,
        _named(event.source, text, source),
        _named(event.target, text, target),
    )
