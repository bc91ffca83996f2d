"""Differences in the newsroom's form, agreements nothing contests, one matter told once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pytest

from twosource import types as t
from twosource.dossier.matters import Matter
from twosource.dossier.view import StoryView, view
from twosource.engine import analyse

Told = dict[str, str]


def story(
    texts: Told, findings: Sequence[t.Finding] = (), dates: Told | None = None,
    titles: Told | None = None, links: Sequence[t.Derivation] = (),
    subheads: Mapping[str, tuple[t.Span, ...]] | None = None,
) -> StoryView:  # fmt: skip
    dated = dates or {}
    accounts = [
        t.Account(
            i, text, i, outlet=i.title(), title=(titles or {}).get(i), language="en", finished=True,
            published=t.DateCandidate(dated[i], "day", "published", "given", 1.0)
            if i in dated else None, subheads=(subheads or {}).get(i, ()),
        )
        for i, text in texts.items()
    ]  # fmt: skip
    analysis = analyse(accounts)
    made = t.Story("story-1", tuple(texts))
    return view(t.Dossier(made, analysis, tuple(links), (), tuple(findings), ()))


def found(
    texts: Told, words: Told, type_: t.FindingType = "number", score: float = 0.9,
    kind: t.FindingKind = "differ", name: str = "f1", proposition: str | None = None,
) -> t.Finding:  # fmt: skip
    spans = {i: t.Span(texts[i].index(w), texts[i].index(w) + len(w)) for i, w in words.items()}
    return t.Finding(name, kind, type_, spans, 1.0, score, "", "r", severity=0.9,
                     proposition=proposition)  # fmt: skip


def lines(shown: StoryView, kind: int = 0) -> list[str]:
    return [line(m) for m in shown.groups[kind].sure]


def line(m: Matter) -> str:
    joint = " -> " if m.rising else " / "
    told = joint.join(
        f"{v.words} ({'; '.join(p.letter + ' ' + p.who for p in v.places)})" for v in m.versions
    )
    return f"{m.thing}: {told}" if m.thing else told


FEE = {
    "sportline": "Orsk will pay a fee of £38m for the keeper, the club said.",
    "banter": "Orsk are ready to pay a fee of £42m for the keeper.",
}


def test_a_figure_is_told_as_thing_value_and_who() -> None:
    finding = found(FEE, {"sportline": "a fee of £38m", "banter": "a fee of £42m"})
    shown = story(FEE, [finding], dates={"sportline": "2024-07-21"})
    assert lines(shown) == ["Fee: £38m (A Sportline, 21 July) / £42m (B Banter)"]


def test_what_people_suffered_is_the_thing_not_the_people() -> None:
    texts = {"a": "Three people were injured on the quay.", "b": "Five people were injured there."}
    finding = found(texts, {"a": "Three people", "b": "Five people"})
    assert lines(story(texts, [finding])) == ["Injured: Three (A A) / Five (B B)"]


def test_an_office_stands_beside_the_name_of_its_holder() -> None:
    texts = {
        "a": "Transport Minister Vera Holt opened the bridge.",
        "b": "Former Transport Minister Vera Holt opened the bridge.",
    }
    words = {"a": "Transport Minister Vera Holt", "b": "Former Transport Minister Vera Holt"}
    (told,) = lines(story(texts, [found(texts, words, "role")]))
    assert told == "Vera Holt: Transport Minister (A A) / Former Transport Minister (B B)"


def test_equal_values_are_no_sure_difference() -> None:
    texts = {
        "a": "The clubs agreed on 2 million pounds for Tam.",
        "b": "They agreed on 2 million pounds for the man.",
    }
    finding = found(texts, {"a": "2 million pounds for Tam", "b": "2 million pounds for the man"})
    shown = story(texts, [finding])
    assert shown.groups[0].sure == ()


TOLL = {
    "early": "The storm killed many. The dead number 14 on the island.",
    "later": "The storm killed many. The dead number 37 on the island.",
}
DEAD = {"early": "The dead number 14", "later": "The dead number 37"}


@pytest.mark.parametrize(
    ("dates", "rises"),
    [
        ({"early": "2024-10-06", "later": "2024-10-07"}, True),
        ({"early": "2024-10-07", "later": "2024-10-06"}, False),  # it would fall
        ({"later": "2024-10-07"}, False),  # no date, no order
    ],
)
def test_a_toll_of_dated_accounts_is_one_development(dates: Told, rises: bool) -> None:
    texts = {i: x.replace("The dead number", "The missing people number") for i, x in TOLL.items()}
    texts = {
        "early": "At least 14 people died when the storm came.",
        "later": "At least 37 people died when the storm came.",
    }
    finding = found(texts, {"early": "At least 14 people", "later": "At least 37 people"})
    (matter,) = story(texts, [finding], dates=dates).groups[0].sure
    assert matter.rising is rises


def test_slices_of_one_place_are_one_matter_and_two_figures_stay_two() -> None:
    texts = {
        "a": "About 60 boats blocked the port and 14 sailors were held.",
        "b": "Around 80 boats blocked the port and 13 sailors were held.",
    }
    findings = [
        found(texts, {"a": "About 60 boats", "b": "Around 80 boats"}, name="f1"),
        found(texts, {"a": "60 boats blocked", "b": "80 boats blocked"}, name="f2"),
        found(texts, {"a": "60 boats", "b": "Around 80 boats"}, "scope", name="f3"),
        found(texts, {"a": "14 sailors", "b": "13 sailors"}, name="f4"),
    ]
    assert len(story(texts, findings).groups[0].all) == 2


def test_no_value_ends_in_the_middle_of_a_phrase() -> None:
    texts = {
        "a": "The board sold the yard for a fixed sum of 38 million crowns in May.",
        "b": "The board sold the yard at a price nobody knew.",
    }
    cut_short = {"a": "the yard for a fixed sum of 38", "b": "the yard at a"}
    (told,) = lines(story(texts, [found(texts, cut_short, "scope")]))
    assert "38 million crowns" in told
    assert "at a price" in told


AGREED = {
    "a": "The harbour opened on Monday. About 60 boats left the port.",
    "b": "The harbour opened on Monday. Around 80 boats left the port.",
}


def test_what_a_difference_contests_is_not_agreed() -> None:
    opened = {"a": "The harbour opened on Monday.", "b": "The harbour opened on Monday."}
    left = {"a": "About 60 boats left the port.", "b": "Around 80 boats left the port."}
    findings = [
        found(AGREED, opened, "fact", kind="agree", name="f1", proposition="p1"),
        found(AGREED, left, "fact", kind="agree", name="f2", proposition="p2"),
        found(AGREED, {"a": "About 60 boats", "b": "Around 80 boats"}, name="f3"),
    ]
    told = lines(story(AGREED, findings), 1)
    assert told == ["The harbour opened on Monday. (A A; B B)"]


def test_figures_that_clash_are_not_agreed_even_where_no_difference_says_so() -> None:
    left = {"a": "About 60 boats left the port.", "b": "Around 80 boats left the port."}
    shown = story(AGREED, [found(AGREED, left, "fact", kind="agree")])
    assert shown.groups[1].sure == ()


def test_a_paragraph_only_one_has_is_one_line() -> None:
    texts = {"a": "The pier fell at noon. Nobody was on it. Divers searched for two hours after.",
             "b": "A hen laid an egg."}  # fmt: skip
    findings = [
        found(texts, {"a": s}, "fact", kind="only", name=f"f{n}")
        for n, s in enumerate(("The pier fell at noon.", "Nobody was on it.", "Divers searched"))
    ]
    assert len(story(texts, findings).groups[2].all) == 1


def test_the_title_holds_no_contested_figure_where_another_has_none() -> None:
    texts = {
        "a": "Storm Ada killed 14 people on the island of Senn, the office said.",
        "b": "Storm Ada killed 37 people on the island of Senn, the office said.",
        "c": "Storm Ada has crossed the island of Senn, the office said.",
    }
    titles = {"a": "Storm Ada kills 14 on Senn", "b": "Storm Ada kills 37", "c": "Storm hits Senn"}
    finding = found(texts, {"a": "14 people", "b": "37 people"})
    assert story(texts, [finding], titles=titles).title == "Storm hits Senn"
