"""The speaker of each statement, and who holds the floor between them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from twosource.find.statements.draft import Draft
from twosource.find.statements.lexicon import nouns
from twosource.find.statements.subjects import antecedent
from twosource.types import Actor, Parse, Register, Section, Span

if TYPE_CHECKING:
    from spacy.tokens import Token

_SPOKES = frozenset({"spokesman", "spokeswoman", "spokesperson"})
_PERSONAL = frozenset({"he", "she", "him", "her", "his"})
_TITLE = 6
"""Words that a body and a title before a name have at most."""
_FIRST = frozenset({"i", "we"})
TURN = "rule:turn:colon"
NEAR = 12
"""Statements looked back over for the words in which another stands."""
_MALE = frozenset({"he", "him", "his"})


class Speakers:
    """Resolves sources in text order; call :meth:`of` draft by draft."""

    def __init__(self, parse: Parse, section: Section, register: Register) -> None:
        self._account = parse.account.id
        self._section = section
        self._register = register
        self._floor: Actor | None = None
        self._said: list[tuple[Sequence[Span], Actor]] = []
        self._gendered: dict[str, set[bool]] | None = None

    def of(self, draft: Draft) -> Actor | None:
        """The actor who speaks, or ``None`` where not established.

        A quote without source belongs to whoever spoke last.  A body speaks through a
        spokesperson whom no account names.
        """
        if not draft.source:
            return self._behind_cue(draft) if draft.cue else self._floor
        actor = self._titled(draft, self._resolve(draft))
        if actor is not None and (draft.rule == TURN or self._quoted(draft)):
            self._said.append((draft.content, actor))
        if actor is not None and draft.rule != "rule:noun" and not self._told_of(draft):
            self._floor = actor
        return self._body(actor)

    def _told_of(self, draft: Draft) -> bool:
        """Whether the source stands in what somebody else says or wants ("demanded that a judge
        lead the talks, naming ..."): then it has not the floor.
        """
        if draft.head is None:
            return False
        head = self._section.doc[draft.head]
        return any(
            verb.dep_ == "ccomp"
            and any(c.dep_ == "nsubj" and c.i < verb.i for c in verb.head.lefts)
            for verb in head.ancestors
        )

    def _titled(self, draft: Draft, actor: Actor | None) -> Actor | None:
        """The person whose title a misread head is: "AMUM" of "AMUM president Ada Brandt", where
        nothing but a title stands between the two.
        """
        if draft.head is None or (actor is not None and actor.kind == "person"):
            return actor
        doc = self._section.doc
        head = doc[draft.head]
        for span in draft.source:
            held = self._register.within(self._account, self._section.part, span)
            for mention in held:
                between = doc.char_span(head.idx, mention.span.start, alignment_mode="contract")
                if mention.actor is None or between is None or not 1 < len(between) < _TITLE:
                    continue
                person = self._register.actor(mention.actor)
                plain = all(t.pos_ in {"NOUN", "PROPN", "ADJ"} for t in between[1:])
                named = mention.span.of(self._section.text)[:1].isupper()
                if (
                    person is not None
                    and person.kind == "person"
                    and person.aliases
                    and plain
                    and named
                ):
                    return person
        return actor

    def _body(self, actor: Actor | None) -> Actor | None:
        """The body or person, for a nameless spokesperson, the person for an office ("her office
        said"); every other actor stays.
        """
        if actor is None or actor.of is None or actor.aliases:
            return actor
        owner = self._register.actor(actor.of)
        if actor.name.split()[-1:] == ["office"]:
            return owner if owner is not None and owner.kind == "person" else actor
        if actor.kind != "person":
            return actor
        if _SPOKES.isdisjoint(actor.name.lower().split()):
            return actor
        return self._register.actor(actor.of)

    def _behind_cue(self, draft: Draft) -> Actor | None:
        """Who stands behind a cue that ends in a preposition ("was the reply of the mayor")."""
        doc = self._section.doc
        last = doc.char_span(draft.cue[-1].start, draft.cue[-1].end, alignment_mode="expand")
        if last is None or last[-1].lower_ not in {"of", "by", "from"}:
            return None
        noun = next((c for c in last[-1].rights if c.dep_ == "pobj"), None)
        return self._body(self._at(noun)) if noun is not None else None

    def _at(self, token: Token) -> Actor | None:
        span = Span(token.idx, token.idx + len(token.text))
        return self._register.at(self._account, self._section.part, span)

    def _resolve(self, draft: Draft) -> Actor | None:
        """The actor of the source's head; of "his denial" that of the owner.  A bare "he" or
        "she" is whoever spoke last, unless its sentence names somebody before it, or its
        paragraph names the one the register takes it for and not who spoke last.
        """
        if draft.head is None:
            return None
        doc = self._section.doc
        head = antecedent(doc[draft.head])
        actor = self._at(head)
        floor = self._floor
        speaking = self._in_words_of(head)
        if speaking is not None and head.lower_ in _FIRST:
            return speaking
        if speaking is not None and head.lower_ in _PERSONAL:
            if floor is not None and floor.id == speaking.id:
                floor = None
            actor = None if actor is not None and actor.id == speaking.id else actor
        if actor is None and head.lemma_.lower() in nouns():
            owner = next((c for c in head.lefts if c.dep_ == "poss"), None)
            head = owner if owner is not None else head
            actor = self._at(head)
        if head.lower_ in _PERSONAL and floor is not None and floor.kind == "person":
            taken = actor is not None and actor.id != floor.id and actor.kind == "person"
            paragraph = self._named(self._section.text.rfind("\n", 0, head.idx) + 1, head.idx)
            if taken and actor is not None and actor.id in paragraph and floor.id not in paragraph:
                return actor
            if not self._named(head.sent.start_char, head.idx, draft.content):
                return actor if self._other_gender(floor, head.lower_) else floor
        return actor

    def _in_words_of(self, head: Token) -> Actor | None:
        """In whose turn of a conversation or quotation the word stands: "I" is that speaker,
        and "he" is not.
        """
        for spans, actor in reversed(self._said[-NEAR:]):
            if any(span.start <= head.idx < span.end for span in spans):
                return actor
        return None

    def _quoted(self, draft: Draft) -> bool:
        """Whether all that is said stands in quotation marks."""
        quotes = [q.span for q in self._section.quotes if q.speech]
        return all(any(q.contains(c) for q in quotes) for c in draft.content)

    def _other_gender(self, actor: Actor, pronoun: str) -> bool:
        """Whether the account calls the party "she" where this pronoun is "he", or the reverse."""
        if self._gendered is None:
            self._gendered = {}
            whole = Span(0, len(self._section.text))
            for m in self._register.within(self._account, self._section.part, whole):
                word = m.span.of(self._section.text).lower()
                if m.actor and word in _PERSONAL:
                    self._gendered.setdefault(m.actor, set()).add(word in _MALE)
        return self._gendered.get(actor.id) == {pronoun not in _MALE}

    def _named(self, start: int, end: int, but: Sequence[Span] = ()) -> set[str]:
        """The actors mentioned in a stretch of the text, but in what is said."""
        if start >= end:
            return set()
        found = self._register.within(self._account, self._section.part, Span(start, end))
        told = (m for m in found if not any(span.contains(m.span) for span in but))
        return {m.actor for m in told if m.actor is not None}
