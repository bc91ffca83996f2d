"""An account as the page shows it: its text with marks, its facts, its page."""

from __future__ import annotations

from dataclasses import dataclass

from twosource.dossier.highlight import Mark, Stretch, stretches
from twosource.dossier.names import outlet, safe_url, title
from twosource.dossier.scene import Scene, language
from twosource.dossier.words import count, date, listed, sentence, sureness, word
from twosource.types import Account, Part, Span


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, subheading, title or caption with its marks."""

    kind: str
    stretches: tuple[Stretch, ...]


@dataclass(frozen=True, slots=True)
class Fact:
    """One line about an account; ``doubt`` is why, or what it rests on."""

    name: str
    value: str
    doubt: str = ""
    href: str = ""


@dataclass(frozen=True, slots=True)
class Telling:
    """An account on the page."""

    id: str
    letter: str
    anchor: str
    outlet: str
    title: str
    lang: str
    dir: str
    when: str
    head: tuple[Block, ...]
    body: tuple[Block, ...]
    captions: tuple[Block, ...]
    facts: tuple[Fact, ...]
    furniture: tuple[tuple[str, str, str], ...]
    findings: int


def _paragraphs(account: Account) -> tuple[Span, ...]:
    """The paragraphs; the lines of the text where the paragraphs leave words out."""
    text = account.text
    covered, at = True, 0
    for span in account.paragraphs:
        covered = covered and at <= span.start and not text[at : span.start].strip()
        at = span.end
    if account.paragraphs and covered and at <= len(text) and not text[at:].strip():
        return account.paragraphs
    lines, at = [], 0
    for line in text.splitlines(keepends=True):
        if line.strip():
            lines.append(Span(at, at + len(line)))
        at += len(line)
    return tuple(lines)


def _blocks(scene: Scene, account: Account, part: Part, kind: str) -> tuple[Block, ...]:
    marks: list[Mark] = list(scene.marks.get((account.id, part), ()))
    text = account.part(part)
    if part != "text":
        return (Block(kind, tuple(stretches(text, marks))),) if text else ()
    subheads = set(account.subheads)
    marks.sort(key=lambda m: m.span)
    out, waiting = [], marks
    for span in _paragraphs(account):
        here = [m for m in waiting if m.span.start < span.end and m.span.end > span.start]
        waiting = [m for m in waiting if m.span.end > span.end]
        shape = "subhead" if span in subheads else kind
        out.append(Block(shape, tuple(stretches(text, here, span))))
    return tuple(out)


def _facts(account: Account) -> tuple[Fact, ...]:
    out = [Fact("File or record", account.id)]
    url = safe_url(account.url)
    if account.url:
        out.append(Fact("Address", account.url, "" if url else "not a web link", url or ""))
    out.append(Fact("Outlet", account.outlet or "not established"))
    if account.publisher:
        out.append(Fact("Publisher", account.publisher))
    out.append(Fact("By", listed(account.byline) or "no byline found"))
    out += _credits(account)
    shown = account.published
    out.append(
        Fact("Published", date(shown.value), f"from {shown.evidence}; {sureness(shown.confidence)}")
        if shown else Fact("Published", "not established", account.published_reason)
    )  # fmt: skip
    out += [
        Fact(sentence(word("date", d.kind)), date(d.value), f"from {d.evidence}")
        for d in account.dates
        if d != shown and d.kind != "published"
    ]
    out += [
        Fact("Not taken as published", date(d.value), f"from {d.evidence}")
        for d in account.dates
        if d != shown and d.kind == "published"
    ]
    if account.language != "und":
        out.append(Fact("Language", account.language))
    out += [
        Fact("Repaired", r.kind, count(r.count, "place", "places") + " mended")
        for r in account.repairs
    ]
    if not account.finished:
        out.append(Fact("Encoding", account.charset, account.charset_reason))
    out.append(Fact("SHA-256 of the input", account.sha256))
    return tuple(out)


def _credits(account: Account) -> list[Fact]:
    if not account.credits:
        return [Fact("Agency", "none named")]
    return [
        Fact("Agency" if c.name in account.agency else "Not counted as agency", c.name,
             f"{word('credit', c.kind)}: {c.evidence}")
        for c in account.credits
    ]  # fmt: skip


def telling(scene: Scene, account: Account) -> Telling:
    """The account as shown; call after every other part has placed its marks."""
    captions = [b for part in account.parts() if part.startswith("caption:")
                for b in _blocks(scene, account, part, "caption")]  # fmt: skip
    head = _blocks(scene, account, "title", "title") if account.title else ()
    numbers = {m.number for (a, _), found in scene.marks.items() if a == account.id
               for m in found if m.number}  # fmt: skip
    return Telling(
        account.id, scene.names.letters[account.id], scene.names.account(account.id),
        outlet(account), title(account), language(account), account.direction,
        date(account.published.value) if account.published else "date not established",
        head, _blocks(scene, account, "text", "paragraph"), tuple(captions), _facts(account),
        tuple((word("furniture", f.kind), f.text, f.reason) for f in account.furniture),
        len(numbers),
    )  # fmt: skip
