"""No rule makes a span that runs backwards, and one that fails costs no other finding."""

from __future__ import annotations

import random
from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.tokens import Doc
from spacy.vocab import Vocab

from twosource import engine
from twosource.compare import collecting, compare_pair
from twosource.compare.cut.constituents import subtree, token_span
from twosource.compare.details import rules
from twosource.types import Account, Span

NOUNS = ["ferry", "harbour fee", "bridge", "report on the strike", "plan", "net", "quay", "vote"]
NAMES = ["Ada Moor", "Oto Ferrin", "the Varn council", "Marta Keldan", "the skippers’ union"]
FORMS = (
    "{a} said on {day} that the {n} which {b} had asked for would, {b} willing, be shut",
    "Asked about the {n}, {a} had a letter read out on {day} that {b} said nobody had sent",
    "What {n} was {a} talking about when {b} came in, who had, {day} or not, never asked",
    "“The {n},” {a} told {b} on {day}, “is what we were promised — and the {m} too”",
    "| {n} | {k} | {day} | {a} |",
    "A {n} was found on {day} that had been lost, {a} said, in {k} years by {b} to the {m}",
    "- {a}: {n} ({k}%), {m} – {b}",
    "Neither the {n} nor, as {a} put it, the {m} is what {b} came to {day}’s meeting for",
)


def told(chance: random.Random, sentences: int) -> str:
    """A text of some sentences, with clauses that break into one another."""
    out = []
    for _ in range(sentences):
        form = chance.choice(FORMS)
        names = chance.sample(NAMES, 2)
        filled = form.format(
            a=names[0], b=names[1], n=chance.choice(NOUNS), m=chance.choice(NOUNS),
            k=chance.randint(2, 99), day=chance.choice(["Monday", "Tuesday", "5 May"]),
        )  # fmt: skip
        out.append(filled + chance.choice([". ", ".\n\n", "\n", "! ", "; "]))
    return "".join(out)


@st.composite
def crossed(draw: st.DrawFn) -> Doc:
    """A parse whose branches may cross."""
    count = draw(st.integers(2, 12))
    root = draw(st.integers(0, count - 1))
    order = [root, *draw(st.permutations([n for n in range(count) if n != root]))]
    heads = [root] * count
    for place, token in enumerate(order[1:], 1):
        heads[token] = order[draw(st.integers(0, place - 1))]
    words = ["Varn", "ferry", "said", "net"] * 3
    return Doc(Vocab(), words=words[:count], heads=heads, deps=["dep"] * count)


@given(crossed())
@settings(max_examples=200, deadline=None)
def test_branches_that_cross_are_in_the_order_of_the_text(doc: Doc) -> None:
    for token in doc:
        found = subtree(token)
        assert set(found) == set(token.subtree)
        assert [t.i for t in found] == sorted(t.i for t in found)
        span = token_span(found[-1], found[0])
        assert span == Span(found[0].idx, found[-1].idx + len(found[-1]))


@given(st.lists(st.integers(1, 40), min_size=2, max_size=4), st.integers(0, 2**32))
@settings(max_examples=5, deadline=None)
def test_no_rule_fails_whatever_the_lengths(lengths: list[int], seed: int) -> None:
    chance = random.Random(seed)
    accounts = [Account(f"a{n}", told(chance, size), "") for n, size in enumerate(lengths)]
    (made,) = engine.dossiers(accounts, one_story=True)
    assert [f.message for f in made.failures] == []


def _bad(pairing: object) -> Iterator[object]:
    Span(4167, 4166)
    yield from ()


PAIR = (
    "The mayor of Varn said on Monday that 12 people were hurt when the old ferry sank.",
    "The mayor of Varn said on Tuesday that 15 people were hurt when the old ferry sank.",
)


def test_one_rule_that_fails_is_named_and_the_others_stand(monkeypatch: pytest.MonkeyPatch) -> None:
    accounts = [Account(f"a{n}", text, "") for n, text in enumerate(PAIR)]
    (whole,) = engine.dossiers(accounts, one_story=True)
    monkeypatch.setattr(rules, "RULES", (_bad, *rules.RULES))
    monkeypatch.setattr(rules, "WHOLE", (*rules.WHOLE, _bad))
    (made,) = engine.dossiers(accounts, one_story=True)
    assert made.findings == whole.findings
    assert whole.findings
    (failure,) = made.failures
    assert failure.code == "TS-RUN-03"
    assert "[4167, 4166)" in failure.message
    assert "a0 and a1" in failure.message
    with pytest.warns(UserWarning, match="TS-RUN-03"):
        compare_pair(made.analysis)
    with collecting() as faults:
        assert compare_pair(made.analysis)
    assert list(faults) == [failure]
