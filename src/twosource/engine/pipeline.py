"""Every stage in the order the data flows.

Pure but for the language model it loads: the same accounts in the same order
give equal results.  Long loops go through ``track``, so that a caller can show
progress; the default shows none.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from typing import TYPE_CHECKING, Protocol, TypeVar

from twosource.compare import collecting
from twosource.dossier.check import check_spans
from twosource.engine.folded import compare_folded
from twosource.errors import RunError
from twosource.find import find_events, find_positions, find_statements, link_events
from twosource.group import group
from twosource.language import parse_all
from twosource.language.pipeline import DEFAULT
from twosource.parties import Overrides, resolve
from twosource.read.articles import articles
from twosource.review import NONE, Decisions, decide_lines, decide_links
from twosource.trace import find_origins, trace
from twosource.trace.copies import folds
from twosource.types import Account, Analysis, Dossier, Event, Failure, Position, Statement, Story

if TYPE_CHECKING:
    from twosource.judge.story import Judging

__all__ = ["LONG", "SECONDS_A_PAIR", "Track", "analyse", "articles", "dossiers", "quiet"]

T = TypeVar("T")


class Track(Protocol):
    """Wraps a loop to show how far it is."""

    def __call__(self, items: Iterable[T], what: str, total: int | None) -> Iterable[T]:
        """Yield ``items`` unchanged."""
        ...


def quiet(items: Iterable[T], what: str, total: int | None) -> Iterable[T]:
    """A :class:`Track` that shows nothing."""
    return items


def analyse(
    accounts: Sequence[Account],
    *,
    overrides: Overrides | None = None,
    package: str = DEFAULT,
    track: Track = quiet,
) -> Analysis:
    """Parse accounts and find parties, statements, events and positions.

    Args:
        accounts: the accounts of one call; parties are one register over all.
        overrides: the user's corrections to the parties.
        package: the spaCy pipeline's package.
        track: shows progress.
    """
    parses = tuple(track(parse_all(accounts, package), "parsing", len(accounts)))
    register = resolve(parses, overrides)
    faults: list[Failure] = []
    statements: list[Statement] = []
    events: list[Event] = []
    positions: list[Position] = []
    for parse in track(parses, "finding", len(parses)):
        guard = partial(_guarded, parse.account.id, faults)
        said = guard("statements", partial(find_statements, parse, register))
        statements += said
        events += guard("events", partial(find_events, parse, register, said))
        positions += guard("positions", partial(find_positions, parse, register, said))
    linked = link_events(events, parses, register)
    return Analysis(
        parses, register, tuple(statements), tuple(linked), tuple(positions), tuple(faults)
    )


def _guarded(
    account: str, faults: list[Failure], stage: str, find: Callable[[], tuple[T, ...]]
) -> tuple[T, ...]:
    """What a stage finds in one account; its fault is named and costs no other work."""
    try:
        return find()
    except Exception as error:
        if os.environ.get("TWOSOURCE_DEBUG"):
            raise
        wrong = RunError("TS-RUN-01", f"{account}, {stage} ({type(error).__name__}: {error})")
        faults.append(Failure(account, wrong.code, str(wrong)))
        return ()


def _one_story(accounts: Sequence[Account]) -> tuple[Story, ...]:
    return (Story("story-1", tuple(a.id for a in accounts)),)


SECONDS_A_PAIR = 0.2
"""What two accounts of 400 words take to compare on one core of 2024; for the estimate only."""
LONG = 50
"""Pairs from which an estimate is shown."""


def _labelled(track: Track, which: str) -> Track:
    """The same, each stage named with its story."""

    def labelled(items: Iterable[T], what: str, total: int | None) -> Iterable[T]:
        return track(items, f"{what}{which}", total)

    return labelled


@contextmanager
def _stage(track: Track, what: str) -> Iterator[None]:
    """A stage that is one call: shown while it runs."""
    shown = iter(track([None], what, 1))
    next(shown)
    yield
    next(shown, None)


def dossiers(
    accounts: Sequence[Account],
    failures: Sequence[Failure] = (),
    *,
    one_story: bool = False,
    overrides: Overrides | None = None,
    package: str = DEFAULT,
    track: Track = quiet,
    judge: Judging | None = None,
    decisions: Decisions = NONE,
    among: Sequence[Story] | None = None,
) -> tuple[Dossier, ...]:
    """The dossier of each story among the accounts.

    Args:
        accounts: what was read; ids are unique.
        failures: inputs that could not be read; the first dossier names them.
        one_story: take all accounts as one story instead of grouping them.
        overrides: the user's corrections to the parties.
        package: the spaCy pipeline's package.
        track: shows progress.
        judge: has what was drafted judged, where the user chose a judge.
        decisions: what people decided of links and lines; of accounts and parties it is in
            ``accounts`` and ``overrides``.
        among: the stories, where they are known, instead of grouping.

    Raises:
        SpanError: ``TS-TYPE-03`` if a stage made a record outside its text.
    """
    by_id = {a.id: a for a in accounts}
    stories = _one_story(accounts) if one_story else among or group(accounts)
    made: list[Dossier] = []
    for number, story in enumerate(stories, 1):
        which = f" (story {number} of {len(stories)})" if len(stories) > 1 else ""
        members = [by_id[i] for i in story.accounts]
        labelled = _labelled(track, which)
        analysis = analyse(members, overrides=overrides, package=package, track=labelled)
        pairs = len(members) * (len(members) - 1) // 2
        with _stage(labelled, f"tracing {pairs} pairs"):
            links = decide_links(trace(members, analysis, all_pairs=True), members, decisions)
            origins = find_origins(analysis, links)
            stand = folds(members, links)
        pairs = len(stand) * (len(stand) - 1) // 2
        about = f", about {pairs * SECONDS_A_PAIR:.0f} s" if pairs > LONG else ""
        with _stage(labelled, f"comparing {pairs} pairs{about}"), collecting() as faults:
            findings = compare_folded(analysis, links, origins, stand)
        if judge is not None:
            with _stage(labelled, "judging"):
                leads = [f.lead for f in stand]
                analysis, findings = judge(
                    analysis, findings, leads=leads, links=links, origins=origins
                )
        named = (*(() if made else failures), *analysis.failures, *faults)
        dossier = Dossier(story, analysis, links, origins, findings, named)
        dossier = decide_lines(dossier, decisions)
        check_spans(dossier)
        made.append(dossier)
    return tuple(made)
