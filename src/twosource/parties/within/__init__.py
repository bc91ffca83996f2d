"""Mentions -> the parties of one account.

In: the mentions of an account, and what its story knows of the persons it names.  Out: entities,
each with its mentions.  Names first, then what points back to them, then roles told before a name.
"""
