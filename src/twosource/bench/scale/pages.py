"""Accounts as a crawl has them: pages with what stands around a text, in WARC files."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from io import BytesIO
from pathlib import Path

from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from twosource.types import Account

_MENU = ("Home", "World", "Business", "Sport", "Culture", "Weather", "Subscribe")
_MOMENT = "2031-01-01T00:00:00Z"


def page(account: Account) -> bytes:
    """The page of an account: a menu, the story, a list of others, a footer."""
    menu = "".join(f'<li><a href="/{m.lower()}">{m}</a></li>' for m in _MENU)
    body = "\n".join(f"<p>{escape(p)}</p>" for p in account.text.split("\n\n"))
    title = escape(account.title or account.id)
    day = account.published.value if account.published else ""
    return (
        f"<!DOCTYPE html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>{title}</title>"
        f'<meta property="og:title" content="{title}">'
        f'<meta property="og:site_name" content="{escape(account.outlet or "")}">'
        f'<meta property="article:published_time" content="{day}"></head>'
        f"<body><nav><ul>{menu}</ul></nav><main><article><h1>{title}</h1>\n"
        f"{body}\n</article></main>"
        f"<aside><h2>Most read</h2><ul>{menu}</ul></aside>"
        f"<footer>© 2031 {escape(account.outlet or '')}</footer></body></html>"
    ).encode("utf-8", "replace")  # fmt: skip


def write_warc(path: Path, accounts: Iterable[Account]) -> None:
    """A WARC file of the pages, each with its address; the same bytes for the same accounts."""
    with path.open("wb") as sink:
        writer = WARCWriter(sink, gzip=path.name.endswith(".gz"))
        for number, account in enumerate(accounts):
            headers = StatusAndHeaders("200 OK", [("Content-Type", "text/html; charset=utf-8")])
            made = writer.create_warc_record(
                account.url or f"https://example.org/{account.id}", "response",
                payload=BytesIO(page(account)), http_headers=headers,
                warc_headers_dict={
                    "WARC-Date": _MOMENT,
                    "WARC-Record-ID": f"<urn:uuid:00000000-0000-4000-8000-{number:012}>",
                },
            )  # fmt: skip
            writer.write_record(made)
