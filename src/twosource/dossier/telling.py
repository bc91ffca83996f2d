"""An account as the page shows it: its text with marks, its facts, its page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from twosource.dossier.highlight import Mark, Stretch, stretches
from twosource.dossier.names import outlet, safe_url, title
from twosource.dossier.passages import texts
from twosource.dossier.scene import Scene, language
from twosource.dossier.words import count, date, listed, sentence, sureness, word
from twosource.types import Account, Part, Span


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence (or a title, a caption) with its marks; ``anchor`` is ``""`` where it goes on
    from the block before.
    """

    anchor: str
    stretches: tuple[Stretch, ...]


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, subheading, title or caption."""

    kind: str
    sentences: tuple[Sentence, ...]

    @property
    def text(self) -> str:
        """Its text, without marks."""
        return "".join(x.text for s in self.sentences for x in s.stretches)


@dataclass(frozen=True, slots=True)
class Fact:
    """One line about an account; ``doubt`` is why, or what it rests on."""

    name: str
    value: str
    doubt: str = ""
    href: str = ""


@dataclass(frozen=True, slots=True)
class Copy:
    """An account that stands with its source, with what it has otherwise.

    Attributes:
        lacks: sentences of the source that it leaves out.
        adds: its own sentences.
        note: dates, credits and repairs of its page.
    """

    id: str
    letter: str
    anchor: str
    outlet: str
    title: str
    when: str
    lacks: tuple[str, ...]
    adds: tuple[str, ...]
    note: str


@dataclass(frozen=True, slots=True)
class Telling:
    """An account on the page, with the copies of it."""

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
    copies: tuple[Copy, ...]


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
    marks = sorted(scene.marks.get((account.id, part), ()), key=lambda m: m.span)
    text = account.part(part)
    if part != "text":
        anchor = scene.names.sentence(account.id, part, 1)
        return (Block(kind, (Sentence(anchor, tuple(stretches(text, marks))),)),) if text else ()
    subheads = set(account.subheads)
    cuts = [s.start for s in scene.sentences(account.id, part)]
    used: set[str] = set()
    out = []
    for span in _paragraphs(account):
        edges = [span.start, *(c for c in cuts if span.start < c < span.end), span.end]
        sentences = []
        for start, end in pairwise(edges):
            number = scene.numbered(account.id, part, start)
            anchor = scene.names.sentence(account.id, part, number)
            within = Span(start, end)
            found = tuple(stretches(text, _in(marks, within), within))
            sentences.append(Sentence("" if anchor in used else anchor, found))
            used.add(anchor)
        out.append(Block("subhead" if span in subheads else kind, tuple(sentences)))
    return tuple(out)


def _in(marks: Sequence[Mark], within: Span) -> list[Mark]:
    return [m for m in marks if m.span.overlap(within)]


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


def _copy(scene: Scene, account: Account, source: Account) -> Copy:
    """A copy beside its source: the sentences only one of the two has."""
    mine, theirs = texts(scene, account.id), texts(scene, source.id)
    here, there = ({" ".join(t.casefold().split()) for t in x} for x in (mine, theirs))
    shown = account.published
    notes = [f"published {date(shown.value)}, from {shown.evidence}" if shown
             else f"publication date not established{': ' * bool(account.published_reason)}"
             f"{account.published_reason}"]  # fmt: skip
    notes += [f"agency: {name}" for name in account.agency]
    notes += [f"repaired: {r.kind}" for r in account.repairs]
    notes += [f"SHA-256 {account.sha256}"]
    return Copy(
        account.id, scene.names.letters[account.id], scene.names.account(account.id),
        outlet(account), title(account),
        date(shown.value) if shown else "date not established",
        tuple(t for t in theirs if " ".join(t.casefold().split()) not in here),
        tuple(t for t in mine if " ".join(t.casefold().split()) not in there),
        "; ".join(notes),
    )  # fmt: skip


def telling(scene: Scene, account: Account, copies: Sequence[Account] = ()) -> Telling:
    """The account as shown; call after every other part has placed its marks."""
    captions = [b for part in account.parts() if part.startswith("caption:")
                for b in _blocks(scene, account, part, "caption")]  # fmt: skip
    head = _blocks(scene, account, "title", "title") if account.title else ()
    return Telling(
        account.id, scene.names.letters[account.id], scene.names.account(account.id),
        outlet(account), title(account), language(account), account.direction,
        date(account.published.value) if account.published else "date not established",
        head, _blocks(scene, account, "text", "paragraph"), tuple(captions), _facts(account),
        tuple((word("furniture", f.kind), f.text, f.reason) for f in account.furniture),
        tuple(_copy(scene, c, account) for c in copies),
    )  # fmt: skip
