"""Bodies that an account names by their noun alone: "the board", "the government"."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from twosource.parties.across.call import Call
from twosource.parties.mentions.phrase import Phrase
from twosource.parties.union import Union
from twosource.parties.within.entity import Entity
from twosource.parties.words.normalise import bare, fold
from twosource.parties.words.nouns import singular

_ANY = frozenset({"group", "company", "firm", "side", "body", "team", "party", "country", "state",
                  "city", "town", "nation", "office", "outlet", "website", "staff", "service",
                  "family", "force", "media", "press"})  # fmt: skip
"""Nouns that a story may use of several bodies by turns."""
_OWN = frozenset({"its", "his", "her", "their", "our", "my", "your"})


def join_short(call: Call, union: Union) -> None:
    """Join "the board" of one account to the only board of its story: the Athletics Board that
    another account names, or "the board" there.

    Nothing is joined where the story knows two of that noun ("the Pellian government"), nor
    where the account holds the other and names it only afterwards.
    """
    short: dict[tuple[int, str], list[int]] = {}
    full: dict[tuple[int, str], set[int]] = {}
    owned: set[tuple[int, str]] = set()
    longer: dict[int, list[int]] = {}
    for n, entity in enumerate(call.entities):
        if entity.kind != "organisation" or entity.plural:
            continue
        story, words = call.story[entity.account], fold(bare(entity.name)).split()
        if len(words) == 2 and words[0] in _OWN and any(_said_alone(m) for m in entity.mentions):
            short.setdefault((story, singular(words[1])), []).append(n)
            continue  # "their union", and "the union" later on
        if len(words) == 2 and words[0] in _OWN:
            owned.add((story, singular(words[1])))
            continue
        alone = not entity.named and len(words) == 1 and not entity.of
        if len(words) > 1 and not entity.named and not entity.of:
            longer.setdefault(story, []).append(n)
        if alone and any(m.definite for m in entity.mentions):
            short.setdefault((story, singular(words[0])), []).append(n)
            continue
        for word in {singular(w) for w in (*words, *entity.nouns)} - _ANY:
            full.setdefault((story, word), set()).add(n)
    _join_longer(call, union, full, longer)
    for place, numbers in sorted(short.items()):
        if place[1] in _ANY:
            continue
        roots = {union.find(n) for n in full.get(place, ())}
        if len(roots) > 1 or (not roots and place in owned):
            continue
        _join(call, union, [*sorted(roots), *numbers], place[1])


def _said_alone(phrase: Phrase) -> bool:
    """Whether a mention is "the" and one noun."""
    words = phrase.text.lower().split()
    return len(words) == 2 and words[0] == "the"


def _join_longer(
    call: Call,
    union: Union,
    full: Mapping[tuple[int, str], set[int]],
    longer: Mapping[int, Sequence[int]],
) -> None:
    """Join "the harbour authority" to the only body of the story whose name says that and more."""
    for story, numbers in sorted(longer.items()):
        for n in numbers:
            words = {singular(w) for w in fold(bare(call.entities[n].name)).split()}
            if not any(m.definite for m in call.entities[n].mentions):
                continue
            more = set.intersection(*(full.get((story, w), set()) for w in words))
            more = {
                m for m in more
                if words < {singular(w) for w in fold(bare(call.entities[m].name)).split()}
            }  # fmt: skip
            if len({union.find(m) for m in more}) == 1:
                _join(call, union, [min(more), n], call.entities[n].name)


def _join(call: Call, union: Union, numbers: Sequence[int], noun: str) -> None:
    """Join all to the first, but for those of an account that is in it already."""
    first = numbers[0]
    entity: Entity = call.entities[first]
    held = {call.entities[m].account for m in union.members(union.find(first))}
    for n in numbers[1:]:
        other = call.entities[n]
        if union.find(first) == union.find(n):
            continue
        if other.account in held and not _before(call, union, first, other):
            continue
        held |= {call.entities[m].account for m in union.members(union.find(n))}
        union.join(first, n, f"“the {noun}” fits only {entity.name} in this story")


def _before(call: Call, union: Union, first: int, short: Entity) -> bool:
    """Whether the account of the short form names the full one before it."""
    opening = min((m.section, m.a) for m in short.mentions)
    members = (call.entities[n] for n in union.members(union.find(first)))
    return any(
        (m.section, m.a) < opening
        for entity in members
        if entity.account == short.account and entity.named
        for m in entity.mentions
        if m.form == "name"
    )
