"""Answers kept by the hash of what was asked, so that a rerun asks nothing."""

from __future__ import annotations

import hashlib
import os
from contextlib import suppress
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError

LARGEST = 4 << 20
"""Bytes of a kept answer that are read back, at most."""


class _Kept(BaseModel):
    """A file of the cache."""

    model_config = ConfigDict(extra="forbid")

    asked: str
    model: str
    content: str
    sha256: str


class Cache:
    """A folder with one file an answer; only its owner may read it, for it holds words of the
    accounts.

    Args:
        folder: made when the first answer is kept.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def _path(self, asked: str) -> Path:
        return self._folder / asked[:2] / f"{asked}.json"

    def get(self, asked: str) -> str | None:
        """The answer to a question of this hash; nothing where it is missing or damaged."""
        try:
            with self._path(asked).open("rb") as source:
                data = source.read(LARGEST + 1)
            kept = _Kept.model_validate_json(data[:LARGEST])
        except (OSError, ValidationError, ValueError):
            return None
        whole = kept.asked == asked and kept.sha256 == _hash(kept.content)
        return kept.content if whole else None

    def put(self, asked: str, model: str, content: str) -> None:
        """Keep an answer.

        Raises:
            OSError: where it cannot be written.
        """
        kept = _Kept(asked=asked, model=model, content=content, sha256=_hash(content))
        path = self._path(asked)
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        part = path.with_name(f"{path.name}.{os.getpid()}.part")
        try:
            with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as to:
                to.write(kept.model_dump_json().encode("utf-8"))
            part.replace(path)
        except BaseException:
            with suppress(OSError):
                part.unlink(missing_ok=True)
            raise


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
