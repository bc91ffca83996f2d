"""What may still be asked: calls, tokens and time, for one call of the program."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

LETTERS_A_TOKEN = 4
"""Bytes of a token where a server does not count: the usual rule of thumb for English.  The
larger of this and the server's own count is taken, so that a server that counts nothing
does not have the limit to itself."""


@dataclass(slots=True)
class Budget:
    """What is left, counted down as it is spent; time runs while a request runs, and not while
    accounts are compared.
    """

    calls: int
    tokens: int
    seconds: float

    def short_of(self, tokens: int) -> str:
        """What there is too little of for one more call of so many tokens; ``""`` where
        nothing.
        """
        if self.calls < 1:
            return "calls"
        if self.tokens < tokens:
            return "tokens"
        return "" if self.seconds > 0 else "seconds"

    @contextmanager
    def calling(self) -> Iterator[None]:
        """Count one call and the time it takes."""
        self.calls -= 1
        start = time.monotonic()
        try:
            yield
        finally:
            self.seconds -= time.monotonic() - start

    def spend(self, tokens: int) -> None:
        """Count the tokens of a call."""
        self.tokens -= tokens


def estimated(*texts: bytes) -> int:
    """About how many tokens some texts are."""
    return sum(len(text) for text in texts) // LETTERS_A_TOKEN + 1
