"""Indirect speech where a plain pattern shows it: "dijo que", "قال إن", "как сообщает"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from twosource.language.foreign.conjunctions import find_that
from twosource.language.foreign.frame import Frame
from twosource.language.foreign.lists import Lists
from twosource.language.foreign.quotes import Quoted
from twosource.language.foreign.spans import WORD, trimmed, words_of
from twosource.language.foreign.subjects import after_verb, before_verb
from twosource.language.foreign.topics import topic
from twosource.types import Span

_EARLY, _BACK = 3, 400
_SHORT = 7
"""Words between a verb of saying and the comma before what is said."""


def pointed(text: str, lists: Lists, clause: Span, cue: re.Match[str]) -> tuple[Span | None, bool]:
    """Who speaks where the verb alone is told: the one who spoke last, where the verb stands at the
    head of its sentence; else the subject of an earlier verb of saying in it, or nobody.
    """
    early = len(WORD.findall(text[clause.start : cue.start()])) <= _EARLY
    if early or lists.continuing.fullmatch(cue.group()):
        return None, lists.dropped or bool(lists.continuing.fullmatch(cue.group()))
    for earlier in lists.verbs.finditer(text, max(clause.start, cue.start() - _BACK), cue.start()):
        if earlier.end() < cue.start():
            source, again = after_verb(text, Span(earlier.end(), cue.start()), lists)
            if source is not None or again:
                return source, again
    return None, False


def indirect(
    text: str, lists: Lists, sentences: Sequence[Span], quotes: Sequence[Quoted]
) -> Iterator[Frame]:
    """The indirect speech of a text, one frame a sentence at most."""
    inside = [q.span for q in quotes]
    for sentence in sentences:
        if any(s.overlap(sentence) > 0.6 * len(sentence) for s in inside):
            continue
        found = _that(text, lists, sentence, inside) or _according(text, lists, sentence)
        if found is None or any(s.overlap(found.content) for s in inside):
            continue
        if found.cue is not None and any(s.overlap(found.cue) for s in inside):
            continue
        yield found


def _that(text: str, lists: Lists, sentence: Span, inside: Sequence[Span] = ()) -> Frame | None:
    """``dijo que …``, ``قال إن …``, ``сообщил, что …``, ``אמר כי …``, ``…と述べた``."""
    end = _stop(text, sentence)
    if lists.code == "ja":
        return _ja_that(text, lists, sentence)
    if lists.code == "zh":
        return _zh_that(text, lists, sentence, end)
    for cue in lists.verbs.finditer(text, sentence.start, sentence.end):
        that = find_that(text, cue.end(), min(sentence.end, cue.end() + 110), lists)
        most = 1 if lists.verb_last else 9
        if that is None or len(WORD.findall(text[cue.end() : that.start()])) > most:
            told = _subjunctive(text, lists, Span(sentence.start, end), cue)
            if told is not None:
                return told
            continue
        content = trimmed(text, _that_end(that, lists), end)
        if content is None or len(WORD.findall(content.of(text))) < 3:
            continue
        source, again = None, False
        if that.start() > cue.end() and not lists.verb_last:
            source, again = after_verb(text, Span(cue.end(), that.start()), lists)
        if source is None and not again and cue.start() > sentence.start:
            source, again = before_verb(text, Span(sentence.start, cue.start()), lists)
        if source is None and not again:
            source, again = pointed(text, lists, sentence, cue)
        return Frame(content, Span(*cue.span()), source, False, "that", again=again)
    for that in lists.that_before.finditer(text, sentence.start, sentence.end):
        verb = lists.verbs.search(text, that.end(), min(sentence.end, that.end() + 30))
        if verb is None or text[that.end() : verb.start()].strip():
            continue
        source, again = before_verb(text, Span(sentence.start, that.start()), lists) if (
            that.start() > sentence.start) else (None, False)  # fmt: skip
        start = source.end if source else sentence.start
        cuts = [m.end() for m in _CUT.finditer(text, start, that.start())]
        cuts += [q.end for q in inside if start < q.end <= that.start()]
        content = trimmed(text, max([start, *cuts]), that.end(), " ,\n\u00a0")
        if content is not None and len(WORD.findall(content.of(text))) >= 3:
            again = source is None
            return Frame(content, Span(*verb.span()), source, False, "that", again=again)
    return None


_CUT = re.compile("[;:]")


def _subjunctive(text: str, lists: Lists, sentence: Span, cue: re.Match[str]) -> Frame | None:
    """``Renk sagte, das Unternehmen werde den Kai nicht räumen``: speech by its verb's form."""
    comma = text.find(",", cue.end(), min(sentence.end, cue.end() + 90))
    if comma < 0 or len(WORD.findall(text[cue.end() : comma])) > _SHORT:
        return None
    if lists.subjunctive.search(text, comma, min(sentence.end, comma + 160)) is None:
        return None
    content = trimmed(text, comma + 1, sentence.end)
    if content is None or len(WORD.findall(content.of(text))) < 3:
        return None
    source, again = None, False
    if cue.start() > sentence.start:
        source, again = before_verb(text, Span(sentence.start, cue.start()), lists)
    if source is None and not again and comma > cue.end():
        source, again = after_verb(text, Span(cue.end(), comma), lists)
    return Frame(content, Span(*cue.span()), source, False, "that", again=again)


