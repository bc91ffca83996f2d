"""In: two sides laid against each other.  Out: facts that both tell with another value.

A fact is something countable, datable or decidable that a matched passage states: an amount of
something, the day of something, whether a verb holds, under which condition, how far it has got.
Two accounts differ in it when they give other values for one anchor, and not otherwise.
Flows: ``values`` (typed values of a passage) -> ``anchors`` (which value answers which) ->
``amounts``, ``days``, ``clauses`` (the kinds of facts) -> ``conflicts`` (all of a match).
"""
