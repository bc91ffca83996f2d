"""Rules over verbs of saying: cue, source and content from the parse."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from typing import TYPE_CHECKING

import numpy as np

from twosource.find.statements.draft import Draft, edges, left, right, trimmed
from twosource.find.statements.lexicon import Cue, verbs
from twosource.find.statements.subjects import (
    agent_of,
    agent_range,
    source_range,
    subject_of,
)
from twosource.language.relations import SUBJECTS
from twosource.types import Quote, Section, Span

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_LEAD = frozenset({"aux", "auxpass", "neg", "advmod"})
_PARTICLES = frozenset({"prt", "prep"})
_OBJECT = frozenset({"dobj", "ccomp", "xcomp", "oprd", "acomp", "attr"})
_OBJECT_PREPS = frozenset({"of", "for", "as", "against", "about", "over", "to", "with", "at"})
_ONGOING = frozenset({"VBG", "VBN"})


def cue_of(token: Token) -> tuple[Cue, int] | None:
    """The lexicon entry of a verb and the last token of the cue, particle
    included.
    """
    table = verbs()
    lemma = token.lemma_.lower()
    for child in token.rights:
        if child.dep_ in _PARTICLES and child.i <= token.i + 3:
            entry = table.get(f"{lemma} {child.lower_}")
            if entry:
                return entry, int(child.i if child.i == token.i + 1 else token.i)
    entry = table.get(lemma)
    return (entry, int(token.i)) if entry else None


def cue_span(doc: Doc, token: Token, last: int) -> Span:
    """The verb with its auxiliaries, negation and the adverbs between."""
    first = token.i
    chain = {c.i for c in token.lefts if c.dep_ in _LEAD}
    while first - 1 in chain:
        first -= 1
    while first < token.i and doc[first].dep_ == "advmod" and first + 1 not in chain:
        first += 1
    return Span(*edges(doc, int(first), last))


def verb_drafts(section: Section) -> Iterator[Draft]:
    """One draft for each verb of saying that has content."""
    doc = section.doc
    for token in _verbal(doc):
        found = cue_of(token)
        if found is None:
            continue
        draft = _draft(section, token, *found)
        if draft is not None:
            yield draft


def _verbal(doc: Doc) -> Iterator[Token]:
    """Verbs and auxiliaries, also by tag alone.  Looks at rows of numbers: most
    tokens need no object of their own.
    """
    numbers: list[int | str] = ["POS", "TAG"]
    rows: list[list[int]] = np.asarray(doc.to_array(numbers)).reshape(-1, 2).tolist()
    known: dict[tuple[int, int], bool] = {}
    for i, (pos, tag) in enumerate(rows):
        verbal = known.get((pos, tag))
        if verbal is None:
            token = doc[i]
            verbal = token.pos_ in {"VERB", "AUX"} or token.tag_[:2] == "VB"
            known[pos, tag] = verbal
        if verbal:
            yield doc[i]


def _draft(section: Section, token: Token, entry: Cue, last: int) -> Draft | None:
    doc = section.doc
    passive = any(c.dep_ in {"nsubjpass", "auxpass"} for c in token.children)
    subject = subject_of(token)
    cue = cue_span(doc, token, last)
    ranges = _passive(token, subject) if passive else _active(token, entry, last)
    quotes = near(section.quotes, cue, 400)
    spans = [s for a, b in ranges if (s := trimmed(section.text, *edges(doc, a, b), quotes))]
    if not spans and (not passive or agent_of(token)):
        spans = _adjacent(section, token, cue, subject)
    source = agent_of(token) if passive else subject
    if passive and source is None and entry.kind == "say":
        source = _channel_owner(token)
    if not spans or (source is None and not passive and not _headless(token, entry)):
        return None
    if source is not None and source.dep_ == "expl":
        source = None
    draft = Draft(spans, cue=[cue], word=int(token.i), rule=f"rule:verb:{entry.kind}")
    if source is not None:
        a, b = agent_range(source) if passive else source_range(source)
        span = Span(*edges(doc, a, b))
        if all(not c.contains(span) for c in spans):
            draft.source, draft.head = [span], int(source.i)
    return draft


def _channel_owner(token: Token) -> Token | None:
    """``it was posted on his account that``: the owner of the channel."""
    for child in token.rights:
        if child.dep_ == "prep" and child.lower_ in {"on", "via", "through"}:
            for noun in child.children:
                owner = next((c for c in noun.lefts if c.dep_ == "poss"), None)
                if noun.dep_ == "pobj" and owner is not None:
                    return owner
    return None


def _headless(token: Token, entry: Cue) -> bool:
    """A verb of saying that may stand without a subject (headlines, participles)."""
    return token.dep_ == "ROOT" and entry.kind in {"say", "report"} and "clause" in entry.shapes


def near(quotes: tuple[Quote, ...], span: Span, reach: int) -> list[Quote]:
    """Quotes beginning or ending within ``reach`` of a span, a few dozen at most."""
    at = bisect_left(quotes, span.start, key=lambda q: q.span.start)
    return [
        q
        for q in quotes[max(0, at - 24) : at + 24]
        if q.span.start <= span.end + reach and q.span.end >= span.start - reach
    ]


def _passive(token: Token, subject: Token | None) -> list[tuple[int, int]]:
    """``X is believed to Y``: both; ``it is believed that Y``: the clause."""
    ranges: list[tuple[int, int]] = []
    expletive = subject is None or subject.lower_ in {"it", "there"} or subject.dep_ == "expl"
    rest = [c for c in token.rights if c.dep_ in {"ccomp", "xcomp"}]
    stray = None if rest else _stray(token)
    if stray is not None:
        rest = [stray]
    if not rest:
        rest = [c for c in token.rights if c.dep_ in {"oprd", "advcl"} or c.lower_ in {"of", "as"}]
    if not rest:
        return []
    if not expletive and subject is not None and rest[0].dep_ != "ccomp" and subject.i < token.i:
        ranges.append(source_range(subject))
    agent, end = agent_of(token), right(rest[-1])
    # "denounced as reckless | by critics": the agent is no part of what is said.
    if agent is not None and left(rest[0]) < agent.head.i and right(agent.head) == end:
        end = int(agent.head.i) - 1
    ranges.append((left(rest[0]), end))
    return ranges


def _active(token: Token, entry: Cue, last: int) -> list[tuple[int, int]]:
    clauses = [c for c in token.children if c.dep_ == "ccomp" and _clause(token, c)]
    before = [c for c in clauses if c.i < token.i]
    after = [c for c in clauses if c.i > token.i]
    if "clause" in entry.shapes:
        if after:
            return [(left(after[0]), _end(token, after[-1]))]
        if before:
            return [(left(before[0]), _until(before[-1], token))]
        if token.dep_ == "parataxis":
            return _around(token)
        whole = [c for c in token.rights if c.dep_ == "xcomp" and c.tag_ != "VBG"]
        if whole and entry.kind in {"say", "claim"}:
            return [(left(whole[0]), right(whole[-1]))]
        stray = _stray(token)
        if stray is not None:
            return [(left(stray), right(stray))]
    if "infinitive" in entry.shapes:
        wish = [c for c in token.rights if c.dep_ == "xcomp"]
        if wish:
            return [(left(wish[0]), _end(token, wish[-1]))]
    if "object" in entry.shapes:
        return _objects(token, last)
    return []


_FINITE = frozenset({"VBD", "VBZ", "VBP"})
_NOT_OWN = SUBJECTS | {"aux", "mark"}


def _end(token: Token, clause: Token) -> int:
    """Last token of a clause, without a conjoined verb that goes with the cue:
    ``refused to talk | and vowed to fight``.
    """
    end = right(clause)
    heads = [clause]
    for _ in range(3):
        joined = [c for h in heads for c in h.rights if c.dep_ == "conj"]
        for verb in joined:
            if verb.tag_ in _FINITE and not any(c.dep_ in _NOT_OWN for c in verb.children):
                infinitive = clause.dep_ == "xcomp"
                like = verb.tag_ == token.tag_ and verb.lemma_.lower() in verbs()
                modal = any(c.dep_ == "aux" for c in clause.children)
                if infinitive or (like and modal):
                    return _before(verb)
        heads = joined
    return end


def _before(verb: Token) -> int:
    """The token before a conjoined verb, its conjunction and adverbs left out."""
    at = left(verb) - 1
    while at > 0 and (verb.doc[at].dep_ in {"cc", "advmod"} or verb.doc[at].is_punct):
        at -= 1
    return int(at)


def _stray(token: Token) -> Token | None:
    """A ``that`` clause the parser hung on a noun inside the reporting clause."""
    for other in token.doc[token.i + 1 : min(token.i + 16, right(token))]:
        if other.lower_ == "that" and other.dep_ == "mark" and other.head.i > other.i:
            return other.head
    return None


def _clause(token: Token, child: Token) -> bool:
    """A complement that is spoken: not the small clause of a causative."""
    return child.i > token.i or child.pos_ in {"VERB", "AUX", "NOUN", "ADJ", "PROPN"}


def _until(child: Token, token: Token) -> int:
    end = right(child)
    return min(end, int(token.i) - 1)


def _around(token: Token) -> list[tuple[int, int]]:
    """``The bridge, she said, is safe``: what stands around the reporting words."""
    host = token.head
    a, b = left(token), right(token)
    first, last = left(host), right(host)
    ranges = []
    if first < a:
        ranges.append((first, a - 1))
    if b < last and any(t.is_alpha for t in token.doc[b + 1 : last + 1]):
        ranges.append((b + 1, last))
    return ranges


def _objects(token: Token, last: int) -> list[tuple[int, int]]:
    parts: list[Token] = []
    for child in token.rights:
        if child.i <= last:
            parts += [c for c in child.rights if c.dep_ in {"pobj", "pcomp"}]
        elif (
            child.dep_ in _OBJECT
            or (child.dep_ == "prep" and child.lower_ in _OBJECT_PREPS)
            or (
                child.dep_ == "prep"
                and any(c.dep_ == "pobj" for c in child.rights)
                and last > token.i
            )
        ):
            parts.append(child)
    core = [p for p in parts if p.dep_ in _OBJECT or p.dep_ in {"pobj", "pcomp"}]
    if not core or core[0].lower_ in {"itself", "himself", "herself", "themselves"}:
        return []
    firsts = [left(p) for p in parts if left(p) > token.i]
    if not firsts:
        return []
    return [(min(firsts), max(right(p) for p in parts))]


def _adjacent(section: Section, token: Token, cue: Span, subject: Token | None) -> list[Span]:
    """A quote that touches the reporting clause."""
    text = section.text
    low = min(cue.start, section.doc[left(subject)].idx if subject is not None else cue.start)
    for quote in near(section.quotes, cue, 200):
        if not quote.speech:
            continue
        between = text[cue.end : quote.span.start] if quote.span.start >= cue.end else None
        if between is not None and "\n\n" not in between and _only_setting(between):
            return [quote.span]
        before = text[quote.span.end : low] if quote.span.end <= low else None
        if before is not None and not before.strip(" ,\n—–-") and "\n" not in before:
            return [quote.span]
    return []


def _only_setting(between: str) -> bool:
    """Nothing but a listener, a time or a colon between cue and quote."""
    return len(between) <= 80 and not any(c in between for c in '.;?!“”"')