def _that_end(that: re.Match[str], lists: Lists) -> int:
    """Where the content begins: a particle written joined to its first word belongs to it."""
    joined = lists.code == "he" and that.group() != "כי"
    return that.start() if joined else that.end()


def _stop(text: str, sentence: Span) -> int:
    end = sentence.end
    while end > sentence.start and text[end - 1] in ".!?…。؟":
        end -= 1
    return end


def _ja_that(text: str, lists: Lists, sentence: Span) -> Frame | None:
    body = sentence.of(text)
    cue = next((m for m in lists.verbs.finditer(body) if m.group().startswith("と")), None)
    if cue is None:
        return _according(text, lists, sentence)
    head = Span(sentence.start, sentence.start + cue.start()) if cue.start() else None
    if head is None:
        return None
    source, again = topic(text, head, lists, "は")
    start = source.end + 1 if source else sentence.start
    content = trimmed(text, start, head.end, "、は ")
    if content is None or len(content) < 6:
        return None
    at = Span(sentence.start + cue.start(), sentence.start + cue.end())
    return Frame(content, at, source, False, "that", again=again or source is None)


def _zh_that(text: str, lists: Lists, sentence: Span, end: int) -> Frame | None:
    for cue in lists.verbs.finditer(text, sentence.start, sentence.end):
        if cue.start() == sentence.start or len(cue.group()) < 1:
            continue
        source, again = topic(text, Span(sentence.start, cue.start()), lists)
        if source is None and not again:
            continue
        content = trimmed(text, cue.end(), end, "，, ：:")
        if content is None or len(content) < 6:
            continue
        return Frame(content, Span(*cue.span()), source, False, "that", again=again)
    return None


def _according(text: str, lists: Lists, sentence: Span) -> Frame | None:
    """``según la Cámara, …`` or ``…, según la Cámara``; Japanese ``会議所によると、…``."""
    said_by = lists.according.search(text, sentence.start, sentence.end)
    end = _stop(text, sentence)
    if said_by is None:
        return None
    cue = Span(*said_by.span())
    behind_name = lists.code in {"ja", "tr"} or (
        lists.code == "de" and said_by.group().lower() == "zufolge"
    )
    if behind_name:
        start = text.rfind("、", sentence.start, cue.start) + 1 if lists.code == "ja" else 0
        if lists.code != "ja":  # the phrase right before it
            near = words_of(text, sentence.start, cue.start)[-5:]
            start = near[0].start if near else sentence.start
        head = trimmed(text, max(sentence.start, start), cue.start)
        if head is None:
            return None
        source, again = (head, False) if lists.code == "ja" else before_verb(text, head, lists)
        content = trimmed(text, cue.end, end, "、, ")
    elif cue.start <= sentence.start + 2 or not WORD.search(text, sentence.start, cue.start):
        comma = re.compile("[,،，]").search(text, cue.end, sentence.end)
        if comma is None:
            return None
        source, again = after_verb(text, Span(cue.end, comma.start()), lists) if (
            comma.start() > cue.end) else (None, False)  # fmt: skip
        content = trimmed(text, comma.end(), end)
    else:
        source, again = (
            after_verb(text, Span(cue.end, end), lists) if end > cue.end else (None, False)
        )
        content = trimmed(text, sentence.start, cue.start, " ,،，\n\u00a0")
    if content is None or (source is None and not again):
        return None
    size = len(words_of(text, content.start, content.end)) if lists.spaced else len(content) // 2
    return Frame(content, cue, source, False, "according", again=again) if size >= 3 else None
