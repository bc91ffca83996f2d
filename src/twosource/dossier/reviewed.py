"""What people decided of a story, in words."""

from __future__ import annotations

from dataclasses import dataclass

from twosource.dossier.scene import Scene
from twosource.dossier.words import date
from twosource.records.decided import said
from twosource.types import Dossier


@dataclass(frozen=True, slots=True)
class Decision:
    """One decision in a line.

    Attributes:
        id: of the review.
        said: what was decided.
        by: who, when, and the note.
        stands: what became of it, ``""`` where it simply holds.
        holds: whether it holds.
    """

    id: str
    said: str
    by: str
    stands: str
    holds: bool


def decisions(dossier: Dossier, scene: Scene) -> tuple[Decision, ...]:
    """What people decided of a story, the latest last."""
    out = []
    for s in dossier.reviews:
        r = s.review
        by = f"{r.author}, {date(r.time[:10])}" + (f": {r.note}" if r.note else "")
        stands = {"yes": "", "no": "holds no more: ", "not established": "not carried out: "}
        told = stands[s.holds] + scene.lettered(s.reason)
        out.append(Decision(r.id, scene.lettered(said(r)), by, told, s.holds == "yes"))
    return tuple(out)
