"""What the type model sees of a trigger: words and relations, no positions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from twosource.find.events import grammar
from twosource.find.events.flags import auxiliaries
from twosource.find.events.triggers import Trigger
from twosource.types import EventType, Flag

if TYPE_CHECKING:
    from spacy.tokens import Token

NEAR = 30
"""Words of a sentence, each side of the trigger, that are looked at."""


def features(
    trigger: Trigger,
    settled: EventType,
    flags: Sequence[Flag],
    source: Token | None,
    target: Token | None,
) -> list[str]:
    """Feature strings, each once, sorted."""
    return sorted(set(_features(trigger, settled, flags, source, target)))


def _features(
    trigger: Trigger,
    settled: EventType,
    flags: Sequence[Flag],
    source: Token | None,
    target: Token | None,
) -> Iterator[str]:
    token = trigger.token
    lemma = token.lemma_.lower()
    yield f"rule={settled}"
    yield f"raw={trigger.type}/{trigger.mode}"
    yield f"lemma={lemma}"
    yield f"lemma={lemma}|rule={settled}"
    yield from (f"flag={flag}" for flag in flags)
    yield from (f"aux={word}" for word in auxiliaries(token))
    thing = grammar.undergoer(token)
    if thing is not None:
        yield f"obj={thing.lemma_.lower()}"
        yield f"obj={thing.lemma_.lower()}|{lemma}"
        yield from (f"objmod={c.lemma_.lower()}" for c in thing.children if c.dep_ in MODIFIERS)
    if trigger.noun is not None:
        yield f"noun={trigger.noun.lemma_.lower()}"
    for word, inner in grammar.prepositions(token):
        yield f"prep={word}|{lemma}"
        yield f"pobj={inner.lemma_.lower()}"
    clause = grammar.complement(token)
    if clause is not None:
        yield f"clause={clause.lemma_.lower()}"
        yield f"clause={clause.lemma_.lower()}|{lemma}"
        inside = grammar.undergoer(clause)
        if inside is not None:
            yield f"clauseobj={inside.lemma_.lower()}"
    yield f"head={token.head.lemma_.lower()}|{token.dep_}"
    for name, head in (("src", source), ("tgt", target)):
        yield f"{name}type={head.ent_type_ or head.pos_ if head is not None else 'none'}"
        if head is not None:
            yield f"{name}={head.lemma_.lower()}"
    sentence = token.sent
    low, high = max(sentence.start, token.i - NEAR), min(sentence.end, token.i + NEAR)
    for near in token.doc[low:high]:
        if near.is_alpha and not near.is_stop:
            yield f"word={near.lemma_.lower()}"


MODIFIERS = frozenset({"amod", "compound", "nmod"})
