"""Two accounts at a time: which passages tell the same matter, and which words match in them.

In: two accounts cut into passages.  Out: an ``Alignment`` with its ``Match``es, and for each
match a ``Pairing`` of words.  Runs of equal words and the ``grid`` of similarities make
``features``, those give ``alignment_model`` its sureness, that the ``matches``, those
``alignment`` and, word by word, ``word_alignment``.
"""
