"""Agreements in words that all accounts have; origins that bear an account's news, and others."""

from __future__ import annotations

from dataclasses import replace

import pytest

from dossier.test_lines import found, lines, story
from twosource import types as t
from twosource.dossier.agreed import _joined, _once
from twosource.dossier.matters import Matter, Version
from twosource.dossier.names import Names
from twosource.dossier.origins import bears, origin_view, resting
from twosource.dossier.phrases import balanced
from twosource.dossier.scene import Scene
from twosource.dossier.told import Bearing
from twosource.dossier.view import view
from twosource.engine import analyse
from twosource.trace import find_origins
from twosource.trace.copies import folds

PLAIN = "The ferry Alma ran aground off Tarn on Sunday with 31 passengers.\n"
AGAIN = "On Sunday the ferry Alma ran aground off Tarn, and its 31 passengers were taken off.\n"
GAUDY = "The poor old ferry Alma had a date with the rocks of Tarn, bless her, cousin Ole swears.\n"


def scene(texts: dict[str, str], origins: tuple[t.Origin, ...] = ()) -> Scene:
    accounts = [t.Account(i, x, i, language="en", finished=True) for i, x in texts.items()]
    analysis = analyse(accounts)
    made = t.Dossier(t.Story("story-1", tuple(texts)), analysis, (), origins, (), ())
    return Scene(made, Names.of(1, analysis.accounts, folds(analysis.accounts, ())))


def agreement(texts: dict[str, str]) -> list[str]:
    told = found(texts, {i: x.strip() for i, x in texts.items()}, "fact", kind="agree")
    return lines(story(texts, [told]), 1)


def test_the_words_shown_are_those_the_others_have() -> None:
    told = "The ferry Alma ran aground, bless her, off Tarn on Sunday with all 31 passengers.\n"
    (line,) = agreement({"meridian": told, "gull": PLAIN, "tide": AGAIN})
    assert line.startswith("The ferry Alma ran aground off Tarn")


def test_what_both_tell_is_told() -> None:
    (line,) = agreement({"gull": PLAIN, "tide": AGAIN})
    assert "ran aground off Tarn" in line


@pytest.mark.parametrize(
    "other",
    [
        GAUDY,  # one matter, and hardly a word in common
        "The ferry Alma ran aground off Tarn on Sunday with 40 passengers.\n",  # another figure
        "The owners of Alma in Tarn sold it.\n",  # names alone
    ],
)
def test_what_one_alone_tells_is_not_agreed(other: str) -> None:
    assert agreement({"gull": PLAIN, "tide": other}) == []


def test_somebody_who_is_not_named_is_no_subject() -> None:
    texts = {"gull": "Their captain left the ferry Alma off Tarn on Sunday.\n",
             "tide": "Their captain left the ferry Alma off Tarn on Sunday morning.\n"}  # fmt: skip
    assert agreement(texts) == []


def test_a_name_counts_once_however_many_words_it_has() -> None:
    made = scene({"a": "Ole van der Berg managed it.\n", "b": "Ole van der Berg was seen.\n"})
    one, two = (made.place(i, "text", t.Span(0, 28)) for i in ("a", "b"))
    assert Bearing(made)(one, [two]).words == 1


def test_figures_are_borne_out_by_equal_ones_alone() -> None:
    made = scene({"a": PLAIN, "b": PLAIN.replace("31", "40"), "c": AGAIN})
    one, two, three = (
        made.place(i, "text", t.Span(0, len(made.by_id[i].text) - 1)) for i in ("a", "b", "c")
    )
    bearing = Bearing(made)
    assert not bearing(one, [two]).figures
    assert bearing(one, [three]).figures
    assert not bearing(one, [three, two]).figures


LONG = (
    "The council of Tarn voted on Monday to close the old quay.\n\n"
    "Boats will land at the new one from May.\n\n"
    "The vote was nine to two. The fishers had asked for another year.\n\n"
    'In a statement, harbour master Ane Roth said: "The quay is rotten."\n'
)


def origin(words: str, kind: str = "document", statements: tuple[str, ...] = ()) -> t.Origin:
    at = LONG.index(words)
    return t.Origin("origin-1", kind, "Ane Roth's statement", ("a",),
                    {"a": (t.Span(at, at + len(words)),)}, statements=statements)  # fmt: skip


