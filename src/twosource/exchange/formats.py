"""The formats there are: what each is for, how it is laid out, what it keeps.

What is said of them stands in ``data/formats.toml``, from where the command's help and the pages
of the documentation take it; the tests hold every word about what is kept against the output.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from twosource.errors import UsageError
from twosource.packaged import table

if TYPE_CHECKING:
    from twosource.exchange.told import Told

Layout = Literal["stream", "file", "folder"]
Stream = Callable[[Iterable["Told"]], Iterator[str]]
Writer = Callable[[Iterable["Told"], Path], None]


@dataclass(frozen=True, slots=True)
class Format:
    """One format.

    Attributes:
        name: as ``--to`` takes it.
        title: its name in the world.
        audience: for whom.
        layout: ``stream``: text, on standard output too; ``file``: one file; ``folder``: a
            folder, or the same in a zip archive where the output's name ends in ``.zip``.
        kept: matter -> ``yes``, ``no``, or what of it is kept.
    """

    name: str
    title: str
    audience: str
    layout: Layout
    kept: Mapping[str, str]
    module: str

    def chunks(self, stories: Iterable[Told]) -> Iterator[str]:
        """The text of a format whose layout is ``stream``, as it comes."""
        made: Stream = import_module(f"twosource.exchange.{self.module}").chunks
        return made(stories)

    def write(self, stories: Iterable[Told], path: Path) -> None:
        """Write a file, or into a folder that is there and empty."""
        if self.layout == "stream":
            with path.open("w", encoding="utf-8", newline="") as sink:
                for chunk in self.chunks(stories):
                    sink.write(chunk)
            return
        made: Writer = import_module(f"twosource.exchange.{self.module}").write
        made(stories, path)

    def made(self, path: Path) -> bool:
        """Whether a file that stands beside an output is of an earlier export."""
        asked: Callable[[Path], bool] | None = getattr(
            import_module(f"twosource.exchange.{self.module}"), "made", None
        )
        return asked is not None and asked(path)


def names() -> tuple[str, ...]:
    """The names of all formats, in the order of the documentation."""
    return tuple(table("exchange", "formats")["format"])


def matters() -> Mapping[str, str]:
    """What a dossier holds, as the tables of what is kept name it."""
    found: Mapping[str, str] = table("exchange", "formats")["matters"]
    return found


@cache
def format_of(name: str) -> Format:
    """The format of that name.

    Raises:
        UsageError: ``TS-USE-08``, there is none.
    """
    given = table("exchange", "formats")["format"].get(name)
    if given is None:
        raise UsageError("TS-USE-08", name)
    return Format(
        name, given["title"], given["audience"], given["layout"], given["kept"], given["module"]
    )
