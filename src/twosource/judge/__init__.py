"""A judge, by choice: a language model that the user runs or rents confirms or strikes drafts.

It is asked at one address alone, the user's, and only where the user gives it.  What comes
back can confirm a line, strike it, or propose one whose every quotation stands in the
accounts letter for letter; anything else is dropped with a coded warning.
"""

from twosource.judge.settings import Judge

__all__ = ["Judge"]
