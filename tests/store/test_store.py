"""Accounts that stay: new, the same again, versions, refused; either database."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

import twosource
from conftest import HARBOUR
from twosource.errors import StoreError
from twosource.store import Store, kept, open_store
from twosource.types import Account, Story

sys.path.append(str(Path(__file__).parents[1] / "trace"))
from invented import APART, REWRITE, WIRE, account

ODD = {
    "nul": "VELL: the clerk typed \x00 and\x00 went home for the day.",
    "half": "The \ud83d half of a sign, and \udc00 the other, alone.",
    "halves": "Two halves that stay two: \ud83d\ude00 in Vell harbour.",
    "signs": "\u202eright to left\u2066 \ufeff and a \u0001 control, 100% sure; ' \" \\ ?",
    "astral": "𝔙𝔢𝔩𝔩 🚢 harbour 𠮷野家 \U0010ffff end",
}


def statuses(store: Store, *accounts: Account) -> list[str]:
    return [a.status for a in store.add(*accounts)]


def test_what_is_added_stays(address: str) -> None:
    with open_store(address) as store:
        made = list(store.add(HARBOUR))
        kept = store.accounts()
    assert [a.status for a in made] == ["new"] * 5
    assert len({a.story for a in made}) == 1
    assert kept == twosource.read(HARBOUR).accounts
    with open_store(address, make=False) as store:
        assert store.accounts() == kept
        assert [a.status for a in store.add(HARBOUR)] == ["same"] * 5
        assert len(store) == 5


def test_another_text_of_a_page_is_a_version(store: Store) -> None:
    url = "https://veller-bote.example/fees"
    first = account("a", WIRE, url=url)
    later = account("b", WIRE.replace("1,250", "1,520"), url=url + "?utm_source=post#top")
    (one,) = store.add(first)
    (two,) = store.add(later)
    assert (two.status, two.version_of, two.story) == ("version", "a", one.story)
    assert statuses(store, first, later) == ["same", "same"]
    assert [a.text for a in store.accounts()] == [first.text, later.text]


def test_an_id_without_an_address_is_a_page_too(store: Store) -> None:
    assert statuses(store, account("r1", WIRE)) == ["new"]
    (made,) = store.add(account("r1", REWRITE))
    assert (made.id, made.status, made.version_of) == ("r1#2", "version", "r1")


def test_two_files_of_one_name_need_not_be_one_page(store: Store, tmp_path: Path) -> None:
    texts = {"mon": WIRE, "tue": WIRE.replace("1,250", "1,520"), "wed": BAKERY}
    for day, text in texts.items():
        (tmp_path / day).mkdir()
        (tmp_path / day / "story.txt").write_text(text, encoding="utf-8")
    made = [next(iter(store.add(tmp_path / day / "story.txt"))) for day in texts]
    assert [a.status for a in made] == ["new", "version", "new"]
    assert [a.id for a in made] == ["story.txt", "story.txt#2", "story.txt#3"]
    assert [a.version_of for a in made] == [None, "story.txt", None]
    assert [a.status for a in store.add(tmp_path / "wed" / "story.txt")] == ["same"]


BAKERY = (
    "TULAY — The last bakery of the old quarter shut its ovens on Friday, and its owner said that "
    "flour had become dearer than gold.\n\n“We baked for ninety years,” said Ossi Halme, who will "
    "now grow pears.\n\nNeighbours queued round the block for a final loaf of rye.\n"
)


def test_what_cannot_be_read_is_refused_and_costs_nothing_else(
    store: Store, tmp_path: Path
) -> None:
    (tmp_path / "empty.txt").write_text("")
    (tmp_path / "good.txt").write_text(BAKERY)
    made = list(store.add(tmp_path / "empty.txt", tmp_path / "none.txt", tmp_path / "good.txt"))
    assert [(a.status, a.code) for a in made] == [
        ("refused", "TS-READ-01"), ("refused", "TS-READ-03"), ("new", None),
    ]  # fmt: skip
    assert [a.story for a in made][:2] == [None, None]
    assert len(store) == 1


@pytest.mark.parametrize("name", ODD)
def test_any_text_is_given_back_as_it_was(store: Store, name: str) -> None:
    told = account(f"id {ODD[name]}", ODD[name] + " " + WIRE, title=ODD[name], outlet=ODD[name])
    again = account("again", ODD[name] + " " + WIRE)
    assert statuses(store, told, again) == ["new", "new"]
    assert store.accounts() == (told, again)
    assert {link.a for link in store.links()} == {told.id}
    assert {h.account for h in store.search("plain robbery")} == {told.id, "again"}
    assert {h.outlet for h in store.search("robbery")} == {ODD[name], None}
    assert store.check() == ()


def test_raw_inputs_are_kept_once(store: Store, tmp_path: Path) -> None:
    for name in ("one", "two"):
        (tmp_path / f"{name}.txt").write_text(BAKERY, encoding="utf-8")
    assert len(list(store.add(tmp_path / "one.txt", tmp_path / "two.txt"))) == 2
    ((size, data),) = store.base.rows("SELECT size, data FROM raw")
    assert size == len(BAKERY.encode())
    assert len(bytes(data)) < size


def test_the_ledger_says_what_was_done(store: Store) -> None:
    statuses(store, account("a", WIRE), account("a", WIRE))
    statuses(store, account("a", WIRE))
    (entry,) = store.ledger()
    assert (entry.what, json.loads(entry.detail)["new"]) == ("add", 1)
    assert entry.version == twosource.__version__
    store.compact()
    assert [e.what for e in store.ledger()] == ["add", "compact"]
    assert [e.what for e in store.ledger(1)] == ["compact"]


def test_stories_count_copies_with_their_source(store: Store) -> None:
    made = list(store.add(account("w", WIRE), account("r", REWRITE), account("x", APART)))
    found = store.stories()
    assert sum(len(s.accounts) for s in found) == 3
    story = next(s for s in found if s.story == made[0].story)
    assert {"w", "r"} <= set(story.accounts)
    assert story.origins == len(story.accounts) - 1
    assert store.story_of("w") == story.story
    assert [len(s.accounts) for s in store.stories(at_least=2)] == [len(story.accounts)]


def test_what_is_not_there_is_named(address: str) -> None:
    with pytest.raises(StoreError, match="TS-STORE-01"):
        open_store(address, make=False)
    with open_store(address) as store:
        for story in ("story-1", "story-", "1", "story-99999999999999999999", "story-\u0661"):
            with pytest.raises(StoreError, match="TS-STORE-07"):
                store.accounts(story)
        with pytest.raises(StoreError, match="TS-STORE-07"):
            store.story_of("nobody")


def test_the_package_opens_stores(tmp_path: Path) -> None:
    with twosource.open_store(tmp_path / "news.db") as store:
        assert isinstance(store, twosource.Store)
        (made,) = store.add(account("a", WIRE))
        assert store.groups() == (Story("story-1", ("a",)),)
        assert store.story_of("a") == made.story == "story-1"
    assert issubclass(twosource.StoreError, twosource.TwosourceError)


def test_what_was_kept_is_taken_without_reading_or_comparing(tmp_path: Path) -> None:
    """The second dossier of a story loads neither the parser nor what compares."""
    path = tmp_path / "news.db"
    with open_store(path) as store:
        list(store.add(account("w", WIRE), account("r", REWRITE)))
        story = store.story_of("w")
        first = store.dossier(story).lines
    code = (
        "import sys; from twosource.store import open_store; s = open_store(sys.argv[1])\n"
        "print(*s.dossier(sys.argv[2]).lines)\n"
        "loaded = {'spacy', 'twosource.compare.compare', 'twosource.read.pages'} & {*sys.modules}\n"
        "sys.exit(len(loaded))"
    )
    done = subprocess.run([sys.executable, "-c", code, str(path), story], capture_output=True)
    assert done.returncode == 0, done.stderr
    assert done.stdout.decode().rstrip("\n") == "\n".join(first)
    with open_store(path) as store:
        list(store.add(account("x", WIRE + " And one word more.")))
        assert store.dossier(story).lines != first


def test_what_another_version_kept_is_not_taken(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    list(store.add(account("w", WIRE)))
    told = store.stage("story-1", "statements")
    store.base.run("DELETE FROM statement")
    assert store.stage("story-1", "statements") == told
    assert store.search("robbery")[0].said == ()
    monkeypatch.setattr(kept, "code_version", lambda: b"another program")
    assert store.stage("story-1", "statements") == told
    assert store.search("robbery")[0].said != ()
    assert len(store.base.rows("SELECT kind FROM kept")) == 6
    store.compact()
    assert len(store.base.rows("SELECT kind FROM kept")) == 3


def test_another_file_is_left_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "letters.db"
    path.write_bytes(b"Dear Sir, this is a letter and no store.\n" * 40)
    with pytest.raises(StoreError, match="TS-STORE-02"):
        open_store(path)
    import sqlite3

    other = tmp_path / "other.db"
    with sqlite3.connect(other) as base:
        base.execute("CREATE TABLE pears (n)")
    base.close()
    before = other.read_bytes()
    with pytest.raises(StoreError, match="TS-STORE-02"):
        open_store(other)
    assert other.read_bytes() == before
    assert b"Dear Sir" in path.read_bytes()


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(StoreError, match="TS-STORE-05"):
        open_store(tmp_path / "file" / "news.db")


def test_a_server_that_is_not_there_is_named_without_its_password() -> None:
    pytest.importorskip("psycopg")
    with pytest.raises(StoreError, match="TS-STORE-05") as found:
        open_store("postgresql://me:secret@127.0.0.1:9/none")
    assert "secret" not in str(found.value)
