"""Parts of a told matter that the other side's matched passages lack."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from twosource.compare.align.word_alignment import Pairing, View
from twosource.compare.cut.constituents import (
    core,
    inside,
    noun_phrase,
    subtree,
    token_span,
    widen,
)
from twosource.compare.cut.lexicon import lexicon
from twosource.compare.details.contrast import seen_difference
from twosource.compare.details.drafts import Draft, quoted_words
from twosource.compare.details.verbs import ONGOING
from twosource.types import FindingType, Span

if TYPE_CHECKING:
    from spacy.tokens import Token

DEPS = {"prep", "advcl", "xcomp", "ccomp", "acl", "relcl", "npadvmod", "agent", "oprd", "advmod",
        "acomp", "attr", "dobj", "conj"}  # fmt: skip
KNOWN = 0.5
"""Nearness from which the other side has a word already."""


def differ(p: Pairing) -> Iterator[Draft]:
    """Lost parts in one pairing, both ways."""
    for view in p.views():
        yield from _way(view)


def _way(v: View) -> Iterator[Draft]:
    held = _held(v)
    by_token = {t.token: k for k, t in enumerate(v.terms)}
    for k, (j, near) in sorted(v.there.items()):
        head = v.side.section.doc[v.terms[k].token]
        if near < 0.6 or head.pos_ not in {"VERB", "NOUN", "PROPN", "ADJ"}:
            continue
        partner = v.other.section.doc[v.others[j].token]
        for child in head.children:
            chunk = _chunk(child, head, v.mine, by_token, held)
            if chunk is None:
                continue
            span = _headed(head, chunk)
            told = core(partner, v.theirs, 9) if partner.pos_ == "VERB" else noun_phrase(partner)
            why = (
                f"{v.side.account} has {quoted_words(v.side.text(span))}; {v.other.account} has "
                f"only {quoted_words(v.other.text(told))}."
            )
            yield seen_difference(v, _type(child), span, told, 0.35, why, f"lost/{child.dep_}")


def _held(v: View) -> list[float]:
    """For each term of the side, the nearest word of the other side's sentences."""
    grid = v.pairing.laid.grid
    near = grid.near.T if v.turned else grid.near
    at_mine, at_theirs = (grid.at_b, grid.at_a) if v.turned else (grid.at_a, grid.at_b)
    sentences = {v.other.passages[k].sentence for k in v.far}
    cols = [
        c for x in v.other.passages if x.sentence in sentences
        for c in range(at_theirs[x.index], at_theirs[x.index + 1])
    ]  # fmt: skip
    rows = [r for k in v.own for r in range(at_mine[k], at_mine[k + 1])]
    return [float(near[r, cols].max()) for r in rows]


def _chunk(
    child: Token, head: Token, ranges: tuple[tuple[int, int], ...], by_token: dict[int, int],
    held: list[float],
) -> Span | None:  # fmt: skip
    """The words of a child of ``head`` when the other side has hardly any of them."""
    if child.dep_ not in DEPS or child.is_punct:
        return None
    inner = [t for t in subtree(child) if inside(t, ranges)]
    ours = [by_token[t.i] for t in inner if t.i in by_token]
    if not ours or len(inner) > 30 or len(inner) < 1:
        return None
    if sum(held[k] >= KNOWN for k in ours) > 0.34 * len(ours):
        return None
    return token_span(inner[0], inner[-1])


def _headed(head: Token, chunk: Span) -> Span:
    """A chunk with its head, unless they stand far apart."""
    own = noun_phrase(head) if head.pos_ in {"NOUN", "PROPN"} else token_span(head, head)
    both = widen(own, chunk)
    return both if len(both) <= len(own) + len(chunk) + 25 else chunk


def _type(child: Token) -> FindingType:
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
