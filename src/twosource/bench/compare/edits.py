"""Synthetic edits: a real sentence and the same with one thing changed."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from twosource.compare.cut.lexicon import lexicon
from twosource.compare.cut.values import DAYS, MONTHS, number_value, time_key
from twosource.types import FindingType


@dataclass(frozen=True, slots=True)
class Edit:
    """One change.

    Attributes:
        kind: what was changed.  types: the finding types that are right for it.
        before, after: the sentence and its edited form.
    """

    kind: str
    types: frozenset[FindingType]
    before: str
    after: str


NAMES = ("Halvorsen", "Okonedo", "Brandt", "Quispe", "Tanaka", "Marchetti")
TITLES = ("minister", "governor", "mayor", "chairman", "senator", "ambassador", "director")


def _swap(doc: Doc, token: Token, text: str) -> str:
    raw = doc.text
    return raw[: token.idx] + text + raw[token.idx + len(token) :]


def _number(doc: Doc) -> str | None:
    for t in doc:
        value = number_value(t)
        if value is not None and t.text.isdigit() and time_key(t) is None and t.pos_ == "NUM":
            return _swap(doc, t, str(int(value) + 3))
    return None


def _date(doc: Doc) -> str | None:
    for t in doc:
        key = time_key(t)
        if key is None:
            continue
        for names in (DAYS, MONTHS):
            if key[1:] in names and t.lower_ == key[1:]:
                other = names[(names.index(key[1:]) + 2) % len(names)]
                return _swap(doc, t, other.capitalize())
    return None


def _is_cue(token: Token) -> bool:
    return token.lemma_.lower() in lexicon().acts


def _name(doc: Doc) -> str | None:
    for k, t in enumerate(doc):
        said = any(_is_cue(x) for x in t.ancestors)
        if t.ent_type_ == "PERSON" and t.pos_ == "PROPN" and not said:
            last = t.i + 1 == len(doc) or doc[t.i + 1].ent_type_ != "PERSON"
            if last:
                return _swap(doc, t, NAMES[k % len(NAMES)])
    return None


def _role(doc: Doc) -> str | None:
    lex = lexicon()
    for k, t in enumerate(doc):
        said = any(_is_cue(x) for x in (t.head, t.head.head))
        if t.lower_ in lex.titles and t.lower_.isalpha() and t.pos_ == "NOUN" and not said:
            other = next(x for x in TITLES[k % 7 :] + TITLES if x != t.lower_)
            return _swap(doc, t, other)
    return None


AUXILIARIES = {"is", "was", "were", "are", "will", "has", "have", "had", "would"}


def _negation(doc: Doc) -> str | None:
    for t in doc:
        helps = t.dep_ in {"aux", "auxpass"} and t.lower_ in AUXILIARIES and t.head.pos_ == "VERB"
        if helps and not any(c.dep_ == "neg" for c in t.head.children):
            end = t.idx + len(t)
            return doc.text[:end] + " not" + doc.text[end:]
    return None


def _hedge(doc: Doc) -> str | None:
    for t in doc:
        if t.dep_ in {"aux"} and t.lower_ == "will" and t.head.pos_ == "VERB":
            return _swap(doc, t, "may")
        if t.dep_ == "ROOT" and t.tag_ == "VBD" and t.pos_ == "VERB" and not _is_cue(t):
            return doc.text[: t.idx] + "reportedly " + doc.text[t.idx :]
    return None


def _swapped(doc: Doc) -> str | None:
    """Subject and object, both names, exchanged."""
    for verb in doc:
        if verb.pos_ != "VERB" or _is_cue(verb):
            continue
        one = [c for c in verb.children if c.dep_ == "nsubj" and c.pos_ == "PROPN"]
        two = [c for c in verb.children if c.dep_ == "dobj" and c.pos_ == "PROPN"]
        if one and two and one[0].text != two[0].text:
            raw, a, b = doc.text, one[0], two[0]
            return (
                raw[: a.idx] + b.text + raw[a.idx + len(a) : b.idx] + a.text + raw[b.idx + len(b) :]
            )
    return None


def _attribution(doc: Doc) -> str | None:
    for k, t in enumerate(doc):
        if t.dep_ == "nsubj" and _is_cue(t.head) and t.pos_ == "PROPN":
            return _swap(doc, t, NAMES[k % len(NAMES)])
    return None


EDITS: tuple[tuple[str, frozenset[FindingType], Callable[[Doc], str | None]], ...] = (
    ("number", frozenset({"number"}), _number),
    ("date", frozenset({"date"}), _date),
    ("name", frozenset({"name"}), _name),
    ("role", frozenset({"role"}), _role),
    ("negation", frozenset({"polarity"}), _negation),
    ("hedge", frozenset({"hedging"}), _hedge),
    ("swap", frozenset({"fact"}), _swapped),
    ("attribution", frozenset({"attribution", "name"}), _attribution),
)


def edits(docs: Sequence[Doc], most: int = 60) -> Iterator[Edit]:
    """Up to ``most`` edits of each kind, from sentences in order."""
    for kind, types, change in EDITS:
        made = 0
        for doc in docs:
            after = change(doc)
            if after is not None and after != doc.text:
                yield Edit(kind, types, doc.text, after)
                made += 1
                if made >= most:
                    break
