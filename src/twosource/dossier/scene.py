"""A story's texts as the page sees them: places, their context, their marks."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field

from twosource.dossier.highlight import Mark
from twosource.dossier.names import Names, outlet
from twosource.types import Account, Dossier, Part, Span

CONTEXT = 140
"""Code points shown on each side of a span at most: with it about three lines."""
MARKED_ID = 3
"""Ids up to this length may be a number in a sentence; they stay."""
LONGEST = 600
"""Code points of a span shown outside its account; the rest is a click away."""


@dataclass(frozen=True, slots=True)
class Place:
    """A span with the words around it, ready to be shown.

    Attributes:
        href: id of the span in its account.
        before, text, after: the sentence(s) it stands in, cut where long.
        lang, dir: of the account.
    """

    letter: str
    account: str
    href: str
    before: str
    text: str
    after: str
    lang: str
    dir: str
    part: Part = "text"


def language(account: Account) -> str:
    """The value for ``lang``: ``""`` (unknown) where the language is not."""
    return "" if account.language == "und" else account.language


@dataclass(slots=True)
class Scene:
    """Looks spans up and collects the marks they need in the texts."""

    dossier: Dossier
    names: Names
    by_id: dict[str, Account] = field(init=False)
    marks: dict[tuple[str, Part], dict[Mark, None]] = field(init=False)
    _sentences: dict[tuple[str, Part], Sequence[Span]] = field(init=False)
    _places: dict[tuple[str, Part, Span], Place] = field(init=False)
    _ids: re.Pattern[str] | None = field(init=False)

    def __post_init__(self) -> None:
        self.by_id = {a.id: a for a in self.dossier.analysis.accounts}
        self.marks = {}
        self._places = {}
        telling = [i for i in self.by_id if re.search(r"[./\\0-9]", i) and len(i) > MARKED_ID]
        longest = "|".join(re.escape(i) for i in sorted(telling, key=lambda i: (-len(i), i)))
        self._ids = re.compile(rf"(?<!\w)(?:{longest})(?!\w)") if telling else None
        self._sentences = {
            (p.account.id, s.part): s.sentences
            for p in self.dossier.analysis.parses
            for s in p.sections
        }

    def mark(self, account: str, part: Part, mark: Mark) -> None:
        """Have ``mark`` shown in the account's text."""
        self.marks.setdefault((account, part), {})[mark] = None

    def place(self, account: str, part: Part, span: Span) -> Place:
        """The span in its context; makes sure that its anchor exists."""
        key = (account, part, span)
        if key not in self._places:
            self._places[key] = self._place(*key)
        return self._places[key]

    def _place(self, account: str, part: Part, span: Span) -> Place:
        source = self.by_id[account]
        text = source.part(part)
        anchor = self.names.place(account, part, span)
        self.mark(account, part, Mark(span, anchor))
        around = self._around(account, part, span, len(text))
        before, after = text[around.start : span.start], text[span.end : around.end]
        return Place(
            self.names.letters[account], outlet(source), anchor, _tail(before),
            _head(_flat(span.of(text)), LONGEST), _head(_flat(after), CONTEXT),
            language(source), source.direction, part,
        )  # fmt: skip

    def lettered(self, text: str) -> str:
        """A sentence about accounts with their letters in place of their ids.

        Only ids that cannot be plain words (with a dot, a digit or a slash) are
        replaced.
        """
        if self._ids is None:
            return text
        return self._ids.sub(lambda m: self.names.letters[m[0]], text)

    def sentence(self, account: str, part: Part, span: Span) -> Span:
        """The sentence (or sentences) that a span of an account stands in."""
        return self._around(account, part, span, len(self.by_id[account].part(part)))

    def _around(self, account: str, part: Part, span: Span, length: int) -> Span:
        """The sentences that ``span`` touches."""
        sentences = self._sentences.get((account, part), ())
        first = bisect_right(sentences, span.start, key=lambda s: s.start) - 1
        start = span.start if first < 0 else min(sentences[first].start, span.start)
        last = bisect_right(sentences, span.end - 1, key=lambda s: s.start) - 1
        end = span.end if last < 0 else max(sentences[last].end, span.end)
        return Span(start, min(end, length))


def _flat(text: str) -> str:
    """Runs of white space as one space, the outer ones kept as one."""
    middle = " ".join(text.split())
    left = " " if text[:1].isspace() and middle else ""
    right = " " if text[-1:].isspace() and middle else ""
    return f"{left}{middle}{right}"


def _head(text: str, limit: int) -> str:
    if len(text) <= limit:
        return text
    return text[:limit].rsplit(None, 1)[0] + " …"


def _tail(text: str) -> str:
    flat = _flat(text)
    if len(flat) <= CONTEXT:
        return flat
    return "… " + flat[-CONTEXT:].split(None, 1)[-1]
