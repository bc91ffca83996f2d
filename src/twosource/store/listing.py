"""The stories of a store, a line each."""

from __future__ import annotations

from collections.abc import Iterable

from twosource.store.base import Base, in_parts, listed
from twosource.store.codec import load, to_text
from twosource.store.filed import Shelf
from twosource.store.placed import StoryLine, story_id
from twosource.types import Derivation, Story


def numbers_of(base: Base, story: int | None) -> list[int]:
    """The accounts of the store or of a story, in the order of arrival."""
    if story is None:
        return [r[0] for r in base.rows("SELECT number FROM account ORDER BY number")]
    rows = base.rows("SELECT number FROM account WHERE story = ? ORDER BY number", (story,))
    return [r[0] for r in rows]


def grouped(base: Base, story: int | None) -> tuple[Story, ...]:
    """The stories, the oldest first, or one of them."""
    members: dict[int, list[str]] = {}
    for number, id in base.rows("SELECT story, id FROM account ORDER BY number"):
        if story is None or number == story:
            members.setdefault(number, []).append(to_text(id))
    return tuple(Story(story_id(n), tuple(ids)) for n, ids in sorted(members.items()))


def story_lines(base: Base, shelf: Shelf, at_least: int) -> tuple[StoryLine, ...]:
    """The stories of so many accounts, those first that grew last."""
    members: dict[int, list[tuple[int, str]]] = {}
    for story, number, id in base.rows("SELECT story, number, id FROM account ORDER BY number"):
        members.setdefault(story, []).append((number, to_text(id)))
    order = sorted(members, key=lambda s: -members[s][-1][0])
    return tuple(
        _line(base, shelf, story, members[story])
        for story in order
        if len(members[story]) >= at_least
    )


def _line(base: Base, shelf: Shelf, story: int, members: list[tuple[int, str]]) -> StoryLine:
    accounts = [shelf.account(number) for number, _ in members]
    dates = sorted(a.published.value for a in accounts if a.published is not None)
    return StoryLine(
        story=story_id(story),
        title=next((a.title for a in accounts if a.title), None),
        accounts=tuple(id for _, id in members),
        origins=_origins(base, [number for number, _ in members]),
        first=dates[0] if dates else None,
        last=dates[-1] if dates else None,
    )


def _origins(base: Base, numbers: list[int]) -> int:
    """Accounts of a story, those that owe one another counted once."""
    if len(numbers) < 2:
        return len(numbers)
    from twosource.trace.lineage import components

    owed = _owed(base, numbers)
    return len(set(components([str(n) for n in numbers], owed).values()))


def _owed(base: Base, numbers: list[int]) -> Iterable[tuple[str, str]]:
    from twosource.trace.lineage import dependent

    for part in in_parts(numbers):
        rows = base.rows(
            f"SELECT a, b, record FROM link WHERE b IN {listed(part)}",  # noqa: S608
            part,
        )
        for a, b, record in rows:
            if dependent(load(Derivation, record)):
                yield str(a), str(b)
