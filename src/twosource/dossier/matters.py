"""Findings as the page shows them: gathered into matters, numbered, the gravest first.

A *matter* is one difference (or agreement, or thing that one account alone has) however
many findings tell it: overlapping slices of the same sentences are one.  Copies stand as
the account they fold into.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass

from twosource.dossier.judged import accepted, by_person, confirmed, standing, struck, verdict
from twosource.dossier.scene import Place, Scene
from twosource.dossier.words import listed, word
from twosource.types import Finding, FindingKind, FindingType, Part, SourceRange, Span

SURE = 0.5
"""Score that parts sure from unsure: a finding's score is the chance that a careful editor
keeps the line."""
KINDS: tuple[FindingKind, ...] = ("differ", "agree", "only")
RECORDS = 3
"""Findings named under "How it was found"; all of them stand in the records."""
SLICE = 4
"""How many times longer than the other a span may be for both to be slices of one matter."""


@dataclass(frozen=True, slots=True)
class Sources:
    """An independent-source range in words."""

    short: str
    reasons: tuple[str, ...]
    at_least: int
    at_most: int


@dataclass(frozen=True, slots=True)
class Version:
    """One value or telling, and the places that have it; never empty."""

    words: str
    places: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class Matter:
    """One matter as several accounts tell it.

    Attributes:
        number: counts over the whole story, from 1.
        anchor: its id on the page.
        label: the kind of difference in plain words.
        thing: what the line is headed with: "Fee", "Boats".
        versions: what is told, and by whom.
        reason: one plain sentence.
        weight: of the gravest finding, 0 to 1.
        technical: rule, score and id, for those who ask.
        sure: whether it passes :data:`SURE` and what else its kind asks for.
        rising: for a figure that rose from one dated account to the next.
        judged: what a judge said of it and a person decided, ``""`` where nobody did.
        struck: whether it was struck.
        findings: the ids of all that it tells.
        decided: whether a person decided it.
    """

    number: int
    anchor: str
    kind: FindingKind
    type: FindingType
    label: str
    thing: str
    versions: tuple[Version, ...]
    reason: str
    sources: Sources | None
    weight: float
    technical: str
    sure: bool = True
    rising: bool = False
    judged: str = ""
    struck: bool = False
    findings: tuple[str, ...] = ()
    decided: bool = False

    @property
    def places(self) -> tuple[Place, ...]:
        """All places, in the order shown."""
        return tuple(p for v in self.versions for p in v.places)


@dataclass(frozen=True, slots=True)
class Gathered:
    """Findings of one matter, gravest first, with one place a fold."""

    kind: FindingKind
    findings: tuple[Finding, ...]
    places: tuple[Place, ...]

    @property
    def lead(self) -> Finding:
        """The gravest."""
        return self.findings[0]

    @property
    def score(self) -> float:
        """Of the surest."""
        return max(f.score for f in self.findings)

    @property
    def standing(self) -> float:
        """What speaks against an agreement, see :func:`~twosource.dossier.judged.standing`."""
        return max(standing(f) for f in self.findings)

    @property
    def struck(self) -> bool:
        """Whether it was struck; what was struck is gathered apart."""
        return struck(self.lead)

    @property
    def accepted(self) -> bool:
        """Whether a person kept it."""
        return accepted(self.findings)

    @property
    def decided(self) -> bool:
        """Whether a person decided it."""
        return by_person(self.findings)

    @property
    def ids(self) -> tuple[str, ...]:
        """The ids of its findings."""
        return tuple(f.id for f in self.findings)

    @property
    def confirmed(self) -> bool:
        """Whether a judge confirmed it."""
        return confirmed(self.findings)

    @property
    def judged(self) -> str:
        """What a judge said of it and a person decided, in words; ``""`` where nobody did."""
        return verdict(self.findings)


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


def technical(group: Gathered) -> str:
    """Id, rule and chance of the findings that tell a matter."""
    told = [f"{f.id}: {f.rule}, chance {f.score:.2f}" for f in group.findings[:RECORDS]]
    more = len(group.findings) - len(told)
    return "; ".join(told) + (f"; and {more} more in the records" if more else "")


def who(places: Sequence[Place]) -> str:
    """The accounts' letters as a list in words."""
    return listed([p.letter for p in places])


Slice = tuple[str, Part, Span]


class _Union:
    def __init__(self, size: int) -> None:
        self.parent = list(range(size))

    def root(self, i: int) -> int:
        while self.parent[i] != i:
            self.parent[i] = self.parent[self.parent[i]]
            i = self.parent[i]
        return i

    def join(self, i: int, j: int) -> None:
        first, second = sorted((self.root(i), self.root(j)))
        self.parent[second] = first


