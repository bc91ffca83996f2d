"""Reviews -> records and back; and what each decided, in one line of plain words."""

from __future__ import annotations

from twosource import types as t
from twosource.records.models import (
    PassageRecord,
    ReviewedRecord,
    ReviewRecord,
    StandingRecord,
)

TOOL = "twosource"
_TOLD = {"accept": "keep", "correct": "change"}
_READ = {"keep": "accept", "change": "correct"}
_NEEDS_WORDS = {"finding", "position"}
KINDS: dict[str, frozenset[str]] = {
    "finding": frozenset({"accept", "strike", "correct"}),
    "position": frozenset({"accept", "strike", "correct"}),
    "link": frozenset({"strike", "add"}),
    "party": frozenset({"merge", "split", "rename"}),
    "account": frozenset({"move", "set"}),
}
"""What may be decided of what."""
FIELDS = ("date", "outlet", "agency", "byline")
"""What may be set of an account."""


def _passage(p: t.Passage) -> PassageRecord:
    return PassageRecord(
        account=p.account, part=p.part, span=(p.span.start, p.span.end), quote=p.quote,
        prefix=p.prefix, suffix=p.suffix, role=p.role,
    )  # fmt: skip


def review(r: t.Review) -> ReviewRecord:
    """The record of a review; its own place is the first passage, as it should be."""
    first = next(iter((*r.better, *r.passages)), None)
    old = next(iter(r.passages), None)
    name = " / ".join(r.accounts[:2]) if r.of in {"link", "account"} else r.says
    account = first.account if first else next(iter(r.accounts), "")
    return ReviewRecord(
        id=r.id, story=r.story, account=account, part=first.part if first else "text",
        span=(first.span.start, first.span.end) if first else None,
        quote=first.quote if first else "", prefix=first.prefix if first else "",
        suffix=first.suffix if first else "", found="as given",
        before=(old.span.start, old.span.end) if r.better and old else None,
        record=ReviewedRecord(kind=r.of, id=name, role=first.role if first else "", says=r.says),
        decision=_TOLD.get(r.decision, r.decision),  # type: ignore[arg-type]
        values=dict(r.values), note=r.note, author=r.author, time=r.time, tool=TOOL,
        passages=[_passage(p) for p in r.passages], better=[_passage(p) for p in r.better],
        names=list(r.names), accounts=list(r.accounts), undone=r.undone,
    )  # fmt: skip


def review_of(record: ReviewRecord) -> t.Review:
    """The review of a record, whether it was made here or by another tool.

    Raises:
        ValueError: it decides nothing that a store keeps, or lacks what it rests on; the text
            says what.
    """
    of = record.record.kind if record.record is not None else "nothing"
    decision = _READ.get(record.decision, record.decision)
    if decision not in KINDS.get(of, ()):
        raise ValueError(f"{record.decision} of {of} is not kept")
    passages = tuple(_read(p) for p in record.passages)
    better = tuple(_read(p) for p in record.better)
    says = record.record.says if record.record is not None else ""
    accounts = tuple(record.accounts)
    if not passages and record.span is not None:
        passages, better = _of_place(record)
    if of == "link" and not accounts and record.record is not None:
        accounts = tuple(record.record.id.split("#", 1))
    made = t.Review(
        id=record.id, author=record.author or "", time=record.time or "",
        decision=decision,  # type: ignore[arg-type]
        of=of,  # type: ignore[arg-type]
        note=record.note, story=record.story, says=says, passages=passages, better=better,
        values=dict(record.values), names=tuple(record.names), accounts=accounts,
        undone=record.undone,
    )  # fmt: skip
    check(made)
    return made


def _read(p: PassageRecord) -> t.Passage:
    return t.Passage(
        p.account, p.part, t.Span(*p.span), p.quote, p.prefix, p.suffix, p.role
    )  # fmt: skip


def _of_place(record: ReviewRecord) -> tuple[tuple[t.Passage, ...], tuple[t.Passage, ...]]:
    """The passages of a review that another tool made: one place, and what it was before."""
    assert record.span is not None
    role = record.record.role if record.record is not None else ""
    now = t.Passage(
        record.account, record.part, t.Span(*record.span), record.quote, record.prefix,
        record.suffix, "" if role == "finding" else role,
    )  # fmt: skip
    if record.before is None:
        return (now,), ()
    # the words it had are not told there: its place alone, which the account still has
    return (t.Passage(now.account, now.part, t.Span(*record.before), "", role=now.role),), (now,)


