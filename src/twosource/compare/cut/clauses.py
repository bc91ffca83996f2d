"""Sentences cut into clauses, each with enough content to be a passage of its own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from twosource.compare.cut.lexicon import Lexicon, lexicon
from twosource.compare.cut.terms import Term

if TYPE_CHECKING:
    from spacy.tokens import Token


CLAUSE_DEPS = {"ROOT", "ccomp", "advcl", "relcl", "acl", "parataxis", "conj", "csubj"}
VERBAL = {"VERB", "AUX"}


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


def clauses(tokens: Sequence[Token], terms: dict[int, Term]) -> Iterator[tuple[int, int]]:
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
