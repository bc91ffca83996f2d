"""A light view of a parsed section: plain lists instead of token objects.

The rules of this stage look at every word several times; spaCy's token objects cost a
microsecond a look, lists do not.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field

from twosource.language.mask import QUIETED
from twosource.parties.words.lexicon import lexicon
from twosource.types import Section, Span

_QUOTED = re.compile(r"“[^“”\n]{1,4000}(?:”|$)|\"[^\"\n]{1,4000}\"")
_ALPHA = re.compile(r"[^\W\d_]")


@dataclass(slots=True)
class Words:
    """One section, word by word; all lists are parallel.

    Attributes:
        start, end: offsets in the section's text.
        head: index of the syntactic head; itself at the root.
        sent: number of the sentence.  paragraph: number of the paragraph.
        quote: number of the quotation the word stands in, or -1.
        headline: whether its sentence is set in title case.
        first: whether it opens a sentence or a quotation.
    """

    part: str
    body: str
    text: list[str]
    lower: list[str]
    start: list[int]
    end: list[int]
    pos: list[str]
    tag: list[str]
    dep: list[str]
    lemma: list[str]
    ent: list[str]
    head: list[int]
    sent: list[int]
    paragraph: list[int]
    quote: list[int]
    headline: list[bool]
    first: list[bool]
    children: list[list[int]] = field(default_factory=list)

    def __len__(self) -> int:
        return len(self.text)

    def span(self, a: int, b: int) -> Span:
        """The span of the words ``[a, b)``."""
        return Span(self.start[a], self.end[b - 1])

    def say(self, a: int, b: int) -> str:
        """The text of the words ``[a, b)``, white space made single."""
        return " ".join(self.body[self.start[a] : self.end[b - 1]].split())

    def glued(self, i: int) -> bool:
        """Whether no space stands between word ``i`` and the next."""
        return i + 1 < len(self.text) and self.end[i] == self.start[i + 1]


def view(section: Section) -> Words:
    """The words of a section."""
    doc = section.doc
    strings = doc.vocab.strings
    table = doc.to_array(["POS", "TAG", "DEP", "HEAD", "LEMMA", "ENT_TYPE"])
    columns = [[int(x) for x in column] for column in table.T.tolist()] if len(doc) else [[]] * 6
    names: dict[int, str] = {}

    def spell(column: list[int]) -> list[str]:
        for key in column:
            if key not in names:
                names[key] = strings[key] if key else ""
        return [names[key] for key in column]

    quieted: dict[int, str] = doc.user_data.get(QUIETED, {})
    text = [t.text for t in doc]
    start = [t.idx for t in doc]
    end = [s + len(w) for s, w in zip(start, text, strict=True)]
    text = [quieted.get(i, w) for i, w in enumerate(text)]  # "ANNA BERGER REJECTS" is no name
    size = len(text)
    # HEAD is a signed offset stored unsigned.
    heads = [i + (h - 2**64 if h >= 2**63 else h) for i, h in enumerate(columns[3])]
    sent = _sentences(section, start)
    words = Words(
        part=section.part,
        body=section.text,
        text=text,
        lower=[w.lower() for w in text],
        start=start,
        end=end,
        pos=spell(columns[0]),
        tag=spell(columns[1]),
        dep=spell(columns[2]),
        lemma=[w.lower() for w in spell(columns[4])],
        ent=spell(columns[5]),
        head=[h if 0 <= h < size else i for i, h in enumerate(heads)],
        sent=sent,
        paragraph=_paragraphs(section.text, start),
        quote=_quotes(section, start),
        headline=[False] * size,
        first=[i == 0 or sent[i] != sent[i - 1] for i in range(size)],
    )
    _mark_openings(words)
    _mark_headlines(words)
    words.children = [[] for _ in range(size)]
    for i, h in enumerate(words.head):
        if h != i:
            words.children[h].append(i)
    return words


def _sentences(section: Section, start: list[int]) -> list[int]:
    starts = [s.start for s in section.sentences]
    return [max(0, bisect_right(starts, at) - 1) for at in start]


def _paragraphs(text: str, start: list[int]) -> list[int]:
    breaks = [m.start() for m in re.finditer(r"\n", text)]
    return [bisect_right(breaks, at) for at in start]


def _quotes(section: Section, start: list[int]) -> list[int]:
    """The utterance each word stands in; plain pairs of marks where none were read."""
    spans = [(q.inner, q.group) for q in section.quotes if q.speech]
    if not section.quotes:
        found = _QUOTED.finditer(section.text)
        spans = [(Span(m.start(), m.end()), n) for n, m in enumerate(found)]
    where = [-1] * len(start)
    for inner, group in spans:
        for i in range(bisect_right(start, inner.start - 1), len(start)):
            if start[i] >= inner.end:
                break
            where[i] = group
    return where


def _mark_openings(words: Words) -> None:
    """A capital after an opening mark, a colon or a bullet says nothing."""
    for i in range(1, len(words)):
        before = words.text[i - 1]
        if before in {"“", '"', "‘", ":", "—", "–", "•", "*", "(", "[", "-"} and not (
            before == "-" and words.glued(i - 1)
        ):
            words.first[i] = words.first[i] or before not in {"(", "-", "–", "—"}
        elif (words.quote[i] >= 0 and words.quote[i - 1] < 0) or (
            not before.strip() and "\n" in before
        ):
            words.first[i] = True


def _mark_headlines(words: Words) -> None:
    """A line without a full stop is set in title case where at least six in ten of its longer
    words, and at least three of them (two in a title), start with a capital; the shares were
    set on headlines of dev texts.
    """
    lex = lexicon()
    lines: dict[tuple[int, int], list[int]] = {}
    for i, word in enumerate(words.text):
        if _ALPHA.match(word):
            lines.setdefault((words.sent[i], words.paragraph[i]), []).append(i)
    least = 2 if words.part == "title" else 3
    for members in lines.values():
        after = members[-1] + 1
        if after < len(words) and words.text[after] == ".":
            continue  # a sentence
        long = [i for i in members if len(words.text[i]) > 3]
        capital = [i for i in long if words.text[i][0].isupper()]
        plain = [i for i in capital if words.text[i] not in lex.first]
        if len(plain) >= least and len(capital) >= 0.6 * len(long):
            for i in members:
                words.headline[i] = True
