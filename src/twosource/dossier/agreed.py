"""What is agreed: one sentence each, and only what no difference contests."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Hashable, Iterable, Sequence

from twosource.compare.tell.facts import HARD
from twosource.dossier.matters import (
    SURE,
    Gathered,
    Matter,
    Slice,
    Version,
    folded,
    gather,
    label,
    sources_in_words,
    technical,
)
from twosource.dossier.phrases import complete, named_subject
from twosource.dossier.scene import Place, Scene
from twosource.dossier.values import shown
from twosource.types import Finding, Part, Span

LIMIT = 180
"""Code points of an agreement: two to three lines."""
DOUBT = 0.3
"""Chance of a difference in fact from which the clause it stands in is not called agreed: a false
agreement costs more than a missing one.  One of wording has to be sure."""


def _keys(finding: Finding, slices: Sequence[Slice]) -> Iterable[Hashable]:
    if finding.proposition is not None:
        yield ("proposition", finding.proposition)


def gathered(scene: Scene) -> list[Gathered]:
    """Agreements of at least two folds, by proposition."""
    found = [
        f for f in scene.dossier.findings
        if f.kind == "agree" and len(folded(f, scene)) > 1
    ]  # fmt: skip

    def order(finding: Finding) -> tuple[object, ...]:
        proven = finding.sources.at_least if finding.sources is not None else 0
        return (-proven, -len(folded(finding, scene)), -round(finding.score, 3), finding.id)

    return gather(sorted(found, key=order), "agree", scene, _keys)


class Contested:
    """Where the differences of a story stand, to be asked for a set of places."""

    def __init__(self, differences: Sequence[Gathered]) -> None:
        self._at: dict[tuple[str, Part], list[tuple[int, int, int]]] = {}
        self._folds: list[frozenset[str]] = []
        for group in differences:
            if group.standing < (DOUBT if group.lead.type in HARD else SURE):
                continue
            number = len(self._folds)
            self._folds.append(frozenset(p.id for p in group.places))
            for p in group.places:
                self._at.setdefault((p.id, p.part), []).append((p.span.start, p.span.end, number))
        for found in self._at.values():
            found.sort()

    def touches(self, places: Sequence[Place]) -> bool:
        """Whether a difference between two of these accounts stands in these spans."""
        ids = {p.id for p in places}
        for p in places:
            for number in self._over(p):
                if len(self._folds[number] & ids) > 1:
                    return True
        return False

    def _over(self, place: Place) -> Iterable[int]:
        found = self._at.get((place.id, place.part), [])
        last = bisect_left(found, (place.span.end, 0, 0))
        for _, end, number in found[:last]:
            if end > place.span.start:
                yield number


def _figures(place: Place, scene: Scene) -> frozenset[float]:
    section = scene.section(place.id, place.part)
    return frozenset(q.value for q in section.quantities if q.span.overlap(place.span))


def _figures_clash(places: Sequence[Place], scene: Scene) -> bool:
    """Whether two tellings each hold figures and none is the other's."""
    found = [f for p in places if (f := _figures(p, scene))]
    return any(not (found[0] & other) for other in found[1:])


def _sentence(places: Sequence[Place], scene: Scene) -> tuple[Place, str] | None:
    """The shortest telling that is a clause of its own, in its account's words."""
    whole = [p for p in places if complete(scene.section(p.id, p.part), p.span)]
    if not whole:
        return None

    def order(p: Place) -> tuple[bool, bool, int]:
        return (p.part != "text", not named_subject(scene.section(p.id, p.part), p.span),
                len(p.span))  # fmt: skip

    place = min(whole, key=order)
    words = shown(scene.section(place.id, place.part), place.span, LIMIT)
    return place, words.strip(" ,;")


def agreed(
    groups: Sequence[Gathered], differences: Sequence[Gathered], scene: Scene
) -> list[Matter]:
    """The agreements, those an editor may rely on first.

    Sure are those that pass :data:`~twosource.dossier.matters.SURE`, make a sentence (with a
    subject of its own, or confirmed by a judge), and hold nothing that the accounts tell
    otherwise.
    """
    contested = Contested(differences)
    shown_: set[tuple[str, str]] = set()
    out = []
    for group in groups:
        lead = group.lead
        places = group.places
        made = _sentence(places, scene)
        first, words = made if made else (places[0], _short(places[0], scene))
        sure = (
            made is not None and group.score >= SURE and first.part == "text"
            and not words[:1].islower()
            and (group.confirmed or named_subject(scene.section(first.id, first.part), first.span))
            and not contested.touches(places) and not _figures_clash(places, scene)
        )  # fmt: skip
        sure = sure and (first.id, first.href) not in shown_
        shown_ |= {(first.id, first.href)} if sure else set()
        ordered = (first, *(p for p in places if p is not first))
        out.append(Matter(
            0, "", "agree", lead.type, label("agree", lead.type), "", (Version(words, ordered),),
            "", sources_in_words(lead.sources, scene), lead.severity, technical(group), sure,
            judged=group.judged, struck=group.struck,
        ))  # fmt: skip
    return sorted(out, key=lambda m: not m.sure)


def _short(place: Place, scene: Scene) -> str:
    return shown(scene.section(place.id, place.part), Span(place.span.start, place.span.end), LIMIT)
