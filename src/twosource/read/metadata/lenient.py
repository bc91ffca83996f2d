"""JSON as pages really hold it: what can be read of a damaged value is read.

Tried only where the standard parser refuses.  Read on are: commas too many or missing,
quotation marks left unescaped in a string, escapes that JSON has not, single or curly
quotation marks, bare keys, comments, entities in place of quotation marks, several values
in a row, and text that breaks off.  Whatever damage it meets it goes on behind it, so the
time stays linear; nothing it returns was not in the text.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from html import unescape
from typing import Any

from twosource.patterns import deferred

MOST = 2_000_000
"""Characters read at most; linked data of a news page has under 100,000."""
DEPTH = 60
_SPACE = deferred(r"(?:[\s;\ufeff]|//[^\n]{0,300}\n|/\*(?:(?!\*/).){0,2000}\*/)*", re.S)
_OPEN = {'"': '"', "'": "'", "“": "”", "„": "“", "«": "»"}
_KEY = r"[\"'“][^\"'“”\n]{1,80}[\"'”]\s*:"
_AFTER = {
    "key": deferred(r"\s*:"),
    "object": deferred(rf"\s*(?:\}}|$|,\s*(?:\}}|{_KEY}|[A-Za-z_@$][\w@$]{{0,60}}\s*:)|{_KEY})"),
    "array": deferred(r"\s*(?:\]|$|,\s*(?:\]|[\"'“{\[]|-?\d|true|false|null))"),
    "top": deferred(r"\s*$"),
}
"""What stands behind a quotation mark that closes a string, by where the string stands."""
_NEXT = deferred(r"\"[\w@$-]{1,40}\"\s*:\s*[\"\[{\d]")
_BARE = deferred(r"[^\s,:{}\[\]\"']{1,200}")
_ESCAPES = {"n": "\n", "t": "\t", "r": "\r", "b": "\b", "f": "\f", "/": "/"}
_RUN = deferred(r"[^\\\"'“”„«»]+")
_HEX = deferred(r"[0-9a-fA-F]{4}")


def _open(parts: list[str]) -> bool:
    """Whether the last of some pieces of a string ends with a comma."""
    return bool(parts) and parts[-1].rstrip().endswith(",")


@dataclass(slots=True)
class _Reader:
    text: str
    at: int = 0

    def skip(self, more: str = "") -> str:
        """The next character behind blanks and comments, and any of ``more``."""
        while True:
            found = _SPACE.match(self.text, self.at)
            self.at = found.end() if found else self.at
            if self.at < len(self.text) and self.text[self.at] in more:
                self.at += 1
                continue
            return self.text[self.at : self.at + 1]

    def value(self, inside: str, depth: int) -> Any:
        char = self.skip()
        if char in ("{", "["):
            if depth > DEPTH:
                self.at = len(self.text)
                return None
            self.at += 1
            return self.members(depth + 1) if char == "{" else self.entries(depth + 1)
        if char in _OPEN:
            return self.string(inside)
        found = _BARE.match(self.text, self.at)
        if found is None:
            self.at += 1
            return None
        self.at = found.end()
        try:
            return json.loads(found.group())
        except ValueError:
            return found.group()

    def members(self, depth: int) -> dict[str, Any]:
        """The members of an object, behind its brace."""
        out: dict[str, Any] = {}
        while (char := self.skip(",")) not in ("", "}"):
            if char == "]":  # the brace before it is missing
                return out
            before = self.at
            key = self.value("key", depth)
            if self.skip() == ":":
                self.at += 1
                value = self.value("object", depth)
                if isinstance(key, str):
                    out.setdefault(key, value)
            if self.at == before:
                self.at += 1
        self.at += 1
        return out

    def entries(self, depth: int) -> list[Any]:
        """The entries of an array, behind its bracket."""
        out: list[Any] = []
        while (char := self.skip(",")) not in ("", "]"):
            if char == "}":  # the bracket before it is missing
                return out
            before = self.at
            out.append(self.value("array", depth))
            if self.at == before:
                self.at += 1
        self.at += 1
        return out

    def string(self, inside: str) -> str:
        """A string, up to the first quotation mark that something follows which can
        follow a string; to the end of the text where none does.
        """
        close = _OPEN[self.text[self.at]]
        self.at += 1
        parts: list[str] = []
        while self.at < len(self.text):
            run = _RUN.match(self.text, self.at)
            if run is not None:
                parts.append(run.group())
                self.at = run.end()
                continue
            char = self.text[self.at]
            self.at += 1
            if char == "\\":
                parts.append(self.escape())
            elif char == close and _AFTER[inside].match(self.text, self.at):
                break
            elif inside == "object" and _NEXT.match(self.text, self.at - 1) and _open(parts):
                self.at -= 1  # this string was never closed: here the next member begins
                return "".join(parts).rstrip(", ")
            else:
                parts.append(char)
        return "".join(parts)

    def escape(self) -> str:
        """The character behind a backslash; one that JSON has no escape for as it is."""
        char = self.text[self.at : self.at + 1]
        self.at += 1
        if char == "u" and (found := _HEX.match(self.text, self.at)):
            self.at = found.end()
            code = int(found.group(), 16)
            return self.pair(code) if 0xD800 <= code < 0xE000 else chr(code)
        return _ESCAPES.get(char, char)

    def pair(self, high: int) -> str:
        """A character beyond the basic plane, of two escapes; U+FFFD for half of one."""
        if self.text.startswith("\\u", self.at) and (low := _HEX.match(self.text, self.at + 2)):
            code = int(low.group(), 16)
            if high < 0xDC00 <= code < 0xE000:
                self.at = low.end()
                return chr(0x10000 + ((high - 0xD800) << 10) + (code - 0xDC00))
        return "\ufffd"


_ENTITIES = deferred(r"\s*[\[{]\s*(?:&quot;|&#34;|&#x22;)", re.I)
_ESCAPED = deferred(r'\s*[\[{]\s*\\"')


def lenient_json(text: str) -> list[Any]:
    """The values of a damaged JSON text, in order; empty where there is none."""
    text = text[:MOST]
    if _ENTITIES.match(text):
        text = unescape(text)
    if _ESCAPED.match(text):
        text = text.replace('\\"', '"')
    reader = _Reader(text)
    found = []
    while reader.skip(",}]"):
        value = reader.value("top", 0)
        if isinstance(value, dict | list):
            found.append(value)
    return found
