"""One account at a time, cut into what is compared.

In: a parsed account.  Out: ``accounts.Side``s: passages (clauses) with their terms, and what the
encoder says of them.  ``lexicon``, ``values`` and ``word_vectors`` feed ``terms``, those and
``clauses`` the ``passages``; ``word_similarity`` says how near two words are in meaning.
"""
