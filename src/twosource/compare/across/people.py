"""Who says it, and what office they hold, in matched sentences of different languages."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from twosource.compare.across.details import Detail
from twosource.language.foreign.parallel import Match, Parallel
from twosource.language.foreign.reading import Reading
from twosource.types import Actor, Analysis, Span, Statement

APART = frozenset(
    {"governor", "minister", "mayor", "prime minister", "monarch", "judge", "prosecutor",
     "ambassador", "captain", "doctor", "farmer"}
)  # fmt: skip
"""Offices of which nobody holds two at once, and that no language says with one word; a head, a
president and a chair are one office in many."""
Found = Iterator[tuple[Match, Detail]]


def attributions(pair: Parallel, matches: Sequence[Match], analysis: Analysis) -> Found:
    """Statements of matched sentences that are given to two parties, both of which both accounts
    know: without that, nothing tells a changed speaker from a name not recognised.
    """
    a, b = pair.a.account.id, pair.b.account.id
    known = {
        m.actor for m in analysis.register.mentions if m.account == a and m.actor is not None
    } & {m.actor for m in analysis.register.mentions if m.account == b}
    for match in matches:
        one = _said(analysis, a, pair.a.sentences[match.a].span)
        two = _said(analysis, b, pair.b.sentences[match.b].span)
        if one is None or two is None or one.form != two.form:
            continue
        if one.speaker is None or two.speaker is None or one.speaker.id == two.speaker.id:
            continue
        if not one.source or not two.source or {one.speaker.kind, two.speaker.kind} != {"person"}:
            continue
        if one.speaker.id in known and two.speaker.id in known:
            yield match, Detail("attribution", one.source[0], two.source[0], 0.6,
                                "It is given to another speaker")  # fmt: skip


def _said(analysis: Analysis, account: str, span: Span) -> Statement | None:
    """The one statement of a sentence."""
    found = [
        s
        for s in analysis.statements
        if s.account == account and s.part == "text" and span.contains(s.content[0])
    ]
    return found[0] if len(found) == 1 else None


def offices(pair: Parallel, matches: Sequence[Match], analysis: Analysis) -> Found:
    """One person with two offices in matched sentences, by the lists of both languages."""
    for match in matches:
        one = _held(analysis, pair.a, match.a)
        two = _held(analysis, pair.b, match.b)
        for actor, (span, roles) in one.items():
            if actor not in two:
                continue
            other, others = two[actor]
            roles, others = roles & APART, others & APART
            if roles and others and not roles & others:
                told = f"{', '.join(sorted(roles))} and {', '.join(sorted(others))}"
                yield match, Detail("role", span, other, 0.55, f"One office and another ({told})")


def _held(
    analysis: Analysis, reading: Reading, number: int
) -> dict[str, tuple[Span, frozenset[str]]]:
    """The persons of a sentence with the offices that the words at their names say."""
    out: dict[str, tuple[Span, frozenset[str]]] = {}
    account, text = reading.account.id, reading.account.text
    sentence, lists = reading.sentences[number].span, reading.lists
    for mention in analysis.register.within(account, "text", sentence):
        if mention.actor is None or mention.actor in out:
            continue
        actor: Actor = analysis.register.actor(mention.actor)
        if actor.kind != "person":
            continue
        around = Span(max(sentence.start, mention.span.start - 30), mention.span.end)
        words = around.of(text) if lists.spaced else mention.span.of(text)
        roles = frozenset(k for k, rx in lists.roles.items() if rx.search(words))
        out[mention.actor] = mention.span, roles
    return out
