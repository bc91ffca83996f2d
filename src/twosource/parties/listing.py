"""Which parties of a register an editor would put in a list of the parties to a story."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from twosource.parties.words.lexicon import lexicon
from twosource.parties.words.normalise import fold
from twosource.types import Actor, Mention, Register

_COUNTED = re.compile(
    r"(?:about|around|some|nearly|almost|over|more than|at least|up to|only|all|both|several|many"
    r"|few|most|other|no|any|each|every|dozens|hundreds|thousands|two|three|four|five|six|seven|eight|nine"
    r"|ten|eleven|twelve|\d[\d,.]*)\b",
    re.I,
)
"""How a quantity of people starts: they are counted, and no party by that."""
_SOME = re.compile(r"(?:an?|any|some|another|one)\s", re.I)
"""How somebody starts who is nobody in particular unless he says something."""


def listed(
    register: Register,
    voices: frozenset[str],
    deeds: frozenset[str],
    suffers: frozenset[str],
    texts: Mapping[tuple[str, str], str],
) -> list[Actor]:
    """The parties an editor would list, in the order of the register.

    A person or body with a name is listed wherever it stands, a place or a name of unknown kind
    only where it says, wants or does something, or is a state or unknown and is acted on or
    spoken to.  Who has no name is listed where he says something; where he only wants or does
    something, he must be somebody in particular ("the rescue workers",
                                                  and neither "13 people" nor "a neutral mediator").
    Documents and ships are no parties.  Whom a listed party speaks for is listed with it.

    Args:
        register: all parties.
        voices: ids of those that say something.
        deeds: ids of those that want or do something.
        suffers: ids of those that something is done to, or that are spoken to.
        texts: (account, part) -> its text.
    """
    mentions: dict[str, list[Mention]] = {}
    for mention in register.mentions:
        if mention.actor is not None:
            mentions.setdefault(mention.actor, []).append(mention)
    chosen = {
        actor.id
        for actor in register.actors
        if (
            _named_one(actor, actor.id in voices | deeds, actor.id in suffers, mentions)
            if actor.aliases
            else _unnamed_one(actor, actor.id in voices, actor.id in deeds, mentions, texts)
        )
    }
    by_id = {actor.id: actor for actor in register.actors}
    for id in sorted(chosen):
        owner = by_id.get(by_id[id].of or "")
        if owner is not None and owner.kind in {"organisation", "person"}:
            chosen.add(owner.id)
    return [actor for actor in register.actors if actor.id in chosen]


def _named_one(
    actor: Actor, acts: bool, suffers: bool, mentions: Mapping[str, Sequence[Mention]]
) -> bool:
    if acts:
        return True
    if actor.kind in {"person", "organisation", "group"}:
        return any(m.part == "text" for m in mentions.get(actor.id, ()))
    state = lexicon().known.get(actor.name)
    return suffers and (actor.kind == "unknown" or (state is not None and state.type == "country"))


def _unnamed_one(
    actor: Actor,
    speaks: bool,
    acts: bool,
    mentions: Mapping[str, Sequence[Mention]],
    texts: Mapping[tuple[str, str], str],
) -> bool:
    noun = _noun(actor.name)
    if noun in lexicon().document or noun in lexicon().craft:
        return False
    if speaks:
        return _COUNTED.match(actor.name) is None or actor.kind == "person"
    if not acts or actor.kind == "unknown" or _COUNTED.match(actor.name):
        return False
    first = [m.span.of(texts.get((m.account, m.part), "")) for m in mentions.get(actor.id, ())[:2]]
    return bool(first) and not any(_SOME.match(words) for words in first)


def _noun(name: str) -> str:
    """The head of an unnamed party: the last word before "of", "for", "at"."""
    words = fold(name).split()
    end = next((i for i, w in enumerate(words) if i and w in {"of", "for", "at", "in", "to"}), None)
    return words[: end or len(words)][-1] if words else ""
