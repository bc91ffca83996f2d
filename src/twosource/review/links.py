"""Links that a person marked wrong or added."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import get_args

from twosource.review.decisions import Carried, Decisions, signed
from twosource.types import (
    Account,
    Derivation,
    Direction,
    Evidence,
    Relation,
    Review,
    Reviewed,
    Span,
)

RULE = "review"
PERSON = "person"
"""Kind of evidence that a person quoted."""
_TURNED: dict[str, Direction] = {"a>b": "b>a", "b>a": "a>b"}
RELATIONS: tuple[str, ...] = tuple(
    r for r in get_args(Relation) if r not in {"independent", "not-established"}
)
"""What a link that a person adds may be."""


def decide_links(
    links: Sequence[Derivation], accounts: Sequence[Account], decisions: Decisions
) -> tuple[Derivation, ...]:
    """The links with what people decided of them.

    One that was marked wrong is not established, with the reason; one that was added rests on
    the words that were quoted.  Later versions of the two pages take it over where words of it
    still stand.

    Args:
        links: as tracing gave them.
        accounts: those at hand, in order; others are passed over.
        decisions: what was decided.
    """
    wanted = list(decisions.of("link"))
    if not wanted:
        return tuple(links)
    carried = Carried(accounts, decisions.versions)
    place = {a.id: n for n, a in enumerate(accounts)}
    made = {(k.a, k.b): k for k in links}
    for review in wanted:
        for a, b in _pairs(review, carried):
            turned = place[a] > place[b]
            key = (b, a) if turned else (a, b)
            found = made.get(key) or made.get((key[1], key[0]))
            if review.decision == "strike":
                if found is not None:
                    made[found.a, found.b] = _struck(found, review)
                continue
            new = _added(review, a, b, turned, carried)
            if new is not None:
                if found is not None:
                    del made[found.a, found.b]
                made[key] = replace(
                    new,
                    reviewed=replace(_mark(review, "added"), before=found.score if found else None),
                )
    order = sorted(made, key=lambda k: (place.get(k[1], -1), place.get(k[0], -1)))
    if {*made} == {(k.a, k.b) for k in links}:
        order = [(k.a, k.b) for k in links]
    return tuple(made[key] for key in order)


def _pairs(review: Review, carried: Carried) -> Iterator[tuple[str, str]]:
    """The two accounts, and those later versions of them in which words of the link stand."""
    first, second = review.accounts
    for a in carried.all(first):
        for b in carried.all(second):
            sides = (("a", a, first), ("b", b, second))
            if a != b and all(_stand(review, *side, carried) for side in sides):
                yield a, b


def _stand(review: Review, role: str, account: str, source: str, carried: Carried) -> bool:
    """Whether some words of one side stand in a version of it."""
    if account == source:
        return True
    own = [p for p in review.passages if p.role == role]
    return any(carried.find(p, account) is not None for p in own) or not own


def _mark(review: Review, outcome: str) -> Reviewed:
    return Reviewed(
        outcome,  # type: ignore[arg-type]
        review.author, review.time, review.note, review.id,
    )  # fmt: skip


def _struck(link: Derivation, review: Review) -> Derivation:
    before = link.reviewed.before if link.reviewed is not None else link.score
    note = f": {review.note}" if review.note else ""
    return replace(
        link, relation="not-established", direction="unknown", score=0.0,
        reason=f"marked wrong {signed(review)}{note}",
        reviewed=replace(_mark(review, "struck"), before=before),
    )  # fmt: skip


def _added(
    review: Review, a: str, b: str, turned: bool, carried: Carried
) -> Derivation | None:  # fmt: skip
    evidence = [
        Evidence(PERSON, None if turned else span, span if turned else None)
        if role == "a"
        else Evidence(PERSON, span if turned else None, None if turned else span)
        for role, account in (("a", a), ("b", b))
        for span in _quotes(review, role, account, carried)
    ]
    if not evidence:
        return None
    direction: Direction = review.values.get("direction", "unknown")  # type: ignore[assignment]
    note = f": {review.note}" if review.note else ""
    ends = (b, a) if turned else (a, b)
    return Derivation(
        *ends,
        relation=review.values["relation"],  # type: ignore[arg-type]
        direction=_TURNED.get(direction, direction) if turned else direction,
        score=1.0, evidence=tuple(evidence), reason=f"added {signed(review)}{note}", rule=RULE,
    )  # fmt: skip


def _quotes(review: Review, role: str, account: str, carried: Carried) -> Iterator[Span]:
    for p in review.passages:
        if p.role == role and p.part == "text":
            span = carried.find(p, account)
            if span is not None:
                yield span
