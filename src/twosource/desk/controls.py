"""What a reader can decide at each line of a story's page."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any
from urllib.parse import quote

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from twosource.dossier.matters import Matter
from twosource.dossier.reviewed import Decision
from twosource.dossier.saying import Party, Stand
from twosource.dossier.telling import Telling
from twosource.dossier.view import LinkView
from twosource.review.links import RELATIONS
from twosource.types import Account, Dossier


@cache
def environment() -> Environment:
    """The templates of the desk; every value is escaped."""
    made = Environment(
        loader=PackageLoader("twosource.desk"), autoescape=True, undefined=StrictUndefined,
        trim_blocks=True, lstrip_blocks=True,
    )  # fmt: skip
    made.filters["segment"] = segment
    return made


def segment(text: str) -> str:
    """A text as one piece of an address; a lone half of a character becomes a mark."""
    return quote(text, safe="", errors="replace")


class DeskControls:
    """Forms beside the lines of a story; see :class:`twosource.dossier.controls.Controls`.

    Args:
        story: its id.
        key: of the state that the page shows, so that what is decided is what was seen.
        dossier: the story.
    """

    def __init__(self, story: str, key: str, dossier: Dossier) -> None:
        self._at = f"/story/{segment(story)}/at/{key}"
        self._story = story
        self._accounts: Mapping[str, Account] = {a.id: a for a in dossier.analysis.accounts}
        self._parties = sorted({a.name for a in dossier.analysis.register.actors})
        self._macros = environment().get_template("controls.html.j2").module

    def _made(self, macro: str, **given: Any) -> Markup:
        return Markup(getattr(self._macros, macro)(self._at, **given))  # noqa: S704 (autoescaped)

    def line(self, matter: Matter) -> Markup:
        """Accept, strike or correct a line of findings."""
        name = f"line {matter.number}"
        return self._made("line", ids="\n".join(matter.findings), name=name, number=matter.number)

    def position(self, stand: Stand) -> Markup:
        """The same for a position."""
        return self._made(
            "line", ids=" ".join(stand.ids), name=f"position: {stand.verb}", number=""
        )

    def party(self, party: Party) -> Markup:
        """Rename, merge or split a party."""
        return self._made("party", party=party.name, id=party.id)

    def link(self, link: LinkView) -> Markup:
        """Mark a link wrong."""
        return self._made("link", a=link.ends[0], b=link.ends[1])

    def links(self) -> Markup:
        """Add a link."""
        accounts = list(self._accounts)
        if len(accounts) < 2:
            return Markup("")
        return self._made("links", accounts=accounts, relations=RELATIONS)

    def account(self, telling: Telling) -> Markup:
        """Set the fields of an account, or move it; its copies too."""
        ids = [telling.id, *(c.id for c in telling.copies)]
        return Markup("").join(self._one(self._accounts[i], len(ids) > 1) for i in ids)

    def _one(self, account: Account, named: bool) -> Markup:
        return self._made(
            "account", id=account.id, named=named, story=self._story,
            date=account.published.value if account.published else "",
            outlet=account.outlet or "", agency="; ".join(account.agency),
            byline="; ".join(account.byline),
        )  # fmt: skip

    def decided(self, decision: Decision) -> Markup:
        """Take a decision back."""
        return self._made("undo", id=decision.id)
