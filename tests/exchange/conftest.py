"""The six stories that every format is made of, and how they are exported."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from conftest import HARBOUR, Run
from exchange import invented
from twosource.exchange import Told, format_of, save, stories_of_file

SIX = ("none", "one", "twenty", "crowd", "harbour", "seeds")
COUNTS = {"none": 0, "one": 1, "twenty": 20, "crowd": 200}


@pytest.fixture(scope="session")
def analysed(run: Run, tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Path]:
    """Makes the file of a dossier by analysing inputs, each once."""
    made: dict[tuple[Path, ...], Path] = {}

    def make(*inputs: Path) -> Path:
        if inputs not in made:
            path = tmp_path_factory.mktemp("analysed") / "dossier.json"
            done = run("dossier", "-q", *inputs, "-o", path)
            assert done.returncode == 0, done.stderr
            made[inputs] = path
        return made[inputs]

    return make


@pytest.fixture(scope="session", params=SIX)
def story(
    request: pytest.FixtureRequest,
    analysed: Callable[..., Path],
    tmp_path_factory: pytest.TempPathFactory,
) -> Path:
    """The file of each of the six dossiers."""
    name = str(request.param)
    if name in COUNTS:
        return invented.written(tmp_path_factory.mktemp("invented"), COUNTS[name])
    if name == "harbour":
        return analysed(HARBOUR)
    return analysed(*request.getfixturevalue("seeds"))


Export = Callable[[Path, str], Path]


@pytest.fixture
def export(tmp_path: Path) -> Export:
    """Exports a dossier's file in a format; the path of what was made."""
    turn = iter(range(1000))

    def make(source: Path, form: str) -> Path:
        out = tmp_path / f"out-{next(turn)}"
        save(format_of(form), stories_of_file(source), out)
        return out

    return make


@pytest.fixture
def twenty(tmp_path: Path) -> Path:
    """The file of an invented dossier of twenty accounts."""
    return invented.written(tmp_path, 20)


def one(path: Path) -> Told:
    """The only story of a file."""
    (found,) = stories_of_file(path)
    return found
