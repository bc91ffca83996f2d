"""Subtrees whose arcs cross are not given in the order of the text; what is told still is."""

from __future__ import annotations

import pytest
from spacy.tokens import Doc
from spacy.vocab import Vocab

from twosource.compare.details.lost import _chunk
from twosource.compare.details.rivals import _whole
from twosource.types import Span

WORDS = ["Lind", "drowned", "when", "he", "slipped", "and", "fell"]
HEADS = [1, 1, 6, 4, 1, 4, 4]  # "when" hangs on "fell", over the head of both
DEPS = ["nsubj", "ROOT", "advmod", "nsubj", "advcl", "cc", "conj"]
CLAUSE = ((2, 6),)  # a passage that ends before "fell"


@pytest.fixture(name="doc")
def _doc() -> Doc:
    pos = ["PROPN", "VERB", "SCONJ", "PRON", "VERB", "CCONJ", "VERB"]
    return Doc(Vocab(), words=WORDS, heads=HEADS, deps=DEPS, pos=pos)


def test_the_parse_has_crossing_arcs(doc: Doc) -> None:
    order = [t.i for t in doc[4].subtree if t.i < 6]
    assert order != sorted(order)


def test_a_lost_clause_runs_from_its_first_word_to_its_last(doc: Doc) -> None:
    found = _chunk(doc[4], doc[1], CLAUSE, {2: 0, 4: 1}, [0.0, 0.0])
    assert found == Span(doc[2].idx, doc[5].idx + 3)
    assert found.of(doc.text) == "when he slipped and"


def test_a_rival_runs_from_its_first_word_to_its_last(doc: Doc) -> None:
    assert _whole(doc[4], CLAUSE).of(doc.text) == "when he slipped and"
