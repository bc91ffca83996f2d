"""Ranking of what a text was written from, and likeness of chosen pairs."""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np

from twosource.trace.likeness import Likeness

sys.path.insert(0, str(Path(__file__).parent))
from invented import account

FIRST = "Skippers of Ostrava Bay keep 1,250 boats in port over doubled harbour fees, says Keldan."
SECOND = "Governor Keldan of Ostrava Bay calls the doubled harbour fees robbery; skippers stay in."
THIRD = "Ostrava Bay: Keldan and the skippers will hold out at the quay, nets dry, until spring."
ROUNDUP = "Harbour fees were doubled, and boats remain in port. Governor Keldan called it robbery."
OTHER = "The governor of Lower Tarn called robbery in port towns a plague and promised police."
APART = "Police of Lower Tarn promised patrols against the plague of theft, the mayor said."
AGAIN = "A plague of theft in Lower Tarn: police, promised by its mayor, start patrols tonight."
TEXTS = (FIRST, SECOND, THIRD, OTHER, ROUNDUP, APART, AGAIN)
BATCH = [account(str(n), t) for n, t in enumerate(TEXTS)]


def test_reports_that_stand_together_rank_together() -> None:
    alike = Likeness(BATCH)
    plain, ranked = alike.of(4), alike.ranked(4)
    assert plain[3] > plain[2]  # by its own words the stranger is nearer than the third report
    assert sorted(np.argsort(-ranked)[:3].tolist()) == [0, 1, 2]
    assert ranked[4] < ranked[:3].min()
    assert ((ranked >= 0.0) & (ranked <= 1.0)).all()


def test_the_order_of_a_batch_does_not_change_a_ranking() -> None:
    forth, back = Likeness(BATCH).ranked(4), Likeness(BATCH[::-1]).ranked(2)
    assert np.allclose(forth, back[::-1])


def test_a_ranking_of_nothing_is_empty_of_votes() -> None:
    lone = Likeness([account("a", ""), account("b", "…")])
    assert lone.ranked(0).tolist() == [0.0, 0.0]


def test_chosen_pairs_are_alike_as_in_a_whole_row() -> None:
    alike = Likeness(BATCH)
    assert np.allclose(alike.of_these(4, [0, 2, 3]), alike.of(4)[[0, 2, 3]])
    assert alike.of_these(1, []).size == 0
