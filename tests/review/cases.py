"""An invented story of two accounts and a later version of one, for decisions on it."""

from __future__ import annotations

from dataclasses import replace

from dossier.story import account, at, dossier
from twosource import records
from twosource import types as t
from twosource.records.models import FindingRecord
from twosource.review import of_finding
from twosource.types.review import Decided

FIRST = (
    "The quay at Vell will stay shut for 12 days, Oto Bramm told the Vell Ledger.\n\n"
    "“We need new piles,” Bramm said. He demanded 40 million crowns from the county."
)
SECOND = (
    "Vell's quay is to be closed for 20 days.\n\n"
    "The harbour master wants 40 million crowns of the county for new piles. 🚢 Boats wait."
)
LATER = "Updated at noon 🕛.\n\n" + FIRST.replace("told the Vell Ledger", "told this paper")


def parts(count: int = 2) -> list[t.Account]:
    """The accounts: two, or with the later version of the first."""
    made = [
        account("ledger.html", FIRST, title="Quay shut", outlet="Vell Ledger", language="en"),
        account("gull.txt", SECOND, language="en", byline=("Ida Holm",)),
        account("ledger.html#2", LATER, title="Quay shut", outlet="Vell Ledger", language="en"),
    ]
    return made[:count]


def story(count: int = 2) -> t.Dossier:
    """A dossier with a difference, an agreement and a position."""
    given = parts(count)
    days = {a.id: at(a, "12 days" if "12 days" in a.text else "20 days") for a in given}
    crowns = {a.id: at(a, "40 million crowns") for a in given}
    bramm = t.Actor("oto-bramm", "Oto Bramm", "person", aliases=("Bramm",))
    county = t.Actor("county", "the county", "organisation")
    holder = at(given[0], "He")
    position = t.Position(
        given[0].id, "p1", t.Role(holder, bramm), "demand", None,
        at(given[0], "40 million crowns from the county"), None, None, "actual", "indirect", "r",
    )  # fmt: skip
    findings = [
        t.Finding("f1", "differ", "number", days, 0.9, 0.8, "12 and 20 days.", "r", severity=0.9),
        t.Finding("f2", "agree", "number", crowns, 0.9, 0.9, "Both say 40 million.", "r"),
    ]
    made = dossier(given, actors=[bramm, county], positions=[position], findings=findings)
    return replace(made, story=t.Story("story-1", tuple(a.id for a in given)))


def texts(of: t.Dossier) -> dict[tuple[str, str], str]:
    """(account, part) -> its text."""
    return {(a.id, part): a.part(part) for a in of.analysis.accounts for part in a.parts()}


def record(of: t.Dossier, number: int) -> FindingRecord:
    """The record of a finding."""
    return records.finding(of.findings[number])


def decided(
    of: t.Dossier, number: int, decision: Decided, id: str = "r-1", author: str = "Ida"
) -> t.Review:
    """A decision on a finding, signed."""
    made = of_finding([record(of, number)], texts(of), decision)
    return replace(made, id=id, author=author, time="2031-05-03T10:00:00Z", note="seen there")
