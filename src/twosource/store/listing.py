"""The stories of a store, a line each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from twosource.store.base import Base, Row
from twosource.store.codec import to_bytes, to_text
from twosource.store.placed import StoryLine, story_id
from twosource.store.reviews import link_ties
from twosource.types import Story


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


def story_lines(base: Base, at_least: int) -> tuple[StoryLine, ...]:
    """The stories of so many accounts, those first that grew last."""
    members: dict[int, list[Row]] = {}
    for story, *told in base.rows(
        "SELECT story, number, id, title, published FROM account ORDER BY number"
    ):
        members.setdefault(story, []).append(tuple(told))
    tied = _tied(base, {m[1]: m[0] for of in members.values() for m in of})
    order = sorted(members, key=lambda s: -members[s][-1][0])
    return tuple(
        _line(story, members[story], tied) for story in order if len(members[story]) >= at_least
    )


def _tied(base: Base, numbers: Mapping[bytes, int]) -> dict[int, list[int]]:
    """The accounts that each owes, or that owe it, as people left them."""
    tied: dict[int, list[int]] = {}
    wrong, added = (
        {(numbers.get(to_bytes(a), -1), numbers.get(to_bytes(b), -1)) for a, b in pairs}
        for pairs in link_ties(base)
    )
    for b, a in base.rows("SELECT b, a FROM link WHERE tied = 1"):
        if (b, a) not in wrong:
            tied.setdefault(b, []).append(a)
    for b, a in sorted(added):
        tied.setdefault(b, []).append(a)
    return tied


def _line(story: int, members: Sequence[Row], tied: Mapping[int, Sequence[int]]) -> StoryLine:
    dates = sorted(to_text(published) for *_, published in members if published is not None)
    titles = (to_text(title) for _, _, title, _ in members if title is not None)
    return StoryLine(
        story=story_id(story),
        title=next(titles, None),
        accounts=tuple(to_text(id) for _, id, _, _ in members),
        origins=_origins([member[0] for member in members], tied),
        first=dates[0] if dates else None,
        last=dates[-1] if dates else None,
    )


def _origins(numbers: Sequence[int], tied: Mapping[int, Sequence[int]]) -> int:
    """Accounts of a story, those that owe one another counted once."""
    if len(numbers) < 2:
        return len(numbers)
    from twosource.trace.lineage import components

    owed = ((str(a), str(b)) for b in numbers for a in tied.get(b, ()))
    return len(set(components([str(n) for n in numbers], owed).values()))
