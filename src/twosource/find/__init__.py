"""Parse -> Statement, Event, Position."""

from twosource.find.events import find_events, link_events
from twosource.find.matching import Match, match_statements, told_by_narrator
from twosource.find.positions import find_positions
from twosource.find.statements import Fidelity, find_statements, quote_fidelity

__all__ = [
    "Fidelity",
    "Match",
    "find_events",
    "find_positions",
    "find_statements",
    "link_events",
    "match_statements",
    "quote_fidelity",
    "told_by_narrator",
]
