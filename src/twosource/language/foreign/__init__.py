"""Accounts in other languages than English, read by lists: sentences, quotations, figures, dates.

Nothing here is imported while every account of a call is English.
"""

from twosource.language.foreign.lists import ENGLISH, code_of, known, lists_of
from twosource.language.foreign.reading import Reading, Said, reading_of

__all__ = ["ENGLISH", "Reading", "Said", "code_of", "known", "lists_of", "reading_of"]
