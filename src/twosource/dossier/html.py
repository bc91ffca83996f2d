"""The dossier as one HTML page: nothing loaded, no script, every value escaped."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Sequence
from functools import cache
from importlib.resources import files

from jinja2 import Environment, PackageLoader, StrictUndefined

from twosource.dossier.highlight import Stretch
from twosource.dossier.names import safe_url
from twosource.dossier.view import UNSURE, StoryView, view
from twosource.errors import UsageError
from twosource.types import Dossier


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("twosource.dossier"), autoescape=True, undefined=StrictUndefined,
        trim_blocks=True, lstrip_blocks=True, keep_trailing_newline=True,
    )  # fmt: skip
    environment.filters["safe_url"] = safe_url
    return environment


@cache
def _stylesheet() -> str:
    place = files("twosource.dossier").joinpath("templates/dossier.css")
    return place.read_text(encoding="utf-8")


def _split_anchors(stories: Sequence[StoryView]) -> list[str]:
    """Anchors whose span was cut into several stretches, in order."""
    seen: dict[str, int] = {}

    def count(stretches: Sequence[Stretch]) -> None:
        for stretch in stretches:
            for anchor in stretch.anchors:
                seen[anchor] = seen.get(anchor, 0) + 1

    for story in stories:
        for telling in story.tellings:
            for block in (*telling.head, *telling.body, *telling.captions):
                count(block.stretches)
    return [anchor for anchor, pieces in seen.items() if pieces > 1]


def _style(split: Sequence[str]) -> str:
    """The stylesheet, and a rule per cut span so that all of it lights up when it
    is jumped to (``:target`` alone reaches only its first stretch).

    Anchors are made of letters, digits and hyphens only, so they are safe here.
    """
    rules = [f":root:has(#{a}:target) .{a}{{background:var(--lit)}}" for a in split]
    return "\n" + _stylesheet() + "\n".join(rules) + "\n"


def _hash(style: str) -> str:
    digest = hashlib.sha256(style.encode("utf-8")).digest()
    return "sha256-" + base64.b64encode(digest).decode("ascii")


def render_html(dossier: Dossier | Sequence[Dossier]) -> str:
    """The report of one dossier, or of several stories on one page.

    Args:
        dossier: one, or one per story, in the order they shall stand.

    Returns:
        A whole page that needs nothing else: no script, no network, one hashed
        style sheet. The same dossiers give the same text.

    Raises:
        UsageError: ``TS-USE-01`` when there is no account at all.
    """
    given = [dossier] if isinstance(dossier, Dossier) else list(dossier)
    stories = [view(d, n) for n, d in enumerate((d for d in given if d.analysis.parses), start=1)]
    if not stories:
        raise UsageError("TS-USE-01", "report")
    split = _split_anchors(stories)
    style = _style(split)
    page = _environment().get_template("dossier.html.j2")
    return page.render(
        stories=stories, style=style, style_hash=_hash(style), split=frozenset(split),
        failures=[f for s in stories for f in s.failures], unsure=UNSURE,
    )  # fmt: skip
