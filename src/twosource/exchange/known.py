"""Whether a file or a stream is a dossier, told by how it begins."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

from twosource.exchange.given import CHUNK, MODELS, MOST

_HEAD = 4096
_MARK = rb"\A(?:\xef\xbb\xbf)?\s*\{\s*"
_BEGINS = re.compile(_MARK + rb'"schema"\s*:\s*"twosource/')
_OBJECT = re.compile(_MARK + rb'["}]')
_SECTIONS = "|".join(MODELS).encode()
_FIRST = re.compile(_MARK + rb'"(?:story"\s*:\s*\{|(?:' + _SECTIONS + rb')"\s*:\s*\[)')
"""How a dossier begins whose fields another program has ordered anew."""


def is_dossier(head: bytes) -> bool:
    """Whether what begins like this is a dossier, or would be one.

    An object that is there as a whole is known by its version or its fields wherever these
    stand; of a longer one the first field decides.
    """
    if _BEGINS.match(head) is not None:
        return True
    if _OBJECT.match(head) is None:
        return False
    found = _object(head)
    return _is_ours(found) if found is not None else _FIRST.match(head) is not None


def is_dossier_file(path: Path) -> bool:
    """:func:`is_dossier` of a file, of which so much is read as is needed."""
    try:
        with path.open("rb") as source:
            head = source.read(_HEAD)
            if _BEGINS.match(head) is not None or _OBJECT.match(head) is None:
                return is_dossier(head)
            for more in (CHUNK, MOST):
                if _object(head) is not None:
                    break
                head += source.read(more)
    except OSError:
        return False
    return is_dossier(head)


def _object(head: bytes) -> dict[str, Any] | None:
    """The object that stands at the beginning, where all of it is there."""
    try:
        text = head.decode("utf-8-sig", "replace").lstrip(" \t\r\n")
        found, _ = json.JSONDecoder().raw_decode(text)
    except (ValueError, RecursionError):
        return None
    return found if isinstance(found, dict) else None


def _is_ours(found: dict[str, Any]) -> bool:
    """Whether an object is a dossier, or one that lost its version; no record to be read."""
    if str(found.get("schema", "")).startswith("twosource/"):
        return True
    sections = [n for n in MODELS if isinstance(found.get(n), list)]
    return len(sections) > 1 and not any(isinstance(found.get(n), str) for n in ("text", "html"))
