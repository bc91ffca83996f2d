"""Quotes of one account that another tells as its own knowledge."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from twosource.find.matching.drops import Telling, fidelity_of, form_of
from twosource.find.matching.likeness import Weights, clash, likeness
from twosource.find.matching.match import Match
from twosource.find.matching.wording import Wording, wording
from twosource.types import Parse, Section, Span, Statement

NARRATED = 0.55
"""Least likeness of a narrator's sentence: no speaker speaks for it, so the words must
do more than between two statements (see ``UNSURE`` in ``match.py``)."""
_FEW = 3
"""Content words a quote must have at least: "It is safe" is told by chance."""

_Sentence = tuple[Section, Span, Wording]


def told_by_narrator(
    statements: Sequence[Statement], parses: Sequence[Parse], matches: Sequence[Match]
) -> tuple[Match, ...]:
    """Quotes that no statement of another account carries but a sentence of its own does.

    Args:
        statements: of all accounts.
        parses: the parses they were found in.
        matches: what :func:`match_statements` gave for them.

    Returns:
        Matches whose side ``a`` is the quote and whose ``b`` is (account, ``""``), in
        the order of the statements, then of the parses.  Only bodies are read; each
        quote meets the likeliest sentence of an account.
    """
    known = {(m.a, m.b[0]) for m in matches} | {(m.b, m.a[0]) for m in matches}
    sections = {(p.account.id, s.part): s for p in parses for s in p.sections}
    own = {p.account.id: list(_sentences(p, statements)) for p in parses}
    quotes = [
        (s, sections[s.account, s.part])
        for s in statements
        if s.form == "direct" and (s.account, s.part) in sections and s.part == "text"
    ]
    told = [(s, section, wording(section, s.content)) for s, section in quotes]
    weights = Weights.over(
        [words for _, _, words in told] + [w for each in own.values() for _, _, w in each]
    )
    found = []
    for statement, section, words in told:
        for account in own:
            place = (statement.account, statement.id)
            if account == statement.account or (place, account) in known or len(words.words) < _FEW:
                continue
            best = max(
                ((likeness(words, w, weights), -span.start, (other, span, w))
                 for other, span, w in own[account] if not clash(words, w)),
                key=lambda scored: scored[:2], default=None,
            )  # fmt: skip
            if best is not None and best[0] >= NARRATED:
                found.append(_match(statement, section, words, account, best[2], best[0]))
    return tuple(found)


def _sentences(parse: Parse, statements: Sequence[Statement]) -> Iterator[_Sentence]:
    """The sentences of the body that no attribution touches."""
    taken = [
        span
        for s in statements
        if s.account == parse.account.id and s.part == "text"
        for span in (*s.content, *s.cue, *s.source)
    ]
    for section in parse.sections:
        if section.part != "text":
            continue
        for span in section.sentences:
            if not any(span.overlap(other) for other in taken):
                yield section, span, wording(section, (span,))


def _match(
    statement: Statement,
    section: Section,
    words: Wording,
    account: str,
    sentence: _Sentence,
    score: float,
) -> Match:
    other, span, told = sentence
    a = Telling(words, form_of(statement.content, section))
    _, _, dropped = fidelity_of(a, Telling(told, form_of((span,), other)))
    return Match(
        (statement.account, statement.id), (account, ""), statement.content, (span,),
        score, "turned narrator", "a", dropped, "match:narrator",
    )  # fmt: skip
