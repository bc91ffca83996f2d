"""Account -> Parse."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from twosource.language.pipeline import DEFAULT, load
from twosource.types import Account, Parse, Section, Span


def parse(account: Account, package: str = DEFAULT) -> Parse:
    """Parse every part of one account, text first."""
    return next(parse_all([account], package))


def parse_all(accounts: Iterable[Account], package: str = DEFAULT) -> Iterator[Parse]:
    """Parse accounts in order."""
    nlp = load(package)
    for account in accounts:
        parts = sorted(account.parts(), key=lambda p: p != "text")
        docs = nlp.pipe((account.part(p) for p in parts), batch_size=16)
        sections = tuple(
            Section(
                part=part,
                text=doc.text,
                doc=doc,
                sentences=tuple(
                    Span(s.start_char, s.end_char) for s in doc.sents if s.end_char > s.start_char
                ),
                quotes=(),
                quantities=(),
                times=(),
            )
            for part, doc in zip(parts, docs, strict=True)
        )
        yield Parse(account, sections, package)
