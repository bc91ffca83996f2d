"""Whole accounts as origins: an agency's report, a body's release, a printed talk."""

from __future__ import annotations

from collections.abc import Sequence

from twosource.trace.cited import citations, sentence_spans
from twosource.trace.credits import credited, find_credits
from twosource.trace.drafts import Draft
from twosource.trace.lineage import dependent
from twosource.trace.naming import is_outlet
from twosource.trace.own import turns
from twosource.trace.released import released
from twosource.types import Account, Derivation, Evidence, Origin, Span

# what two texts share by accident, or by being of one event: never the place that shows a copy
_FAINT = frozenset({"credit", "rare", "figure"})


def is_report(origin: Origin) -> bool:
    """Whether an origin is a whole text, and not an occasion that a text names:
    what rests on it is what its text has too.
    """
    return origin.kind == "agency" or (origin.kind == "document" and origin.speaker is None)


def reports(accounts: Sequence[Account], links: Sequence[Derivation]) -> list[Draft]:
    """Releases, then agencies' reports, by name; with the accounts linked to them."""
    return [*_releases(accounts, links), *_agencies(accounts, links)]


LEAD = 3
"""Sentences of an account in which it says whose report it passes on."""


def cited_reports(accounts: Sequence[Account]) -> list[Draft]:
    """Other outlets' reports that accounts name where they begin as the source of their news."""
    drafts: dict[str, Draft] = {}
    for account in accounts:
        begun = _begun(account.text)
        for cited in citations(account.text):
            own = cited.holder and is_outlet(account, cited.holder)
            if cited.kind == "report" and cited.span.start < begun and cited.holder and not own:
                draft = drafts.setdefault(
                    cited.holder, Draft("report", cited.name, cited.holder, None)
                )
                draft.show(account.id, cited.span)
    return [drafts[holder] for holder in sorted(drafts)]


def _begun(text: str) -> int:
    """Where the sentences that an account begins with end, headlines and bylines left out."""
    ends = [s.end for s in sentence_spans(text) if text[s.start : s.end].rstrip()[-1:] in '.!?…”"']
    return ends[min(LEAD, len(ends)) - 1] if ends else 0


def _whole(account: Account) -> Span:
    return Span(0, max(len(account.text), 1))


def _agencies(accounts: Sequence[Account], links: Sequence[Derivation]) -> list[Draft]:
    drafts: dict[str, Draft] = {}
    names: dict[str, tuple[str, ...]] = {}
    for account in accounts:
        credits = find_credits(account)
        names[account.id] = credited(credits)
        for credit in credits:
            if credit.name in names[account.id] and credit.kind not in {"photo", "citation"}:
                draft = drafts.setdefault(
                    credit.name, Draft("agency", "the {holder} report", credit.name, None)
                )
                draft.show(account.id, credit.span or _whole(account))
    for here, there, shown in _shared(links):
        if not names.get(here):
            for name in names.get(there, ()):
                drafts[name].show(here, shown)
    return [drafts[name] for name in sorted(drafts)]


def _releases(accounts: Sequence[Account], links: Sequence[Derivation]) -> list[Draft]:
    drafts: dict[str, Draft] = {}
    for account in accounts:
        if released(account):
            body = account.outlet or account.publisher or ""
            draft = Draft("document", "the release of {holder}", body, None, account.id)
            draft.show(account.id, _whole(account))
            drafts[account.id] = draft
    for here, there, shown in _shared(links):
        if there in drafts and here not in drafts:
            drafts[there].show(here, shown)
    return list(drafts.values())


def _shared(links: Sequence[Derivation]) -> list[tuple[str, str, Span]]:
    """Each account of a link, the other one, and a place of the first that shows it."""
    found = []
    for link in links:
        if dependent(link):
            for here, there, first in ((link.a, link.b, True), (link.b, link.a, False)):
                shown = next((s for e in link.evidence if (s := place(e, first=first))), None)
                if shown is not None:
                    found.append((here, there, shown))
    return found


def place(evidence: Evidence, *, first: bool) -> Span | None:
    """Where a piece of evidence that shows a copy stands in one of its accounts."""
    if evidence.kind in _FAINT:
        return None
    return evidence.a if first else evidence.b


def printed_talks(accounts: Sequence[Account], links: Sequence[Derivation]) -> list[Draft]:
    """Talks that accounts print turn by turn and have from no other account."""
    sources = {(d.b if d.direction == "a>b" else d.a) for d in links if d.direction in _WAYS}
    drafts = []
    for account in accounts:
        spans = turns(account) if account.id not in sources else ()
        if spans:
            draft = Draft(
                "own report", "the talk in {holder}", account.outlet or "", None, account.id
            )
            for span in spans:
                draft.show(account.id, span)
            drafts.append(draft)
    return drafts


_WAYS = frozenset({"a>b", "b>a"})
