"""Findings as the page shows them: grouped into matters, numbered, sorted.

A *matter* is one difference (or agreement, or thing that one account alone
has) however many findings tell it: those about one proposition, of one kind
and type, stand together.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from twosource.dossier.highlight import Mark
from twosource.dossier.scene import Place, Scene
from twosource.dossier.words import sentence, sureness, word
from twosource.types import Finding, FindingKind, SourceRange, Span

KINDS: tuple[FindingKind, ...] = ("differ", "agree", "only")


@dataclass(frozen=True, slots=True)
class Sources:
    """An independent-source range in words."""

    short: str
    reasons: tuple[str, ...]
    at_least: int
    at_most: int


@dataclass(frozen=True, slots=True)
class Version:
    """The places that tell a matter in the very same words; never empty."""

    places: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class Matter:
    """One matter as several accounts tell it.

    Attributes:
        number: counts over the whole story, from 1.
        anchor: its id on the page.
        label: the kind of difference in plain words.
        reason: one plain sentence.
        places: where each account tells it, in order of the accounts.
        technical: rule, scores and ids, for those who ask.
    """

    number: int
    anchor: str
    kind: FindingKind
    label: str
    reason: str
    places: tuple[Place, ...]
    sources: Sources | None
    weight: float
    technical: tuple[str, ...]

    @property
    def versions(self) -> tuple[Version, ...]:
        """The places, those with the same words together, in order of the first."""
        same: dict[tuple[str, ...], list[Place]] = {}
        for p in self.places:
            same.setdefault((p.before, p.text, p.after), []).append(p)
        return tuple(Version(tuple(places)) for places in same.values())


def sources_in_words(sources: SourceRange | None, scene: Scene) -> Sources | None:
    """The range in words; ``None`` stays ``None``."""
    if sources is None:
        return None
    low, high = sources.at_least, sources.at_most
    short = f"{low} to {high} independent sources"
    if low == 0:
        short = "no proven source" + (f", at most {high}" if high > 1 else "")
    elif low == high:
        short = f"{low} independent source{'s' if low > 1 else ''}"
    return Sources(short, tuple(map(scene.lettered, sources.reasons)), low, high)


def _first(finding: Finding, order: dict[str, int]) -> tuple[int, Span]:
    return min((order.get(a, len(order)), s) for a, s in finding.spans.items())


def _key(finding: Finding, order: dict[str, int]) -> tuple[object, ...]:
    """Gravest first; agreements by how many sources and accounts carry them."""
    proven, breadth = 0, 0
    if finding.kind == "agree":
        proven = finding.sources.at_least if finding.sources is not None else 0
        breadth = len(finding.spans)
    return (
        KINDS.index(finding.kind), -proven, -breadth, -round(finding.severity, 3),
        -round(finding.score, 3), _first(finding, order), finding.id,
    )  # fmt: skip


def _told(finding: Finding, scene: Scene) -> tuple[str, ...]:
    """The words of a finding in their sentences, whichever accounts tell them."""
    places = (
        scene.place(a, finding.parts.get(a, "text"), s)
        for a, s in finding.spans.items()
        if a in scene.by_id
    )
    return tuple(sorted({f"{p.before}|{p.text}|{p.after}" for p in places}))


def _gathered(scene: Scene, order: dict[str, int]) -> list[list[Finding]]:
    """Findings by matter: one proposition, or the very same words (a copy tells
    what its source tells).
    """
    groups: dict[tuple[str, ...], list[Finding]] = {}
    words: dict[tuple[str, ...], tuple[str, ...]] = {}
    for finding in sorted(scene.dossier.findings, key=lambda f: _key(f, order)):
        same = finding.proposition if finding.proposition is not None else f"id {finding.id}"
        key: tuple[str, ...] = (finding.kind, finding.type, same)
        key = words.setdefault((finding.kind, finding.type, *_told(finding, scene)), key)
        groups.setdefault(key, []).append(finding)
    return list(groups.values())


def _matter(number: int, group: Sequence[Finding], scene: Scene, order: dict[str, int]) -> Matter:
    first = group[0]
    anchor = scene.names.section(f"f{number}")
    table = "finding" if first.kind == "differ" else "same"
    label = word(table, first.type)
    spans = sorted(
        {(order[a], a, f.parts.get(a, "text"), s) for f in group for a, s in f.spans.items()
         if a in order}
    )  # fmt: skip
    places = []
    for _, account, part, span in spans:
        places.append(scene.place(account, part, span))
        title = f"{number} · {first.kind}: {label}"
        mark = Mark(span, places[-1].href, first.kind, anchor, number, title)
        scene.mark(account, part, mark)
    technical = tuple(
        f"{f.id}: rule {f.rule}; same matter {f.align:.2f}, sure of the kind {f.score:.2f} "
        f"({sureness(f.score)}), severity {f.severity:.2f}"
        for f in group
    )  # fmt: skip
    reasons = dict.fromkeys(sentence(scene.lettered(f.reason.strip())) for f in group)
    return Matter(
        number, anchor, first.kind, label, " ".join(filter(None, reasons)), tuple(places),
        sources_in_words(next((f.sources for f in group if f.sources is not None), None), scene),
        first.severity, technical,
    )  # fmt: skip


def matters(scene: Scene) -> dict[FindingKind, tuple[Matter, ...]]:
    """The story's findings by kind, gravest first, and their marks in the scene."""
    order = {a: i for i, a in enumerate(scene.by_id)}
    out: dict[FindingKind, list[Matter]] = {kind: [] for kind in KINDS}
    groups = _gathered(scene, order)
    for number, group in enumerate(groups, start=1):
        matter = _matter(number, group, scene, order)
        if matter.places:
            out[matter.kind].append(matter)
    return {kind: tuple(found) for kind, found in out.items()}
