"""What leaves the program: the JSON Lines records and how they are made."""

from typing import TYPE_CHECKING

from twosource.late import late

if TYPE_CHECKING:
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
    from twosource.records.written import account_line

__all__ = [
    "RECORDS",
    "SCHEMA_VERSION",
    "Record",
    "account",
    "account_line",
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

__getattr__ = late(__name__, {
    "build": "account dossier event finding groups line link origin pair_finding party position "
             "statement timeline",
    "models": "RECORDS SCHEMA_VERSION Record",
    "written": "account_line",
})  # fmt: skip
