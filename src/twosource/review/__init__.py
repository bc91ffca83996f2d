"""What people decided, and how it holds: pure functions from accounts, links and dossiers to the
same, with every decision carried out and told.

A decision is never lost to a later run: a line is known by the words it rests on, not by its
number; what the program no longer finds, and a person kept, is put back; a new version of a page
takes the decisions over where the words still stand.
"""

from typing import TYPE_CHECKING

from twosource.late import late

if TYPE_CHECKING:
    from twosource.review.accounts import correct_accounts
    from twosource.review.decisions import NONE, Decisions
    from twosource.review.lines import decide_lines
    from twosource.review.links import decide_links
    from twosource.review.lookup import Line, Lookup
    from twosource.review.making import (
        of_account,
        of_finding,
        of_link,
        of_party,
        of_position,
        passage,
        quoted,
    )
    from twosource.review.parties import party_overrides

__all__ = [
    "NONE",
    "Decisions",
    "Line",
    "Lookup",
    "correct_accounts",
    "decide_lines",
    "decide_links",
    "of_account",
    "of_finding",
    "of_link",
    "of_party",
    "of_position",
    "party_overrides",
    "passage",
    "quoted",
]

__getattr__ = late(__name__, {
    "accounts": "correct_accounts",
    "decisions": "NONE Decisions",
    "lines": "decide_lines",
    "links": "decide_links",
    "lookup": "Line Lookup",
    "making": "of_account of_finding of_link of_party of_position passage quoted",
    "parties": "party_overrides",
})  # fmt: skip
