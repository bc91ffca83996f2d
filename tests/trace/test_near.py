"""What many print ties each of them to the first alone, in whatever order and parts they come."""

from __future__ import annotations

import random
import sys
from itertools import combinations, groupby
from pathlib import Path

import numpy as np
import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

from twosource.cli.main import cli
from twosource.records import line, link
from twosource.trace import Tracer, place_in, postings, trace
from twosource.trace import tracer as tracer_module
from twosource.trace.index import Runs
from twosource.trace.lineage import components
from twosource.trace.near import STOCK, counted, ends, joined
from twosource.trace.postings import Postings
from twosource.trace.worth import Sizes, near, together
from twosource.types import Account, DateCandidate, Derivation

sys.path.insert(0, str(Path(__file__).parent))
from invented import REWRITE, WIRE, account


def day(number: int) -> DateCandidate:
    return DateCandidate(f"2031-05-{number:02}", "day", "published", "meta", 0.9)


def copy(number: int) -> Account:
    """What an outlet made of the agency's report: something of it cut, a line of its own."""
    lines = WIRE.split("\n\n")
    kept = [x for n, x in enumerate(lines) if n != 1 + number % 5] if number % 3 else lines
    text = "\n\n".join([*kept, f"The Courier {number} has {1000 + 7 * number} readers in Vell."])
    return account(
        f"copy {number}", text, outlet=f"Courier {number}", published=day(5 + number % 3)
    )


SENT = account("sent", WIRE, outlet="reuters.com", published=day(5))
FAMILY = [SENT, *(copy(n) for n in range(STOCK + 16)), account("rewrite", REWRITE)]


def told(links: tuple[Derivation, ...]) -> set[str]:
    """Links as they are whichever account is named first."""
    turned = {"a>b": "b>a", "b>a": "a>b"}
    return {
        repr((
            *sorted((d.a, d.b)), d.relation, d.score, d.rule,
            d.direction if d.a < d.b else turned.get(d.direction, d.direction),
            [(e.kind, (e.a, e.b) if d.a < d.b else (e.b, e.a), e.note) for e in d.evidence],
        ))
        for d in links
    }  # fmt: skip


@pytest.fixture(scope="module")
def links() -> tuple[Derivation, ...]:
    return trace(FAMILY)


def test_what_many_print_ties_each_of_them_to_the_agency_that_sent_it(
    links: tuple[Derivation, ...],
) -> None:
    with_sent = {d.b: d for d in links if d.a == "sent"}
    assert set(with_sent) == {a.id for a in FAMILY[1:]}
    assert {d.direction for d in with_sent.values()} == {"a>b"}
    assert len(links) < 2 * len(FAMILY)
    assert len(trace(FAMILY, all_pairs=True)) == len(FAMILY) * (len(FAMILY) - 1) // 2


def test_as_many_as_tie_one_another_keep_every_pair() -> None:
    few = FAMILY[: STOCK - 1] + FAMILY[-1:]
    found = {frozenset((d.a, d.b)) for d in trace(few)}
    assert found == {frozenset((a.id, b.id)) for a, b in combinations(few, 2)}


def test_a_copy_of_many_shows_its_runs_and_all_when_asked(
    links: tuple[Derivation, ...], tmp_path: Path
) -> None:
    brief = next(d for d in links if (d.a, d.b) == ("sent", "copy 0"))
    (full,) = trace([FAMILY[0], FAMILY[1]])
    kinds = {e.kind for e in brief.evidence}
    assert "run" in kinds and "figure" not in kinds and "details" not in kinds
    assert {"run", "figure", "details"} <= {e.kind for e in full.evidence}
    assert (brief.relation, brief.score, brief.direction) == (
        full.relation, full.score, full.direction,
    )  # fmt: skip
    every = next(d for d in trace(FAMILY[:30], all_pairs=True) if d.b == "copy 0")
    assert every == full
    source = tmp_path / "all.jsonl"
    source.write_text(
        "".join(
            f'{{"id": "{a.id}", "text": {line_of(a.text)}, "outlet": "{a.outlet or ""}"}}\n'
            for a in FAMILY
        )
    )
    shown = CliRunner().invoke(cli, ["trace", "--explain", "sent", "copy 0", str(source)])
    assert "1,250" in shown.output


def line_of(text: str) -> str:
    import json

    return json.dumps(text)


@settings(max_examples=4, deadline=None)
@given(st.randoms(use_true_random=False))
def test_whatever_the_order_the_links_and_their_evidence_are_the_same(
    chance: random.Random,
) -> None:
    order = list(FAMILY)
    chance.shuffle(order)
    tracer = Tracer()
    for n, each in enumerate(order):
        tracer.place(each)
        if n in {STOCK - 2, STOCK + 3}:
            tracer.links()
    assert tracer.links() == trace(order)
    assert told(tracer.links()) == told(trace(FAMILY))