@pytest.mark.parametrize(
    ("words", "kind", "expected"),
    [
        ("In a statement", "document", False),
        ("The council of Tarn", "document", True),
        ("In a statement", "agency", True),
    ],
)
def test_news_rests_on_what_it_begins_with(words: str, kind: str, expected: bool) -> None:
    assert bears(origin(words, kind), scene({"a": LONG})) is expected


def test_of_a_line_at_the_end_no_news_rests() -> None:
    made = scene({"a": LONG})
    shown = origin_view(origin("In a statement"), made)
    assert resting([shown], made) == ""
    assert resting([replace(shown, bears=True)], made) == (
        "Their news rests on Ane Roth's statement."
    )


def test_who_credits_an_agency_is_told_and_the_agency_itself_is_not() -> None:
    texts = {i: PLAIN.replace("31", n) for i, n in (("wire", "31"), ("gull", "40"), ("tide", "52"))}
    accounts = [
        t.Account(i, x, i, language="en", outlet="Corra Press" if i == "wire" else i.title(),
                  credits=() if i == "tide" else (t.Credit("Corra", "byline", "Corra"),))
        for i, x in texts.items()
    ]  # fmt: skip
    analysis = analyse(accounts)
    made = t.Dossier(t.Story("story-1", tuple(texts)), analysis, (), (), (), ())
    assert resting([], Scene(made, Names.of(1, analysis.accounts, {}))) == "B runs Corra copy."


def test_the_report_of_an_agency_alone_is_no_origin_beside_it() -> None:
    credit = (t.Credit("Corra", "dateline", "TARN (Corra)"),)
    accounts = [
        t.Account(i, LONG, i, language="en", credits=credit if i == "a" else ()) for i in ("a", "b")
    ]
    analysis = analyse(accounts)
    made = Scene(
        t.Dossier(t.Story("story-1", ("a", "b")), analysis, (), (), (), ()),
        Names.of(1, analysis.accounts, {}),
    )
    report = replace(origin("In a statement", "agency"), name="the Corra report")
    assert not bears(report, made)
    assert not origin_view(report, made).named
    assert bears(replace(report, accounts=("a", "b")), made)


def test_people_without_a_name_are_counted_and_not_called() -> None:
    made = scene({"a": LONG})
    named = origin_view(origin("In a statement"), made)
    other = replace(named, name="the one official's remarks to reporters", named=False)
    both = [replace(o, bears=True) for o in (named, other)]
    assert resting(both, made) == ("Their news rests on Ane Roth's statement and one other origin.")
    assert resting(both[1:], made) == "Their news rests on one origin."


def test_who_names_an_origin_is_told_and_who_has_its_words_alone_is_not() -> None:
    there = "On Tuesday the boats stayed out.\n\n“The quay is rotten,” Roth said."
    said = LONG.index("The quay is rotten")
    made = scene({"a": LONG, "b": there})
    statement = next(s for s in made.dossier.analysis.statements if s.account == "b")
    given = t.Origin(
        "origin-1", "document", "Ane Roth's statement", ("a", "b"),
        {"a": (t.Span(said - 47, said - 30),), "b": (statement.content[0],)},
        statements=(f"b#{statement.id}",),
    )  # fmt: skip
    shown = origin_view(given, made)
    assert (shown.accounts, shown.bears) == (("a",), False)
    drawn = view(replace(made.dossier, origins=(given,))).map
    assert drawn is not None
    assert [f.origins for f in drawn.families] == [("Ane Roth's statement (A)",)]


def test_what_somebody_is_said_to_be_must_be_told_by_all() -> None:
    one = "The mayor of Tarn, Ines Vold, was a diver at the old quay of Tarn.\n"
    other = "The mayor Ines Vold walked to the old quay of Tarn on Monday.\n"
    assert agreement({"gull": one, "tide": other}) == []
    assert agreement({"gull": one, "tide": other.replace("walked", "was a diver and walked")})


