"""The pieces: lexicons, words, passages, runs, models."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from compare.tellings import HARBOUR_A, HARBOUR_B, account, analysis
from twosource.compare.align.alignment_model import same_matter
from twosource.compare.align.grid import lay
from twosource.compare.align.verbatim_runs import find_runs
from twosource.compare.cut import word_similarity, word_vectors
from twosource.compare.cut.lexicon import lexicon
from twosource.compare.cut.passages import passages_of
from twosource.compare.cut.word_similarity import key_nearness, nearness
from twosource.compare.cut.word_vectors import rarity, words
from twosource.compare.sentences.scores import alignment, difference
from twosource.errors import ModelError
from twosource.language import parse
from twosource.language.pipeline import load


def test_lexicons_load_and_hold_what_their_users_need():
    lex = lexicon()
    assert lex.acts["warn"] == "warn"
    assert 0 < lex.certainty["may"] < lex.certainty["must"] <= 1
    assert frozenset(("accept", "reject")) in lex.opposites
    assert ("step", "down") in lex.phrases["step"]
    assert not lex.empty & lex.titles


def test_synonyms_are_near_opposites_and_strangers_are_not():
    assert nearness("resign", "quit") > 0.8
    assert nearness("negotiate", "negotiation") > 0.8
    assert nearness("accept", "reject") <= 0.3
    assert nearness("banana", "ceasefire") == 0
    assert rarity("armistice") > rarity("year")


def test_lists_of_words_get_the_nearness_of_pairs():
    keys = ["resign", "quit", "accept", "reject", "#4", "#5", "@monday", "negotiation"]
    table = key_nearness(keys, keys)
    for i, a in enumerate(keys):
        for j, b in enumerate(keys):
            if a[0] not in "#@" and b[0] not in "#@":
                assert table[i, j] == pytest.approx(nearness(a, b), abs=1e-4)
    assert table[4, 5] == 0
    assert table[4, 4] == 1


@pytest.fixture
def afresh():
    """What is remembered of words, which depends on their vectors, is forgotten on both sides."""
    held = (words, rarity, nearness)
    for one in held:
        one.cache_clear()
    yield
    for one in held:
        one.cache_clear()


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


def test_an_altered_model_is_refused(monkeypatch, afresh):
    monkeypatch.setattr(word_vectors, "SHA256", "0" * 64)
    with pytest.raises(ModelError, match="TS-MODEL-02"):
        words()
    monkeypatch.undo()
    words.cache_clear()
    assert words() is not None


@settings(max_examples=40, deadline=None)
@given(st.text(max_size=200))
def test_passages_and_runs_index_the_text(text):
    if not text:
        return
    read = parse(account("a", text))
    for passage in passages_of(read):
        assert text[passage.span.start : passage.span.end].strip()
        for term in passage.terms:
            assert 0 <= term.start < term.end <= len(text)
    section = read.section("text")
    for run in find_runs(section, section):
        assert text[run.a.start : run.a.end].lower() == text[run.b.start : run.b.end].lower()


def test_sentence_scores_are_ordered():
    nlp = load()
    a, same, other = (nlp(t) for t in (
        "The bridge at Orl fell on Monday, killing 3 people.",
        "Three people died when Orl's bridge collapsed on Monday.",
        "The bakers of Sarnholm asked for lower taxes."))  # fmt: skip
    assert alignment(a, same) > alignment(a, other)
    assert alignment(a, same) == pytest.approx(alignment(same, a))
    wrong = nlp("The bridge at Orl fell on Friday, killing 9 people.")
    assert difference(a, wrong) > difference(a, a)


def test_grid_shares_lie_between_nothing_and_all():
    two = analysis(account("a", HARBOUR_A), account("b", HARBOUR_B))
    a, b = (passages_of(p) for p in two.parses)
    grid = lay(a, b, find_runs(two.parses[0].section("text"), two.parses[1].section("text")))
    for table in (grid.ab, grid.ba, grid.sab, grid.sba, grid.run_a, grid.run_b):
        assert table.shape == (len(a), len(b))
        assert np.all(table >= 0)
        assert np.all(table <= 1.0001)
    assert grid.run_a[0, 0] > 0.5
