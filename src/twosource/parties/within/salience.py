"""What was spoken of last: the memory that pronouns and nominals are resolved against."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from twosource.parties.mentions.phrase import Phrase
from twosource.parties.within.entity import Entity
from twosource.parties.words.lexicon import lexicon
from twosource.parties.words.words import Words

_MEMORY = 60
"""Mentions remembered; more never changed an answer on dev texts, and it bounds the work."""
_RANK = {
    "nsubj": 3.0, "nsubjpass": 2.6, "agent": 2.0, "dobj": 1.6, "dative": 1.6, "poss": 1.0,
    "pobj": 1.0, "appos": 1.6, "attr": 0.8, "ROOT": 1.6, "conj": 1.2, "compound": 0.5,
}  # fmt: skip
"""Weight of a mention by its place in the clause, after the order of the centering literature
(Grosz, Joshi & Weinstein 1995): subject before object before the rest."""
_FADE = 1.7
"""Loss of salience with each sentence; between an object's and a subject's weight, so that a
subject of the sentence before stands about level with an object of this one."""


@dataclass(slots=True)
class Trace:
    """One remembered mention."""

    entity: Entity
    phrase: Phrase
    sent: int
    paragraph: int
    weight: float
    subject: bool
    speaks: bool


class Memory:
    """The last mentions of one section, newest last."""

    def __init__(self) -> None:
        self._traces: deque[Trace] = deque(maxlen=_MEMORY)

    def note(self, words: Words, phrase: Phrase, entity: Entity) -> None:
        """Remember a mention."""
        dep = words.dep[phrase.head]
        verb = words.head[phrase.head]
        subject = dep in {"nsubj", "nsubjpass"}
        speaks = dep == "nsubj" and words.lemma[verb] in lexicon().saying
        weight = _RANK.get(dep, 1.0) + (0.6 if speaks and words.quote[phrase.head] < 0 else 0.0)
        if words.quote[phrase.head] >= 0:
            weight -= 1.5
        if subject and words.dep[verb] == "ROOT":
            weight += 0.4
        self._traces.append(
            Trace(entity, phrase, words.sent[phrase.head], words.paragraph[phrase.head],
                  weight, subject, speaks)
        )  # fmt: skip

    def newest(self) -> Iterator[Trace]:
        """Mentions, newest first."""
        return reversed(self._traces)

    def best(
        self, sent: int, reach: int, fits: Callable[[Trace], float | None]
    ) -> tuple[Entity | None, float]:
        """The most salient entity and its lead over the next one.

        Args:
            sent: the sentence asked from.
            reach: sentences back that still count.
            fits: extra weight for a mention, or ``None`` where it cannot be meant.
        """
        scores: dict[int, tuple[float, Entity]] = {}
        for age, trace in enumerate(self.newest()):
            if sent - trace.sent > reach:
                break
            extra = fits(trace)
            if extra is None:
                continue
            score = trace.weight + extra - _FADE * (sent - trace.sent) - 0.02 * age
            known = scores.get(id(trace.entity))
            # A second mention adds a little: what is spoken of often is the topic.
            if known is None:
                scores[id(trace.entity)] = (score, trace.entity)
            else:
                scores[id(trace.entity)] = (max(score, known[0]) + 0.3, trace.entity)
        ranked = sorted(scores.values(), key=lambda pair: -pair[0])
        if not ranked:
            return None, 0.0
        lead = ranked[0][0] - ranked[1][0] if len(ranked) > 1 else 9.0
        return ranked[0][1], lead
