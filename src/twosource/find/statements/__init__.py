"""Parse -> Statement: attributed content, with its source, cue and speaker."""

from twosource.find.statements.fidelity import Fidelity, quote_fidelity
from twosource.find.statements.find import find_statements

__all__ = ["Fidelity", "find_statements", "quote_fidelity"]