def folded(finding: Finding, scene: Scene) -> tuple[Slice, ...]:
    """Where a finding stands, one slice a fold: the lead's where it has one."""
    out: dict[str, Slice] = {}
    for account, span in finding.spans.items():
        lead = scene.names.folded.get(account)
        if lead is not None and (lead not in out or account == lead):
            out[lead] = (account, finding.parts.get(account, "text"), span)
    return tuple(out[lead] for lead in scene.by_id if lead in out)


def _core(finding: Finding, piece: Slice, scene: Scene) -> Span:
    """The figure or the time alone, so that two figures of one sentence stay two."""
    account, part, span = piece
    section = scene.section(account, part)
    inner: list[Span] = []
    if finding.type == "number":
        inner = [q.span for q in section.quantities if q.span.overlap(span)]
    elif finding.type == "date":
        inner = [t.span for t in section.times if t.span.overlap(span)]
    return inner[0] if len(inner) == 1 else span


def _touching(slices: Sequence[Sequence[Slice]]) -> Iterable[tuple[int, int]]:
    """Pairs of findings with slices of one place, once for each account."""
    by_part: dict[tuple[str, Part], list[tuple[Span, int]]] = {}
    for i, pieces in enumerate(slices):
        for account, part, span in pieces:
            by_part.setdefault((account, part), []).append((span, i))
    for here in by_part.values():
        here.sort()
        active: list[tuple[Span, int]] = []
        for span, i in here:
            active = [(s, j) for s, j in active if s.end > span.start]
            for s, j in active:
                short, long = sorted((len(s), len(span)))
                if 2 * s.overlap(span) >= short and long <= SLICE * short and i != j:
                    yield (min(i, j), max(i, j))
            active.append((span, i))


def gather(
    findings: Sequence[Finding],
    kind: FindingKind,
    scene: Scene,
    keys: Callable[[Finding, Sequence[Slice]], Iterable[Hashable]],
) -> list[Gathered]:
    """Findings of one kind by matter.

    Two are one matter where they share a key, where they are of one type and slices of one
    place, or where they are slices of the same places in two accounts; and where neither or
    both were struck, so that no strike takes another line with it.

    Args:
        findings: gravest first.
        kind: of the result.
        scene: the story.
        keys: what makes two findings one matter, beside their places.
    """
    kept = _gathered([f for f in findings if not struck(f)], kind, scene, keys)
    return kept + _gathered([f for f in findings if struck(f)], kind, scene, keys)


def _gathered(
    findings: Sequence[Finding],
    kind: FindingKind,
    scene: Scene,
    keys: Callable[[Finding, Sequence[Slice]], Iterable[Hashable]],
) -> list[Gathered]:
    slices = [folded(f, scene) for f in findings]
    cores = [
        [(a, p, _core(f, (a, p, s), scene)) for a, p, s in pieces]
        for f, pieces in zip(findings, slices, strict=True)
    ]
    union = _Union(len(findings))
    holder: dict[Hashable, int] = {}
    for i, finding in enumerate(findings):
        for key in keys(finding, slices[i]):
            union.join(holder.setdefault(key, i), i)
    if kind != "only":
        for i, j in _touching(cores):
            if kind == "differ" and findings[i].type == findings[j].type:
                union.join(i, j)
        shared: dict[tuple[int, int], int] = {}
        for i, j in _touching(slices):
            shared[i, j] = shared.get((i, j), 0) + 1
            if shared[i, j] == 2 and (kind == "agree" or findings[i].type != findings[j].type):
                union.join(i, j)
    groups: dict[int, list[int]] = {}
    for i in range(len(findings)):
        groups.setdefault(union.root(i), []).append(i)
    return [
        Gathered(kind, tuple(findings[i] for i in members), _one_a_fold(members, slices, scene))
        for members in groups.values()
    ]


def _one_a_fold(
    members: Sequence[int], slices: Sequence[Sequence[Slice]], scene: Scene
) -> tuple[Place, ...]:
    places: dict[str, Place] = {}
    for i in members:
        for account, part, span in slices[i]:
            places.setdefault(scene.names.folded[account], scene.place(account, part, span))
    return tuple(places[lead] for lead in scene.by_id if lead in places)


def label(kind: FindingKind, type_: FindingType) -> str:
    """The kind of matter in plain words."""
    return word("finding" if kind == "differ" else "same", type_)
