"""The outlet a page says it is of, and the organisation behind it."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import urlsplit

from twosource.read.metadata.hints import clean
from twosource.read.metadata.linked import Item, text_of


def host_name(url: str | None) -> str | None:
    """The host of an address, which stands for an outlet that is named nowhere."""
    try:
        host = urlsplit(url or "").hostname or ""
    except ValueError:
        return None
    return host.removeprefix("www.") or None


def outlet_of(
    found: dict[str, list[str]], items: Sequence[Item], own: Item | None, url: str | None
) -> tuple[str | None, str | None]:
    """Outlet and publisher: the site's name, and the organisation behind it."""
    publisher = text_of((own or {}).get("publisher")) or next(
        (text_of(i.get("publisher")) for i in items if i.get("publisher")), ""
    )
    name = next(
        (
            clean(found[k][0])
            for k in ("og:site_name", "application-name", "publisher", "dc.publisher")
            if k in found
        ),
        "",
    )
    outlet = name or publisher or None
    if outlet is None and url:
        outlet = host_name(url)
    return outlet, (clean(publisher) or None)
