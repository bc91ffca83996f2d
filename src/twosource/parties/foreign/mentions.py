"""Names, roles and bodies in an account of any language, as places that may name a party."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from twosource.language.foreign.lists import Lists
from twosource.language.foreign.names import Name, bare, capital
from twosource.language.foreign.reading import Reading
from twosource.language.foreign.sounds import sound
from twosource.language.foreign.spans import words_of
from twosource.language.foreign.subjects import body_phrase
from twosource.parties.foreign.named import Known, names_in, office, telling
from twosource.parties.foreign.offices import bodies_in, concepts, roles_in
from twosource.types import Span

_OWN = frozenset({"company", "bank", "agency", "hospital", "university", "party", "school"})
"""Bodies that have a name of their own."""
_NEAR = 30
_NO_BODIES = frozenset({"party", "school", "fire"})


@dataclass(frozen=True, slots=True)
class Place:
    """A stretch of an account that may name a party.

    Attributes:
        core: the name within it, or the whole where it holds none.
        words: the words of the name as written.
        sounds: how they sound.
        roles, bodies: what its words say of office and kind of body, in English.
        actor: the party of the English register, where it has one.
        speaks: whether it was found as who says something.
        kind: of that party, where the English register tells it.
        plain: whether a body's name is its own ("Bank Aldermark"), no place that it is of ("the
            central bank of Norvia").
        loose: whether no account names that party: "the bank".
    """

    account: str
    span: Span
    core: Span
    words: tuple[str, ...]
    sounds: tuple[str, ...]
    roles: frozenset[str]
    bodies: frozenset[str]
    actor: str | None = None
    speaks: bool = False
    kind: str = ""
    plain: bool = True
    loose: bool = False

    @property
    def person(self) -> bool:
        """Whether it has a name of two words and no body, or a role."""
        if self.kind:
            return self.kind == "person"
        return bool(self.roles) or (len(self.words) >= 2 and not self.bodies)

    @property
    def surely(self) -> bool:
        """Whether an office, or the English register, tells that it is a person."""
        return bool(self.roles) or self.kind == "person"


def places_of(reading: Reading, known: Known) -> list[Place]:
    """The places of an account that is not English.

    Args:
        reading: of the account.
        known: names of the call's other accounts, by their sounds.
    """
    names = list(names_in(reading, known))
    spoken = [f.source for f in reading.frames if f.source is not None]
    out: list[Place] = []
    for source in dict.fromkeys(spoken):
        inside = [n for n in names if source.overlap(n.span)]
        out.append(_place(reading, source, inside, speaks=True))
    taken = [p.core for p in out]
    for span in _bodies(reading):
        inside = [n for n in names if n.span.overlap(span)]
        several = not reading.lists.spaced or len(span.of(reading.account.text).split()) > 1
        if any(span.overlap(t) for t in taken) or (inside and not several):
            continue
        made = _place(reading, span, inside)
        out.append(made)
        taken.append(span)
        if not made.plain:  # the place that a body is of is a party too
            out += [_place(reading, n.span, [n]) for n in inside if span.contains(n.span)]
    for name in names:
        if not any(name.span.overlap(t) for t in taken):
            out.append(_place(reading, _widened(reading, name, names), [name]))
    return sorted(out, key=lambda p: p.span)


def _place(reading: Reading, span: Span, names: Sequence[Name], *, speaks: bool = False) -> Place:
    text = reading.account.text
    phrase = span.of(text)
    roles, bodies = roles_in(phrase, reading.lists), bodies_in(phrase, reading.lists)
    names = sorted(names, key=lambda n: n.span)
    name = _telling(reading, names, roles)
    if name is None and speaks:
        name = _plain(reading, span) if reading.lists.cased else telling(reading, span)
    if name is None:
        return Place(reading.account.id, span, span, (), (), roles, bodies, speaks=speaks)
    words, sounds = name.words, name.sounds
    if bodies and not roles and len(names) > 1:
        words = tuple(w for n in names for w in n.words)
        sounds = tuple(s for n in names for s in n.sounds)
    if (
        speaks
        and bodies
        and not roles
        and len(words) >= 2
        and (not concepts(name.span.of(text), reading.lists.bodies))
    ):
        bodies = frozenset()  # "the controller of the bank Joran Feltz"
    if bodies and not roles and len(words) >= 2 and _apart(text, span, name, reading.lists):
        return Place(reading.account.id, name.span, name.span, words, sounds, roles, frozenset(),
                     speaks=speaks)  # fmt: skip
    core = name.span if roles or not bodies else span
    own = bool(bodies & _OWN) and _rest(reading, span, words) <= 1
    return Place(
        reading.account.id, span, core, words, sounds, roles, bodies, speaks=speaks,
        plain=own or not bodies,
    )  # fmt: skip


def _apart(text: str, span: Span, name: Name, lists: Lists) -> bool:
    """Whether a name of persons stands at the head of a phrase, its body behind a comma."""
    behind = text[name.span.end : name.span.end + 2].strip()[:1]
    return name.span.start == span.start and behind in {",", "،"} and not concepts(
        name.span.of(text), lists.bodies
    )  # fmt: skip


def _rest(reading: Reading, span: Span, words: Sequence[str]) -> int:
    """How many words of a phrase are none of the name (three characters are one, in Chinese)."""
    phrase = span.of(reading.account.text)
    if not reading.lists.spaced:
        return max(0, len(phrase) - sum(map(len, words)) - 1) // 3 + 1
    return max(0, len(phrase.split()) - len(words))


def _plain(reading: Reading, span: Span) -> Name | None:
    """The capitals of a phrase that names who speaks."""
    text, lists = reading.account.text, reading.lists
    words = [
        w
        for w in words_of(text, span.start, span.end)
        if capital(w.text) and not office(w.text, lists)
    ]
    first = words_of(text, span.start, span.end)[:1]
    if (
        lists.code == "de"
        or not words
        or (words == first and len(words) == 1 and (len(first[0].text) < 4))
    ):
        return None
    spoken = tuple(bare(w.text) for w in words)
    return Name(Span(words[0].start, words[-1].end), spoken, tuple(sound(w) for w in spoken))


def _telling(reading: Reading, names: Sequence[Name], roles: frozenset[str]) -> Name | None:
    """The name of a phrase: with an office in it that of the person, which stands apart from the
    body's by a comma or behind it.
    """
    if not roles or len(names) < 2:
        return max(names, key=lambda n: (len(n.words), len(n.span)), default=None)
    text, lists = reading.account.text, reading.lists
    first, second = names[0], names[1]
    between = text[first.span.end : second.span.start]
    bodied = concepts(first.span.of(text), lists.bodies)
    alone = any(c in between for c in ",،、，") and not bodied
    return first if alone and len(first.words) >= 2 else names[-1]


_MANY = frozenset(
    {"witness", "farmer", "teacher", "fisherman", "driver", "worker", "pensioner", "student",
     "journalist", "nurse", "kin", "shopkeeper"}
)  # fmt: skip
"""Trades whose words are often of many, and no office beside a name of one word."""


def _followed(text: str, name: Name, names: Sequence[Name]) -> bool:
    """Whether a full name stands behind a name of one word and a noun: ``Губернатор Тарского края
    Ольга Зимина``, whose office is the second's.
    """
    if len(name.words) > 1:
        return False
    return any(
        len(n.words) > 1 and 0 < n.span.start - name.span.end < _NEAR
        and re.fullmatch(r"(?:[ \u00a0][^\W\d_A-ZА-Я]+){1,2}[ \u00a0]",
                         text[name.span.end : n.span.start])
        for n in names
    )  # fmt: skip


def _widened(reading: Reading, name: Name, names: Sequence[Name]) -> Span:
    """A name with an office right before or behind it."""
    text, lists = reading.account.text, reading.lists
    before = words_of(text, max(0, name.span.start - 40), name.span.start)[-2:]
    start, end = name.span.start, name.span.end
    if lists.cased and _followed(text, name, names):
        return name.span
    if lists.spaced:
        for word in reversed(before):
            held = concepts(word.text, lists.roles)
            if text[word.end : start].strip() or not held:
                break
            if len(name.words) == 1 and held <= _MANY:  # the inhabitants of Falkstad
                break
            start = word.start
    else:
        tail = text[end : end + 6]
        hits = [m for w in (*lists.roles.values(), *lists.bodies.values()) if (m := w.search(tail))]
        near = [m for m in hits if m.start() <= (2 if m.end() - m.start() > 1 else 0)]
        end += max((m.end() for m in near), default=0)  # no 部 of 南部, the south
        head = text[max(0, start - 4) : start]
        hits = [m for w in lists.roles.values() if (m := w.search(head)) and m.end() == len(head)]
        start -= max((len(head) - m.start() for m in hits), default=0)
    return Span(start, end)


_NAMED = re.compile(r"[\u30a1-\u30fa\u30fc・\u4e00-\u9fff]{1,12}$")
_MIDDLE = 3
"""Characters between a foreign name and the word for its body (中央, 水电)."""


def _before(text: str, span: Span, lists: Lists) -> Span:
    """A Chinese or Japanese body with what names it, which stands before: ``タルボナ港湾局``."""
    head = text[max(0, span.start - 12) : span.start]
    if lists.code == "ja":
        found = _NAMED.search(head)
        return Span(span.start - len(found.group()), span.end) if found is not None else span
    for middle in range(_MIDDLE + 1):
        at = len(head) - middle
        k = at
        while k > 0 and head[k - 1] in lists.transliteration:
            k -= 1
        if at - k >= 2:
            return Span(span.start - (len(head) - k), span.end)
    return span


def _held(reading: Reading, span: Span) -> Span:
    """A body without the person behind it whose office stands before it: ``директорка компанії
    Лена Гаск``, ``el director del hospital, Hugo Salm``.
    """
    text, lists = reading.account.text, reading.lists
    before = words_of(text, max(0, span.start - 40), span.start)[-3:]
    while len(before) > 1 and (before[-1].low in lists.joints or before[-1].low in lists.articles):
        before = before[:-1]
    if not before or not concepts(before[-1].text, lists.roles):
        return span
    if re.search(r"[.,;:!?\n]", text[before[-1].end : span.start]):
        return span
    last = next((n for n in reading.names if len(n.words) >= 2 and n.span.end == span.end), None)
    if last is None or last.span.start <= span.start:
        return span
    end = len(text[: last.span.start].rstrip(" ,\u00a0"))
    return Span(span.start, max(end, span.start + 1))


def _begun(text: str, span: Span, lists: Lists) -> Span:
    """A body with the adjective of its name before it: ``Верховный суд``, ``Tribunal`` alone."""
    before = words_of(text, max(0, span.start - 30), span.start)[-1:]
    if not before or text[before[0].end : span.start].strip(" \u00a0"):
        return span
    word = before[0]
    if not word.text[0].isupper() or word.low in lists.articles or word.low in lists.stops:
        return span
    if word.start and text[word.start - 1].isalnum():
        return span
    return Span(word.start, span.end) if not office(word.text, lists) else span


def _bodies(reading: Reading) -> Iterator[Span]:
    """Phrases that begin (or, in Chinese and Japanese, end) with a word for a body."""
    text, lists = reading.account.text, reading.lists
    for concept, words in sorted(lists.bodies.items()):
        if concept in _NO_BODIES:
            continue
        for match in words.finditer(text):
            if lists.spaced:
                span = body_phrase(text, Span(*match.span()), lists)
                span = _held(reading, span)
                yield _begun(text, span, lists) if lists.cased and lists.code != "de" else span
            elif match.end() - match.start() > 1:
                yield _before(text, Span(*match.span()), lists)
