"""What is known of a stand: the yes-or-no signs by which its chance is reckoned."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from twosource.find.events import grammar
from twosource.find.events.flags import MAYBE, WILL, auxiliaries, is_negated
from twosource.find.positions.draft import Draft
from twosource.find.positions.lexicon import cue
from twosource.find.positions.spoken import FIRST
from twosource.types import Section, Span

if TYPE_CHECKING:
    from spacy.tokens import Token

MAYBE_RULES = frozenset(
    {"mine-not", "not", "others-will-not", "blame", "others", "others-will", "praise"}
)
"""Rules of clauses that may be a stand; most are none."""
_MAIN = frozenset({"ROOT", "ccomp", "parataxis"})
_PRONOUNS = frozenset({"he", "she", "it", "they", "we", "i", "who", "you", "him", "her", "them"})
_OWN = frozenset({"his", "her", "its", "their", "my", "our", "your"})
_SIZES = ((2, "1-2"), (5, "3-5"), (12, "6-12"), (24, "13-24"))
_VERBAL = frozenset({"VERB", "AUX"})


def signs(section: Section, draft: Draft) -> Iterator[str]:
    """The names of the signs that hold of a stand, each once."""
    stand = draft.stand
    parts = stand.rule.split(":")
    speech = parts[1] == "speech"
    turned = " turned" if parts[-1] == "turned" else ""
    name = parts[2] if speech else f"word {stand.token.pos_.lower()}{turned}"
    kind = stand.kind
    yield f"{kind}"
    yield f"{kind} by {name}"
    if name not in MAYBE_RULES and not name.startswith("stance-"):
        yield "a rule is sure"
        yield f"sure {kind}"
    yield f"place {_place(stand.token)}"
    yield from _holder(section, draft, speech)
    words = [t for t in _within(section, stand.content) if t.is_alpha]
    yield f"words {next((size for most, size in _SIZES if len(words) <= most), 'more')}"
    if stand.content.start <= stand.token.idx < stand.content.end and not speech:
        yield "content holds the word"
    if not speech and stand.modality in {"hypothetical", "negated"}:
        yield f"{kind}: {stand.modality}"
    if stand.condition is not None:
        yield "has a condition"
    if stand.addressee is not None:
        yield "has an addressee"
    found = [*_told(draft), *_lexical(words)]
    if speech:
        found += _grammar(stand.token, draft)
    for sign in found:
        yield sign
        yield f"{kind}: {sign}"


def _within(section: Section, span: Span) -> list[Token]:
    found = section.doc.char_span(span.start, span.end, alignment_mode="expand")
    return list(found) if found is not None else []


def _holder(section: Section, draft: Draft, speech: bool) -> Iterator[str]:
    holder, statement = draft.holder, draft.statement
    yield f"holder {_form(section, draft)}"
    if holder.actor is not None:
        yield f"party {holder.actor.kind}"
    gap = draft.stand.content.start - holder.span.end
    if not 0 <= gap < 120:
        yield "holder far or behind"
    if not speech and statement is not None and statement.source:
        same = holder.actor is not None and holder.actor == statement.speaker
        if not same and any(c.contains(holder.span) for c in statement.content):
            yield f"{draft.stand.kind}: in another's words"


def _told(draft: Draft) -> Iterator[str]:
    """How it is told: by what kind of saying, quoted or not, and how much of it."""
    statement = draft.statement
    if statement is None:
        yield "told by the story"
        return
    yield f"stance {statement.stance}"
    yield statement.form
    inner = max(statement.content, key=lambda c: c.overlap(draft.stand.content))
    if draft.stand.content.overlap(inner) > 0.8 * len(inner):
        yield "all of what is said"


def _lexical(words: list[Token]) -> Iterator[str]:
    lemmas = {form for t in words for form in (t.lemma_.lower(), t.lower_)}
    blame = len(lemmas & (cue("blame") | cue("bad") | cue("wrongdoing")))
    praise = len(lemmas & (cue("praise") | cue("good")))
    yield f"blame {min(blame, 3)}"
    yield f"praise {min(praise, 2)}"
    if lemmas & cue("bad"):
        yield "bad"
    if lemmas & cue("denying"):
        yield "denying"
    if not any(t.pos_ in {"NOUN", "PROPN"} for t in words):
        yield "no noun"


def _grammar(p: Token, draft: Draft) -> Iterator[str]:
    subject = grammar.grammatical_subject(p)
    yield f"subject {_subject(subject)}"
    aux = auxiliaries(p)
    for sign, forms in (("will", WILL), ("may", MAYBE), ("must", cue("must")), ("been", _BEEN)):
        if aux & forms:
            yield sign
    if is_negated(p):
        yield "negated"
    yield f"tag {p.tag_}" if p.pos_ in _VERBAL else f"pos {p.pos_}"
    if p.lemma_ == "be":
        yield "to be"
    if p.lemma_.lower() in cue("wrongdoing") | cue("blame") | cue("bad"):
        yield "the predicate blames"


_BEEN = frozenset({"has", "have", "had"})


def _subject(subject: Token | None) -> str:
    if subject is None:
        return "none"
    low = subject.lower_
    if low in FIRST:
        return "first"
    if low in {"you", "it", "there", "this", "that", "they"}:
        return low
    if low in {"he", "she"}:
        return "he"
    return "name" if subject.pos_ == "PROPN" else subject.pos_.lower()


def _place(token: Token) -> str:
    """Main clause, joined to it, or which clause below it."""
    here = token
    while here.dep_ == "conj" and here.head.i < here.i:
        here = here.head
    if here.pos_ == "NOUN":
        return f"noun {here.dep_}" if here.dep_ in {"dobj", "nsubj", "pobj"} else "noun"
    return "main" if here.dep_ in _MAIN else here.dep_


def _form(section: Section, draft: Draft) -> str:
    text = draft.holder.span.of(section.text)
    low = text.lower()
    if low in _OWN:
        return "possessive"
    if low in _PRONOUNS:
        return "pronoun"
    return "name" if text.split()[-1][:1].isupper() else "noun"
