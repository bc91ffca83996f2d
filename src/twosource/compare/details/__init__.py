"""Rules that see a difference inside matched passages, a module for each kind.

In: an alignment and the word pairings of its matches.  Out: ``Draft``s, unweighed, each with
the name of its rule (the module's name is, as a rule, what the rule's name begins with).
``rules`` runs the modules in order; those ask ``contrast`` for the sentence that tells it.
"""
