"""What people decide is kept, and nothing that comes after puts it aside."""

from __future__ import annotations

import io
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

sys.path.append(str(Path(__file__).parent))
from told import accounts

from twosource.errors import StoreError
from twosource.review import of_account, of_finding, of_link, of_party
from twosource.store import Filters, ReviewedStore, open_store
from twosource.types import Account, Review

COUNT = 24


def by(author: str, review: Review) -> Review:
    return replace(review, author=author)


def move(account: str, beside: str = "") -> Review:
    return by("Ida", of_account(account, "move", {"with": beside} if beside else {}))


def setting(account: str, **values: str) -> Review:
    return by("Ida", of_account(account, "set", values))


def story_of(store: ReviewedStore) -> dict[str, str]:
    return {a: s.id for s in store.groups() for a in s.accounts}


def several(store: ReviewedStore) -> list[tuple[str, ...]]:
    """The stories of two accounts and more."""
    return [s.accounts for s in store.groups() if len(s.accounts) > 1]


def test_a_moved_account_stays_where_a_person_put_it(store: ReviewedStore) -> None:
    list(store.add(*accounts(COUNT)))
    grouped = story_of(store)
    one, two = several(store)[:2]
    (done,) = store.decide(move(one[0], two[0]))
    assert story_of(store) == grouped | {one[0]: grouped[two[0]]}
    assert one[0] in {a.id for a in store.accounts(grouped[two[0]])}
    list(store.add(*accounts(COUNT * 2)[COUNT:]))  # regroups about them
    assert story_of(store)[one[0]] == story_of(store)[two[0]] != story_of(store)[one[1]]
    store.base.run("DELETE FROM state WHERE key = 'rules'")  # as after an update of the program
    list(store.add(*accounts(COUNT * 2 + 3)[COUNT * 2 :]))
    assert story_of(store)[one[0]] == story_of(store)[two[0]] != story_of(store)[one[1]]
    assert store.check() == ()
    store.undo("Ida")
    found = {frozenset(s.accounts) for s in store.groups()}
    assert any({one[0], one[1]} <= s for s in found)
    assert done.decision == "move"


def test_after_an_undo_stories_are_those_of_grouping_alone(
    store: ReviewedStore, another: Callable[[], ReviewedStore]
) -> None:
    list(store.add(*accounts(COUNT)))
    one, two = several(store)[:2]
    store.decide(move(one[0], two[0]), move(one[1]), move(two[1], one[1]))
    alone = story_of(store)
    assert alone[one[1]] == alone[two[1]]
    assert sum(s == alone[one[1]] for s in alone.values()) == 2
    list(store.add(*accounts(COUNT * 2)[COUNT:]))
    for _ in range(3):
        store.undo("Ida")
    with another() as plain:
        list(plain.add(*accounts(COUNT)))
        list(plain.add(*accounts(COUNT * 2)[COUNT:]))
        expected = {frozenset(s.accounts) for s in plain.groups()}
    assert {frozenset(s.accounts) for s in store.groups()} == expected
    redone = [store.redo("Ida") for _ in range(3)]
    assert [r.undone for r in redone] == ["", "", ""]
    assert story_of(store)[one[1]] == story_of(store)[two[1]]


def test_moves_in_a_ring_and_of_a_whole_story_lead_somewhere(store: ReviewedStore) -> None:
    list(store.add(*accounts(COUNT)))
    one, two = several(store)[:2]
    before = story_of(store)
    store.decide(move(one[0], two[0]), move(two[0], one[0]))
    ring = story_of(store)
    assert ring[one[0]] == ring[two[0]]
    store.undo("Ida")
    store.undo("Ida")
    for account in one:
        store.decide(move(account, two[0]))
    assert store.number_of(before[one[0]]) == store.number_of(before[two[0]])
    assert {a.id for a in store.accounts(before[one[0]])} == {*one, *two}


def test_a_version_of_a_moved_page_goes_with_it(store: ReviewedStore) -> None:
    made = accounts(COUNT)
    list(store.add(*made))
    one, two = several(store)[:2]
    store.decide(move(one[0], two[0]))
    page = next(a for a in made if a.id == one[0])
    (added,) = store.add(replace(page, text=page.text + " Later nobody was hurt there."))
    assert added.status == "version"
    assert added.story == story_of(store)[two[0]]


