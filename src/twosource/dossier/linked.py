"""What the page says to machines: its accounts, quotations and claims in schema.org's terms."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from twosource.exchange.given import story_of
from twosource.exchange.schema_org import embedded
from twosource.types import Dossier


def linked_data(dossiers: Sequence[Dossier]) -> str:
    """The content of the page's one ``script``, which is data (JSON-LD) and is never run."""
    # of links no evidence is asked, which is most of a dossier of many accounts
    return embedded((story_of(replace(d, links=()), checked=False), d.links) for d in dossiers)
