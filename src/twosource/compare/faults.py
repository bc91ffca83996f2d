"""A rule that fails on one passage is named and costs no other finding."""

from __future__ import annotations

import os
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TypeVar

from twosource.errors import RunError
from twosource.types import Failure

T = TypeVar("T")
R = TypeVar("R")

_TOLD: ContextVar[dict[Failure, None] | None] = ContextVar("faults", default=None)
# Handed round beside the data: a fault of a rule is no part of what two accounts tell.


@contextmanager
def collecting() -> Iterator[dict[Failure, None]]:
    """Collect the faults of rules in the block, each once, in order."""
    told: dict[Failure, None] = {}
    token = _TOLD.set(told)
    try:
        yield told
    finally:
        _TOLD.reset(token)


def guarded(rule: Callable[[T], Iterator[R]], on: T, where: str) -> Iterator[R]:
    """What a rule finds; a fault ends that rule there and is told to the collector
    (or warned of, where nobody collects).

    Args:
        rule: gives findings or drafts, one by one.
        on: what it looks at.
        where: the accounts, for the message.
    """
    try:
        yield from rule(on)
    except Exception as error:
        if os.environ.get("TWOSOURCE_DEBUG"):
            raise
        name = f"{rule.__module__.rpartition('.')[2]}.{getattr(rule, '__name__', 'rule')}"
        wrong = RunError("TS-RUN-03", f"{where}, rule {name} ({type(error).__name__}: {error})")
        failure = Failure(where, wrong.code, str(wrong))
        told = _TOLD.get()
        if told is None:
            warnings.warn(failure.message, stacklevel=2)
        else:
            told[failure] = None
