"""A story's texts as the page sees them: places, their context, their marks."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property

from twosource.dossier.highlight import Mark
from twosource.dossier.names import Names
from twosource.dossier.phrases import cut, sentences
from twosource.types import Account, Dossier, Part, Section, Span, Statement

CONTEXT = 320
"""Code points of a sentence shown around a span; longer ones end where a phrase does."""
EVIDENCE = 3
"""Places shown of each kind of evidence."""
MARKED_ID = 3
"""Ids up to this length may be a number in a sentence; they stay."""


@dataclass(frozen=True)
class Place:
    """A span of an account, ready to be shown.

    Attributes:
        id: the account's.
        letter, who: how the page calls the account: "A", "Gull Press, 3 May".
        href: id of the sentence it stands in; many places share one.
        where: that sentence in words: "sentence 4", "headline".
        lang, dir: of the account.
    """

    id: str
    part: Part
    span: Span
    letter: str
    who: str
    href: str
    where: str
    lang: str
    dir: str
    scene: Scene = field(repr=False, compare=False)

    def at(self, span: Span) -> Place:
        """The same account at another span."""
        return self.scene.place(self.id, self.part, span)

    @cached_property
    def text(self) -> str:
        """The words of the span, runs of white space as one."""
        return " ".join(self.span.of(self.scene.by_id[self.id].part(self.part)).split())

    @cached_property
    def around(self) -> tuple[str, str]:
        """What stands before and after the span in its sentences."""
        section = self.scene.section(self.id, self.part)
        full = sentences(section, self.span)
        rest, left_out = cut(section, full, max(CONTEXT, self.span.end - full.start))
        end = max(rest.end, self.span.end)
        before = section.text[full.start : self.span.start]
        after = section.text[self.span.end : end]
        return _flat(before), _flat(after) + (" …" if left_out and end < full.end else "")

    @property
    def gloss(self) -> str:
        """What its sentence says in English, as a language model said it, with the model; ``""``
        where none was asked.
        """
        return self.scene.gloss(self.id, self.part, self.span)

    @property
    def label(self) -> str:
        """Where a link to it leads, for those who hear it."""
        return f"account {self.letter}, {self.who}, {self.where}"


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
    _sections: dict[tuple[str, Part], Section] = field(init=False)
    _said: dict[tuple[str, Part], list[Statement]] = field(init=False)
    _places: dict[tuple[str, Part, Span], Place] = field(init=False)
    _ids: re.Pattern[str] | None = field(init=False)
    _glosses: dict[tuple[str, Part], list[tuple[Span, str]]] = field(init=False)

    def __post_init__(self) -> None:
        self._glosses = {}
        for f in self.dossier.findings:
            for account, gloss in f.glosses.items():
                told = f"in English, by machine ({gloss.model}): {gloss.words}"
                key = (account, f.parts.get(account, "text"))
                self._glosses.setdefault(key, []).append((f.spans[account], told))
        self.by_id = {a.id: a for a in self.dossier.analysis.accounts}
        self.marks, self._places, self._said = {}, {}, {}
        for s in self.dossier.analysis.statements:
            self._said.setdefault((s.account, s.part), []).append(s)
        telling = [i for i in self.by_id if re.search(r"[./\\0-9_-]", i) and len(i) > MARKED_ID]
        longest = "|".join(re.escape(i) for i in sorted(telling, key=lambda i: (-len(i), i)))
        self._ids = re.compile(rf"(?<!\w)(?:{longest})(?!\w)") if telling else None
        self._sections = {
            (p.account.id, s.part): s for p in self.dossier.analysis.parses for s in p.sections
        }

    def section(self, account: str, part: Part) -> Section:
        """The parsed part; ``KeyError`` where there is none."""
        return self._sections[account, part]

    def sentences(self, account: str, part: Part) -> Sequence[Span]:
        """The sentences of a part, in order; none where it was not parsed."""
        section = self._sections.get((account, part))
        return section.sentences if section is not None else ()

    def said(self, account: str, part: Part, span: Span) -> Statement | None:
        """The innermost statement whose content holds most of ``span``."""
        found = [
            (sum(len(c) for c in s.content), n, s)
            for n, s in enumerate(self._said.get((account, part), ()))
            if 2 * sum(c.overlap(span) for c in s.content) > len(span)
        ]
        return min(found, key=lambda x: x[:2])[2] if found else None

    def gloss(self, account: str, part: Part, span: Span) -> str:
        """The gloss of a span; see :attr:`Place.gloss`."""
        held = self._glosses.get((account, part), ())
        found = [(s != span, -s.overlap(span), told) for s, told in held if s.overlap(span)]
        return min(found)[2] if found else ""

    def mark(self, account: str, part: Part, mark: Mark) -> None:
        """Have ``mark`` shown in the account's text."""
        self.marks.setdefault((account, part), {})[mark] = None

    def place(self, account: str, part: Part, span: Span) -> Place:
        """The span, ready to be shown."""
        key = (account, part, span)
        if key not in self._places:
            source = self.by_id[account]
            number = self.numbered(account, part, span.start)
            where = {"text": f"sentence {number}", "title": "headline"}.get(part, "caption")
            self._places[key] = Place(
                account, part, span, self.names.letters[account], self.names.who[account],
                self.names.sentence(account, part, number), where, language(source),
                source.direction, self,
            )  # fmt: skip
        return self._places[key]

    def numbered(self, account: str, part: Part, at: int) -> int:
        """The number, from 1, of the sentence at an offset; 1 for a title or caption."""
        if part != "text":
            return 1
        found = self.sentences(account, part)
        return max(1, bisect_right(found, at, key=lambda s: s.start))

    def lettered(self, text: str) -> str:
        """A sentence about accounts with their letters in place of their ids.

        Only ids that cannot be plain words (with a dot, a digit, a dash) are replaced.
        """
        if self._ids is None:
            return text
        return self._ids.sub(lambda m: self.names.letters[m[0]], text)


def _flat(text: str) -> str:
    """Runs of white space as one space, the outer ones kept as one."""
    middle = " ".join(text.split())
    left = " " if text[:1].isspace() and middle else ""
    right = " " if text[-1:].isspace() and (middle or left) else ""
    return f"{left}{middle}{right}"