def check(r: t.Review) -> None:
    """Refuse a review that cannot be carried out.

    Raises:
        ValueError: what it lacks.
    """
    if r.decision not in KINDS.get(r.of, ()):
        raise ValueError(f"{r.decision} of {r.of} is not kept")
    if r.of in _NEEDS_WORDS and not r.passages:
        raise ValueError("it rests on no words")
    if r.decision == "correct" and not r.better and not r.values:
        raise ValueError("it says nothing that is right instead")
    if r.of == "link" and (len(r.accounts) != 2 or r.accounts[0] == r.accounts[1]):
        raise ValueError("a link has two accounts")
    if r.of == "link" and r.decision == "add" and not r.passages:
        raise ValueError("it rests on no words: quote those that show the link")
    if r.of == "account" and len(r.accounts) != 1:
        raise ValueError("it names no account")
    if r.decision == "set" and not {*r.values} & {*FIELDS}:
        raise ValueError(f"it sets none of {', '.join(FIELDS)}")
    if r.of == "party":
        _check_party(r)


def _check_party(r: t.Review) -> None:
    if not r.accounts:
        raise ValueError("it names no story")
    if r.decision == "merge" and len(r.names) < 2:
        raise ValueError("two parties at least are merged")
    if r.decision == "split" and not (r.names and r.values.get("party") and r.values.get("name")):
        raise ValueError("a party is split by the forms taken out, and a name for them")
    if r.decision == "rename" and not (r.values.get("party") and r.values.get("name")):
        raise ValueError("a party and its better name are needed")


_KINDS = {"differ": "difference", "agree": "agreement", "only": "told by one alone,"}


def said(r: t.Review) -> str:
    """What was decided, without who did it: ``difference (number) struck: “12” / “20”``."""
    if r.of == "party":
        return _of_party(r)
    if r.of == "account":
        return _of_account(r)
    if r.of == "link":
        what = "marked wrong" if r.decision == "strike" else f"added ({r.values['relation']})"
        return f"link of {r.accounts[0]} and {r.accounts[1]} {what}"
    words = " / ".join(dict.fromkeys(f"“{_short(p.quote)}”" for p in r.passages if p.quote))
    done = {"accept": "accepted", "strike": "struck", "correct": "corrected"}[r.decision]
    kind, *types = r.says.split() or ["line"]
    called = f"position ({kind})" if r.of == "position" else _KINDS.get(kind, kind)
    told = f"{called} ({', '.join(types)}) {done}" if types else f"{called} {done}"
    told += f": {words}" if words else ""
    right = [f"{k} {v}" for k, v in r.values.items()] + [f"“{_short(p.quote)}”" for p in r.better]
    return f"{told} → {', '.join(right)}" if r.decision == "correct" else told


def _of_party(r: t.Review) -> str:
    names = ", ".join(r.names)
    if r.decision == "merge":
        name = r.values.get("name")
        return f"parties merged: {names}" + (f", as {name}" if name else "")
    if r.decision == "split":
        return f"party split: {names} taken out of {r.values['party']}, as {r.values['name']}"
    return f"party renamed: {r.values['party']}, now {r.values['name']}"


def _of_account(r: t.Review) -> str:
    (account,) = r.accounts
    if r.decision == "move":
        beside = r.values.get("with")
        return f"{account} moved " + (f"to the story of {beside}" if beside else "to a story alone")
    told = "; ".join(f"{k} {v or 'none'}" for k, v in r.values.items() if k in FIELDS)
    return f"{account} set: {told}"


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= 80 else f"{line[:79]}…"


def standing(s: t.Standing) -> StandingRecord:
    """The record of what became of a decision in a dossier."""
    r = s.review
    return StandingRecord(
        review=r.id, decision=r.decision, of=r.of, said=said(r), author=r.author, time=r.time,
        note=r.note, holds=s.holds, reason=s.reason,
    )  # fmt: skip
