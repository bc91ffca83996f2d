"""The lines of a dossier by their names, for whoever decides on them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import get_args

from twosource.exchange.told import Told
from twosource.records.models import FindingRecord, LinkRecord, PositionRecord
from twosource.review.links import RELATIONS
from twosource.review.making import of_finding, of_link, of_party, of_position, quoted
from twosource.review.rebuilt import named_in
from twosource.types import Direction, FindingType, Modality, Passage, PositionKind, Review
from twosource.types.review import Decided


@dataclass(frozen=True, slots=True)
class Line:
    """A line that can be decided: its name, what it says, the words of each account."""

    name: str
    says: str
    score: float | None
    words: tuple[tuple[str, str], ...]
    reviewed: str = ""


class Lookup:
    """The lines of one story.

    Args:
        told: its dossier, as the person saw it.
    """

    def __init__(self, told: Told) -> None:
        self.told = told

    @cached_property
    def findings(self) -> Mapping[str, FindingRecord]:
        """Findings by id."""
        return {f.id: f for f in self.told.findings}

    @cached_property
    def positions(self) -> Mapping[str, PositionRecord]:
        """Positions by account and id, ``a.html#p3``."""
        return {f"{p.account}#{p.id}": p for p in self.told.positions}

    def lines(self) -> Iterator[Line]:
        """What can be decided, findings in the order of the page, then positions."""
        quote = self.told.quote
        for f in self.findings.values():
            words = tuple(
                (a, quote(a, f.parts.get(a, "text"), span)) for a, span in f.spans.items()
            )
            mark = f"{f.reviewed.outcome} by {f.reviewed.author}" if f.reviewed else ""
            yield Line(f.id, f"{f.kind} {f.type}", f.score, words, mark)
        for name, p in self.positions.items():
            held = p.holder.actor.name if p.holder.actor else quote(
                p.account, p.part, p.holder.span
            )  # fmt: skip
            mark = f"{p.reviewed.outcome} by {p.reviewed.author}" if p.reviewed else ""
            words = ((p.account, quote(p.account, p.part, p.content)),)
            yield Line(name, f"position {p.kind} of {held}", None, words, mark)

    def decide(
        self, names: Sequence[str], decision: Decided, *, words: Mapping[str, str] | None = None,
        values: Mapping[str, str] | None = None,
    ) -> Review:  # fmt: skip
        """A decision on a line.

        Args:
            names: its ids; several where one line of the page tells several findings.
            decision: ``accept``, ``strike`` or ``correct``.
            words: of a correction: account (of a position: role) -> the words that are right.
            values: of a correction: what is right instead.

        Raises:
            ValueError: there is no such line, or the words do not stand there.
        """
        right = {k: v.strip() for k, v in (values or {}).items() if v.strip()}
        if names and names[0] in self.positions:
            position = self.positions[names[0]]
            _one_of("kind", right, get_args(PositionKind))
            _one_of("modality", right, get_args(Modality))
            holder = right.get("holder")
            if holder and not named_in(
                ((p.id, p.name, p.aliases) for p in self.told.parties), holder
            ):
                raise ValueError(f"there is no party {holder}, or several are called so")
            better = [
                quoted(self.told.texts, position.account, said, role,
                       position.content[0], position.part)
                for role, said in (words or {}).items() if said.strip()
            ]  # fmt: skip
            return self._of(of_position(position, self.told.texts, decision, better, right))
        found = [self.findings[n] for n in names if n in self.findings]
        if not found or len(found) < len(names):
            raise ValueError(f"there is no line {', '.join(names) or 'named'}")
        _one_of("type", right, get_args(FindingType))
        better = [self._better(found, a, said) for a, said in (words or {}).items() if said.strip()]
        return self._of(of_finding(found, self.told.texts, decision, better, right))

    def _better(self, found: Sequence[FindingRecord], account: str, words: str) -> Passage:
        first = found[0]
        if account not in self.told.parts:
            raise ValueError(f"there is no account {account} in {self.told.story.id}")
        near = first.spans[account][0] if account in first.spans else None
        part = first.parts.get(account, "text")
        return quoted(self.told.texts, account, words, "", near, part)

    def link(self, a: str, b: str) -> LinkRecord | None:
        """The link of two accounts, in either order."""
        return next((k for k in self.told.links if {k.a, k.b} == {a, b}), None)

    def unlink(self, a: str, b: str) -> Review:
        """The link of two accounts marked wrong.

        Raises:
            ValueError: there is none.
        """
        found = self.link(a, b)
        if found is None or found.relation in {"independent", "not-established"}:
            raise ValueError(f"no link of {a} and {b} was found")
        return self._of(of_link(a, b, "strike", link=found, texts=self.told.texts))

    def add_link(
        self, a: str, b: str, relation: str, direction: str, quotes: Mapping[str, str]
    ) -> Review:
        """A link that was not found.

        Args:
            a: an account.
            b: another.
            relation: one of :data:`RELATIONS`.
            direction: ``a>b`` where ``b`` came from ``a``.
            quotes: ``a`` and ``b`` -> the words in each that show it; one may be lacking where
                the program found what the two share.

        Raises:
            ValueError: a value is not known, or no words show it.
        """
        for account in (a, b):
            if account not in self.told.parts:
                raise ValueError(f"there is no account {account} in {self.told.story.id}")
        if relation not in RELATIONS:
            raise ValueError(f"the relation is one of {', '.join(RELATIONS)}")
        if direction not in get_args(Direction):
            raise ValueError(f"the direction is one of {', '.join(get_args(Direction))}")
        ends = {"a": a, "b": b}
        shown = [
            quoted(self.told.texts, ends[role], said, role)
            for role, said in quotes.items() if said.strip()
        ]  # fmt: skip
        return self._of(of_link(
            a, b, "add", link=self.link(a, b), texts=self.told.texts, quotes=shown,
            relation=relation, direction=direction,
        ))  # fmt: skip

    def party(
        self, decision: Decided, names: Sequence[str] = (), values: Mapping[str, str] | None = None
    ) -> Review:
        """Parties merged, split or renamed.

        Raises:
            ValueError: there is no such party in the story.
        """
        right = {k: v.strip() for k, v in (values or {}).items() if v.strip()}
        named = [*(names if decision == "merge" else ()), *filter(None, [right.get("party")])]
        for name in named:
            known = ((p.id, p.name, (*p.aliases, *p.roles)) for p in self.told.parties)
            if not named_in(known, name):
                raise ValueError(f"there is no party {name}, or several are called so")
        return self._of(of_party(decision, self.told.story.accounts, names, right))

    def _of(self, review: Review) -> Review:
        return replace(review, story=self.told.story.id)


def _one_of(field: str, values: Mapping[str, str], known: Sequence[str]) -> None:
    if field in values and values[field] not in known:
        raise ValueError(f"{field} is one of {', '.join(known)}")
