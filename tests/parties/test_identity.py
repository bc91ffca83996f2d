"""One party under many names: short forms, honours, offices, whose leader, ships and lists."""

from __future__ import annotations

import pytest

from parties.telling import account, actor_of, register_of
from twosource.find import find_statements
from twosource.language import parse
from twosource.parties import listed, resolve
from twosource.parties.register import told_roles
from twosource.parties.words.body_names import short_of
from twosource.parties.words.name_forms import one_name, short_form
from twosource.parties.words.person_names import generation, surname
from twosource.types import Register


def _speakers(*texts: str) -> list[str | None]:
    """The names of the speakers, account by account."""
    parses = [parse(account(t, "abc"[n])) for n, t in enumerate(texts)]
    register = resolve(parses)
    found = [s for p in parses for s in find_statements(p, register)]
    return [s.speaker.name if s.speaker else None for s in found]


@pytest.mark.parametrize(
    ("lesser", "fuller", "same"),
    [
        ("Bill Dorn", "William Dorn", True),
        ("Ros Dorn", "Rosalind Dorn", True),
        ("C. Dorn", "Clara Dorn", True),
        ("Veld Amari", "Ines Veld Amari", True),
        ("Ines Kellermann", "Ines Kelermann", True),
        ("Clara Dorn", "Ines Dorn", False),
        ("Bill Dorn", "Robert Dorn", False),
        ("Ines Berg", "Ines Borg", False),
        ("Otto Dorn Jr.", "Otto Dorn III", False),
    ],
)
def test_names_that_may_be_one(lesser: str, fuller: str, same: bool) -> None:
    assert one_name(lesser, fuller) is same


def test_parts_of_names() -> None:
    assert (surname("Otto Dorn Jr."), generation("Otto Dorn Jr.")) == ("dorn", "jr")
    assert (generation("Otto Dorn III"), generation("Otto Dorn")) == ("iii", "")
    assert short_form("maggie", "margaret")
    assert not short_form("otto", "clara")
    assert short_of("Karlow Holdings") == "karlow"
    assert short_of("Karlow Dockers") == ""


def test_father_and_son_of_one_name_stay_two() -> None:
    register = register_of(
        "Otto Dorn Jr. opened the mill in Lessing. Otto Dorn III closed it in May.",
        "Otto Dorn Jr. spoke in Lessing of the mill.",
    )
    ids = {m.actor for m in register.mentions if m.actor and m.actor.startswith("otto-dorn")}
    assert ids == {"otto-dorn-jr", "otto-dorn-iii"}


def test_honours_are_no_family_name() -> None:
    text = "Clara Dorn KC spoke in Lessing. “The case is weak,” Dorn said."
    register = register_of(text)
    assert actor_of(register, text, "Dorn") == actor_of(register, text, "Clara Dorn KC")
    assert register.actors[0].name == "Clara Dorn"


def test_a_short_first_name_joins_over_accounts() -> None:
    a = "William Dorn runs the ferry at Lessing Quay, the Harbour Board said."
    b = "The Harbour Board said Lessing Quay would shut. “Never,” said Bill Dorn."
    register = register_of(a, b)
    assert actor_of(register, a, "William Dorn") == actor_of(register, b, "Bill Dorn", "b")


def test_its_leader_is_the_head_the_story_names() -> None:
    a = "Clara Dorn, president of the Lessing Pilots' Union, said the port would stand still."
    b = (
        "The Lessing Pilots' Union met on Monday. Its leader said the port would stand still. "
        "Otto Veld, chief executive of Karlow Shipping, declined to comment."
    )
    register = register_of(a, b)
    assert actor_of(register, b, "Its leader", "b") == actor_of(register, a, "Clara Dorn")
    assert actor_of(register, b, "Otto Veld", "b") != actor_of(register, a, "Clara Dorn")


def test_the_short_name_of_a_firm_is_the_firm() -> None:
    a = "Karlow Holdings said it would build ships in Lessing, Mayor Ines Amari announced."
    b = "Mayor Ines Amari welcomed Karlow to Lessing. A Karlow spokesman said work would start."
    register = register_of(a, b)
    assert actor_of(register, a, "Karlow Holdings") == actor_of(register, b, "Karlow", "b")
    assert _speakers(a, b)[-1] == "Karlow Holdings"


