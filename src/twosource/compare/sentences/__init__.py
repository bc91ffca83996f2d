"""Two short texts as wholes (sentences, a claim and its evidence), beside the way of accounts.

In: two parsed texts.  Out: how surely they tell the same, how surely one speaks against the
other.  ``text_pair`` lays their terms against each other, the ``*_features`` describe the pair,
``scores`` decides; texts without a subject go through ``phrase_similarity`` too.
"""