def test_what_is_set_is_seen_by_lists_searches_and_links(store: ReviewedStore) -> None:
    made = accounts(COUNT)
    list(store.add(*made))
    one = several(store)[0]
    store.decide(setting(one[0], date="2031-05-03", outlet="Gull Wire"))
    (found,) = [a for a in store.accounts() if a.id == one[0]]
    assert found.published is not None
    assert found.published.evidence.startswith("set by Ida on ")
    assert [h.account for h in store.search("", Filters(outlet="gull wire"))] == [one[0]]
    story = store.story_of(one[0])
    assert "2031-05-03" in {s.last for s in store.stories() if s.story == story}
    page = next(a for a in made if a.id == one[0])
    (added,) = store.add(replace(page, text=page.text + " Later nobody was hurt there."))
    assert {h.account for h in store.search("", Filters(outlet="gull wire"))} == {
        one[0], added.id
    }  # fmt: skip
    assert {k.reviewed for k in store.links()} == {None}
    store.undo("Ida")
    assert store.search("", Filters(outlet="gull wire")) == ()


def test_a_link_marked_wrong_counts_no_more(store: ReviewedStore) -> None:
    list(store.add(*accounts(COUNT)))
    link = next(k for k in store.links() if k.relation in {"edited", "contained", "verbatim"})
    story = store.story_of(link.a)
    lines = {s.story: s for s in store.stories()}
    (wrong,) = store.decide(by("Ole", of_link(link.b, link.a, "strike")))
    (struck,) = [k for k in store.links() if {k.a, k.b} == {link.a, link.b}]
    assert struck.relation == "not-established"
    assert struck.reviewed is not None
    assert struck.reviewed.review == wrong.id
    assert {s.story: s for s in store.stories()}[story].origins >= lines[story].origins
    store.undo("Ole")
    assert [k for k in store.links() if {k.a, k.b} == {link.a, link.b}] == [link]
    assert {s.story: s for s in store.stories()}[story] == lines[story]


def test_undo_takes_back_ones_own_last_and_redo_lets_it_hold(store: ReviewedStore) -> None:
    list(store.add(*accounts(4)))
    ids = [a.id for a in store.accounts()]
    first, second = store.decide(setting(ids[0], outlet="A"), setting(ids[0], outlet="B"))
    (other,) = store.decide(by("Ole", of_account(ids[1], "set", {"outlet": "C"})))
    assert store.undo("Ida").id == second.id
    assert store.accounts()[0].outlet == "A"
    assert store.undo("Ida").id == first.id
    assert store.redo("Ida").id == first.id
    assert store.redo("Ida").id == second.id
    with pytest.raises(StoreError, match="TS-STORE-12"):
        store.redo("Ida")
    assert store.undo("Ida", other.id).undone.startswith("Ida on ")
    with pytest.raises(StoreError, match="TS-STORE-12"):
        store.undo("Ida", other.id)
    assert [(r.id, bool(r.undone)) for r in store.reviews()] == [
        (first.id, False), (second.id, False), (other.id, True)
    ]  # fmt: skip
    with pytest.raises(StoreError, match=r"TS-STORE-11 it names no author"):
        store.decide(of_account(ids[0], "set", {"outlet": "D"}))
    whats = [e.what for e in store.ledger()]
    assert whats.count("undo") == 3
    assert whats.count("redo") == 2


def test_decisions_go_along_with_an_export_and_are_kept_by_a_merge(
    store: ReviewedStore, another: Callable[[], ReviewedStore], tmp_path: Path
) -> None:
    made = accounts(COUNT)
    list(store.add(*made))
    one, two = several(store)[:2]
    store.decide(setting(one[0], outlet="Gull Wire"), move(one[0], two[0]))
    store.decide(setting(one[1], outlet="Norr"))
    store.undo("Ida")
    held = io.BytesIO()
    store.export(held)
    path = tmp_path / "out.jsonl.gz"
    path.write_bytes(held.getvalue())
    with another() as empty:
        empty.restore(path)
        assert empty.reviews() == store.reviews()
        assert story_of(empty) == story_of(store)
    with another() as full:
        # it holds another page under one of the names, and a decision of its own
        list(full.add(Account(one[0], "Something else altogether was told here.", "")))
        (own,) = full.decide(setting(one[0], outlet="Mine"))
        full.restore(path)
        full.restore(path)
        kept = full.reviews()
        assert [r.id for r in kept] == [own.id, *(r.id for r in store.reviews())]
        there = next(a.id for a in full.accounts() if a.text == made_text(made, one[0]))
        assert there != one[0]
        named = {a.id: a for a in full.accounts()}
        assert (named[one[0]].outlet, named[there].outlet) == ("Mine", "Gull Wire")
        assert story_of(full)[there] == story_of(full)[two[0]]
        assert kept[-1].undone


