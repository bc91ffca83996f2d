"""Findings of whole pairs against their labels: found, of the right kind and type."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from twosource.bench.compare.pairs import IOU, Pair, Place, same_place
from twosource.types import Account, Finding


def places(finding: Finding, pair: Pair) -> tuple[Place | None, Place | None]:
    """The two places of a finding."""

    def of(account: Account) -> Place | None:
        span = finding.spans.get(account.id)
        return None if span is None else Place(finding.parts.get(account.id, "text"), span)

    return of(pair.a), of(pair.b)


def matches(pair: Pair, kind: str, findings: Sequence[Finding]) -> dict[int, int]:
    """Best one-to-one matching of items to findings of a kind (both spans at ``IOU``)."""
    mine = [(k, *places(f, pair)) for k, f in enumerate(findings) if f.kind == kind]
    edges: dict[int, list[int]] = {}
    for i, item in enumerate(pair.items):
        if item.kind != kind:
            continue
        rated = []
        for k, a, b in mine:
            overlap = min(same_place(pair.a, item.a, a), same_place(pair.b, item.b, b))
            if overlap >= IOU:
                right = findings[k].type == item.type
                rated.append((-int(right), -overlap, k))
        edges[i] = [k for _, _, k in sorted(rated)]
    taken: dict[int, int] = {}

    def augment(i: int, seen: set[int]) -> bool:
        for k in edges[i]:
            if k not in seen:
                seen.add(k)
                if k not in taken or augment(taken[k], seen):
                    taken[k] = i
                    return True
        return False

    for i in sorted(edges):
        augment(i, set())
    return {i: k for k, i in taken.items()}


@dataclass(slots=True)
class Tally:
    """Counts of one kind over pairs."""

    gold: int = 0
    found: int = 0
    hit: int = 0
    typed: int = 0

    @property
    def recall(self) -> float:
        """Share of the items that were found."""
        return self.hit / self.gold if self.gold else 0.0

    @property
    def precision(self) -> float:
        """Share of the findings that match an item."""
        return self.hit / self.found if self.found else 0.0

    @property
    def f1(self) -> float:
        """Harmonic mean of both."""
        p, r = self.precision, self.recall
        return 2 * p * r / (p + r) if p + r else 0.0

    @property
    def type_right(self) -> float:
        """Share of the matched items with the labelled type."""
        return self.typed / self.hit if self.hit else 0.0


def tally(pairs: Sequence[Pair], found: Mapping[str, Sequence[Finding]]) -> dict[str, Tally]:
    """Counts by kind; ``confused`` counts agreements that were called different."""
    out = {kind: Tally() for kind in ("agree", "differ", "only", "confused")}
    for pair in pairs:
        findings = [f for f in found[pair.id] if pair.titled or "title" not in f.parts.values()]
        for kind in ("agree", "differ", "only"):
            match = matches(pair, kind, findings)
            out[kind].gold += sum(i.kind == kind for i in pair.items)
            out[kind].found += sum(f.kind == kind for f in findings)
            out[kind].hit += len(match)
            out[kind].typed += sum(findings[k].type == pair.items[i].type for i, k in match.items())
        out["confused"].gold += sum(i.kind == "agree" for i in pair.items)
        out["confused"].hit += confused(pair, findings)
    return out


def confused(pair: Pair, findings: Sequence[Finding]) -> int:
    """Agree items for which there is no agree finding, but a differ finding in their place."""
    agreed = matches(pair, "agree", findings)
    used = set(matches(pair, "differ", findings).values())
    count = 0
    for i, item in enumerate(pair.items):
        if item.kind != "agree" or i in agreed:
            continue
        for k, finding in enumerate(findings):
            a, b = places(finding, pair)
            if finding.kind == "differ" and k not in used and (
                same_place(pair.a, item.a, a) >= IOU and same_place(pair.b, item.b, b) >= IOU
            ):  # fmt: skip
                count += 1
                break
    return count
