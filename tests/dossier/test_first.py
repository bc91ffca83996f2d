"""The first screen: no fact twice, and no more than fits it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from dossier.test_lines import Told, found, lines, story
from twosource import types as t
from twosource.dossier.differing import _in_marks
from twosource.dossier.first import LEAST, MOST, first_screen
from twosource.dossier.view import StoryView


def top(shown: StoryView, kind: int = 0) -> list[str]:
    return [" / ".join(v.words for v in m.versions) for m in shown.groups[kind].top]


HURT: Told = {
    "a": "Three miners were hurt in the shaft at Orsk on Monday night. A crane fell.",
    "b": "Five miners were hurt in the shaft at Orsk on Monday night. A crane fell.",
}


def test_the_clause_around_a_figure_that_is_told_is_left_to_the_full_list() -> None:
    clause = {i: text[: text.index(".")] for i, text in HURT.items()}
    shown = story(HURT, [
        found(HURT, {"a": "Three", "b": "Five"}, name="f1"),
        found(HURT, clause, "scope", name="f2", score=0.8),
    ])  # fmt: skip
    assert len(top(shown)) == 1
    assert top(shown)[0].startswith("Three")


def test_the_value_given_again_in_another_sentence_is_the_same_fact() -> None:
    texts = {
        "a": "Three miners were hurt at Orsk. Nobody else was near.",
        "b": "Five miners were hurt at Orsk. Five miners were in the shaft, not three.",
    }
    other = {"a": "Three miners were hurt at Orsk",
             "b": "Five miners were in the shaft, not three"}  # fmt: skip
    shown = story(texts, [
        found(texts, {"a": "Three", "b": "Five"}, name="f1"),
        found(texts, other, "polarity", name="f2", score=0.8),
    ])  # fmt: skip
    assert len(lines(shown)) == 2
    assert len(top(shown)) == 1


def test_two_facts_of_one_sentence_both_stand_there() -> None:
    texts = {
        "a": "About 60 boats blocked the port and 14 sailors were held.",
        "b": "Around 80 boats blocked the port and 13 sailors were held.",
    }
    shown = story(texts, [
        found(texts, {"a": "60 boats", "b": "80 boats"}, name="f1"),
        found(texts, {"a": "14 sailors", "b": "13 sailors"}, name="f2"),
    ])  # fmt: skip
    assert len(top(shown)) == 2


@pytest.mark.parametrize(("length", "fit"), [(10, MOST["differ"]), (250, 3), (3000, LEAST)])
def test_long_lines_leave_room_for_fewer(length: int, fit: int) -> None:
    texts = {
        "a": " ".join(f"Ship {n} left the harbour." for n in range(20, 29)),
        "b": " ".join(f"Ship {n} entered the port." for n in range(20, 29)),
    }
    shown = story(texts, [
        found(texts, {"a": f"Ship {n} left", "b": f"Ship {n} entered"}, "polarity", name=f"f{n}")
        for n in range(20, 29)
    ])  # fmt: skip
    matters = [replace(m, thing="x" * length) for m in shown.groups[0].sure]
    assert len(matters) == 9
    assert len(first_screen("differ", matters)) == fit


@pytest.mark.parametrize(("words", "told"), [
    ("£38m", "“£38m”"),
    ("“We will stay.”", "“We will stay”"),
    ("“We stay,” he said.", "“‘We stay,’ he said”"),
    ("the “last” offer", "“the ‘last’ offer”"),
])  # fmt: skip
def test_a_value_in_a_sentence_is_quoted_once(words: str, told: str) -> None:
    assert _in_marks(words) == told


def test_a_quotation_that_goes_on_is_closed() -> None:
    texts = {
        "a": "Roth “spoke of sailors, who are few, and forgot the families of the port.”",
        "b": "Roth spoke of the ships, which are many.",
    }
    shown = story(texts, [
        found(texts, {"a": "Roth “spoke of sailors", "b": "Roth spoke of the ships"}, "strength")
    ])  # fmt: skip
    for told in lines(shown):
        assert told.count("“") == told.count("”")


def test_a_subheading_is_no_news_of_one_alone() -> None:
    texts = {
        "a": "The pier of Orsk fell at noon on Monday.\n\n"
        "A Licence To Dredge 4 Million Tonnes Under Fire\n\nNo more.",
        "b": "A hen laid an egg in the town of Velm.",
    }
    heading = t.Span(texts["a"].index("A Licence"), texts["a"].index("\n\nNo more"))
    findings = [found(texts, {"a": heading.of(texts["a"])}, "fact", kind="only")]
    assert len(lines(story(texts, findings), 2)) == 1
    assert lines(story(texts, findings, subheads={"a": (heading,)}), 2) == []
