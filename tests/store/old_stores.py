"""Make a file as an earlier version had it: ``python tests/store/old_stores.py 1 OUT``.

Run once, by the program of that version; the file is then kept in ``data`` and never made again.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

sys.path.append(str(Path(__file__).parent))
from told import accounts

from twosource.store.opening import _TYPES
from twosource.store.schema import bring_up
from twosource.store.sqlite import SqliteBase
from twosource.store.store import Store

COUNT = 12


class WithoutIndex(SqliteBase):
    """The tables before there was a search index."""

    def index(self, rows: Iterable[tuple[int, Sequence[str]]]) -> None:
        list(rows)


def make(version: int, path: Path) -> None:
    """A store of that version with some accounts."""
    base = (WithoutIndex if version < 2 else SqliteBase)(path, make=True)
    bring_up(base, _TYPES, to=version)
    with Store(base) as store:
        list(store.add(*accounts(COUNT)))
        base.run("VACUUM")
        base.run("PRAGMA journal_mode = DELETE")


if __name__ == "__main__":
    make(int(sys.argv[1]), Path(sys.argv[2]))
