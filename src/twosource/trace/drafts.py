"""An origin while it is being gathered."""

from __future__ import annotations

from dataclasses import dataclass, field

from twosource.trace.speakers import Speaker
from twosource.types import Span, Statement

ARTICLES = ("the ", "The ", "a ", "A ", "an ", "An ", "his ", "her ", "its ", "their ")


@dataclass(slots=True)
class Draft:
    """An origin in the making: what shows it in every account, and what was said
    on it.  ``template`` becomes its name, ``{holder}`` and ``{speaker}`` filled in;
    ``label`` stands for the holder where none is known.
    """

    kind: str
    template: str
    holder: str
    speaker: Speaker | None
    label: str = ""
    spans: dict[str, list[Span]] = field(default_factory=dict)
    statements: dict[str, Statement] = field(default_factory=dict)

    def show(self, account: str, span: Span) -> None:
        """Add what shows it in an account."""
        held = self.spans.setdefault(account, [])
        if span not in held:
            held.append(span)

    def take(self, statement: Statement) -> None:
        """Add a statement made on it."""
        self.statements[f"{statement.account}\0{statement.id}"] = statement
        if statement.part == "text":
            self.show(statement.account, statement.content[0])

    @property
    def name(self) -> str:
        """How the origin is called."""
        speaker = self.speaker.name if self.speaker else "someone it does not name"
        if speaker.split()[-1].islower() and not speaker.startswith(ARTICLES) and self.speaker:
            speaker = f"the {speaker}"  # "union's statement" is no English
        return self.template.format(holder=self.holder or self.label, speaker=speaker)
