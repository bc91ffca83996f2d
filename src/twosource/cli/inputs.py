"""What every command shares: inputs, options, messages, exit status.

The stages are imported where they are called: help and tab completion must not
wait for a language model's library to load.
"""

from __future__ import annotations

import inspect
import io
import os
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, TypeVar

import click

from twosource.cli.options import ALLOW_HOST, CACHE, DELAY, DONE, FAILED, MAX_BYTES, OUTPUT, QUIET
from twosource.cli.stored import check_source, stored
from twosource.errors import RunError, UsageError
from twosource.types import Account, Failure, Story

if TYPE_CHECKING:
    from twosource.parties import Overrides
    from twosource.review import Decisions
    from twosource.store import ReviewedStore

T = TypeVar("T")

INPUT_HELP = """
INPUT is any mix of files, folders, URLs and - (standard input): HTML pages,
saved pages (MHTML), plain-text dumps, mails (.eml, .mbox), PDF, WARC, WACZ, zip
archives of these, RSS, Atom, JSON Feed, OPML, JSON and JSON Lines.
"""


@dataclass(slots=True)
class Call:
    """One call of the command line: its options, and what failed so far."""

    output: Path | None = None
    quiet: bool = False
    allow_hosts: tuple[str, ...] = ()
    max_bytes: int | None = None
    delay: float | None = None
    cache: Path | None = None
    overrides: Overrides | None = None
    store: str | None = None
    story: str | None = None
    failures: list[Failure] = field(default_factory=list)

    def track(self, items: Iterable[T], what: str, total: int | None) -> Iterable[T]:
        """Show progress on stderr for what takes over a second, if it is a terminal and
        there is more than one item.
        """
        if self.quiet or total == 1 or sys.stderr is None or not sys.stderr.isatty():
            return items
        from tqdm import tqdm

        bar: Iterable[T] = tqdm(items, what, total, delay=1, file=sys.stderr, leave=False)
        return bar

    def say(self, message: str) -> None:
        """A message for the reader, on stderr."""
        if not self.quiet:
            _tell(message)

    def warn(self, message: str) -> None:
        """A warning, on stderr even where quiet was asked for; no input failed by it."""
        _tell(f"twosource: {message}")

    def fail(self, failures: Iterable[Failure]) -> None:
        """Name inputs that failed; the rest goes on."""
        for failure in failures:
            self.failures.append(failure)
            _tell(f"twosource: {failure.message}")

    def reading_options(self) -> dict[str, Any]:
        """What the user said of reading, as :func:`twosource.read.read` takes it."""
        given = {
            "allow_hosts": self.allow_hosts or None, "max_bytes": self.max_bytes,
            "delay": self.delay, "cache": self.cache,
        }  # fmt: skip
        return {name: value for name, value in given.items() if value is not None}

    def reading(self, inputs: Iterable[str]) -> Iterator[Account]:
        """Accounts as they are read; failures are named and passed over."""
        if self.store is not None:
            yield from self.accounts(inputs)
            return
        from twosource.read import read

        for item in self.track(read(inputs, **self.reading_options()), "reading", None):
            if isinstance(item, Failure):
                self.fail([item])
            else:
                yield item

    def accounts(self, inputs: Iterable[str]) -> list[Account]:
        """The articles among the inputs.

        Raises:
            UsageError: ``TS-USE-01`` when there is none and nothing failed.
        """
        if self.store is not None:
            with self.opened() as store:
                return list(store.accounts(self.story))
        from twosource.engine import articles

        good, others = articles(self.reading(inputs))
        self.fail(others)
        if not good and not self.failures:
            raise UsageError("TS-USE-01")
        return good

    @contextmanager
    def opened(self, *, make: bool = False) -> Iterator[ReviewedStore]:
        """The store of ``--store``.

        Raises:
            StoreError: it cannot be used.
        """
        from twosource.store import open_store

        with open_store(self.store or "", make=make) as store:
            yield store

    def decided(self) -> tuple[Overrides | None, Decisions, tuple[Story, ...] | None]:
        """What people decided of the accounts of ``--store``: of parties, with the user's own
        file, of links and lines, and of stories; nothing where there is no store.
        """
        from twosource.review import NONE, party_overrides

        if self.store is None:
            return self.overrides, NONE, None
        with self.opened() as store:
            decisions = store.decisions(self.story)
            stories = store.groups(self.story)
        ids = [a for s in stories for a in s.accounts]
        return party_overrides(decisions, ids, self.overrides), decisions, stories

    def told_stories(self, store: ReviewedStore) -> list[str]:
        """The story of ``--story``, or all stories of the store, the oldest first.

        Raises:
            UsageError: ``TS-USE-01`` when there is none.
        """
        if self.story is not None:
            return [self.story]
        found = store.story_ids()
        if not found:
            raise UsageError("TS-USE-01")
        return found

    def write(self, lines: Iterable[str], *, at_once: bool = False) -> None:
        """Lines to ``-o`` or standard output, in UTF-8; ``at_once`` hands each on as it comes,
        for what waits for it.

        Raises:
            RunError: ``TS-RUN-04`` where they cannot be written.
        """
        where = "standard output" if self.output is None else str(self.output)
        try:
            with self.sink() as sink:
                for text in lines:
                    sink.write(text + "\n")
                    if at_once:
                        sink.flush()
        except BrokenPipeError:
            raise
        except OSError as error:
            reason = error.strerror or type(error).__name__
            raise RunError("TS-RUN-04", f"{where} ({reason})") from error

    @contextmanager
    def sink(self) -> Iterator[IO[str]]:
        """Where data goes; a file appears only when it is whole."""
        if self.output is None or str(self.output) == "-":
            yield _standard_output()
            sys.stdout.flush()
            return
        with (
            _whole(self.output) as part,
            part.open("w", encoding="utf-8", newline="\n") as sink,
        ):
            yield sink

    def binary(self, write: Callable[[IO[bytes]], T]) -> T:
        """Have bytes written to ``-o``, which appears only when it is whole.

        Raises:
            RunError: ``TS-RUN-04`` where they cannot be written.
        """
        try:
            with _whole(self.output or Path("-")) as part, part.open("wb") as sink:
                return write(sink)
        except OSError as error:
            reason = error.strerror or type(error).__name__
            raise RunError("TS-RUN-04", f"{self.output} ({reason})") from error

    @property
    def status(self) -> int:
        """The exit status so far."""
        return FAILED if self.failures else DONE


