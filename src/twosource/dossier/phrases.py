"""Spans widened to whole phrases, and long sentences cut only where a phrase ends.

A finding may begin or end in the middle of a phrase; what the page shows of it never
does.  Works on the parse; a text without one keeps its spans.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from twosource.language.relations import SUBJECTS
from twosource.types import Section, Span

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

INSIDE = frozenset({
    "det", "compound", "amod", "nummod", "poss", "quantmod", "neg", "aux", "auxpass", "predet",
    "prt", "case", "nmod",
})  # fmt: skip
"""Relations of words that never stand without their head."""
AFTER = frozenset({
    "pobj", "dobj", "attr", "acomp", "oprd", "pcomp", "prt", "xcomp", "ccomp", "agent", "dative",
    "nummod",
})  # fmt: skip
"""Relations of what must follow a phrase's last word for it to be whole."""
OPEN = frozenset({"ADP", "DET", "AUX", "PART", "CCONJ", "SCONJ", "VERB", "NUM", "SYM", "ADJ"})
"""Parts of speech that no shortened text may end on."""
REACH = 10
"""Words a phrase may grow by on one side in one step: more is another clause."""
HANGING = frozenset({"ADP", "DET", "AUX", "CCONJ", "SCONJ"})
"""Parts of speech a value does not end on where nothing that follows was found."""
POINTING = frozenset({"one", "two", "both", "another", "others", "some", "many", "neither", "each"})
"""Words that stand for somebody told of before."""
RELATIVE = frozenset({"WP", "WDT", "WP$"})
"""Tags of words that begin a relative clause."""
HYPHENS = frozenset({"-", "–"})


def parsed(doc: Doc) -> bool:
    """Whether the text has a dependency parse."""
    return bool(doc.has_annotation("DEP"))


def _left(first: Token) -> int:
    edges = [c.left_edge.i for c in first.lefts if c.dep_ in INSIDE]
    if first.pos_ in {"ADP", "SCONJ"} and first.head.i == first.i - 1:
        edges.append(first.head.i)  # "according to", "out of"
    if first.i and not first.nbor(-1).whitespace_ and first.nbor(-1).text in HYPHENS:
        edges.append(max(0, first.i - 2))
    return max(min([first.i, *edges]), first.i - REACH)


def _right(tokens: list[Token], verb: bool) -> int:
    last = tokens[-1]
    end = last.i
    for token in tokens:
        if token.dep_ in INSIDE and last.i < token.head.i <= last.i + REACH:
            end = max(end, token.head.i)
    if _runs_on(last):
        end = max(end, last.i + 2)
    begun = last.left_edge.i > tokens[0].i  # more than the subject alone
    if verb and begun and last.dep_ in SUBJECTS and last.i < last.head.i <= last.i + 4:
        end = max(end, last.head.i)
    if last.pos_ in OPEN:
        for child in last.rights:
            if child.dep_ in AFTER and child.right_edge.i - last.i <= REACH:
                end = max(end, child.right_edge.i)
    return end


def _runs_on(token: Token) -> bool:
    """Whether a hyphen binds the word to the one after it."""
    if token.i + 2 >= len(token.doc) or token.whitespace_:
        return False
    after = token.nbor(1)
    return after.text in HYPHENS and not after.whitespace_


def _trimmed(doc: Doc, i: int, j: int) -> tuple[int, int]:
    """Without separators at the edges, quotation marks kept where both are there."""
    while i < j and (doc[i].is_space or doc[i].text in {",", ";", ":", ".", "—", "–", "-", ")"}):
        i += 1
    while j > i and (
        doc[j].is_space
        or doc[j].text in {",", ";", ":", ".", "—", "–", "-", "("}
        or (doc[j].pos_ in {"CCONJ", "SCONJ"})
    ):
        j -= 1
    return i, j


