"""Which of the drafts are told, how surely, under which type, and how grave they are.

In: the drafts of an alignment.  Out: fewer of them, each with its score and type.
``draft_features`` and ``surrounding_features`` describe a draft, ``confidence`` decides (with
``rule_precision``), ``difference_type`` names the type; ``severity`` ranks findings of any kind.
"""
