"""One account at a time: lexicons, words, passages; and the runs two texts share."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from compare.tellings import account
from twosource.compare.align.verbatim_runs import find_runs
from twosource.compare.cut import word_vectors
from twosource.compare.cut.lexicon import lexicon
from twosource.compare.cut.passages import passages_of
from twosource.compare.cut.word_similarity import key_nearness, nearness
from twosource.compare.cut.word_vectors import rarity, words
from twosource.errors import ModelError
from twosource.language import parse


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
