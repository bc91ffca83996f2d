"""Findings over all accounts of a story: what is agreed, what differs, what one alone has.

In: the alignments of a part with their weighed drafts, and each account by itself.  Out:
findings, sorted and numbered.  ``findings`` puts together ``propositions``, ``differences``
(made one by ``across_accounts``), ``only``, ``versions`` and the two ``inside_*``.
"""
