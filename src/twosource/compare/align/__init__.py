"""Two accounts at a time: which passages tell the same matter, and which words match in them.

In: two ``Side``s.  Out: an ``Alignment`` with its ``Match``es, and for each match a ``Pairing``
of words.  Runs of equal words and the ``grid`` of similarities make the ``features``, from which
``alignment_model`` says how sure each pair is; then ``matches``, ``alignment``, ``word_alignment``.
"""