def test_what_only_one_has_goes_from_the_words_shown() -> None:
    texts = {
        "gull": "The ferry Alma ran aground off Tarn after a night of drink and song.\n",
        "tide": "The ferry Alma, with nets aboard, ran aground off Tarn.\n",
    }
    (line,) = agreement(texts)
    assert "drink" not in line
    assert "nets" not in line
    assert "…" in line or line.startswith("The ferry Alma ran aground off Tarn (")


def one_alone(texts: dict[str, str], who: str) -> list[str]:
    """What the page shows of an account's last paragraph, told by it alone."""
    told = found(texts, {who: texts[who].strip().split("\n")[-1]}, "fact", kind="only")
    return lines(story(texts, [told]), 2)


OPENING = "The ferry season is over.\n\n"
"""What an account begins with is never told by it alone."""


def test_what_another_account_tells_elsewhere_is_told_by_no_one_alone() -> None:
    here = f"{OPENING}The harbour board of Tarn sold the ferry Alma to a yard in Osk for scrap.\n"
    there = "It rained on Monday.\n\nFor scrap, the board sold the ferry Alma to a yard in Osk.\n"
    assert one_alone({"gull": here, "tide": there}, "gull") == []
    assert one_alone({"gull": here, "tide": "It rained on Monday in Tarn.\n"}, "gull")


def test_a_quotation_of_nobodys_is_no_news() -> None:
    said = "“The old ferry is rotten to the keel and nobody should board her again this year.”\n"
    assert one_alone({"gull": said, "tide": "It rained on Monday in Tarn.\n"}, "gull") == []


def test_a_line_that_points_at_what_was_told_before_is_not_shown_alone() -> None:
    here = OPENING + (
        "That made a quarrel in the harbour board of Tarn, which sold the ferry Alma for scrap.\n"
    )
    there = "It rained on Monday in Tarn.\n"
    assert one_alone({"gull": here, "tide": there}, "gull") == []
    assert one_alone({"gull": here.replace("That", "The sale"), "tide": there}, "gull")


@pytest.mark.parametrize(
    ("begins", "stands"),
    [
        ("Yet the board of Tarn", False), ("In fact, the board of Tarn", False),
        ("Two days after that vote the board of Tarn", False),
        ("The board of Tarn", True), ("Two days after the vote the board of Tarn", True),
    ],
)  # fmt: skip
def test_a_line_that_goes_on_from_another_is_not_shown_alone(begins: str, stands: bool) -> None:
    texts = {"gull": f"{OPENING}{begins} sold the ferry Alma to a yard in Osk for scrap.\n",
             "tide": "It rained on Monday in Tarn.\n"}  # fmt: skip
    assert bool(one_alone(texts, "gull")) is stands


def test_the_main_news_in_pieces_elsewhere_is_not_told_by_one_alone() -> None:
    main = ("The harbour board of Tarn demanded on Monday that the ministry pay 40 million crowns "
            "for the ferry Alma, which it threatened to sell.\n")  # fmt: skip
    pieces = ("The ferry Alma is old.\n\nThe board of the harbour met in Tarn.\n\nIt rained.\n\n"
              "Bakers met.\n\nAll want 40 million crowns.\n\nA ministry said so.\n")  # fmt: skip
    assert one_alone({"gull": OPENING + main, "tide": pieces}, "gull") == []
    assert one_alone({"gull": OPENING + main, "tide": "It rained in Osk.\n"}, "gull")


def test_what_an_account_begins_with_is_not_its_own() -> None:
    news = "The harbour board of Tarn sold the ferry Alma to a yard in Osk for scrap.\n"
    there = "It rained on Monday in Tarn.\n"
    assert one_alone({"gull": news, "tide": there}, "gull") == []
    dated = f"Corrects the name of the ferry.\n\nTARN, May 3 (Gullwire) - {news}"
    assert one_alone({"gull": dated, "tide": there}, "gull") == []
    assert one_alone({"gull": OPENING + news, "tide": there}, "gull")


@pytest.mark.parametrize(
    ("said", "stands"),
    [
        ("“Where will the children of Tarn find a boat to school?” Ane Roth asked.", False),
        ("“That would be a sad day for every child of Tarn,” Ane Roth said.", False),
        ("“Every child in Tarn will lose the way to school,” Ane Roth said.", True),
    ],
)
def test_somebodys_words_alone_have_to_tell_something(said: str, stands: bool) -> None:
    texts = {"gull": f"{OPENING}{said}\n", "tide": "It rained on Monday in Tarn.\n"}
    assert bool(one_alone(texts, "gull")) is stands


