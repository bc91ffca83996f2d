"""Raw bytes -> Account, for HTML pages and plain-text dumps."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import replace

from selectolax.lexbor import LexborHTMLParser

from twosource.errors import InputError, LimitError
from twosource.patterns import deferred
from twosource.read.about import About
from twosource.read.assemble import (
    build_body,
    captions_of,
    credits_of,
    furniture_of,
    line_dates,
    unique_credits,
    without_names,
)
from twosource.read.blocks import Block, dump_blocks, page_blocks
from twosource.read.blocks.depth import shallow
from twosource.read.charset import Decoded, decode, unmarked_utf16
from twosource.read.joined_byline import joined_byline
from twosource.read.kind import page_kind
from twosource.read.label import Labelled, label_blocks
from twosource.read.label.hints import Hints
from twosource.read.label.labels import CONTENT
from twosource.read.locate import locate
from twosource.read.masthead import outlet_line
from twosource.read.metadata.choose import choose_date, weighed
from twosource.read.metadata.gather import Metadata, gather
from twosource.read.metadata.names import AS_STATED
from twosource.read.repair import Plan, apply, detect
from twosource.read.sourcemap import SourceMap
from twosource.read.sources.formats import described
from twosource.read.tongue import direction_of, figures_order, language_of
from twosource.types import Account, Repair

MAX_BYTES = 32 * 1024 * 1024
"""A news page is under 2 MB; 32 MB leaves room for saves with pictures inside."""

_HTML = deferred(
    r"<(?:!doctype\s+html|html|head|body|article|div|p|meta|title|section|main|table|h1|span|a\s+href|br)\b[^>]{0,2000}>",
    re.I,
)
_ODD = bytes((*range(0x00, 0x08), *range(0x0E, 0x1A), *range(0x1C, 0x20)))
"""Bytes that text has next to none of."""


def is_html(text: str) -> bool:
    """Whether decoded text is a page: two tags of a page or more near its start."""
    head = text[:20_000]
    first = head.lstrip("\ufeff \t\r\n")[:200].lower()
    if first.startswith(("<!doctype html", "<html", "<?xml")):
        return True
    return (len(_HTML.findall(head)) >= 2 and first.startswith("<")) or len(
        _HTML.findall(head)
    ) >= 8


UNASSIGNED = 0.05
"""Share of characters nobody has assigned, or for private use, that no text reaches; data read as
UTF-16 has some 15%."""


def _scrambled(head: bytes) -> bool:
    """Whether what a byte order mark calls UTF-16 is other data: among its first characters are
    many that are none.
    """
    kinds = [unicodedata.category(c) for c in head[:8192].decode("utf-16", "replace")]
    odd = sum(k in {"Cn", "Co"} for k in kinds)
    return odd > max(8, UNASSIGNED * len(kinds))


def check_bytes(data: bytes, id: str, max_bytes: int = MAX_BYTES) -> None:
    """Refuse what cannot be text.

    Raises:
        InputError: ``TS-READ-01`` empty, ``TS-READ-02`` binary.
        LimitError: ``TS-LIMIT-01`` over the limit.
    """
    if len(data) > max_bytes:
        raise LimitError("TS-LIMIT-01", id)
    if not data[:4096].strip() and not data.strip():
        raise InputError("TS-READ-01", id)
    head = data[:65_536]
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        if _scrambled(head):
            raise InputError("TS-READ-02", f"{id} (data behind the mark of UTF-16)")
        return
    if unmarked_utf16(data):
        return
    odd = len(head) - len(head.translate(None, _ODD))
    if head.startswith(
        (b"%PDF", b"PK\x03\x04", b"\x89PNG", b"GIF8", b"\xff\xd8\xff", b"\x7fELF")
    ) or odd > max(8, len(head) // 50):
        raise InputError("TS-READ-02", f"{id} ({described(head)})")


def _repair_blocks(blocks: Sequence[Block]) -> tuple[Plan, tuple[Repair, ...]]:
    plan = detect("\n".join(b.text for b in blocks))
    counts: dict[str, int] = {}
    if plan.codecs:
        for block in blocks:
            if block.seamed:
                block.spelt = apply(plan, block.seamed)[0]
            block.text, repairs, _ = apply(plan, block.text)
            for r in repairs:
                counts[r.kind] = counts.get(r.kind, 0) + r.count
    return plan, tuple(Repair(k, n) for k, n in counts.items())


def _known(meta: Metadata, about: About | None) -> Metadata:
    """What a page says of itself, and what the mail or document around it says."""
    if about is None:
        return meta
    return replace(
        meta,
        title=about.title or meta.title,
        title_evidence=about.title or meta.title_evidence,
        hints=replace(meta.hints, title=about.title or meta.hints.title),
        outlet=meta.outlet or about.outlet,
        authors=meta.authors or about.byline,
        dates=(*meta.dates, *about.dates),
    )


def read_text(
    decoded: Decoded,
    data: bytes,
    id: str,
    url: str | None = None,
    about: About | None = None,
) -> Account:
    """A plain-text dump as an account."""
    raw = decoded.text.replace("\x00", " ")
    plan = detect(raw)
    text, repairs, rounds = apply(plan, raw)
    blocks = dump_blocks(text)
    if rounds:
        back = SourceMap(rounds, len(raw))
        for b in blocks.blocks:
            b.start, b.end = back.span(b.start, b.end)
    meta = _known(Metadata(Hints(), url=url), about)
    items = label_blocks(blocks, meta.hints)
    return finish(items, decoded, data, id, meta, repairs)


def read_page(
    decoded: Decoded,
    data: bytes,
    id: str,
    url: str | None = None,
    title: str | None = None,
    about: About | None = None,
) -> Account:
    """An HTML page as an account; ``title`` is what is said to be its headline where the
    page says nothing itself.
    """
    tree = LexborHTMLParser(shallow(decoded.text))
    meta = _known(gather(tree, url), about)
    if title and not meta.title:
        meta = replace(meta, hints=replace(meta.hints, title=title))
    blocks = page_blocks(tree)
    plan, repairs = _repair_blocks(blocks.blocks)
    if plan.codecs:
        meta = mended(meta, plan)
    items = label_blocks(blocks, meta.hints)
    locate([i.block for i in items if i.label in CONTENT], decoded.text, bool(plan.codecs))
    return finish(items, decoded, data, id, meta, repairs)


def mended(meta: Metadata, plan: Plan) -> Metadata:
    """Title and names put right by the page's own plan."""

    def fix(text: str | None) -> str | None:
        return apply(plan, text)[0] if text else text

    hints = replace(meta.hints, title=fix(meta.hints.title) or "")
    names = tuple(fix(n) or n for n in meta.authors)
    return replace(meta, hints=hints, title=fix(meta.title), outlet=fix(meta.outlet), authors=names)


