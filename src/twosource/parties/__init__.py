"""Parses of a call -> the register of its parties, one identity over all accounts."""

from twosource.parties.listing import listed
from twosource.parties.overrides import Overrides, load_overrides
from twosource.parties.resolve import resolve

__all__ = ["Overrides", "listed", "load_overrides", "resolve"]
