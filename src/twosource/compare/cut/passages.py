"""An account cut into passages (clauses), each with the terms that carry its content."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from math import log
from typing import TYPE_CHECKING

from twosource.compare.cut.lexicon import Lexicon, lexicon
from twosource.compare.cut.values import number_value, time_key
from twosource.compare.cut.word_similarity import rarity
from twosource.types import Parse, Part, Section, Span

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

CLAUSE_DEPS = {"ROOT", "ccomp", "advcl", "relcl", "acl", "parataxis", "conj", "csubj"}
VERBAL = {"VERB", "AUX"}
LONG = 50_000
"""Characters from which a part is cut off for comparing; no account is that long."""


@dataclass(frozen=True, slots=True)
class Term:
    """A word (or phrase) that carries content.

    Attributes:
        token: index of its (first) token in the section's doc.
        key: what it is compared by: lemma, phrase, ``#`` number or ``@`` time.
        kind: ``word``, ``name``, ``number`` or ``time``.
        weight: rarity in the language times rarity in the account.
    """

    start: int
    end: int
    token: int
    key: str
    kind: str
    weight: float
    pos: str


@dataclass(frozen=True, slots=True)
class Passage:
    """A clause or a short sentence of one account.

    Attributes:
        index: its place in the account's list.
        sentence: number of its sentence in the part.
        first, last: token range ``[first, last)`` in the section's doc.
        quoted: share of its characters inside quotation marks.
    """

    account: str
    part: Part
    index: int
    sentence: int
    span: Span
    first: int
    last: int
    terms: tuple[Term, ...]
    quoted: float

    @property
    def weight(self) -> float:
        """Sum of the weights of its terms."""
        return sum(t.weight for t in self.terms)


def _phrase(doc: Doc, i: int, lex: Lexicon) -> tuple[str, int] | None:
    """A listed phrase starting at token ``i``: its key and the tokens it takes."""
    for parts in lex.phrases.get(doc[i].lemma_.lower(), ()):
        if i + len(parts) <= len(doc) and all(
            doc[i + k].lemma_.lower() == part for k, part in enumerate(parts)
        ):
            return " ".join(parts), len(parts)
    return None


def _term(token: Token, lex: Lexicon) -> Term | None:
    """The term a single token makes, or ``None`` for one without content."""
    if token.is_space or token.is_punct:
        return None
    low, lemma = token.lower_, token.lemma_.lower()
    start, end = token.idx, token.idx + len(token)
    time = time_key(token)
    if time:
        return Term(start, end, token.i, time, "time", 0.6, token.pos_)
    value = number_value(token)
    if value is not None:
        return Term(start, end, token.i, f"#{value:g}", "number", 0.9, token.pos_)
    if not any(c.isalnum() for c in low):
        return None
    if token.pos_ == "PROPN" and low not in lex.empty:
        key = low.removesuffix("'s").removesuffix("’s")
        return Term(start, end, token.i, key, "name", max(0.7, rarity(key)), "PROPN")
    if lemma in lex.empty or low in lex.empty:
        return None
    weight = rarity(lemma) * (0.3 if lemma in lex.light else 1.0)
    return Term(start, end, token.i, lemma, "word", weight, token.pos_)


def terms_of(doc: Doc) -> tuple[Term, ...]:
    """All terms of a doc in order; words of a listed phrase make one term."""
    lex = lexicon()
    out: list[Term] = []
    i = 0
    while i < len(doc):
        phrase = _phrase(doc, i, lex)
        if phrase is not None:
            key, size = phrase
            last = doc[i + size - 1]
            out.append(Term(doc[i].idx, last.idx + len(last), i, key, "word", 0.8, doc[i].pos_))
            i += size
            continue
        term = _term(doc[i], lex)
        if term is not None:
            out.append(term)
        i += 1
    return tuple(out)


def _starts_clause(token: Token) -> bool:
    """Whether a token heads a clause worth a passage of its own."""
    if token.dep_ == "ROOT":
        return True
    if token.dep_ not in CLAUSE_DEPS or token.pos_ not in VERBAL:
        return False
    return not (token.dep_ == "conj" and token.head.pos_ not in VERBAL)


def _heads(sentence: Sequence[Token]) -> list[int]:
    """For each token of a sentence the index of the clause head over it."""
    found: dict[int, int] = {}
    for token in sentence:
        path = []
        at = token
        while at.i not in found and not _starts_clause(at) and at.head.i != at.i:
            path.append(at.i)
            at = at.head
        head = found.get(at.i, at.i)
        found[at.i] = head
        found.update(dict.fromkeys(path, head))
    return [found[t.i] for t in sentence]


def _frames(piece: Sequence[Token], terms: dict[int, Term], lex: Lexicon) -> bool:
    """Whether a piece only says that somebody says ("Al-Sadi told the paper that")."""
    cues = [t for t in piece if t.pos_ in VERBAL and t.lemma_.lower() in lex.acts]
    if not cues or len(piece) > 9:
        return False
    rest = [t for t in piece if t.i in terms and t not in cues and not t.like_num]
    return all(terms[t.i].kind in {"name", "time"} or t.pos_ == "PRON" for t in rest)


def _runs(tokens: Sequence[Token], terms: dict[int, Term]) -> Iterator[tuple[int, int]]:
    """Token ranges of the clauses of a sentence; pieces without content join a neighbour,
    and one that only names a speaker joins what is said.
    """
    lex = lexicon()
    heads = _heads(tokens)
    pieces: list[list[int]] = []
    for token, head in zip(tokens, heads, strict=True):
        if pieces and pieces[-1][2] == head:
            pieces[-1][1] = token.i + 1
        else:
            pieces.append([token.i, token.i + 1, head])

    def content(piece: list[int]) -> float:
        return sum(terms[i].weight for i in range(piece[0], piece[1]) if i in terms)

    start = tokens[0].i

    def weak(piece: list[int]) -> bool:
        return content(piece) < THIN or piece[1] - piece[0] < 4

    def frames(piece: list[int]) -> bool:
        return _frames(tokens[piece[0] - start : piece[1] - start], terms, lex)

    merged: list[list[int]] = []
    for piece in pieces:
        if merged and (weak(piece) or frames(piece) or weak(merged[-1]) or frames(merged[-1])):
            merged[-1][1] = piece[1]
        else:
            merged.append(piece)
    for piece in merged:
        yield piece[0], piece[1]


THIN = 1.0
"""Weight of terms below which a piece of a sentence is no passage of its own (about two words)."""


def _trim(text: str, start: int, end: int) -> Span | None:
    """The stretch without blanks and loose punctuation at its ends."""
    while start < end and (text[start].isspace() or text[start] in ",;:.-–—)]"):
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] in ",;:-–—(["):
        end -= 1
    return Span(start, end) if end > start else None


def quoted_mask(section: Section) -> bytearray:
    """One byte per character: 1 inside a quotation (marks included)."""
    mask = bytearray(len(section.text))
    for quote in section.quotes:
        mask[quote.span.start : quote.span.end] = b"\1" * len(quote.span)
    return mask


def cut(account: str, section: Section) -> tuple[Passage, ...]:
    """The passages of one part, in order; every one has at least one term."""
    terms = [t for t in terms_of(section.doc) if t.start < LONG]
    at = {t.token: t for t in terms}
    mask = quoted_mask(section)
    out: list[Passage] = []
    for number, sentence in enumerate(section.doc.sents):
        if sentence.start_char >= LONG:
            break
        for first, last in _runs(list(sentence), at):
            end = section.doc[last - 1].idx + len(section.doc[last - 1])
            span = _trim(section.text, section.doc[first].idx, end)
            own = tuple(at[i] for i in range(first, last) if i in at)
            if span is not None and own:
                quoted = sum(mask[span.start : span.end]) / len(span)
                out.append(
                    Passage(account, section.part, len(out), number, span, first, last, own, quoted)
                )
    return tuple(out)


def weigh(groups: Iterable[tuple[Passage, ...]]) -> list[tuple[Passage, ...]]:
    """Weights scaled down for terms that stand all over the story."""
    parts = list(groups)
    total = sum(len(p) for p in parts) or 1
    seen: Counter[str] = Counter()
    for passages in parts:
        for passage in passages:
            seen.update({t.key for t in passage.terms})

    def scaled(term: Term) -> Term:
        common = log(1 + total / seen[term.key]) / log(1 + total)
        return replace(term, weight=term.weight * max(0.3, common))

    return [
        tuple(replace(p, terms=tuple(scaled(t) for t in p.terms)) for p in passages)
        for passages in parts
    ]


def passages_of(parse: Parse, part: Part = "text") -> tuple[Passage, ...]:
    """The passages of a part of an account; empty where there is no such part."""
    for section in parse.sections:
        if section.part == part:
            return cut(parse.account.id, section)
    return ()