def finish(
    items: list[Labelled],
    decoded: Decoded,
    data: bytes,
    id: str,
    meta: Metadata,
    repairs: tuple[Repair, ...] = (),
) -> Account:
    """Put the account together from labelled blocks and metadata.

    Raises:
        InputError: ``TS-READ-06`` when nothing on the page is body.
    """
    if not build_body(items).parts:
        raise InputError("TS-READ-06", id)
    outlet = meta.outlet or outlet_line(items)
    owners = [o for o in (outlet, meta.publisher) if o]
    byline = joined_byline(meta.authors, items, owners, meta.authors_evidence != AS_STATED)
    if outlet and not meta.outlet:
        byline = tuple(n for n in byline if n.casefold() != outlet.casefold())
    body = build_body(without_names(items, byline))
    shown = next((i.block.text for i in items if i.label == "title"), None)
    text = body.text
    language = language_of(text)
    stated = any(d.kind == "published" for d in meta.dates)
    order = figures_order(language, meta.language)
    dates = weighed((*meta.dates, *line_dates(items, stated, order)))
    published, reason = choose_date(dates)
    return Account(
        id=id,
        text=text,
        sha256=hashlib.sha256(data).hexdigest(),
        title=meta.title or shown,
        url=meta.url,
        outlet=outlet,
        publisher=meta.publisher,
        paragraphs=tuple(body.paragraphs),
        subheads=tuple(body.subheads),
        captions=captions_of(items),
        furniture=furniture_of(items),
        credits=unique_credits((*credits_of(items, body), *meta.credits)),
        byline=byline,
        published=published,
        published_reason=reason,
        dates=tuple(dict.fromkeys(dates)),
        language=language,
        direction=direction_of(text),
        charset=decoded.charset,
        charset_reason=decoded.reason,
        repairs=repairs,
        kind=page_kind(items, meta.items, meta.og_type, meta.url),
        source_map=tuple(body.source_map),
    )


def read_bytes(
    data: bytes,
    id: str,
    *,
    url: str | None = None,
    headers: Mapping[str, str] | None = None,
    max_bytes: int = MAX_BYTES,
    title: str | None = None,
    about: About | None = None,
) -> Account:
    """Read one page or dump.

    Args:
        data: the raw bytes, as fetched or saved.
        id: the account's id.
        url: where it came from, if known.
        headers: HTTP headers; ``Content-Type`` may name the charset.
        max_bytes: the size limit.
        title: the headline, where it is known from outside (a feed) and the page, a
            piece of one, does not state its own.
        about: what the mail or document says that the text was taken from.

    Raises:
        InputError: ``TS-READ-..`` or ``TS-LIMIT-..`` when there is no account in it.
    """
    check_bytes(data, id, max_bytes)
    content_type = next(
        (v for k, v in (headers or {}).items() if k.lower() == "content-type"), None
    )
    decoded = decode(data, content_type)
    # The HTML part of a mail may be a single element.
    mailed = about is not None and (content_type or "").startswith("text/html")
    if mailed or is_html(decoded.text):
        account = read_page(decoded, data, id, url, title, about)
    else:
        account = read_text(decoded, data, id, url, about)
    return account if about is None else about.completed(account)


__all__ = ["MAX_BYTES", "read_bytes", "read_page", "read_text"]
