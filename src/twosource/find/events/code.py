"""Parse -> events: the rules in order, one pass over each part."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from twosource.find.events import grammar
from twosource.find.events.features import features
from twosource.find.events.flags import WILL, auxiliaries, flags_of, is_announced, is_pledged
from twosource.find.events.lexicon import words
from twosource.find.events.model import decide
from twosource.find.events.phrases import PLACES, tight
from twosource.find.events.roles import source_of, target_of
from twosource.find.events.triggers import Trigger, find_triggers
from twosource.types import (
    Actor,
    Event,
    EventType,
    Flag,
    Parse,
    Part,
    Quantity,
    Register,
    Role,
    Section,
    Span,
    Statement,
    TimeExpression,
)

if TYPE_CHECKING:
    from spacy.tokens import Token


def find_events(
    parse: Parse, register: Register, statements: Sequence[Statement]
) -> tuple[Event, ...]:
    """Who did what to whom, in PLOVER 2021 types, over all parts of an account.

    Ids (``e1`` ...) are unique within the account and follow the text; ``same`` is
    ``account/id`` until :func:`link_events` has run.  Never raises on odd text.
    """
    found: list[Event] = []
    if parse.by_lists:  # grammar is needed
        return ()
    for section in parse.sections:
        said = [s for s in statements if s.account == parse.account.id and s.part == section.part]
        for trigger in find_triggers(section.doc):
            event_id = f"e{len(found) + 1}"
            found.append(_event(parse.account.id, event_id, section, trigger, register, said))
    return tuple(found)


def _event(
    account: str,
    event_id: str,
    section: Section,
    trigger: Trigger,
    register: Register,
    said: Sequence[Statement],
) -> Event:
    sentence = Span(trigger.token.sent.start_char, trigger.token.sent.end_char)
    when = time_near(section, trigger.span, sentence)
    flags = flags_of(trigger, when)
    source = source_of(trigger)
    target = target_of(trigger, source)
    settled = settle_type(trigger, flags)
    names = features(trigger, settled, flags, source, target)
    kind = settled if trigger.explicit else decide(settled, trigger.type, names)
    return Event(
        account=account,
        id=event_id,
        same=f"{account}/{event_id}",
        type=kind,
        mode=trigger.mode if kind == trigger.type else "",
        trigger=trigger.span,
        source=role(account, section.part, source, register),
        target=role(account, section.part, target, register),
        flags=flags,
        when=when,
        where=_where(trigger, target),
        quantities=_quantities(section, trigger, target, sentence),
        statement=statement_at(said, trigger.span),
        rule=trigger.rule if kind == settled else f"{trigger.rule}+events:model:1",
        part=section.part,
    )


def settle_type(trigger: Trigger, flags: Sequence[Flag]) -> EventType:
    """The type after the codebook's rule of tense: a cooperative act told as to
    come is AGREE, its refusal REJECT; a hostile act told as to come THREATEN.
    """
    token = trigger.token
    told = auxiliaries(token) & WILL or is_announced(token) or is_pledged(token)
    if "future" not in flags or not told:
        return trigger.type
    if trigger.type in words("types", "cooperative"):
        return "REJECT" if "negated" in flags else "AGREE"
    if trigger.type in words("types", "conflictual") and "negated" not in flags:
        return "THREATEN"
    return trigger.type


def role(account: str, part: Part, head: Token | None, register: Register) -> Role | None:
    """A participant with its tight span and its party, where known."""
    if head is None:
        return None
    span = tight(head)
    return Role(span, actor_at(register, account, part, span))


def actor_at(register: Register, account: str, part: Part, span: Span) -> Actor | None:
    """The party of a phrase: that of a mention with exactly these words before that of
    a longer one around it ("his" in "his own site" is the man, not the site).
    """
    for mention in register.within(account, part, span):
        if mention.span == span and mention.actor is not None:
            return register.actor(mention.actor)
    return register.at(account, part, span)


def statement_at(said: Sequence[Statement], span: Span) -> str | None:
    """The id of the shortest statement whose content holds ``span``."""
    holding = [
        (sum(len(c) for c in s.content), s.id) for s in said if any(
            c.contains(span) for c in s.content)
    ]  # fmt: skip
    return min(holding)[1] if holding else None


def time_near(section: Section, span: Span, sentence: Span) -> TimeExpression | None:
    """The time in the sentence that stands nearest to the trigger."""
    times = [t for t in section.times if sentence.contains(t.span)]
    if not times:
        return None
    return min(times, key=lambda t: (abs(t.span.start - span.start), t.span))


def _where(trigger: Trigger, target: Token | None) -> Span | None:
    for base in (trigger.token, trigger.noun, target):
        if base is None:
            continue
        for word, thing in grammar.prepositions(base):
            if word in {"in", "at", "near", "outside", "inside"} and thing.ent_type_ in PLACES:
                return tight(thing)
    return None


def _quantities(
    section: Section, trigger: Trigger, target: Token | None, sentence: Span
) -> tuple[Quantity, ...]:
    reach: list[Span] = []
    things = [trigger.noun, target, grammar.undergoer(trigger.token), grammar.doer(trigger.token)]
    for thing in things:
        if thing is not None and sentence.start <= thing.idx < sentence.end:
            reach.append(tight(thing))
    return tuple(q for q in section.quantities if any(r.overlap(q.span) for r in reach))
