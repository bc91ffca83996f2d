"""Accounts -> Derivation, Origin: which came from which, and how many sources there are."""

from twosource.trace.credits import find_credits
from twosource.trace.explain import explain
from twosource.trace.origins import find_origins
from twosource.trace.relate import trace
from twosource.trace.sources import independent_sources

__all__ = ["explain", "find_credits", "find_origins", "independent_sources", "trace"]
