"""Findings and positions as people decided them: a dossier in, the same dossier decided."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from twosource.review.decisions import Carried, Decisions
from twosource.review.matching import Target
from twosource.review.rebuilt import finding_of, moved_finding, moved_position, position_of
from twosource.types import Dossier, Finding, Position, Review, Reviewed, Standing

_OUTCOME = {"accept": "accepted", "strike": "struck", "correct": "corrected"}
_GONE = "no line of now rests on these words"
_LOST = "the words do not stand there now"


def decide_lines(dossier: Dossier, decisions: Decisions) -> Dossier:
    """The dossier with each line as it was last decided, and what became of every decision.

    A line that was struck stays with the mark and a score of 0, one that was accepted or
    corrected has a score of 1.  One that a person kept and the program finds no more is built
    anew from the words it rests on.

    Args:
        dossier: as it was made, its accounts, parties and links as people decided.
        decisions: what was decided, the earliest first.
    """
    if not decisions.reviews:
        return dossier
    carried = Carried(dossier.analysis.accounts, decisions.versions)
    findings, positions = list(dossier.findings), list(dossier.analysis.positions)
    last: dict[tuple[str, int], Review] = {}
    hit: dict[str, list[tuple[str, int]]] = {}
    for review in decisions.of("finding", "position"):
        target = Target(review, carried)
        found = [("f", n) for n, f in enumerate(findings) if target.finding(f)]
        found += [("p", n) for n, p in enumerate(positions) if target.position(p)]
        if not found and review.decision != "strike":
            found = _put_back(review, carried, dossier, findings, positions)
        hit[review.id] = found
        last.update((key, review) for key in found)
    for (kind, n), review in last.items():
        if kind == "f":
            findings[n] = _finding(findings[n], review, carried)
        else:
            positions[n] = _position(positions[n], review, carried, dossier)
    return replace(
        dossier,
        findings=tuple(findings),
        analysis=replace(dossier.analysis, positions=tuple(positions)),
        reviews=tuple(
            _standing(r, hit, last, carried, dossier, decisions) for r in decisions.reviews
        ),
    )


def _put_back(
    review: Review, carried: Carried, dossier: Dossier, findings: list[Finding],
    positions: list[Position],
) -> list[tuple[str, int]]:  # fmt: skip
    """A line that a person kept, built from its words where they stand."""
    if review.of == "finding":
        found = finding_of(review, carried)
        if found is None:
            return []
        findings.append(found)
        return [("f", len(findings) - 1)]
    made = position_of(review, carried, dossier.analysis.register)
    if made is None:
        return []
    positions.append(made)
    return [("p", len(positions) - 1)]


def mark(review: Review, before: float | None) -> Reviewed:
    """The mark of a decision on a line."""
    return Reviewed(
        _OUTCOME[review.decision],  # type: ignore[arg-type]
        review.author, review.time, review.note, review.id, before,
    )  # fmt: skip


def _finding(finding: Finding, review: Review, carried: Carried) -> Finding:
    if review.decision == "correct":
        finding = moved_finding(finding, review, carried)
    score = 0.0 if review.decision == "strike" else 1.0
    before = finding.score if finding.reviewed is None else finding.reviewed.before
    return replace(finding, score=score, reviewed=mark(review, before))


def _position(
    position: Position, review: Review, carried: Carried, dossier: Dossier
) -> Position:  # fmt: skip
    if review.decision == "correct":
        position = moved_position(position, review, carried, dossier.analysis.register)
    return replace(position, reviewed=mark(review, None))


def _standing(
    review: Review, hit: dict[str, list[tuple[str, int]]], last: dict[tuple[str, int], Review],
    carried: Carried, dossier: Dossier, decisions: Decisions,
) -> Standing:  # fmt: skip
    if review.of in {"finding", "position"}:
        return _of_line(review, hit[review.id], last, carried)
    if review.of == "link":
        kept = any(k.reviewed is not None and k.reviewed.review == review.id for k in dossier.links)
        if kept:
            return Standing(review, "yes")
        return _later(review, decisions) or Standing(review, "not established", _LOST)
    if review.of == "party":
        return _of_party(review, dossier, decisions)
    later = _later(review, decisions)
    reach = [a for a in carried.all(review.accounts[0]) if a != review.accounts[0]]
    return later or Standing(review, "yes", f"carried over to {', '.join(reach)}" if reach else "")


def _of_party(review: Review, dossier: Dossier, decisions: Decisions) -> Standing:
    """Whether the party that was made is there, or was made another by a later decision."""
    wanted = review.values.get("name") or review.names[0]
    actors = dossier.analysis.register.actors
    if any(wanted in {a.id, a.name, *a.aliases} for a in actors):
        return Standing(review, "yes")
    after = decisions.reviews[decisions.reviews.index(review) + 1 :]
    for other in after:
        if other.of == "party" and wanted in {*other.names, other.values.get("party")}:
            return Standing(review, "no", f"{other.author} decided otherwise later")
    return Standing(review, "not established", "no such party")


def _of_line(
    review: Review, found: Sequence[tuple[str, int]], last: dict[tuple[str, int], Review],
    carried: Carried,
) -> Standing:  # fmt: skip
    if not found:
        stands = Target(review, carried).stands
        return Standing(review, "not established", _GONE if stands else _LOST)
    held = [last[key] for key in found]
    if all(r.id != review.id for r in held):
        return Standing(review, "no", f"{held[-1].author} decided otherwise later")
    versions = {a for p in review.passages for a, _, _ in carried.places(p) if a != p.account}
    return Standing(
        review, "yes", f"carried over to {', '.join(sorted(versions))}" if versions else ""
    )


def _later(review: Review, decisions: Decisions) -> Standing | None:
    """Whether a later decision of the same kind on the same accounts stands in its place."""
    after = decisions.reviews[decisions.reviews.index(review) + 1 :]
    for other in after:
        same = other.of == review.of and {*other.accounts} == {*review.accounts}
        if same and other.decision == review.decision and {*review.values} <= {*other.values}:
            return Standing(review, "no", f"{other.author} decided otherwise later")
        if same and review.of == "link":
            return Standing(review, "no", f"{other.author} decided otherwise later")
    return None
