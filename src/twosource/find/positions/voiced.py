"""Stands that may lie in somebody's words though no rule is sure of them.

A clause of a statement that blames, praises, denies, or says what others will do, and the
whole content of a statement whose cue tells the act ("called it a scam").  Most are none:
:mod:`twosource.find.positions.chance` says how likely each is.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from twosource.find.events import grammar
from twosource.find.events.flags import WILL, auxiliaries, is_negated
from twosource.find.positions import spans
from twosource.find.positions.lexicon import cue
from twosource.find.positions.spoken import FIRST
from twosource.find.positions.worded import Stand
from twosource.language.texts import text_of
from twosource.types import Modality, PositionKind, Span, Statement

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

STANCES: dict[str, PositionKind] = {
    "accuse": "accusation",
    "praise": "support",
    "support": "support",
    "deny": "denial",
    "refuse": "refusal",
    "urge": "demand",
    "want": "promise",
    "promise": "promise",
    "apologise": "apology",
}
"""What the stance of a cue makes of the whole content."""
_ABLE = WILL | {"would", "can", "ca", "could"}


def may_be(p: Token, own: frozenset[int], direct: bool) -> Iterator[tuple[PositionKind, str]]:
    """Kinds that a clause may have, each with the name of its rule."""
    subject = grammar.grammatical_subject(p)
    mine = subject is not None and (subject.lower_ in FIRST or subject.i in own)
    lemmas = {form for t in spans.subtree(p) for form in (t.lemma_.lower(), t.lower_)}
    aux = auxiliaries(p)
    negated = is_negated(p) or bool(lemmas & cue("denying"))
    if negated:
        yield "denial", "mine-not" if mine else "not"
        if aux & _ABLE and not mine:
            yield "refusal", "others-will-not"
    if not mine:
        blamed = lemmas & (cue("blame") | cue("bad") | cue("wrongdoing"))
        if blamed or subject is None or subject.lower_ not in {"it", "there"}:
            yield "accusation", "blame" if blamed else "others"
        if aux & (WILL if direct else WILL | {"would"}) and not negated:
            yield "promise", "others-will"
    if not negated and lemmas & (cue("praise") | cue("good")):
        yield "support", "praise"


def stand(p: Token, kind: PositionKind, rule: str, content: Span) -> Stand | None:
    """The stand of a clause inside ``content``."""
    span = spans.phrase(p)
    start = max(span.start, content.start) if span is not None else content.start
    end = min(span.end, content.end) if span is not None else start
    if end <= start:
        return None
    condition = spans.condition_of(p)
    modality: Modality = "conditional" if condition is not None else "actual"
    return Stand(
        kind, p, None, None, Span(start, end), condition, None, modality, True,
        f"positions:speech:{rule}",
    )  # fmt: skip


def whole(doc: Doc, statement: Statement) -> Iterator[Stand]:
    """What the cue makes of all that is said."""
    kind = STANCES.get(statement.stance)
    if kind is None:
        return
    for content in statement.content:
        inside = doc.char_span(content.start, content.end, alignment_mode="expand")
        span = spans.trimmed(text_of(doc), content.start, content.end)
        if inside is not None and span is not None:
            yield Stand(
                kind, inside.root, None, None, span, None, None, "actual", True,
                f"positions:speech:stance-{statement.stance}",
            )  # fmt: skip
