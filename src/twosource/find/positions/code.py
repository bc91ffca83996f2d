"""Parse -> positions: words for positions first, then what plain speech amounts to."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from twosource.find.events.code import role
from twosource.find.events.phrases import tight
from twosource.find.positions import voiced
from twosource.find.positions.chance import CUT, chance
from twosource.find.positions.draft import Draft
from twosource.find.positions.sayable import sayable
from twosource.find.positions.spoken import predicates, spoken
from twosource.find.positions.worded import Stand, worded
from twosource.language.texts import starting
from twosource.types import (
    Parse,
    Position,
    Register,
    Role,
    Section,
    Span,
    Statement,
    Voice,
)

if TYPE_CHECKING:
    from spacy.tokens import Token

SAME = 0.5
"""Two positions whose contents share this much of the shorter are one, the likelier."""


def find_positions(
    parse: Parse, register: Register, statements: Sequence[Statement], cut: float = CUT
) -> tuple[Position, ...]:
    """What each party demands, offers, promises, refuses, threatens, accuses of,
    denies, supports, appeals for or apologises for.

    Ids (``p1`` ...) are unique within the account and follow the text.  Needs no
    statements for positions told by a word for them; with statements, what people
    are quoted as saying is read too.  Told is what an editor would
    keep with a chance of ``cut`` or more.  Never raises on odd text.
    """
    found: list[Position] = []
    if parse.by_lists:  # grammar is needed
        return ()
    for section in parse.sections:
        drafts = drafts_of(parse, section, register, statements)
        weighed = [(chance(section, d), d) for d in drafts]
        likely = sorted((w for w in weighed if w[0] >= cut), key=lambda w: -w[0])
        made = [_position(parse.account.id, section, register, d) for _, d in likely]
        found += _distinct(made)
    return tuple(_numbered(found))


def drafts_of(
    parse: Parse, section: Section, register: Register, statements: Sequence[Statement]
) -> Iterator[Draft]:
    """Every stand of a section that makes a sentence a party would sign, however likely."""
    account = parse.account.id
    said = [s for s in statements if s.account == account and s.part == section.part]
    stands = [(s, _teller(section, said, s.content)) for s in worded(section.doc)]
    stands += _from_speech(section, said, account, register)
    for stand, statement in stands:
        holder = _holder(account, section, register, stand, statement)
        if holder is None or _nobody(holder, stand):
            continue
        if _thing(holder) and not stand.said:
            continue
        nobody = holder.actor is None and bool(register.actors)
        if not nobody and sayable(section, stand, statement):
            yield Draft(stand, holder, statement)


def _from_speech(
    section: Section, said: Sequence[Statement], account: str, register: Register
) -> list[tuple[Stand, Statement | None]]:
    stands: list[tuple[Stand, Statement | None]] = []
    for statement in said:
        if not statement.source or statement.polarity == "negated":
            continue  # what is denied, or not said, is nobody's stand
        stands += [(s, statement) for s in voiced.whole(section.doc, statement)]
        if statement.stance in {"ask", "deny"}:
            continue
        own = _own_tokens(section, statement, account, register)
        direct = statement.form != "indirect"
        for content in statement.content:
            sure = list(spoken(section.doc, content, direct, own))
            stands += [(s, statement) for s in sure]
            for p in predicates(section.doc, content):
                for kind, rule in voiced.may_be(p, own, direct):
                    made = voiced.stand(p, kind, rule, content)
                    if made is not None and not any(
                        s.token.i == p.i and s.kind == kind for s in sure
                    ):
                        stands.append((made, statement))
    return stands


def _own_tokens(
    section: Section, statement: Statement, account: str, register: Register
) -> frozenset[int]:
    """Pronouns and names inside the content that stand for its speaker."""
    if statement.speaker is None or statement.form == "direct":
        return frozenset()
    found = set()
    for content in statement.content:
        for mention in register.within(account, section.part, content):
            if mention.actor == statement.speaker.id:
                found |= {t.i for t in starting(section.doc, mention.span)}
    return frozenset(found)


def _teller(section: Section, said: Sequence[Statement], span: Span) -> Statement | None:
    holding = [s for s in said if any(c.overlap(span) for c in s.content)]
    return min(holding, key=lambda s: (sum(map(len, s.content)), s.id)) if holding else None


def _position(account: str, section: Section, register: Register, draft: Draft) -> Position:
    stand, statement = draft.stand, draft.statement
    addressee = role(account, section.part, stand.addressee, register)
    return Position(
        account=account,
        id="",
        holder=draft.holder,
        kind=stand.kind,
        addressee=addressee,
        content=stand.content,
        condition=stand.condition,
        exchange_for=stand.exchange_for,
        modality=stand.modality,
        voice=_voice(section, stand, statement),
        rule=stand.rule,
        statement=statement.id if statement is not None else None,
        part=section.part,
    )


def _thing(holder: Role) -> bool:
    """A holder that is no party: "the brawl threatened to", "the report begs"."""
    actor = holder.actor
    return actor is not None and actor.kind == "unknown" and not actor.aliases


def _nobody(holder: Role, stand: Stand) -> bool:
    """A noun whose owner is a pronoun that stands for nobody known ("its support")."""
    owner = stand.holder
    return (
        holder.actor is None
        and owner is not None
        and owner.dep_ == "poss"
        and owner.pos_ == "PRON"
        and owner.head.i == stand.token.i
    )


def _holder(
    account: str,
    section: Section,
    register: Register,
    stand: Stand,
    statement: Statement | None,
) -> Role | None:
    """The holder; "I" and "we" inside somebody's words are that speaker."""
    speaking = stand.holder is None or (
        stand.holder.lower_ in {"i", "we", "my", "our"} and _inside(stand.holder, statement)
    )
    if not speaking and stand.holder is not None:
        return role(account, section.part, stand.holder, register)
    if statement is None or not statement.source:
        return role(account, section.part, stand.holder, register)
    span = _source_span(section, statement)
    actor = statement.speaker or register.at(account, section.part, span)
    return Role(span, actor)


