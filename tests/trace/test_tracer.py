"""Accounts placed one by one: the same links as a batch, in whatever order they come."""

from __future__ import annotations

import random
import sys
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from twosource.trace import Tracer, trace
from twosource.trace import tracer as tracer_module
from twosource.trace.index import prints_of
from twosource.trace.telling import telling
from twosource.types import Account, DateCandidate, Derivation

sys.path.insert(0, str(Path(__file__).parent))
from invented import APART, HEARD_ONE, HEARD_TWO, REWRITE, WIRE, account

BARE = WIRE.replace("(Reuters) ", "").replace("told Reuters", "said").replace("to Reuters ", "")
FERRY = "The ferry to Hesk left on time and nobody aboard spoke of fees, boats or the governor."
TRIAL = (
    "KARSK (AFP) — A court in Karsk jailed shipping magnate Oto Ferrin for six years on Monday for "
    "bribing port inspectors with cash in fish crates.\n\nFerrin, who owns the Karsk ferry line, "
    "shook his head as the judge read out the names of nineteen inspectors."
)
EARLY = DateCandidate("2031-05-04", "day", "published", "meta", 0.9)
LATE = DateCandidate("2031-05-06", "day", "published", "meta", 0.9)
URL = "https://veller-bote.example/fees"
STORY = [
    account("wire", WIRE),
    account("agency", WIRE, outlet="reuters.com"),
    account("bare", BARE),
    account("bare and ferry", BARE + "\n\n" + FERRY),
    account("first version", BARE, url=URL, published=EARLY),
    account("second version", BARE.replace("1,250", "1,520"), url=URL, published=LATE),
    account("rewrite", REWRITE),
    account("rewrite of it", REWRITE.replace("Analysts put", "Economists set")),
    account("cites", "According to a report by the Hesk Gazette: " + BARE, outlet="Vell Herald"),
    account("cited", "According to a report by the Vell Herald: " + BARE, outlet="Hesk Gazette"),
    account("excerpt", "\n\n".join([FERRY, *WIRE.split("\n\n")[1:4]])),
    account("apart", APART),
    account("heard one", HEARD_ONE),
    account("heard two", HEARD_TWO),
    account("trial", TRIAL),
    account("trial again", TRIAL.replace("on Monday", "yesterday"), outlet="afp.com"),
    account("empty", ""),
]
TURNED = {"a>b": "b>a", "b>a": "a>b"}


def told(links: tuple[Derivation, ...]) -> set[tuple[str, str, str, str, float]]:
    """Links as they are whichever account is named first."""
    return {
        (d.a, d.b, d.relation, d.direction, d.score)
        if d.a < d.b
        else (d.b, d.a, d.relation, TURNED.get(d.direction, d.direction), d.score)
        for d in links
    }


def grown(accounts: list[Account]) -> Tracer:
    tracer = Tracer()
    for each in accounts:
        tracer.add(each)
    return tracer


@settings(max_examples=10, deadline=None)
@given(st.permutations(STORY))
def test_whatever_the_order_of_arrival_the_links_are_the_same(order: list[Account]) -> None:
    links = grown(order).links()
    assert links == trace(order)
    assert told(links) == told(trace(STORY))


SENTENCES = [
    *WIRE.replace("\n\n", " ").split(". ")[:6],
    "Police counted 40 boats, 40 carts and 40 tents on the quay",
    "Nobody in Vell has paid the fee, nobody in Hesk has paid the fee, nobody will",
    "The ferry to Hesk carried 40 people and 12 goats",
]


@st.composite
def alike(draw: st.DrawFn) -> list[Account]:
    """Accounts made of the same few sentences, some of them several times."""
    told = st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=7)
    count = draw(st.integers(2, 5))
    houses = st.sampled_from([None, "Vell Herald", "Hesk Gazette", "reuters.com"])
    ends = st.sampled_from(["", " Additional reporting by AFP and Reuters.", " (AP, dpa)"])
    return [
        account(f"{n}", ". ".join(draw(told)) + "." + draw(ends), outlet=draw(houses))
        for n in range(count)
    ]


