"""A table that fills itself: what is asked for a second time is only looked up."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

Value = TypeVar("Value")


class Once(dict[str, Value]):
    """What a function gives for a text, worked out the first time it is asked for.

    A look-up of what is known costs a third of the call of a function with a cache;
    made for one page, so that it needs no bound beyond the page's.
    """

    def __init__(self, make: Callable[[str], Value]) -> None:
        super().__init__()
        self._make = make

    def __missing__(self, text: str) -> Value:
        found = self[text] = self._make(text)
        return found
