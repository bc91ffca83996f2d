"""Which statements of two accounts are one: told directly here, indirectly there."""

from twosource.find.matching.match import Match, match_statements

__all__ = ["Match", "match_statements"]
