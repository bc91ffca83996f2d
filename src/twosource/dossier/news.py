"""How much of news a sentence holds: what an editor would miss if it were left out."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field

from twosource.dossier.scene import Scene
from twosource.types import Part, Section, Span

FIGURE, QUOTE, EARLY = 0.25, 0.05, 0.35
"""What a figure, a quotation and a place at the account's head add."""
ACT, STAND, PRINCIPAL = 0.15, 0.2, 0.2
"""What an act, a party's stand (a demand, a denial) and a party that the accounts' beginnings
share add."""
TALK = 0.2
"""What a speaker's own "I" and "you" lose where no stand is told."""
HISTORY = 0.25
"""What earlier history loses."""
LEAD = 2
"""Sentences that an account begins with."""

_WORD = re.compile(r"\w+(?:['’]\w+)*")
Sentence = tuple[str, Part, Span]


@dataclass(slots=True)
class News:
    """What the stages found, by sentence.

    Args:
        scene: the story.
    """

    scene: Scene
    _acts: dict[tuple[str, Part], list[tuple[Span, bool]]] = field(init=False)
    _stands: dict[tuple[str, Part], list[Span]] = field(init=False)
    _principal: dict[tuple[str, Part], list[Span]] = field(init=False)

    def __post_init__(self) -> None:
        analysis = self.scene.dossier.analysis
        self._acts, self._stands, self._principal = {}, {}, {}
        for e in analysis.events:
            past = "historical" in e.flags
            self._acts.setdefault((e.account, e.part), []).append((e.trigger, past))
        for p in analysis.positions:
            self._stands.setdefault((p.account, p.part), []).append(p.content)
        known = self._principals()
        for m in analysis.register.mentions:
            if m.actor in known:
                self._principal.setdefault((m.account, m.part), []).append(m.span)

    def _principals(self) -> frozenset[str]:
        """Parties that two accounts' beginnings, or the one account's, speak of."""
        leads = {
            a: (s[min(LEAD, len(s)) - 1].end if (s := self.scene.sentences(a, "text")) else 0)
            for a in self.scene.by_id
        }
        seen = {
            (m.account, m.actor)
            for m in self.scene.dossier.analysis.register.mentions
            if m.actor is not None
            and (m.part == "title" or (m.part == "text" and m.span.start < leads.get(m.account, 0)))
        }
        votes = Counter(actor for _, actor in seen)
        return frozenset(a for a, n in votes.items() if n >= min(2, len(self.scene.by_id)))

    def weight(self, account: str, part: Part, sentence: Span) -> float:
        """What a sentence adds to the weight of what is told in it; 0 for one of no news."""
        section, here = self.scene.section(account, part), (account, part)
        acts = [past for span, past in self._acts.get(here, ()) if span.overlap(sentence)]
        weight = FIGURE * any(q.span.overlap(sentence) and q.value > 1 for q in section.quantities)
        weight += QUOTE * any(q.speech and q.span.overlap(sentence) for q in section.quotes)
        weight += EARLY * (1 - sentence.start / max(1, len(section.text)))
        stands = any(s.overlap(sentence) for s in self._stands.get(here, ()))
        weight += ACT * (not all(acts)) + STAND * stands
        weight -= TALK * (not stands and talks(section, sentence))
        weight += PRINCIPAL * any(s.overlap(sentence) for s in self._principal.get(here, ()))
        return weight - HISTORY * (bool(acts) and all(acts))


def talks(section: Section, sentence: Span) -> bool:
    """Whether somebody speaks of himself or to his hearer for most of a sentence."""
    said = [
        q.inner for q in section.quotes if q.speech and 2 * q.inner.overlap(sentence) > len(q.inner)
    ]
    if 2 * sum(q.overlap(sentence) for q in said) < len(sentence):
        return False
    words = _WORD.findall(sentence.of(section.text).casefold())
    return bool({"i", "you", "we", "me", "us", "i'm", "i’m", "you're", "you’re"} & set(words))
