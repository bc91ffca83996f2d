"""Parses of a call -> the register of its parties, one identity over all accounts."""

from twosource.parties.overrides import Overrides, load_overrides
from twosource.parties.resolve import resolve

__all__ = ["Overrides", "load_overrides", "resolve"]
