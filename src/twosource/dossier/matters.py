"""Findings as the page shows them: grouped into matters, numbered, sorted.

A *matter* is one difference (or agreement, or thing that one account alone
has) however many findings tell it: those of one kind and type that share a
proposition, a place or their very words stand together.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from twosource.dossier.highlight import Mark
from twosource.dossier.scene import Place, Scene
from twosource.dossier.words import sentence, sureness, word
from twosource.types import Finding, FindingKind, SourceRange, Span

REASONS = 2
"""Sentences of reason shown with a matter; all of them stand with the technical notes."""
PERHAPS = 0.35
"""Score of a difference below which it may be a matter of wording alone: such stand apart,
behind those an editor is meant to read through."""
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


def _alike(
    places: Sequence[Place], words: Callable[[Place], tuple[str, ...]]
) -> tuple[Version, ...]:
    same: dict[tuple[str, ...], dict[str, Place]] = {}
    for p in places:
        same.setdefault(words(p), {}).setdefault(p.letter, p)
    return tuple(Version(tuple(found.values())) for found in same.values())


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
        sure: no for a difference that may be one of wording only (:data:`PERHAPS`).
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
    sure: bool = True

    @property
    def versions(self) -> tuple[Version, ...]:
        """The places, those with the same words together, in order of the first."""
        return _alike(self.places, lambda p: (p.before, p.text, p.after))

    @property
    def wordings(self) -> tuple[Version, ...]:
        """The same by the marked words alone, each account once, for the first screen."""
        return _alike(self.places, lambda p: (p.text,))


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


def _is_sure(finding: Finding) -> bool:
    return finding.kind != "differ" or finding.score >= PERHAPS


def _told(finding: Finding, scene: Scene) -> tuple[str, ...]:
    """The words of a finding in their sentences, whichever accounts tell them."""
    places = (
        scene.place(a, finding.parts.get(a, "text"), s)
        for a, s in finding.spans.items()
        if a in scene.by_id
    )
    return tuple(sorted({f"{p.before}|{p.text}|{p.after}" for p in places}))


def _keys(finding: Finding, scene: Scene) -> list[tuple[object, ...]]:
    """What makes two findings of one kind and type the same matter: one proposition,
    the very same words (a copy tells what its source tells) or, where accounts
    differ, one exact place.  Not so where they agree: the count of sources holds
    for the accounts of one proposition.
    """
    kind = (finding.kind, finding.type)
    keys: list[tuple[object, ...]] = [(*kind, "words", *_told(finding, scene))]
    if finding.proposition is not None:
        keys.append((*kind, "proposition", finding.proposition))
    if finding.kind == "differ":
        keys += [
            (*kind, "place", account, finding.parts.get(account, "text"), span)
            for account, span in finding.spans.items()
        ]
    return keys


def _gathered(scene: Scene, order: dict[str, int]) -> list[list[Finding]]:
    """Findings by matter, the gravest first, in matters and among them."""
    findings = sorted(scene.dossier.findings, key=lambda f: _key(f, order))
    parent = list(range(len(findings)))

    def root(i: int) -> int:
        while parent[i] != i:
            parent[i] = parent[parent[i]]
            i = parent[i]
        return i

    holder: dict[tuple[object, ...], int] = {}
    for i, finding in enumerate(findings):
        for key in _keys(finding, scene):
            first, second = sorted((root(holder.setdefault(key, i)), root(i)))
            parent[second] = first
    groups: dict[int, list[Finding]] = {}
    for i, finding in enumerate(findings):
        groups.setdefault(root(i), []).append(finding)
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
        f"{scene.lettered(f.reason)} {f.id}: rule {f.rule}; same matter {f.align:.2f}, "
        f"sure of the kind {f.score:.2f} ({sureness(f.score)}), severity {f.severity:.2f}"
        for f in group
    )
    reasons = dict.fromkeys(sentence(scene.lettered(f.reason.strip())) for f in group)
    reason = " ".join([r for r in reasons if r][:REASONS])
    return Matter(
        number, anchor, first.kind, label, reason, tuple(places),
        sources_in_words(next((f.sources for f in group if f.sources is not None), None), scene),
        first.severity, technical, any(map(_is_sure, group)),
    )  # fmt: skip


def matters(scene: Scene) -> dict[FindingKind, tuple[Matter, ...]]:
    """The story's findings by kind, gravest first, and their marks in the scene."""
    order = {a: i for i, a in enumerate(scene.by_id)}
    out: dict[FindingKind, list[Matter]] = {kind: [] for kind in KINDS}
    groups = _gathered(scene, order)
    groups.sort(key=lambda g: (KINDS.index(g[0].kind), not any(map(_is_sure, g))))
    for number, group in enumerate(groups, start=1):
        matter = _matter(number, group, scene, order)
        if matter.places:
            out[matter.kind].append(matter)
    return {kind: tuple(found) for kind, found in out.items()}
