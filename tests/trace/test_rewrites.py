"""Rewrites that share no run of words: found by the details that stand together, and which way."""

from __future__ import annotations

import sys
from dataclasses import replace
from itertools import combinations
from pathlib import Path

import pytest

from twosource.trace import firm, kind, trace
from twosource.trace.decide import LIKELY, PARTS, told_again
from twosource.trace.explain import explain
from twosource.trace.features import compare_tellings
from twosource.trace.lineage import dependent
from twosource.trace.parts import in_parts
from twosource.trace.telling import telling
from twosource.types import Account, Derivation

sys.path.insert(0, str(Path(__file__).parent))
import told_again as told
from invented import account

WIRE = account("wire", told.WIRE)
TABLOID = account("tabloid", told.TABLOID, outlet="Daily Splash")
APART = account("apart", told.APART, outlet="The Ulst Lantern")
RELEASE = account("release", told.RELEASE, outlet="Harbour Authority of Brask")
PAPER = account("paper", told.PAPER, outlet="Morning Post")
DERIVED = account("derived", told.DERIVED, outlet="Splash")


def one(a: Account, b: Account) -> Derivation:
    (link,) = trace([a, b], all_pairs=True)
    return link


@pytest.mark.parametrize(
    ("source", "copy"),
    [
        (told.WIRE, told.TABLOID),
        (told.RELEASE, told.DERIVED),
        (told.PAPER, told.DERIVED),
        (told.GERMAN_WIRE, told.GERMAN_REWRITE),
    ],
    ids=["tabloid", "cut", "cut again", "German"],
)
def test_a_rewrite_without_a_common_run_is_linked(source: str, copy: str) -> None:
    for pair in ((source, copy), (copy, source)):
        link = one(account("a", pair[0]), account("b", pair[1]))
        assert link.relation in {"rewritten", "edited"}
        assert 0.5 <= link.score < 0.75
        details = [e for e in link.evidence if e.kind == "details"]
        assert details
        assert all(e.a and e.b for e in details)


@pytest.mark.parametrize(
    ("a", "b"),
    [
        (told.WIRE, told.APART),
        (told.TABLOID, told.APART),
        (told.HEARD, told.HEARD_TOO),
        (told.GERMAN_WIRE, told.GERMAN_APART),
        (told.GERMAN_REWRITE, told.GERMAN_APART),
    ],
    ids=["feature", "feature and tabloid", "one press conference", "German", "German rewrite"],
)
def test_two_reporters_of_one_event_are_not_linked(a: str, b: str) -> None:
    assert not dependent(one(account("a", a), account("b", b)))


def test_the_chance_grows_and_a_link_is_told_where_it_is_likely() -> None:
    chances = [told_again(share / 100) for share in range(101)]
    assert chances == sorted(chances)
    assert chances[0] < 0.001
    assert told_again(0.08) < LIKELY < told_again(0.1)


def test_a_bond_needs_two_details_near_each_other_and_no_order() -> None:
    def bonds(text: str) -> set[int]:
        return set(telling(account("a", text)).bonds.hashes.tolist())

    together = bonds("The khapra beetle ate the barley.")
    assert len(together & bonds("The barley: eaten by a beetle, a khapra.")) == 3
    far = "The khapra. " + "It was so and it was so. " * 4 + "Barley."
    assert not bonds(far)
    assert not bonds("") | bonds("barley")
    assert not bonds("khapra barley " * 6)  # what stands everywhere is the subject, no detail


def test_a_release_is_the_source_of_the_paper_that_was_told() -> None:
    for link in (one(PAPER, RELEASE), one(RELEASE, PAPER)):
        assert (link.a, link.direction) in {("paper", "b>a"), ("release", "a>b")}
        assert "release of the body itself" in link.reason


def test_the_wire_itself_comes_before_who_has_its_text_uncredited() -> None:
    assert one(WIRE, TABLOID).direction == "a>b"
    assert one(TABLOID, WIRE).direction == "b>a"


def test_what_a_copy_lost_decides_where_nothing_else_does() -> None:
    source = account("source", told.WIRE.partition(" - ")[2])
    link = one(account("copy", told.TABLOID), source)
    assert link.direction == "b>a"
    assert {"quote cut", "hedge lost"} <= {e.kind for e in link.evidence}
    for e in link.evidence:
        if e.kind == "quote cut":
            assert e.a is not None and e.b is not None
            assert len(e.a) < len(e.b)
    assert "cut a quotation" in explain(link, account("copy", told.TABLOID), source)


