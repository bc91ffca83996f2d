"""One account at a time, cut into what is compared.

In: a parsed account.  Out: passages (clauses) with their terms, and how rare and how near to
one another words are.  ``lexicon`` and ``values`` feed ``terms``, those ``clauses`` and
``passages``, and ``accounts`` puts together what one account brings along.
"""
