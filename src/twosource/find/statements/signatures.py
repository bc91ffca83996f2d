"""Who speaks by the page's own layout: a name under a quote, behind it, or on the line
before it.

``“...” -Chairwoman Rosa Worcel``; ``Rosa Worcel, chairwoman`` alone under a quote;
``And from Chairwoman Rosa Worcel:`` or ``Rosa Worcel wrote on her blog:`` before a
paragraph of hers.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from twosource.find.statements.draft import Draft, trimmed
from twosource.find.statements.lexicon import settings, verbs
from twosource.find.statements.subjects import source_range, subject_of
from twosource.language.quotes import split_paragraphs
from twosource.types import Quote, Section, Span

if TYPE_CHECKING:
    from spacy.tokens import Span as Words
    from spacy.tokens import Token

_UPPER = r"[^\W\d_a-zß-öø-ÿ]"
_PARTICLE = r"(?:d[aeou]|del|della|de|la|le|van|von|der|den|bin|al|ter|ten|of|the|for|y|e)"
_NAME = rf"{_UPPER}[\w'’.-]*(?:\s(?:{_PARTICLE}\s)*{_UPPER}[\w'’.-]*)+"
_BEHIND = re.compile(
    rf"\s{{0,2}}(?:(?P<mark>[—–―~-]|--)\s{{0,2}}|(?P<bracket>\())"
    rf"(?P<who>{_UPPER}[^\n“”\"?!:;()]{{2,90}}?)(?(bracket)\))\s*\.?\s*(?:\n|$)"
)
_UNDER = re.compile(rf"(?P<mark>[—–―~-]{{1,2}})\s*(?P<who>{_UPPER}[^\n.!?]{{2,90}})\.?$")
_BARE = re.compile(rf"(?P<who>(?:{_UPPER}[\w'’.-]*\s)?{_NAME}(?:,\s[^\n.!?:;“”\"]{{3,70}})?)$")
_FROM = re.compile(
    r"(?:(?:and|but|also|then|next|this|finally|another|one more)\b,?\s*){0,2}"
    r"(?:(?:came\s)?this\s)?(?:from|by)\s(?P<who>[^:\n]{3,90})(?P<mark>:)$",
    re.IGNORECASE,
)
_LINE = 130
"""Code points of a line that leads up to somebody's words."""


def signature_drafts(section: Section, groups: dict[int, list[Quote]]) -> list[Draft]:
    """A draft for every quote or paragraph that the layout gives to somebody.

    Args:
        section: the part.
        groups: its speech quotes by utterance.
    """
    paragraphs = split_paragraphs(section.text)
    return [
        *_behind(section, groups),
        *_under(section, groups, paragraphs),
        *_before(section, groups, paragraphs),
    ]


def _behind(section: Section, groups: dict[int, list[Quote]]) -> Iterator[Draft]:
    """The name behind a quote, at the end of its line."""
    for members in groups.values():
        hit = _BEHIND.match(section.text, members[-1].span.end)
        whole = len(members[-1].inner.of(section.text).split()) >= 4
        if hit is None or not whole or not _called(section, Span(*hit.span("who"))):
            continue
        mark = "mark" if hit["mark"] else "bracket"
        yield _draft(section, [q.span for q in members], hit.span("who"), hit.span(mark))


def _under(
    section: Section, groups: dict[int, list[Quote]], paragraphs: Sequence[Span]
) -> Iterator[Draft]:
    """The name alone on the line under a quote, with a dash or without."""
    for above, line in pairwise(paragraphs):
        body = line.of(section.text).strip()
        if len(body) > _LINE or not _quoted(section, above):
            continue
        hit = _UNDER.match(body)
        bare = None if hit else _BARE.match(body)
        found = hit or bare
        if found is None or _lead_of(section, paragraphs, above):
            continue
        at = line.start + line.of(section.text).index(body)
        who = Span(at + found.start("who"), at + found.end("who"))
        if bare is not None and not _person_alone(section, who):
            continue
        mark = (at + hit.start("mark"), at + hit.end("mark")) if hit else None
        yield _draft(section, _words_of(groups, above), (who.start, who.end), mark)


def _before(
    section: Section, groups: dict[int, list[Quote]], paragraphs: Sequence[Span]
) -> Iterator[Draft]:
    """The line that leads up to the paragraph after it."""
    for line, below in pairwise(paragraphs):
        body = line.of(section.text).strip()
        if not body.endswith((":", "：")) or len(body) > _LINE or "“" in body or '"' in body:
            continue
        colon = line.start + len(line.of(section.text).rstrip()) - 1
        mark = (colon, colon + 1)
        quoted = _quoted(section, below)
        bare = trimmed(section.text, below.start, below.end)
        content = _words_of(groups, below) if quoted else [bare] if bare else []
        draft = _told_from(section, line, body, content, mark) if quoted else None
        draft = draft or _told_by_verb(section, line, content, quoted)
        if draft is None and quoted:
            draft = _told_by_name(section, line, body, content, mark)
        if draft is not None and content:
            yield draft


