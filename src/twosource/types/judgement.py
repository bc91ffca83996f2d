"""What a judge said of a line: a language model that the user chose to ask."""

from __future__ import annotations

from dataclasses import dataclass

from twosource.types.words import Verdict


@dataclass(frozen=True, slots=True)
class Gloss:
    """What the sentences of a span in another language say in English, as a language model said
    it; it is shown and decides nothing.

    Attributes:
        model: the name the user gave of the model.
        words: one bounded line without control characters.
    """

    model: str
    words: str


@dataclass(frozen=True, slots=True)
class Judgement:
    """A verdict on a finding or a position.

    Attributes:
        model: the name the user gave of the model that judged.
        verdict: ``confirmed``, ``struck``, or ``proposed`` where the line is its own.
        reason: the model's words, one bounded line without control characters; ``""``
            where it gave none, or quoted what stands in no account.
        before: the score the line had before it was judged; ``None`` for a position and
            for what was proposed.
    """

    model: str
    verdict: Verdict
    reason: str = ""
    before: float | None = None
