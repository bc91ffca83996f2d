"""All facts of two sides that are told with another value."""

from __future__ import annotations

from dataclasses import replace

from twosource.compare.align.alignment import Alignment
from twosource.compare.facts import amounts, assertions, days, names, offices
from twosource.compare.facts.candidates import Candidate
from twosource.compare.facts.values import kinship
from twosource.compare.faults import guarded

KINDS = (amounts, days, assertions, offices, names)


def find_facts(laid: Alignment) -> list[Candidate]:
    """The candidates of every kind, unweighed, in the order of :data:`KINDS`; each knows how many
    of their figures the accounts share, for where most are the same, one that is not was changed.
    """
    shared = {"kin": kinship(laid)}
    where = f"{laid.a.account} and {laid.b.account}"
    return [
        replace(c, facts={**c.facts, **shared})
        for kind in KINDS
        for c in guarded(kind.candidates, laid, where)
    ]
