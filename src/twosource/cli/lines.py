"""What a store says -> the records of the command line."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from twosource import records
from twosource.records.models import (
    AddedRecord,
    ChangedRecord,
    DigestRecord,
    FailureRecord,
    HitRecord,
    SaidRecord,
    StoredStoryRecord,
)
from twosource.store import Added, Hit, StoryLine
from twosource.store.watching import Digest
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


def digest(value: Digest, titles: Mapping[str, str | None]) -> str:
    """The line of a round of a watch; ``titles`` of the stories in it."""
    counts = Counter(a.status for a in value.added)
    changed: dict[str, dict[str, list[str]]] = {}
    for one in value.added:
        if one.story is not None and one.status in {"new", "version"}:
            of_story = changed.setdefault(one.story, {"new": [], "version": []})
            of_story[one.status].append(one.id)
    refused = [a for a in value.added if a.status == "refused"]
    return records.line(
        DigestRecord(
            at=value.at, polled=value.polled, unchanged=value.unchanged, new=counts["new"],
            versions=counts["version"], same=counts["same"], refused=counts["refused"],
            failures=[
                FailureRecord(input=f.input, code=f.code, message=f.message)
                for f in value.failures
            ]
            + [
                FailureRecord(input=a.id, code=a.code or "", message=a.message or "")
                for a in refused
            ],
            stories=[
                ChangedRecord(
                    story=s, title=titles.get(s), new=found["new"], versions=found["version"]
                )
                for s, found in changed.items()
            ],
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