def _quotes(doc: Doc, i: int, j: int) -> tuple[int, int]:
    """A quotation mark at an edge goes where its pair is not within."""
    inside = doc[i : j + 1].text
    after = doc[j + 1].text if j + 1 < len(doc) else ""
    if inside.count("“") > inside.count("”"):
        if after == "”":
            return i, j + 1
        if after in {".", ","} and j + 2 < len(doc) and doc[j + 2].text == "”":
            return i, j + 2
    if inside[:1] in "“\"'‘«" and not any(q in inside[1:] for q in "”\"'’»"):
        i = min(i + 1, j)
    if inside[-1:] in '”"»' and not any(q in inside[:-1] for q in '“"«'):
        j = max(j - 1, i)
    return i, j


def _closed(doc: Doc, i: int, j: int) -> int:
    """The last word, without the head of a clause whose rest lies outside."""
    end = j
    while end > i and (
        (doc[end].dep_ in SUBJECTS and doc[end].head.i > end)
        or (doc[end].dep_ in {"mark", "cc", "det", "aux"} and doc[end].head.i > end)
        or doc[end].is_punct
    ):
        end = min(end, doc[end].left_edge.i) - 1 if doc[end].dep_ in SUBJECTS else end - 1
    return end if end - i >= (j - i) // 2 else j


def whole(section: Section, span: Span, *, clause: bool = True) -> Span:
    """The smallest stretch of whole phrases that holds ``span``.

    Args:
        section: the parsed part.
        span: in its text.
        clause: whether a stretch that ends on a subject may go on to its verb; not so for
            offices and names.
    """
    doc = section.doc
    found = doc.char_span(span.start, span.end, alignment_mode="expand")
    if found is None or len(found) == 0:
        return span
    i, j = found.start, found.end - 1
    i, j = _trimmed(doc, i, j)
    if parsed(doc):
        for _ in range(4):
            grown = _left(doc[i]), _right(list(doc[i : j + 1]), clause)
            if grown == (i, j):
                break
            i, j = grown
        i, j = _trimmed(doc, i, j)
        if clause and doc[j].dep_ in SUBJECTS and doc[j].left_edge.i > i:
            j = _closed(doc, i, j)
        while j > i and (
            (doc[j].pos_ in HANGING and doc[j].dep_ != "prt") or doc[j].tag_ in RELATIVE
        ):
            j -= 1
    i, j = _quotes(doc, i, j)
    return Span(doc[i].idx, doc[j].idx + len(doc[j].text))


def clause(section: Section, span: Span, limit: int) -> Span:
    """The clause around ``span`` with the clause it depends on, where that is no longer than
    ``limit`` code points; so that a denial, a doubt or a condition is never cut away.
    """
    full = sentences(section, span)
    if len(full) <= limit:
        return full
    found = section.doc.char_span(span.start, span.end, alignment_mode="expand")
    if found is None or not parsed(section.doc):
        return span
    best, token = span, found.root
    for _ in range(len(section.doc)):  # the parser's heads go round in a circle on odd words
        first, last = token.left_edge, token.right_edge
        around = Span(min(first.idx, span.start), max(last.idx + len(last.text), span.end))
        if len(around) > limit:
            break
        if token.pos_ in {"VERB", "AUX"}:
            best = around
        if token.head.i == token.i:
            break
        token = token.head
    return best


def sentences(section: Section, span: Span) -> Span:
    """The sentences that ``span`` touches, without the blanks around them."""
    touched = [s for s in section.sentences if s.overlap(span)] or [span]
    start = min(span.start, touched[0].start)
    end = max(span.end, touched[-1].end)
    text = section.text[start:end]
    return Span(start + len(text) - len(text.lstrip()), start + len(text.rstrip()))


def cut(section: Section, span: Span, limit: int) -> tuple[Span, bool]:
    """``span`` shortened to a closed phrase of at most ``limit`` code points.

    Returns:
        The span, and whether anything was left out.  A stretch that closes nowhere in
        reach stays whole: better long than broken off.
    """
    if len(span) <= limit:
        return span, False
    doc = section.doc
    found = doc.char_span(span.start, span.end, alignment_mode="contract")
    if found is None or not parsed(doc):
        return span, False
    best = None
    furthest = found.start
    for token in found:
        if token.idx + len(token.text) > span.start + limit:
            break
        if found.start <= token.head.i < found.end:
            furthest = max(furthest, token.head.i)
        if furthest <= token.i and _may_end(token):
            best = token
    if best is None or best.i - found.start < 4:
        return span, False
    return Span(span.start, best.idx + len(best.text)), True