def test_a_nationality_is_no_employer() -> None:
    text = (
        "The Fisheries Council's envoy Otto Veld said the cod were gone. “We looked everywhere,” "
        "the Norwegian diplomat said."
    )
    register = register_of(text)
    assert actor_of(register, text, "the Norwegian diplomat") == "otto-veld"


def test_who_spoke_before_in_the_paragraph_speaks_on() -> None:
    text = "Otto Veld said the weir would hold. “I built it,” the veteran engineer said."
    register = register_of(text)
    assert actor_of(register, text, "the veteran engineer") == "otto-veld"
    other = "Otto Veld said the weir would hold.\n\nThe mayor said it would not."
    register = register_of(other)
    assert actor_of(register, other, "The mayor") != "otto-veld"


def test_nobody_is_her_own_lawyer() -> None:
    text = "Clara Dorn was fined. Otto Veld, her lawyer, said he would appeal."
    register = register_of(text)
    assert actor_of(register, text, "her") == "clara-dorn"


def test_a_niece_of_the_same_surname_is_somebody_else() -> None:
    text = "Mr Dorn called a strike. His niece, Dr Dorn, said the wards would stay open."
    register = register_of(text)
    assert actor_of(register, text, "Dorn") != actor_of(register, text, "Dorn", nth=1)


def test_an_office_of_a_person_speaks_for_the_person() -> None:
    assert _speakers("Mayor Clara Dorn was away. Her office said she would be back.") == [
        "Clara Dorn"
    ]


def test_initials_of_an_office_are_no_other_office() -> None:
    text = (
        "Chief Electoral Officer Clara Dorn said the vote was calm. "
        "The count would start at noon, the CEO said."
    )
    register = register_of(text)
    assert actor_of(register, text, "the CEO") == "clara-dorn"


def test_a_ship_is_no_company() -> None:
    text = "The ferry Solvei ran aground. Its owner, Karlow, said the company would pay."
    register = register_of(text)
    assert actor_of(register, text, "the company") == actor_of(register, text, "Karlow")


def test_roles_are_told_once_and_without_pronouns() -> None:
    assert told_roles(["Its chief executive", "chief executive of Karlow", "Mr"]) == [
        "chief executive of Karlow"
    ]
    assert told_roles(["mayor", "former mayor"]) == ["mayor", "former mayor"]


def _listed(register: Register, text: str, voices: set[str], deeds: set[str]) -> list[str]:
    texts = {("a", "text"): text, ("a", "title"): ""}
    found = listed(register, frozenset(voices), frozenset(deeds), frozenset(), texts)
    return [a.id for a in found]


def test_the_list_holds_parties_and_no_crowds_or_papers() -> None:
    text = (
        "A neutral mediator met 13 people in Lessing. The report shows a loss. "
        "The dockers stopped work, Clara Dorn said."
    )
    register = register_of(text)
    everybody = {a.id for a in register.actors}
    ids = _listed(register, text, {"clara-dorn", "report"}, everybody)
    assert "clara-dorn" in ids
    assert "dockers" in ids
    assert not {"13-people", "report", "neutral-mediator"} & set(ids)


def test_people_of_one_trade_are_one_over_a_story() -> None:
    a = "Fishers blocked Lessing Quay. The fishers want their nets back, Clara Dorn said."
    b = "The Lessing fishers told Clara Dorn on Lessing Quay that they would stay."
    register = register_of(a, b)
    ids = {x.id for x in register.actors if "fishers" in x.id}
    assert len(ids) == 1


def test_marks_in_a_group_do_no_harm() -> None:
    register = register_of(
        "The - fishers left Lessing. The ... fishers, Clara Dorn said, '' drivers."
    )
    assert {m.account for m in register.mentions} == {"a"}
    assert not one_name("", "Clara Dorn")
    assert not one_name("-", "-")
