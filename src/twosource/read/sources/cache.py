"""Pages fetched before, so that a site need not send them again (RFC 9111, 4.3)."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Kept:
    """A page in the cache; ``url`` is its address after redirects."""

    url: str
    headers: Mapping[str, str]
    data: bytes

    def conditions(self) -> dict[str, str]:
        """The request headers that ask for it only if it changed."""
        asked = {"etag": "if-none-match", "last-modified": "if-modified-since"}
        return {asked[k]: v for k, v in self.headers.items() if k in asked}


class Keeper(Protocol):
    """Where pages are kept between calls."""

    def get(self, url: str) -> Kept | None:
        """What was kept for a URL."""
        ...

    def put(self, asked: str, kept: Kept) -> None:
        """Keep the answer to a URL."""
        ...


class Cache:
    """A folder with two files a page: its headers (with a digest) and its bytes."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def _base(self, url: str) -> Path:
        return self._folder / hashlib.sha256(url.encode("utf-8", "surrogatepass")).hexdigest()

    def get(self, url: str) -> Kept | None:
        """What was kept for a URL; nothing where it is missing or damaged."""
        base = self._base(url)
        try:
            meta = json.loads(base.with_suffix(".json").read_text("utf-8"))
            data = base.with_suffix(".body").read_bytes()
            whole = hashlib.sha256(data).hexdigest() == meta["sha256"]
            headers = {str(k): str(v) for k, v in meta["headers"].items()}
            return Kept(str(meta["url"]), headers, data) if whole else None
        except (OSError, ValueError, KeyError, TypeError, AttributeError):
            return None

    def put(self, asked: str, kept: Kept) -> None:
        """Keep a page that can be asked for conditionally; a full disk is no error."""
        if not kept.conditions():
            return
        base = self._base(asked)
        digest = hashlib.sha256(kept.data).hexdigest()
        meta = {"url": kept.url, "headers": dict(kept.headers), "sha256": digest}
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            _write(base.with_suffix(".body"), kept.data)
            _write(base.with_suffix(".json"), json.dumps(meta, sort_keys=True).encode())
        except OSError:
            return


def _write(path: Path, data: bytes) -> None:
    part = path.with_name(path.name + ".part")
    part.write_bytes(data)
    part.replace(path)
