"""Offices beside their holders: the name that heads the line is taken out of its values."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from twosource.dossier.given import Value, key_of
from twosource.dossier.scene import Scene


def without(value: Value, name: str) -> Value:
    """A role's value without the name it stands before or after."""
    left = value.words
    if left.endswith(name):
        left = left.removesuffix(name)
    elif left.startswith(name):
        left = re.sub("^['’]s ", "", left.removeprefix(name))
    left = left.strip(" ,;")
    return Value(value.place, left, key_of(left), name) if len(left) > 2 else value


def of_one_party(found: Sequence[Value], scene: Scene) -> list[Value]:
    """The values of the party most of them speak of, where that leaves two."""
    register = scene.dossier.analysis.register
    actors = [register.at(v.place.id, v.place.part, v.place.span) for v in found]
    votes = Counter(a.id for a in actors if a is not None)
    if not votes:
        return list(found)
    best = max(votes, key=lambda i: (votes[i], i))
    kept = [v for v, a in zip(found, actors, strict=True) if a is not None and a.id == best]
    return kept if len({v.key for v in kept}) > 1 else list(found)


def shared_name(values: Sequence[Value], scene: Scene) -> str:
    """The name that all values hold beside other words: a party's, else the longest run of
    capitalised words of the first.
    """
    register = scene.dossier.analysis.register
    names: set[str] = set()
    for v in values:
        doc = scene.section(v.place.id, v.place.part).doc
        inside = doc.char_span(v.place.span.start, v.place.span.end, alignment_mode="expand")
        names |= {e.text for e in inside.ents if e.label_ == "PERSON"} if inside else set()
        actor = register.at(v.place.id, v.place.part, v.place.span)
        if actor is not None and actor.kind == "person":
            names |= {actor.name, *actor.aliases}
    for name in sorted(names, key=lambda n: (-len(n), n)):
        goes_on = re.compile(rf"{re.escape(name)} [A-Z]")  # "Transport Minister Vera" Holt
        holders = [o for o in values if name in o.words != name and not goes_on.search(o.words)]
        if name[:1].isupper() and len(holders) > 1:
            titled = re.compile(rf"[A-Z]\w+ {re.escape(name)}")  # Chief "Executive Ada Holt"
            return (
                " ".join(name.split()[-2:])
                if any(map(titled.search, [o.words for o in holders]))
                else name
            )
    tokens = values[0].words.split()
    runs = {" ".join(tokens[i:j]).strip(",") for i in range(len(tokens))
            for j in range(len(tokens), i, -1)}  # fmt: skip
    # fmt: off
    fit = [r for r in runs if r and all(w[:1].isupper() for w in r.split())
           and all(r in v.words and len(v.words) > len(r) + 2
                   and not re.search(re.escape(r) + " [A-Z]", v.words) for v in values)]
    # fmt: on
    longest = max(fit, key=lambda r: (len(r), r), default="")
    return " ".join(longest.split()[-2:])  # what stands before a first name is a title