def test_what_came_through_a_third_is_linked_and_says_through_whom() -> None:
    brief = account("brief", told.BRIEF, outlet="Splash")
    assert not any(dependent(d) for d in trace([RELEASE, brief]))
    ways = {("release", "paper"), ("paper", "brief"), ("release", "brief")}
    for order in ([RELEASE, PAPER, brief], [brief, PAPER, RELEASE], [brief, RELEASE, PAPER]):
        links = {((d.a, d.b) if d.direction == "a>b" else (d.b, d.a)): d for d in trace(order)}
        assert set(links) == ways
        assert links["release", "brief"].reason.endswith("through paper")
        assert links["release", "brief"].evidence


def test_two_accounts_that_came_from_one_wire_have_it_in_common() -> None:
    copy = account("copy", told.WIRE.partition(" - ")[2], outlet="The Brask Mail")
    links = {(d.a, d.b): d for d in trace([WIRE, copy, TABLOID])}
    assert links["wire", "copy"].direction == "a>b"
    assert links["copy", "tabloid"].direction == "common"
    assert "wire" in links["copy", "tabloid"].reason


def test_a_later_take_of_one_agency_came_from_the_earlier() -> None:
    second = told.WIRE.replace("May 7", "May 8").replace("Nineteen", "Thirty-one")
    take = account("take", second)
    assert one(WIRE, take).direction == "a>b"
    assert one(take, WIRE).direction == "b>a"
    numbered = [
        account(f"u{n}", told.WIRE, title=f"UPDATE {n}-Ferry aground off Ulst") for n in (1, 3)
    ]
    assert one(*numbered[::-1]).direction == "b>a"
    assert one(*(account(x, told.WIRE) for x in "ab")).direction == "common"


def test_turning_a_pair_round_turns_every_direction() -> None:
    every = [WIRE, TABLOID, APART, RELEASE, PAPER, DERIVED]
    turned = {"a>b": "b>a", "b>a": "a>b"}
    for a, b in combinations(every, 2):
        there, back = one(a, b), one(b, a)
        assert there.relation == back.relation
        assert there.score == back.score
        assert there.direction == turned.get(back.direction, back.direction)


RUN = (
    "The dredger Osprey sank within nine minutes off the outer mole of Brask on Tuesday night, and "
    "its crew of seven swam ashore. Its owner had skipped the yearly survey of the hull twice.\n"
)
ALONE = (
    "Divers found the Osprey upright on Wednesday, its sand doors open. The surveyor Hanne Mork "
    "wants the yard's ledgers by Friday. In Lundby, where four of the crew live, the school stayed "
    "closed and the choir sang at the quay. Insurers put the loss at six million crowns. The "
    "ministry of fisheries will send two trawlers to clear the channel of nets and cable.\n"
)
QUOTED = "“We heard the sand shift, and then she lay on her side at once,” mate Per Dahl said.\n"


@pytest.mark.parametrize(
    ("first", "second", "parts"),
    [
        (RUN + ALONE, RUN + QUOTED.replace("said", "said on Tuesday"), True),
        (RUN + ALONE, RUN + ALONE.replace("Insurers", "The insurers"), False),
        (RUN + QUOTED, RUN + QUOTED.replace("mate", "the mate"), False),
        (RUN, RUN.partition(" Its ")[0] + "\n" + ALONE, True),
    ],
    ids=["quotes what the other lacks", "edited", "one quotation", "mostly its own"],
)
def test_who_shares_a_passage_alone_is_no_rewrite_as_a_whole(
    first: str, second: str, parts: bool
) -> None:
    pair = compare_tellings(telling(account("a", first)), telling(account("b", second)))
    assert in_parts(pair, "a>b") is parts
    assert in_parts(pair.turned(), "b>a") is parts


def test_a_link_by_parts_keeps_two_accounts_apart() -> None:
    link = replace(one(WIRE, TABLOID), rule=PARTS)
    assert dependent(link)
    assert not firm(link)
    assert kind(link) == "parts"
    assert kind(one(WIRE, TABLOID)) in {"", "details"}
