"""What all tests share: where things are, and how the command is run."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tools.in_process import run_here

ROOT = Path(__file__).parents[1]
HARBOUR = ROOT / "examples" / "harbour" / "accounts"
THOROUGH = bool(os.environ.get("TWOSOURCE_THOROUGH"))
"""Whether what is drawn at random is drawn more often."""


@pytest.fixture(scope="session")
def shared() -> Path:
    """The shared data folder; the test is skipped where there is none."""
    folder = Path(os.environ.get("TWOSOURCE_SHARED", ROOT.parent / "shared"))
    if not folder.is_dir():
        pytest.skip("shared data not present")
    return folder


@pytest.fixture(scope="session")
def seeds(shared: Path) -> list[Path]:
    """The two seed texts, first and second."""
    return sorted((shared / "seeds").glob("00*.txt"))


@dataclass(frozen=True)
class Done:
    """What one call of the command left behind."""

    returncode: int
    stdout: str
    stderr: str


Run = Callable[..., Done]


@pytest.fixture(scope="session")
def run() -> Run:
    """Run the real command line inside this process, the language model loaded once."""

    def call(*args: str | Path, stdin: bytes = b"") -> Done:
        return Done(*run_here([str(a) for a in args], stdin))

    return call


@pytest.fixture(scope="session")
def process() -> Run:
    """Run the real command line in a process of its own."""

    def call(*args: str | Path, stdin: bytes = b"", **environment: str) -> Done:
        done = subprocess.run(
            [sys.executable, "-m", "twosource", *map(str, args)],
            input=stdin,
            capture_output=True,
            timeout=280,
            env={**os.environ, **environment},
        )
        return Done(done.returncode, done.stdout.decode(), done.stderr.decode())

    return call


def lines(text: str) -> list[dict[str, Any]]:
    """JSON Lines -> objects."""
    return [json.loads(one) for one in text.splitlines()]


@pytest.fixture(scope="session")
def harbour(run: Run) -> dict[str, Any]:
    """The dossier of the harbour example as JSON, made once."""
    done = run("dossier", "-q", HARBOUR)
    assert done.returncode == 0, done.stderr
    (dossier,) = lines(done.stdout)
    return dossier
