"""Holders of positions: one identity in both accounts of a pair."""

from __future__ import annotations

import json
from itertools import combinations
from pathlib import Path

from twosource.bench.table import Row
from twosource.language import parse
from twosource.parties import resolve
from twosource.parties.words.normalise import fold
from twosource.types import Account, Register


def holder_rows(folder: Path) -> list[Row]:
    """Holders of positions, named alike in both accounts of a pair, under one identity."""
    same, both, merged, different = 0, 0, 0, 0
    for path in sorted(folder.glob("*.json")):
        pair = json.loads(path.read_text("utf-8"))
        parses = [
            parse(Account(id=k, text=pair[k]["text"], title=pair[k]["title"], sha256=""))
            for k in ("a", "b")
        ]
        register = resolve(parses)
        found: dict[str, dict[str, str | None]] = {}
        names = {fold(position["holder"]) for position in pair["positions"]}
        for position in pair["positions"]:
            holder = fold(position["holder"])
            if " and " in holder:
                continue  # two parties, and so no one identity
            side = position["account"]
            alone = sum(name.split()[-1] == holder.split()[-1] for name in names) == 1
            found.setdefault(holder, {})[side] = _named(register, side, holder, alone)
        ids = []
        for _holder, sides in sorted(found.items()):
            known = {s: i for s, i in sides.items() if i}
            ids += sorted(set(known.values()))[:1]
            if len(sides) == 2:
                both += 1
                same += len(known) == 2 and len(set(known.values())) == 1
        for one, two in combinations(ids, 2):
            different += 1
            merged += one == two
    if not both:
        return []
    return [
        Row(f"gold pairs, {both} holders", "one identity in both accounts",
            same / both, {}, ">= .95"),
        Row(f"gold pairs, {different} pairs", "different holders merged",
            merged / max(1, different), {}, "<= .01", False),
    ]  # fmt: skip


def _named(register: Register, account: str, holder: str, alone: bool = True) -> str | None:
    """The party of an account that bears a holder's name; ``alone``: no other holder has the
    same last word, so that a party known by surname only can be meant.
    """
    present = {m.actor for m in register.mentions if m.account == account and m.actor}
    ranked = []
    for actor in register.actors:
        if actor.id not in present:
            continue
        forms = [fold(f) for f in (actor.name, *actor.aliases, *actor.roles)]
        if holder in forms:
            ranked.append((0, actor.id))
        elif " " not in holder and any(f.endswith(" " + holder) for f in forms):
            ranked.append((1, actor.id))
        elif alone and actor.kind == "person" and fold(actor.name) == holder.split()[-1]:
            ranked.append((2, actor.id))
    return min(ranked)[1] if ranked else None
