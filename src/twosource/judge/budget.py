"""What may still be asked: calls, tokens and time, for one call of the program."""

from __future__ import annotations

import time
from dataclasses import dataclass, field

LETTERS_A_TOKEN = 4
"""Bytes of a token where a server does not count: the usual rule of thumb for English.  The
larger of this and the server's own count is taken, so that a server that counts nothing
does not have the limit to itself."""


@dataclass(slots=True)
class Budget:
    """What is left, counted down as it is spent."""

    calls: int
    tokens: int
    seconds: float
    _end: float = field(init=False)

    def __post_init__(self) -> None:
        self._end = time.monotonic() + self.seconds

    def left(self) -> float:
        """Seconds left, 0 where there are none."""
        return max(0.0, self._end - time.monotonic())

    def short_of(self, tokens: int) -> str:
        """What there is too little of for one more call of so many tokens; ``""`` where
        nothing.
        """
        if self.calls < 1:
            return "calls"
        if self.tokens < tokens:
            return "tokens"
        return "" if self.left() > 0 else "seconds"

    def spend(self, tokens: int) -> None:
        """Count one call."""
        self.calls -= 1
        self.tokens -= tokens


def estimated(*texts: bytes) -> int:
    """About how many tokens some texts are."""
    return sum(len(text) for text in texts) // LETTERS_A_TOKEN + 1
