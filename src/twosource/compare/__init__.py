"""Statements of a story -> Finding: what is agreed, what differs, what only one has."""

from twosource.compare.compare import compare, compare_pair

__all__ = ["compare", "compare_pair"]
