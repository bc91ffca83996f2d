"""Accounts added one by one, in any order, give the links and stories of one batch."""

from __future__ import annotations

import random
import sys
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest

from conftest import THOROUGH
from twosource.group import group
from twosource.store import Store
from twosource.store import placing as placing_module
from twosource.trace import trace
from twosource.types import Account, Derivation, Story

sys.path.append(str(Path(__file__).parent))
from told import accounts

TURNED = {"a>b": "b>a", "b>a": "a>b"}
NEWS = accounts(300)


def cells(stories: Iterable[Story]) -> set[frozenset[str]]:
    return {frozenset(s.accounts) for s in stories}


def told(links: Iterable[Derivation]) -> set[tuple[str, str, str, str, float]]:
    """Links as they are whichever account is named first."""
    return {
        (d.a, d.b, d.relation, d.direction, d.score)
        if d.a < d.b
        else (d.b, d.a, d.relation, TURNED.get(d.direction, d.direction), d.score)
        for d in links
    }


@pytest.fixture(scope="module")
def batch() -> tuple[set[frozenset[str]], set[tuple[str, str, str, str, float]]]:
    return cells(group(NEWS)), told(trace(NEWS))


def test_the_news_is_worth_the_test(batch: tuple[set[frozenset[str]], set[object]]) -> None:
    stories, links = batch
    assert sum(len(s) > 3 for s in stories) > 15
    assert sum(len(s) == 1 for s in stories) >= 1
    assert len(links) > 100


@pytest.mark.parametrize("seed", range(10 if THOROUGH else 3))
def test_orders_give_the_stories_and_links_of_the_batch(
    another: Callable[[], Store], batch: tuple[set[frozenset[str]], set[object]], seed: int
) -> None:
    order = NEWS[:]
    random.Random(seed).shuffle(order)
    chance = random.Random(seed)
    with another() as store:
        while order:  # one by one, or several in a transaction
            size = chance.choice((1, 1, 1, 7, 40))
            some, order = order[:size], order[size:]
            assert {a.status for a in store.add(*some)} <= {"new", "same"}
        kept = {a.id for a in store.accounts()}
        assert len(kept) == len({a.text for a in NEWS}) or len(kept) == len(NEWS)
        assert cells(store.groups()) == batch[0]
        assert told(store.links()) == batch[1]
        assert store.check() == ()


def test_one_by_one_on_either_database(store: Store) -> None:
    some = NEWS[:40]
    chance = random.Random(3)
    chance.shuffle(some)
    for each in some:
        (made,) = store.add(each)
        assert made.story == store.story_of(each.id)
    assert cells(store.groups()) == cells(group(some))
    assert told(store.links()) == told(trace(some))


def test_stories_keep_their_ids_as_they_grow(another: Callable[[], Store]) -> None:
    with another() as store:
        seen: dict[str, str] = {}
        moved = 0
        for each in NEWS[:120]:
            list(store.add(each))
            now = {a: s.id for s in store.groups() for a in s.accounts}
            moved += sum(now[a] != s for a, s in seen.items())
            gone = set(seen.values()) - set(now.values())
            for story in gone:  # joined to another: its id leads there
                assert store.accounts(story)
            seen = now
        assert moved < 120, "fewer accounts change their story than are added"
        assert len(set(seen.values())) == len(cells(store.groups()))


def test_a_link_of_a_story_hears_third_accounts(another: Callable[[], Store]) -> None:
    with another() as store:
        list(store.add(*NEWS[:60]))
        whole = told(store.links())
        parts = [told(store.links(s.id)) for s in store.groups()]
        assert set().union(*parts) <= whole
        assert len(set().union(*parts)) > len(whole) / 2


def test_other_rules_make_links_and_stories_anew(
    another: Callable[[], Store], monkeypatch: pytest.MonkeyPatch
) -> None:
    from twosource.store import upkeep

    with another() as store:
        list(store.add(*NEWS[:50]))
        before = cells(store.groups()), told(store.links()), store.story_ids()
        store.base.run("DELETE FROM likeness")
        store.base.run("DELETE FROM link WHERE b > 20")
        monkeypatch.setattr(upkeep, "_RULES", b"rules of another day")
        monkeypatch.setattr(
            upkeep, "_AT_ONCE", 8
        )  # a store has more accounts than are placed at once
        list(store.add(NEWS[50]))
        assert "renew" in [e.what for e in store.ledger()]
        expected = NEWS[:51]
        assert cells(store.groups()) == cells(group(expected))
        assert told(store.links()) == told(trace(expected))
        assert set(before[2]) <= {*store.story_ids(), *before[2]}


def test_few_profiles_held_give_the_same_stories(
    another: Callable[[], Store], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(placing_module, "_HELD", 2)
    some: list[Account] = NEWS[:60]
    with another() as store:
        for start in range(0, 60, 7):
            list(store.add(*some[start : start + 7]))
        assert cells(store.groups()) == cells(group(some))
