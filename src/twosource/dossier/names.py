"""How accounts are called on the page, and the ids its links jump to."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from twosource.dossier.words import day, sentence
from twosource.language.other import any_other
from twosource.trace.copies import Fold
from twosource.types import Account, Derivation, Part

TITLE_LIMIT = 120
"""Code points of a stand-in title; about one and a half lines of a headline."""
UNNAMED = "an outlet not named"
OUTLET_LIMIT = 40
"""Code points of an outlet's name on the page."""
_CODE = re.compile(r"\d+|[0-9a-f]{8,}|(?=\w*\d)\w{12,}", re.IGNORECASE)
"""A piece of an id that tells a reader nothing: a number, a hash."""
_BYLINE = re.compile(
    r"(?:By|Von|Por|Par)\s+[A-Z]|(?:\w+,?\s+)?\w+ \d{1,2},? \d{4}\b|\d{1,2}[./ ]\w+[./ ]\d{4}\b"
    r"|(?:Posted|Published|Updated)\b"
)
"""What a dump may hold in a headline's place: a byline or a date."""


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
    """The outlet's name, else the host of its page, else what the record's id tells."""
    url = safe_url(account.url)
    host = urlsplit(url).hostname if url else None
    return account.outlet or (host or "").removeprefix("www.") or readable(account.id)


def readable(identifier: str) -> str:
    """A name made of an id or a file's name: ``3-coast_watch.txt`` -> ``Coast Watch``;
    ``an outlet not named`` where it holds no word.
    """
    stem = re.sub(r"\.\w{1,6}$", "", identifier.replace("\\", "/").rsplit("/", 1)[-1])
    words = [w for w in re.split(r"[\W_]+", stem) if w and not _CODE.fullmatch(w)]
    name = " ".join(sentence(w) for w in words)
    return shorten(name, OUTLET_LIMIT) or UNNAMED


def title(account: Account) -> str:
    """The title, else the first line of the text, else the name."""
    if account.title and account.title.strip() and not _BYLINE.match(account.title.strip()):
        return account.title.strip()
    lines = [x.strip() for x in account.text.splitlines() if x.strip()]
    for line in lines:
        if not _BYLINE.match(line) and line != account.title:
            return shorten(line, TITLE_LIMIT)
    return lines[0] if lines else readable(account.id)


def shorten(text: str, limit: int) -> str:
    """The text, cut at a word and marked with ``…`` where it is over the limit."""
    if len(text) <= limit:
        return text
    head = text[:limit]
    cut = head.rsplit(None, 1)[0] if " " in head[limit // 2 :] else head
    return cut.rstrip(" ,;:–—-") + "…"


def borne_out(account: Account, others: Sequence[Account]) -> float:
    """Share of the title's words (of four letters and more) that the other accounts use, on
    average over them: a headline of the story has much, a programme's name little.
    """
    own = set(re.findall(r"\w{4,}", title(account).casefold()))
    told = [set(re.findall(r"\w{4,}", f"{o.title or ''} {o.text}".casefold())) for o in others]
    return sum(len(own & words) for words in told) / max(1, len(own) * len(told))


def by_weight(accounts: Sequence[Account], links: Sequence[Derivation]) -> list[Account]:
    """The accounts, the one first that most others came from; of equals the one whose title is
    most :func:`borne_out`, then the earliest, then in order.
    """
    sources = Counter(link.a if link.direction == "a>b" else link.b for link in links
                      if link.direction in {"a>b", "b>a"})  # fmt: skip

    def order(item: tuple[int, Account]) -> tuple[int, float, str, int]:
        position, account = item
        value = account.published.value if account.published else "9999"
        borne = borne_out(account, [a for a in accounts if a is not account])
        return (-sources[account.id], -round(borne, 2), value, position)

    return [account for _, account in sorted(enumerate(accounts), key=order)]


@dataclass(frozen=True, slots=True)
class Names:
    """Letters, names and anchors of one story's accounts.

    Attributes:
        story: number of the story on the page, from 1.
        letters: account id to letter; a copy has its lead's letter and a number ("A2").
        who: account id to outlet and day ("Gull Press, 3 May").
        folded: account id to the lead it stands with.
    """

    story: int
    letters: Mapping[str, str]
    who: Mapping[str, str]
    folded: Mapping[str, str]

    @classmethod
    def of(cls, story: int, accounts: Sequence[Account], folded: Sequence[Fold] = ()) -> Names:
        """The names for these accounts, in order; unfolded where no folds are given."""
        given = folded or tuple(Fold(a.id) for a in accounts)
        letters = {
            account: letter(i) + (str(n) if n > 1 else "")
            for i, fold in enumerate(given)
            for n, account in enumerate(fold.accounts, 1)
        }
        by_id = {a.id: a for a in accounts}
        stands = {account: fold.lead for fold in given for account in fold.accounts}
        tongues = _tongues(accounts)
        who = {i: _who(by_id[i]) + tongues.get(i, "") for i in letters}
        return cls(story, letters, who, stands)

    def section(self, name: str) -> str:
        """The id of a section of the story."""
        return f"s{self.story}-{name}"

    def account(self, account: str) -> str:
        """The id of an account's text."""
        return f"s{self.story}-{self.letters[account]}"

    def sentence(self, account: str, part: Part, number: int) -> str:
        """The id of a sentence, or of a title or caption; all places in it share it."""
        short = {"text": str(number), "title": "h"}.get(part, part.replace("caption:", "c"))
        return f"{self.account(account)}-{short}"


def _who(account: Account) -> str:
    """Outlet and day; the year is on the page with the account."""
    name = shorten(outlet(account), OUTLET_LIMIT)
    if account.published is None:
        return name
    return f"{name}, {day(account.published.value)}"


def _tongues(accounts: Sequence[Account]) -> dict[str, str]:
    """For each account of a story in several languages, the name of its own."""
    if not any_other(accounts):
        return {}
    from twosource.language.foreign import code_of, known, lists_of

    return {
        a.id: f", {lists_of(code_of(a.language)).name}" for a in accounts
        if code_of(a.language) in known()
    }  # fmt: skip
