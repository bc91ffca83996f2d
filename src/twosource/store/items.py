"""Inputs of any kind -> accounts with the raw inputs that they came from."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from twosource.read import read_raws
from twosource.read.sources import Raw, open_inputs
from twosource.types import Account, Failure

Item = tuple[Raw | None, Account | Failure]
"""What was read of one input, and the input; none for an account that was made before."""


def items_of(sources: Sequence[str | Path | Account], options: dict[str, Any]) -> Iterator[Item]:
    """Inputs in order, read as they are asked for."""
    paths: list[str | Path] = []
    for source in sources:
        if isinstance(source, Account):
            yield from _read(paths, options)
            paths = []
            yield None, source
        else:
            paths.append(source)
    yield from _read(paths, options)


def _read(paths: Sequence[str | Path], options: dict[str, Any]) -> Iterator[Item]:
    if not paths:
        return
    most = {"max_bytes": options["max_bytes"]} if "max_bytes" in options else {}
    for raw, item in read_raws(open_inputs(paths, **options), **most):
        if isinstance(item, Account | Failure):
            yield raw, item
