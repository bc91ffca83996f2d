"""Full text over accounts and statements, with filters."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from twosource.errors import StoreError
from twosource.store.base import Base, Query, in_parts, listed
from twosource.store.codec import load, to_bytes, to_text
from twosource.store.filed import Shelf
from twosource.store.placed import Hit, Said, story_id
from twosource.store.query import asked
from twosource.store.words import fold, places_of, words_of
from twosource.types import Account, Part, Span, Statement

MOST = 20
_DEEP = 50_000  # hits that filters choose from; the best ones come first
_PASSAGE = 300  # characters shown
_SHOWN = 40  # words of the query marked in one passage


@dataclass(frozen=True, slots=True)
class Filters:
    """What hits must be, beside holding the words; empty fields ask for nothing.

    Attributes:
        party: a name or a part of one; a party of the account where it was analysed, else
            the words of the name stand in the account.
        outlet: a part of the name of outlet or publisher.
        since, until: days of publication, both included.
        language: ISO 639-1.
        difference: a type of difference that the account's story was found to have.
        story: the number of a story.
    """

    party: str = ""
    outlet: str = ""
    since: date | None = None
    until: date | None = None
    language: str = ""
    difference: str = ""
    story: int | None = None


def search(
    base: Base, shelf: Shelf, typed: str, filters: Filters, most: int = MOST
) -> tuple[Hit, ...]:
    """The accounts that hold all that was typed, best first; without words, those that the
    filters let through, the latest first.
    """
    query = asked(typed)
    if typed.strip() and not query:
        return ()
    party = asked(filters.party) if filters.party else []
    if filters.party and not party:
        return ()
    by_name = _parties(base, filters.party) if filters.party else set()
    numbers = _found(base, query, filters, party, by_name, most)
    return tuple(_hit(base, shelf, number, query or party) for number in numbers)


def _found(
    base: Base, query: Query, filters: Filters, party: Query, by_name: set[int], most: int
) -> list[int]:
    if query:
        ranked = base.matching(query, most if filters == Filters() else _DEEP)
    else:
        ranked = [r[0] for r in base.rows(_latest(filters), _values(filters))]
    if party:
        # where an account was not analysed, its words must do
        spoken = set(base.matching(party, 1 << 30)) - _analysed(base)
        ranked = [n for n in ranked if n in by_name or n in spoken]
    if (not query and not filters.outlet) or filters == Filters(party=filters.party):
        return ranked[:most]
    kept = _kept(base, ranked, filters)
    return [n for n in ranked if n in kept][:most]


def _parties(base: Base, name: str) -> set[int]:
    """The analysed accounts with a party of that name: all words of it in the party's."""
    wanted = {part for word in words_of(name) for part in word.parts}
    return {
        account
        for known, account in base.rows("SELECT name, account FROM party")
        if wanted <= set(to_text(known).split())
    }


def _analysed(base: Base) -> set[int]:
    return {r[0] for r in base.rows("SELECT DISTINCT account FROM party")}


def _where(filters: Filters) -> tuple[list[str], list[object]]:
    """The filters that a row of an account answers, as conditions and their values."""
    found: list[tuple[str, object]] = []
    if filters.since is not None:
        found.append(("day >= ?", filters.since.toordinal()))
    if filters.until is not None:
        found.append(("day <= ?", filters.until.toordinal()))
    if filters.language:
        found.append(("language = ?", filters.language.lower()))
    if filters.story is not None:
        found.append(("story = ?", filters.story))
    if filters.difference:
        in_story = (
            "story IN (SELECT story FROM account JOIN difference ON account = number "
            "WHERE kind = ?)"
        )
        found.append((in_story, filters.difference))
    return [f[0] for f in found], [f[1] for f in found]


def _latest(filters: Filters) -> str:
    conditions, _ = _where(filters)
    where = f" WHERE {' AND '.join(conditions)}" if conditions else ""
    return f"SELECT number FROM account{where} ORDER BY number DESC LIMIT {_DEEP}"  # noqa: S608


def _values(filters: Filters) -> list[object]:
    return _where(filters)[1]


def _kept(base: Base, numbers: Sequence[int], filters: Filters) -> set[int]:
    """Those of some accounts that the filters let through."""
    conditions, values = _where(filters)
    outlet = to_bytes(fold(filters.outlet)) if filters.outlet else b""
    kept: set[int] = set()
    for part in in_parts(numbers):
        where = " AND ".join([f"number IN {listed(part)}", *conditions])
        rows = base.rows(f"SELECT number, outlet FROM account WHERE {where}", (*part, *values))  # noqa: S608
        kept.update(n for n, name in rows if not outlet or outlet in bytes(name))
    return kept


def _hit(base: Base, shelf: Shelf, number: int, query: Query) -> Hit:
    rows = base.rows("SELECT story FROM account WHERE number = ?", (number,))
    if not rows:
        raise StoreError("TS-STORE-08", f"{base.address} (account {number} of the index)")
    account = shelf.account(number)
    part, words = _best(account, query)
    passage = _passage(account.part(part), words)
    inside = tuple(w for w in words if passage.contains(w))[:_SHOWN]
    return Hit(
        account=account.id,
        story=story_id(rows[0][0]),
        title=account.title,
        outlet=account.outlet,
        url=account.url,
        published=account.published.value if account.published else None,
        language=account.language,
        part=part,
        passage=passage,
        text=passage.of(account.part(part)),
        words=inside,
        said=_said(base, number, part, inside),
    )


def _best(account: Account, query: Query) -> tuple[Part, list[Span]]:
    """The part in which most of a query stands, and where; the text where none does."""
    wanted = frozenset(word for forms in query for words, _ in forms for word in words)
    begun = tuple(words[-1] for forms in query for words, goes_on in forms if goes_on)
    found: dict[Part, list[Span]] = {}
    different: dict[Part, int] = {}
    for part in account.parts():
        places = places_of(account.part(part), wanted, begun)
        found[part] = [Span(start, end) for start, end, _ in places]
        different[part] = len({name for *_, names in places for name in names})
    order = sorted(found, key=lambda p: (-different[p], p != "text"))
    return (order[0], found[order[0]]) if found[order[0]] else ("text", [])


def _passage(text: str, words: Sequence[Span]) -> Span:
    """The stretch of the text with most of the words, cut at blanks."""
    best, most = 0, 0
    behind = 0
    for n, word in enumerate(words):
        behind = max(behind, n)
        while behind < len(words) and words[behind].end <= word.start + _PASSAGE * 2 // 3:
            behind += 1
        if behind - n > most:
            best, most = n, behind - n
    start = max(0, words[best].start - _PASSAGE // 5) if words else 0
    end = min(len(text), start + _PASSAGE)
    if start:
        start = _blank(text, start, words[best].start)
    if end < len(text):
        end = max(text.rfind(" ", start + 1, end), start + _PASSAGE * 2 // 3)
        end = max(end, words[best].end if words else 0)
    return Span(start, max(min(end, len(text)), start + 1))


def _blank(text: str, start: int, last: int) -> int:
    at = text.find(" ", start, last)
    return at + 1 if at >= 0 else start


def _said(base: Base, number: int, part: Part, words: Sequence[Span]) -> tuple[Said, ...]:
    rows = base.rows("SELECT record FROM statement WHERE account = ? ORDER BY place", (number,))
    found = []
    for (record,) in rows:
        statement = load(Statement, record)
        if statement.part == part and any(c.overlap(w) for c in statement.content for w in words):
            speaker = statement.speaker.name if statement.speaker else None
            found.append(Said(statement.id, speaker, statement.content))
    return tuple(found)
