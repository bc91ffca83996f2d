"""Accounts and links -> origins: where the information first entered print."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from twosource.trace.cited import Cited, citations
from twosource.trace.drafts import Draft
from twosource.trace.lineage import dependent
from twosource.trace.naming import is_outlet
from twosource.trace.own import own_occasions
from twosource.trace.reports import cited_reports, printed_talks, reports
from twosource.trace.speakers import Speaker, said_alike, same_said, same_words, speaker_of
from twosource.types import Account, Analysis, Derivation, Origin, Statement

RULE = "trace.origins.2"
_NEAR = 2  # line breaks: the same paragraph, or the one after
_SPOKEN = ("interview", "press conference", "hearing", "document")
_OWN = "what {speaker} told {holder}"


def find_origins(analysis: Analysis, links: Sequence[Derivation]) -> tuple[Origin, ...]:
    """Interviews, press conferences, documents, releases, agency reports and what
    accounts found out themselves, each with what shows it in every account.

    An account rests on an origin where it names it; where it is linked to an
    account that does and has the same speaker's statements without naming
    another occasion; or where it gives the same words of the same speaker.
    """
    by_account: dict[str, list[Statement]] = {a.id: [] for a in analysis.accounts}
    for statement in analysis.statements:
        by_account.setdefault(statement.account, []).append(statement)
    drafts = _named(analysis, by_account, links)
    for draft in drafts:
        _inherit(draft, drafts, analysis, by_account, links)
    drafts += cited_reports(analysis.accounts)
    drafts += printed_talks(analysis.accounts, links)
    drafts += reports(analysis.accounts, links)
    order = {a.id: n for n, a in enumerate(analysis.accounts)}
    return tuple(_finish(n, d, order) for n, d in enumerate(drafts, 1))


def _named(
    analysis: Analysis, by_account: dict[str, list[Statement]], links: Sequence[Derivation]
) -> list[Draft]:
    drafts: dict[tuple[str, str, str], Draft] = {}
    texts = {a.id: a.text for a in analysis.accounts}
    for account in analysis.accounts:
        parents = [texts[i] for i in _parents(account.id, links) if i in texts]
        said = by_account[account.id]
        places: list[tuple[Cited, Speaker | None, Draft]] = []
        for cited, own in _occasions(account):
            speaker = speaker_of(cited, account, analysis.register, said)
            if speaker is None and not own and (not cited.holder or cited.kind != "interview"):
                continue  # "in a statement" by nobody we know tells no origin apart
            if own and _taken_over(cited, account, said, parents):
                continue
            draft = drafts.setdefault(
                (cited.kind, cited.holder or account.id * own,
                 speaker.key if speaker else f"\0{account.id}"),
                Draft(cited.kind, cited.name or _OWN, cited.holder, speaker, account.id),
            )  # fmt: skip
            draft.show(account.id, cited.sentence if own else cited.span)
            places.append((cited, speaker, draft))
        _share_out(said, places, account.text)
    return _one_per_holder(list(drafts.values()))


def _occasions(account: Account) -> list[tuple[Cited, bool]]:
    """The occasions that an account names, and whether it was told there itself."""
    named = [c for c in citations(account.text) if c.kind in _SPOKEN]
    found = [(c, c.kind == "interview" and is_outlet(account, c.holder)) for c in named]
    own = (c for c in own_occasions(account) if not any(c.span.overlap(n.span) for n in named))
    return sorted([*found, *((c, True) for c in own)], key=lambda f: f[0].span)


def _parents(account: str, links: Sequence[Derivation]) -> list[str]:
    """The accounts that one came from."""
    return [
        link.a if link.b == account else link.b
        for link in links
        if dependent(link)
        and (link.a, link.b)[link.direction == "a>b"] == account
        and link.direction in {"a>b", "b>a"}
    ]


def _taken_over(
    cited: Cited, account: Account, said: Sequence[Statement], parents: Sequence[str]
) -> bool:
    """Whether what an account says it was told itself stands in one it came from: a
    rewriter puts his own paper in the place of the one that asked.
    """
    told = [cited.sentence.of(account.text)]
    for statement in said:
        spans = (*statement.source, *statement.cue, *statement.content)
        if any(cited.sentence.overlap(s) for s in spans):
            told += [s.of(account.text) for s in statement.content]
    return any(same_words(words, parent) for words in told for parent in parents)


def _one_per_holder(drafts: list[Draft]) -> list[Draft]:
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
    places: Sequence[tuple[Cited, Speaker | None, Draft]],
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
    at: int, mine: Sequence[tuple[Cited, Speaker | None, Draft]], text: str
) -> Draft | None:
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
    draft: Draft,
    drafts: Sequence[Draft],
    analysis: Analysis,
    by_account: dict[str, list[Statement]],
    links: Sequence[Derivation],
) -> None:
    """Bring in the accounts that rest on this origin without naming it: those
    that give the same words of the same speaker; and, of a speaker who speaks
    on no other occasion in any account, those linked to one that names it.  What an
    account was told itself, or heard in court, is in another one by the same words alone.
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
    own = draft.kind == "own report"
    alike = same_said if own or draft.kind == "hearing" else said_alike
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
            by_link = alone and account in linked and draft.kind != "document" and not own
            if by_link or any(alike(statement, k, text) for k in known):
                draft.take(statement)


def _same_speaker(a: Draft, b: Draft) -> bool:
    return a.speaker is not None and b.speaker is not None and a.speaker.key == b.speaker.key


def _finish(number: int, draft: Draft, order: dict[str, int]) -> Origin:
    accounts = sorted(draft.spans, key=lambda i: (order.get(i, len(order)), i))
    return Origin(
        id=f"origin-{number}",
        kind=draft.kind,
        name=draft.name,
        accounts=tuple(accounts),
        spans={i: tuple(sorted(draft.spans[i])) for i in accounts},
        holder=draft.holder or None,
        speaker=draft.speaker.id if draft.speaker else None,
        statements=tuple(f"{s.account}#{s.id}" for _, s in sorted(draft.statements.items())),
        rule=RULE,
    )
