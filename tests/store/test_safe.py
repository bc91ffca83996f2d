"""Kills, several processes, damage: what was acknowledged stands."""

from __future__ import annotations

import json
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from twosource.errors import StoreError
from twosource.group import group
from twosource.store import Store, open_store
from twosource.store.schema import CURRENT
from twosource.store.sqlite import SqliteBase
from twosource.trace import trace
from twosource.types import Account

sys.path.append(str(Path(__file__).parent))
sys.path.append(str(Path(__file__).parents[1] / "tools"))
from kills import kill_often, record
from told import accounts

PROGRAM = [sys.executable, "-m", "twosource"]


def test_kills_lose_nothing_that_was_acknowledged(address: str, tmp_path: Path) -> None:
    times = 3 if not address.startswith("postgresql") else 2
    seen = kill_often(lambda: address, times, 7, tmp_path, longest=0.8)
    assert seen.kills == times, "every run was at work when it was killed"
    assert seen.acknowledged > 20 * times
    assert seen.lost == set()
    assert seen.faults == []
    assert seen.same


def test_two_writers_wait_for_one_another(address: str, tmp_path: Path) -> None:
    news = accounts(80, seed=5)
    files = []
    for n, part in enumerate((news[::2], news[1::2])):
        files.append(tmp_path / f"{n}.jsonl")
        files[-1].write_text("".join(map(record, part)))
    runs = [
        subprocess.Popen([*PROGRAM, "add", str(f), "--store", address, "-q"],
                         stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        for f in files
    ]  # fmt: skip
    for run in runs:
        out, err = run.communicate(timeout=200)
        assert (run.returncode, err) == (0, b"")
        assert {json.loads(line)["status"] for line in out.splitlines()} <= {"new", "same"}
    with open_store(address) as store:
        assert {a.id for a in store.accounts()} == {a.id for a in news}
        assert store.check() == ()


def test_a_reader_never_waits(address: str) -> None:
    """A writer in the middle of a transaction; readers see what stood before it."""
    with open_store(address) as writer, open_store(address, make=False) as reader:
        list(writer.add(*accounts(20, seed=2)))
        with writer.base.writing():
            writer.base.run("DELETE FROM link")
            writer.base.run("UPDATE account SET story = 999")
            start = time.monotonic()
            assert len(reader) == 20
            assert reader.search("counted OR weighed said") is not None
            assert all(s.story != "story-999" for s in reader.stories())
            assert time.monotonic() - start < 5
            writer.base.run("UPDATE account SET story = 1")
        assert reader.story_ids() == ["story-1"]


def test_reads_of_one_moment(address: str) -> None:
    with open_store(address) as writer, open_store(address, make=False) as reader:
        list(writer.add(*accounts(5, seed=2)))
        with reader.base.reading():
            assert len(reader) == 5
            done = threading.Event()

            def write() -> None:
                with open_store(address) as third:
                    list(third.add(*accounts(9, seed=2)))
                done.set()

            thread = threading.Thread(target=write)
            thread.start()
            assert done.wait(60)
            thread.join()
            assert len(reader) == 5
        assert len(reader) == 9


def test_a_writer_that_waits_too_long_is_named(tmp_path: Path) -> None:
    path = tmp_path / "news.db"
    with open_store(path) as store:
        slow = SqliteBase(path, make=False, patience=0.1)
        with store.base.writing(), pytest.raises(StoreError, match="TS-STORE-04"), slow.writing():
            pass
        slow.close()
        with store.base.writing():
            pass


def test_a_fault_in_the_middle_undoes_the_transaction(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    news = accounts(12, seed=3)
    list(store.add(*news[:6]))
    before = store.groups(), store.links()

    def broken(*_: object) -> None:
        raise MemoryError

    with monkeypatch.context() as patched:
        patched.setattr(store.base, "index", broken)
        with pytest.raises(MemoryError):
            list(store.add(*news[6:]))
    assert len(store) == 6
    assert (store.groups(), store.links()) == before
    assert store.check() == ()
    # the numbers that were undone go to other accounts than before
    assert [a.status for a in store.add(*news[:5:-1])] == ["new"] * 6
    kept = store.accounts()
    assert kept == (*news[:6], *news[:5:-1])
    assert store.links() == trace(kept)
    assert {frozenset(s.accounts) for s in store.groups()} == {
        frozenset(s.accounts) for s in group(kept)
    }


def test_damage_is_seen_and_named(tmp_path: Path) -> None:
    path = tmp_path / "news.db"
    with open_store(path) as store:
        list(store.add(*accounts(10, seed=4)))
    damages: list[tuple[str, str]] = [
        ("UPDATE account SET record = x'00' WHERE number = 3", "account"),
        ("UPDATE account SET story = 77 WHERE number = 4", "story"),
        ("DELETE FROM account WHERE number = 5", "index"),
        ("UPDATE link SET record = x'789c'", "link"),
    ]
    for n, (sql, named) in enumerate(damages):
        copy = tmp_path / f"{n}.db"
        copy.write_bytes(path.read_bytes())
        with sqlite3.connect(copy) as base:
            base.execute(sql)
        base.close()
        with open_store(copy) as store:
            assert any(named in fault for fault in store.check()), sql


@pytest.mark.parametrize("at", [0.2, 0.5, 0.9])
def test_bytes_gone_wrong_never_crash(tmp_path: Path, at: float) -> None:
    path = tmp_path / "news.db"
    with open_store(path) as store:
        list(store.add(*accounts(30, seed=4)))
        store.compact()
    data = bytearray(path.read_bytes())
    start = int(len(data) * at)
    data[start : start + 5000] = bytes(b ^ 0x5A for b in data[start : start + 5000])
    path.write_bytes(data)
    wrong = []
    try:
        with open_store(path) as store:
            wrong += store.check()
            list(store.add(Account(id="one more", text="A boat came in.", sha256="")))
    except (StoreError, ValueError) as error:
        wrong.append(str(error))
    assert wrong


def test_a_store_of_a_newer_version_is_refused_by_name(address: str) -> None:
    with open_store(address) as store, store.base.writing():
        store.base.set_version(CURRENT + 1)
    with pytest.raises(StoreError, match=f"TS-STORE-03.*version {CURRENT + 1}"):
        open_store(address)


def test_a_store_made_by_two_at_once(address: str) -> None:
    """Several processes that open what is not there yet make one store."""
    code = "import sys; from twosource.store import open_store; open_store(sys.argv[1]).close()"
    runs = [subprocess.Popen([sys.executable, "-c", code, address]) for _ in range(4)]
    assert [run.wait(120) for run in runs] == [0, 0, 0, 0]
    with open_store(address, make=False) as store:
        assert len(store) == 0


def test_nothing_is_stored_unless_asked(tmp_path: Path, process: Callable[..., object]) -> None:
    (tmp_path / "a.txt").write_text("The ferry sank on Monday, the mayor said.\n")
    done = subprocess.run(
        [*PROGRAM, "read", str(tmp_path / "a.txt")], cwd=tmp_path, capture_output=True, timeout=60
    )
    assert done.returncode == 0
    assert [p.name for p in tmp_path.iterdir()] == ["a.txt"]


def test_a_full_disk_is_named_and_costs_nothing_that_was_acknowledged(tmp_path: Path) -> None:
    news = accounts(60, seed=8)
    with open_store(tmp_path / "news.db") as store:
        list(store.add(*news[:20]))
        ((pages,),) = store.base.rows("PRAGMA page_count")
        store.base.run(f"PRAGMA max_page_count = {pages + 8}")
        with pytest.raises(StoreError, match=r"TS-STORE-05.*full"):
            list(store.add(*news[20:]))
        assert [a.id for a in store.accounts()] == [a.id for a in news[:20]]
        store.base.run("PRAGMA max_page_count = 100000")
        assert len(list(store.add(*news[20:]))) == 40
        assert store.check() == ()
        assert store.links() == trace(store.accounts())


@pytest.mark.parametrize("size", [16, 100, 4096, 0.5])
def test_a_file_that_was_cut_off_is_named(tmp_path: Path, size: float) -> None:
    path = tmp_path / "news.db"
    with open_store(path) as store:
        list(store.add(*accounts(5, seed=8)))
        store.compact()
    data = path.read_bytes()
    path.write_bytes(data[: int(size if size > 1 else len(data) * size)])
    with pytest.raises(StoreError, match=r"TS-STORE-0[28]"), open_store(path, make=False) as store:
        store.stories()
