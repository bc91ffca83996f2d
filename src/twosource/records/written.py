"""An account as a line of JSON, written straight from the account.

The same bytes as ``line(account(value))``, without the library that checks records, whose start
takes longer than reading a page; the tests hold the two against each other.
"""

from __future__ import annotations

import json
from typing import Any

from twosource.types import Account, DateCandidate, Span

_PUBLISHED = ("value", "precision", "evidence", "confidence")
_DATE = ("value", "precision", "kind", "evidence", "confidence")


def account_line(value: Account) -> str:
    """The record of an account as one line of JSON."""
    fields = _fields(value)
    dates = [fields["published"], *fields["dates"]]
    made = json.dumps(fields, ensure_ascii=False, separators=(",", ":"), check_circular=False)
    plain = all(_plain(d["confidence"]) for d in dates if d is not None)
    if plain and (made.isascii() or _sound(made)):
        return made
    from twosource.records.build import account, line

    # Numbers that are written in two ways, and text that is none: as the checked record has it.
    return line(account(value))


def _sound(text: str) -> bool:
    """Whether text can be written in UTF-8."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def _plain(number: float) -> bool:
    """Whether a number has one way to be written: no exponent, and neither infinite nor none."""
    return not {"e", "n"} & set(repr(number))


def _span(value: Span | None) -> tuple[int, int] | None:
    return None if value is None else (value.start, value.end)


def _date(value: DateCandidate, names: tuple[str, ...]) -> dict[str, Any]:
    return {name: getattr(value, name) for name in names} | {"confidence": float(value.confidence)}


def _fields(value: Account) -> dict[str, Any]:
    """The fields in the order of :class:`twosource.records.models.AccountRecord`."""
    published = value.published
    return {
        "id": value.id, "url": value.url, "kind": value.kind, "title": value.title,
        "text": value.text,
        "paragraphs": [(s.start, s.end) for s in value.paragraphs],
        "subheads": [(s.start, s.end) for s in value.subheads],
        "captions": [{"text": c.text, "credit": c.credit} for c in value.captions],
        "furniture": [
            {"kind": f.kind, "text": f.text, "source": _span(f.source), "reason": f.reason}
            for f in value.furniture
        ],
        "outlet": value.outlet, "publisher": value.publisher, "agency": value.agency,
        "credits": [
            {"name": c.name, "kind": c.kind, "evidence": c.evidence, "span": _span(c.span)}
            for c in value.credits
        ],
        "byline": value.byline,
        "published": None if published is None else _date(published, _PUBLISHED),
        "published_reason": value.published_reason,
        "dates": [_date(d, _DATE) for d in value.dates],
        "language": value.language, "direction": value.direction, "charset": value.charset,
        "charset_reason": value.charset_reason,
        "repairs": [{"kind": r.kind, "count": r.count} for r in value.repairs],
        "source_map": [(_span(a), _span(b)) for a, b in value.source_map],
        "sha256": value.sha256,
    }  # fmt: skip
