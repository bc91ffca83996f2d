"""What a store says: of what was added, of its stories, of what was found, of itself."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from twosource.types import Part, Span

Status = Literal["new", "same", "version", "refused"]


@dataclass(frozen=True, slots=True)
class Added:
    """What became of one input.

    Attributes:
        id: of the account in the store, or the name of the refused input.
        status: ``new``; ``same``, it was there already; ``version``, its page said something
            else before; ``refused``.
        version_of: the id of the account before, for a version.
        story: the story it is in, ``None`` where refused.
        code, message: why it was refused.
    """

    id: str
    status: Status
    version_of: str | None = None
    story: str | None = None
    code: str | None = None
    message: str | None = None


@dataclass(frozen=True, slots=True)
class StoryLine:
    """A story of the store.

    Attributes:
        story: its id, which never goes to another story.
        title: of the first account that has one.
        accounts: ids, in the order of arrival.
        origins: how many of the accounts owe no other in the store: copies and rewrites count
            with what they came from.
        first, last: publication dates of the earliest and the latest, where known.
    """

    story: str
    title: str | None
    accounts: tuple[str, ...]
    origins: int
    first: str | None
    last: str | None


@dataclass(frozen=True, slots=True)
class Said:
    """A statement in which a query was found."""

    id: str
    speaker: str | None
    content: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Hit:
    """An account that a query finds.

    Attributes:
        part, passage: the passage that holds most of it.
        text: the words of the passage.
        words: where the words of the query stand in that part, inside the passage.
        said: the statements of that part that hold one of them, where the account was
            analysed.
    """

    account: str
    story: str
    title: str | None
    outlet: str | None
    url: str | None
    published: str | None
    language: str
    part: Part
    passage: Span
    text: str
    words: tuple[Span, ...]
    said: tuple[Said, ...] = ()


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the ledger: what was done when, by which version of twosource."""

    number: int
    at: str
    version: str
    what: str
    detail: str


def story_id(number: int) -> str:
    """The id of a story by its number."""
    return f"story-{number}"


def story_number(story: str) -> int | None:
    """The number of a story id; ``None`` where it is none."""
    digits = story.removeprefix("story-")
    plain = digits.isascii() and digits.isdecimal() and len(digits) < 16
    return int(digits) if plain and story.startswith("story-") else None
