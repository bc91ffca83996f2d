"""The tables of a store, as numbered steps forward; nothing goes back.

A step is never changed once it was released: a store of any version is brought up to date
by the steps that it lacks, all in one transaction.  What a step must fill in from what is
there is a function.  ``{key}`` is the type of bytes, which the databases name differently.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from twosource.errors import StoreError
from twosource.store.base import Base
from twosource.store.words import index_account

Fill = Callable[[Base], None]


@dataclass(frozen=True, slots=True)
class Step:
    """One migration: its tables, and what it fills in."""

    tables: Sequence[str]
    fill: Fill | None = None


_ONE = (
    # raw inputs by the SHA-256 of their bytes
    "CREATE TABLE raw (sha256 {bytes} PRIMARY KEY, size {int}, data {bytes})",
    # accounts: number in order of arrival; the record packed; what identifies the page; the
    # digest of what it says; the profile that grouping compares, and its nearest likenesses
    "CREATE TABLE account (number {int} PRIMARY KEY, id {bytes} NOT NULL UNIQUE, page {bytes} "
    "NOT NULL, digest {bytes} NOT NULL, raw {bytes} NOT NULL, origin {bytes} NOT NULL, version_of "
    "{int}, added TEXT NOT NULL, title {bytes}, published {bytes}, day {int}, language TEXT, "
    "outlet {bytes}, runs {int}, "
    "own_runs {int}, bonds {int}, size {int}, signs {int}, sort {bytes}, profile {bytes}, "
    "tops {bytes}, "
    "story {int} NOT NULL, record {bytes} NOT NULL, rest {bytes} NOT NULL)",
    "CREATE INDEX account_page ON account (page)",
    "CREATE INDEX account_story ON account (story)",
    # links of tracing, the earlier account first; whether one owes the other, or both a third
    "CREATE TABLE link (b {int}, a {int}, tied {int}, record {bytes}, PRIMARY KEY (b, a))",
    "CREATE INDEX link_a ON link (a)",
    # likenesses of grouping, the earlier account first, and the chance of one story
    "CREATE TABLE likeness (b {int}, a {int}, views {bytes}, chance {real}, PRIMARY KEY (b, a))",
    "CREATE INDEX likeness_a ON likeness (a)",
    # stories: never renumbered; one that was joined to another says to which
    "CREATE TABLE story (number {int} PRIMARY KEY, joined {int})",
    # postings, in sorted pieces
    "CREATE TABLE segment (number {int} PRIMARY KEY, kind TEXT, level {int}, size {int}, "
    "fences {bytes}, filter {bytes})",
    "CREATE TABLE chunk (segment {int}, place {int}, data {bytes}, PRIMARY KEY (segment, place))",
    # what was done when, by which version of us
    "CREATE TABLE ledger (number {int} PRIMARY KEY, at TEXT, version TEXT, what TEXT, "
    "detail {bytes})",
    # analyses by what they rest on
    "CREATE TABLE kept (kind TEXT, key {bytes}, value {bytes}, PRIMARY KEY (kind, key))",
    # counters, rules, state of feeds
    "CREATE TABLE state (key TEXT PRIMARY KEY, value {bytes})",
)
_TWO = (
    # what an analysis found, for searching: statements, parties, differences
    "CREATE TABLE statement (account {int}, place {int}, speaker {bytes}, record {bytes}, "
    "PRIMARY KEY (account, place))",
    "CREATE TABLE party (name {bytes}, account {int}, PRIMARY KEY (name, account))",
    "CREATE TABLE difference (account {int}, kind TEXT, PRIMARY KEY (kind, account))",
    "CREATE INDEX account_outlet ON account (outlet)",
    "CREATE INDEX account_day ON account (day)",
)
_THREE = (
    # the accounts of a story and in which order they were put together; none where that is to be
    # found out
    "ALTER TABLE story ADD COLUMN made {bytes}",
    # profiles apart from what is read of many accounts at once; their column of account stays empty
    "CREATE TABLE profile (number {int} PRIMARY KEY, data {bytes})",
    "INSERT INTO profile SELECT number, profile FROM account",
    "UPDATE account SET profile = NULL",
)
_FOUR = (
    # what people decided; taken back where `undone` is not 0, the higher the later
    "CREATE TABLE review (number {int} PRIMARY KEY, id {bytes} NOT NULL UNIQUE, subject TEXT "
    "NOT NULL, decision TEXT NOT NULL, author {bytes} NOT NULL, undone {int} NOT NULL, "
    "record {bytes} NOT NULL)",
    # the accounts that each bears on, by id: they may come later
    "CREATE TABLE reviewed (account {bytes}, review {int}, PRIMARY KEY (account, review))",
    # accounts that a person put into another story, and that which grouping puts them into;
    # `own` is a story that was made for one alone
    "CREATE TABLE moved (account {int} PRIMARY KEY, grouped {int} NOT NULL, own {int})",
    "CREATE INDEX account_version ON account (version_of)",
)


def _fill_words(base: Base) -> None:
    last = -1
    while rows := base.rows(
        "SELECT number, record FROM account WHERE number > ? ORDER BY number LIMIT 200", (last,)
    ):
        index_account(base, rows)
        last = rows[-1][0]


STEPS: tuple[Step, ...] = (Step(_ONE), Step(_TWO, _fill_words), Step(_THREE), Step(_FOUR))
"""Step ``n`` makes version ``n + 1``."""
CURRENT = len(STEPS)
"""The version of the tables that this program writes."""


def bring_up(base: Base, types: dict[str, str], to: int = CURRENT) -> None:
    """Bring a database up to date; one that is stays untouched.

    Raises:
        StoreError: ``TS-STORE-03`` where it was made by a newer version of us.
    """
    if _checked(base) >= to:
        return
    with base.writing():
        for number in range(_checked(base), to):  # another process may have been faster
            step = STEPS[number]
            for statement in (*step.tables, *base.tables(number + 1)):
                base.run(statement.format(**types))
            if step.fill is not None:
                step.fill(base)
            base.set_version(number + 1)


def _checked(base: Base) -> int:
    found = base.version()
    if found > CURRENT:
        raise StoreError(
            "TS-STORE-03", f"{base.address} (version {found}, this program knows {CURRENT})"
        )
    return found
