"""Accounts -> Story: which accounts tell one event."""

from twosource.group.stories import group

__all__ = ["group"]
