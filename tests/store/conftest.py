"""What the tests of a store share: a database of either kind, empty, and accounts."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from twosource.store import Store, open_store

sys.path.append(str(Path(__file__).parent))
from servers import NoServerError, new_database, running


@pytest.fixture(scope="session")
def server() -> Iterator[str]:
    """The folder of the socket of a real PostgreSQL server; skipped where it is missing."""
    try:
        with running() as folder:
            yield folder
    except NoServerError as missing:
        pytest.skip(str(missing))


@pytest.fixture(params=["sqlite", "postgresql"])
def address(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Where a store may be made, for each kind of database."""
    if request.param == "sqlite":
        return str(tmp_path / "news.db")
    return new_database(request.getfixturevalue("server"))


@pytest.fixture
def store(address: str) -> Iterator[Store]:
    """An empty store, of each kind."""
    with open_store(address) as opened:
        yield opened


@pytest.fixture
def another(tmp_path: Path) -> Callable[[], Store]:
    """Makes more empty stores, in files."""
    count = iter(range(10**6))
    return lambda: open_store(tmp_path / f"more-{next(count)}.db")
