"""Two accounts laid against each other: the grid, and matches without any model."""

from __future__ import annotations

import numpy as np

from compare.tellings import HARBOUR_A, HARBOUR_B, account, analysis
from twosource.compare.align.alignment_model import same_matter
from twosource.compare.align.grid import lay
from twosource.compare.align.verbatim_runs import find_runs
from twosource.compare.cut import word_similarity, word_vectors
from twosource.compare.cut.passages import passages_of


def test_without_the_models_the_rules_still_work(monkeypatch, afresh):
    from twosource.compare import classifiers

    for module in (word_vectors, word_similarity):
        monkeypatch.setattr(module, "words", lambda: None)
    monkeypatch.setattr(classifiers, "logistic", lambda name, names: None)
    two = analysis(account("a", HARBOUR_A), account("b", HARBOUR_B))
    grid = lay(*(passages_of(p) for p in two.parses))
    sure = same_matter(grid)
    assert sure.max() > 0.8
    assert sure[0, 0] == sure[0].max()


def test_grid_shares_lie_between_nothing_and_all():
    two = analysis(account("a", HARBOUR_A), account("b", HARBOUR_B))
    a, b = (passages_of(p) for p in two.parses)
    grid = lay(a, b, find_runs(two.parses[0].section("text"), two.parses[1].section("text")))
    for table in (grid.ab, grid.ba, grid.sab, grid.sba, grid.run_a, grid.run_b):
        assert table.shape == (len(a), len(b))
        assert np.all(table >= 0)
        assert np.all(table <= 1.0001)
    assert grid.run_a[0, 0] > 0.5
