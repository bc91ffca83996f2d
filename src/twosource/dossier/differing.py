"""What differs, in the newsroom's form: the thing, then each value and who gives it."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import replace
from itertools import pairwise

from twosource.dossier.given import Value
from twosource.dossier.matters import (
    SURE,
    Gathered,
    Matter,
    Slice,
    Version,
    gather,
    label,
    technical,
    who,
)
from twosource.dossier.scene import Scene
from twosource.dossier.values import thing, values, wording
from twosource.dossier.words import lexicon, listed, sentence
from twosource.types import Finding, Part, Span

LETTERS = 6
"""Accounts named in a reason; of more it says how many."""


def _keys(scene: Scene) -> Callable[[Finding, Sequence[Slice]], Iterable[Hashable]]:
    """One quotation that two accounts give is one matter, in however many places it differs."""

    def keys(finding: Finding, slices: Sequence[Slice]) -> Iterable[Hashable]:
        if not finding.rule.startswith("quote/"):
            return ()
        quoted = tuple(_quotation(scene, *piece) for piece in slices)
        return () if None in quoted else (quoted,)

    return keys


def _quotation(scene: Scene, account: str, part: Part, span: Span) -> Hashable:
    """The quotation that holds a stretch, by where it begins; ``None`` where none does."""
    for quote in scene.section(account, part).quotes:
        if quote.span.overlap(span):
            return account, part, quote.span.start
    return None


def _order(finding: Finding, place: dict[str, int]) -> tuple[object, ...]:
    at = min((place.get(a, len(place)), s) for a, s in finding.spans.items())
    return (-round(finding.severity, 3), -round(finding.score, 3), at, finding.id)


def gathered(scene: Scene) -> list[Gathered]:
    """The differences of the story by matter, the gravest first."""
    place = {a: i for i, a in enumerate(scene.by_id)}
    found = [f for f in scene.dossier.findings if f.kind == "differ" and f.spans]
    found.sort(key=lambda f: _order(f, place))
    return gather(found, "differ", scene, _keys(scene))


def _versions(found: Sequence[Value]) -> tuple[Version, ...]:
    """Equal values together, in order of the first that gives them."""
    same: dict[str, list[Value]] = {}
    for v in found:
        same.setdefault(v.key, []).append(v)
    return tuple(Version(g[0].words, tuple(v.place for v in g)) for g in same.values())


def _rises(found: Sequence[Value], scene: Scene) -> list[Value] | None:
    """The values in order of their accounts' dates where a toll rises from each to the next;
    else ``None``.
    """
    if not any(w in lexicon()["toll"] for v in found for w in v.thing.casefold().split()):
        return None
    dated = []
    for v in found:
        published = scene.by_id[v.place.id].published
        if published is None or v.size is None:
            return None
        dated.append((published.value[:10], v.size, v))
    dated.sort(key=lambda x: x[:2])
    steps = list(pairwise(dated))
    later = all(a[0] < b[0] or a[1] == b[1] for a, b in steps)
    rising = all(a[1] <= b[1] for a, b in steps) and dated[0][1] < dated[-1][1]
    return [v for _, _, v in dated] if later and rising else None


def _said(versions: Sequence[Version]) -> str:
    """One plain sentence: "A says 50,000 pages, B 55,000"."""
    parts = []
    for n, version in enumerate(versions):
        names = who(version.places[:LETTERS])
        if len(version.places) > LETTERS:
            names = f"{len(version.places)} accounts"
        one = len(version.places) == 1
        says = f" {'says' if one else 'say'}" if n == 0 else ""
        parts.append(f"{names}{says} {_in_marks(version.words)}")
    return sentence(f"{listed(parts)}.")


def _in_marks(words: str) -> str:
    """A value between quotation marks; those inside it become single, the stop at its end goes."""
    told = words.rstrip(".")
    if told.startswith("“") and told.endswith("”") and told.count("“") == 1:
        told = told[1:-1].rstrip(".,")
    return f"“{told.replace('“', '‘').replace('”', '’')}”"


def differing(groups: Sequence[Gathered], scene: Scene) -> list[Matter]:
    """The matters that differ: the sure ones first, the gravest first in each part.

    Sure are those that pass :data:`~twosource.dossier.matters.SURE`, stand in two folds and
    have two values; a rising toll is one development, not a contradiction.
    """
    out = []
    for group in groups:
        lead = group.lead
        found = values(group.places, lead.type, scene)
        rising = _rises(found, scene) if lead.type == "number" else None
        versions = _versions(rising or found)
        if len(versions) < 2:  # equal values: what is left is wording
            found, rising = wording(group.places, lead.type, scene), None
            versions = _versions(found)
            if len(versions) < 2:
                continue
            group = replace(group, findings=tuple(replace(f, score=0.0) for f in group.findings))
        sure = (group.score >= SURE or group.accepted) and len(versions) > 1
        out.append(Matter(
            0, "", "differ", lead.type, label("differ", lead.type), thing(found, lead.type),
            versions, _said(versions), None, lead.severity, technical(group), sure,
            rising is not None, group.judged, group.struck, group.ids, group.decided,
        ))  # fmt: skip
    return sorted(out, key=lambda m: not m.sure)
