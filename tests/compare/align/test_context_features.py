"""Passages likened by vectors in context, and the same without an encoder."""

from __future__ import annotations

import numpy as np
import pytest

from compare.tellings import account, analysis
from twosource.compare.align.alignment import lay_grid
from twosource.compare.align.alignment_model import same_matter
from twosource.compare.align.context_features import NAMES, context_features
from twosource.compare.align.features import IN_CONTEXT, pair_features
from twosource.compare.align.features import NAMES as WORDS
from twosource.compare.cut import context_vectors
from twosource.compare.cut.accounts import sides

A = ("The ferry company cancelled every crossing to Orl on Sunday. "
     "Bakers in Varn sold out of bread before noon.")  # fmt: skip
B = ("Mayor Ilse Tann opened a new library. "
     "No boats will sail to the island at the weekend, the operator announced.")  # fmt: skip


def _grid(a: str = A, b: str = B):
    one, two = sides(analysis(account("a", a), account("b", b)), "text")
    return lay_grid(one, two, ())


def _without(monkeypatch):
    monkeypatch.setattr(context_vectors, "encoded", lambda text, sentences: None)
    return _grid()


def test_what_shares_no_word_is_still_nearest():
    grid = _grid()
    values = dict(zip(NAMES, np.moveaxis(context_features(grid), -1, 0), strict=True))
    boats = next(j for j, p in enumerate(grid.b) if "boats" in p.span.of(B))
    for name in ("context", "context_plain", "context_sentence", "soft"):
        assert values[name][0].argmax() == boats, name


def test_the_same_text_twice_is_fully_covered():
    grid = _grid(A, A)
    values = dict(zip(NAMES, np.moveaxis(context_features(grid), -1, 0), strict=True))
    for name in ("context", "soft_ab", "soft_ba", "soft_plain", "soft_sentence_ab"):
        assert np.allclose(np.diagonal(values[name]), 1, atol=1e-3), name


def test_features_are_named_finite_and_the_same_each_time():
    found = pair_features(_grid())
    assert found.shape[-1] == len(IN_CONTEXT)
    assert np.isfinite(found).all()
    assert np.array_equal(found, pair_features(_grid()))


def test_turned_round_they_are_turned_round():
    there, back = context_features(_grid()), context_features(_grid(B, A))
    turned = [NAMES.index(n.replace("_ab", "_xx").replace("_ba", "_ab").replace("_xx", "_ba"))
              for n in NAMES]  # fmt: skip
    assert np.allclose(there, back.transpose(1, 0, 2)[..., turned], atol=2e-4)


def test_without_an_encoder_words_alone_decide(monkeypatch):
    grid = _without(monkeypatch)
    assert grid.context is None
    assert pair_features(grid).shape[-1] == len(WORDS)
    assert same_matter(grid).shape == (len(grid.a), len(grid.b))
    with pytest.raises(ValueError):
        context_features(grid)


def test_the_model_in_context_finds_what_shares_no_word():
    a = A + " Ticket holders get their money back. Pilots warned of high waves."
    b = B + " Passengers will be refunded, it added. The library has nine rooms."
    grid = _grid(a, b)
    sure = same_matter(grid)
    tickets = next(i for i, p in enumerate(grid.a) if "Ticket" in p.span.of(a))
    refund = next(j for j, p in enumerate(grid.b) if "refunded" in p.span.of(b))
    assert sure[tickets].argmax() == refund
