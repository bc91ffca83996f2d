"""The labeller's drafts and the rules' drafts, as one list."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence

from twosource.find.statements.assemble import (
    NEIGHBOURS,
    PRINTED,
    TOLD,
    alone,
    by_place,
    give_way,
    join,
    quote_groups,
)
from twosource.find.statements.draft import Draft, trimmed
from twosource.find.statements.subjects import agent_of, agent_range, source_range, subject_of
from twosource.types import Quote, Section, Span


def combine(section: Section, learned: list[Draft], ruled: Sequence[Draft]) -> list[Draft]:
    """The labeller decides; the rules add what it has no label for.

    Added are chains (a told statement inside another's content), statements
    clear of everything labelled whose cue is a word of telling, and quoted
    speech that no cue reaches.
    """
    printed = [d for d in ruled if d.rule in PRINTED and not _told_already(d, learned)]
    learned = give_way(section, learned, printed)
    for draft in learned:
        _mend(section, draft, ruled)
    for draft in learned:
        draft.content = _undashed(section, _tidy(section, draft.content))
    spans = sorted(s for d in learned for s in [*d.content, *d.cue, *d.source])
    added = [
        d
        for d in ruled
        if d.cue and d.rule not in PRINTED
        if _chain(d, learned) or _clear(d, spans, section.text)
    ]
    kept = by_place([*learned, *printed, *added])
    groups = quote_groups(section)
    _whole(kept, groups)
    for lone in alone(section, kept, groups):
        if not lone.source:
            _beside(section, lone)
        kept.append(lone)
    return by_place(kept)


def _told_already(lead: Draft, learned: Sequence[Draft]) -> bool:
    """Whether the labeller read a line that leads up to a quote just so."""
    if lead.rule != "rule:lead":
        return False
    return any(
        d.source
        and any(_meet(d.source, lead.source))
        and all(any(c.overlap(s) >= 0.8 * len(s) for c in d.content) for s in lead.content)
        and sum(map(len, d.content)) <= 1.1 * sum(map(len, lead.content))
        for d in learned
    )


def _whole(drafts: Sequence[Draft], groups: Mapping[int, Sequence[Quote]]) -> None:
    """Quotes that nothing labelled takes join the draft that has another quote of
    their utterance.
    """
    spans = sorted((s, k) for k, d in enumerate(drafts) for s in d.content)
    for members in groups.values():
        if len(members) < 2:
            continue
        low, high = members[0].span.start, max(q.span.end for q in members)
        end = bisect_left(spans, high, key=lambda e: e[0].start)
        near = [e for e in spans[max(0, end - NEIGHBOURS) : end] if e[0].end > low]
        free = [q for q in members if not any(s.overlap(q.span) for s, _ in near)]
        held = [q for q in members if q not in free]
        owners = [k for s, k in near if any(s.overlap(q.span) >= 0.8 * len(q.span) for q in held)]
        if free and owners:
            owner = drafts[min(owners)]
            owner.content = join([*owner.content, *(q.span for q in free)])


def _tidy(section: Section, content: Sequence[Span]) -> list[Span]:
    """In order, without the empty subject of "it is believed that"."""
    spans = join(content)
    told = [s for s in spans if s.of(section.text).lower() not in {"it", "there"}]
    return [_after_colon(section.text, s) for s in told or spans]


_DASH = re.compile(r"\s*(?:[—–―]|--)")


def _undashed(section: Section, content: list[Span]) -> list[Span]:
    """Without the narration that a dash sets off from quoted words: "twice" of
    ``“to them”—twice—said the mayor`` and "it twice" of ``“X”—she said it twice—“Y”``.
    """
    out: list[Span] = []
    for span in content:
        inside = [q for q in section.quotes if q.speech and q.closed and span.contains(q.span)]
        if inside and inside[0].span.start == span.start:
            end = inside[-1].span.end
            if _DASH.match(section.text, end, span.end):
                span = Span(span.start, end)
        elif inside and out and section.text[out[-1].end - 1] in '"”’»':
            before = section.text[span.start : inside[0].span.start].rstrip()
            if before.endswith(("—", "–", "―", "--")):
                span = Span(inside[0].span.start, span.end)
        out.append(span)
    return out


_LED = re.compile(r"[^\"“”]+:\s*(?=[\"“]\w)")
_SENTENCE = re.compile(r"[\"“][A-Z][^\"“”]{40,}[.,?!…’'][\"”]$")
"""A whole quoted sentence.  Shorter quotes after a colon are often part of a
paraphrase ("one word: ...")."""


def _after_colon(text: str, span: Span) -> Span:
    """A quoted sentence without the words that lead up to it: ``him: "X."``."""
    lead = _LED.match(text, span.start, span.end)
    told = lead is not None and _SENTENCE.match(text, lead.end(), span.end)
    return Span(lead.end(), span.end) if lead is not None and told else span


def _mend(section: Section, draft: Draft, ruled: Sequence[Draft]) -> None:
    """The source the rules know, and the stance, for a draft without."""
    twin = next((r for r in ruled if r.cue and any(_meet(r.cue, draft.cue))), None)
    if twin is not None:
        draft.word = twin.word if twin.word is not None else draft.word
        draft.rule = f"{draft.rule}+{twin.rule}"
        if section.part == "title" and twin.source and not draft.source:
            draft.content = list(twin.content)
    _agent(section, draft)
    if draft.source or draft.word is None:
        return
    if twin is not None and twin.rule == "rule:verb:say" and twin.source:
        clause = twin.content[0].of(section.text).startswith("that ")
        if clause and any(c.contains(twin.source[0]) for c in draft.content):
            draft.content = list(twin.content)
    if twin is not None and twin.source and any(c.contains(twin.source[0]) for c in draft.cue):
        draft.cue = list(twin.cue)  # "was posted on his account": the owner is the source
    if twin is not None and twin.source and _outside(twin.source[0], draft):
        draft.source, draft.head = list(twin.source), twin.head
        return
    word = section.doc[draft.word]
    subject = subject_of(word) if word.pos_ == "VERB" else None
    if subject is None or subject.dep_ not in {"nsubj"} or subject.pos_ not in _NAMES:
        return
    first, last = (section.doc[k] for k in source_range(subject))
    span = Span(first.idx, last.idx + len(last.text))
    if _outside(span, draft) and subject.lower_ not in {"it", "there"}:
        draft.source, draft.head = [span], int(subject.i)


_RELATIVE = frozenset({"who", "which", "that"})


def _agent(section: Section, draft: Draft) -> None:
    """The one after ``by`` speaks in a passive, not the relative clause on it."""
    word = section.doc[draft.word] if draft.word is not None else None
    agent = agent_of(word) if word is not None and word.tag_ == "VBN" else None
    if agent is None or (draft.source and draft.source[0].of(section.text) not in _RELATIVE):
        return
    first, last = (section.doc[k] for k in agent_range(agent))
    source = Span(first.idx, last.idx + len(last.text))
    content = [_until(section, s, agent.head.i) if s.contains(source) else s for s in draft.content]
    told = [s for s in content if s is not None]
    if told and not any(s.overlap(source) for s in [*told, *draft.cue]):
        draft.content, draft.source, draft.head = told, [source], int(agent.i)


def _until(section: Section, span: Span, token: int) -> Span | None:
    """A span cut before a token; nothing where it begins there."""
    end = section.doc[token].idx
    return trimmed(section.text, span.start, end) if end > span.start else None


_NEAR = 14
"""Tokens after a quote looked at for the verb that reports it."""


def _beside(section: Section, lone: Draft) -> None:
    """Source and cue of a quote that ends with a comma before "the aide quipped",
    where the verb is in no lexicon.
    """
    doc = section.doc
    for quote in lone.content:
        tail = section.text[max(quote.start, quote.end - 2) : quote.end]
        after = doc.char_span(quote.end - 1, quote.end, alignment_mode="expand")
        if after is None or not any(c in tail for c in ",?!"):
            continue
        for token in doc[after.end : after.end + _NEAR]:
            if token.is_space or token.text in '.;“"':
                break
            subject = next((c for c in token.children if c.dep_ == "nsubj"), None)
            if token.tag_ not in {"VBD", "VBZ", "VBP"} or subject is None:
                continue
            if subject.i < after.end or subject.pos_ not in _NAMES:
                break
            first, last = (doc[k] for k in source_range(subject))
            lone.source = [Span(first.idx, last.idx + len(last.text))]
            lone.head, lone.word = int(subject.i), int(token.i)
            lone.cue = [Span(token.idx, token.idx + len(token.text))]
            lone.rule = "rule:quote beside"
            return


_UNNAMED = frozenset({"say", "claim", "report", "confirm", "reveal"})
"""Kinds whose source is often left out: "it was posted that"."""
_NAMES = frozenset({"NOUN", "PROPN", "PRON"})


def _meet(ones: Sequence[Span], others: Sequence[Span]) -> list[bool]:
    return [a.overlap(b) > 0 for a in ones for b in others]


def _outside(span: Span, draft: Draft) -> bool:
    return not any(c.overlap(span) for c in [*draft.content, *draft.cue])


def _chain(draft: Draft, learned: Sequence[Draft]) -> bool:
    """Told, with a source, wholly inside the content of a labelled one."""
    if not draft.source or draft.rule.rsplit(":", 1)[-1] not in TOLD:
        return False
    parts = [*draft.source, *draft.cue, *draft.content]
    low, high = min(p.start for p in parts), max(p.end for p in parts)
    for other in learned:
        for span in other.content:
            if span.start <= low and high <= span.end and len(span) > high - low:
                return not any(
                    s.overlap(draft.cue[0]) for d in learned if d is not other for s in d.content
                )
    return False


def _clear(draft: Draft, spans: Sequence[Span], text: str) -> bool:
    kind = draft.rule.rsplit(":", 1)[-1]
    if kind == "noun":
        # "confirmation from the palace that ...": sure only with both ends named.
        if not draft.source or not draft.content[0].of(text).startswith("that "):
            return False
    elif kind not in TOLD | {"colon", "signed"} or (not draft.source and kind not in _UNNAMED):
        return False
    parts = [*draft.source, *draft.cue, *draft.content]
    low, high = min(p.start for p in parts), max(p.end for p in parts)
    return not any(s.start < high and low < s.end for s in spans)
