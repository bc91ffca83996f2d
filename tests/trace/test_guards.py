"""What two independent accounts share without either owing the other."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from twosource.trace import trace
from twosource.trace.lexicon import notices
from twosource.trace.telling import telling

sys.path.insert(0, str(Path(__file__).parent))
from invented import HEARD_ONE, HEARD_TWO, WIRE, account

CRANE = (
    "The harbour board of Vell voted on Monday to sell its oldest crane to a museum. Chair Ilse "
    "Bramm said the crane had not lifted a crate for nine years and cost the town a small fortune "
    "in paint."
)
BEAR = (
    "A brown bear walked through the playground of a school in Karsk before dawn and left by the "
    "back gate. Forester Oto Grell followed its tracks to the river and found a beehive in pieces."
)
FOOTER = (
    "\n\nCopyright 2031 The Vell Courier Company. All rights reserved. This material may not be "
    "published, broadcast, rewritten or redistributed without permission. Sign up for our daily "
    "newsletter and never miss a story from the coast. Follow us on every network for breaking "
    "news, weather warnings and ferry times."
)
POEM = (
    "\n\nThe lamps are lit along the quay,\nThe nets are hung to dry,\nAnd no one asks the turning "
    "sea\nWhat it was told, or why.\nWe count the boats, we count the years,\nWe count the gulls "
    "that cry,\nAnd what the harbour never hears\nThe wind will carry by.\n\n"
)
BURIAL = (
    "Three hundred people stood in the rain at Hesk on Friday to bury the skipper Ode Brann. His "
    f"granddaughter read the hymn of the island.{POEM}Afterwards there was soup in the net loft."
)
SCHOOL = (
    "Schools on the island opened the year with a reading. Pupils in Norrvik recited the verses "
    f"that every child here learns:{POEM}The books had finally arrived, two weeks late."
)
NOTED = (
    "Vell All Share", "Karsk Thirty", "Ostrava Bay crude oil", "Norrvik spot gold",
    "The crown against the dollar", "Ten year bonds", "Coastal freight rates",
)  # fmt: skip
SKIES = ("cloudy", "sunny", "rainy", "clear", "foggy")
TOWNS = ("Vell", "Hesk", "Karsk", "Norrvik", "Tulay")


def market(day: str, by: float) -> str:
    rows = (
        f"{name} closed at {number * 97.31 * by:.2f}, {'up' if by > 1 else 'down'} "
        f"{abs(by - 1) * 100 * number:.1f} percent on the day"
        for number, name in enumerate(NOTED, 3)
    )
    return f"Markets at a glance for {day}\n\n" + "\n".join(rows)


def weather(day: str, by: int) -> str:
    rows = (
        f"{town}: mostly {SKIES[(n + by) % 5]} with a high of {9 + (n * by) % 7} degrees and winds "
        f"from the coast at {5 + (3 * n + by) % 19} knots."
        for n, town in enumerate(TOWNS)
    )
    return f"Weather for the coast on {day}.\n\n" + "\n".join(rows)


@pytest.mark.parametrize(
    ("one", "two"),
    [
        (HEARD_ONE, HEARD_TWO),
        (CRANE + FOOTER, BEAR + FOOTER),
        (BURIAL, SCHOOL),
        (market("Monday", 1.013), market("Tuesday", 0.991)),
        (weather("Monday", 2), weather("Thursday", 3)),
    ],
    ids=["speech", "notice", "poem", "market", "weather"],
)
def test_no_link_where_nobody_copied(one: str, two: str) -> None:
    for pair in ((one, two), (two, one)):
        (link,) = trace([account("a", pair[0]), account("b", pair[1])], all_pairs=True)
        assert link.relation in {"independent", "not-established"}
        assert link.score < 0.5


def test_a_shared_footer_is_not_even_worth_a_doubt() -> None:
    assert trace([account("a", CRANE + FOOTER), account("b", BEAR + FOOTER)]) == ()


@pytest.mark.parametrize(
    "text",
    [CRANE + FOOTER, BURIAL, HEARD_ONE, market("Monday", 1.013), weather("Monday", 2), FOOTER],
)
def test_a_whole_copy_is_one_whatever_stands_in_it(text: str) -> None:
    (link,) = trace([account("a", text), account("b", text)])
    assert (link.relation, link.score) == ("verbatim", 1.0)


def test_a_story_is_found_behind_another_footer() -> None:
    other = "\n\n© 2031 Karsk Evening Post. Subscribe to our podcast today."
    (link,) = trace([account("a", WIRE + FOOTER), account("b", WIRE + other)])
    assert link.relation in {"verbatim", "contained"}


def test_the_narrators_short_paragraphs_and_figures_are_his_own() -> None:
    text = (
        "The mayor spoke first.\n\nNobody answered him.\n\nThen the band played.\n\nRain fell.\n\n"
        "The museum paid 40,000 crowns for the crane.\n\nIn 1998 the board had asked for 65 times "
        "as much.\n\nSome 200 people watched."
    )
    assert not telling(account("a", text)).aside.any()


def test_notices_say_so_and_news_does_not() -> None:
    for notice in (
        "Get the latest news straight to your inbox.",
        "By continuing you accept our Terms of Use and Privacy Policy.",
        "Alle Rechte vorbehalten.",
        "Download our free app for live scores.",
    ):
        assert notices().search(notice), notice
    for news in (
        "The editor of the paper was held for nine hours.",
        "All rights of the fishermen were reserved to the guild in 1580.",
        "She subscribes to the view that the harbour must close.",
        "Copyright law divided the ministers.",
    ):
        assert not notices().search(news), news
