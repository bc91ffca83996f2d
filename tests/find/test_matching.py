from pathlib import Path

import pytest

from twosource.bench.matching.gold import load, place
from twosource.bench.matching.scores import analyse, score
from twosource.find import find_statements, match_statements, told_by_narrator
from twosource.find.matching.lexicon import lexicon
from twosource.language import parse
from twosource.parties import resolve
from twosource.types import Account

GOLD = Path(__file__).parent / "matching"
HALVES = ("development", "held_back")

QUAY = (
    "Dora Halm, mayor of Pellworth, spoke on Friday. “We will not sell the quay unless the "
    "council votes for it,” Halm told reporters. “Nine firms have asked for it.”"
)
QUAY_TOLD = (
    "Mayor Dora Halm said that Pellworth would not sell its quay. Anders Ruhl, a builder, said "
    "that he had offered six million crowns."
)


def told(*texts, titles=()):
    titles = titles or [None] * len(texts)
    return [Account("abcdef"[n], text, "0", title=titles[n]) for n, text in enumerate(texts)]


def test_a_quote_meets_its_paraphrase_and_the_lost_condition_is_flagged():
    accounts = told(QUAY, QUAY_TOLD)
    statements, matches = analyse(accounts)
    assert len(matches) == 1
    match = matches[0]
    assert (match.a[0], match.b[0], match.fuller) == ("a", "b", "a")
    assert match.fidelity == "turned indirect"
    assert match.dropped == ("condition",)
    assert "sell the quay" in match.a_content[0].of(QUAY)
    assert "sell its quay" in match.b_content[0].of(QUAY_TOLD)
    assert {match.a, match.b} <= {(s.account, s.id) for s in statements}


def test_two_speakers_are_not_one_however_alike_their_words():
    _, matches = analyse(
        told(
            "“The bridge will open in June,” said Dora Halm.",
            "“The bridge will open in June,” said Anders Ruhl.",
        )
    )
    assert matches == ()


@pytest.mark.parametrize(
    "other",
    [
        "Dora Halm said that the bridge would cost 70 million crowns.",
        "Dora Halm said that the bridge would not cost 40 million crowns.",
        "Dora Halm said that the school needed a new roof.",
    ],
)
def test_other_numbers_other_polarity_other_matters_are_other_statements(other):
    _, matches = analyse(told("“The bridge will cost 40 million crowns,” said Dora Halm.", other))
    assert matches == ()


def test_a_trim_is_told_from_a_whole_quote():
    whole = "“We mended the roof and we painted the hall,” said Dora Halm."
    _, (same,) = analyse(told(whole, whole))
    assert (same.fidelity, same.score, same.dropped) == ("identical", 1.0, ())
    _, (cut,) = analyse(told(whole, "“We mended the roof,” said Dora Halm."))
    assert (cut.fidelity, cut.fuller) == ("trimmed", "a")


def test_a_quote_that_lost_its_negation_is_matched_and_flagged():
    (match,) = analyse(
        told(
            "“We do not plan to sell the old quay,” said Dora Halm.",
            "“We do plan to sell the old quay,” said Dora Halm.",
        )
    )[1]
    assert match.dropped == ("negation",)


def narrated(*texts):
    parses = [parse(a) for a in told(*texts)]
    register = resolve(parses)
    statements = [s for p in parses for s in find_statements(p, register)]
    matches = match_statements(statements, parses, register)
    return told_by_narrator(statements, parses, matches)


def test_a_quote_told_in_the_writers_own_voice():
    quote = "“The lower bridge will close in June unless the piers are mended,” said Dora Halm."
    own = "Rain fell on Pellworth. The lower bridge will close in June. Many were surprised."
    (match,) = narrated(quote, own)
    assert (match.a[0], match.b, match.fidelity) == ("a", ("b", ""), "turned narrator")
    assert match.b_content[0].of(own).strip() == "The lower bridge will close in June."
    assert match.dropped == ("condition",)


@pytest.mark.parametrize(
    "other",
    [
        "The lower bridge will not close in June.",
        "The school will close in winter. Rain fell on Pellworth.",
        "The lower bridge will close in June, according to Anders Ruhl.",
    ],
)
def test_a_contrary_another_or_an_attributed_sentence_is_not_the_narrators(other):
    assert narrated("“The lower bridge will close in June,” said Dora Halm.", other) == ()


def test_one_statement_is_used_once_per_pair_of_accounts():
    line = "“The ferry is safe to sail,” said Dora Halm."
    _, matches = analyse(told(line, f"{line}\n\nThe ferry was safe to sail, Dora Halm said."))
    assert len(matches) == 1


@pytest.mark.parametrize("text", ["", "“", "Yes.", "“🙂” said 🙂.", "قال “لا” أمس", "“a” " * 300])
def test_odd_texts_never_raise(text):
    parses = [parse(a) for a in told(text, text, QUAY)]
    register = resolve(parses)
    statements = [s for p in parses for s in find_statements(p, register)]
    assert isinstance(match_statements(statements, parses, register), tuple)


def test_same_input_same_output_and_accounts_without_a_parse_are_left_out():
    accounts = told(QUAY, QUAY_TOLD)
    assert analyse(accounts) == analyse(accounts)
    statements, _ = analyse(accounts)
    assert match_statements(statements, (), resolve([])) == ()


def test_the_lexicon_loads_in_lower_case_and_no_group_is_alone():
    lex = lexicon()
    assert all(word == word.lower() for word in lex.groups)
    numbers = [n for group in lex.groups.values() for n in group]
    assert all(numbers.count(n) > 1 for n in set(numbers))
    assert all(len(pair) == 2 for pair in lex.opposites)


def test_the_gold_is_large_and_its_snippets_stand_where_they_say():
    stories = [story for half in HALVES for story in load(GOLD / f"{half}.jsonl")]
    assert len({s.name for s in stories}) == len(stories) >= 12
    assert sum(len(s.pairs) for s in stories) >= 150
    assert all({(p.a, p.key), (p.b, p.key)} <= set(s.said) for s in stories for p in s.pairs)
    with pytest.raises(ValueError, match="substring"):
        place("one two one", "one", 2)


def test_the_floor_on_the_held_back_stories():
    # Measured F1 .88, P .94; a floor, so that a loss is seen.
    found = score(load(GOLD / "held_back.jsonl"))
    assert found.f1 >= 0.82
    assert found.precision >= 0.87
    assert found.kinds_right / found.kinds >= 0.85
