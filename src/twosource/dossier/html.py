"""The dossier as one HTML page: nothing loaded, no script, every value escaped."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Sequence
from functools import cache, partial
from importlib.resources import files

from jinja2 import Environment, PackageLoader, StrictUndefined

from twosource.dossier.beside import SHAPES, Pair
from twosource.dossier.controls import Controls
from twosource.dossier.first import VERSIONS, named
from twosource.dossier.linked import linked_data
from twosource.dossier.names import Names, safe_url
from twosource.dossier.view import FOLDED, StoryView, view
from twosource.dossier.words import word
from twosource.errors import UsageError
from twosource.types import Dossier

CHIPS = 6
"""Accounts named at the head of the page; the map and the list below have all."""
FEW = 3
"""The same on a phone; the style sheet hides the others there."""
PEOPLE = 40
"""Parties shown, those with most to show first."""
TIES = 60
"""Ties shown with their evidence."""


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("twosource.dossier"), autoescape=True, undefined=StrictUndefined,
        trim_blocks=True, lstrip_blocks=True, keep_trailing_newline=True,
    )  # fmt: skip
    environment.filters["safe_url"] = safe_url
    environment.globals.update(
        fate=partial(word, "fate"), chips=CHIPS, few=FEW, people=PEOPLE, versions=VERSIONS,
        named=named, ties=TIES, folded=FOLDED, neither=word("screen", "neither"),
        shapes={
            kind: "".join(f"M0 {top}H2V{bottom}H0z" for top, bottom in bars)
            for kind, bars in SHAPES.items()
        },
    )  # fmt: skip
    return environment


@cache
def _stylesheet() -> str:
    place = files("twosource.dossier").joinpath("templates/dossier.css")
    return "\n" + place.read_text(encoding="utf-8")


def _hash(style: str) -> str:
    digest = hashlib.sha256(style.encode("utf-8")).digest()
    return "sha256-" + base64.b64encode(digest).decode("ascii")


def render_html(dossier: Dossier | Sequence[Dossier]) -> str:
    """The report of one dossier, or of several stories on one page.

    Args:
        dossier: one, or one per story, in the order they shall stand.

    Returns:
        A whole page that needs nothing else: nothing that is run, no network, one hashed
        style sheet, the same for every page; its one script element is data (JSON-LD). The
        same dossiers give the same text.

    Raises:
        UsageError: ``TS-USE-01`` when there is no account at all.
    """
    given = [dossier] if isinstance(dossier, Dossier) else list(dossier)
    given = [d for d in given if d.analysis.parses]
    stories = [view(d, n) for n, d in enumerate(given, start=1)]
    if not stories:
        raise UsageError("TS-USE-01", "report")
    style = _stylesheet()
    return _environment().get_template("dossier.html.j2").render(
        stories=stories, style=style, style_hash=_hash(style), linked=linked_data(given),
        failures=[f for s in stories for f in s.failures], desk=None,
    )  # fmt: skip


def render_story(story: StoryView, desk: Controls) -> str:
    """One story as a piece of a page, with what a reader can do at each line.

    Args:
        story: all that it says.
        desk: writes the controls.

    Returns:
        An ``article`` element; every value in it is escaped.
    """
    made = _environment().get_template("story.html.j2")
    return made.render(story=story, many=False, desk=desk)


def render_pairs(names: Names, pairs: Sequence[Pair], *, open_: bool) -> str:
    """Accounts side by side as a piece of a page, each two folded unless ``open_``."""
    made = _environment().get_template("pairs.html.j2")
    return made.render(id=names.section, pairs=pairs, opened=open_, desk=None)
