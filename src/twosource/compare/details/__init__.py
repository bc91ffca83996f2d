"""Rules that see a difference (or a small agreement) inside matched passages, one kind a module.

In: an alignment and the word pairings of its matches.  Out: ``Draft``s, unweighed, each with the
name of its rule (most modules are called what the names of their rules begin with).  ``rules``
runs the modules in order; those ask ``contrast`` for the sentence that tells what they see.
"""