def _told_from(
    section: Section, line: Span, body: str, content: list[Span], mark: tuple[int, int]
) -> Draft | None:
    hit = _FROM.match(body)
    if hit is None or not any(c.isupper() for c in hit["who"]):
        return None
    at = line.start + line.of(section.text).index(body)
    return _draft(section, content, (at + hit.start("who"), at + hit.end("who")), mark)


def _told_by_verb(section: Section, line: Span, content: list[Span], quoted: bool) -> Draft | None:
    """``Rosa Worcel wrote on her blog:``, a verb of saying without content of its own."""
    tokens = section.doc.char_span(line.start, line.end, alignment_mode="contract")
    if tokens is None:
        return None
    for verb in tokens:
        entry = verbs().get(verb.lemma_.lower()) if verb.pos_ == "VERB" else None
        subject = subject_of(verb) if entry is not None else None
        if subject is None or subject.pos_ not in {"PROPN", "NOUN", "PRON"} or subject.i > verb.i:
            continue
        if any(c.dep_ in {"ccomp", "xcomp", "advcl", "auxpass"} for c in verb.children):
            continue
        thing = next((c for c in verb.children if c.dep_ == "dobj"), None)
        remark = thing is not None and quoted and thing.lemma_.lower() in settings().nouns
        if (thing is not None and not remark) or (not quoted and verb.dep_ != "ROOT"):
            continue
        first, last = (section.doc[i] for i in source_range(subject))
        draft = Draft(list(content), [Span(first.idx, last.idx + len(last.text))],
                      [Span(verb.idx, verb.idx + len(verb.text))], int(verb.i), int(subject.i),
                      "rule:lead")  # fmt: skip
        if line.contains(draft.source[0]):
            return draft
    return None


def _told_by_name(
    section: Section, line: Span, body: str, content: list[Span], mark: tuple[int, int]
) -> Draft | None:
    """Any other line before a quote, in any language: the last name in it."""
    hits = list(re.finditer(_NAME, body))
    tokens = section.doc.char_span(line.start, line.end, alignment_mode="contract")
    told = tokens is not None and any(t.tag_ in {"VBD", "VBZ", "VBP"} for t in tokens)
    if not hits or told:
        return None
    at = line.start + line.of(section.text).index(body)
    who = hits[-1]
    return _draft(section, content, (at + who.start(), at + who.end()), mark)


def _words_of(groups: dict[int, list[Quote]], paragraph: Span) -> list[Span]:
    """The quotes of a paragraph and of the utterances that begin or go on there."""
    spans = [
        q.span
        for members in groups.values()
        if any(paragraph.overlap(q.span) for q in members)
        for q in members
    ]
    return sorted(spans)


def _quoted(section: Section, paragraph: Span) -> bool:
    """Nothing but speech in quotation marks, an utterance that begins before it too."""
    left = set(range(paragraph.start, paragraph.end))
    held = [q for q in section.quotes if q.span.overlap(paragraph)]
    for quote in held:
        left -= set(range(quote.span.start, quote.span.end))
    outside = any(section.text[i].isalnum() for i in left)
    return bool(held) and any(q.speech for q in held) and not outside


def _lead_of(section: Section, paragraphs: Sequence[Span], quoted: Span) -> bool:
    """Whether the line before a quote already says whose it is."""
    at = paragraphs.index(quoted)
    return at > 0 and paragraphs[at - 1].of(section.text).rstrip().endswith(":")


def _called(section: Section, who: Span) -> bool:
    """A name: capitals at the end of it, or before what describes it."""
    name = re.split(r"[,(]|\s(?:of|for|at|in|from)\s", who.of(section.text))[0].split()
    named = all(w[:1].isupper() or re.fullmatch(_PARTICLE, w) for w in name)
    return bool(name) and name[-1][:1].isupper() and len(name) <= 8 and named


def _person_alone(section: Section, who: Span) -> bool:
    """Whether a line without any mark names a person, by the tagger or by what stands
    behind its comma in small letters, or all in capitals like the name.
    """
    name, _, role = who.of(section.text).partition(",")
    capitals = role.isupper() and name.isupper() and len(name.split()) > 1
    if (capitals or role.strip()[:1].islower()) and len(name.split()) <= 5:
        return True
    tokens = section.doc.char_span(who.start, who.start + len(name), alignment_mode="expand")
    if tokens is None or len(name.split()) > 5:
        return False
    persons = sum(t.ent_type_ == "PERSON" for t in tokens)
    return persons * 2 >= len(tokens) and persons > 0


def _draft(
    section: Section, content: list[Span], who: tuple[int, int], mark: tuple[int, int] | None
) -> Draft:
    tokens = section.doc.char_span(*who, alignment_mode="expand")
    cue = [Span(*mark)] if mark is not None else []
    head = int(_head(tokens).i) if tokens is not None else None
    return Draft(content, [Span(*who)], cue, head=head, rule="rule:signed")


def _head(words: Words) -> Token:
    """The last word of the name, what describes it left out."""
    stop = next((t.i for t in words if t.text in {",", "("}), words.end)
    named = [t for t in words if t.i < stop and t.text[:1].isupper()]
    return named[-1] if named else words.root
