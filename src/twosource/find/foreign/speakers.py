"""Who speaks in a frame of reported speech: the party its words name, or that they point back to.

Nobody rather than a guess: where two people may be meant, none is told.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

from twosource.language.foreign.frame import Frame
from twosource.language.foreign.reading import Reading
from twosource.language.foreign.spans import WORD, words_of
from twosource.types import Actor, Mention, Register, Span

_NEAR = 700
"""Code points between two sayings of one speaker whom the second does not name."""
_BACK = 3
"""Sentences that are searched for whom a saying without a name means."""
_HEAD = 3
"""Words at the head of a sentence within which its subject begins."""
_SOFT = frozenset({"witness", "kin", "worker", "pensioner", "student"})
"""What somebody may be beside another trade."""
_FIRM = frozenset(
    {"president", "prime minister", "minister", "mayor", "governor", "spokesperson", "director",
     "chief", "judge", "monarch", "ambassador", "secretary", "leader", "prosecutor", "deputy",
     "manager", "captain", "lawyer", "journalist"}
)  # fmt: skip
"""Offices that an account tells of somebody by name."""
_ECHO, _ECHOED = 85.0, 12
"""Likeness of two quotations, and code points, from which they are one told twice."""


@dataclass(frozen=True, slots=True)
class Voice:
    """Who speaks, and the words that say so where no words of the frame do."""

    actor: Actor | None
    source: Span | None = None


NOBODY = Voice(None)


def voices(reading: Reading, register: Register) -> list[Voice]:
    """Who speaks in each frame of an account, in order."""
    out: list[Voice] = []
    last: tuple[Actor | None, int] = (None, 0)
    for frame in reading.frames:
        voice = _voice(reading, frame, register, last)
        if voice.actor is None or "journalist" not in voice.actor.roles:  # who asks
            last = (voice.actor, frame.content.end)
        out.append(voice)
    _carried_back(reading, out)
    _echoed(reading, out)
    return out


def _voice(
    reading: Reading, frame: Frame, register: Register, last: tuple[Actor | None, int]
) -> Voice:
    account = reading.account.id
    if frame.source is not None:
        actor = register.at(account, "text", frame.source)
        if actor is None or actor.aliases or not _definite(reading, frame.source):
            return Voice(actor)
        return Voice(_meant(reading, frame, register, actor) or actor)
    if frame.ahead is not None and last[0] is None:
        mention = _ahead(reading, frame, register)
        if mention is not None and mention.actor is not None:
            return Voice(register.actor(mention.actor), mention.span)
    return Voice(_again(reading, frame, register, last)) if frame.again else NOBODY


def _again(
    reading: Reading, frame: Frame, register: Register, last: tuple[Actor | None, int]
) -> Actor | None:
    """Whom a saying without a name means: one named since the last saying, else its speaker."""
    since = last[1] if last[0] is not None else max(0, frame.content.start - _NEAR)
    if frame.rule in {"alone", "colon"}:  # nothing but the paragraph ties it to anybody
        text = reading.account.text
        since = max(since, text.rfind("\n", 0, frame.content.start) + 1)
        if last[0] is not None and "\n" in text[last[1] : frame.content.start]:
            last = (None, 0)
    named, told = _between(reading, frame, register, since)
    if named is not None:
        return named
    if told and (last[0] is None or last[0].roles or not last[0].aliases):
        return None  # an office of nobody we know, and of another than spoke
    if last[0] is not None and frame.content.start - last[1] <= _NEAR:
        return last[0]
    return None


def _between(
    reading: Reading, frame: Frame, register: Register, since: int
) -> tuple[Actor | None, bool]:
    """The person whom the nearest sentence since the last saying, or this one's own before the
    words, names: the one, or the one at its head; and whether it tells of anybody.
    """
    own = next((s.span for s in reading.sentences if s.span.contains(frame.content)), frame.content)
    spans: list[Span] = [s.span for s in reading.sentences if since <= s.span.end <= own.start]
    if own.start < frame.content.start:
        spans.append(Span(own.start, frame.content.start))
    for span in reversed(spans[-_BACK:]):
        people = _people(reading, register, span)
        if people:
            one = _one(reading, register, people, span)
            return one, one is not None
        if _office(reading, span):  # "The governor smiled."
            return _holder(reading, register, _office(reading, span)), True
    return None, False


def _office(reading: Reading, span: Span) -> frozenset[str]:
    """The office with which a sentence begins that names nobody."""
    text = reading.account.text
    if not reading.lists.spaced:
        head = text[span.start : min(span.end, span.start + 2 * _HEAD)]
    else:
        words = words_of(text, span.start, span.end)[:_HEAD]
        if not words or words[0].low in reading.lists.indefinite:
            return frozenset()
        head = text[span.start : words[-1].end]
    return frozenset(k for k, w in reading.lists.roles.items() if w.search(head))


def _holder(reading: Reading, register: Register, roles: frozenset[str]) -> Actor | None:
    """The one person named in an account who holds an office, as any account says."""
    ids = {m.actor for m in register.mentions if m.account == reading.account.id}
    found = [
        a for i in sorted(i for i in ids if i is not None)
        if (a := register.actor(i)).kind == "person" and a.aliases and roles & set(a.roles)
    ]  # fmt: skip
    return found[0] if len(found) == 1 else None


def _one(
    reading: Reading, register: Register, people: Sequence[Mention], span: Span
) -> Actor | None:
    ids = {m.actor for m in people}
    first = people[0]
    if len(ids) > 1 and not _at_head(reading, first, span):
        return None
    return register.actor(first.actor) if first.actor is not None else None


def _at_head(reading: Reading, mention: Mention, span: Span) -> bool:
    """Whether a mention begins within the first words of a stretch."""
    text = reading.account.text
    if not reading.lists.spaced:
        return mention.span.start - span.start <= 2 * _HEAD
    words = words_of(text, span.start, mention.span.start)
    offices = reading.lists.roles.values()  # "El gobernador de Tarza, Julio Marín"
    titled = any(r.search(text, span.start, mention.span.start) for r in offices)
    return len(words) < (2 * _HEAD if titled else _HEAD)


def _people(reading: Reading, register: Register, span: Span) -> list[Mention]:
    """Mentions of persons in a stretch, none inside a quotation."""
    quoted = [q.span for q in reading.quotes]
    return [
        m for m in register.within(reading.account.id, "text", span)
        if m.actor is not None and register.actor(m.actor).kind == "person"
        and not any(q.contains(m.span) for q in quoted) and not _oblique(reading, m.span)
        and "journalist" not in register.actor(m.actor).roles
    ]  # fmt: skip


def _oblique(reading: Reading, span: Span) -> bool:
    """Whether a name stands in a case of place, as no speaker does (``Kapısı’nda``)."""
    if reading.lists.code != "tr":
        return False
    words = words_of(reading.account.text, span.start, span.end + 8)
    at = next((w for w in words if w.end >= span.end), None)
    return at is not None and reading.lists.oblique.fullmatch(at.text) is not None


def _definite(reading: Reading, source: Span) -> bool:
    """Whether a phrase without a name means somebody told of before ("the baker")."""
    words = WORD.findall(source.of(reading.account.text).lower())
    return bool(words) and words[0] not in reading.lists.indefinite


def _meant(reading: Reading, frame: Frame, register: Register, actor: Actor) -> Actor | None:
    """The one named person of the paragraph before a phrase without a name, of no other office."""
    if actor.kind == "organisation" or frame.source is None:
        return None
    text = reading.account.text
    low = text.rfind("\n", 0, min(frame.source.start, frame.content.start)) + 1
    until = min(frame.source.start, frame.content.start)
    people = _people(reading, register, Span(low, until)) if low < until else []
    named = {m.actor: register.actor(m.actor) for m in people if m.actor is not None}
    found = [a for a in named.values() if a.aliases]
    if not found and actor.roles:
        return _holder(reading, register, frozenset(actor.roles))
    if len(found) != 1:
        return None
    if set(actor.roles) & _FIRM and not set(found[0].roles) & set(actor.roles):
        return None  # a minister is nobody who was not called so
    firm = set(found[0].roles) - _SOFT
    if firm and not firm & set(actor.roles):
        return None
    return found[0]


def _ahead(reading: Reading, frame: Frame, register: Register) -> Mention | None:
    """The one person named in the words behind a quotation that point back to it, or at their
    head.
    """
    if frame.ahead is None:
        return None
    people = _people(reading, register, frame.ahead)
    if not people:
        return None
    if frame.pointed and len({m.actor for m in people}) == 1:
        return people[0]
    return people[0] if _at_head(reading, people[0], frame.ahead) else None


def _carried_back(reading: Reading, out: list[Voice]) -> None:
    """A quotation whose paragraph ends before its mark goes on in the next, which says whose."""
    text = reading.account.text
    for k in range(len(out) - 2, -1, -1):
        here, behind = reading.frames[k], reading.frames[k + 1]
        gap = text[here.content.end : behind.content.start]
        if out[k].actor is None and not here.closed and not WORD.search(gap):
            out[k] = out[k + 1]


def _echoed(reading: Reading, out: list[Voice]) -> None:
    """The words of a headline are those of the body that says whose they are."""
    text = reading.account.text
    said = [
        (v, f.content.of(text)) for v, f in zip(out, reading.frames, strict=True)
        if v.actor is not None and f.direct
    ]  # fmt: skip
    for k, frame in enumerate(reading.frames):
        words = frame.content.of(text)
        if out[k].actor is not None or not frame.direct or len(words) < _ECHOED:
            continue
        if frame.source is not None:
            continue
        same = {
            v.actor.id: v for v, w in said
            if v.actor is not None and len(w) >= _ECHOED and fuzz.partial_ratio(words, w) >= _ECHO
        }  # fmt: skip
        if len(same) == 1:
            out[k] = Voice(next(iter(same.values())).actor)
