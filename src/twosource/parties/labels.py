"""Who the labels of a printed conversation name: ``SARRE:``, ``ES:``, ``Q:``.

Labels stand in capitals, by family name, initials or not by name at all, so they are
put to the parties once these are known from the text.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import cache

from twosource.language.turns import Turn, find_turns
from twosource.parties.words.lexicon import lexicon
from twosource.parties.words.normalise import fold, slug
from twosource.types import Actor, Mention, Parse, Register, Section, Span


def put_labels(register: Register, parses: Sequence[Parse]) -> Register:
    """The register with every label of a conversation put to whom it names.

    Args:
        register: the parties of the call, from its texts.
        parses: the accounts.

    Returns:
        The same register where nobody prints a conversation.  Names found inside labels
        give way to the label; a party that only labels name is added.
    """
    call = _Call(register)
    for parse in parses:
        for section in parse.sections:
            turns = find_turns(section.text)
            if turns:
                _Section(call, parse, section, turns).put()
    return call.register() if call.labelled else register


@dataclass(slots=True)
class _Call:
    """What the labels change: mentions dropped and added, actors added or told more of."""

    old: Register
    labelled: list[Mention] = field(default_factory=list)
    covered: dict[tuple[str, str], list[Span]] = field(default_factory=dict)
    actors: dict[str, Actor] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.actors = {a.id: a for a in self.old.actors}

    def register(self) -> Register:
        """The new register; an actor whose only mentions were inside labels goes."""
        kept = [m for m in self.old.mentions if not self._inside_label(m)]
        mentions = sorted([*kept, *self.labelled], key=lambda m: (m.account, m.part, m.span))
        before = {m.actor for m in self.old.mentions}
        after = {m.actor for m in mentions}
        lost = {a for a in self.actors if a in before and a not in after}
        actors = [
            replace(a, of=None) if a.of in lost else a
            for a in self.actors.values()
            if a.id not in lost
        ]
        return Register(tuple(sorted(actors, key=lambda a: a.id)), tuple(mentions))

    def _inside_label(self, mention: Mention) -> bool:
        spans = self.covered.get((mention.account, mention.part), ())
        return any(s.overlap(mention.span) for s in spans)


@dataclass(slots=True)
class _Section:
    """One part with a conversation."""

    call: _Call
    parse: Parse
    section: Section
    turns: tuple[Turn, ...]
    given: dict[str, str] = field(default_factory=dict)
    """Folded label -> id, of the labels read so far."""

    def put(self) -> None:
        """Put every label of the part to its party."""
        text, account = self.section.text, self.parse.account.id
        self.call.covered.setdefault((account, self.section.part), []).extend(
            t.label for t in self.turns
        )
        outside = self._outside()
        for turn in sorted(
            self.turns, key=lambda t: (not _aside(text, t), -len(t.name), t.name.start)
        ):
            name = turn.name.of(text)
            told = _named_aside(text, turn) if turn.role else ""
            if turn.role and not told:
                id = self.given.get(fold(name)) or self._asks_or_answers(turn.role)
            else:
                id = self._known(told or name, outside) or self._added(told or name)
            if id is not None:
                self._note(turn, id)
            why = "the label of a turn" if id else "nobody of that name is known"
            self.call.labelled.append(Mention(account, self.section.part, turn.name, id, why))

    def _outside(self) -> dict[str, int]:
        """Actors by id, with how often the account mentions them outside its labels."""
        counts: dict[str, int] = {}
        for m in self.call.old.mentions:
            mine = m.account == self.parse.account.id and m.actor is not None
            label = m.part == self.section.part and any(t.label.overlap(m.span) for t in self.turns)
            if mine and not label and m.actor is not None:
                counts[m.actor] = counts.get(m.actor, 0) + 1
        return counts

    def _known(self, name: str, outside: dict[str, int]) -> str | None:
        """The one party of the account, else of the call, that goes by the label."""
        key = fold(name)
        if key in self.given:
            return self.given[key]
        name = _untitled(name)
        key = fold(name)
        for pool in (
            [self.call.actors[i] for i in sorted(outside)],
            [self.call.actors[i] for i in sorted({*self.given.values()})],
            [a for a in self.call.actors.values() if len(key.split()) > 1 and fold(a.name) == key],
        ):
            for fits in (_by_words, _by_initials):
                found = [a.id for a in pool if fits(a, name)]
                if len(found) == 1:
                    return found[0]
        return None

    def _added(self, name: str) -> str | None:
        """A party whom only labels name; capitals of two or three letters name nobody."""
        if len(name) <= 3:
            return None
        told = name.title() if name.isupper() else name
        id = slug(told)
        known = self.call.actors.get(id)
        if known is None or known.kind != "person":
            self.call.actors[id] = Actor(id, told, "person", aliases=(told,))
        return id

    def _note(self, turn: Turn, id: str) -> None:
        """Remember the label, its initials in brackets, and the role it tells."""
        text = self.section.text
        self.given[fold(turn.name.of(text))] = id
        aside = _aside(text, turn)
        if turn.role:
            return
        if aside and len(aside) <= 4 and aside.isupper():
            self.given[fold(aside)] = id
        elif aside and len(self.call.actors[id].roles) < 12:
            actor = self.call.actors[id]
            role = aside.lower() if aside.isupper() else aside
            self.call.actors[id] = replace(actor, roles=tuple(dict.fromkeys([*actor.roles, role])))

    def _asks_or_answers(self, role: str) -> str | None:
        """Who answers is the person the lead speaks of most; who asks is the only other
        person it names.
        """
        stop = min(t.label.start for t in self.turns)
        counts: dict[str, int] = {}
        for m in self.call.old.mentions:
            here = m.part == "title" or (m.part == self.section.part and m.span.end <= stop)
            mine = m.account == self.parse.account.id and here
            if mine and m.actor and self.call.actors[m.actor].kind == "person":
                counts[m.actor] = counts.get(m.actor, 0) + 1
        ranked = sorted(counts, key=lambda i: (-counts[i], i))
        if not ranked or (len(ranked) > 1 and counts[ranked[0]] == counts[ranked[1]]):
            return None
        if role == "answer":
            return ranked[0]
        return ranked[1] if len(ranked) == 2 else None


def _aside(text: str, turn: Turn) -> str:
    """What describes the name in a label: ``HOST`` of ``LENA BROCK, HOST``."""
    return text[turn.name.end : turn.label.end].strip(" ,()[]")


def _named_aside(text: str, turn: Turn) -> str:
    """The name behind a part: ``Marisol Quine`` of ``PRESENTER (Marisol Quine)``."""
    aside = _aside(text, turn)
    words = aside.split()
    return aside if 2 <= len(words) <= 4 and all(w[:1].isupper() for w in words) else ""


def _untitled(name: str) -> str:
    """A label without the title before the name: ``SARRE`` of ``MR. SARRE``."""
    words = name.split()
    while len(words) > 1 and fold(words[0]) in _titles():
        del words[0]
    return " ".join(words)


@cache
def _titles() -> frozenset[str]:
    return frozenset(fold(w) for w in lexicon().courtesy | lexicon().title if " " not in w)


def _by_words(actor: Actor, name: str) -> bool:
    """The label is a name of the party, or its first or last word."""
    key = fold(name)
    words = key.split()
    for form in (actor.name, *actor.aliases):
        whole = fold(form).split()
        if whole == words or (len(words) == 1 and whole and words[0] in {whole[0], whole[-1]}):
            return actor.kind != "place"
        if len(words) > 1 and len(whole) > 1 and words[0] == whole[0] and words[-1] == whole[-1]:
            return True
    return False


def _by_initials(actor: Actor, name: str) -> bool:
    """``ES`` for Edwin Sarre."""
    letters = name.replace(".", "")
    if not 2 <= len(letters) <= 4 or not letters.isupper() or actor.kind != "person":
        return False
    return letters == "".join(w[0] for w in actor.name.split() if w[:1].isupper())