def _may_end(token: Token) -> bool:
    doc = token.doc
    if token.is_punct or token.pos_ in OPEN or token.i + 1 >= len(doc):
        return False
    following = doc[token.i + 1]
    return following.is_punct or following.pos_ in {"ADP", "CCONJ", "SCONJ"}


def complete(section: Section, span: Span) -> bool:
    """Whether the stretch is a clause that stands alone: a verb with its subject, led by
    no conjunction, and no open end.
    """
    doc = section.doc
    found = doc.char_span(span.start, span.end, alignment_mode="contract")
    if found is None or not parsed(doc):
        return found is not None
    root = found.root
    if root.pos_ not in {"VERB", "AUX"} or found[-1].pos_ in {"ADP", "DET", "CCONJ", "SCONJ"}:
        return False
    if root.tag_ == "VB" and root.dep_ != "ROOT" and any(c.tag_ == "TO" for c in root.lefts):
        return False  # "the governor to veto it", on whom others call
    opens = bool(found[0].is_sent_start) and found[0].dep_ == "prep"  # "Since spring, ..."
    if found[0].dep_ in {"mark", "cc"} or (
        found[0].tag_ in {"WDT", "WP", "WRB", "IN"} and not opens
    ):
        return False
    before = doc[found.start - 1] if found.start else None
    led = before is None or bool(found[0].is_sent_start) or before.pos_ in {"CCONJ", "SCONJ"}
    if not led and before is not None and before.text not in {":", "“", '"', ";", "—"}:
        return False
    if found.end < len(doc) and not (
        found[-1].is_punct or doc[found.end].is_punct or doc[found.end].is_space
        or doc[found.end].pos_ in {"CCONJ", "PUNCT"} or doc[found.end].is_sent_start
    ):  # fmt: skip
        return False
    if any(c.dep_ in OBJECTS and c.i >= found.end for c in root.rights):
        return False  # "the surgeon told the hearing"
    return any(c.dep_ in SUBJECTS and found.start <= c.i for c in root.lefts)


OBJECTS = frozenset({"ccomp", "xcomp", "dobj", "attr", "acomp", "oprd", "parataxis"})
"""What a verb must have beside it to tell anything."""


def named_subject(section: Section, span: Span) -> bool:
    """Whether the clause's subject is a name or a noun of its own, so that it is clear alone."""
    found = section.doc.char_span(span.start, span.end, alignment_mode="contract")
    if found is None or not parsed(section.doc):
        return True
    return any(c.dep_ in SUBJECTS and c.pos_ != "PRON" and not _owned(c) for c in found.root.lefts)


def has_subject(section: Section, span: Span) -> bool:
    """Whether the clause is said of something at all: a heading may not be."""
    found = section.doc.char_span(span.start, span.end, alignment_mode="contract")
    return found is not None and any(c.dep_ in SUBJECTS for c in found.root.lefts)


def _owned(noun: Token) -> bool:
    """Whether it is somebody's who is not named: "their warlord"."""
    return any(c.dep_ == "poss" and c.pos_ == "PRON" for c in noun.lefts)


def balanced(text: str) -> str:
    """The text without a quotation mark at an edge whose pair lies outside."""
    text = text.strip().rstrip("“«‘„ ")  # what it opens was cut off
    for opening, closing in (("“", "”"), ("«", "»"), ('"', '"')):
        if opening == closing:
            if text.count(opening) % 2:
                text = text.removeprefix(opening) if text.startswith(opening) else (
                    text.removesuffix(closing))  # fmt: skip
            first = text.find(closing)
            goes_on = any(map(str.isalnum, text[: max(first, 0)]))
            if goes_on and text.count(opening) % 2 and text[first + 1 : first + 2] in {" ", ","}:
                text = opening + text
            continue
        if text.count(opening) > text.count(closing):
            text = text.removeprefix(opening)
        elif text.count(closing) > text.count(opening):
            text = text.removesuffix(closing)
        first = text.find(closing)
        if 0 < first < len(text) - 1 and opening not in text[:first]:
            text = opening + text  # what is said goes on from before: "We have it,” she said
    return text.strip()
