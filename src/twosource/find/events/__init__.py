"""Parse -> events: who did what to whom, in PLOVER 2021 types."""

from twosource.find.events.code import find_events
from twosource.find.events.link import link_events

__all__ = ["find_events", "link_events"]
