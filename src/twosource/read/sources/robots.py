"""What a site lets robots read (RFC 9309)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import quote, unquote_to_bytes

PRODUCT = "twosource"
"""The product token a site can name in its robots.txt."""

MAX_BYTES = 512 * 1024
"""RFC 9309, 2.5: at least 500 KiB must be parsed; the rest is left unread."""

MAX_DELAY = 30.0
"""A longer ``Crawl-delay`` would be a refusal in disguise; waited for no longer."""


@dataclass(frozen=True, slots=True)
class Rules:
    """The rules for this program: ``(allowed, pattern)``, and the delay asked for."""

    lines: tuple[tuple[bool, str], ...] = ()
    delay: float | None = None

    def allows(self, path: str) -> bool:
        """Whether a path with its query may be read: the longest match wins, and
        ``Allow`` where two are as long (RFC 9309, 2.2.2).
        """
        path = _normal(path or "/")
        best = (-1, True)
        for allowed, pattern in self.lines:
            if _matches(pattern, path):
                best = max(best, (len(pattern), allowed))
        return best[1]


EVERYTHING = Rules()
NOTHING = Rules(((False, "/"),))


def _normal(path: str) -> str:
    """Percent-encoding made equal on both sides; ``*`` and ``$`` kept."""
    return quote(unquote_to_bytes(path), safe="/?&=*$:@!+,;~'()[]#")


def _matches(pattern: str, path: str) -> bool:
    """Match ``*`` and a final ``$`` piece by piece, so that no pattern is slow."""
    anchored = pattern.endswith("$")
    first, *pieces = pattern.removesuffix("$").split("*")
    if not path.startswith(first):
        return False
    at = len(first)
    if not pieces:
        return not anchored or at == len(path)
    for piece in pieces[:-1]:
        found = path.find(piece, at)
        if found < 0:
            return False
        at = found + len(piece)
    last = pieces[-1]
    if anchored:
        return path.endswith(last) and len(path) - len(last) >= at
    return path.find(last, at) >= 0


@dataclass(slots=True)
class _Group:
    agents: list[str]
    lines: list[tuple[bool, str]]
    delay: float | None = None


def _groups(text: str) -> list[_Group]:
    groups: list[_Group] = []
    naming = False
    for raw in re.split(r"\r\n|\r|\n", text):
        key, colon, value = raw.partition("#")[0].partition(":")
        key, value = key.strip().lower(), value.strip()
        if not colon:
            continue
        if key == "user-agent":
            if not naming:
                groups.append(_Group([], []))
            groups[-1].agents.append(value.lower())
            naming = True
        elif groups and key in {"allow", "disallow"}:
            naming = False
            if value.startswith(("/", "*")):
                groups[-1].lines.append((key == "allow", _normal(value)))
        elif groups and key == "crawl-delay":
            naming = False
            if re.fullmatch(r"\d{1,6}(?:\.\d{1,6})?", value):
                groups[-1].delay = float(value)
    return groups


def parse(data: bytes) -> Rules:
    """The rules of a robots.txt: the groups that name this program, joined, else
    those for ``*``.  Nothing in it raises.
    """
    groups = _groups(data[:MAX_BYTES].decode("utf-8-sig", "replace"))
    named = [g for g in groups if any(re.match(rf"{PRODUCT}\b", a) for a in g.agents)]
    chosen = named or [g for g in groups if "*" in g.agents]
    delays = [g.delay for g in chosen if g.delay is not None]
    lines = tuple(line for g in chosen for line in g.lines)
    return Rules(lines, min(max(delays), MAX_DELAY) if delays else None)
