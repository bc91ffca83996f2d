"""Authors that a field gives as text, outside a page: those of feeds and records."""

from __future__ import annotations

import re
from collections.abc import Sequence

from twosource.patterns import deferred
from twosource.read.metadata.names import good_names, nameable, names_in, unique_names

_MAIL_NAME = deferred(r"^\s*\S+@\S+\s*\((?P<name>[^)]{2,80})\)\s*$")
"""An author as RSS has it: ``mail@host (Name)``."""
_NAME_MAIL = deferred(
    r"^\s*\"?(?P<name>[^<>\"@]{2,80}?)\"?\s*[<(\[]\s*(?:mailto:)?\S+@\S+?\s*[>)\]]\s*$"
)


def _person_of(text: str) -> str:
    """A name without the mail address it is given with; nothing for a bare address."""
    m = _MAIL_NAME.match(text) or _NAME_MAIL.match(text)
    if m:
        return m["name"]
    return "" if re.fullmatch(r"\s*(?:mailto:)?\S+@\S+\s*", text) else text


def field_authors(texts: Sequence[str], owners: Sequence[str]) -> tuple[str, ...]:
    """The authors in the texts of author fields: persons and agencies; where there are
    none, a desk or the outlet as given.  Log-in names and posts ("admin") are nobody.
    """
    given = [text for t in texts if (text := _person_of(t).strip())]
    names = good_names([n for text in given for n in names_in(text, owners)], owners)
    if names:
        return unique_names(names)
    desks = [t for t in given if nameable(t) and (len(t.split()) > 1 or not t.isascii())]
    return unique_names(desks[:1])