def _inside(token: Token, statement: Statement | None) -> bool:
    at = Span(token.idx, token.idx + len(token.text))
    return statement is not None and any(c.contains(at) for c in statement.content)


def _source_span(section: Section, statement: Statement) -> Span:
    """The tight phrase of the speaker within the statement's source."""
    source = statement.source[0]
    inside = section.doc.char_span(source.start, source.end, alignment_mode="expand")
    if inside is None:
        return source
    span = tight(inside.root)
    return span if source.contains(span) else source


def _voice(section: Section, stand: Stand, statement: Statement | None) -> Voice:
    at = Span(stand.token.idx, stand.token.idx + len(stand.token.text))
    in_quote = any(q.inner.contains(at) for q in section.quotes if q.speech)
    most = any(
        q.inner.overlap(stand.content) > 0.6 * len(stand.content)
        for q in section.quotes
        if q.speech
    )
    if in_quote or (most and stand.holder is None):
        return "direct"
    if statement is not None and any(c.contains(at) for c in statement.content):
        return "direct" if statement.form == "direct" else "indirect"
    return "indirect" if stand.said or stand.holder is None else "narrator"


def _distinct(found: Sequence[Position]) -> Iterator[Position]:
    """One of each: of two that share their words the likelier, which comes first."""
    kept: list[Position] = []
    for position in found:
        if not any(_alike(position, other) for other in kept):
            kept.append(position)
    yield from sorted(kept, key=lambda p: (p.content, p.kind, p.holder.span))


def _alike(a: Position, b: Position) -> bool:
    shorter = min(len(a.content), len(b.content))
    return a.content.overlap(b.content) >= SAME * shorter and not _condition(a, b)


def _condition(a: Position, b: Position) -> bool:
    """Whether one is the condition of the other: "do this or face that"."""
    return any(x.condition is not None and x.condition == y.content for x, y in ((a, b), (b, a)))


def _numbered(found: Sequence[Position]) -> Iterator[Position]:
    for number, position in enumerate(found, 1):
        yield Position(
            **{name: getattr(position, name) for name in Position.__slots__ if name != "id"},
            id=f"p{number}",
        )
