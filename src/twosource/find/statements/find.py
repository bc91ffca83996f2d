"""Parse -> Statement, the whole way: cues and contents, links, speakers, details."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from twosource.find.statements.assemble import NEIGHBOURS, assemble
from twosource.find.statements.combine import combine
from twosource.find.statements.datelines import past_dateline
from twosource.find.statements.details import addressee, modality, occasion, polarity, said_at
from twosource.find.statements.draft import Draft
from twosource.find.statements.labeller import chunks
from twosource.find.statements.labels import rule_labels
from twosource.find.statements.lexicon import adjectives, nouns, verbs
from twosource.find.statements.links import link
from twosource.find.statements.network import load_all
from twosource.find.statements.quoted_alone import quoted_alone
from twosource.find.statements.rules import rule_drafts
from twosource.find.statements.speakers import Speakers
from twosource.types import Form, Parse, Quote, Register, Section, Span, Statement

VERBATIM = frozenset({"rule:turn:colon", "rule:lead"})
"""Rules whose contents are somebody's own words, in quotation marks or not."""

MODEL = "statements_polnear"
"""The packaged labeller."""


def find_statements(
    parse: Parse, register: Register, model: str | None = MODEL
) -> tuple[Statement, ...]:
    """Every statement of an account, in text order, title and captions included.

    Args:
        parse: the parsed account.
        register: the parties, for speakers and addressees.
        model: name of the labeller, or ``None`` for rules alone.

    Returns:
        Statements whose spans lie in their own part; ids count from ``s1``.

    Raises:
        ModelError: ``TS-MODEL-02`` where the labeller's file is missing or altered.
    """
    if parse.by_lists:
        from twosource.find.foreign import statements_by_lists

        return statements_by_lists(parse, register)
    found: list[Statement] = []
    order = sorted(parse.sections, key=lambda s: (s.part != "title", s.part != "text", s.part))
    for section in order:
        drafts = find_drafts(section, model)
        found += _finish(parse, section, register, drafts, len(found))
    return tuple(found)


def find_drafts(section: Section, model: str | None = MODEL) -> list[Draft]:
    """The spans of every statement of a section, speakers not yet resolved.

    The labeller needs the vectors of the pipeline it was trained on; with
    another pipeline the rules work alone.
    """
    ruled = assemble(section, rule_drafts(section))
    if model is None or not len(section.doc):
        return ruled
    nets = load_all(model)
    tensor = section.doc.tensor
    if tensor.ndim != 2 or tensor.shape[1] != nets[0].vectors.shape[0]:
        return ruled
    found = chunks(section, nets, rule_labels(section, ruled))
    return combine(section, link(section, found), ruled)


def _finish(
    parse: Parse, section: Section, register: Register, drafts: Sequence[Draft], count: int
) -> list[Statement]:
    for draft in drafts:
        past_dateline(section, draft)
        quoted_alone(section, draft)
    speakers = Speakers(parse, section, register)
    statements = [
        _statement(parse, section, register, speakers, draft, f"s{count + i + 1}")
        for i, draft in enumerate(drafts)
    ]
    near = [statements[max(0, k - NEIGHBOURS) : k + NEIGHBOURS] for k in range(len(statements))]
    return [replace(s, inside=_inside(s, near[k])) for k, s in enumerate(statements)]


def _statement(
    parse: Parse,
    section: Section,
    register: Register,
    speakers: Speakers,
    draft: Draft,
    number: str,
) -> Statement:
    lemma = section.doc[draft.word].lemma_.lower() if draft.word is not None else ""
    entry = verbs().get(lemma) or nouns().get(lemma) or adjectives().get(lemma)
    return Statement(
        account=parse.account.id,
        id=number,
        part=section.part,
        source=tuple(draft.source),
        cue=tuple(draft.cue),
        content=tuple(draft.content),
        form=_form(section, draft),
        speaker=speakers.of(draft),
        addressee=addressee(parse, section, draft, register),
        polarity=polarity(section, draft, entry.negates if entry else False),
        modality=modality(section, draft),
        rule=draft.rule,
        stance=entry.kind if entry else "say",
        occasion=occasion(section, draft),
        said_at=said_at(section, draft),
    )


def _form(section: Section, draft: Draft) -> Form:
    if draft.rule in VERBATIM:
        return "direct"
    return form(section.text, draft.content, section.quotes)


def form(text: str, content: Sequence[Span], quotes: Sequence[Quote]) -> Form:
    """Direct when every word stands in quotation marks, indirect when none does."""
    quoted = bare = 0
    for span in content:
        inside = [q.span for q in quotes if q.span.overlap(span)]
        covered = 0
        reach = span.start
        for quote in sorted(inside):
            low, high = max(quote.start, reach), min(quote.end, span.end)
            if high > low:
                covered += sum(c.isalnum() for c in text[low:high])
                reach = high
        whole = sum(c.isalnum() for c in span.of(text))
        quoted += covered
        bare += whole - covered
    if not quoted:
        return "indirect"
    return "direct" if bare <= 3 else "mixed"


def _inside(one: Statement, others: Sequence[Statement]) -> str | None:
    """The innermost statement whose content holds all of this one's cue and
    content.
    """
    low = min(s.start for s in [*one.content, *one.cue, *one.source])
    high = max(s.end for s in [*one.content, *one.cue, *one.source])
    best: tuple[int, str] | None = None
    for other in others:
        if other.id == one.id:
            continue
        for span in other.content:
            holds = span.start <= low and high <= span.end and len(span) > high - low
            if holds and (best is None or len(span) < best[0]):
                best = (len(span), other.id)
    return best[1] if best else None