def by_pair(links: tuple[Derivation, ...]) -> dict[tuple[str, str], tuple[object, ...]]:
    """Everything of the links but the words of their reasons, ``a`` before ``b`` by name."""
    return {
        (min(d.a, d.b), max(d.a, d.b)): (
            d.relation, d.score, d.direction if d.a < d.b else TURNED.get(d.direction, d.direction),
            [(e.kind, *((e.a, e.b) if d.a < d.b else (e.b, e.a)), e.note) for e in d.evidence],
        )
        for d in links
    }  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(alike(), st.randoms(use_true_random=False), st.booleans())
def test_evidence_does_not_depend_on_the_order_of_the_input(
    accounts: list[Account], chance: random.Random, every: bool
) -> None:
    order = list(accounts)
    chance.shuffle(order)
    found = by_pair(trace(accounts, all_pairs=every))
    assert by_pair(trace(order, all_pairs=every)) == found
    assert by_pair(trace(accounts[::-1], all_pairs=every)) == found


def test_five_alike_accounts_reversed_keep_their_evidence() -> None:
    again = [account(str(n), f"{WIRE}\n\n{FERRY} {n} of 40 boats, 40 carts.") for n in range(5)]
    found = by_pair(trace(again))
    assert len(found) == 10
    assert all(evidence for _, _, _, evidence in found.values())
    assert by_pair(trace(again[::-1])) == found


@settings(max_examples=10, deadline=None)
@given(st.permutations(STORY), st.integers(0, len(STORY) - 1))
def test_adding_tells_all_that_it_changed_and_nothing_else(order: list[Account], at: int) -> None:
    tracer = grown(order[:at])
    before = set(tracer.links())
    changed = tracer.add(order[at])
    assert set(tracer.links()) - before == set(changed)
    for link in changed:
        if order[at].id not in (link.a, link.b):  # earlier: the direction, and why
            assert order[at].id in link.reason
            old = next(d for d in before if (d.a, d.b) == (link.a, link.b))
            kept = link.relation, link.score, link.evidence
            assert (old.relation, old.score, old.evidence) == kept
            assert link.direction == "common"


def test_two_accounts_that_name_each_other_prove_nothing() -> None:
    pair = [STORY[8], STORY[9]]
    for order in (pair, pair[::-1]):
        assert [d.direction for d in trace(order)] == ["unknown"]


def test_a_credit_that_comes_late_changes_an_earlier_link_and_says_so() -> None:
    tracer = grown([account("a", BARE), account("b", BARE + "\n\n" + FERRY)])
    assert [d.direction for d in tracer.links()] == ["unknown"]
    changed = {(d.a, d.b): d for d in tracer.add(account("c", WIRE))}
    assert set(changed) == {("a", "b"), ("a", "c"), ("b", "c")}
    assert changed["a", "b"].direction == "common"
    assert "c credits" in changed["a", "b"].reason


def test_a_tracer_taken_up_again_goes_on_as_if_it_had_never_stopped() -> None:
    first = grown(STORY[:9])
    again = Tracer()
    held = [(a, prints_of(telling(a))) for a in first.accounts]
    again.restore(held, first.made().items())
    for each in STORY[9:]:
        assert again.add(each) == first.add(each)
    assert again.links() == first.links() == trace(STORY)


def test_few_prepared_accounts_held_give_the_same_links(monkeypatch: object) -> None:
    held = tracer_module._HELD
    try:
        tracer_module._HELD = 2  # type: ignore[misc]
        assert grown(STORY).links() == trace(STORY)
    finally:
        tracer_module._HELD = held  # type: ignore[misc]
    assert grown(STORY).links() == trace(STORY)


def test_several_stories_in_one_batch_do_not_touch() -> None:
    trials = {"trial", "trial again"}
    for link in trace(STORY):
        assert len(trials.intersection((link.a, link.b))) != 1
    assert any({d.a, d.b} == trials for d in trace(STORY))
