"""The decision about a pair from its numbers alone: every border, from both sides."""

from __future__ import annotations

import math
from typing import Any

import pytest

from twosource.trace.decide import (
    DOUBTFUL_BONDS,
    apart,
    decide,
    firm,
    loose_score,
    own_words,
    told_again,
)
from twosource.trace.features import Copied
from twosource.types import Derivation, Evidence, Span

NOTHING = {
    "cover_high": 0.0, "cover_low": 0.0, "short_narrator_low": 0.0, "short_narrator_high": 0.0,
    "longest_narrator": 0.0, "sentence_low": 0.0, "cosine": 0.0, "told_high": 0.0,
    "mean_run": 0.0, "sequence_high": 0.0, "bonded": 0.0,
}  # fmt: skip


def pair(**numbers: float) -> Any:
    """The numbers of a pair that shares nothing but what is given."""
    assert set(numbers) <= set(NOTHING)
    return NOTHING | numbers


@pytest.mark.parametrize(
    ("numbers", "relation"),
    [
        ({}, "independent"),
        # all of the smaller in common runs
        ({"cover_low": 0.85, "cover_high": 0.85}, "verbatim"),
        ({"cover_low": 0.849, "cover_high": 0.849, "short_narrator_low": 0.5}, "rewritten"),
        # long common runs, and none of them the narrators': a speech, or notices
        ({"cover_high": 0.3, "short_narrator_low": 0.049}, "independent"),
        ({"cover_high": 0.3, "told_high": 0.3}, "not-established"),
        ({"cover_high": 0.3, "told_high": 0.299}, "independent"),
        ({"cover_high": 0.95}, "independent"),
        # one lies wholly in the other
        ({"cover_high": 0.85, "short_narrator_low": 0.05}, "contained"),
        ({"cover_high": 0.849, "short_narrator_low": 0.05}, "rewritten"),
        # the narrators' own words, with a long run of them
        ({"short_narrator_low": 0.12, "longest_narrator": 8}, "rewritten"),
        ({"short_narrator_low": 0.12, "longest_narrator": 7}, "not-established"),
        ({"short_narrator_low": 0.119, "longest_narrator": 8}, "not-established"),
        ({"short_narrator_low": 0.06, "short_narrator_high": 0.12, "longest_narrator": 8},
         "rewritten"),
        ({"short_narrator_low": 0.08}, "not-established"),
        ({"short_narrator_low": 0.079}, "independent"),
        # or sentence after sentence of one subject
        ({"short_narrator_low": 0.08, "sentence_low": 0.4, "cosine": 0.5}, "rewritten"),
        ({"short_narrator_low": 0.079, "sentence_low": 0.4, "cosine": 0.5}, "independent"),
        ({"short_narrator_low": 0.08, "sentence_low": 0.39, "cosine": 0.5}, "not-established"),
        ({"short_narrator_low": 0.08, "sentence_low": 0.4, "cosine": 0.49}, "not-established"),
        # or the details that stand together
        ({"bonded": 0.0889}, "rewritten"),
        ({"bonded": 0.0887, "sequence_high": 0.9}, "not-established"),
        ({"bonded": 0.0465}, "not-established"),
        ({"bonded": 0.0464}, "independent"),
        ({"bonded": 0.0887, "cover_high": 0.3, "told_high": 0.3}, "not-established"),
        ({"bonded": 0.0889, "cover_high": 0.3, "told_high": 0.3}, "rewritten"),
        # whole passages taken over, sentences kept, or built anew
        ({"cover_high": 0.3, "short_narrator_low": 0.05, "mean_run": 20}, "contained"),
        ({"cover_high": 0.3, "short_narrator_low": 0.05, "mean_run": 10, "sequence_high": 0.6},
         "edited"),
        ({"cover_high": 0.3, "short_narrator_low": 0.05, "mean_run": 10, "sequence_high": 0.59},
         "rewritten"),
        ({"cover_high": 0.3, "short_narrator_low": 0.05, "sequence_high": 0.3}, "edited"),
        ({"cover_high": 0.3, "short_narrator_low": 0.05, "mean_run": 19.9, "sequence_high": 0.9},
         "edited"),
    ],
)  # fmt: skip
def test_relation(numbers: dict[str, float], relation: str) -> None:
    made = decide(pair(**numbers))
    assert made.relation == relation
    assert made.rule in {"trace.rules.6", "trace.details.6"}
    assert (made.score >= 0.5) == (relation not in {"independent", "not-established"})


