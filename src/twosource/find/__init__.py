"""Parse -> Statement, Event, Position."""

from twosource.find.statements import Fidelity, find_statements, quote_fidelity

__all__ = ["Fidelity", "find_statements", "quote_fidelity"]
