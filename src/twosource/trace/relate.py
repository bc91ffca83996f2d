"""Accounts -> links: candidates first, evidence and a decision after."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from twosource.trace.decide import loose_score
from twosource.trace.likeness import Likeness
from twosource.trace.tracer import Tracer
from twosource.types import Account, Analysis, Derivation

SCREENED = "trace.screen.1"


def trace(
    accounts: Sequence[Account], analysis: Analysis | None = None, *, all_pairs: bool = False
) -> tuple[Derivation, ...]:
    """The links between accounts, every pair at most once, ``a`` before ``b``
    in input order, sorted so.

    A link rests on the two texts and their pages alone (the score of a pair that
    shares nothing worth comparing also on how common its words are in the batch),
    so a new account changes no link that was there but for the direction that it
    proves (the reason names it), and their order changes none.
    :class:`~twosource.trace.tracer.Tracer` places accounts one by one.

    Args:
        accounts: the accounts of one or several stories.
        analysis: not needed; the texts decide.
        all_pairs: also give the pairs found independent.
    """
    tracer = Tracer(independent=all_pairs)
    for account in accounts:
        tracer.place(account)
    return tuple(_every(accounts, tracer)) if all_pairs else tracer.links()


def _every(accounts: Sequence[Account], tracer: Tracer) -> Iterator[Derivation]:
    """Every pair: those compared in full, and those that share too little for it."""
    compared = iter(tracer.keyed().items())
    key, made = next(compared, (None, None))
    alike = Likeness(accounts)
    for i, a in enumerate(accounts):
        likeness = alike.of(i)
        for j in range(i + 1, len(accounts)):
            if key == (i, j) and made is not None:
                yield made
                key, made = next(compared, (None, None))
                continue
            yield Derivation(
                a=a.id,
                b=accounts[j].id,
                relation="independent",
                direction="unknown",
                score=round(loose_score(float(likeness[j])), 6),
                evidence=(),
                reason="they share no run of words beyond what two reports of one event do by "
                "chance",
                rule=SCREENED,
            )
