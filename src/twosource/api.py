"""The Python API: one function per command, the same names, the same results.

Every function takes sources in any mix: paths, folders, URLs, ``"-"`` for
standard input, and :class:`~twosource.types.Account` objects made before.
Inputs that cannot be read never stop the rest: :func:`read` returns them as
failures; the other functions leave them out and warn.
"""

from __future__ import annotations

import warnings
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from twosource.compare import compare_pair as _compare_pair
from twosource.engine import analyse, articles, dossiers
from twosource.errors import UsageError
from twosource.group import group as _group
from twosource.judge import Judge
from twosource.parties import Overrides
from twosource.read import read as _read
from twosource.trace import place_in
from twosource.trace import trace as _trace
from twosource.types import (
    Account,
    Derivation,
    Dossier,
    Event,
    Failure,
    Finding,
    Position,
    Statement,
    Story,
)

if TYPE_CHECKING:
    from twosource.exchange import RawInput, Told
    from twosource.records.models import ReviewRecord

Source = str | Path | Account


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read: the accounts, and the inputs that could not be."""

    accounts: tuple[Account, ...]
    failures: tuple[Failure, ...]


def read(*sources: Source) -> Reading:
    """Read accounts from files, folders, URLs and standard input.

    Returns:
        Accounts in input order (pages that are no article included, see
        :attr:`Account.kind`), and a coded failure for each bad input.
    """
    accounts = [s for s in sources if isinstance(s, Account)]
    failures: list[Failure] = []
    paths = [s for s in sources if not isinstance(s, Account)]
    for item in _read(paths):
        if isinstance(item, Failure):
            failures.append(item)
        else:
            accounts.append(item)
    return Reading(tuple(accounts), tuple(failures))


def _accounts(sources: Sequence[Source]) -> list[Account]:
    reading = read(*sources)
    accounts, others = articles(reading.accounts)
    for failure in (*reading.failures, *others):
        warnings.warn(failure.message, stacklevel=3)
    if not accounts:
        raise UsageError("TS-USE-01")
    return accounts


def statements(*sources: Source, overrides: Overrides | None = None) -> tuple[Statement, ...]:
    """Who said what, to whom, in every account."""
    return analyse(_accounts(sources), overrides=overrides).statements


def events(*sources: Source, overrides: Overrides | None = None) -> tuple[Event, ...]:
    """Who did what to whom, in PLOVER types."""
    return analyse(_accounts(sources), overrides=overrides).events


def positions(
    *sources: Source, overrides: Overrides | None = None, judge: Judge | None = None
) -> tuple[Position, ...]:
    """What each party demands, offers, refuses, threatens ...

    Args:
        sources: the accounts.
        overrides: the user's corrections to the parties.
        judge: a language model to confirm or strike each; what goes wrong with it is warned
            of (:mod:`warnings`).
    """
    from twosource.judge.story import judging

    made = analyse(_accounts(sources), overrides=overrides)
    with judging(judge, _warning(), propose=False) as ask:
        return made.positions if ask is None else ask(made, ())[0].positions


def _warning() -> Callable[[str], None]:
    """Warns at the caller of the function of this module."""
    return partial(warnings.warn, stacklevel=4)


def group(*sources: Source) -> tuple[Story, ...]:
    """Which accounts tell one story."""
    return _group(_accounts(sources))


def trace(
    *sources: Source, all_pairs: bool = False, index: str | Path | None = None
) -> tuple[Derivation, ...]:
    """Which account came from which.

    Args:
        sources: the accounts, of one story or of several.
        all_pairs: also give the pairs found independent.
        index: a file that keeps the accounts: they are placed among those it
            has, and only their links are given, see
            :func:`twosource.trace.place_in`.
    """
    if index is not None:
        return place_in(Path(index), _accounts(sources))
    return _trace(_accounts(sources), all_pairs=all_pairs)


def compare(
    *sources: Source, overrides: Overrides | None = None, judge: Judge | None = None
) -> tuple[Finding, ...]:
    """What the accounts agree on, where they differ, what only one has; all
    accounts are taken as one story.

    Args:
        sources: the accounts.
        overrides: the user's corrections to the parties.
        judge: a language model to confirm or strike each difference and agreement, see
            :func:`dossier`.
    """
    from twosource.judge.story import judging

    accounts = _accounts(sources)
    with judging(judge, _warning(), positions=False) as ask:
        return dossiers(accounts, one_story=True, overrides=overrides, judge=ask)[0].findings


def compare_pair(a: Account, b: Account) -> tuple[Finding, ...]:
    """The findings of one pair, always with its best alignment."""
    return _compare_pair(analyse([a, b]))


def dossier(
    *sources: Source,
    one_story: bool = False,
    overrides: Overrides | None = None,
    judge: Judge | None = None,
) -> tuple[Dossier, ...]:
    """The dossier of each story among the sources.

    Args:
        sources: the accounts.
        one_story: take all as accounts of one story instead of grouping them.
        overrides: the user's corrections to the parties.
        judge: a language model that the user runs or rents, asked to confirm or strike each
            difference, agreement and position; what goes wrong with it is warned of
            (:mod:`warnings`) and costs nothing else.

    Raises:
        UsageError: ``TS-USE-01`` when no account could be read.
    """
    from twosource.judge.story import judging

    reading = read(*sources)
    accounts, others = articles(reading.accounts)
    if not accounts:
        raise UsageError("TS-USE-01")
    failures = (*reading.failures, *others)
    with judging(judge, _warning()) as ask:
        return dossiers(accounts, failures, one_story=one_story, overrides=overrides, judge=ask)


def export(
    *sources: Source | Dossier,
    to: str,
    output: str | Path | None = None,
    one_story: bool = False,
    overrides: Overrides | None = None,
) -> str | Path:
    """Dossiers in a format that other tools open.

    Args:
        sources: dossiers made before, files of dossiers (``twosource dossier --format json``), or
            anything that :func:`dossier` takes.
        to: a format, see docs/exchange.md and :func:`twosource.exchange.names`.
        output: where to write; a folder for formats of several files, or a name in ``.zip``.
        one_story: take all as accounts of one story instead of grouping them.
        overrides: the user's corrections to the parties.

    Returns:
        The path, or the text where no ``output`` was given.

    Raises:
        UsageError: ``TS-USE-08``, no such format; ``TS-USE-09``, it is no text, and there is no
            ``output``; ``TS-USE-10``, dossiers among inputs to be read.
        ExchangeError: a file is no dossier, or a library is missing.
    """
    from twosource.exchange import distinct, format_of, save

    form = format_of(to)
    if output is None and form.layout != "stream":
        raise UsageError("TS-USE-09", to)
    raws = to == "warc"
    stories = distinct(_stories(sources, one_story=one_story, overrides=overrides, raws=raws))
    if output is None:
        return "".join(form.chunks(stories))
    save(form, stories, Path(output))
    return Path(output)


def _stories(
    sources: Sequence[Source | Dossier], *, one_story: bool, overrides: Overrides | None,
    raws: bool,
) -> Iterator[Told]:  # fmt: skip
    from twosource.exchange import is_dossier_file, stories_of_file, story_of

    ready = [
        isinstance(s, Dossier)
        or (not isinstance(s, Account) and Path(s).is_file() and is_dossier_file(Path(s)))
        for s in sources
    ]
    if any(ready) and not all(ready):
        raise UsageError("TS-USE-10", str(sources[ready.index(True)]))
    if not any(ready):
        raw: dict[str, RawInput] = {}
        inputs = [s for s in sources if not isinstance(s, Dossier)]
        accounts = _with_raw(inputs, raw) if raws else inputs
        made = dossier(*accounts, one_story=one_story, overrides=overrides)
        yield from (story_of(d, raw.get) for d in made)
        return
    for source in sources:
        if isinstance(source, Dossier):
            yield story_of(source)
        elif not isinstance(source, Account):
            yield from stories_of_file(Path(source))


def _with_raw(sources: Sequence[Source], kept: dict[str, RawInput]) -> list[Account]:
    """The accounts of some sources, and the bytes that each was read from."""
    from twosource.exchange.inputs import keeping
    from twosource.read import read_raws
    from twosource.read.sources import open_inputs

    found = [s for s in sources if isinstance(s, Account)]
    raws = read_raws(open_inputs([s for s in sources if not isinstance(s, Account)]))
    for item in keeping(raws, kept):
        if isinstance(item, Failure):
            warnings.warn(item.message, stacklevel=4)
        else:
            found.append(item)
    return found


@dataclass(frozen=True, slots=True)
class Reviews:
    """What people decided in another tool, and the annotations that could not be placed."""

    reviews: tuple[ReviewRecord, ...]
    failures: tuple[Failure, ...]


def import_reviews(*files: str | Path, of: Dossier | str | Path) -> Reviews:
    """What people did with an export, in the tool it was for.

    Args:
        files: Web Annotations or UIMA CAS XMI, files, folders or zip archives.
        of: the dossier that was exported, or its file.

    Raises:
        ExchangeError: ``TS-EXCH-01``, ``of`` is no dossier; ``TS-EXCH-05``, a file holds no
            annotations.
    """
    from twosource.exchange import Dossiers, distinct, reviews

    dossiers = Dossiers(distinct(_stories([of], one_story=False, overrides=None, raws=False)))
    made = [one for file in files for one in reviews(Path(file), dossiers)]
    return Reviews(
        tuple(r for r in made if not isinstance(r, Failure)),
        tuple(r for r in made if isinstance(r, Failure)),
    )
