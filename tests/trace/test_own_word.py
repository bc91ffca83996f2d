"""Where information entered print: releases, what an account was told, printed talks."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from twosource.engine import analyse
from twosource.trace import find_origins, independent_sources, trace
from twosource.trace.own import own_occasions, turns
from twosource.trace.released import released
from twosource.types import Account, Actor, Analysis, Mention, Parse, Register, Span, Statement

sys.path.insert(0, str(Path(__file__).parent))
import told_again as told
from invented import account

SEIP, TORDAL = Actor("p1", "Gudrun Seip", "person"), Actor("p2", "Lise Tordal", "person")
TALK = (
    "SILE: Is the terminal shut for good?\n\nSEIP: For three weeks at least. After that I shall "
    "look at the silo myself.\n\nSILE: And the barley?\n\nSEIP: None was sold.\n\nSILE: Thank you."
)
LONER = (
    "The harbour smells of bread. A man called Vetle, who shovels barley for a living, told this "
    "newspaper that he had seen the beetles in May. He had put three of them in a jar.\n\n"
    "Gudrun Seip said by telephone that no grain had been sold."
)


def analysis(
    accounts: list[Account], said: list[tuple[str, str, Actor]], named: dict[str, Actor]
) -> Analysis:
    """Statements of some contents, and every place of some names."""
    texts = {a.id: a.text for a in accounts}

    def span(key: str, words: str) -> Span:
        at = texts[key].index(words)
        return Span(at, at + len(words))

    statements = tuple(
        Statement(key, f"s{n}", "text", (), (), (span(key, words),), "direct", actor, None,
                  "affirmed", "actual", "test")
        for n, (key, words, actor) in enumerate(said)
    )  # fmt: skip
    mentions = tuple(
        Mention(a.id, "text", Span(at, at + len(name)), actor.id)
        for a in accounts
        for name, actor in named.items()
        if (at := a.text.find(name)) >= 0
    )
    parses = tuple(Parse(a, (), "none") for a in accounts)
    actors = tuple(dict.fromkeys(named.values()))
    return Analysis(parses, Register(actors, mentions), statements, (), ())


def counted(found: Analysis, carriers: dict[str, str]) -> tuple[int, int]:
    links = trace(found.accounts)
    texts = {a.id: a.text for a in found.accounts}
    spans = {}
    for key, words in carriers.items():
        at = texts[key].index(words)
        spans[key] = Span(at, at + len(words))
    count = independent_sources(spans, found, links, find_origins(found, links))
    return count.at_least, count.at_most


RELEASE = account("release", told.RELEASE, outlet="Harbour Authority of Brask")
PAPER = account("paper", told.PAPER, outlet="Morning Post")
DERIVED = account("derived", told.DERIVED, outlet="Splash")
NAMES = {"Gudrun Seip": SEIP}


def test_a_release_and_what_was_made_of_it_are_one_origin() -> None:
    found = analysis([RELEASE, PAPER, DERIVED], [], NAMES)
    carriers = {"release": "14 tonnes of barley", "paper": "14 tonnes of barley",
                "derived": "14 tons of barley"}  # fmt: skip
    assert counted(found, carriers) == (1, 1)


def test_what_a_paper_was_told_itself_is_an_origin_beside_the_release() -> None:
    loner = account("loner", LONER, outlet="The Quay")
    found = analysis(
        [RELEASE, PAPER, loner], [], {**NAMES, "Vetle": Actor("p3", "Vetle", "person")}
    )
    carriers = {"release": "infested with khapra beetle", "paper": "infested with khapra beetle",
                "loner": "he had seen the beetles in May"}  # fmt: skip
    assert counted(found, carriers) == (2, 2)
    by_phone = {"release": "any infested grain has been sold", "loner": "no grain had been sold"}
    assert counted(found, by_phone) == (2, 2)
    unknown = {"release": "khapra beetle", "loner": "three of them in a jar"}
    assert counted(found, unknown) == (1, 2)


def test_who_puts_his_own_paper_in_place_of_the_one_that_asked_was_told_nothing() -> None:
    thief = told.DERIVED.replace(
        '"A beetle does not wait for lawyers," blasted Gudrun Seip.',
        '"A beetle that eats a silo in one summer does not wait for lawyers," Gudrun Seip told '
        "Splash.",
    )
    derived = account("derived", thief, outlet="Splash")
    found = analysis([RELEASE, derived], [], NAMES)
    links = trace(found.accounts)
    assert [d.direction for d in links] == ["a>b"]
    assert [o.kind for o in find_origins(found, links)] == ["document"]
    alone = analysis([derived], [], NAMES)
    assert [o.holder for o in find_origins(alone, ())] == ["Splash"]


def test_a_talk_printed_turn_by_turn_is_an_origin() -> None:
    talk = account("talk", TALK, outlet="Radio Brask")
    found = analysis([talk, RELEASE], [], NAMES)
    assert len(turns(talk)) == 5
    assert counted(found, {"talk": "None was sold", "release": "any infested grain"}) == (2, 2)
    assert not turns(account("a", "Note: one thing.\n\nTime: noon.\n\n" + told.WIRE))
    assert not turns(account("a", ""))


@pytest.mark.parametrize(
    ("text", "outlet", "words"),
    [
        ("She told the Packet that it was over.", "The Harbour Packet", ["told the Packet"]),
        ("“It is over,” she told me.", None, ["told me"]),
        ("He wrote by email that it was over.", None, ["wrote by email"]),
        ("By email the director wrote that it was over.", None, ["By email the director wrote"]),
        ("The captain had been warned by telephone.", None, []),
        ("It was over, he said when reached on Sunday.", None, ["when reached on"]),
        ("“Nobody told me that it was over,” she said.", None, []),
        ("She told her brother that it was over.", "The Harbour Packet", []),
        ("She told reporters that it was over.", "The Harbour Packet", []),
    ],
)
def test_what_an_account_was_told_itself(text: str, outlet: str | None, words: list[str]) -> None:
    found = own_occasions(account("a", text, outlet=outlet))
    assert [c.span.of(text) for c in found] == words


@pytest.mark.parametrize(
    ("more", "shown"),
    [
        ({"outlet": "Ministry of Fisheries"}, "Ministry of Fisheries"),
        ({"outlet": "HOLM & VASSE PLC"}, "HOLM & VASSE PLC"),
        ({"title": "Press release: pier 9 shut"}, "Press release"),
        ({"title": "Club statement: Oto Ferrin"}, "Club statement"),
        ({"outlet": "Police Gazette"}, ""),
        ({"outlet": "Morning Post", "title": "Press note says pier is shut"}, ""),
        ({"title": "Pier 9 shut"}, ""),
    ],
)
def test_a_release_shows_by_its_body_or_says_so(more: dict[str, str], shown: str) -> None:
    assert released(account("a", "The pier was shut.", **more)) == shown


def test_one_speaker_on_two_occasions_is_no_proof_of_one_source() -> None:
    one = account("one", "HESK (AFP) — The ferry, said Lise Tordal, will sail again by Friday.")
    two = account("two", "The boat is wrecked, Lise Tordal said by telephone, and stays for good.")
    said = [("one", "will sail again by Friday", TORDAL), ("two", "stays for good", TORDAL)]
    found = analysis([one, two], said, {"Lise Tordal": TORDAL})
    carriers = {"one": "will sail again by Friday", "two": "stays for good"}
    assert counted(found, carriers) == (2, 2)
    same = account("two", "Lise Tordal said the ferry will sail again by Friday, come what may.")
    said[1] = ("two", "will sail again by Friday", TORDAL)
    found = analysis([one, same], said, {"Lise Tordal": TORDAL})
    assert counted(found, dict.fromkeys(("one", "two"), "will sail again by Friday")) == (1, 1)


def test_a_press_conference_is_not_that_of_its_subject() -> None:
    text = (
        "Lise Tordal was the subject at a news conference in Vell. Nobody on the podium would say "
        "where she was."
    )
    found = analysis([account("a", text)], [], {"Lise Tordal": TORDAL})
    assert find_origins(found, ()) == ()
    told_it = account("a", "Lise Tordal told a news conference that she would go.")
    found = analysis([told_it], [], {"Lise Tordal": TORDAL})
    assert [(o.kind, o.speaker) for o in find_origins(found, ())] == [("press conference", "p2")]


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("A source close to Ane Roth told us the quay was sold.", "a source close to Ane Roth"),
        ("One onlooker, soaked to the skin, told us the quay was sold.", "one onlooker"),
        ("Two officials at the Harbour Board later told us the quay was sold.",
         "two officials at the Harbour Board"),
    ],
)  # fmt: skip
def test_an_unnamed_source_is_nobody_who_has_a_name(words: str, name: str) -> None:
    told = f"Ane Roth looked mortified.\n\n{words}\n"
    found = analyse([account("gull", told, outlet="Gull", language="en")])
    (origin,) = [o for o in find_origins(found, ()) if o.kind == "own report"]
    assert origin.speaker is None
    assert name in origin.name


def test_what_is_said_at_a_hearing_is_one_origin() -> None:
    told = "“The quay was rotten,” Ane Roth told the inquiry on Monday.\n"
    other = "Ane Roth testified that the quay was rotten, and that nobody listened.\n"
    found = analyse([
        account("gull", told, outlet="Gull", language="en"),
        account("tide", other, outlet="Tide", language="en"),
    ])  # fmt: skip
    (origin,) = [o for o in find_origins(found, ()) if o.kind == "hearing"]
    assert origin.accounts == ("gull", "tide")
    assert origin.name == "Ane Roth's words at the hearing"
