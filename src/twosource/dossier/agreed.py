"""What is agreed: one sentence each, and only what no difference contests."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import partial

from twosource.compare.tell.facts import HARD
from twosource.dossier.abridged import acts, kept, tells
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
from twosource.dossier.phrases import balanced, complete, named_subject
from twosource.dossier.scene import Place, Scene
from twosource.dossier.told import Bearing
from twosource.dossier.values import shown
from twosource.types import Finding, Part, Span

LIMIT = 180
"""Code points of an agreement: two to three lines."""
DOUBT = 0.3
"""Chance of a difference in fact from which the clause it stands in is not called agreed: a false
agreement costs more than a missing one.  One of wording has to be sure."""


ACROSS, SURE_ACROSS = "across/", 0.75
"""Rules of agreements between languages, and the likeness of sentences from which one is sure."""


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


@dataclass(frozen=True, slots=True)
class Telling:
    """An agreement in the words of one account.

    Attributes:
        place: where they stand.
        words: as shown.
        speaker: whose words they are, where the words shown do not say it.
        enough: whether they may stand as told by all.
    """

    place: Place
    words: str
    speaker: str
    enough: bool


def _told(places: Sequence[Place], scene: Scene, bearing: Bearing) -> Telling | None:
    """The telling that is a clause of its own and that the others bear out, without what only it
    has; of several the one from which least is gone, then the shortest.
    """
    best: tuple[tuple[object, ...], Place, tuple[Span, ...], bool] | None = None
    for p in places:
        section = scene.section(p.id, p.part)
        if not complete(section, p.span):
            continue
        others = [o for o in places if o.id != p.id]
        parts = kept(section, p.span, partial(bearing.odd, p, others))
        borne = bearing(p, others, parts)
        named = named_subject(section, p.span)
        enough = borne.enough and not bearing.lacks(p, others, acts(section, p.span, parts))
        least = 0.0 if enough else -borne.share
        rank = (p.part != "text", not enough, not named, least, len(parts), len(p.span))
        if best is None or rank < best[0]:
            best = (rank, p, parts, enough)
    if best is None:
        return None
    _, place, parts, enough = best
    speaker, known = _speaker(places, place, scene)
    enough = known and enough and tells(scene.section(place.id, place.part), parts)
    return Telling(place, _joined(place, parts, scene), speaker, enough)


def _joined(place: Place, parts: Sequence[Span], scene: Scene) -> str:
    """The parts of a telling with dots for what is gone, within :data:`LIMIT`."""
    section = scene.section(place.id, place.part)
    whole = parts[-1].end >= place.span.end - 1  # but for a full stop
    if len(parts) == 1 and whole and parts[0].start == place.span.start:
        return shown(section, parts[0], LIMIT).strip(" ,;")
    said = ["…"] if parts[0].start > place.span.start else []
    room = LIMIT
    for part in parts:
        words = shown(section, part, max(room, 20)).strip(" ,;")
        said += [words, "…"]
        room -= len(words) + 2
        if room <= 0 or words.endswith("…"):
            break
    line = " ".join(said[:-1] if whole or said[-2].endswith("…") else said)
    line = re.sub(r"… (?=[”»])", "…", line)
    return balanced(line) if {*line} & {"”", '"'} else line


def _speaker(places: Sequence[Place], shown_: Place, scene: Scene) -> tuple[str, bool]:
    """Whose words the ones shown are, ``""`` where they say it themselves or are nobody's; and
    whether that is known, and no other's in another account.
    """
    said = [scene.said(p.id, p.part, p.span) for p in places]
    own = said[list(places).index(shown_)]
    speakers = {s.speaker.id for s in said if s is not None and s.speaker is not None}
    if own is None:
        return "", True
    if any(shown_.span.overlap(s) for s in own.source):
        return "", len(speakers) < 2
    return (own.speaker.name if own.speaker else ""), bool(own.speaker) and len(speakers) < 2


def agreed(
    groups: Sequence[Gathered], differences: Sequence[Gathered], scene: Scene
) -> list[Matter]:
    """The agreements, those an editor may rely on first.

    Sure are those that pass :data:`~twosource.dossier.matters.SURE`, make a sentence (with a
    subject of its own, or confirmed by a judge) whose words all accounts have
    (:mod:`~twosource.dossier.told`), and hold nothing that the accounts tell otherwise.  Those
    of most accounts come first, and of as many those that stand earlier in them.
    """
    contested, bearing = Contested(differences), Bearing(scene)
    shown_: set[tuple[str, str]] = set()
    out = []
    for group in groups:
        lead = group.lead
        places = group.places
        made = _told(places, scene, bearing)
        first, words = (made.place, made.words) if made else (places[0], _short(places[0], scene))
        sure = (
            made is not None and group.score >= SURE and first.part == "text"
            and not words[:1].islower() and (group.confirmed or made.enough)
            and (group.confirmed or named_subject(scene.section(first.id, first.part), first.span))
            and not contested.touches(places) and not _figures_clash(places, scene)
        )  # fmt: skip
        if lead.rule.startswith(ACROSS):
            # no word of one language is borne out by one of another: sentences are
            sure = (
                group.score >= SURE_ACROSS
                and not contested.touches(places)
                and (not _figures_clash(places, scene))
            )
            first = next((p for p in places if p.lang == "en"), places[0])
            words = _short(first, scene)
        sure = sure or group.accepted
        sure = sure and (first.id, first.href) not in shown_
        shown_ |= {(first.id, first.href)} if sure else set()
        ordered = (first, *(p for p in places if p is not first))
        out.append(Matter(
            0, "", "agree", lead.type, label("agree", lead.type),
            made.speaker if made else "", (Version(words, ordered),),
            "", sources_in_words(lead.sources, scene), lead.severity, technical(group), sure,
            judged=group.judged, struck=group.struck, findings=group.ids, decided=group.decided,
        ))  # fmt: skip
    return _once(sorted(out, key=lambda m: (not m.sure, -len(m.places) * m.sure, _depth(m, scene))))


def _once(found: Sequence[Matter]) -> list[Matter]:
    """The agreements, those last among the unsure that say what one before them says."""
    told: list[set[str]] = []
    kept_, again = [], []
    for matter in found:
        words = {w for w in re.findall(r"\w+", matter.versions[0].words.lower()) if len(w) > TINY}
        if matter.sure and any(len(words & t) >= SAME * len(words) for t in told):
            again.append(replace(matter, sure=False))
            continue
        kept_.append(matter)
        if matter.sure:
            told.append(words)
    return [*kept_, *again]


TINY = 3
"""Letters up to which a word tells little."""
SAME = 0.7
"""Share of the words of an agreement in one before it, from which it says nothing new."""


def _depth(matter: Matter, scene: Scene) -> float:
    """How far down in its accounts a sure matter stands, 0 to 1."""
    if not matter.sure:
        return 0.0
    ways = [
        p.span.start / max(1, len(scene.by_id[p.id].part(p.part))) for p in matter.places
    ]  # fmt: skip
    return sum(ways) / len(ways)


def _short(place: Place, scene: Scene) -> str:
    return shown(scene.section(place.id, place.part), Span(place.span.start, place.span.end), LIMIT)
