"""What each account gives for the thing that differs: the value, and what it is a value of."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from twosource.dossier.given import Value, key_of
from twosource.dossier.holders import of_one_party, shared_name, without
from twosource.dossier.phrases import balanced, clause, cut, parsed, sentences, whole
from twosource.dossier.scene import Place, Scene
from twosource.dossier.words import lexicon, sentence, word
from twosource.language.relations import SUBJECTS
from twosource.types import FindingType, Quantity, Section, Span

if TYPE_CHECKING:
    from spacy.tokens import Token

LIMIT = 110
"""Code points of a value: about two lines of the first screen."""
CLAUSES = frozenset({"polarity", "status", "condition", "hedging", "speech_act", "fact", "opinion"})
"""Types told by a clause: what is denied, done or on condition, not a word of it."""
CLAUSE_LIMIT = 150
NOUNS = frozenset({"NOUN", "PROPN"})
_DATELINE = re.compile(r"[A-Z][A-Z .'’-]+(?:,[^()\n]{1,40})?\([^)\n]{2,40}\)\s*[-–—]+\s*(?=\S)")
"""A wire story's place and agency before its first word; no part of what it tells."""


def _flat(text: str) -> str:
    return " ".join(text.split())


def shown(section: Section, span: Span, limit: int = LIMIT) -> str:
    """The words of a span, shortened at the end of a phrase."""
    if dateline := _DATELINE.match(span.of(section.text)):
        span = Span(span.start + dateline.end(), span.end)
    short, left_out = cut(section, span, limit)
    text = balanced(_flat(short.of(section.text)))
    goes_on = left_out or text.count("“") > text.count("”")
    return text + (" …" if goes_on else "") + ("”" if text.count("“") > text.count("”") else "")


def _token(section: Section, span: Span) -> Token | None:
    found = section.doc.char_span(span.start, span.end, alignment_mode="expand")
    return found.root if found is not None and len(found) else None


def _noun(token: Token) -> str:
    """A noun with the words that make it up ("survey ship"), in its base form.

    Numbers and determiners stay out; names keep their letters.
    """
    parts = [c for c in token.lefts if c.dep_ in {"compound", "amod"} and c.pos_ != "NUM"
             and not c.like_num and token.i - c.i <= 3 and c.is_alpha]  # fmt: skip
    parts = [c for c in parts if c.dep_ == "compound" and c.pos_ in NOUNS]
    return " ".join(t.text if t.pos_ == "PROPN" else t.text.lower() for t in [*parts, token])


def _is_unit(noun: str) -> bool:
    return noun.casefold() in lexicon()["unit"]


def _counted(section: Section, quantity: Quantity) -> str:
    """What a quantity counts, or is an amount of: "boats", "fee"; ``""`` where unclear."""
    token = _token(section, quantity.span)
    if quantity.what is not None and not _is_unit(quantity.what.of(section.text)):
        head = _token(section, quantity.what)
        if head is None or not parsed(section.doc):
            return _flat(quantity.what.of(section.text))
        if head.lower_ in lexicon()["generic"] and head.dep_ == "nsubjpass":
            return head.head.lower_  # "three people were injured" counts the injured
        return _noun(head)
    if token is None or not parsed(section.doc):
        return ""
    for _ in range(4):
        head = token.head
        if head == token:
            return ""
        if head.pos_ in NOUNS and not _is_unit(head.text) and head.ent_type_ not in {"PERSON"}:
            return _noun(head)
        if head.pos_ in {"VERB", "AUX"}:
            return word("amount", head.lemma_.lower()) if head.lemma_.lower() in lexicon()[
                "amount"] else ""  # fmt: skip
        token = head
    return ""


def _amount(section: Section, quantity: Quantity) -> Span:
    """The figure with its bound and its unit: "about 39 million pounds"."""
    span = quantity.span
    if quantity.what is not None and _is_unit(quantity.what.of(section.text)):
        span = Span(span.start, max(span.end, quantity.what.end))
    before = section.text[max(0, span.start - 1) : span.start]
    if before and before in "£$€¥":
        span = Span(span.start - 1, span.end)
    return span


def _number(place: Place, section: Section) -> list[Value]:
    """Every figure of the span."""
    text, out = section.text, []
    for q in section.quantities:
        if not q.span.overlap(place.span):
            continue
        span = _amount(section, q)
        thing = _counted(section, q)
        size = f"{q.value:g}-{q.high:g}" if q.high is not None else f"{q.value:g}"
        loose = "" if q.bound in {"exact", "about"} else q.bound
        out.append(Value(place.at(span), _flat(span.of(text)), f"{size} {loose}", thing, q.value))
    return out


def _chosen(found: Sequence[Sequence[Value]]) -> list[Value]:
    """Of the figures of each place the one that most places give of the same thing."""
    votes = Counter(t for values in found for t in {v.thing.casefold() for v in values} if t)
    told = {v.key for values in found for v in values if sum(
        any(o.key == v.key for o in others) for others in found) == len(found)}  # fmt: skip
    out = []
    for values in found:
        open_ = [v for v in values if v.key not in told] or values
        if open_:
            out.append(max(open_, key=lambda v: votes.get(v.thing.casefold(), 0)))
    return out


