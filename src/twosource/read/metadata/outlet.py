"""The outlet a page says it is of, and the organisation behind it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from urllib.parse import urlsplit

from twosource.patterns import deferred
from twosource.read.metadata.hints import clean
from twosource.read.metadata.linked import Item, text_of


def host_name(url: str | None) -> str | None:
    """The host of an address, which stands for an outlet that is named nowhere."""
    try:
        host = urlsplit(url or "").hostname or ""
    except ValueError:
        return None
    return host.removeprefix("www.") or None


_PARTS = deferred(r"\s+[-–—|»›>•·:/]+\s+|\s*[|»›>]+\s*|:\s+")
_SECTIONS = deferred(
    r"(?:rss|feeds?|atom|news|latest|top|all|home|homepage|stories|articles?|headlines|recent|posts|the|of|"
    r"local|world|national|international|politics|business|sports?|opinion|"
    r"nachrichten|aktuell(?:e|es)?|artikel|startseite|schlagzeilen|actualités?|à la une|infos?|"
    r"noticias|últimas|titulares|portada|notizie|ultime|notícias|nieuws|nyheter|nyheder|"
    r"wiadomości|новости|главное|\s|&)+", re.I
)  # fmt: skip
_LETTERS = deferred(r"[\W_]+")


def channel_outlet(title: str, address: str | None) -> str:
    """The outlet in the title of a feed: the part that its host is named after, else
    the only one that names no section ("Harbour Gazette - Local news").
    """
    parts = [p for p in _PARTS.split(title.strip()) if p]
    if len(parts) < 2:
        return title
    host = (host_name(address) or "").rpartition(".")[0]
    own = [p for p in parts if _names_host(_LETTERS.sub("", p).lower(), host)]
    named = own[:1] or [p for p in parts if not _SECTIONS.fullmatch(p)]
    return named[0] if len(named) == 1 else title


def _names_host(name: str, host: str) -> bool:
    labels = [_LETTERS.sub("", label) for label in host.split(".")]
    return any(len(label) > 2 and (label in name or name in label) for label in labels if name)


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
