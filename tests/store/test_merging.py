"""An export is taken into a store that holds accounts already."""

from __future__ import annotations

import gzip
import json
import sys
from pathlib import Path

import pytest

from twosource.errors import StoreError
from twosource.group import group
from twosource.store import Store, open_store
from twosource.trace import trace
from twosource.types import Account

sys.path.append(str(Path(__file__).parent))
from told import accounts

PAGE = (
    "<html><head><title>Weir {n}</title></head><body><article><h1>Weir at Quarne</h1><p>The weir "
    "at Quarne gave way on Monday, the canal company said, and {n} cellars filled.</p><p>The mayor "
    "of Quarne asked for pumps and blankets before the night came.</p></article></body></html>"
)


def exported(path: Path, *sources: str | Path | Account) -> Path:
    """The export of a store of some inputs."""
    out = path.with_suffix(".jsonl.gz")
    with open_store(path) as store:
        list(store.add(*sources))
        with out.open("wb") as sink:
            store.export(sink)
    return out


def test_what_is_there_is_the_same_and_the_rest_is_new(store: Store, tmp_path: Path) -> None:
    news = accounts(40, seed=9)
    out = exported(tmp_path / "one.db", *news[:25])
    list(store.add(*news[15:]))
    assert store.restore(out) == {"new": 15, "same": 10, "version": 0}
    kept = store.accounts()
    assert {a.id for a in kept} == {a.id for a in news}
    assert store.links() == trace(kept)
    found = {frozenset(s.accounts) for s in store.groups()}
    assert found == {frozenset(s.accounts) for s in group(kept)}
    assert store.restore(out) == {"new": 0, "same": 25, "version": 0}
    assert store.search("minister OR harvest") is not None
    assert store.check() == ()
    assert "import" in [e.what for e in store.ledger()]


def test_versions_and_raw_pages_come_along(tmp_path: Path, store: Store) -> None:
    folder = tmp_path / "pages"
    folder.mkdir()
    page = folder / "weir.html"
    page.write_text(PAGE.format(n=30))
    exported(tmp_path / "one.db", page)
    page.write_text(PAGE.format(n=55))
    out = exported(tmp_path / "one.db", page)
    page.write_text(PAGE.format(n=30))
    list(store.add(page))
    assert store.restore(out) == {"new": 0, "same": 1, "version": 1}
    assert [a.id for a in store.accounts()] == ["weir.html", "weir.html#2"]
    rows = store.base.rows("SELECT version_of FROM account ORDER BY number")
    assert rows == [(None,), (0,)]
    assert store.base.rows("SELECT count(*) FROM raw") == [(2,)]
    assert store.check() == ()


@pytest.mark.parametrize("filled", [False, True])
def test_a_damaged_export_changes_nothing(store: Store, tmp_path: Path, filled: bool) -> None:
    out = exported(tmp_path / "one.db", *accounts(90, seed=4))
    rows = gzip.decompress(out.read_bytes()).splitlines(keepends=True)
    account = json.loads(next(r for r in rows if r.startswith(b'["account"')))
    account[23] = ["AAAA"]  # the record
    bad = {
        "cut": b"".join(rows[: len(rows) // 2]),
        "newer": rows[0].replace(b'"version":', b'"version":1') + b"".join(rows[1:]),
        "record": b"".join([rows[0], json.dumps(account).encode() + b"\n", *rows[1:]]),
        "short": rows[0] + b'["account",1]\n' + rows[-1],
        "no list": rows[0] + b"7\n" + rows[-1],
        "deep": rows[0] + b"[" * 100_000,
    }
    if filled:
        list(store.add(*accounts(5, seed=1)))
    before = store.accounts(), store.groups(), store.ledger()
    for name, data in bad.items():
        path = tmp_path / f"{name}.gz"
        path.write_bytes(gzip.compress(data, mtime=0))
        with pytest.raises(StoreError, match="TS-STORE-0"):
            store.restore(path)
        assert (store.accounts(), store.groups(), store.ledger()) == before, name
    assert sum(store.restore(out).values()) == 90
    assert store.check() == ()
