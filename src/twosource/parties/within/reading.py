"""What is known of one account: its mentions and its parties."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from twosource.parties.mentions.phrase import Phrase
from twosource.parties.within.entity import Entity
from twosource.parties.words.words import Words


@dataclass(frozen=True, slots=True)
class Reading:
    """One account, its mentions put to parties as far as has been read.

    Attributes:
        number: its place in the call.  id: the account's.
        views: its sections, text first.
        phrases: all mentions, per section in reading order.
        entities: its parties, in order of first sight; each has a mention.
        speakers: per section, quotation number -> head word of its speaker.
    """

    number: int
    id: str
    views: Sequence[Words]
    phrases: Sequence[Sequence[Phrase]]
    entities: Sequence[Entity]
    speakers: Sequence[Mapping[int, int]]
