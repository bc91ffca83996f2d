"""Parties of each account -> one identity over all accounts of a call.

In: the entities of every account, numbered.  Out: which of them are one, and why.  Names first,
then what has no name, then roles, quotations and possessives; no mention changes its party.
"""
