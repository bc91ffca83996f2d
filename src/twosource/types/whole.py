"""What the stages hand on together: an analysis, a dossier, a failure."""

from __future__ import annotations

from dataclasses import dataclass

from twosource.types.account import Account
from twosource.types.find import Event, Position, Statement
from twosource.types.finding import Finding
from twosource.types.language import Parse
from twosource.types.lineage import Derivation, Origin, Story
from twosource.types.party import Register
from twosource.types.review import Standing


@dataclass(frozen=True, slots=True)
class Failure:
    """An input that could not be read; the rest goes on.  ``code`` is one of
    :mod:`twosource.errors`, ``message`` says what to do next.
    """

    input: str
    code: str
    message: str


@dataclass(frozen=True, slots=True)
class Analysis:
    """Everything found in the accounts of one call, before comparing."""

    parses: tuple[Parse, ...]
    register: Register
    statements: tuple[Statement, ...]
    events: tuple[Event, ...]
    positions: tuple[Position, ...]
    failures: tuple[Failure, ...] = ()

    @property
    def accounts(self) -> tuple[Account, ...]:
        """The accounts, in input order."""
        return tuple(p.account for p in self.parses)


@dataclass(frozen=True, slots=True)
class Dossier:
    """All that is known of one story; ``reviews`` is what people decided of it, and whether
    that holds.
    """

    story: Story
    analysis: Analysis
    links: tuple[Derivation, ...]
    origins: tuple[Origin, ...]
    findings: tuple[Finding, ...]
    failures: tuple[Failure, ...] = ()
    reviews: tuple[Standing, ...] = ()
