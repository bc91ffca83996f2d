"""Names over accounts, one rule at a time: what joins two parties and what keeps them apart."""

from __future__ import annotations

import pytest

from parties.across.by_hand import call_of, joined, party, reasons
from twosource.parties.across.firms import join_firms
from twosource.parties.across.names import join_names, join_spellings
from twosource.parties.across.surnames import join_surnames
from twosource.parties.across.variants import join_bearers
from twosource.parties.union import Union


def test_one_full_name_is_one_person_over_accounts() -> None:
    assert joined(join_names, party(0, "Ada Moor"), party(1, "Ada Moor")) == [[0, 1]]
    assert joined(join_names, party(0, "Ada Moor"), party(1, "Ida Moor")) == []
    assert joined(join_names, party(0, "Moor"), party(1, "Moor")) == []  # surnames come later
    # within an account the account itself has decided
    assert joined(join_names, party(0, "Ada Moor"), party(0, "Ada Moor")) == []
    # a name is one in whatever story
    assert joined(join_names, party(0, "Ada Moor"), party(1, "Ada Moor"), story=[0, 1]) == [[0, 1]]
    assert joined(join_names, party(0, "the mayor"), party(1, "the mayor")) == []


def test_two_of_one_name_and_two_genders_are_two() -> None:
    mrs, mr = party(0, "Kim Oster", said="f"), party(0, "Kim Oster", said="m")
    there = party(1, "Kim Oster", said="m")
    assert joined(join_names, mrs, mr, there) == [[1, 2]]
    assert joined(join_names, mrs, mr, party(1, "Kim Oster")) == [[0, 2]]


def test_bodies_and_peoples_of_one_name() -> None:
    assert joined(
        join_names, party(0, "Harbour Board", "organisation"),
        party(1, "the Harbour Board", "organisation", named=True),
    ) == [[0, 1]]  # fmt: skip
    front = party(0, "Karst Front", "organisation")
    assert joined(join_names, front, party(1, "Karst Front", "group", type="people")) == []


def test_a_name_by_which_two_bodies_of_a_story_go_joins_them() -> None:
    full = party(0, "Tern Harbour Authority", "organisation", aliases=["THA"])
    short = party(1, "THA Group", "organisation", aliases=["THA"])
    other = party(2, "Tram Haulage Alliance", "organisation", aliases=["THA"])
    assert joined(join_names, full, short) == [[0, 1]]
    assert reasons(join_names, full, short) == ["both are called “tha” in one story"]
    assert joined(join_names, full, short, story=[0, 1]) == []
    assert joined(join_names, full, short, other) == []  # three are too many
    full.type, short.type = "company", "union"
    assert joined(join_names, full, short) == []
    short.type = ""
    assert joined(join_names, full, short) == [[0, 1]]
    one, two = party(0, "Ada Moor", aliases=["AM"]), party(1, "Abel Munk", aliases=["AM"])
    assert joined(join_names, one, two) == []


def test_spellings_of_one_name() -> None:
    one, two = party(0, "Sergei Yurchenko"), party(1, "Sergey Yurtchenko")
    assert joined(join_spellings, one, two) == [[0, 1]]
    assert reasons(join_spellings, one, two) == [
        "spellings of one name: Sergei Yurchenko, Sergey Yurtchenko"
    ]
    assert joined(join_spellings, one, two, story=[0, 1]) == []
    assert joined(join_spellings, one, party(0, "Sergey Yurtchenko")) == []
    assert joined(join_spellings, one, party(1, "Olena Yurchenko")) == []
    assert joined(join_spellings, party(0, "Yurchenko"), party(1, "Yurtchenko")) == []
    one.gender, two.gender = "m", "f"
    assert joined(join_spellings, one, two) == []
    one.gender = ""
    assert joined(join_spellings, one, two) == [[0, 1]]
    body = party(1, "Sergey Yurtchenko", "organisation")
    assert joined(join_spellings, party(0, "Sergei Yurchenko", "organisation"), body) == []


def test_a_surname_is_its_only_bearer_s() -> None:
    full, bare = party(0, "Ada Moor"), party(1, "Moor")
    assert joined(join_surnames, full, bare) == [[0, 1]]
    assert reasons(join_surnames, full, bare) == ["“Moor” is the surname of Ada Moor in this story"]
    assert joined(join_surnames, full, bare, story=[0, 1]) == []
    assert joined(join_surnames, full, party(0, "Moor")) == []  # held apart by the account
    assert joined(join_surnames, full, party(1, "Munk")) == []
    assert joined(join_surnames, full, party(1, "Moor", "organisation")) == []
    assert joined(join_surnames, full, party(1, "moor")) == []


def test_a_name_of_unknown_kind_that_is_a_surname_becomes_a_person_s() -> None:
    unknown = party(1, "Moor", "unknown")
    assert joined(join_surnames, party(0, "Ada Moor"), unknown) == [[0, 1]]
    assert unknown.kind == "person"
    two_words = party(1, "van Moor", "unknown", named=True)
    assert joined(join_surnames, party(0, "Ada van Moor"), two_words) == []
    assert two_words.kind == "unknown"
    assert joined(join_surnames, party(0, "Moor", "unknown"), party(1, "Moor", "unknown")) == []


