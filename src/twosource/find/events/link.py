"""Which mentions tell of one event, within an account and over accounts.

Method: mentions are compared only where they share a trigger word or its type, and a
participant or content word that is not everywhere; two mentions are
one event when nothing contradicts (other party in the same role, another day, one
negated) and their words overlap enough.  Joined surest first; two
clusters become one while at least half of the pairs over them do not contradict.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from spacy.tokens import Doc

from twosource.find.events.lexicon import event_nouns, frames, words
from twosource.types import Event, Parse, Register, Role, Span, TimeExpression

ENOUGH = 0.5
"""Least score: overlap of the content words of two sentences, and .15 for each shared
role.  Chosen on eight topics of ECB+ (1 to 35): at .4, .5 and .6 B-cubed precision is .78,
.93 and .96, recall .71, .59 and .52; a false join costs a reader more than a missed one."""
ALIKE = 0.3
"""Overlap from which two sentences may call one target by two nouns."""
LARGEST = 300
"""Mentions under one key that are compared pairwise; more are a stock phrase."""
CHECKED = 12
AROUND = 40
"""Tokens each side of a trigger whose words stand for its sentence."""
WEAK = frozenset(
    {"be", "have", "do", "say", "make", "take", "get", "go", "come", "give", "hold", "launch"}
    | {"carry", "conduct"}
)


@dataclass(frozen=True, slots=True)
class Mention:
    """What linking needs to know of an event.

    Attributes:
        lemma: of the trigger's last word, or its synonym class.
        words: content lemmas of its sentence.
        parties: role name -> key of the party.
    """

    event: Event
    classes: frozenset[str]
    words: frozenset[str]
    parties: Mapping[str, str]
    day: str | None


def link_events(
    events: Sequence[Event], parses: Sequence[Parse], register: Register
) -> tuple[Event, ...]:
    """The same events in the same order, with ``same`` filled: one value for all
    mentions of one event.  The value is that of its first mention, ``account/id``.
    """
    docs = {(p.account.id, s.part): s.doc for p in parses for s in p.sections}
    mentions = [_mention(e, docs.get((e.account, e.part))) for e in events]
    groups: list[list[int]] = [[i] for i in range(len(events))]
    where = list(range(len(events)))
    for i, j in _pairs(mentions):
        a, b = where[i], where[j]
        if a == b or not _clusters_fit(mentions, groups[a], groups[b]):
            continue
        groups[a] += groups[b]
        for k in groups[b]:
            where[k] = a
        groups[b] = []
    first = {g: min(groups[g]) for g in set(where)}
    names = [f"{events[first[g]].account}/{events[first[g]].id}" for g in where]
    return tuple(replace(e, same=name) for e, name in zip(events, names, strict=True))


def _clusters_fit(mentions: Sequence[Mention], a: Sequence[int], b: Sequence[int]) -> bool:
    """Whether at least half of the pairs over two clusters do not contradict; of large
    clusters the first :data:`CHECKED` speak for all.
    """
    near = [_compatible(mentions[x], mentions[y]) for x in a[:CHECKED] for y in b[:CHECKED]]
    return 2 * sum(near) >= len(near)


def _pairs(mentions: Sequence[Mention]) -> Iterator[tuple[int, int]]:
    """Pairs that are one event, surest first."""
    keys: dict[tuple[str, str], list[int]] = {}
    for i, mention in enumerate(mentions):
        for name in sorted(mention.classes):
            for word in sorted(mention.words | set(mention.parties.values())):
                keys.setdefault((name, word), []).append(i)
    seen: dict[tuple[int, int], float] = {}
    for group in keys.values():
        if len(group) > LARGEST:
            continue
        for position, i in enumerate(group):
            for j in group[position + 1 :]:
                if (i, j) not in seen:
                    seen[i, j] = _score(mentions[i], mentions[j])
    yield from sorted(
        (pair for pair, score in seen.items() if score >= ENOUGH), key=lambda p: (-seen[p], p)
    )


def _score(a: Mention, b: Mention) -> float:
    """Overlap of words, with more for each shared role; 0 where they contradict."""
    if not _compatible(a, b):
        return 0.0
    roles = sum(1 for role, key in a.parties.items() if b.parties.get(role) == key)
    like = any(name.islower() for name in a.classes & b.classes)
    return _overlap(a, b) * (1.0 if like else 0.8) + 0.15 * roles


def _overlap(a: Mention, b: Mention) -> float:
    """Shared content words of the two sentences, over the smaller."""
    return len(a.words & b.words) / max(1, min(len(a.words), len(b.words)))


def _compatible(a: Mention, b: Mention) -> bool:
    negated = ("negated" in a.event.flags) == ("negated" in b.event.flags)
    if not negated or (a.day and b.day and not _same_day(a.day, b.day)):
        return False
    return not any(_clash(a, b, role, key) for role, key in a.parties.items())


def _clash(a: Mention, b: Mention, role: str, key: str) -> bool:
    """Whether another party stands in the role: two resolved parties that differ always
    clash; two phrases only as targets, where
    both are kinds of people or their sentences share little.
    """
    other = b.parties.get(role)
    if other is None or other == key or key in b.parties.values():
        return False
    if key.startswith("actor:") and other.startswith("actor:"):
        return True
    people = words("people", "human")
    both = key.removeprefix("word:") in people and other.removeprefix("word:") in people
    return role == "target" and (both or _overlap(a, b) < ALIKE)


def _same_day(a: str, b: str) -> bool:
    """Equal as far as both are precise."""
    size = min(len(a), len(b))
    return a[:size] == b[:size]


def _mention(event: Event, doc: Doc | None) -> Mention:
    parties = {
        name: key
        for name, role in (("source", event.source), ("target", event.target))
        if (key := _party(role, doc)) is not None
    }
    near, lemmas = _words(event.trigger, doc)
    classes = {c for lemma in lemmas for c in _classes(lemma)}
    return Mention(event, frozenset(classes), near, parties, _day(event.when))


def _day(when: TimeExpression | None) -> str | None:
    if when is None or when.value is None or not when.value[:4].isdigit():
        return None
    return when.value[:10]


def _party(role: Role | None, doc: Doc | None) -> str | None:
    if role is None:
        return None
    if role.actor is not None:
        return f"actor:{role.actor.id}"
    if doc is None:
        return None
    span = doc.char_span(role.span.start, role.span.end, alignment_mode="expand")
    if span is None or span.root.pos_ == "PRON":
        return None
    return f"word:{span.root.lemma_.lower()}"


def _words(trigger: Span, doc: Doc | None) -> tuple[frozenset[str], tuple[str, ...]]:
    span = doc.char_span(trigger.start, trigger.end, alignment_mode="expand") if doc else None
    if span is None:
        return frozenset(), ()
    content = {"NOUN", "PROPN", "VERB", "ADJ", "NUM"}
    sentence, at = span.root.sent, span.root.i
    near = span.doc[max(sentence.start, at - AROUND) : min(sentence.end, at + AROUND)]
    told = frozenset(t.lemma_.lower() for t in near if t.pos_ in content and not t.is_stop)
    lemmas = [t.lemma_.lower() for t in span if t.pos_ in {"VERB", "NOUN", "ADJ"}]
    strong = [lemma for lemma in lemmas if lemma not in WEAK] or lemmas
    return told, tuple(strong)


@lru_cache(maxsize=4096)
def _classes(lemma: str) -> tuple[str, ...]:
    """The lemma itself and the type of the rows it stands in."""
    found = {lemma}
    found |= {f"{f.type}" for f in frames().get(lemma, ())[:1]}
    noun = event_nouns().get(lemma)
    if noun is not None:
        found.add(noun.type)
    return tuple(sorted(found))
