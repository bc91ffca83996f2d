"""Accounts of several languages added one by one: stories and links are those of the batch."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable

import pytest

from languages.told import ENGLISH_OTHER, account, story
from twosource.group import group
from twosource.store import Store
from twosource.trace import trace
from twosource.types import Account, Derivation

TURNED = {"a>b": "b>a", "b>a": "a>b"}
NEWS = [account("tern", ENGLISH_OTHER, "en"), *story()]


def told(links: Iterable[Derivation]) -> set[tuple[str, ...]]:
    """Links as they are whichever account is named first."""
    return {
        (*sorted((d.a, d.b)), d.relation,
         d.direction if d.a < d.b else TURNED.get(d.direction, d.direction), str(d.score))
        for d in links
    }  # fmt: skip


@pytest.mark.parametrize("order", [0, 7])
def test_one_by_one_gives_the_stories_and_links_of_the_batch(
    another: Callable[[], Store], order: int
) -> None:
    news: list[Account] = NEWS[:]
    if order:
        random.Random(order).shuffle(news)
    with another() as store:
        for each in news:
            assert list(store.add(each))
        assert {frozenset(s.accounts) for s in store.groups()} == {
            frozenset(s.accounts) for s in group(NEWS)
        }
        links = told(store.links())
        assert links == told(trace(NEWS))
        assert any("translated" in link for link in links)
        assert store.check() == ()


def test_on_either_database(store: Store) -> None:
    for each in NEWS[1:4]:
        assert list(store.add(each))
    assert [len(s.accounts) for s in store.groups()] == [3]
    assert {link.relation for link in store.links()} == {"translated"}


def test_an_english_store_keeps_nothing_of_it(another: Callable[[], Store]) -> None:
    with another() as store:
        assert list(store.add(NEWS[0]))
        assert list(store.add(NEWS[1]))
        assert not store._base.rows("SELECT 1 FROM state WHERE key = ?", ("languages",))
        assert not store._base.rows("SELECT 1 FROM segment WHERE kind = ?", ("figures",))
