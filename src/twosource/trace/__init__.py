"""Accounts -> Derivation, Origin: which came from which, and how many sources there are."""

from twosource.trace.credits import find_credits
from twosource.trace.decide import firm, kind
from twosource.trace.explain import explain
from twosource.trace.origins import find_origins
from twosource.trace.relate import trace
from twosource.trace.shelf import place_in
from twosource.trace.sources import Sourcing, independent_sources
from twosource.trace.tracer import Tracer

__all__ = [
    "Sourcing",
    "Tracer",
    "explain",
    "find_credits",
    "find_origins",
    "firm",
    "independent_sources",
    "kind",
    "place_in",
    "trace",
]
