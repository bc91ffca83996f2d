"""What leaves the program: the JSON Lines records and how they are made."""

from twosource.records.build import (
    account,
    dossier,
    event,
    finding,
    groups,
    line,
    link,
    origin,
    pair_finding,
    party,
    position,
    statement,
    timeline,
)
from twosource.records.models import RECORDS, SCHEMA_VERSION, Record

__all__ = [
    "RECORDS",
    "SCHEMA_VERSION",
    "Record",
    "account",
    "dossier",
    "event",
    "finding",
    "groups",
    "line",
    "link",
    "origin",
    "pair_finding",
    "party",
    "position",
    "statement",
    "timeline",
]
