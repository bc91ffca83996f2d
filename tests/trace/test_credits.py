"""Credits in the text, and the data files behind them."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pytest

from twosource.trace import find_credits
from twosource.trace.credits import credited
from twosource.trace.lexicon import (
    agencies,
    aggregators,
    attributions,
    families,
    hedges,
    news_endings,
    occasions,
    outlet_names,
    own_patterns,
    release_bodies,
    release_marks,
    reprints,
)

sys.path.insert(0, str(Path(__file__).parent))
from invented import account

BODY = "\n\nThe mayor of Vell opened the bridge, and nobody came to see it done at all."


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("VELL (AP) — The mayor spoke." + BODY, "AP"),
        ("(CNN) -- The mayor spoke." + BODY, "CNN"),
        ("VELL, Ostrava (Reuters) - The mayor spoke." + BODY, "Reuters"),
        ("By Reuters" + BODY, "Reuters"),
        ("PORT VELL, Ostrava (LANTERN) — The mayor spoke." + BODY, "Lantern"),
        ("By ODE BRANN, Associated Press" + BODY, "AP"),
        ("By ODE BRANN, AP Harbour Writer" + BODY, "AP"),
        ("Ode Brann, The Associated Press" + BODY, "AP"),
        ("The mayor spoke." + BODY + "\n\nThe-CNN-Wire", "CNN"),
        ("The mayor spoke." + BODY + "\n\n© 2031 AFP", "AFP"),
        ("The mayor spoke." + BODY + "\n\n(Reporting by Ode Brann for Reuters)", "Reuters"),
        ("\n\n".join(["Menu"] * 12) + "\n\nVELL (AP) — The mayor spoke." + BODY, "AP"),
    ],
)
def test_credits_of_the_text(text: str, name: str) -> None:
    found = find_credits(account("a", text))
    assert credited(found) == (name,)
    for credit in found:
        assert credit.span is not None
        assert credit.span.of(text)


@pytest.mark.parametrize(
    "text",
    [
        "The mayor spoke." + BODY,
        "Ode Brann/AP" + BODY,
        "(Photo: Ode Brann, Associated Press)" + BODY,
        "The mayor told Reuters that the bridge was open." + BODY,
    ],
)
def test_photo_credits_and_mentions_are_no_credits_of_the_text(text: str) -> None:
    assert credited(find_credits(account("a", text))) == ()


def test_old_reprint_lines() -> None:
    found = find_credits(account("a", "From the Vell Royal Gazette.\nHesk, May 3. The sloop Ondra"))
    assert [(c.kind, c.name) for c in found] == [("reprint", "From the Vell Royal Gazette")]
    found = find_credits(account("a", "Hesk papers to the 9th of May have been received at Vell."))
    assert [c.kind for c in found] == ["reprint"]


@pytest.mark.parametrize(
    ("text", "credit"),
    [
        ("The sloop Ondra came in on Monday. — Vell Mercury .", "— Vell Mercury ."),
        ("The sloop Ondra came in. — From the Hesk Sentinel.", "— From the Hesk Sentinel."),
        ("[From the Hesk Monitor, May 3.] The sloop came in.", "[From the Hesk Monitor, May 3.]"),
    ],
)
def test_old_papers_sign_and_head_what_they_cut_out(text: str, credit: str) -> None:
    (found,) = find_credits(account("a", text))
    assert (found.kind, found.name) == ("reprint", credit)


def test_a_place_left_and_a_paper_read_are_no_credits() -> None:
    text = "She sailed from the Vell Islands (from Hesk to Orm) and read the Mercury on deck."
    assert find_credits(account("a", text)) == ()


KINDS = {"interview", "press conference", "hearing", "document"}


def test_the_data_files_load_and_are_well_formed() -> None:
    assert [a.name.lower() for a in agencies()] == sorted({a.name.lower() for a in agencies()})
    assert all(a.forms for a in agencies())
    assert {o.kind for o in occasions()} == KINDS
    assert all(isinstance(o.pattern, re.Pattern) for o in occasions())
    assert len(reprints()) >= 5
    assert families()["miamiherald.com"] == "McClatchy"
    assert {m.lower() for m in (*families(), *aggregators())} == {*families(), *aggregators()}
    assert "CBS" in outlet_names()
    assert release_marks().search("FOR IMMEDIATE RELEASE")
    assert not any(w in news_endings() for w in release_bodies())
    assert {"may", "about"} <= hedges()
    assert {"said", "according"} <= attributions()
    assert all(re.compile(p.replace("OWN", "Packet")) for p in own_patterns())
