"""What a store says -> the records of the command line."""

from __future__ import annotations

from twosource import records
from twosource.records.models import AddedRecord, HitRecord, SaidRecord, StoredStoryRecord
from twosource.store import Added, Hit, StoryLine
from twosource.types import Span


def _pair(span: Span) -> tuple[int, int]:
    return (span.start, span.end)


def added(value: Added) -> str:
    """The line of one input."""
    return records.line(
        AddedRecord(
            id=value.id, status=value.status, version_of=value.version_of, story=value.story,
            code=value.code,
        )
    )  # fmt: skip


def story(value: StoryLine) -> str:
    """The line of a story."""
    return records.line(
        StoredStoryRecord(
            story=value.story, title=value.title, accounts=list(value.accounts),
            origins=value.origins, first=value.first, last=value.last,
        )
    )  # fmt: skip


def hit(value: Hit) -> str:
    """The line of an account that a query finds."""
    return records.line(
        HitRecord(
            account=value.account, story=value.story, title=value.title, outlet=value.outlet,
            url=value.url, published=value.published, language=value.language, part=value.part,
            passage=_pair(value.passage), text=value.text, words=[_pair(w) for w in value.words],
            statements=[
                SaidRecord(id=s.id, speaker=s.speaker, content=[_pair(c) for c in s.content])
                for s in value.said
            ],
        )
    )  # fmt: skip
