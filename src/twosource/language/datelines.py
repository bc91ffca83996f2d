"""The dateline that opens a report: "LONDON, Feb 24 (Brightwire) - ", "ODE (Reuters) — "."""

from __future__ import annotations

import re

_MONTH = r"(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z]*\.?"
_DAY = rf"(?:{_MONTH} \d{{1,2}}|\d{{1,2}} {_MONTH})(?:,? \d{{4}})?"
_LOUD = r"[A-ZÀ-Þ][A-ZÀ-Þ.'’]{2,}(?:[ /-][A-ZÀ-Þ.'’]{2,}){0,3}"
_PLAIN = r"[A-ZÀ-Þ][\w.'’-]+(?: [A-ZÀ-Þ][\w.'’-]+){0,2}"
_STATE = r"(?:, [A-ZÀ-Þ][\w. ]{1,24}?)?"
_CREDIT = r"\([A-ZÀ-Þ][^()\n]{1,30}\)"
_DATELINE = re.compile(
    rf"\s*(?:{_LOUD}{_STATE}(?:,? {_DAY})?(?: ?{_CREDIT})?"
    rf"|{_PLAIN}{_STATE},? {_DAY}(?: ?{_CREDIT})?"
    rf"|{_PLAIN}{_STATE} ?{_CREDIT}) ?(?:—|–|―|--?)\s*(?=[“\"‘'A-ZÀ-Þ0-9])"
)
"""A place in capitals, or any place with a day or an agency behind it, up to a dash before
a capital: a word in capitals alone ("NATO - the alliance") is none."""


def dateline_end(text: str, at: int) -> int:
    """Where the dateline of the paragraph around ``at`` ends, its dash included; the start
    of the paragraph where it has none.  Code points of ``text``.
    """
    start = text.rfind("\n", 0, at) + 1
    found = _DATELINE.match(text, start, start + 120)
    return found.end() if found is not None else start