def _date(place: Place, section: Section) -> Value | None:
    """The time in the span, of the event it dates."""
    times = [t for t in section.times if t.span.overlap(place.span)
             and not str(t.value or "").startswith(("P", "PRESENT"))]  # fmt: skip
    if not times:
        return None
    time = times[0]
    token = _token(section, time.span)
    words = _flat(time.span.of(section.text))
    if token is None or not parsed(section.doc):
        return Value(place.at(time.span), words, time.value or words.casefold())
    prep = token.head if token.head.pos_ in {"ADP", "SCONJ"} else None
    thing = ""
    if prep is not None and prep.lower_ in lexicon()["deadline"]:
        thing = "deadline"
        words = f"{prep.lower_} {words}"
    head = prep.head if prep is not None else token.head
    if not thing and head.pos_ in NOUNS and head != token:
        thing = _noun(head)
    elif not thing and head.pos_ in {"VERB", "AUX"}:
        near = [c for c in head.children if c.dep_ in {"dobj", "nsubjpass"} and c.pos_ in NOUNS]
        thing = _noun(near[0]) if near else ""
    return Value(place.at(time.span), words, time.value or words.casefold(), thing)


def _named(place: Place, scene: Scene) -> str:
    """The party the span speaks of, by the fullest name known."""
    register = scene.dossier.analysis.register
    actor = register.at(place.id, place.part, place.span)
    return actor.name if actor is not None and actor.name[:1].isupper() else ""


def _subject(place: Place, section: Section, scene: Scene) -> str:
    """Who or what the clause of the span is about."""
    token = _token(section, place.span)
    if token is None or not parsed(section.doc):
        return ""
    for _ in range(6):
        subject = next((c for c in token.children if c.dep_ in SUBJECTS), None)
        if subject is not None:
            if subject.pos_ == "NOUN":
                return _noun(subject)
            edge = Span(subject.left_edge.idx, subject.idx + len(subject.text))
            return _named(place.at(edge), scene) or (
                _noun(subject) if subject.pos_ == "PROPN" and not subject.text.isupper() else ""
            )
        if token.head.i == token.i:
            break
        token = token.head
    return ""


def _speaker(place: Place, scene: Scene) -> str:
    said = scene.said(place.id, place.part, place.span)
    return said.speaker.name if said is not None and said.speaker is not None else ""


def _words(place: Place, section: Section, type_: FindingType, scene: Scene) -> Value:
    part = False
    if type_ == "quote":
        span, part = _uttered(section, place.span)
    else:
        span = whole(section, place.span, clause=type_ not in {"role", "name"})
        span = clause(section, span, CLAUSE_LIMIT) if type_ in CLAUSES else span
    text = f"… {shown(section, span, 2 * LIMIT)} …" if part else shown(section, span)
    thing = _speaker(place, scene) if type_ == "quote" else _subject(place, section, scene)
    return Value(place.at(span), text, key_of(text), thing)


def _uttered(section: Section, span: Span) -> tuple[Span, bool]:
    """The sentence most of the speaker's words stand in: a quotation is shown whole; where it is
    longer than a line, the words that differ with what stands around them (and ``True``).
    """
    touched = [s for s in section.sentences if s.overlap(span)]
    said = [
        Span(max(q.inner.start, span.start), min(q.inner.end, span.end))
        for q in section.quotes if q.inner.overlap(span)
    ]  # fmt: skip
    most = max(touched, key=lambda s: (sum(map(s.overlap, said)), s.overlap(span)), default=span)
    full = sentences(section, most)
    if len(full) <= LIMIT:
        return full, False
    room = max(0, LIMIT - len(span)) // 2
    start, end = max(full.start, span.start - room), min(full.end, span.end + room)
    found = section.doc.char_span(start, end, alignment_mode="contract")
    here = span if found is None or not len(found) else Span(found.start_char, found.end_char)
    return Span(min(here.start, span.start), max(here.end, span.end)), True


def wording(places: Sequence[Place], type_: FindingType, scene: Scene) -> list[Value]:
    """The words of each place, whatever figures or times they hold."""
    return [_words(p, scene.section(p.id, p.part), type_, scene) for p in places]


def values(places: Sequence[Place], type_: FindingType, scene: Scene) -> list[Value]:
    """The value of each place, those without one left out.

    Args:
        places: one a fold.
        type_: of the finding; decides what counts as a value.
        scene: the story.
    """
    sections = [(p, scene.section(p.id, p.part)) for p in places]
    if type_ == "number":
        figures = [v for p, s in sections if (v := _number(p, s))]
        if len(figures) >= 2:
            return _chosen(figures)
    if type_ == "date":
        dated = [d for p, s in sections if (d := _date(p, s)) is not None]
        if len(dated) >= 2:
            return dated
    out = wording(places, type_, scene)
    if type_ == "role":
        out = of_one_party(out, scene)
    if type_ in {"role", "name", "scope"} and len(out) > 1:
        name = shared_name(out, scene)
        if name and type_ == "name":
            return [replace(v, thing=name.split()[-1]) for v in out]
        if name:
            return [without(v, name) for v in out]
    return out


def thing(found: Sequence[Value], type_: FindingType) -> str:
    """What the values are values of, as the line is headed: "Fee", "Boats", "Ilsa Corvane"."""
    votes = Counter(v.thing for v in found if v.thing)
    if not votes:
        return word("thing", type_)
    amounts = set(lexicon()["amount"].values())
    best = max(votes, key=lambda t: (t not in amounts, votes[t], len(t)))
    if type_ == "date" and best == "deadline":
        return "Deadline"
    pattern = word("thing_of", type_)
    return sentence(pattern.format(best) if "{}" in pattern else best)
