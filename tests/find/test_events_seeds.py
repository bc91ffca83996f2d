"""The two shared accounts of one story: what must be found in them."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from twosource.find import find_events, find_positions, find_statements
from twosource.language import parse_all
from twosource.parties import resolve
from twosource.types import Account, Event, Position

ROOT = Path(os.environ.get("TWOSOURCE_SHARED", Path(__file__).parents[2] / ".." / "shared"))
SEEDS = ROOT / "seeds"


@pytest.fixture(scope="module")
def found() -> list[tuple[str, tuple[Event, ...], tuple[Position, ...]]]:
    if not SEEDS.is_dir():
        pytest.skip("shared data not present")
    paths = [next(iter(sorted(SEEDS.glob("000_*.txt")))), SEEDS / "seed_b_repaired.txt"]
    texts = [path.read_text(encoding="utf-8") for path in paths]
    parses = list(parse_all(Account(str(i), text, "0") for i, text in enumerate(texts)))
    register = resolve(parses)
    result = []
    for text, parse in zip(texts, parses, strict=True):
        statements = find_statements(parse, register)
        events = find_events(parse, register, statements)
        result.append((text, events, find_positions(parse, register, statements)))
    return result


def _has(
    found: list[tuple[str, tuple[Event, ...], tuple[Position, ...]]],
    kind: str, content: str, name: str, *, condition: bool = False, exchange: bool = False,
) -> bool:  # fmt: skip
    return any(
        p.kind == kind
        and content in p.content.of(text)
        and p.holder.actor is not None
        and name in p.holder.actor.name
        and (p.condition is not None or not condition)
        and (p.exchange_for is not None or not exchange)
        for text, _, positions in found
        for p in positions
    )


def test_positions_of_the_parties(found) -> None:  # type: ignore[no-untyped-def]
    assert _has(found, "offer", "hostages", "Hamas", exchange=True)
    assert _has(found, "demand", "release all hostages", "Trump")
    assert _has(found, "threat", "face consequences", "Trump", condition=True)
    assert _has(found, "demand", "neutral", "Masri")
    assert _has(found, "accusation", "siding with Israel", "Masri")
    assert _has(found, "accusation", "double standards", "Masri")
    assert _has(found, "refusal", "displace", "Masri")
    assert _has(found, "refusal", "direct talks", "Israel")
    assert _has(found, "threat", "military action", "Witkoff", condition=True)


def test_witkoff_s_hedge_is_kept(found) -> None:  # type: ignore[no-untyped-def]
    hedged = [
        p for text, _, positions in found for p in positions
        if p.kind == "threat" and "some action" in p.content.of(text)
    ]  # fmt: skip
    assert [p.modality for p in hedged] == ["hypothetical"]


def test_talks_are_coded(found) -> None:  # type: ignore[no-untyped-def]
    for text, events, _ in found:
        assert any(
            e.type == "CONSULT" and e.target is not None and "Hamas" in e.target.span.of(text)
            for e in events
        )
