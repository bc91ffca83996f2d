import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from twosource.language import parse
from twosource.language.casing import Casing, headline
from twosource.types import Account, Caption

LONG = (
    "Marr spoke on Friday.\n\n“The dam held all night. Nobody slept. We will raise it by a metre "
    "next year,” Ilse Marr said. “That is settled.”\n\nThe council of Ode meets on Monday."
)


def body(text, **more):
    return parse(Account(id="x", text=text, sha256="", **more)).section("text")


def test_the_parse_covers_the_exact_text():
    section = body(LONG)
    assert section.doc.text == LONG
    assert all(t.text == LONG[t.idx : t.idx + len(t.text)] for t in section.doc)


def test_sentences_of_a_long_quote_stay_apart_and_the_cue_governs_the_last():
    section = body(LONG)
    said = next(t for t in section.doc if t.text == "said")
    assert {c.text for c in said.children} >= {"Marr", "raise"}
    assert "Nobody slept." in [s.of(LONG) for s in section.sentences]


def test_heads_stay_inside_their_sentence():
    section = body(LONG)
    for token in section.doc:
        assert token.sent.start <= token.head.i < token.sent.end


def test_headline_case_is_undone_for_the_parser_only():
    account = Account(
        id="x",
        text="The mayor of Ode denies it. Critics accuse the mayor of hiding a leak.",
        sha256="",
        title="Mayor Denies Leak, Accuses Critics of Malice",
        captions=(Caption("Ilse Marr at the dam."),),
    )
    title = parse(account).section("title")
    assert title.doc.text == account.title
    assert {t.text for t in title.doc if t.pos_ == "VERB"} >= {"Denies", "Accuses"}


def test_names_keep_their_capitals():
    casing = Casing("Yesterday the mayor met Vole in Ode. Then Vole left.")
    assert casing.lowered("Vole", False) == "Vole"
    assert casing.lowered("Mayor", False) == "mayor"
    assert casing.lowered("UN", False) == "UN"
    assert headline("Mayor Denies Leak, Accuses Critics")
    assert not headline("The mayor of Ode denies the leak and accuses critics of malice.")


@pytest.mark.parametrize(
    "text", ["", " ", "\n\n", "a", "😀", "“", "مرحبا “قال”", "x" * 5000, "a\r\n\r\nb\u00a0c"]
)
def test_odd_texts_parse(text):
    section = body(text)
    assert section.doc.text == text


@settings(max_examples=30, deadline=None)
@given(st.text(alphabet="“”‘’\"' ab.,\nHS😀é", max_size=120))
def test_any_text_parses_over_its_exact_words(text):
    section = body(text)
    assert section.doc.text == text
    assert all(s.end <= len(text) for s in section.sentences)


def test_time_stays_linear_without_white_space():
    begin = time.process_time()
    body("“" * 8000)
    assert time.process_time() - begin < 20
