"""Findings over all accounts of a story: rows of agreement, differences, what one has alone.

In: the alignments of a part with their weighed drafts, and each account by itself.  Out:
findings, sorted and numbered.  ``findings`` tells the whole; it asks ``propositions``,
``differences`` (then ``across_accounts``), ``only``, ``versions`` and the two ``inside_*``.
"""