@contextmanager
def _whole(path: Path) -> Iterator[Path]:
    """A file beside another, which it replaces when the block ends well."""
    part = path.with_name(f"{path.name}.{os.getpid()}.part")
    part.parent.mkdir(parents=True, exist_ok=True)
    try:
        yield part
        part.replace(path)
    except BaseException:
        with suppress(OSError):
            part.unlink(missing_ok=True)
        raise


def _tell(message: str) -> None:
    """A line on stderr; a progress bar that stands there makes way."""
    if sys.stderr is None:
        return
    bars = sys.modules.get("tqdm")
    if bars is None:  # no bar was ever drawn
        sys.stderr.write(message + "\n")
    else:
        bars.tqdm.write(message, file=sys.stderr)


def _standard_output() -> IO[str]:
    """Standard output in UTF-8, whatever the locale says.

    Raises:
        RunError: ``TS-RUN-04`` where it is closed.
    """
    if sys.stdout is None or sys.stdout.closed:
        raise RunError("TS-RUN-04", "standard output (closed)")
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8", newline="\n")
    return sys.stdout


def common(command: Callable[..., None]) -> Callable[..., None]:
    """Add the inputs and options every data command has; the command gets
    ``call`` and ``inputs``.
    """

    @click.argument("inputs", metavar="[INPUT]...", nargs=-1)
    @stored
    @OUTPUT
    @QUIET
    @ALLOW_HOST
    @DELAY
    @CACHE
    @MAX_BYTES
    @click.option(
        "--parties", type=click.Path(exists=True, dir_okay=False, path_type=Path),
        help="A TOML file that merges, splits or renames parties (docs/parties.md).",
    )  # fmt: skip
    def wrapped(
        inputs: tuple[str, ...],
        output: Path | None,
        quiet: bool,
        allow_hosts: tuple[str, ...],
        max_bytes: int | None,
        delay: float | None,
        cache: Path | None,
        parties: Path | None,
        store: str | None,
        story: str | None,
        **rest: Any,
    ) -> None:
        check_source(inputs, store, story)
        call = Call(output, quiet, allow_hosts, max_bytes, delay, cache, store=store, story=story)
        if parties is not None:
            from twosource.parties import load_overrides

            call.overrides = load_overrides(parties)
        command(call=call, inputs=inputs, **rest)
        sys.exit(call.status)

    wrapped.__name__ = command.__name__
    wrapped.__doc__ = f"{inspect.cleandoc(command.__doc__ or '')}\n{INPUT_HELP}"
    # Options that the command itself declared below @common.
    params = getattr(command, "__click_params__", [])
    existing = getattr(wrapped, "__click_params__", [])
    wrapped.__click_params__ = [*params, *existing]  # type: ignore[attr-defined]
    return wrapped
