"""Parts of a told matter that the other side's matched passages lack."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from twosource.compare.details.verbs import ONGOING
from twosource.compare.drafts import Draft, quoted_words
from twosource.compare.lexicon import lexicon
from twosource.compare.pairing import Pairing, core, inside, noun_phrase, token_span, widen
from twosource.compare.sides import Side
from twosource.types import FindingType, Span

if TYPE_CHECKING:
    from spacy.tokens import Token

DEPS = {"prep", "advcl", "xcomp", "ccomp", "acl", "relcl", "npadvmod", "agent", "oprd", "advmod",
        "acomp", "attr", "dobj", "conj"}  # fmt: skip
KNOWN = 0.5
"""Nearness from which the other side has a word already."""


def differ(p: Pairing) -> Iterator[Draft]:
    """Lost parts in one pairing, both ways."""
    yield from _way(p, False)
    yield from _way(p, True)


def _way(p: Pairing, turned: bool) -> Iterator[Draft]:
    side, other = (p.laid.b, p.laid.a) if turned else (p.laid.a, p.laid.b)
    terms, others, there = (
        (p.terms_b, p.terms_a, p.to_a) if turned else (p.terms_a, p.terms_b, p.to_b)
    )
    mine, theirs = (p.tokens_b, p.tokens_a) if turned else (p.tokens_a, p.tokens_b)
    held = _held(p, turned)
    by_token = {t.token: k for k, t in enumerate(terms)}
    for k, (j, near) in sorted(there.items()):
        head = side.section.doc[terms[k].token]
        if near < 0.6 or head.pos_ not in {"VERB", "NOUN", "PROPN", "ADJ"}:
            continue
        partner = other.section.doc[others[j].token]
        for child in head.children:
            chunk = _chunk(child, head, mine, by_token, held)
            if chunk is None:
                continue
            span = _headed(head, chunk, mine)
            told = core(partner, theirs, 9) if partner.pos_ == "VERB" else noun_phrase(partner)
            type_ = _type(child, side)
            a, b = (told, span) if turned else (span, told)
            yield Draft(
                "differ", type_, p.laid.part, a, b, p.align, 0.35,
                f"{side.account} has {quoted_words(side.text(span))}; {other.account} has only "
                f"{quoted_words(other.text(told))}.",
                f"lost/{child.dep_}", p.number,
            )  # fmt: skip


def _held(p: Pairing, turned: bool) -> list[float]:
    """For each term of the side, the nearest word of the other side's sentences."""
    laid = p.laid
    near = laid.grid.near.T if turned else laid.grid.near
    at_mine, at_theirs = (
        (laid.grid.at_b, laid.grid.at_a) if turned else (laid.grid.at_a, laid.grid.at_b)
    )
    mine, theirs = (p.match.b, p.match.a) if turned else (p.match.a, p.match.b)
    other = laid.a if turned else laid.b
    sentences = {other.passages[k].sentence for k in theirs}
    cols = [
        c for x in other.passages if x.sentence in sentences
        for c in range(at_theirs[x.index], at_theirs[x.index + 1])
    ]  # fmt: skip
    rows = [r for k in mine for r in range(at_mine[k], at_mine[k + 1])]
    return [float(near[r, cols].max()) for r in rows]


def _chunk(
    child: Token, head: Token, ranges: tuple[tuple[int, int], ...], by_token: dict[int, int],
    held: list[float],
) -> Span | None:  # fmt: skip
    """The words of a child of ``head`` when the other side has hardly any of them."""
    if child.dep_ not in DEPS or child.is_punct:
        return None
    inner = [t for t in child.subtree if inside(t, ranges)]
    ours = [by_token[t.i] for t in inner if t.i in by_token]
    if not ours or len(inner) > 30 or len(inner) < 1:
        return None
    if sum(held[k] >= KNOWN for k in ours) > 0.34 * len(ours):
        return None
    return token_span(inner[0], inner[-1])


def _headed(head: Token, chunk: Span, ranges: tuple[tuple[int, int], ...]) -> Span:
    """A chunk with its head, unless they stand far apart."""
    own = noun_phrase(head) if head.pos_ in {"NOUN", "PROPN"} else token_span(head, head)
    both = widen(own, chunk)
    return both if len(both) <= len(own) + len(chunk) + 25 else chunk


def _type(child: Token, side: Side) -> FindingType:
    lex = lexicon()
    words = {t.lemma_.lower() for t in child.subtree}
    if child.lower_ in {"if", "unless", "until"} or words & {"if", "unless"}:
        return "condition"
    if words & ONGOING:
        return "status"
    if words & lex.channels:
        return "attribution"
    if any(lex.certainty.get(w, 1.0) < 0.75 for w in words) and len(words) < 3:
        return "hedging"
    if child.dep_ == "advmod" and words & lex.evaluative:
        return "opinion"
    if child.dep_ in {"advmod", "amod"}:
        return "scope"
    return "context_omitted"