def test_gender_tells_bearers_of_one_surname_apart() -> None:
    ada, abel = party(0, "Ada Moor", gender="f"), party(0, "Abel Moor", gender="m")
    assert joined(join_surnames, ada, abel, party(1, "Moor")) == []
    assert joined(join_surnames, ada, abel, party(1, "Moor", said="m")) == [[1, 2]]
    assert joined(join_surnames, ada, abel, party(1, "Moor", said="f")) == [[0, 2]]
    abel.gender = ""
    # of whom nothing is said may be meant
    assert joined(join_surnames, ada, abel, party(1, "Moor", said="m")) == [[1, 2]]
    # a pronoun's gender is not enough to tell
    assert joined(join_surnames, ada, abel, party(1, "Moor", gender="f")) == []
    one = party(0, "Ada Moor", said="f")
    assert joined(join_surnames, one, party(1, "Moor", said="m")) == []
    assert joined(join_surnames, one, party(1, "Moor", said="f")) == [[0, 1]]


def test_roles_tell_bearers_of_one_surname_apart() -> None:
    mayor = party(0, "Ada Moor", roles=["mayor"], nouns=["mayor"])
    skipper = party(0, "Abel Moor", roles=["skipper"], nouns=["skipper"])
    bare = party(1, "Moor", roles=["skipper"], nouns=["skipper"])
    assert joined(join_surnames, mayor, skipper, bare) == [[1, 2]]
    bare.roles, bare.nouns = ["clerk"], ["clerk"]
    assert joined(join_surnames, mayor, skipper, bare) == []
    bare.roles, bare.nouns = [], ["skipper"]
    assert joined(join_surnames, mayor, skipper, bare) == []


def test_an_account_that_holds_a_bearer_means_the_other() -> None:
    ada, abel = party(0, "Ada Moor"), party(2, "Abel Moor")
    here = party(1, "Ada Moor")

    call = call_of([ada, abel, here, party(1, "Moor")])
    union = Union(4)
    union.join(0, 2)
    join_surnames(call, union)
    assert union.find(3) == union.find(1)


def test_equal_surnames_without_a_full_name() -> None:
    assert joined(join_surnames, party(0, "Moor"), party(1, "Moor"), party(2, "Munk")) == [[0, 1]]
    assert reasons(join_surnames, party(0, "Moor"), party(1, "Moor")) == [
        "the same surname in one story"
    ]
    assert joined(join_surnames, party(0, "Moor"), party(0, "Moor")) == []
    assert joined(join_surnames, party(0, "Moor"), party(1, "Moor"), story=[0, 1]) == []


@pytest.mark.parametrize(
    ("lesser", "fuller"),
    [
        ("Bill Dorn", "William Dorn"), ("W. Dorn", "William Dorn"), ("Rathi Deo", "Asha Rathi Deo"),
        ("William", "William Dorn"), ("William Venkataragavan", "William Venkataraghavan"),
    ],
)  # fmt: skip
def test_a_lesser_name_is_the_only_fuller_one_s(lesser: str, fuller: str) -> None:
    one, two = party(0, lesser), party(1, fuller)
    assert joined(join_bearers, one, two) == [[0, 1]]
    assert reasons(join_bearers, one, two) == [
        f"names of one person: {', '.join(sorted([lesser, fuller]))}"
    ]
    assert joined(join_bearers, two, one) == [[0, 1]]
    assert joined(join_bearers, one, two, story=[0, 1]) == []
    assert joined(join_bearers, one, party(0, fuller)) == []
    one.gender, two.gender = "f", "m"
    assert joined(join_bearers, one, two) == []
    one.gender = ""
    assert joined(join_bearers, one, two) == [[0, 1]]
    two.plural = True
    assert joined(join_bearers, one, two) == []


def test_a_lesser_name_that_fits_two_is_nobody_s() -> None:
    one = party(0, "W. Dorn")
    first, second = party(1, "William Dorn"), party(2, "Walter Dorn")
    assert joined(join_bearers, one, first, second) == []
    assert joined(join_bearers, one, first, party(2, "Ada Dorn")) == [[0, 1]]


def test_two_of_one_account_that_may_be_one_are_neither() -> None:
    full = party(1, "Asha Rathi Deo", gender="f")
    mrs, mr = party(0, "Rathi Deo", gender="f"), party(0, "A. Rathi Deo", gender="m")
    assert joined(join_bearers, mrs, mr, full) == [[0, 2]]
    mrs.gender = mr.gender = ""
    assert joined(join_bearers, mrs, mr, full) == []
    other = party(3, "A. Rathi Deo")
    assert joined(join_bearers, mrs, other, full) == [[0, 1, 2]]


def test_a_first_name_that_is_a_family_name_here_is_none() -> None:
    assert joined(join_bearers, party(0, "Dorn"), party(1, "Dorn Lind"), party(2, "Ada Dorn")) == []


def test_short_names_of_firms() -> None:
    full, short = (
        party(0, "Hallberg Resources", "organisation"), party(1, "Hallberg", "organisation"),
    )  # fmt: skip
    assert joined(join_firms, full, short) == [[0, 1]]
    assert reasons(join_firms, full, short) == ["“Hallberg” is short for Hallberg Resources"]
    assert joined(join_firms, short, full) == [[0, 1]]
    assert joined(join_firms, full, short, story=[0, 1]) == []
    assert joined(join_firms, full, party(1, "Hallberg", "unknown")) == [[0, 1]]
    assert joined(join_firms, full, party(1, "Hallberg")) == []  # a person
    assert joined(join_firms, full, party(1, "Hallberg", "organisation", type="union")) == []
    assert joined(join_firms, full, party(1, "Hallberg", "organisation", type="company")) == [
        [0, 1]
    ]
    second = party(2, "Hallberg Shipping", "organisation")
    assert joined(join_firms, full, short, second) == []
    assert joined(join_firms, party(0, "Hallberg Resources"), short) == []
    assert joined(join_firms, party(0, "Lind Resources", "organisation"), short) == []
