"""Statements of accounts in other languages than English, by lists."""

from twosource.find.foreign.statements import statements_by_lists

__all__ = ["statements_by_lists"]
