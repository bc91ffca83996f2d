"""Findings between accounts of different languages, and in other languages than English.

Compared are figures, dates, quotations, names and offices, who says so, and, where a list
decides, negation.  Wording is not: one language's words are never held against another's.
Imported only where an account is not English.
"""

from twosource.compare.across.findings import across_findings, told_elsewhere

__all__ = ["across_findings", "told_elsewhere"]
