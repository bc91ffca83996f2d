"""Types -> records."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from twosource import types as t
from twosource.records.decided import standing
from twosource.records.models import (
    AccountRecord,
    ActorRecord,
    CaptionRecord,
    CreditRecord,
    DateRecord,
    DossierRecord,
    EventRecord,
    EvidenceRecord,
    FailureRecord,
    FindingRecord,
    FurnitureRecord,
    GlossRecord,
    GroupRecord,
    JudgementRecord,
    LinkRecord,
    MomentRecord,
    OriginRecord,
    PairFindingRecord,
    PartyRecord,
    PositionRecord,
    PublishedRecord,
    QuantityRecord,
    Record,
    RepairRecord,
    ReviewMarkRecord,
    RoleRecord,
    SourcesRecord,
    StatementRecord,
    StoryRecord,
    TimeRecord,
)


def span(value: t.Span) -> tuple[int, int]:
    """``Span`` -> ``(start, end)``."""
    return (value.start, value.end)


def _span(value: t.Span | None) -> tuple[int, int] | None:
    return span(value) if value is not None else None


def _spans(values: Iterable[t.Span]) -> list[tuple[int, int]]:
    return [span(v) for v in values]


def _actor(value: t.Actor | None) -> ActorRecord | None:
    return ActorRecord(id=value.id, name=value.name) if value is not None else None


def _role(value: t.Role | None) -> RoleRecord | None:
    return RoleRecord(span=span(value.span), actor=_actor(value.actor)) if value else None


def _time(value: t.TimeExpression | None) -> TimeRecord | None:
    if value is None:
        return None
    return TimeRecord(span=span(value.span), value=value.value, anchor=value.anchor)


def _quantity(value: t.Quantity) -> QuantityRecord:
    return QuantityRecord(
        span=span(value.span), value=value.value, high=value.high, bound=value.bound,
        unit=value.unit, what=_span(value.what),
    )  # fmt: skip


def _published(value: t.DateCandidate | None) -> PublishedRecord | None:
    if value is None:
        return None
    return PublishedRecord(
        value=value.value, precision=value.precision, evidence=value.evidence,
        confidence=value.confidence,
    )  # fmt: skip


def _date(value: t.DateCandidate) -> DateRecord:
    return DateRecord(
        value=value.value, precision=value.precision, kind=value.kind, evidence=value.evidence,
        confidence=value.confidence,
    )  # fmt: skip


def account(value: t.Account) -> AccountRecord:
    """The record of an account."""
    return AccountRecord(
        id=value.id, url=value.url, kind=value.kind, title=value.title, text=value.text,
        paragraphs=_spans(value.paragraphs), subheads=_spans(value.subheads),
        captions=[CaptionRecord(text=c.text, credit=c.credit) for c in value.captions],
        furniture=[
            FurnitureRecord(kind=f.kind, text=f.text, source=_span(f.source), reason=f.reason)
            for f in value.furniture
        ],
        outlet=value.outlet, publisher=value.publisher, agency=list(value.agency),
        credits=[
            CreditRecord(name=c.name, kind=c.kind, evidence=c.evidence, span=_span(c.span))
            for c in value.credits
        ],
        byline=list(value.byline), published=_published(value.published),
        published_reason=value.published_reason, dates=[_date(d) for d in value.dates],
        language=value.language, direction=value.direction, charset=value.charset,
        charset_reason=value.charset_reason,
        repairs=[RepairRecord(kind=r.kind, count=r.count) for r in value.repairs],
        source_map=[(span(a), span(b)) for a, b in value.source_map], sha256=value.sha256,
    )  # fmt: skip


def statement(value: t.Statement) -> StatementRecord:
    """The record of a statement."""
    return StatementRecord(
        account=value.account, id=value.id, part=value.part, source=_spans(value.source),
        cue=_spans(value.cue), content=_spans(value.content), form=value.form,
        speaker=_actor(value.speaker), addressee=_role(value.addressee),
        polarity=value.polarity, modality=value.modality, stance=value.stance,
        occasion=_span(value.occasion), said_at=_time(value.said_at), inside=value.inside,
        rule=value.rule,
    )  # fmt: skip


def event(value: t.Event) -> EventRecord:
    """The record of an event."""
    return EventRecord(
        account=value.account, id=value.id, same=value.same, part=value.part, type=value.type,
        mode=value.mode, trigger=span(value.trigger), source=_role(value.source),
        target=_role(value.target), flags=list(value.flags), when=_time(value.when),
        where=_span(value.where), quantities=[_quantity(q) for q in value.quantities],
        statement=value.statement, rule=value.rule,
    )  # fmt: skip


def _judged(value: t.Judgement | None) -> JudgementRecord | None:
    if value is None:
        return None
    before = None if value.before is None else round(value.before, 4)
    return JudgementRecord(
        model=value.model, verdict=value.verdict, reason=value.reason, before=before
    )


def _reviewed(value: t.Reviewed | None) -> ReviewMarkRecord | None:
    if value is None:
        return None
    before = None if value.before is None else round(value.before, 4)
    return ReviewMarkRecord(
        outcome=value.outcome, author=value.author, time=value.time, note=value.note,
        review=value.review, before=before,
    )  # fmt: skip


def position(value: t.Position) -> PositionRecord:
    """The record of a position."""
    return PositionRecord(
        account=value.account, id=value.id, part=value.part,
        holder=RoleRecord(span=span(value.holder.span), actor=_actor(value.holder.actor)),
        kind=value.kind, addressee=_role(value.addressee), content=span(value.content),
        condition=_span(value.condition), exchange_for=_span(value.exchange_for),
        modality=value.modality, voice=value.voice, statement=value.statement,
        judged=_judged(value.judged), reviewed=_reviewed(value.reviewed), rule=value.rule,
    )  # fmt: skip


def groups(stories: Iterable[t.Story]) -> list[GroupRecord]:
    """One record per account, stories in order."""
    return [GroupRecord(account=a, story=s.id) for s in stories for a in s.accounts]


def link(value: t.Derivation) -> LinkRecord:
    """The record of a link."""
    return LinkRecord(
        a=value.a, b=value.b, relation=value.relation, direction=value.direction,
        score=round(value.score, 4),
        evidence=[
            EvidenceRecord(kind=e.kind, a=_span(e.a), b=_span(e.b), note=e.note)
            for e in value.evidence
        ],
        reason=value.reason, reviewed=_reviewed(value.reviewed), rule=value.rule,
    )  # fmt: skip


def origin(value: t.Origin) -> OriginRecord:
    """The record of an origin."""
    return OriginRecord(
        id=value.id, kind=value.kind, name=value.name, accounts=list(value.accounts),
        spans={k: _spans(v) for k, v in value.spans.items()}, holder=value.holder,
        speaker=value.speaker, statements=list(value.statements), rule=value.rule,
    )  # fmt: skip


def _finding_fields(value: t.Finding) -> dict[str, Any]:
    sources = value.sources
    return {
        "id": value.id,
        "kind": value.kind,
        "type": value.type,
        "spans": {k: span(v) for k, v in value.spans.items()},
        "parts": dict(value.parts),
        "align": round(value.align, 4),
        "score": round(value.score, 4),
        "severity": round(value.severity, 4),
        "reason": value.reason,
        "proposition": value.proposition,
        "sources": None
        if sources is None
        else SourcesRecord(
            at_least=sources.at_least, at_most=sources.at_most,
            origins=list(sources.origins), reasons=list(sources.reasons),
        ),
        "judged": _judged(value.judged),
        "reviewed": _reviewed(value.reviewed),
        "glosses": {
            k: GlossRecord(model=g.model, words=g.words) for k, g in value.glosses.items()
        },
        "rule": value.rule,
    }  # fmt: skip


def finding(value: t.Finding) -> FindingRecord:
    """The record of a finding."""
    return FindingRecord(**_finding_fields(value))


def pair_finding(value: t.Finding, pair: str) -> PairFindingRecord:
    """The record of a finding of one pair of ``compare --pairs``."""
    return PairFindingRecord(**_finding_fields(value), pair=pair)


def party(value: t.Actor) -> PartyRecord:
    """The record of a party."""
    return PartyRecord(
        id=value.id, name=value.name, kind=value.kind, roles=list(value.roles),
        aliases=list(value.aliases), of=value.of, evidence=list(value.evidence),
    )  # fmt: skip


_PARTS: tuple[t.Part, ...] = ("text", "title")


def _shown(value: t.Dossier) -> list[t.Actor]:
    """The parties of a dossier, see :func:`twosource.parties.listed`."""
    from twosource.parties import listed

    analysis = value.analysis
    # Who is only wished for ("demanded that a mediator lead the talks, naming ...") says nothing.
    wished = {(s.account, s.id) for s in analysis.statements if s.stance in {"urge", "ask", "want"}}
    voices = {
        s.speaker.id
        for s in analysis.statements
        if s.speaker is not None and (s.speaker.aliases or (s.account, s.inside) not in wished)
    }
    does = [p.holder for p in analysis.positions] + [e.source for e in analysis.events]
    suffers = [e.target for e in analysis.events] + [p.addressee for p in analysis.positions]
    suffers += [s.addressee for s in analysis.statements]
    return listed(
        analysis.register,
        frozenset(voices),
        frozenset(r.actor.id for r in does if r is not None and r.actor is not None),
        frozenset(r.actor.id for r in suffers if r is not None and r.actor is not None),
        {
            (a.id, part): a.part(part)
            for a in analysis.accounts
            for part in a.parts()
            if part in _PARTS
        },
    )


def timeline(value: t.Dossier) -> list[MomentRecord]:
    """Publication dates and dated events in order of time; undated ones are left
    out here and stay visible in ``events``.
    """
    moments = [
        MomentRecord(
            when=d.value, kind=d.kind, account=a.id, part="text", span=None, text=d.evidence
        )
        for a in value.analysis.accounts
        for d in a.dates
        if d.kind in {"published", "updated"}
    ]
    accounts = {a.id: a for a in value.analysis.accounts}
    moments += [
        MomentRecord(
            when=e.when.value, kind="event", account=e.account, part=e.part,
            span=span(e.trigger), text=e.trigger.of(accounts[e.account].part(e.part)),
        )
        for e in value.analysis.events
        if e.when is not None and e.when.value is not None
    ]  # fmt: skip
    return sorted(moments, key=lambda m: (m.when, m.kind, m.account, m.part, m.span or (0, 0)))


def dossier(value: t.Dossier) -> DossierRecord:
    """The record of a whole dossier."""
    analysis = value.analysis
    titles = (a.title for a in analysis.accounts if a.title)
    return DossierRecord(
        story=StoryRecord(
            id=value.story.id, title=next(titles, None), accounts=list(value.story.accounts)
        ),
        accounts=[account(a) for a in analysis.accounts],
        statements=[statement(s) for s in analysis.statements],
        events=[event(e) for e in analysis.events],
        positions=[position(p) for p in analysis.positions],
        links=[link(d) for d in value.links],
        origins=[origin(o) for o in value.origins],
        findings=[finding(f) for f in value.findings],
        parties=[party(a) for a in _shown(value)],
        timeline=timeline(value),
        failures=[
            FailureRecord(input=f.input, code=f.code, message=f.message) for f in value.failures
        ],
        reviews=[standing(s) for s in value.reviews],
    )


def line(record: Record) -> str:
    """A record as one line of JSON."""
    return record.model_dump_json(by_alias=True)
