"""The same quotation in two accounts has one speaker: "a spokesman" here, Ilir Holm there."""

from __future__ import annotations

from collections.abc import Iterator

from twosource.parties.across.call import Call
from twosource.parties.mentions.quotations import quotations
from twosource.parties.union import Union
from twosource.parties.within.entity import Entity
from twosource.parties.within.reading import Reading
from twosource.parties.words.lexicon import lexicon
from twosource.parties.words.offices import clashes, read_office

_RUN = 5
"""Words in a row that two quotations must share; all of a shorter one's, from three on.  Five
words of speech are seldom said by two people of one story."""
_MANY = 6
"""Places a run of words may stand in; what is quoted more often is a slogan."""


def runs_of(said: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """What a quotation is known by: its runs of words."""
    if 3 <= len(said) < _RUN:
        yield said
    for i in range(len(said) - _RUN + 1):
        yield said[i : i + _RUN]


def join_quotes(call: Call, union: Union) -> None:
    """Join an unnamed person to the one person whom another account of the story lets say the
    same words, if gender and role do not speak against it.
    """
    where: dict[tuple[int, tuple[str, ...]], list[tuple[int, int]]] = {}
    for reading in call.readings:
        story = call.story[reading.number]
        for number, said in _spoken(reading, call):
            for run in dict.fromkeys(runs_of(said)):
                where.setdefault((story, run), []).append((reading.number, number))
    pairs: dict[tuple[int, int], str] = {}
    for (_, run), places in sorted(where.items()):
        if not 2 <= len(places) <= _MANY:
            continue
        for a, one in places:
            for b, two in places:
                if a < b:
                    pairs.setdefault((one, two), " ".join(run))
    for (one, two), shared in sorted(pairs.items()):
        if _may_be_one(call, union, one, two):
            union.join(one, two, f"both accounts let them say “{shared} ...”")


def _spoken(reading: Reading, call: Call) -> Iterator[tuple[int, tuple[str, ...]]]:
    """The quotations of the account's text whose speaker is a person: party and words."""
    for words, phrases, speakers in zip(
        reading.views, reading.phrases, reading.speakers, strict=True
    ):
        at_word = {i: p for p in phrases if p.entity is not None for i in range(p.a, p.b)}
        for phrase in phrases:
            if phrase.entity is not None:
                at_word[phrase.head] = phrase
        for number, said in quotations(words):
            source = at_word.get(speakers.get(number, -1))
            entity = source.entity if source is not None else None
            if isinstance(entity, Entity) and entity.kind == "person" and not entity.plural:
                yield call.number[entity], said


def _may_be_one(call: Call, union: Union, one: int, two: int) -> bool:
    groups = [[call.entities[n] for n in union.members(root)] for root in (one, two)]
    named = [any(e.named for e in group) for group in groups]
    if all(named) or union.find(one) == union.find(two):
        return False
    if {e.account for e in groups[0]} & {e.account for e in groups[1]}:
        return False  # an account that holds both has told them apart
    genders = [{e.gender for e in group} - {""} for group in groups]
    if genders[0] and genders[1] and genders[0] != genders[1]:
        return False
    offices = [
        [read_office(r) for e in group for r in (e.roles or ([] if e.named else [e.name]))]
        for group in groups
    ]
    vague = lexicon().vague
    return not any(
        clashes(a, b) for a in offices[0] for b in offices[1] if not {a.noun, b.noun} & vague
    )