@pytest.mark.parametrize(
    ("numbers", "score"),
    [
        ({}, 0.0),
        ({"cosine": 0.5}, 0.2),
        # what little copy there is: by own words, or by common runs, whichever is nearer its border
        ({"cosine": 0.5, "short_narrator_low": 0.06}, 0.2 + 0.045),
        ({"cosine": 0.5, "cover_high": 0.15}, 0.2 + 0.045),
        ({"cosine": 1.0, "cover_high": 0.95}, 0.49),
        # linked by copy alone
        ({"cover_high": 0.3, "short_narrator_low": 0.05}, 0.75),
        ({"cover_high": 0.65, "short_narrator_low": 0.05}, 0.875),
        ({"cover_high": 1.0, "cover_low": 1.0}, 1.0),
        # linked by the narrators' words
        ({"short_narrator_low": 0.12, "longest_narrator": 8}, 0.5 + 0.25 * 0.25 * 0.12),
        ({"short_narrator_low": 0.12, "longest_narrator": 8, "cosine": 0.4},
         0.5 + 0.25 * (0.25 * 0.12 + 0.25 * 0.4)),
        ({"short_narrator_low": 0.12, "longest_narrator": 8, "cover_high": 0.15},
         0.5 + 0.25 * (0.5 * 0.5 + 0.25 * 0.12)),
        ({"short_narrator_low": 3.0, "longest_narrator": 8, "cosine": 1.0, "cover_high": 0.299},
         0.5 + 0.25 * (0.5 * 0.299 / 0.3 + 0.5)),
        # linked by details: as sure as they are
        ({"bonded": 0.2}, 0.5 + 0.25 * (2 * told_again(0.2) - 1)),
        ({"bonded": 0.05, "short_narrator_low": 0.12, "longest_narrator": 8},
         0.5 + 0.25 * 0.25 * 0.12),
    ],
)  # fmt: skip
def test_score(numbers: dict[str, float], score: float) -> None:
    assert decide(pair(**numbers)).score == pytest.approx(score)


def test_own_words_count_the_larger_share_half() -> None:
    assert own_words(pair(short_narrator_low=0.1, short_narrator_high=0.4)) == pytest.approx(0.3)


def test_the_chance_that_details_were_told_again() -> None:
    assert told_again(0.0) == pytest.approx(1 / (1 + math.exp(9.07)))
    assert told_again(0.01) == pytest.approx(1 / (1 + math.exp(9.07 - 4.44 * math.log(2))))
    assert told_again(1.0) > 0.999


def test_a_loose_score_stays_below_one_half() -> None:
    assert loose_score(0.5) == pytest.approx(0.2)
    assert loose_score(0.0, 1.0) == pytest.approx(0.09)
    assert loose_score(1.0, 7.0) == pytest.approx(0.49)


def test_the_share_worth_a_word_is_that_of_the_doubtful_chance() -> None:
    assert told_again(DOUBTFUL_BONDS) == pytest.approx(0.2)


@pytest.mark.parametrize(
    ("narrator", "told", "expected"),
    [
        ((0.0, 0.0), (0.0, 0.0), True),
        ((0.02, 0.058), (0.0, 0.0), True),
        ((0.02, 0.06), (0.0, 0.0), False),
        ((0.06, 0.02), (0.0, 0.0), False),
        ((0.0, 0.0), (0.299, 0.1), True),
        ((0.0, 0.0), (0.1, 0.3), False),
    ],
)
def test_common_runs_alone_show_that_two_are_apart(
    narrator: tuple[float, float], told: tuple[float, float], expected: bool
) -> None:
    large = (0.9, 0.9)  # shares that say nothing here
    shares = (large, large, large, narrator, told)
    found = Copied((), None, None, shares, 0.0)  # type: ignore[arg-type]
    assert apart(found) is expected
    assert not apart(Copied((), None, None, shares, DOUBTFUL_BONDS))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("rule", "score", "stands"),
    [
        ("trace.details.6", 0.69, False),
        ("trace.details.6", 0.7, True),
        ("trace.rules.6", 0.6, True),
    ],
)
def test_details_alone_stand_only_where_nine_in_ten_are_right(
    rule: str, score: float, stands: bool
) -> None:
    shown = (Evidence("details", Span(0, 4), Span(0, 4)),)
    link = Derivation("a", "b", "rewritten", "a>b", score, shown, "", rule)
    assert firm(link) is stands


def test_a_link_by_words_is_told_from_one_by_details() -> None:
    assert decide(pair(bonded=0.0889)).rule == "trace.details.6"
    assert decide(pair(short_narrator_low=0.12, longest_narrator=8)).rule == "trace.rules.6"
