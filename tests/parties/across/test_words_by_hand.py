"""What has no name, over accounts, one rule at a time."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from parties.across.by_hand import call_of, joined, mention, party, reasons
from twosource.parties.across import quotations
from twosource.parties.across.executives import join_executives
from twosource.parties.across.lore import common_lore
from twosource.parties.across.possessives import join_owned
from twosource.parties.across.quotations import join_quotes, runs_of
from twosource.parties.across.roles import join_roles
from twosource.parties.across.short_bodies import join_short
from twosource.parties.across.trades import join_trades
from twosource.parties.across.unnamed import join_unnamed, join_worded
from twosource.parties.union import Union


def body(account: int, name: str, **more: Any) -> Any:
    return party(account, name, "organisation", **{"named": False, **more})


def test_unnamed_bodies_of_the_same_words() -> None:
    one, two = body(0, "port workers"), body(1, "the port workers")
    assert joined(join_unnamed, one, two) == [[0, 1]]
    assert reasons(join_unnamed, one, two) == ["“the port workers” in both accounts of the story"]
    assert joined(join_unnamed, one, two, story=[0, 1]) == []
    assert joined(join_unnamed, one, body(0, "port workers")) == []
    assert joined(join_unnamed, one, body(1, "dock workers")) == []
    assert joined(join_unnamed, one, body(1, "port workers", named=True)) == []
    assert joined(join_unnamed, one, body(1, "port workers", plural=True)) == []
    for kind in ("document", "unknown", "person"):
        same = [party(n, "port workers", kind, named=False) for n in (0, 1)]
        assert joined(join_unnamed, *same) == []
    people = [party(n, "port workers", "person", named=False, plural=True) for n in (0, 1)]
    assert joined(join_unnamed, *people) == [[0, 1]]
    state = [body(n, "port workers", type="government") for n in (0, 1)]
    assert joined(join_unnamed, *state) == []


def test_one_noun_alone_may_be_any() -> None:
    assert joined(join_unnamed, *(body(n, "workers", nouns=["worker"]) for n in (0, 1))) == []
    police = [body(n, "police", nouns=["police"]) for n in (0, 1)]
    assert joined(join_unnamed, *police) == [[0, 1]]
    army = [body(n, w, nouns=["army"], of="Iceland") for n, w in ((0, "army"), (1, "the forces"))]
    assert joined(join_unnamed, *army) == [[0, 1]]
    army[1].of = "Norway"
    assert joined(join_unnamed, *army) == []
    groups = [
        party(n, w, "group", named=False, of="Iceland") for n, w in ((0, "army"), (1, "forces"))
    ]
    assert joined(join_unnamed, *groups) == []


def test_the_same_words_in_another_order() -> None:
    one, two = body(0, "Food Safety Agency", named=True), body(1, "the agency for food safety")
    assert joined(join_worded, one, two) == [[0, 1]]
    assert reasons(join_worded, one, two) == [
        "the same words: Food Safety Agency, the agency for food safety"
    ]
    assert joined(join_worded, one, two, story=[0, 1]) == []
    assert joined(join_worded, one, body(0, "the agency for food safety")) == []
    assert joined(join_worded, one, body(1, "the agency for food")) == []
    assert joined(join_worded, body(0, "agency"), body(1, "agency")) == []
    assert joined(join_worded, one, party(1, "the agency for food safety", "group")) == []
    two.plural = True
    assert joined(join_worded, one, two) == []


def test_the_only_board_of_a_story() -> None:
    named, board = body(0, "Athletics Board", named=True), body(1, "the board", definite=True)
    assert joined(join_short, named, board) == [[0, 1]]
    assert reasons(join_short, named, board) == [
        "“the board” fits only Athletics Board in this story"
    ]
    assert joined(join_short, named, board, story=[0, 1]) == []
    assert joined(join_short, named, body(1, "a board")) == []
    assert joined(join_short, named, body(2, "Harbour Board", named=True), board) == []
    assert joined(join_short, board, body(0, "the board", definite=True)) == [[0, 1]]
    assert joined(join_short, board, body(1, "the board", definite=True)) == []
    assert joined(join_short, named, party(1, "the board", "group", definite=True)) == []
    assert joined(join_short, named, body(1, "the board", definite=True, plural=True)) == []
    firm = body(1, "the company", definite=True)
    assert joined(join_short, body(0, "Tern Company", named=True), firm) == []  # any of several
    assert joined(join_short, named, body(1, "the board", definite=True, of="Osk")) == []


def test_an_account_that_names_the_body_first_means_it() -> None:
    there, board = body(0, "the board", definite=True), body(1, "the board", definite=True, at=40)
    before = body(1, "Athletics Board", named=True, at=20)
    after = body(1, "Athletics Board", named=True, at=60)
    assert joined(join_short, before, board) == [[0, 1]]
    assert joined(join_short, after, board) == []
    assert joined(join_short, after, there, board) == [[0, 1]]


def test_somebody_s_own_board_is_not_the_board() -> None:
    own, board = body(0, "its board"), body(1, "the board", definite=True)
    two = body(2, "the board", definite=True)
    assert joined(join_short, own, board, two) == []
    assert joined(join_short, board, two) == [[0, 1]]
    # but where the account goes on to call it "the board"
    own.mentions.append(mention("the board", 30, "nominal", definite=True))
    assert joined(join_short, own, board) == [[0, 1]]
    assert joined(join_short, body(0, "old board"), board) == [[0, 1]]


def test_fewer_words_of_a_longer_name() -> None:
    full = body(0, "Tern Harbour Authority", named=True)
    short = body(1, "the harbour authority", definite=True)
    assert joined(join_short, full, short) == [[0, 1]]
    assert joined(join_short, full, body(1, "a harbour authority")) == []
    assert joined(join_short, full, body(1, "the river authority", definite=True)) == []
    second = body(2, "Osk Harbour Authority", named=True)
    assert joined(join_short, full, second, short) == []
    assert joined(join_short, full, body(1, "harbour authority", definite=True, of="Osk")) == []


def group(account: int, name: str, noun: str = "fisher", **more: Any) -> Any:
    return party(
        account, name, "group", **{"named": False, "plural": True, "nouns": [noun], **more}
    )


def test_people_of_one_trade() -> None:
    one, two = group(0, "the fishers"), group(1, "Tamber fishers")
    assert joined(join_trades, one, two) == [[0, 1]]
    assert reasons(join_trades, one, two) == ["the only fishers of the story"]
    assert joined(join_trades, one, two, story=[0, 1]) == []
    assert joined(join_trades, one, group(0, "fishers")) == [[0, 1]]
    assert joined(join_trades, two, group(0, "Osk fishers")) == []
    assert joined(join_trades, one, two, group(2, "Osk fishers")) == []
    assert joined(join_trades, one, two, group(2, "old Tamber fishers")) == [[0, 1, 2]]
    assert joined(join_trades, one, two, group(2, "340 fishers")) == [[0, 1]]
    for other in (
        group(1, "fisher", plural=False), group(1, "fishers", named=True),
        group(1, "fishers of Tamber"), group(1, "fishers", nouns=[]),
        party(1, "fishers", "organisation", named=False, plural=True, nouns=["fisher"]),
    ):  # fmt: skip
        assert joined(join_trades, one, other) == []
    for noun in ("official", "expert", "brother", "boat"):
        same = [group(n, f"the {noun}s", noun) for n in (0, 1)]
        assert joined(join_trades, *same) == []


def leader(name: str = "Ada Moor", role: str = "Iceland president", account: int = 0) -> Any:
    return party(account, name, roles=[role], nouns=["president"])


def government(account: int, name: str, of: str = "") -> Any:
    return body(account, name, type="government", of=of)


def test_an_administration_is_that_of_its_head() -> None:
    state = government(1, "Iceland administration", "Iceland")
    own = government(2, "Moor administration")
    assert joined(join_executives, leader(), state, own) == [[1, 2]]
    assert reasons(join_executives, leader(), state, own) == [
        "moor holds the highest office of Iceland"
    ]
    assert joined(join_executives, leader(), state, own, story=[0, 0, 1]) == []
    assert joined(join_executives, leader(role="former Iceland president"), state, own) == []
    assert joined(join_executives, leader(role="Iceland minister"), state, own) == []
    assert joined(join_executives, leader(role="president"), state, own) == []
    assert joined(join_executives, leader(role="Iceland president-elect"), state, own) == []
    assert joined(join_executives, leader(role="board president"), state, own) == []
    unnamed = party(0, "the president", roles=["Iceland president"], named=False)
    assert joined(join_executives, unnamed, state, own) == []
    second = leader("Abel Munk", account=1)
    assert joined(join_executives, leader(), second, state, own) == []


def test_governments_of_equal_words() -> None:
    one, two = (
        government(0, "Iceland government", "Iceland"),
        government(1, "Iceland government", "Iceland"),
    )
    assert joined(join_executives, one, two) == [[0, 1]]
    assert reasons(join_executives, one, two) == []
    assert joined(join_executives, one, two, story=[0, 1]) == []
    assert joined(join_executives, one, government(1, "Norway government", "Norway")) == []
    assert joined(join_executives, one, body(1, "Iceland government", of="Iceland")) == []


def unnamed(account: int, name: str, **more: Any) -> Any:
    return party(account, name, **{"named": False, "definite": True, **more})


def named(account: int = 0, name: str = "Dana Okell", role: str = "prosecutor", **more: Any) -> Any:
    return party(account, name, roles=[role], nouns=[role.split()[-1]], **more)


def test_a_role_is_the_only_person_s_who_has_it() -> None:
    okell, she = named(), unnamed(1, "the prosecutor")
    assert joined(join_roles, okell, she) == [[0, 1]]
    assert reasons(join_roles, okell, she) == [
        "“the prosecutor” fits only Dana Okell in this story"
    ]
    assert joined(join_roles, okell, she, story=[0, 1]) == []
    assert joined(join_roles, okell, unnamed(1, "the judge")) == []
    assert joined(join_roles, okell, named(2, "Abel Munk"), she) == []
    assert joined(join_roles, okell, unnamed(1, "another prosecutor")) == []
    assert joined(join_roles, okell, unnamed(1, "the deputy prosecutor")) == []
    assert joined(join_roles, okell, unnamed(1, "the prosecutors", plural=True)) == []
    assert joined(join_roles, party(0, "Dana Okell"), she) == []
    assert joined(join_roles, named(role="member"), unnamed(1, "the member")) == []
    assert joined(join_roles, named(gender="f"), unnamed(1, "the prosecutor", gender="m")) == []
    assert joined(join_roles, named(gender="f"), unnamed(1, "the prosecutor", gender="f")) == [
        [0, 1]
    ]


def test_what_a_role_is_of_tells_two_bearers_apart() -> None:
    transport = named(0, "Ada Moor", "transport minister")
    health = named(0, "Abel Munk", "health minister")
    assert joined(join_roles, transport, health, unnamed(1, "the minister")) == []
    assert joined(join_roles, transport, health, unnamed(1, "the health minister")) == [[1, 2]]
    assert joined(join_roles, transport, unnamed(1, "the health minister")) == []


def test_a_role_with_an_article_that_points_nowhere_needs_more() -> None:
    loose = unnamed(1, "a prosecutor", definite=False)
    assert joined(join_roles, named(), loose) == []
    sure = unnamed(1, "a transport minister", definite=False)
    assert joined(join_roles, named(0, "Ada Moor", "transport minister"), sure) == [[0, 1]]
    bare = unnamed(1, "rescue chief", definite=False)
    assert joined(join_roles, named(0, "Ada Moor", "chief"), bare) == [[0, 1]]


def test_an_account_that_names_the_person_before_means_somebody_else() -> None:
    here = named(1, at=20)
    assert joined(join_roles, here, unnamed(1, "the prosecutor", at=40)) == []
    assert joined(join_roles, here, unnamed(1, "the prosecutor", at=23)) == []  # one sentence
    assert joined(join_roles, here, unnamed(1, "the prosecutor", at=2)) == [[0, 1]]


def test_a_former_office_may_be_told_as_the_office() -> None:
    was = unnamed(1, "the former prosecutor")
    assert joined(join_roles, named(), was) == [[0, 1]]
    assert joined(join_roles, named(1, at=60), was) == []  # the account has both
    assert joined(join_roles, named(0, role="former prosecutor"), was) == [[0, 1]]


def quote(monkeypatch: pytest.MonkeyPatch, *said: tuple[Any, str]) -> Any:
    """A call in which these parties say these words, each in its own account."""
    entities = [entity for entity, _ in said]
    call = call_of(entities)
    spoken = {e.account: [(call.number[e], tuple(w.split()))] for e, w in said}
    monkeypatch.setattr(quotations, "_spoken", lambda reading, _: spoken.get(reading.number, []))
    union = Union(len(entities))
    join_quotes(call, union)
    return [sorted(union.members(n)) for n in range(len(entities)) if union.find(n) == n], union


SAME = "we will wait and we will bring soup"


def test_one_quotation_has_one_speaker(monkeypatch: pytest.MonkeyPatch) -> None:
    holm, man = party(0, "Ilir Holm"), unnamed(1, "a spokesman")
    groups, union = quote(monkeypatch, (holm, SAME), (man, SAME))
    assert groups == [[0, 1]]
    assert union.reasons[0] == ["both accounts let them say “and we will bring soup ...”"]
    assert quote(monkeypatch, (holm, SAME), (man, "we will wait and see"))[0] == [[0], [1]]
    assert quote(monkeypatch, (holm, SAME), (party(1, "Ada Moor"), SAME))[0] == [[0], [1]]
    two = unnamed(0, "a clerk")
    assert quote(monkeypatch, (two, SAME), (man, SAME))[0] == [[0, 1]]
    holm.gender, man.gender = "f", "m"
    assert quote(monkeypatch, (holm, SAME), (man, SAME))[0] == [[0], [1]]
    holm.gender, man.gender = "", "m"
    assert quote(monkeypatch, (holm, SAME), (man, SAME))[0] == [[0, 1]]


def test_offices_that_clash_have_two_speakers(monkeypatch: pytest.MonkeyPatch) -> None:
    minister = named(0, "Ada Moor", "transport minister")
    health = unnamed(1, "the health minister")
    assert quote(monkeypatch, (minister, SAME), (health, SAME))[0] == [[0], [1]]
    assert quote(monkeypatch, (minister, SAME), (unnamed(1, "the minister"), SAME))[0] == [[0, 1]]
    assert quote(monkeypatch, (minister, SAME), (unnamed(1, "the official"), SAME))[0] == [[0, 1]]


def test_a_slogan_has_no_speaker(monkeypatch: pytest.MonkeyPatch) -> None:
    crowd = [(unnamed(n, "a woman"), SAME) for n in range(7)]
    assert len(quote(monkeypatch, *crowd)[0]) == 7
    assert len(quote(monkeypatch, *crowd[:6])[0]) == 1


def test_runs_of_words() -> None:
    assert list(runs_of(("so", "be"))) == []
    assert list(runs_of(("so", "be", "it"))) == [("so", "be", "it")]
    assert list(runs_of(tuple("abcd"))) == [tuple("abcd")]
    assert list(runs_of(tuple("abcdef"))) == [tuple("abcde"), tuple("bcdef")]


def test_her_company_is_the_one_body_she_is_of() -> None:
    chief = named(0, "Ada Moor", "chief executive", of="Tern Ferries")
    firm = body(0, "Tern Ferries", named=True, at=40)
    hers = body(1, "her company", owner=chief)
    assert joined(join_owned, chief, firm, hers) == [[1, 2]]
    assert reasons(join_owned, chief, firm, hers) == ["“her company” is said of Ada Moor's own"]
    assert joined(join_owned, chief, firm, body(1, "her car", owner=chief)) == []
    assert joined(join_owned, chief, firm, body(1, "her company")) == []
    assert joined(join_owned, chief, firm, body(1, "her company", owner=chief, plural=True)) == []
    assert joined(join_owned, chief, firm, body(1, "its company", owner=firm)) == []
    chief.plural = True
    assert joined(join_owned, chief, firm, hers) == []
    chief.plural, chief.of = False, "Osk Ferries"
    assert joined(join_owned, chief, firm, hers) == []
    chief.of = ""
    assert joined(join_owned, chief, firm, hers) == []
    # by the words around a mention of hers
    chief.mentions[0].owner = mention("Tern Ferries", 0, "name")
    chief.mentions[0].owner.entity = firm
    assert joined(join_owned, chief, firm, hers) == [[1, 2]]
    second = body(0, "Osk Lines", named=True, at=60)
    chief.of = "Osk Lines"
    assert joined(join_owned, chief, firm, second, hers) == []


def test_a_body_named_in_the_same_sentence_is_another() -> None:
    chief = named(0, "Ada Moor", "chief executive", of="Tern Ferries")
    for at, groups in ((44, []), (51, [[1, 2]])):
        firm = body(0, "Tern Ferries", named=True, at=40)
        hers = body(0, "her company", owner=chief, at=at)
        assert joined(join_owned, chief, firm, hers) == groups


def test_what_a_story_knows_of_a_person() -> None:
    one = named(0, "Ilse Corran", "transport minister", gender="f", of="Iceland")
    two = named(1, "Ilse Corran", "clerk", of="")
    third = party(1, "Abel Munk")
    readings: Any = [
        SimpleNamespace(number=n, entities=e) for n, e in enumerate([[one], [two, third]])
    ]
    known = common_lore(readings, [0, 0])
    assert set(known) == {one, two}
    lore = known[two]
    assert (lore.gender, lore.of) == ("f", "Iceland")
    assert (list(lore.roles), list(lore.nouns)) == (
        ["transport minister", "clerk"], ["minister", "clerk"],
    )  # fmt: skip
    two.gender, two.of = "m", "Norway"
    lore = common_lore(readings, [0, 0])[one]
    assert (lore.gender, lore.of) == ("", "")
