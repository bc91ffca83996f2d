"""How accounts are called on the page, and the ids its links jump to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from twosource.types import Account, Derivation, Part, Span

TITLE_LIMIT = 120
"""Code points of a stand-in title; about one and a half lines of a headline."""


def letter(index: int) -> str:
    """``A`` to ``Z``, then ``AA``, ``AB`` ..."""
    name = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        name = chr(65 + rest) + name
    return name


def safe_url(url: str | None) -> str | None:
    """The URL if it may be a link: http or https with a host, else ``None``."""
    if not url or any(ord(c) <= 32 for c in url):
        return None
    try:
        parts = urlsplit(url)
        host = parts.hostname
    except ValueError:
        return None
    return url if parts.scheme in {"http", "https"} and host else None


def outlet(account: Account) -> str:
    """The outlet's name, else the host of its page, else the record's id."""
    url = safe_url(account.url)
    host = urlsplit(url).hostname if url else None
    return account.outlet or (host or "").removeprefix("www.") or account.id


def title(account: Account) -> str:
    """The title, else the first line of the text, else the id."""
    if account.title and account.title.strip():
        return account.title.strip()
    for line in account.text.splitlines():
        if line.strip():
            return shorten(line.strip(), TITLE_LIMIT)
    return account.id


def shorten(text: str, limit: int) -> str:
    """The text, cut at a word and marked with ``…`` where it is over the limit."""
    if len(text) <= limit:
        return text
    head = text[:limit]
    cut = head.rsplit(None, 1)[0] if " " in head[limit // 2 :] else head
    return cut.rstrip(" ,;:–—-") + "…"


def lead(accounts: Sequence[Account], links: Sequence[Derivation]) -> Account:
    """The account whose title stands for the story: the one most others came
    from, the earliest where several are level, the first where that fails too.
    """
    sources = [link.a if link.direction == "a>b" else link.b for link in links
               if link.direction in {"a>b", "b>a"}]  # fmt: skip

    def order(item: tuple[int, Account]) -> tuple[int, str, int]:
        position, account = item
        value = account.published.value if account.published else "9999"
        return (-sources.count(account.id), value, position)

    return min(enumerate(accounts), key=order)[1]


@dataclass(frozen=True, slots=True)
class Names:
    """Letters and anchors of one story's accounts.

    Attributes:
        story: number of the story on the page, from 1.
        letters: account id to letter.
    """

    story: int
    letters: Mapping[str, str]

    @classmethod
    def of(cls, story: int, accounts: Sequence[Account]) -> Names:
        """The names for these accounts, in order."""
        return cls(story, {a.id: letter(i) for i, a in enumerate(accounts)})

    def section(self, name: str) -> str:
        """The id of a section of the story."""
        return f"s{self.story}-{name}"

    def account(self, account: str) -> str:
        """The id of an account's column."""
        return f"s{self.story}-{self.letters[account]}"

    def place(self, account: str, part: Part, span: Span) -> str:
        """The id of a span; records with one span share it."""
        short = {"text": "t", "title": "h"}.get(part, part.replace("caption:", "c"))
        return f"{self.account(account)}-{short}-{span.start}-{span.end}"
