"""Who wrote a piece, from a byline as newsrooms write it.

A line is cut at its marks and conjunctions, and every part has to be understood: a name,
a post somebody holds, a place, an outlet or agency, a date, an address.  A line with a
part that is none of these is no byline.  What opens a part ("By", "Reporting by",
"photos by") says what those named behind it did; only those who wrote count.
The words stand in ``data/bylines.toml``.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from twosource.patterns import deferred
from twosource.read.found.byline_parts import TOLD, parts_of, prepared
from twosource.read.found.byline_words import (
    DEGREE,
    firm,
    holds_post,
    is_name,
    is_noise,
    is_origin,
    is_owned,
    is_pictures,
    is_place,
    is_post,
    lead_of,
    listed,
    may_follow,
    names_post,
    post_before,
)

LONG = 240
"""Characters of a byline at most."""
MOST = 12
"""Words of a part of one at most."""
PROSE, SHORT = 0.6, 8
"""Share of words without a capital from which a line of more than so many words is
prose: of bylines about half the words are names."""
_JUNIOR = deferred(r"(?<=[ ,])[JS]r$")
_LAST = deferred(r"\s+(?:on|at|am|le|el|il|em|op|den|kl|um|à|den|dne|dnia)\.?$", re.I)
"""What is left behind a name of the date that stood there."""


@dataclass(frozen=True, slots=True)
class Byline:
    """What a byline says.

    Attributes:
        writers: those who wrote, as written.
        others: those who did something else: pictures, editing, translation.
        led: whether it opens with a word for writing ("By", "Text:").
        sure: whether anything but names stands in it (such a word, a post, an agency).
    """

    writers: tuple[str, ...]
    others: tuple[str, ...]
    led: bool
    sure: bool


@dataclass(slots=True)
class _Named:
    """A name in a line, what it did, and whether it stands where an outlet may: behind a
    comma after a post or after a pair ("A and B, Harsby Leader").
    """

    name: str
    did: str
    late: bool


@dataclass(slots=True)
class _Reading:
    """What has been read of a line so far."""

    owners: Sequence[str]
    names: list[_Named] = field(default_factory=list)
    post: bool = False  # whether the part before was a post
    pair: bool = False  # whether a conjunction stood before a part
    did: str = "writer"
    led: bool = False
    sure: bool = False
    fits: bool = True
    loose: bool = False  # a word before any name that only a lead makes a place

    def part(self, text: str, joined: bool, aside: bool = False) -> None:
        """Read one part; ``joined`` says that a conjunction stands before it, ``aside``
        that it stands in brackets.
        """
        self.pair |= joined
        post, self.post = self.post, False
        text = _LAST.sub("", text.strip(" .,:-–—'\"“”|*_"))
        if _JUNIOR.search(text):
            text += "."
        if not text or DEGREE.fullmatch(text) or is_noise(text):
            return
        rest = self.lead(text, aside)
        if not rest:
            return
        words = rest.split()
        if len(words) > MOST:
            self.fits = False
            return
        if is_pictures(words):
            self.mark(aside or not joined)
        elif aside and rest.lower() in listed("post", "writing"):
            self.sure = True
        elif self.known(rest, words):
            self.sure = self.post = True
        elif self.names and not joined and rest == text and firm().search(rest):
            self.sure = True
        elif name := self.name(words):
            if is_owned(name, self.owners) or (firm().search(name) and not joined):
                self.sure = True
            else:
                late = not joined and not aside and rest == text and (post or self.pair)
                self.names.append(_Named(name, self.did, late and len(self.names) > 0))
        elif not self.beside(rest, words, aside, joined):
            self.fits = False

    def lead(self, text: str, aside: bool) -> str:
        """A part without the words that open it, which say what comes."""
        for kind in ("other", "writer"):
            m = lead_of(kind).match(text)
            if m is None:
                continue
            word = text[: m.end()].strip(" :：／/").lower()
            rest = text[m.end() :].strip(" :：")
            weak = word in listed("lead", "only_names") and ":" not in m.group()
            if rest and weak and self.name(rest.split()) is None:
                continue
            if not rest and (self.names and not aside and is_post(text.split())):
                continue  # "Lena Brock, editor"
            if not rest and aside:
                continue
            if word == TOLD:
                for name in self.names:
                    name.did = "other"
            self.did, self.sure = kind, True
            self.led |= kind == "writer" and not self.names and not weak
            return rest
        return text

    def known(self, text: str, words: Sequence[str]) -> bool:
        """Whether a part is an agency, the outlet, a post, a place or nobody."""
        low = text.lower().removeprefix("the ")
        if low in listed("around", "nobody") or is_owned(text, self.owners):
            return True
        if self.names and (is_place(words) or is_origin(words)):
            return True
        if self.names and words[0].lower() in listed("around", "outlet"):
            return len(words) > 1
        posts = (end for end in range(1, len(words)) if is_place(words[end:]))
        return is_post(words) or any(is_post(words[:end]) for end in posts)

    def name(self, words: Sequence[str]) -> str | None:
        """The name in a part, without the post, place or outlet round it."""
        if len(words) > 1 and words[0].lower() == "the":
            words = words[1:]
        start = post_before(words)
        words = list(words[start:])
        for end in range(1, len(words) + 1):
            name = " ".join(words[:end])
            if is_name(name) and (end == len(words) or may_follow(words[end:], self.owners)):
                self.sure |= bool(start) or end < len(words)
                return name
        return None

    def beside(self, text: str, words: Sequence[str], aside: bool, joined: bool) -> bool:
        """Whether a part that is neither name nor known may stand behind a name (a place
        or an outlet of one word, a description in small letters) or, of one word, before
        the word for writing ("OSTLEY - By ...").
        """
        if aside and self.names and len(words) <= 5:
            return True
        if names_post(words):
            self.sure = self.post = True
            return not joined or bool(self.names)
        if self.names and not joined and len(words) <= 5 and firm().search(text):
            return True
        if len(words) == 1 and words[0][0].isupper() and words[0].replace(".", "").isalpha():
            self.loose |= not self.names
            return bool(self.names) or words[0].isupper()
        described = any(is_place(words[at:]) for at in range(1, len(words)))
        described = words[0][0].islower() and described and len(words) <= 9
        return bool(self.names) and not joined and (described or holds_post(words))

    def mark(self, last: bool) -> None:
        """A word for pictures: those named last made them, or those named next did."""
        self.sure = True
        if last and self.names:
            self.names[-1].did = "other"
        else:
            self.did = "other"


def _is_prose(text: str) -> bool:
    words = text.split()
    small = sum(word[0].islower() for word in words)
    return len(words) > SHORT and small > PROSE * len(words)


def _read(text: str, owners: Sequence[str]) -> _Reading | None:
    """A line read part by part; ``None`` where one of them is not understood."""
    if not 3 <= len(text) <= LONG or text[-1] in "?!" or _is_prose(text):
        return None
    reading = _Reading(owners)
    undated = prepared(text)
    reading.sure = undated != text
    for part, joined, aside in parts_of(undated):
        reading.part(part, joined, aside)
        if not reading.fits:
            return None
    if reading.names and reading.names[-1].late and not reading.post:
        reading.names.pop()
    return None if reading.loose and not reading.led else reading


def read_byline(text: str, owners: Sequence[str] = ()) -> Byline | None:
    """What a byline says; ``None`` where a part of it is not understood or it names
    nobody.  ``owners`` are names of the outlet.
    """
    return _byline(text, tuple(owners))


@lru_cache(maxsize=4096)
def _byline(text: str, owners: tuple[str, ...]) -> Byline | None:
    reading = _read(text, owners)
    if reading is None or not reading.names:
        return None
    writers = tuple(dict.fromkeys(n.name for n in reading.names if n.did == "writer"))
    others = tuple(dict.fromkeys(n.name for n in reading.names if n.did == "other"))
    return Byline(writers, others, reading.led, reading.sure or reading.led)


def is_beside_names(text: str, owners: Sequence[str] = ()) -> bool:
    """Whether a line names nobody but is such as stands beside a name: a post, an
    agency, the outlet, "By".
    """
    reading = _read(text, owners)
    return reading is not None and not reading.names and reading.sure
