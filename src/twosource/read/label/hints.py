"""What the page says of itself, for the labeller."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Hints:
    """Title, description and article body as the page's metadata gives them;
    empty where it gives none (always, in a dump).  ``owners`` are names of the outlet.
    """

    title: str = ""
    description: str = ""
    body: str = ""
    owners: tuple[str, ...] = ()
