"""The data sets: gzipped JSON Lines, plain accounts, and word of what is being read."""

from __future__ import annotations

import gzip
import json
import sys
from pathlib import Path
from typing import Any

from twosource.types import Account


def lines(path: Path) -> list[dict[str, Any]]:
    """The records of a gzipped JSON Lines file.

    Raises:
        OSError: where there is no such file.
    """
    with gzip.open(path, "rt", encoding="utf-8") as stream:
        return [json.loads(line) for line in stream]


def account(key: str, text: str, title: str | None = None, outlet: str | None = None) -> Account:
    """A finished account of a data set; its outlet is its publisher too."""
    return Account(id=key, text=text, title=title, sha256="", outlet=outlet, publisher=outlet)


def say(stage: str, what: str) -> None:
    """Tell on stderr what a stage is at; standard output is the tables'."""
    print(f"bench {stage}: {what}", file=sys.stderr, flush=True)
