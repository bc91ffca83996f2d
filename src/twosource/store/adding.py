"""Inputs -> accounts of the store: new, the same again, a new version, or refused."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace

from twosource.errors import MESSAGES
from twosource.group.days import day_of
from twosource.group.profile import Profile, likenesses, profile
from twosource.group.shelved import profile_bytes, profile_of
from twosource.group.standing import Facts, means, sort_of
from twosource.group.words import split
from twosource.read.sources import Raw
from twosource.store.across import Across, kept_links
from twosource.store.base import Base, in_parts, listed
from twosource.store.codec import json_bytes, pack, to_bytes, to_text
from twosource.store.effective import set_columns
from twosource.store.filed import Shelf, digest_of, outlet_of, packed, page_of
from twosource.store.items import Item
from twosource.store.ledger import note, now
from twosource.store.linking import Linking
from twosource.store.placed import Added, story_id
from twosource.store.placing import Placing
from twosource.store.words import indexed
from twosource.types import Account, Failure

_ALIKE = 0.25  # mean likeness of two files of one name from which they are one page
_COLUMNS = (
    "number, id, page, digest, raw, origin, version_of, added, title, published, day, language, "
    "outlet, runs, own_runs, bonds, size, signs, sort, tops, story, record, rest"
)


@dataclass(frozen=True, slots=True)
class _Known:
    """What the store has of a page."""

    number: int
    id: str


class Adding:
    """Puts what was read into a store, in the transaction that is open.

    Args:
        base: the store's tables.
        shelf: its accounts.
    """

    def __init__(self, base: Base, shelf: Shelf) -> None:
        self._base = base
        self._links = Linking(base, shelf)
        self._across = Across(base, shelf)
        self._stories = Placing(base)

    def add(self, items: Sequence[Item], pages: Sequence[bytes] = ()) -> list[Added]:
        """Add inputs in order; the line of each tells what became of it.

        Args:
            items: inputs.
            pages: what tells the page of each, where it was filed before in another store.
        """
        self._links.refresh()
        self._across.refresh()
        self._stories.refresh()
        self._next = self._base.rows("SELECT coalesce(max(number), -1) + 1 FROM account")[0][0]
        first, words, made = self._next, [], []
        for at, (raw, item) in enumerate(items):
            if isinstance(item, Account) and item.kind == "article":
                page = pages[at] if pages else page_of(item)
                found, number = self._place(raw, item, page)
                if number is not None:
                    words.append((number, indexed(item)))
            else:
                found, number = _refused(item), None
            made.append((found, number))
        self._links.flush()
        self._across.flush()
        self._stories.settle()
        set_columns(self._base, [f.id for f, _ in made if f.status == "version"])
        self._base.index(words)
        counts = {s: sum(f.status == s for f, _ in made) for s in ("new", "same", "version")}
        if self._next > first:
            note(self._base, "add", {**counts, "first": first, "behind": self._next})
        return self._told(made)

    def _place(
        self, raw: Raw | None, account: Account, page: bytes
    ) -> tuple[Added, int | None]:  # fmt: skip
        """File one account; its number where it was not there."""
        digest = digest_of(account)
        rows = self._base.rows(
            "SELECT number, id, digest FROM account WHERE page = ? ORDER BY number", (page,)
        )
        for _, id, known in rows:
            if bytes(known) == digest:
                return Added(to_text(id), "same"), None
        body = split(account.text)
        mine = profile(account, body)
        before = self._before(raw, page, [_Known(n, to_text(i)) for n, i, _ in rows], mine)
        account = replace(account, id=self._unique(account.id))
        number = self._next
        self._next += 1
        facts = Facts(len(mine.signs), day_of(account), sort_of(account))
        sizes = self._links.place(number, account, body)
        beside = self._across.place(number, account)
        kept_links(self._base, number, beside)
        self._stories.place(number, mine, facts, {b.number: b.chance for b in beside})
        parts = packed(account)
        self._base.run(
            f"INSERT INTO account ({_COLUMNS}) VALUES {listed(_COLUMNS.split(', '))}",  # noqa: S608
            (
                number, to_bytes(account.id), page, digest, self._raw(raw), _origin(raw),
                before.number if before else None, now(),
                to_bytes(account.title) if account.title else None,
                to_bytes(account.published.value) if account.published else None,
                facts.day, _ascii(account.language),
                outlet_of(account), *sizes, mine.size, facts.signs, facts.sort,
                b"", -1, parts.record, parts.rest,
            ),
        )  # fmt: skip
        self._base.run("INSERT INTO profile VALUES (?, ?)", (number, profile_bytes(mine)))
        if before is not None:
            return Added(account.id, "version", before.id), number
        return Added(account.id, "new"), number

    def _before(
        self, raw: Raw | None, page: bytes, known: Sequence[_Known], mine: Profile
    ) -> _Known | None:
        """The last version of a page.  Files of one name may be different pages: only one that
        is like the new one is its earlier version.
        """
        if not known:
            return None
        named = raw is None or (raw.record is not None and "id" in raw.record)
        if page.startswith(b"url:") or named:
            return known[-1]
        profiles = [self._profile(k.number) for k in known]
        alike = means(likenesses(mine, profiles))
        near = [k for k, like in zip(known, alike.tolist(), strict=True) if like >= _ALIKE]
        return near[-1] if near else None

    def _profile(self, number: int) -> Profile:
        ((data,),) = self._base.rows("SELECT data FROM profile WHERE number = ?", (number,))
        return profile_of(data)

    def _unique(self, id: str) -> str:
        name, turn = id, 1
        while self._base.rows("SELECT 1 FROM account WHERE id = ?", (to_bytes(name),)):
            turn += 1
            name = f"{id}#{turn}"
        return name

    def _raw(self, raw: Raw | None) -> bytes:
        """Keep the bytes of an input, once however often they come; their SHA-256."""
        if raw is None:
            return b""
        sha256 = hashlib.sha256(raw.data).digest()
        if not self._base.rows("SELECT 1 FROM raw WHERE sha256 = ?", (sha256,)):
            row = (sha256, len(raw.data), pack(raw.data))
            self._base.run("INSERT INTO raw (sha256, size, data) VALUES (?, ?, ?)", row)
        return sha256

    def _told(self, made: Sequence[tuple[Added, int | None]]) -> list[Added]:
        """The lines, each with its story."""
        ids = sorted({to_bytes(f.id) for f, _ in made if f.status != "refused"})
        stories: dict[str, str] = {}
        for part in in_parts(ids):
            for id, story in self._base.rows(
                f"SELECT id, story FROM account WHERE id IN {listed(part)}",  # noqa: S608
                part,
            ):
                stories[to_text(id)] = story_id(story)
        return [f if f.status == "refused" else replace(f, story=stories[f.id]) for f, _ in made]


def _ascii(language: str) -> str:
    return language[:40].encode("ascii", "replace").decode("ascii").replace("\0", "?")


def _origin(raw: Raw | None) -> bytes:
    """Where an input came from, packed: what reading needs beside its bytes."""
    if raw is None:
        return b""
    record = None
    if raw.record is not None and isinstance(raw.record.get("html"), str):
        record = {k: v for k, v in raw.record.items() if k != "html"}
    told = {
        "input": raw.input, "id": raw.id, "url": raw.url, "media": raw.media, "line": raw.line,
        "headers": dict(raw.headers), "record": record,
    }  # fmt: skip
    return pack(json_bytes(told))


def _refused(item: Account | Failure) -> Added:
    """An input that could not be read, or is no account: a wall, a list, an empty page."""
    if isinstance(item, Failure):
        return Added(item.input, "refused", code=item.code, message=item.message)
    code = "TS-READ-12" if item.kind in {"paywall", "consent"} else "TS-READ-06"
    return Added(item.id, "refused", code=code, message=f"{code} {item.id}: {MESSAGES[code]}")
