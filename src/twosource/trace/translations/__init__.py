"""Accounts of different languages -> which is a translation of which.

Imported only where an account of a call is not English.
"""

from twosource.trace.translations.links import RULE, with_translations

__all__ = ["RULE", "with_translations"]
