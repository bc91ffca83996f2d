"""Parties of accounts in other languages, joined with those of English ones.

Imported only where an account of a call is not English.
"""

from twosource.parties.foreign.register import joined

__all__ = ["joined"]
