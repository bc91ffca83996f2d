"""Rules beyond verbs: "according to", nouns of saying, headlines, quotes alone."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from twosource.find.statements.draft import Draft, edges, left, right, trimmed
from twosource.find.statements.lexicon import nouns
from twosource.find.statements.subjects import source_range
from twosource.find.statements.verb_cues import near
from twosource.types import Section, Span

if TYPE_CHECKING:
    from spacy.tokens import Token

_COLON = re.compile(
    r"^[“\"]?(?P<who>[A-Z][^:.!?\n“”\"]{1,60}?)(?P<colon>:)\s+(?P<what>\S[^\n]{8,})$"
)


def according_drafts(section: Section) -> Iterator[Draft]:
    """``according to X`` with the rest of its sentence."""
    doc = section.doc
    for token in doc:
        if token.lower_ != "according" or token.i + 1 >= len(doc):
            continue
        to = doc[token.i + 1]
        noun = next((c for c in [*to.children, *token.children] if c.dep_ == "pobj"), None)
        if to.lower_ != "to" or noun is None:
            continue
        a, b = source_range(noun)
        cue = Span(*edges(doc, token.i, to.i))
        quotes = near(section.quotes, cue, 600)
        spans = [
            s for x, y in _rest(token, b) if (s := trimmed(section.text, *edges(doc, x, y), quotes))
        ]
        if spans:
            source = Span(*edges(doc, a, b))
            yield Draft(spans, [source], [cue], int(token.i), int(noun.i), "rule:according")


def _rest(token: Token, last: int) -> list[tuple[int, int]]:
    """Tokens of the sentence outside the phrase, in at most two runs."""
    sent = token.sent
    runs = []
    if any(t.is_alpha for t in sent.doc[sent.start : token.i]):
        runs.append((int(sent.start), int(token.i) - 1))
    if any(t.is_alpha for t in sent.doc[last + 1 : sent.end]):
        runs.append((last + 1, int(sent.end) - 1))
    return runs


def noun_drafts(section: Section) -> Iterator[Draft]:
    """``his claim that X``, ``her call for X``: the owner is the source."""
    doc = section.doc
    for token in doc:
        if token.pos_ != "NOUN" or token.lemma_.lower() not in nouns():
            continue
        owner = _owner(token)
        content = next((c for c in token.rights if c.dep_ in {"acl", "ccomp"} and _says(c)), None)
        if content is None and owner is not None:
            content = next((c for c in token.rights if c.lower_ == "for"), None)
            if content is not None and token.lemma_.lower() not in {
                "call",
                "demand",
                "appeal",
                "plea",
            }:
                content = None
        if content is None:
            continue
        a, b = left(content), right(content)
        cue = Span(*edges(doc, token.i, token.i))
        span = trimmed(section.text, *edges(doc, a, b), near(section.quotes, cue, 400))
        if span is None:
            continue
        draft = Draft([span], cue=[cue], word=int(token.i), rule="rule:noun")
        if owner is not None:
            x, y = source_range(owner)
            source = Span(*edges(doc, x, y))
            if not source.overlap(cue):
                draft.source, draft.head = [source], int(owner.i)
        yield draft


def _says(clause: Token) -> bool:
    lead = clause.doc[clause.left_edge.i]
    return lead.lower_ in {"that", "to", "whether"} or lead.tag_ == "TO"


def _owner(noun: Token) -> Token | None:
    for child in noun.children:
        if child.dep_ == "poss":
            return child
        if child.lower_ in {"by", "from", "of"} and child.dep_ in {"prep", "agent"}:
            return next((c for c in child.children if c.dep_ == "pobj"), None)
    return None


def line_drafts(section: Section, paragraphs: Sequence[Span]) -> Iterator[Draft]:
    """Headlines ``X: what is said``."""
    for paragraph in paragraphs:
        line = paragraph.of(section.text)
        hit = _COLON.match(line)
        if hit and len(line) > 300 and not hit["who"].isupper():
            hit = None
        if hit and _speaker_like(section, paragraph.start, paragraph.start + hit.end("who")):
            what = trimmed(
                section.text,
                paragraph.start + hit.start("what"),
                paragraph.end,
                near(section.quotes, paragraph, 2),
            )
            if what is not None:
                yield _line(section, paragraph, hit.span("who"), hit.span("colon"), what, "colon")


def _line(
    section: Section,
    paragraph: Span,
    who: tuple[int, int],
    cue: tuple[int, int],
    what: Span,
    name: str,
) -> Draft:
    source = Span(paragraph.start + who[0], paragraph.start + who[1])
    mark = Span(paragraph.start + cue[0], paragraph.start + cue[1])
    tokens = section.doc.char_span(source.start, source.end, alignment_mode="expand")
    head = int(tokens.root.i) if tokens is not None else None
    return Draft([what], [source], [mark], None, head, f"rule:{name}")


def _speaker_like(section: Section, start: int, end: int) -> bool:
    """A name or a source of information before the colon, short, no verb."""
    span = section.doc.char_span(start, end, alignment_mode="expand")
    if span is None or len(span) > 7:
        return False
    sources = {"poll", "report", "study", "survey", "official", "officials", "sources", "source"}
    named = span.text.isupper() or span.root.pos_ == "PROPN" or span.root.lower_ in sources
    return bool(named and not any(t.pos_ in {"VERB", "AUX", "NUM"} for t in span))


__all__ = ["according_drafts", "line_drafts", "noun_drafts", "right"]
