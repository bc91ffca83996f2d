"""What the tests of the judge share."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from judge.court import Court, made, sitting
from twosource import records
from twosource.judge import Judge
from twosource.types import Dossier


@pytest.fixture(autouse=True)
def no_key(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """No key of the machine's, and a cache folder of the test's own."""
    monkeypatch.delenv("TWOSOURCE_JUDGE_KEY", raising=False)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "xdg"))


@pytest.fixture
def court() -> Iterator[Court]:
    with sitting() as found:
        yield found


@pytest.fixture(scope="session")
def unjudged() -> Dossier:
    """The story without a judge."""
    return made()[0]


@pytest.fixture
def judge(court: Court, tmp_path: Path) -> Callable[..., Judge]:
    """The judge at the server, with small waits; what is given overrides."""

    def build(**given: Any) -> Judge:
        bounds: dict[str, Any] = {"cache": tmp_path / "answers", "timeout": 5, "seconds": 30}
        return Judge(given.pop("url", court.url), given.pop("model", "m-7b"), **bounds | given)

    return build


def written(dossier: Dossier) -> str:
    """The record of a dossier."""
    return records.line(records.dossier(dossier))
