"""How far one account bears out the words of another: what may be printed as told by both.

An agreement is shown in the words of one account. Two passages may be of one matter while the one
holds what the other has not; so the words shown are those that the others have most of, and only
where they have most of them.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from twosource.compare.cut.terms import Term, terms_of
from twosource.compare.cut.word_similarity import key_nearness
from twosource.dossier.phrases import sentences
from twosource.dossier.scene import Place, Scene
from twosource.types import Part, Section, Span

NEAR = 0.5
"""Nearness of two words (:func:`~twosource.compare.cut.word_similarity.nearness`) from which one
bears out the other."""
SHARE = 0.6
"""Of the weight of the words shown, that every other account must have."""
LITTLE = 1 / 3
"""Of the weight of a stretch, below which an account has it not."""
LEAST = 3
"""Words that carry content which every other account must have."""


@dataclass(frozen=True, slots=True)
class Borne:
    """What the account that has least of some words has of them.

    Attributes:
        share: of their weight.
        words: how many.
        figures: whether it has every figure among them.
        names: whether it has every name.
    """

    share: float
    words: int
    figures: bool
    names: bool

    @property
    def enough(self) -> bool:
        """Whether the words may stand as told by all."""
        return self.share >= SHARE and self.words >= LEAST and self.figures and self.names


def _runs(terms: Sequence[Term]) -> Iterator[list[int]]:
    """The places of terms that are one thing: the words of a name together, others alone."""
    run: list[int] = []
    for n, term in enumerate(terms):
        goes_on = run and term.kind == terms[n - 1].kind == "name"
        if goes_on and terms[n - 1].token == term.token - 1:
            run.append(n)
            continue
        if run:
            yield run
        run = [n]
    if run:
        yield run


def _matters(terms: Sequence[Term], has: npt.NDArray[np.bool_]) -> int:
    """How many different words there are among those a mask picks; a name counts once, by its
    first word.
    """
    return len({terms[run[0]].key for run in _runs(terms) if has[run[0]]})


def _named(terms: Sequence[Term], has: npt.NDArray[np.bool_]) -> bool:
    """Whether of every name some word is among those a mask picks."""
    return all(has[run].any() for run in _runs(terms) if terms[run[0]].kind == "name")


def _parts(name: str) -> list[str]:
    """The parts of a name that tell it: "masri" of "al-Masri"."""
    found = [p for p in re.split(r"[-'’.]", name) if len(p) > SHORT]
    return found or [name]


def _particle(term: Term, text: str) -> bool:
    """Whether a term is the "al" of "al-Masri", which is no name by itself."""
    return term.kind == "name" and len(term.key) <= SHORT and text[term.end : term.end + 1] == "-"


SHORT = 2
"""Letters of what is no part of a name by itself."""


class Bearing:
    """What accounts of a scene have of one another's words."""

    def __init__(self, scene: Scene) -> None:
        self._scene = scene
        self._held: dict[tuple[str, Part], tuple[Term, ...]] = {}
        self._spoken_of: dict[tuple[str, Part, Span], frozenset[str]] = {}

    def __call__(
        self, place: Place, others: Sequence[Place], parts: Sequence[Span] | None = None
    ) -> Borne:
        """How far the sentences of the other places bear out the words of one, or the ``parts`` of
        them that are shown.

        A figure is borne out by an equal one alone, a name by itself or a part of it; another word
        by one that is near in meaning.
        """
        spans = (place.span,) if parts is None else parts
        mine = [t for s in spans for t in self._terms(place, s)]
        if not mine or not others:
            return Borne(0.0, 0, False, False)
        weights = np.array([t.weight for t in mine])
        figures = np.array([t.kind == "number" for t in mine])
        found = [self._nearest(mine, other) for other in others]
        return Borne(
            min(float(best @ weights / weights.sum()) for best in found),
            min(_matters(mine, best > 0) for best in found),
            not any((figures & (best == 0)).any() for best in found),
            all(_named(mine, best > 0) for best in found),
        )

    def odd(self, place: Place, others: Sequence[Place], span: Span) -> bool:
        """Whether some account has little of what a stretch of the words tells."""
        mine = self._terms(place, span)
        weights = np.array([t.weight for t in mine])
        return bool(mine) and any(
            self._nearest(mine, o) @ weights < LITTLE * weights.sum() for o in others
        )

    def lacks(self, place: Place, others: Sequence[Place], tokens: Container[int]) -> bool:
        """Whether some account has nothing near one of these words of a place."""
        mine = [t for t in self._terms(place, place.span) if t.token in tokens]
        return bool(mine) and any((self._nearest(mine, o) == 0).any() for o in others)

    def _nearest(self, mine: Sequence[Term], other: Place) -> npt.NDArray[np.float64]:
        """For each term, how near the nearest in the sentences of a place is to it; a name is there
        too where the sentences speak of its party in other words ("he", "the minister").
        """
        section = self._scene.section(other.id, other.part)
        around = sentences(section, other.span)
        theirs = self._terms(other, around)
        best = np.zeros(len(mine))
        if theirs:
            best = key_nearness([t.key for t in mine], [t.key for t in theirs]).max(axis=1)
        key = (other.id, other.part, around)
        if key not in self._spoken_of:
            self._spoken_of[key] = self._parties(other, around)
        named = self._spoken_of[key]
        there = np.array([t.kind == "name" and not named.isdisjoint(_parts(t.key)) for t in mine])
        best = np.where(there, 1.0, best)
        return np.where(best >= NEAR, best, 0.0).astype(np.float64)

    def _parties(self, place: Place, around: Span) -> frozenset[str]:
        """The words of the names of all parties a stretch speaks of, by whatever word."""
        register = self._scene.dossier.analysis.register
        actors = {
            m.actor for m in register.within(place.id, place.part, around) if m.actor is not None
        }
        said = {
            s.speaker.id for s in self._scene.dossier.analysis.statements
            if s.speaker is not None and s.speaker.id and s.account == place.id
            and s.part == place.part and any(x.overlap(around) for x in (*s.cue, *s.source))
        }  # fmt: skip
        return frozenset(
            part for a in actors | said for word in register.actor(a).name.split()
            for part in _parts(word.casefold())
        )  # fmt: skip

    def _terms(self, place: Place, span: Span) -> list[Term]:
        key = (place.id, place.part)
        if key not in self._held:
            section = self._scene.section(*key)
            self._held[key] = tuple(  # a text without a parse has no lemmas
                t if t.key else replace(t, key=section.doc[t.token].lower_)
                for t in terms_of(section.doc) if not _particle(t, section.text)
            )  # fmt: skip
        return [t for t in self._held[key] if span.start <= t.start and t.end <= span.end]


