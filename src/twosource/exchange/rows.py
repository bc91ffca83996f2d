"""A story -> the rows of its tables (``data/tables.toml``)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from twosource.exchange.checked import event_spans, position_spans, statement_spans
from twosource.exchange.tables import Row, Value
from twosource.exchange.told import Told, parts_of
from twosource.records.models import (
    AccountRecord,
    ActorRecord,
    EventRecord,
    FindingRecord,
    LinkRecord,
    OriginRecord,
    PositionRecord,
    RoleRecord,
    StatementRecord,
)

Rows = Iterator[tuple[str, Row]]
_BETWEEN = " … "
"""Between the pieces of a content that is split."""


class Numbering:
    """Gives rows their keys, one count a table over all stories of an export."""

    def __init__(self) -> None:
        self.counts: Counter[str] = Counter()

    def next(self, table: str) -> int:
        """The key of the next row of a table."""
        self.counts[table] += 1
        return self.counts[table]


class _Story:
    """The rows of one story."""

    def __init__(self, told: Told, numbering: Numbering) -> None:
        self.told = told
        self.numbering = numbering
        self.id = numbering.next("stories")
        self.parties: dict[str, int] = {}
        self.accounts: dict[str, int] = {}
        self.parts: dict[tuple[str, str], int] = {}

    def row(self, table: str, *values: Value) -> tuple[str, Row]:
        return table, (self.numbering.next(table), *values)

    def party(self, actor: ActorRecord | RoleRecord | None) -> int | None:
        one = actor.actor if isinstance(actor, RoleRecord) else actor
        return self.parties[one.id] if one is not None else None

    def rows(self) -> Rows:
        told = self.told
        yield "stories", (self.id, told.story.id, told.story.title)
        yield from self._parties()
        for a in told.accounts:
            yield from self._account(a)
        for s in told.statements:
            yield from self._statement(s)
        for e in told.events:
            yield from self._event(e)
        for p in told.positions:
            yield from self._position(p)
        for link in told.links:
            yield from self._link(link)
        for o in told.origins:
            yield from self._origin(o)
        for f in told.findings:
            yield from self._finding(f)
        for m in told.timeline:
            start, end = m.span or (None, None)
            yield self.row(
                "timeline", self.accounts[m.account], m.when, m.kind, m.part, start, end, m.text
            )
        for failure in told.failures:
            yield self.row("failures", self.id, failure.input, failure.code, failure.message)

    def _parties(self) -> Rows:
        listed = {p.id for p in self.told.parties}
        for p in self.told.actors.values():
            number = self.parties[p.id] = self.numbering.next("parties")
            yield "parties", (number, self.id, p.name, p.kind, p.of, p.id, int(p.id in listed))
            for kind, texts in (("role", p.roles), ("alias", p.aliases), ("evidence", p.evidence)):
                for text in texts:
                    yield self.row("party_names", number, kind, text)

    def _account(self, a: AccountRecord) -> Rows:
        number = self.accounts[a.id] = self.numbering.next("accounts")
        date = a.published
        dated: Row = (
            (date.value, date.precision, date.confidence, date.evidence)
            if date is not None
            else (None, None, None, a.published_reason)
        )
        yield "accounts", (
            number, self.id, a.id, a.title, a.url, a.outlet, a.publisher,
            "\n".join(a.byline) or None, "\n".join(a.agency) or None, *dated, a.language,
            a.direction, a.kind, a.charset, a.charset_reason, a.sha256,
        )  # fmt: skip
        credits_of = {f"caption:{n}": c.credit for n, c in enumerate(a.captions)}
        for part, text in parts_of(a):
            place = self.parts[a.id, part] = self.numbering.next("parts")
            yield "parts", (place, number, part, text, credits_of.get(part))
        subheads = set(a.subheads)
        for span in a.paragraphs:
            yield self.row("paragraphs", self.parts[a.id, "text"], *span, int(span in subheads))
        for d in a.dates:
            yield self.row("dates", number, d.value, d.precision, d.kind, d.evidence, d.confidence)
        for c in a.credits:
            yield self.row("credits", number, c.name, c.kind, c.evidence, *(c.span or (None,) * 2))
        for f in a.furniture:
            yield self.row("furniture", number, f.kind, f.text, f.reason)

    def _statement(self, s: StatementRecord) -> Rows:
        number, place = self.numbering.next("statements"), self.parts[s.account, s.part]
        quote = _BETWEEN.join(self.told.quote(s.account, s.part, c) for c in s.content)
        yield "statements", (
            number, self.accounts[s.account], s.id, place, quote, s.form, self.party(s.speaker),
            self.party(s.addressee), s.polarity, s.modality, s.stance,
            s.said_at.value if s.said_at else None, s.inside, s.rule,
        )  # fmt: skip
        for role, n, span in statement_spans(s):
            words = self.told.quote(s.account, s.part, span)
            yield self.row("statement_spans", number, role, n, place, *span, words)

    def _event(self, e: EventRecord) -> Rows:
        number, place = self.numbering.next("events"), self.parts[e.account, e.part]
        yield "events", (
            number, self.accounts[e.account], e.id, e.same, place, e.type, e.mode,
            self.told.quote(e.account, e.part, e.trigger), self.party(e.source),
            self.party(e.target), " ".join(e.flags) or None, e.when.value if e.when else None,
            e.statement, e.rule,
        )  # fmt: skip
        for role, n, span in event_spans(e):
            counted: Row = (None,) * 4
            if role == "quantity":
                q = e.quantities[n]
                counted = (q.value, q.high, q.bound, q.unit)
            words = self.told.quote(e.account, e.part, span)
            yield self.row("event_spans", number, role, n, place, *span, words, *counted)

    def _position(self, p: PositionRecord) -> Rows:
        def words(span: tuple[int, int] | None) -> str | None:
            return self.told.quote(p.account, p.part, span) if span is not None else None

        number, place = self.numbering.next("positions"), self.parts[p.account, p.part]
        yield "positions", (
            number, self.accounts[p.account], p.id, place, p.kind, words(p.content),
            self.party(p.holder), self.party(p.addressee), words(p.condition),
            words(p.exchange_for), p.modality, p.voice, p.statement,
            p.judged.verdict if p.judged else None, p.rule,
        )  # fmt: skip
        for role, n, span in position_spans(p):
            yield self.row("position_spans", number, role, n, place, *span, words(span))

    def _link(self, link: LinkRecord) -> Rows:
        number = self.numbering.next("links")
        yield "links", (
            number, self.id, self.accounts[link.a], self.accounts[link.b], link.relation,
            link.direction, link.score, link.reason, link.rule,
        )  # fmt: skip
        nowhere = (None, None)
        for e in link.evidence:
            yield self.row(
                "link_evidence", number, e.kind, *(e.a or nowhere), *(e.b or nowhere), e.note
            )

    def _origin(self, o: OriginRecord) -> Rows:
        number = self.numbering.next("origins")
        speaker = self.parties[o.speaker] if o.speaker is not None else None
        yield "origins", (number, self.id, o.id, o.kind, o.name, o.holder, speaker, o.rule)
        for account in o.accounts:
            yield self.row("origin_accounts", number, self.accounts[account])
        for account, spans in o.spans.items():
            for span in spans:
                words = self.told.quote(account, "text", span)
                place = self.parts[account, "text"]
                yield self.row("origin_spans", number, place, *span, words)
        for statement in o.statements:
            yield self.row("origin_statements", number, statement)

    def _finding(self, f: FindingRecord) -> Rows:
        number, sources = self.numbering.next("findings"), f.sources
        yield "findings", (
            number, self.id, f.id, f.kind, f.type, f.reason, f.score, f.severity, f.align,
            f.proposition, sources.at_least if sources else None,
            sources.at_most if sources else None, f.judged.verdict if f.judged else None, f.rule,
        )  # fmt: skip
        for account, span in f.spans.items():
            part = f.parts.get(account, "text")
            words = self.told.quote(account, part, span)
            place = self.parts[account, part]
            yield self.row("finding_spans", number, self.accounts[account], place, *span, words)
        if sources is not None:
            for kind, texts in (("origin", sources.origins), ("reason", sources.reasons)):
                for text in texts:
                    yield self.row("finding_sources", number, kind, text)


def rows(stories: Iterable[Told]) -> Rows:
    """(table, row) of every story, in an order in which nothing points ahead."""
    numbering = Numbering()
    for told in stories:
        yield from _Story(told, numbering).rows()
