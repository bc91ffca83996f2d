"""Words -> the mentions of each account: names, nominals, pronouns, and what ties them.

In: the words of all accounts of a call.  Out: phrases, each of a kind, and which accounts tell one
story.  Puts no mention to a party: that is done above, in ``within`` and ``across``.
"""
