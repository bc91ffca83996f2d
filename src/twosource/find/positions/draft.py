"""A stand with the party that holds it, before it is weighed."""

from __future__ import annotations

from dataclasses import dataclass

from twosource.find.positions.worded import Stand
from twosource.types import Role, Statement


@dataclass(frozen=True, slots=True)
class Draft:
    """A stand that could be told, with who holds it and the statement that tells it."""

    stand: Stand
    holder: Role
    statement: Statement | None
