"""Things made from a number, those used last kept."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from typing import Generic, TypeVar

T = TypeVar("T")


class Held(Generic[T]):
    """What ``make`` gives for a number, the ``most`` used last kept; unlike
    :func:`functools.lru_cache` it takes in what was made already.
    """

    def __init__(self, most: int, make: Callable[[int], T]) -> None:
        self._most = most
        self._make = make
        self._held: OrderedDict[int, T] = OrderedDict()

    def __call__(self, number: int) -> T:
        """The thing of a number."""
        if number not in self._held:
            self.put(number, self._make(number))
        self._held.move_to_end(number)
        return self._held[number]

    def __contains__(self, number: int) -> bool:
        return number in self._held

    def put(self, number: int, made: T) -> None:
        """Keep what was made already."""
        self._held[number] = made
        self._held.move_to_end(number)
        if len(self._held) > self._most:
            self._held.popitem(last=False)