def made_text(made: list[Account], id: str) -> str:
    return next(a.text for a in made if a.id == id)


def test_parties_and_lines_are_decided_by_the_accounts_they_were_in(store: ReviewedStore) -> None:
    list(store.add(*accounts(COUNT)))
    one, two = several(store)[:2]
    merge = by("Ida", of_party("merge", one, ["a", "b"]))
    (done,) = store.decide(merge)
    assert store.decisions(store.story_of(one[0])).reviews == (done,)
    assert store.decisions(store.story_of(two[0])).reviews == ()
    assert store.reviews(store.story_of(one[0])) == (done,)


def test_a_decision_of_lines_is_in_every_form_of_a_stored_dossier(tmp_path: Path) -> None:
    from twosource.records.models import FindingRecord

    with open_store(tmp_path / "s.db") as store:
        text = (
            "The quay at Vell will stay shut for {} days, Oto Bramm told reporters on Monday. "
            "He demanded 40 million crowns from the county for new piles.\n\nNo boat was hurt."
        )
        list(store.add(Account("a", text.format(12), ""), Account("b", text.format(20), "")))
        (story,) = {s.story for s in store.stories()}
        found = [
            FindingRecord.model_validate_json(x) for x in store.dossier(story, "compare").lines
        ]
        differ = next(f for f in found if f.kind == "differ" and f.type == "number")
        words = {(a.id, "text"): a.text for a in store.accounts()}
        assert [h.account for h in store.search("", Filters(difference="number"))] == ["b", "a"]
        store.decide(by("Ida", of_finding([differ], words, "strike")))
        for form in ("json", "html", "md"):
            told = "".join(store.dossier(story, form).lines)
            assert "struck by Ida on" in told or '"outcome":"struck"' in told
        assert store.search("", Filters(difference="number")) == ()
        again = [
            FindingRecord.model_validate_json(x) for x in store.dossier(story, "compare").lines
        ]
        assert [f.score for f in again if f.reviewed is not None] == [0.0]
        store.undo("Ida")
        assert "struck by" not in "".join(store.dossier(story, "html").lines)


_STEPS = st.lists(
    st.tuples(st.sampled_from(["move", "alone", "undo", "redo", "add"]), st.integers(0, 11),
              st.integers(0, 11)),
    max_size=10,
)  # fmt: skip


@settings(
    max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(_STEPS)
def test_whatever_is_done_every_account_has_one_story_and_moves_hold(
    tmp_path_factory: pytest.TempPathFactory, steps: list[tuple[str, int, int]]
) -> None:
    made = accounts(30)
    with open_store(tmp_path_factory.mktemp("any") / "s.db") as store:
        list(store.add(*made[:12]))
        more = iter(made[12:])
        holds: list[Review] = []
        gone: list[Review] = []
        for what, a, b in steps:
            if what == "add":
                list(store.add(*[x for _, x in zip(range(3), more, strict=False)]))
            elif what == "undo" and holds:
                gone.append(store.undo("Ida"))
                holds.pop()
            elif what == "redo" and gone:
                holds.append(store.redo("Ida"))
                gone.pop()
                holds.sort(key=lambda r: [x.id for x in store.reviews()].index(r.id))
            elif what in {"move", "alone"} and (a != b or what == "alone"):
                holds += store.decide(move(made[a].id, made[b].id if what == "move" else ""))
        last = {r.accounts[0]: r.values.get("with", "") for r in holds}
        found = story_of(store)
        assert len(found) == len(store)
        for account, beside in last.items():
            ring = beside
            while ring in last and last[ring] and ring != account:
                ring = last[ring] if last[ring] != beside else account
            if beside and ring != account:
                assert found[account] == found[beside]
        assert store.check() == ()
