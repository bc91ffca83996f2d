"""Accounts of different languages -> which is a translation of which.

Imported only where an account of a call is not English.
"""

from twosource.trace.translations.links import (
    RULE,
    Translations,
    merged,
    reading_beside,
    translated,
)

__all__ = ["RULE", "Translations", "merged", "reading_beside", "translated"]
