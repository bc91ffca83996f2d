"""The speaker of each statement, and who holds the floor between them."""

from __future__ import annotations

from twosource.find.statements.draft import Draft
from twosource.find.statements.subjects import antecedent
from twosource.types import Actor, Parse, Register, Section, Span

_PERSONAL = frozenset({"he", "she", "him", "her", "his"})


class Speakers:
    """Resolves sources in text order; call :meth:`of` draft by draft."""

    def __init__(self, parse: Parse, section: Section, register: Register) -> None:
        self._account = parse.account.id
        self._section = section
        self._register = register
        self._floor: Actor | None = None

    def of(self, draft: Draft) -> Actor | None:
        """The actor who speaks, or ``None`` where not established.

        A quote without source belongs to whoever spoke last.
        """
        if not draft.source:
            return None if draft.cue else self._floor
        actor = self._resolve(draft)
        if actor is not None and draft.rule != "rule:noun":
            self._floor = actor
        return actor

    def _resolve(self, draft: Draft) -> Actor | None:
        """The actor of the source's head; a bare "he" or "she" is whoever spoke
        last, unless its sentence names somebody before it.
        """
        if draft.head is None:
            return None
        doc, part = self._section.doc, self._section.part
        head = antecedent(doc[draft.head])
        span = Span(head.idx, head.idx + len(head.text))
        actor = self._register.at(self._account, part, span)
        floor = self._floor
        if head.lower_ in _PERSONAL and floor is not None and floor.kind == "person":
            begin = head.sent.start_char
            named = begin < span.start and self._register.within(
                self._account, part, Span(begin, span.start)
            )
            if not any(m.actor is not None for m in named or ()):
                return floor
        return actor
