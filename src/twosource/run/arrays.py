"""What tasks hand on: arrays of numbers and lists of bytes, in NumPy's ``.npz`` files.

Nothing in them is ever executed (``allow_pickle`` stays off), and each array is read by itself.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from twosource.errors import RunError
from twosource.store.codec import load
from twosource.types import Account

Array = npt.NDArray[Any]


def listed(name: str, items: Sequence[bytes]) -> dict[str, Array]:
    """A list of byte strings as two arrays, see :meth:`Held.item`."""
    ends = np.cumsum([0, *(len(i) for i in items)]).astype(np.int64)
    return {name: np.frombuffer(b"".join(items), dtype=np.uint8), f"{name}_ends": ends}


def write(path: Path, arrays: Mapping[str, Array]) -> None:
    """Write arrays, the same bytes for the same arrays."""
    with path.open("wb") as sink:
        np.savez(sink, allow_pickle=False, **{n: np.asarray(a) for n, a in arrays.items()})


def check(path: Path) -> None:
    """See that a file is whole.

    Raises:
        RunError: ``TS-RUN-06``, it is not what was written.
    """
    with zipfile.ZipFile(path) as archive:
        damaged = archive.testzip()
    if damaged is not None:
        raise RunError("TS-RUN-06", f"{path} ({damaged})")


class Held:
    """The arrays of a file, each read when it is asked for."""

    def __init__(self, path: str) -> None:
        self.path = path
        with np.load(path, allow_pickle=False) as found:
            self.names = frozenset(found.files)
        self._lists: dict[str, tuple[bytes, list[int]]] = {}

    def __getitem__(self, name: str) -> Array:
        """An array."""
        with np.load(self.path, allow_pickle=False) as found:
            made: Array = found[name]
        return made

    def item(self, name: str, at: int) -> bytes:
        """One byte string of a list; the list stays in memory."""
        if name not in self._lists:
            self._lists[name] = self[name].tobytes(), self[f"{name}_ends"].tolist()
        data, ends = self._lists[name]
        return data[ends[at] : ends[at + 1]]

    def every(self, name: str) -> Iterator[bytes]:
        """All of a list, in order."""
        data, ends = self[name].tobytes(), self[f"{name}_ends"].tolist()
        return (data[low:high] for low, high in pairwise(ends))


@lru_cache(maxsize=64)
def held(path: str) -> Held:
    """The arrays of a file, those used last kept open."""
    return Held(path)


class Accounts:
    """The accounts of a run by number, from the files of its shards.

    Args:
        numbered: the file that says where each stands.
        parts: the files of accounts, in order.
        kind: ``slim`` (what tracing and grouping read) or ``whole``.
    """

    def __init__(self, numbered: str, parts: Sequence[str], kind: str = "slim") -> None:
        at = Held(numbered)
        self._part, self._row = at["part"], at["row"]
        self._ids = at
        self._parts = parts
        self._kind = kind

    def __len__(self) -> int:
        return len(self._part)

    def id(self, number: int) -> str:
        """The id of an account in this run."""
        return self._ids.item("id", number).decode("utf-8", "surrogatepass")

    def __call__(self, number: int) -> Account:
        """An account under its id in this run."""
        data = held(self._parts[int(self._part[number])]).item(self._kind, int(self._row[number]))
        found = load(Account, data)
        name = self.id(number)
        return found if found.id == name else replace(found, id=name)
