"""Account -> Parse."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from spacy.language import Language
from spacy.tokens import Doc

from twosource.language.mask import merge, pieces
from twosource.language.pipeline import DEFAULT, load
from twosource.language.quantities import find_quantities
from twosource.language.quotes import find_quotes, split_paragraphs
from twosource.language.times import find_times
from twosource.types import Account, Parse, Part, Section, Span

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
        parts = sorted(account.parts(), key=lambda p: p != "text")
        yield Parse(account, tuple(_section(nlp, account, p) for p in parts), package)


def _section(nlp: Language, account: Account, part: Part) -> Section:
    text = account.part(part)
    known = account.paragraphs if part == "text" else ()
    paragraphs = split_paragraphs(text, known)
    quotes = find_quotes(text, paragraphs)
    plain = nlp.tokenizer(text)
    cut = list(pieces(plain, paragraphs, quotes))
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


def _sentences(doc: Doc) -> tuple[Span, ...]:
    """Sentence spans without the white space around them."""
    spans: list[Span] = []
    for sent in doc.sents:
        body = sent.text.strip()
        if body:
            start = sent.start_char + sent.text.index(body[0])
            spans.append(Span(start, start + len(body)))
    return tuple(spans)
