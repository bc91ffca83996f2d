"""Looking after a store: what is wrong with it, unused space, links and stories that an
earlier version of us made.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

from twosource.group.days import day_of
from twosource.group.model import RULE as STORY_RULE
from twosource.group.profile import profile
from twosource.group.shelved import profile_bytes
from twosource.group.standing import Facts, sort_of
from twosource.group.words import split
from twosource.store.across import Across, kept_links
from twosource.store.base import Base
from twosource.store.codec import load, to_bytes, to_text, unpack
from twosource.store.filed import Shelf, whole
from twosource.store.kept import drop_others
from twosource.store.ledger import note
from twosource.store.linking import Linking
from twosource.store.moving import grouped
from twosource.store.placing import Placing
from twosource.store.regrouping import regroup
from twosource.trace.decide import DETAILS, PARTS
from twosource.trace.decide import RULE as LINK_RULE
from twosource.types import Derivation

_MADE = "store.anew.2"  # what the first made anew missed links and stories
_RULES = to_bytes(f"{LINK_RULE} {DETAILS} {PARTS} {STORY_RULE} {_MADE}")
"""All that a stored link or story may rest on: whoever changes one gives it another number."""
_AT_ONCE = 64


def renew(base: Base, shelf: Shelf) -> None:
    """Make links and stories anew where other rules made them, in the transaction that is
    open; the stories keep their numbers.
    """
    rows = base.rows("SELECT value FROM state WHERE key = ?", ("rules",))
    if rows and bytes(rows[0][0]) == _RULES:
        return
    base.run("DELETE FROM state WHERE key = ?", ("rules",))
    base.run("INSERT INTO state (key, value) VALUES (?, ?)", ("rules", _RULES))
    numbers = [r[0] for r in base.rows("SELECT number FROM account ORDER BY number")]
    if not numbers:
        return
    for table in ("link", "likeness", "profile", "segment", "chunk"):
        base.run(f"DELETE FROM {table}")  # noqa: S608
    base.run("DELETE FROM state WHERE key = ?", ("languages",))
    links, stories, across = Linking(base, shelf), Placing(base), Across(base, shelf)
    links.refresh()
    across.refresh()
    stories.refresh()
    for start in range(0, len(numbers), _AT_ONCE):
        for number in numbers[start : start + _AT_ONCE]:
            account = shelf.account(number)
            body = split(account.text)
            mine = profile(account, body)
            facts = Facts(len(mine.signs), day_of(account), sort_of(account))
            sizes = links.place(number, account, body)
            beside = across.place(number, account)
            kept_links(base, number, beside)
            stories.place(number, mine, facts, {b.number: b.chance for b in beside})
            base.run(
                "UPDATE account SET runs = ?, own_runs = ?, bonds = ?, size = ?, signs = ?, "
                "sort = ?, tops = ? WHERE number = ?",
                (*sizes, mine.size, facts.signs, facts.sort, b"", number),
            )
            base.run("INSERT INTO profile VALUES (?, ?)", (number, profile_bytes(mine)))
        links.flush()
        across.flush()
        stories.weigh()
    with grouped(base):
        regroup(base, numbers)
    note(base, "renew", {"rules": to_text(_RULES), "accounts": len(numbers)})


def check(base: Base) -> tuple[str, ...]:
    """What is wrong: the database's own files, raw inputs that do not fit their digest, records
    that cannot be read, numbers that point nowhere.
    """
    found = list(base.faults())
    with base.reading():
        found += _raws(base)
        found += _accounts(base)
        found += _pointers(base)
    return tuple(found)


def _raws(base: Base) -> Iterator[str]:
    for (sha256,) in base.rows("SELECT sha256 FROM raw ORDER BY sha256"):
        ((size, data),) = base.rows("SELECT size, data FROM raw WHERE sha256 = ?", (sha256,))
        name = bytes(sha256).hex()
        try:
            held = unpack(data)
        except ValueError as error:
            yield f"raw input {name}: {error}"
            continue
        if hashlib.sha256(held).digest() != bytes(sha256) or len(held) != size:
            yield f"raw input {name}: the bytes are not those of the digest"


def _accounts(base: Base) -> Iterator[str]:
    for number, id in base.rows("SELECT number, id FROM account ORDER BY number"):
        rows = base.rows("SELECT record, rest FROM account WHERE number = ?", (number,))
        try:
            account = whole(*rows[0])
        except ValueError as error:
            yield f"account {to_text(id)}: {error}"
            continue
        if account.id != to_text(id):
            yield f"account {to_text(id)}: the record is that of {account.id}"


_POINTERS = (
    ("a link", "SELECT b, a FROM link WHERE b NOT IN (SELECT number FROM account) OR a NOT IN "
     "(SELECT number FROM account)"),
    ("a likeness", "SELECT b, a FROM likeness WHERE b NOT IN (SELECT number FROM account) OR a "
     "NOT IN (SELECT number FROM account)"),
    ("a story", "SELECT DISTINCT story, number FROM account WHERE story NOT IN (SELECT number "
     "FROM story)"),
    ("a raw input", "SELECT number, number FROM account WHERE length(raw) > 0 AND raw NOT IN "
     "(SELECT sha256 FROM raw)"),
)  # fmt: skip


def _pointers(base: Base) -> Iterator[str]:
    known = {row[0] for row in base.rows("SELECT number FROM account")}
    for number in sorted(known ^ base.indexed()):
        yield f"account {number}: it is not both in the store and in the search index"
    for what, sql in _POINTERS:
        for one, other in base.rows(sql):
            yield f"{what} that is not there: {one}, {other}"
    for b, a, record in base.rows("SELECT b, a, record FROM link ORDER BY b, a"):
        try:
            load(Derivation, record)
        except ValueError as error:
            yield f"link of {a} and {b}: {error}"


def compact(base: Base) -> tuple[int, int]:
    """Drop what other versions of us kept of analyses, and give back unused space."""
    before = base.size()
    with base.writing():
        dropped = drop_others(base)
        note(base, "compact", {"bytes": before, "dropped": dropped})
    base.compact()
    return before, base.size()
