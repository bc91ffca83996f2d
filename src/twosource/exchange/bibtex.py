"""BibTeX, in the fields of BibLaTeX's ``@online``: https://ctan.org/pkg/biblatex

Text is UTF-8 with LaTeX's own characters escaped; addresses stand as they are, for its ``url``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from twosource.exchange.citing import Date, Reference, references
from twosource.exchange.told import Told

_LATEX = {
    "\\": r"\textbackslash{}", "{": r"\textbraceleft{}", "}": r"\textbraceright{}",
    "$": r"\$", "&": r"\&", "#": r"\#",
    "%": r"\%", "_": r"\_", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}",
}  # fmt: skip
_SPECIAL = re.compile("[" + re.escape("".join(_LATEX)) + "]")
_TOGETHER = re.compile(r",|\band\b", re.I)
_LANGUAGES = {"en": "english", "de": "german", "fr": "french", "es": "spanish", "it": "italian",
              "pt": "portuguese", "ru": "russian", "ar": "arabic", "nl": "dutch"}  # fmt: skip


def escaped(text: str) -> str:
    """A text in which LaTeX reads every character as itself, and BibTeX, which does not know that
    a brace may be escaped, counts braces in pairs.
    """
    return _SPECIAL.sub(lambda m: _LATEX[m[0]], text)


def _author(name: str) -> str:
    """A name; one with a comma or "and" in it is kept together."""
    return f"{{{escaped(name)}}}" if _TOGETHER.search(name) else escaped(name)


def _day(date: Date) -> str:
    return "-".join(f"{part:02d}" for part in date)


def _fields(r: Reference) -> Iterator[tuple[str, str]]:
    if r.authors:
        yield "author", " and ".join(map(_author, r.authors))
    if r.title:
        yield "title", f"{{{escaped(r.title)}}}"  # twice in braces: capitals stay
    if r.outlet:
        yield "organization", escaped(r.outlet)
    if r.publisher:
        yield "publisher", escaped(r.publisher)
    if r.issued:
        yield "date", _day(r.issued)
        yield "year", str(r.issued[0])
    if r.url:
        yield "url", r.url
    if r.accessed:
        yield "urldate", _day(r.accessed)
    if r.language in _LANGUAGES:
        yield "langid", _LANGUAGES[r.language]
    if r.archived:
        yield "addendum", f"Archived: \\url{{{r.archived}}}"
    if r.note:
        yield "note", escaped(r.note)


def chunks(stories: Iterable[Told]) -> Iterator[str]:
    """The entries, one an account."""
    for r in references(stories):
        fields = "".join(f",\n  {name} = {{{value}}}" for name, value in _fields(r))
        yield f"@online{{{r.key}{fields}\n}}\n\n"
