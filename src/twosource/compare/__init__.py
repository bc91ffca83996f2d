"""Statements of a story -> Finding: what is agreed, what differs, what only one has."""

from twosource.compare.compare import compare, compare_pair
from twosource.compare.faults import collecting

__all__ = ["collecting", "compare", "compare_pair"]
