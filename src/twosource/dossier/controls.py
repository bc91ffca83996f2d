"""What a page that can be worked on writes beside each line; the report writes nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from markupsafe import Markup

from twosource.dossier.matters import Matter
from twosource.dossier.reviewed import Decision
from twosource.dossier.saying import Party, Stand
from twosource.dossier.telling import Telling

if TYPE_CHECKING:
    from twosource.dossier.view import LinkView


class Controls(Protocol):
    """Markup for each kind of line."""

    def line(self, matter: Matter) -> Markup:
        """Of a difference, an agreement, or what one account alone has."""
        ...

    def position(self, stand: Stand) -> Markup:
        """Of a position."""
        ...

    def party(self, party: Party) -> Markup:
        """Of a party."""
        ...

    def link(self, link: LinkView) -> Markup:
        """Of a link of two accounts."""
        ...

    def links(self) -> Markup:
        """Behind all links."""
        ...

    def account(self, telling: Telling) -> Markup:
        """Of an account."""
        ...

    def decided(self, decision: Decision) -> Markup:
        """Of a decision."""
        ...
