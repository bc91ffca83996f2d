import time
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from twosource.language.quotes import find_quotes, split_paragraphs
from twosource.language.speech import lexicon


def texts(text):
    return [q.span.of(text) for q in find_quotes(text)]


@pytest.mark.parametrize(
    ("text", "want"),
    [
        ("“The dam held,” she said.", ["“The dam held,”"]),
        ('"The dam held," she said.', ['"The dam held,"']),
        ("«The dam held», she said.", ["«The dam held»"]),
        ("‘The dam held,’ the mayor’s aide said.", ["‘The dam held,’"]),
        ("'The dam held,' said Ode's engineer.", ["'The dam held,'"]),
        ("``The dam held,'' she said.", ["``The dam held,''"]),
        ("The engineers’ union isn’t pleased with it.", []),
        ("Back in the '90s it didn't matter.", []),
    ],
)
def test_marks_of_every_shape(text, want):
    assert texts(text) == want


def test_nested_quotes_come_after_what_holds_them():
    text = "“He told me ‘never again’ and left,” Ilse Marr said."
    assert texts(text) == ["“He told me ‘never again’ and left,”", "‘never again’"]


def test_lost_closing_mark_ends_before_the_reporting_words():
    text = "“The dam held, she said. “We were lucky,” she added."
    found = find_quotes(text)
    assert found[0].span.of(text) == "“The dam held,"
    assert not found[0].closed
    assert found[1].span.of(text) == "“We were lucky,”"


def test_lost_opening_mark_begins_after_the_reporting_words():
    text = "The mayor said the dam would hold for years.”"
    assert texts(text) == ["the dam would hold for years.”"]


def test_a_quote_running_over_paragraphs_is_one_utterance():
    text = "“The dam held all night.\n\n“It will hold again,” Marr said."
    first, second = find_quotes(text)
    assert not first.closed
    assert first.group == second.group


def test_split_quotes_are_one_utterance():
    text = "“The dam held,” Marr said. “It will hold again.”"
    first, second = find_quotes(text)
    assert first.group == second.group


def test_two_speakers_are_two_utterances():
    text = "“The dam held,” Marr said. The council met for hours. “It did not,” Vole replied."
    first, second = find_quotes(text)
    assert first.group != second.group


@pytest.mark.parametrize(
    ("text", "speech"),
    [
        ("“The dam will hold for a hundred years,” she said.", True),
        ("The report called the plan “hopeless”.", True),
        ("The so-called “smart” dam leaked for days in the valley.", False),
        ("She starred in the film “Night Over Water” last year.", False),
    ],
)
def test_speech_is_told_from_scare_quotes_and_titles(text, speech):
    (quote,) = find_quotes(text)
    assert quote.speech is speech


def test_lexicon_loads_and_holds_lower_case_words():
    for words in lexicon().values():
        assert words
        assert all(w == w.lower().strip() for w in words)


MARKS = st.text(alphabet="“”‘’\"'«»ab .,\n?!—😀é", max_size=300)


@settings(max_examples=300, deadline=None)
@given(MARKS)
def test_no_text_is_refused_and_offsets_hold(text):
    for quote in find_quotes(text):
        assert 0 <= quote.span.start <= quote.inner.start < quote.inner.end <= quote.span.end
        assert quote.span.end <= len(text)
        assert quote.inner.of(text).strip()


@given(st.text(alphabet="ab \n\r\t“", max_size=200))
def test_paragraphs_cover_every_letter_once(text):
    spans = split_paragraphs(text)
    assert sum(sum(c.isalnum() for c in s.of(text)) for s in spans) == sum(
        c.isalnum() for c in text
    )
    assert all(a.end <= b.start for a, b in pairwise(spans))


@pytest.mark.parametrize("text", ["“" * 20000, "‘a " * 20000, '"x" ' * 15000, "”x " * 15000])
def test_time_stays_linear_on_hostile_marks(text):
    begin = time.process_time()
    find_quotes(text)
    assert time.process_time() - begin < 5