def test_postings_in_files_give_the_same_links(
    links: tuple[Derivation, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tracer_module, "Postings", lambda: Postings(most=500))
    assert trace(FAMILY) == links
    spilt = Postings(most=10)
    for n in range(50):
        hashes = np.arange(n, n + 9, dtype=np.uint64) << np.uint64(56)
        spilt.add(n, Runs(hashes, np.ones(9, dtype=np.bool_)))
    parts = list(spilt.parts())
    assert len(parts) > 10
    assert sum(len(p[0]) for p in parts) == 450
    ranges = [set(p[0].tolist()) for p in parts]
    assert not any(a & b for a, b in combinations(ranges, 2))
    assert postings.RANGES == 64


def test_an_index_of_many_copies_gives_the_links_of_one_batch(tmp_path: Path) -> None:
    order = [*FAMILY[3:20], FAMILY[0], *FAMILY[20:], *FAMILY[1:3]]
    for low in (0, 15, 30):
        place_in(tmp_path / "i", order[low : low + 15])
    assert set(place_in(tmp_path / "i", order)) == set(trace(order))


@settings(max_examples=30, deadline=None)
@given(st.integers(0, 10**6), st.integers(1, 60), st.sampled_from([3, 10, STOCK]))
def test_pairs_are_counted_like_plain_sets(seed: int, count: int, stock: int) -> None:
    chance = random.Random(seed)
    every: list[tuple[set[int], set[int]]] = []
    for _ in range(count):
        hashes = chance.sample(range(60), chance.randrange(12))
        every.append((set(hashes), {h for h in hashes if chance.random() < 0.7}))
    has = {h: [n for n, (mine, _) in enumerate(every) if h in mine] for h in range(60)}

    def enough(shared: set[int], a: int, b: int) -> bool:
        own = shared & every[a][1] & every[b][1]
        size, own_size = (min(len(every[a][k]), len(every[b][k])) for k in (0, 1))
        few = len(shared) < 0.1 * size and len(own) < 0.025 * max(1, own_size)
        return bool(shared) and not few

    pairs = {(a, b): every[a][0] & every[b][0] for a, b in combinations(range(count), 2)}
    led = {
        (a, b): {h for h in common if len(has[h]) > stock and has[h][0] == a}
        for (a, b), common in pairs.items()
    }
    derived = {b for (a, b), hashes in led.items() if enough(hashes, a, b)}
    expected = {}
    for (a, b), common in pairs.items():
        near_by = {h for h in common if len(has[h]) <= stock} | led[a, b]
        if near_by and enough(near_by if derived & {a, b} else common, a, b):
            expected[a, b] = 2 * len(led[a, b]) > len(near_by)
    rows = [(h, n, h in own) for n, (mine, own) in enumerate(every) for h in sorted(mine)]
    chance.shuffle(rows)
    parts = [[r for r in rows if r[0] < 20], [r for r in rows if r[0] >= 20]]
    found = joined(
        counted(
            np.array([r[0] for r in part], dtype=np.uint64),
            np.array([r[1] for r in part], dtype=np.int64),
            np.array([r[2] for r in part], dtype=np.bool_), both=True, stock=stock,
        )
        for part in parts
    )  # fmt: skip
    none = np.zeros(count, dtype=np.int64)
    sizes = Sizes(*(np.array([len(e[k]) for e in every], dtype=np.int64) for k in (0, 1)), none)
    keys, much = near(found, joined([]), sizes)
    a, b = ends(keys)
    assert dict(zip(zip(a.tolist(), b.tolist()), much.tolist())) == expected  # noqa: B905


@settings(max_examples=30, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40)), max_size=40))
def test_pairs_that_hang_together_follow_one_another(pairs: list[tuple[int, int]]) -> None:
    chosen = sorted({(min(p), max(p)) for p in pairs if p[0] != p[1]})
    keys = np.array([(a << 32) | b for a, b in chosen], dtype=np.uint64)
    order = together(keys, 41).tolist()
    assert sorted(order) == list(range(len(chosen)))
    part = components([str(n) for n in range(41)], ((str(a), str(b)) for a, b in chosen))
    met = [part[str(chosen[n][0])] for n in order]
    assert len([k for k, _ in groupby(met)]) == len(set(met))


def test_links_of_many_copies_are_records(links: tuple[Derivation, ...]) -> None:
    assert all(line(link(d)) for d in links)
