"""A batch of many accounts is grouped as one of few: what is sought by days and kept in a file."""

from __future__ import annotations

import random

import numpy as np
import pytest

from twosource.bench.store.crawl import account
from twosource.group import group, shelved
from twosource.group.signs import Signs
from twosource.group.standing import Facts, parted, picked


def test_signs_and_days_find_what_looking_at_all_does() -> None:
    chance = random.Random(1)
    signs, facts = [], []
    for n in range(120):
        few = sorted(chance.sample(range(60), chance.choice((0, 3, 10, 14))))
        signs.append(np.array(few, dtype=np.uint64))
        facts.append(
            Facts(len(few), chance.choice((None, 1, 30, 46, 47, 91, 3_652_059)), bytes([n]))
        )
    held = Signs(signs, facts)
    days = np.array([f.day or 0 for f in facts])
    sizes = np.array([f.signs for f in facts])
    pairs = 0
    for n in range(120):
        shared = np.array([len(np.intersect1d(signs[n], s)) for s in signs])
        good = (shared > 0) & picked(shared, facts[n].signs, sizes) & ~parted(facts[n].day, days)
        good[n] = False
        others, counts = held.near(n)
        assert others.tolist() == np.flatnonzero(good).tolist()
        assert counts.tolist() == shared[good].tolist()
        pairs += len(others)
    assert pairs > 500


def test_profiles_in_a_file_give_the_same_stories(monkeypatch: pytest.MonkeyPatch) -> None:
    news = [account(n) for n in range(0, 2_000, 10)]
    expected = group(news)
    assert sum(len(s.accounts) > 1 for s in expected) > 20
    monkeypatch.setattr(shelved, "_HELD", 7)
    assert group(news) == expected
