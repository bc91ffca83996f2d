"""Accounts and links -> origins: where the information first entered print."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from twosource.trace.cited import Cited, citations
from twosource.trace.credits import credited, find_credits
from twosource.trace.lineage import dependent
from twosource.trace.speakers import Speaker, said_alike, speaker_of
from twosource.types import Account, Analysis, Derivation, Origin, Span, Statement

RULE = "trace.origins.1"
_NEAR = 2  # line breaks: the same paragraph, or the one after
_SPOKEN = ("interview", "press conference", "document")


@dataclass(slots=True)
class _Draft:
    """An origin while it is being gathered."""

    kind: str
    template: str
    holder: str
    speaker: Speaker | None
    spans: dict[str, list[Span]] = field(default_factory=dict)
    statements: dict[str, Statement] = field(default_factory=dict)

    def show(self, account: str, span: Span) -> None:
        held = self.spans.setdefault(account, [])
        if span not in held:
            held.append(span)

    def take(self, statement: Statement) -> None:
        self.statements[f"{statement.account}\0{statement.id}"] = statement
        if statement.part == "text":
            self.show(statement.account, statement.content[0])


def find_origins(analysis: Analysis, links: Sequence[Derivation]) -> tuple[Origin, ...]:
    """Interviews, press conferences, documents and agency reports that the
    accounts rest on, each with what shows it in every account.

    An account rests on an origin where it names it; where it is linked to an
    account that does and has the same speaker's statements without naming
    another occasion; or where it gives the same words of the same speaker.
    """
    by_account: dict[str, list[Statement]] = {a.id: [] for a in analysis.accounts}
    for statement in analysis.statements:
        by_account.setdefault(statement.account, []).append(statement)
    drafts = _named(analysis, by_account)
    for draft in drafts:
        _inherit(draft, drafts, analysis, by_account, links)
    drafts += _agencies(analysis.accounts, links)
    order = {a.id: n for n, a in enumerate(analysis.accounts)}
    return tuple(_finish(n, d, order) for n, d in enumerate(drafts, 1))


def _named(analysis: Analysis, by_account: dict[str, list[Statement]]) -> list[_Draft]:
    drafts: dict[tuple[str, str, str], _Draft] = {}
    for account in analysis.accounts:
        places: list[tuple[Cited, Speaker | None, _Draft]] = []
        for cited in citations(account.text):
            if cited.kind not in _SPOKEN:
                continue
            speaker = speaker_of(cited, account, analysis.register, by_account[account.id])
            key = (cited.kind, cited.holder, speaker.key if speaker else f"\0{account.id}")
            if speaker is None and (not cited.holder or cited.kind != "interview"):
                continue  # "in a statement" by nobody we know tells no origin apart
            draft = drafts.setdefault(key, _Draft(cited.kind, cited.name, cited.holder, speaker))
            draft.show(account.id, cited.span)
            places.append((cited, speaker, draft))
        _share_out(by_account[account.id], places, account.text)
    return _one_per_holder(list(drafts.values()))


def _one_per_holder(drafts: list[_Draft]) -> list[_Draft]:
    """An interview with nobody resolved is the one the same account says the
    same outlet had with somebody, where there is just one such.
    """
    kept = [d for d in drafts if d.speaker is not None]
    for draft in drafts:
        if draft.speaker is not None:
            continue
        same = [
            k for k in kept
            if (k.kind, k.holder) == (draft.kind, draft.holder) and set(draft.spans) <= set(k.spans)
        ]  # fmt: skip
        if len(same) != 1:
            kept.append(draft)
            continue
        for account, spans in draft.spans.items():
            for span in spans:
                same[0].show(account, span)
    return kept


def _share_out(
    statements: Iterable[Statement],
    places: Sequence[tuple[Cited, Speaker | None, _Draft]],
    text: str,
) -> None:
    """Give each statement to its speaker's occasion.

    That is the occasion its own sentence names; else the only one its speaker
    has in this account, if that is a talk and not a document; else the last one
    named in the same paragraph or the one before.
    """
    for statement in statements:
        if statement.speaker is None or statement.part != "text":
            continue
        mine = [p for p in places if p[1] is not None and p[1].key == statement.speaker.id]
        chosen = _occasion(statement.content[0].start, mine, text) if mine else None
        if chosen is not None:
            chosen.take(statement)


def _occasion(
    at: int, mine: Sequence[tuple[Cited, Speaker | None, _Draft]], text: str
) -> _Draft | None:
    for cited, _, draft in mine:
        if cited.sentence.start <= at < cited.sentence.end:
            return draft
    drafts = {id(d): d for _, _, d in mine}
    if len(drafts) == 1 and mine[0][0].kind != "document":
        return mine[0][2]
    before = [p for p in mine if p[0].span.start <= at]
    if before and text.count("\n", before[-1][0].span.start, at) <= _NEAR:
        return before[-1][2]
    return None


def _inherit(
    draft: _Draft,
    drafts: Sequence[_Draft],
    analysis: Analysis,
    by_account: dict[str, list[Statement]],
    links: Sequence[Derivation],
) -> None:
    """Bring in the accounts that rest on this origin without naming it: those
    that give the same words of the same speaker; and, of a speaker who speaks
    on no other occasion in any account, those linked to one that names it.
    """
    if draft.speaker is None:
        return
    named_in = set(draft.spans)
    alone = not any(d is not draft and _same_speaker(d, draft) for d in drafts)
    linked = {
        there
        for x in links
        if dependent(x)
        for here, there in ((x.a, x.b), (x.b, x.a))
        if here in named_in
    }
    known = list(draft.statements.values())
    text = {a.id: a.text for a in analysis.accounts}
    taken = {key for d in drafts for key in d.statements}
    for account in (a.id for a in analysis.accounts):
        for statement in by_account[account]:
            speaker = statement.speaker
            if speaker is None or speaker.id != draft.speaker.key or statement.part != "text":
                continue
            if f"{account}\0{statement.id}" in taken:
                continue
            by_link = alone and account in linked and draft.kind != "document"
            if by_link or any(said_alike(statement, k, text) for k in known):
                draft.take(statement)


def _same_speaker(a: _Draft, b: _Draft) -> bool:
    return a.speaker is not None and b.speaker is not None and a.speaker.key == b.speaker.key


def _agencies(accounts: Sequence[Account], links: Sequence[Derivation]) -> list[_Draft]:
    drafts: dict[str, _Draft] = {}
    names: dict[str, tuple[str, ...]] = {}
    for account in accounts:
        credits = find_credits(account)
        names[account.id] = credited(credits)
        for credit in credits:
            if credit.name in names[account.id] and credit.kind not in {"photo", "citation"}:
                draft = drafts.setdefault(
                    credit.name, _Draft("agency", "the {holder} report", credit.name, None)
                )
                draft.show(account.id, credit.span or _whole(account))
    for link in links:
        if not dependent(link):
            continue
        for here, there, first in ((link.a, link.b, True), (link.b, link.a, False)):
            if names.get(here):
                continue
            for name in names.get(there, ()):
                spans = (e.a if first else e.b for e in link.evidence if e.kind != "credit")
                shown = next((s for s in spans if s is not None), None)
                if shown is not None:
                    drafts[name].show(here, shown)
    return [drafts[name] for name in sorted(drafts)]


def _whole(account: Account) -> Span:
    return Span(0, max(len(account.text), 1))


def _finish(number: int, draft: _Draft, order: dict[str, int]) -> Origin:
    speaker = draft.speaker.name if draft.speaker else "someone it does not name"
    accounts = sorted(draft.spans, key=lambda i: (order.get(i, len(order)), i))
    return Origin(
        id=f"origin-{number}",
        kind=draft.kind,
        name=draft.template.format(holder=draft.holder, speaker=speaker),
        accounts=tuple(accounts),
        spans={i: tuple(sorted(draft.spans[i])) for i in accounts},
        holder=draft.holder or None,
        speaker=draft.speaker.id if draft.speaker else None,
        statements=tuple(f"{s.account}#{s.id}" for _, s in sorted(draft.statements.items())),
        rule=RULE,
    )
