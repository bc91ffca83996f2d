"""Raw bytes -> Account, for HTML pages and plain-text dumps."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping, Sequence

from selectolax.lexbor import LexborHTMLParser

from twosource.errors import InputError, LimitError
from twosource.read.assemble import build_body, captions_of, credits_of, furniture_of, line_dates
from twosource.read.blocks import Block, dump_blocks, page_blocks
from twosource.read.charset import Decoded, decode
from twosource.read.label import Labelled, label_blocks
from twosource.read.names import byline_of, outlet_line
from twosource.read.repair import Plan, apply, detect
from twosource.read.sourcemap import SourceMap
from twosource.read.tongue import direction_of, language_of
from twosource.types import Account, DateCandidate, Repair, Span

MAX_BYTES = 32 * 1024 * 1024
"""A news page is under 2 MB; 32 MB leaves room for saves with pictures inside."""

_HTML = re.compile(
    r"<(?:!doctype\s+html|html|head|body|article|div|p|meta|title|section|main|table|h1|span|a\s+href|br)\b[^>]{0,2000}>",
    re.I,
)
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f]")


def is_html(text: str) -> bool:
    """Whether decoded text is a page: two tags of a page or more near its start."""
    head = text[:20_000]
    first = head.lstrip("\ufeff \t\r\n")[:200].lower()
    if first.startswith(("<!doctype html", "<html", "<?xml")):
        return True
    return (len(_HTML.findall(head)) >= 2 and first.startswith("<")) or len(
        _HTML.findall(head)
    ) >= 8


def check_bytes(data: bytes, id: str, max_bytes: int = MAX_BYTES) -> None:
    """Refuse what cannot be text.

    Raises:
        InputError: ``TS-READ-01`` empty, ``TS-READ-02`` binary.
        LimitError: ``TS-LIMIT-01`` over the limit.
    """
    if len(data) > max_bytes:
        raise LimitError("TS-LIMIT-01", id)
    if not data.strip():
        raise InputError("TS-READ-01", id)
    head = data[:65_536]
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return
    odd = sum(
        head.count(bytes([b])) for b in (*range(0x00, 0x08), *range(0x0E, 0x1A), *range(0x1C, 0x20))
    )
    if head.startswith(
        (b"%PDF", b"PK\x03\x04", b"\x89PNG", b"GIF8", b"\xff\xd8\xff", b"\x7fELF")
    ) or odd > max(8, len(head) // 50):
        raise InputError("TS-READ-02", id)


def _repair_blocks(blocks: Sequence[Block]) -> tuple[Plan, tuple[Repair, ...]]:
    plan = detect("\n".join(b.text for b in blocks))
    counts: dict[str, int] = {}
    if plan.codecs:
        for block in blocks:
            block.text, repairs, _ = apply(plan, block.text)
            for r in repairs:
                counts[r.kind] = counts.get(r.kind, 0) + r.count
    return plan, tuple(Repair(k, n) for k, n in counts.items())


def read_text(decoded: Decoded, data: bytes, id: str, url: str | None = None) -> Account:
    """A plain-text dump as an account."""
    raw = decoded.text.replace("\x00", " ")
    plan = detect(raw)
    text, repairs, rounds = apply(plan, raw)
    blocks = dump_blocks(text)
    if rounds:
        back = SourceMap(rounds, len(raw))
        for b in blocks.blocks:
            b.start, b.end = back.span(b.start, b.end)
    items = label_blocks(blocks)
    return finish(items, decoded, data, id, url=url, repairs=repairs)


def finish(
    items: list[Labelled],
    decoded: Decoded,
    data: bytes,
    id: str,
    *,
    url: str | None = None,
    repairs: tuple[Repair, ...] = (),
) -> Account:
    """Put the account together.

    Raises:
        InputError: ``TS-READ-06`` when nothing on the page is body.
    """
    body = build_body(items)
    if not body.parts:
        raise InputError("TS-READ-06", id)
    title = next((i.block.text for i in items if i.label == "title"), None)
    dates = line_dates(items)
    published, reason = choose(dates)
    language = language_of(body.text)
    return Account(
        id=id,
        text=body.text,
        sha256=hashlib.sha256(data).hexdigest(),
        title=title,
        url=url,
        outlet=outlet_line(items),
        paragraphs=tuple(body.paragraphs),
        subheads=tuple(body.subheads),
        captions=captions_of(items),
        furniture=furniture_of(items),
        credits=credits_of(items, body),
        byline=byline_of(items),
        published=published,
        published_reason=reason,
        dates=tuple(dates),
        language=language,
        direction=direction_of(body.text),
        charset=decoded.charset,
        charset_reason=decoded.reason,
        repairs=repairs,
        source_map=tuple(body.source_map),
    )


def choose(dates: Sequence[DateCandidate]) -> tuple[DateCandidate | None, str]:
    """The publication date, or ``None`` and why it is not established."""
    options = [d for d in dates if d.kind == "published"]
    if not options:
        kinds = sorted({d.kind for d in dates})
        only = f"; only dates of other kinds ({', '.join(kinds)})" if kinds else ""
        return None, f"no publication date on the page{only}"
    best = max(options, key=lambda d: d.confidence)
    days = {d.value[:10] for d in options if d.confidence >= best.confidence - 0.05}
    if len(days) > 1:
        return None, f"candidates disagree: {', '.join(sorted(days))}"
    return best, ""


def read_page(decoded: Decoded, data: bytes, id: str, url: str | None = None) -> Account:
    """An HTML page as an account."""
    tree = LexborHTMLParser(decoded.text)
    blocks = page_blocks(tree)
    _, repairs = _repair_blocks(blocks.blocks)
    items = label_blocks(blocks)
    return finish(items, decoded, data, id, url=url, repairs=repairs)


def read_bytes(
    data: bytes,
    id: str,
    *,
    url: str | None = None,
    headers: Mapping[str, str] | None = None,
    max_bytes: int = MAX_BYTES,
) -> Account:
    """Read one page or dump.

    Args:
        data: the raw bytes, as fetched or saved.
        id: the account's id.
        url: where it came from, if known.
        headers: HTTP headers; ``Content-Type`` may name the charset.
        max_bytes: the size limit.

    Raises:
        InputError: ``TS-READ-..`` or ``TS-LIMIT-..`` when there is no account in it.
    """
    check_bytes(data, id, max_bytes)
    content_type = next(
        (v for k, v in (headers or {}).items() if k.lower() == "content-type"), None
    )
    decoded = decode(data, content_type)
    if is_html(decoded.text):
        return read_page(decoded, data, id, url)
    return read_text(decoded, data, id, url)


__all__ = ["MAX_BYTES", "Span", "read_bytes", "read_page", "read_text"]
