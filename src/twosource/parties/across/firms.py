"""Short names of firms over the accounts of a story: "Hallberg" of "Hallberg Resources"."""

from __future__ import annotations

from twosource.parties.across.call import Call
from twosource.parties.union import Union
from twosource.parties.within.firms import may_be_firm
from twosource.parties.words.body_names import key_of, short_of


def join_firms(call: Call, union: Union) -> None:
    """Join short and full names of firms over the accounts of a story."""
    full: dict[tuple[int, str], set[int]] = {}
    for n, entity in enumerate(call.entities):
        if entity.named and entity.kind == "organisation" and short_of(entity.name):
            place = (call.story[entity.account], short_of(entity.name))
            full.setdefault(place, set()).add(n)
    for n, entity in enumerate(call.entities):
        if not may_be_firm(entity):
            continue
        found = full.get((call.story[entity.account], key_of(entity.name)), set())
        if len({union.find(m) for m in found}) == 1:
            one = min(found)
            union.join(one, n, f"“{entity.name}” is short for {call.entities[one].name}")
