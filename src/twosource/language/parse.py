"""Account -> Parse."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from itertools import pairwise
from typing import TYPE_CHECKING

from twosource.language.casing import Casing
from twosource.language.mask import merge, pieces
from twosource.language.other import is_other
from twosource.language.pipeline import DEFAULT, load
from twosource.language.quantities import find_quantities
from twosource.language.quotes import find_quotes, split_paragraphs
from twosource.language.times import find_times
from twosource.language.turns import find_turns
from twosource.types import Account, Parse, Part, Section, Span

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

_BATCH = 64
"""Pieces (paragraphs and quotes) parsed together; more did not run faster."""


def parse(account: Account, package: str = DEFAULT) -> Parse:
    """Parse every part of one account, text first.

    Args:
        account: any account; empty parts give empty sections.
        package: the packaged pipeline to parse with.

    Raises:
        ModelError: ``TS-MODEL-01`` when the package is not installed.
    """
    return next(parse_all([account], package))


def parse_all(accounts: Iterable[Account], package: str = DEFAULT) -> Iterator[Parse]:
    """Parse accounts in order, one at a time."""
    nlp = load(package)
    for account in accounts:
        if is_other(account):
            from twosource.language.foreign.parse import parse_other

            yield parse_other(account, partial(tokenise, nlp))
            continue
        parts = sorted(account.parts(), key=lambda p: p != "text")
        casing = Casing(account.text)
        yield Parse(account, tuple(_section(nlp, account, p, casing) for p in parts), package)


_RUN = re.compile(r"\S{120,}")
_CHUNK = 60
"""Letters without white space handed to the tokeniser at once: its time grows
with the square of such a run.  Longer words than 120 are junk or addresses."""


_GLUED = re.compile(
    r"(?<=[^\W\d_])[“”„«»\"]|[“”„«»\"](?=[^\W\d_])|[“”„«»](?=[—–―-])|(?<=[—–―-])[“”„«»]"
    r"|[.,!?][“”’»\"'](?=[—–―]|--|[^\W\d_])|(?<=[^\W\d_])(?:[—―]|--+)|(?:[—―]|--+)(?=[^\W\d_])"
    r"|(?<=[”»\"])-(?=[^\W\d_])|(?<=[^\W\d_])-(?=[“„«\"])"
    r"|(?<=[^\W\d_])–(?=[“”„«»\"])|(?<=[“”„«»\"])(?:[—–―]|--+)|(?<=[.,!?’'])(?:[—–―]|--+)"
)
"""A quotation mark or dash that touches a letter or another mark; in "8–9" it touches none."""
_ADDRESS = re.compile(r"://|@|^www\.", re.IGNORECASE)


def tokenise(nlp: Language, text: str) -> Doc:
    """The words of a text, unparsed; linear in time on any input.

    Quotation marks and dashes are words of their own whatever they touch
    (``bridge”—Anna``), which no tokeniser exception undoes.
    """
    doc = _tokenised(nlp, text)
    glued = [t.i for t in doc if len(t) > 1 and _GLUED.search(t.text)]
    glued = [i for i in glued if not _ADDRESS.search(doc[i].text)]
    return _unglued(nlp, doc, set(glued)) if glued else doc


def _unglued(nlp: Language, doc: Doc, glued: set[int]) -> Doc:
    words: list[str] = []
    spaces: list[bool] = []
    for token in doc:
        if token.i not in glued:
            words.append(token.text)
            spaces.append(bool(token.whitespace_))
            continue
        at = 0
        cuts = sorted({e for m in _GLUED.finditer(token.text) for e in _edges(m)})
        for cut in [*cuts, len(token)]:
            if cut > at:
                words += [t.text for t in nlp.tokenizer(token.text[at:cut])]
                at = cut
        spaces += [False] * (len(words) - len(spaces))
        spaces[-1] = bool(token.whitespace_)
    return type(doc)(doc.vocab, words=words, spaces=spaces)


def _edges(mark: re.Match[str]) -> tuple[int, int]:
    """Where a mark begins and ends, the punctuation it closes left before it."""
    return mark.start() + (mark.group()[0] in ".,!?"), mark.end()


def _tokenised(nlp: Language, text: str) -> Doc:
    if not _RUN.search(text):
        return nlp.tokenizer(text)
    words: list[str] = []
    spaces: list[bool] = []
    at = 0
    for run in [*_RUN.finditer(text), None]:
        stops = range(run.start(), run.end(), _CHUNK) if run else ()
        for stop in [*stops, run.end() if run else len(text)]:
            if stop > at:
                part = nlp.tokenizer(text[at:stop])
                words += [t.text for t in part]
                spaces += [bool(t.whitespace_) for t in part]
                at = stop
    from spacy.tokens import Doc

    return Doc(nlp.vocab, words=words, spaces=spaces)


def _section(nlp: Language, account: Account, part: Part, casing: Casing) -> Section:
    text = account.part(part)
    known = account.paragraphs if part == "text" else ()
    paragraphs = split_paragraphs(text, known)
    quotes = find_quotes(text, paragraphs)
    plain = tokenise(nlp, text)
    cut = list(pieces(plain, _apart(text, paragraphs), quotes, casing))
    for piece, doc in zip(cut, nlp.pipe((p.doc for p in cut), batch_size=_BATCH), strict=True):
        piece.doc = doc
    doc = merge(plain, cut)
    return Section(
        part=part,
        text=text,
        doc=doc,
        sentences=_sentences(doc),
        quotes=quotes,
        quantities=find_quantities(doc),
        times=find_times(doc, account.published.value if account.published else None),
    )


def _apart(text: str, paragraphs: Sequence[Span]) -> list[Span]:
    """The paragraphs, the labels of a printed conversation apart from what is said: "MARR:"
    is no part of the sentence behind it.
    """
    starts = {turn.label.start: turn.said[0].start for turn in find_turns(text, paragraphs)}
    out: list[Span] = []
    for paragraph in paragraphs:
        cuts = [c for label, c in starts.items() if paragraph.start <= label < paragraph.end]
        edges = [paragraph.start, *cuts, paragraph.end]
        out += [Span(a, b) for a, b in pairwise(edges) if a < b]
    return out


def _sentences(doc: Doc) -> tuple[Span, ...]:
    """Sentence spans without the white space around them."""
    spans: list[Span] = []
    for sent in doc.sents:
        body = sent.text.strip()
        if body:
            start = sent.start_char + sent.text.index(body[0])
            spans.append(Span(start, start + len(body)))
    return tuple(spans)
