"""Profiles of a batch: in memory as long as they are few, else in a file that is gone with it."""

from __future__ import annotations

import tempfile
from collections import OrderedDict
from typing import IO

import numpy as np

from twosource.group.profile import Profile

_HELD = 24_576  # profiles in memory, 11 kB each


def profile_bytes(profile: Profile) -> bytes:
    """A profile as it is kept."""
    return b"".join(
        (
            np.array([len(profile.keys), len(profile.signs), profile.size], "<u4").tobytes(),
            profile.keys.astype("<u8").tobytes(),
            profile.signs.astype("<u8").tobytes(),
            profile.weights.astype("<f4").tobytes(),
        )
    )


def profile_of(data: bytes) -> Profile:
    """What :func:`profile_bytes` made."""
    keys, signs, size = np.frombuffer(data, "<u4", 3).tolist()
    return Profile(
        np.frombuffer(data, "<u8", keys, 12),
        np.frombuffer(data, "<f4", keys, 12 + 8 * (keys + signs)),
        size,
        np.frombuffer(data, "<u8", signs, 12 + 8 * keys),
    )


class Shelved:
    """Profiles by the order in which they came, those used last in memory."""

    def __init__(self) -> None:
        self._held: OrderedDict[int, Profile] = OrderedDict()
        self._file: IO[bytes] | None = None
        self._bounds: list[int] = []  # where each ends in the file
        self._count = 0

    def add(self, profile: Profile) -> None:
        """Put in one more."""
        self._held[self._count] = profile
        self._count += 1
        if self._count == _HELD + 1:
            self._file = tempfile.TemporaryFile(prefix="twosource-")  # noqa: SIM115 (closed by close)
            for held in self._held.values():
                self._write(held)
            self._held.popitem(last=False)
        elif self._file is not None:
            self._write(profile)
            self._held.popitem(last=False)

    def _write(self, profile: Profile) -> None:
        assert self._file is not None
        data = profile_bytes(profile)
        self._file.write(data)
        self._bounds.append((self._bounds[-1] if self._bounds else 0) + len(data))

    def __call__(self, number: int) -> Profile:
        """A profile."""
        found = self._held.get(number)
        if found is None:
            found = self._held[number] = self._read(number)
            self._held.popitem(last=False)
        elif self._file is not None:
            self._held.move_to_end(number)
        return found

    def _read(self, number: int) -> Profile:
        assert self._file is not None
        start = self._bounds[number - 1] if number else 0
        self._file.seek(start)
        return profile_of(self._file.read(self._bounds[number] - start))

    def close(self) -> None:
        """Let go of all of them."""
        self._held.clear()
        if self._file is not None:
            self._file.close()
