"""Links by their place in the files of the run, as they stand after third accounts were heard."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import replace

from twosource.run import arrays
from twosource.store.codec import load
from twosource.types import Derivation


class Links:
    """The links of a run.

    Args:
        settled: the file of stage ``settle``.
        files: the files of stage ``compare``, in order.
    """

    def __init__(self, settled: str, files: Sequence[str]) -> None:
        self._settled = arrays.Held(settled)
        self._files = [*files, settled]
        told = (json.loads(o) for o in self._settled.every("over"))
        self._over = {(file, at): (direction, reason) for file, at, direction, reason in told}
        self._table = self._settled["table"]

    def at(self, file: int, at: int) -> Derivation:
        """The link of a place."""
        link = load(Derivation, arrays.held(self._files[file]).item("whole", at))
        if (file, at) in self._over:
            direction, reason = self._over[file, at]
            link = replace(link, direction=direction, reason=reason)
        return link

    def of_file(self, file: int) -> Iterator[Derivation]:
        """The links of one file, by their accounts."""
        mine = self._table[self._table[:, 2] == file]
        return (self.at(file, at) for at in mine[:, 3].tolist())

    def among(self, numbers: Sequence[int]) -> list[Derivation]:
        """The links between some accounts, by their numbers."""
        found = []
        inside = set(numbers)
        for number in sorted(inside):
            low, high = self._table[:, 0].searchsorted([number, number + 1]).tolist()
            for _, b, file, at in self._table[low:high].tolist():
                if b in inside:
                    found.append(self.at(file, at))
        return found
