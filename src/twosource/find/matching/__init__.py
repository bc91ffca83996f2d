"""Which statements of two accounts are one: told directly here, indirectly there."""

from twosource.find.matching.match import Match, match_statements
from twosource.find.matching.narrated import told_by_narrator

__all__ = ["Match", "match_statements", "told_by_narrator"]