TELLING = 20
"""Value from which a figure tells one matter from others."""


def _figures(section: Section, span: Span) -> set[tuple[str, float]]:
    """The figures of a stretch, none where it has small ones, which may be of anything."""
    found = [q for q in section.quantities if span.contains(q.span)]
    if any(q.value < TELLING for q in found) and len(span) < len(section.text):
        return set()
    return {(q.unit, q.value) for q in found}


class Everywhere:
    """Whether some other account tells a sentence, wherever in it: two passages of one matter are
    not always found beside one another.
    """

    SHARE = 0.7
    """Of its weight, in one sentence of another account or in two that follow one another."""
    SCATTERED = 0.5
    """The same anywhere in it, of a sentence that is so much of news that others hardly miss it."""

    def __init__(self, scene: Scene) -> None:
        self._scene = scene
        self._bearing = Bearing(scene)
        self._windows: dict[str, list[Place]] = {}

    def told(self, place: Place, main: bool) -> bool:
        """Whether another fold has the sentence of a place too; ``main`` where it is of the main
        news, so that half of it, in pieces, is enough.
        """
        names = self._scene.names
        section = self._scene.section(place.id, place.part)
        full = sentences(section, place.span)
        mine = _figures(section, full)
        here = place.at(full)
        for lead in dict.fromkeys(names.folded.values()):
            if lead == names.folded.get(place.id):
                continue
            for window in self._of(lead):
                found = self._bearing(here, [window])
                if found.share >= self.SHARE and found.words >= LEAST:
                    return True
            other = self._scene.section(lead, "text")
            if mine and mine <= _figures(other, Span(0, len(other.text))):
                return True  # "puts it at 1.8 million", which the other gives as well
            if main and self._bearing(here, [self._whole(lead)]).share >= self.SCATTERED:
                return True
        return False

    def _whole(self, account: str) -> Place:
        text = self._scene.by_id[account].text
        return self._scene.place(account, "text", Span(0, len(text)))

    def _of(self, account: str) -> list[Place]:
        if account not in self._windows:
            spans = list(self._scene.sentences(account, "text"))
            pairs = [Span(a.start, b.end) for a, b in pairwise(spans)] or spans
            self._windows[account] = [self._scene.place(account, "text", s) for s in pairs]
        return self._windows[account]