def test_a_line_does_not_break_off_before_what_is_said() -> None:
    said = "The surgeon Ane Roth, who first spoke up in May, told the council: “We wrote it down.”"
    (line,) = one_alone({"gull": f"{OPENING}{said}\n", "tide": "It rained in Tarn.\n"}, "gull")
    assert "We wrote it down" in line


def test_a_name_is_there_where_its_party_is_told_otherwise() -> None:
    one = "According to Ane al-Roth, the talks aim to open the old quay of Tarn.\n"
    other = "Roth said the talks aim to open the old quay in Tarn, and that she was glad.\n"
    (line,) = agreement({"gull": one, "tide": other})
    assert "the talks aim to open the old quay" in line


def test_a_sentence_may_begin_with_its_time() -> None:
    one = "Since the storm in May, the council of Tarn has refused to open the quay.\n"
    assert agreement({"gull": one, "tide": one.replace("to open", "opening")})


def test_words_that_go_on_from_before_get_their_mark_back() -> None:
    assert balanced("So we have only the log,” Ane Roth said.") == (
        "“So we have only the log,” Ane Roth said."
    )
    assert balanced("“We have the log,” she said.") == "“We have the log,” she said."
    assert balanced("the log is here.”") == "the log is here."
    assert balanced("She told the board that it would open “") == (
        "She told the board that it would open"
    )


def test_of_an_account_that_names_no_origin_it_is_told_whom_it_quotes() -> None:
    known = "Ane Roth told the Gull Press that the ferry stays in Tarn for good.\n"
    other = "Ole Brandt said: “The quay was sold.” Ane Roth said that nobody was asked.\n"
    accounts = [t.Account(i, x, i, language="en") for i, x in (("gull", known), ("tide", other))]
    analysis = analyse(accounts)
    made = t.Dossier(t.Story("story-1", ("gull", "tide")), analysis, (),
                     find_origins(analysis, ()), (), ())  # fmt: skip
    drawn = view(made).map
    assert drawn is not None
    assert [e[0] for e in drawn.untied] == ["B"]
    assert drawn.untied[0][3] == "Ole Brandt"


@pytest.mark.parametrize(
    "extra",
    [", urging the council to sell it", " on Monday afternoon"],
    ids=["a second act", "a part of the day"],
)
def test_an_act_that_one_alone_tells_is_not_agreed(extra: str) -> None:
    one = f"Ane Roth of the Harbour Board came to the old quay of Tarn{extra}.\n"
    other = "Ane Roth of the Harbour Board came to the old quay of Tarn on Monday.\n"
    for line in agreement({"gull": one, "tide": other}):
        assert "urging" not in line
        assert "afternoon" not in line


def test_a_said_without_what_was_said_is_no_agreement() -> None:
    one = "Roth continued, calling on Ole Brandt of the Harbour Board of Tarn.\n"
    assert agreement({"gull": one, "tide": one}) == []


def test_what_repeats_a_line_above_is_not_told_again() -> None:
    def matter(words: str, sure: bool = True) -> Matter:
        version = Version(words, ())
        return Matter(0, "", "agree", "fact", "", "", (version,), "", None, 0.5, "", sure)

    found = [
        matter("The board said the repair of the quay will take twelve days."),
        matter("Repair of the quay will take about twelve days."),
        matter("The ferry Alma sails from Lund instead."),
    ]
    kept = _once(found)
    assert [m.sure for m in kept] == [True, True, False]
    assert kept[2].versions == found[1].versions


def test_a_quotation_that_begins_in_the_middle_gets_its_straight_mark() -> None:
    text = 'Roth: "We met. The quay is rotten and we will close it," Ane Roth said of it.\n'
    made = scene({"a": text})
    start = text.index("The quay")
    place = made.place("a", "text", t.Span(start, len(text) - 1))
    line = _joined(place, (place.span,), made)
    assert line.startswith('"The quay is rotten')
