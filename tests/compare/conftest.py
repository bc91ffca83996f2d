"""Fixtures of the tests of comparing."""

from __future__ import annotations

import pytest

from twosource.compare.cut.word_similarity import nearness
from twosource.compare.cut.word_vectors import rarity, words


@pytest.fixture
def afresh():
    """What is remembered of words, which depends on their vectors, is forgotten on both sides."""
    held = (words, rarity, nearness)
    for one in held:
        one.cache_clear()
    yield
    for one in held:
        one.cache_clear()
