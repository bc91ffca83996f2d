"""A store with a story, made once; each test that changes it gets a copy."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

pytest.importorskip("starlette", reason="pip install '.[web]'")
sys.path.append(str(Path(__file__).parent))
from running import Client, client, fill, settings_of


@pytest.fixture(scope="session")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store of one story, its page kept."""
    path = tmp_path_factory.mktemp("filled") / "news.db"
    fill(path)
    return path


@pytest.fixture
def news(filled: Path, tmp_path: Path) -> Path:
    """A copy of it."""
    return Path(shutil.copy(filled, tmp_path / "news.db"))


@pytest.fixture
def desk(news: Path, tmp_path: Path) -> Iterator[Client]:
    """Signed in to a desk over it."""
    with client(settings_of(news, tmp_path / "desk")) as made:
        yield made
