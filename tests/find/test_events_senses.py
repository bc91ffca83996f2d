"""Words with two senses: strikes, oppositions, talks called off, bills that were vetoed."""

from __future__ import annotations

import pytest

from twosource.find import find_events, find_statements
from twosource.language import parse
from twosource.parties import resolve
from twosource.types import Account, DateCandidate


def events(text, day=None):
    published = DateCandidate(day, "day", "published", "test", 1.0) if day else None
    parsed = parse(Account("x", text, "", published=published))
    register = resolve([parsed])
    return find_events(parsed, register, find_statements(parsed, register))


def types(text):
    return [e.type for e in events(text)]


@pytest.mark.parametrize(
    "text",
    [
        "Talks between Varn and Skarn were called off after the Varn delegation walked out.",
        "Varn called off talks with Skarn.",
        "The two governments cancelled a summit in Ode.",
        "Varn scrapped the negotiations with Skarn.",
        "A meeting of the two ministers was postponed.",
        "President Marr called off a visit to Skarn.",
        "The delegation broke off consultations with the ministry.",
    ],
)
def test_talks_that_are_called_off_are_no_talks(text):
    assert "CONSULT" not in types(text)
    assert set(types(text)) & {"REJECT", "SANCTION"}


@pytest.mark.parametrize(
    "text",
    [
        "Dockers in Skarn began a strike on Monday.",
        "The union voted for a second strike.",
        "Teachers joined a one-day strike over pay.",
        "Nurses staged a strike in Ode.",
        "Tram drivers went on strike in Varn.",
        "The strike by rail workers entered a third week.",
        "She began a strike on Monday.",
    ],
)
def test_a_strike_of_those_at_work_is_a_protest(text):
    assert types(text)[:1] == ["PROTEST"]
    assert "ASSAULT" not in types(text)


@pytest.mark.parametrize(
    "text",
    [
        "Varn launched a missile strike on Skarn.",
        "Varn carried out strikes against rebel bases near Ode.",
        "The army began a strike on Skarn at dawn.",
        "A drone strike killed two soldiers.",
    ],
)
def test_a_strike_of_arms_is_an_assault(text):
    assert "ASSAULT" in types(text)
    assert "PROTEST" not in types(text)


@pytest.mark.parametrize(
    "text",
    [
        "The opposition boycotted the vote.",
        "The opposition in Varn welcomed the plan.",
        "Members of the opposition met on Monday.",
        "The vote was boycotted by the opposition.",
        "President Marr praised the opposition.",
    ],
)
def test_the_opposition_is_a_party(text):
    assert "REJECT" not in types(text)


def test_opposition_to_something_is_a_refusal():
    assert types("Skarn voiced its opposition to the treaty.") == ["REJECT"]


@pytest.mark.parametrize(
    "text",
    [
        "The opposition called on President Marr to resign.",
        "The union called on Varn Harbour to publish the report.",
        "Skarn appealed to Varn to release the crew.",
        "Mayor Dahl called upon the council to vote.",
        "Families called on the ministry to explain itself.",
    ],
)
def test_calling_on_somebody_is_a_request(text):
    assert types(text)[0] == "REQUEST"


@pytest.mark.parametrize(
    "text",
    [
        "President Marr vetoed a bill that would have imposed sanctions on Skarn.",
        "The assembly rejected a motion to send troops to Skarn.",
        "Governor Dahl vetoed a law that would ban protests in Ode.",
        "The council rejected a plan that would have evicted the fishermen.",
        "The senate rejected an amendment imposing tariffs on Skarn.",
    ],
)
def test_what_a_rejected_bill_would_have_done_is_no_event(text):
    assert types(text) == ["REJECT"]


@pytest.mark.parametrize(
    ("text", "flags"),
    [
        ("The delegation plans to meet Mayor Ilse Marr on Friday.", ("future",)),
        ("The delegation hopes to meet Mayor Ilse Marr on Friday.", ("future",)),
        ("The delegation will meet Mayor Ilse Marr on Friday.", ("future",)),
        ("The delegation may meet Mayor Ilse Marr on Friday.", ("hypothetical",)),
        ("The delegation will not meet Mayor Ilse Marr on Friday.", ("future", "negated")),
    ],
)
def test_what_is_still_to_come_is_dated_forward(text, flags):
    (event,) = events(text, "2025-05-05")
    assert event.flags == flags
    assert event.when is not None
    assert event.when.value == "2025-05-09"


@pytest.mark.parametrize(
    ("text", "target"),
    [
        ("Norvia and Skarn held talks in Geneva.", "Skarn"),
        ("Norvia and Skarn opened negotiations at Geneva on Monday.", "Skarn"),
        ("Velm and Karsk held talks in Denby on Friday.", "Karsk"),
        ("Norvia held talks with Skarn in Geneva.", "Skarn"),
    ],
)
def test_who_met_whom_is_not_where(text, target):
    (event,) = events(text)
    assert event.type == "CONSULT"
    assert event.target is not None
    assert event.target.span.of(text) == target


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Ministers called for talks with Skarn.", "REQUEST"),
        ("The bishops called for a ceasefire in Ode.", "REQUEST"),
        ("The doctors' union called a strike for Thursday.", "PROTEST"),
        ("Dockers in Skarn walked off the job on Monday.", "PROTEST"),
        ("Workers downed tools on Monday.", "PROTEST"),
        ("Judges struck down the plan.", "REJECT"),
        ("President Marr shot down the proposal.", "REJECT"),
        ("The minister attacked the plan as a gift to the rich.", "ACCUSE"),
    ],
)
def test_figures_of_speech_are_told_by_what_they_mean(text, kind):
    assert types(text) == [kind]


def test_what_nature_does_is_no_act():
    assert types("Lightning struck a barn outside Skarn.") == []
    assert types("An earthquake hit the coast of Varn.") == []
    assert types("Jets struck a depot in Skarn.") == ["ASSAULT"]


@pytest.mark.parametrize(
    "text",
    [
        "Varn stopped short of imposing sanctions on Skarn.",
        "The senate voted against sending troops to Skarn.",
    ],
)
def test_what_was_decided_against_did_not_happen(text):
    found = [e for e in events(text) if e.type != "REJECT"]
    assert all("negated" in e.flags for e in found)
    assert found
