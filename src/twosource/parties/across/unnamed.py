"""Bodies and groups without a name that several accounts call by the same words."""

from __future__ import annotations

from twosource.parties.across.call import Call
from twosource.parties.union import Union
from twosource.parties.words.lexicon import listed_as
from twosource.parties.words.normalise import bare, fold
from twosource.parties.words.nouns import STEADY, singular
from twosource.parties.words.offices import read_office


def join_unnamed(call: Call, union: Union) -> None:
    """Unnamed bodies and groups with equal words in one story ("Israeli army", "police")."""
    first: dict[tuple[int, str, str, bool], int] = {}
    for n, entity in enumerate(call.entities):
        if entity.named or entity.type == "government" or entity.kind in {"document", "unknown"}:
            continue
        if entity.kind == "person" and not entity.plural:
            continue
        listed = listed_as(entity.of) if entity.of else None
        of = fold(listed.name if listed else entity.of)
        noun = singular(entity.nouns[0]) if entity.nouns else ""
        text = noun if of and entity.kind == "organisation" else fold(bare(entity.name))
        if " " not in text and not of and noun not in STEADY:
            continue  # "people" here and "people" there may be any
        key = (call.story[entity.account], text, of, entity.plural)
        if key in first and call.entities[first[key]].account == entity.account:
            continue  # the account told them apart
        if key in first:
            union.join(first[key], n, f"“{entity.name}” in both accounts of the story")
        else:
            first[key] = n


def join_worded(call: Call, union: Union) -> None:
    """Bodies of one story called by the same words in another order: "the agency for food
    safety" is the Food Safety Agency, if no account holds both.
    """
    known: dict[tuple[int, frozenset[str]], int] = {}
    for n, entity in enumerate(call.entities):
        if entity.kind != "organisation" or entity.plural:
            continue
        office = read_office(bare(entity.name))
        said = office.kind | office.names | {office.noun}
        if len(said) < 2:
            continue
        key = (call.story[entity.account], frozenset(singular(fold(w)) for w in said))
        one = known.setdefault(key, n)
        if union.find(one) == union.find(n):
            continue
        accounts = [{call.entities[m].account for m in union.members(i)} for i in (one, n)]
        if not accounts[0] & accounts[1]:
            names = sorted({call.entities[one].name, entity.name})
            union.join(one, n, f"the same words: {', '.join(names)}")
