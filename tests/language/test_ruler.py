"""The remembering ruler gives what spaCy's attribute ruler gives."""

import importlib
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from twosource.language.pipeline import DEFAULT, load
from twosource.language.ruler import NAME, OURS, RememberingRuler

STAGES = ("tok2vec", "tagger", "parser")
TEXTS = (
    "They're gonna miss it, y'all, and it ain't what she'd hoped; let's go.",
    "There was nothin' left. \n\n The ol' ferry, 3 m long, has been doin' well — c'mon!",
    "I told him that what you got is what you'll have; that is all she gets.",
    "I told him that what you got is what you'll have; that is all she gets.",
    "",
    "  ",
)

WORDS = re.findall(
    r"\S+", """the that gon na ain n't it is was had 's nothin' you I do Mole quays y all"""
)


@pytest.fixture(scope="module")
def stock():
    return importlib.import_module(DEFAULT).load()


def _rows(doc):
    return [(t.text, t.tag, t.pos, str(t.morph), t.lemma, t.dep) for t in doc]


def _both(stock, remembering, text):
    docs = []
    for _ in range(2):
        doc = stock.make_doc(text)
        for stage in STAGES:
            doc = stock.get_pipe(stage)(doc)
        docs.append(doc)
    return _rows(stock.get_pipe(NAME)(docs[0])), _rows(remembering(docs[1]))


def test_same_answers_first_and_second_time(stock):
    remembering = RememberingRuler(stock.get_pipe(NAME))
    for text in TEXTS + TEXTS:
        theirs, ours = _both(stock, remembering, text)
        assert ours == theirs


def test_same_answers_on_any_words(stock):
    remembering = RememberingRuler(stock.get_pipe(NAME))
    words = [*WORDS, "\n", "7", "’"]

    @given(st.lists(st.sampled_from(words), max_size=12))
    @settings(max_examples=60, deadline=None)
    def check(chosen):
        theirs, ours = _both(stock, remembering, " ".join(chosen))
        assert ours == theirs

    check()


def test_the_pipeline_uses_it():
    assert OURS in load().pipe_names
    assert NAME not in load().pipe_names


def test_a_foreign_ruler_is_left_alone():
    import spacy

    from twosource.language.ruler import remember

    nlp = spacy.blank("en")
    remember(nlp)
    assert nlp.pipe_names == []
    nlp.add_pipe(NAME).add([[{"SHAPE": "dddd"}]], {"POS": "NUM"})
    remember(nlp)
    assert nlp.pipe_names == [NAME]
