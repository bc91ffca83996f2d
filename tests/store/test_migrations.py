"""A file that the version before made is brought up to date; nothing of it is lost."""

from __future__ import annotations

import gzip
import sys
from pathlib import Path

import pytest

from twosource.errors import StoreError
from twosource.group import group
from twosource.store import Store, open_store, schema
from twosource.store.opening import _SERVER_TYPES, _TYPES
from twosource.store.schema import CURRENT, STEPS, Step, bring_up
from twosource.store.sqlite import SqliteBase
from twosource.trace import trace

sys.path.append(str(Path(__file__).parent))
from old_stores import COUNT
from told import accounts

DATA = Path(__file__).parent / "data"
OLD = range(1, CURRENT)


def old(version: int, folder: Path) -> Path:
    """The kept file of a version."""
    path = folder / f"v{version}.db"
    path.write_bytes(gzip.decompress((DATA / f"v{version}.db.gz").read_bytes()))
    return path


@pytest.mark.parametrize("version", OLD)
def test_a_file_of_each_version_before_is_brought_up_to_date(version: int, tmp_path: Path) -> None:
    path = old(version, tmp_path)
    base = SqliteBase(path, make=False)
    assert base.version() == version
    rows = base.rows("SELECT id, record, rest FROM account ORDER BY number")
    base.close()
    with open_store(path, make=False) as store:
        assert store.base.version() == CURRENT
        assert store.base.rows("SELECT id, record, rest FROM account ORDER BY number") == rows
        assert store.check() == ()
        kept = store.accounts()
        assert [a.text for a in kept] == [a.text for a in accounts(COUNT)]
        word = kept[3].text.split()[4]
        assert kept[3].id in {h.account for h in store.search(word, most=50)}
        assert {a.status for a in store.add(*accounts(COUNT))} == {"same"}
        assert {a.status for a in store.add(*accounts(COUNT + 9)[COUNT:])} == {"new"}
        found = {frozenset(s.accounts) for s in store.groups()}
        assert found == {frozenset(s.accounts) for s in group(store.accounts())}
        assert store.links() == trace(store.accounts())
        assert store.check() == ()


def test_there_is_a_file_of_each_version_before() -> None:
    assert len(OLD) >= 1
    assert sorted(p.name for p in DATA.glob("v*.db.gz")) == [f"v{n}.db.gz" for n in OLD]


@pytest.mark.parametrize("version", OLD)
def test_a_migration_that_fails_leaves_the_file_as_it_was(
    version: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = old(version, tmp_path)

    def broken(_: object) -> None:
        raise RuntimeError("the light went out")

    steps = (*STEPS[:version], Step(STEPS[version].tables, broken), *STEPS[version + 1 :])
    with monkeypatch.context() as patched:
        patched.setattr(schema, "STEPS", steps)
        with pytest.raises(RuntimeError):
            open_store(path)
    base = SqliteBase(path, make=False)
    assert base.version() == version
    base.close()
    with open_store(path) as store:
        assert len(store) == COUNT


def test_steps_one_by_one_make_what_all_at_once_do(store: Store, tmp_path: Path) -> None:
    """On either database: the tables of each version, and then the next."""
    server = store.address.startswith("postgresql")
    assert store.base.version() == CURRENT
    types = _SERVER_TYPES if server else _TYPES
    bring_up(store.base, types)  # nothing to do
    base = SqliteBase(tmp_path / "slow.db", make=True)
    for version in range(1, CURRENT + 1):
        bring_up(base, _TYPES, to=version)
        assert base.version() == version
    made = base.rows("SELECT sql FROM sqlite_master ORDER BY name")
    with open_store(tmp_path / "fast.db") as fast:
        assert fast.base.rows("SELECT sql FROM sqlite_master ORDER BY name") == made
        fast.base.set_version(CURRENT + 3)
    base.close()
    with pytest.raises(StoreError, match="TS-STORE-03"):
        open_store(tmp_path / "fast.db")
