"""Who says what in a text, as far as words around a quotation or a plain pattern say so.

A frame is found by lists alone (reporting verbs, "that", "according to"); where they do not tell
who speaks, the frame has no source, and where they tell that the one who spoke last goes on, it
says so (``again``).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from twosource.language.foreign.around import ahead, incise, own, pointing, titled, voiced
from twosource.language.foreign.frame import Frame
from twosource.language.foreign.indirect import indirect, pointed
from twosource.language.foreign.lists import Lists
from twosource.language.foreign.quotes import Quoted
from twosource.language.foreign.spans import WORD, words_of
from twosource.language.foreign.subjects import adverb, after_verb, before_verb, his, inverted
from twosource.language.foreign.topics import Found, topic
from twosource.types import Span

LEAST, LEAST_HAN = 4, 8
"""Words (characters, in Chinese and Japanese) from which a quotation without a verb is speech."""
_REACH = 160


def frames_of(
    text: str, lists: Lists, sentences: Sequence[Span], quotes: Sequence[Quoted]
) -> tuple[Frame, ...]:
    """The frames of a text, in order."""
    found = list(_direct(text, lists, sentences, quotes))
    found += indirect(text, lists, sentences, quotes)
    return tuple(sorted(found, key=lambda f: (f.content, f.rule)))


def _direct(
    text: str, lists: Lists, sentences: Sequence[Span], quotes: Sequence[Quoted]
) -> Iterator[Frame]:
    last: tuple[int, Frame] | None = None  # end of the frame's sentence
    quotes = [q for q in quotes if not titled(text, lists, q)]
    for k, quote in enumerate(quotes):
        low = max([s.start for s in sentences if s.start <= quote.span.start], default=0)
        previous = quotes[k - 1].span.end if k else 0
        before = (
            Span(max(low, previous), quote.span.start)
            if quote.span.start > max(low, previous)
            else None
        )
        following = quotes[k + 1].span.start if k + 1 < len(quotes) else len(text)
        after = _behind(text, quote, following, sentences, lists)
        frame = _frame(text, lists, quote, before, after)
        if frame is None and last is not None and _goes_on(text, last, quote):
            frame = Frame(quote.inner, None, last[1].source, True, "on", again=True)
        where, pointed_ = (None, False)
        if frame is None and not quote.dash:
            where, pointed_ = ahead(text, lists, quote, sentences)
        if frame is None and (quote.dash or pointed_ or _long(text, quote, lists)):
            rule = "dash" if quote.dash else "alone"
            source = pointing(text, lists, where) if pointed_ and where is not None else None
            frame = Frame(quote.inner, None, source, True, rule, _whole(text, sentences, quote),
                          where, pointed_, quote.closed)  # fmt: skip
        if frame is not None:
            last = (max(after.end if after else 0, quote.span.end), frame)
            yield frame


def _behind(
    text: str, quote: Quoted, following: int, sentences: Sequence[Span], lists: Lists
) -> Span | None:
    """What stands between a quotation and the end of its sentence or the next quotation."""
    end = min([s.end for s in sentences if s.end >= quote.span.end], default=quote.span.end)
    if end == quote.span.end and quote.inner.end and text[quote.inner.end - 1] in "!?…؟！？":
        # "…!" sagte er: the sentence goes on behind the mark
        nearer = [s for s in sentences if s.start >= end and text[end : s.start].strip() == ""]
        if nearer and text[nearer[0].start].islower():
            end = nearer[0].end
    told = text[quote.span.start - 1 : quote.span.start] in {"：", ":"}  # X说：“…。”
    closed = text[quote.inner.end - 1] in "。！？!?"
    if end == quote.span.end and not lists.spaced and closed and not told:
        # “…。”市长说。: who says it stands right behind
        nearer = [s for s in sentences if s.start == end]
        stop = min(nearer[0].end, following) if nearer else end  # “…。”村民说，“…。”
        if nearer and lists.verbs.search(text, max(end, stop - 5), stop):
            end = stop
    end = min(end, following, quote.span.end + _REACH)
    return Span(quote.span.end, end) if end > quote.span.end else None


def _frame(
    text: str, lists: Lists, quote: Quoted, before: Span | None, after: Span | None
) -> Frame | None:
    low, high = (before or quote.span).start, (after or quote.span).end
    found = incise(text, lists, quote) or own(text, lists, quote, low, high)
    if found is None and after is not None:
        found = _after(text, lists, quote, before, after)
    if found is None and before is not None:
        found = voiced(text, lists, quote, low) or _before(text, lists, quote, before)
    if found is not None and found.source is not None:
        source, again = his(text, (found.source, found.again), lists)
        found = replace(found, source=source, again=again)
    return found


def _after(
    text: str, lists: Lists, quote: Quoted, before: Span | None, after: Span
) -> Frame | None:
    """The verb behind: ``«…», dijo Ana``; ``「…」と述べた``; ``“…” diyen``."""
    cue = lists.verbs.search(text, after.start, after.end)
    if cue is not None and _AND.match(text, after.start, cue.start() + 1) and before is not None:
        cue = None  # "… denounced “a scandal” and demanded": the verb is in front
    if cue is not None and not _near(text, after.start, cue.start(), lists):
        cue = None
    said_by = lists.according.search(text, after.start, min(after.end, after.start + 30))
    if cue is None and said_by is not None and _SO.fullmatch(text, after.start, said_by.start()):
        source, again = after_verb(
            text, Span(said_by.end(), max(after.end, said_by.end() + 1)), lists
        )
        return Frame(quote.inner, Span(*said_by.span()), source, True, "after", again=again)
    if cue is None:
        return _unlisted(text, lists, quote, before, after)
    span = Span(*cue.span())
    source, again = (None, False)
    if lists.spaced and cue.end() < after.end:
        source, again = after_verb(text, Span(cue.end(), after.end), lists)
    if source is None and not again and cue.start() > after.start:
        gap = Span(after.start, cue.start())
        source, again = before_verb(text, gap, lists) if lists.spaced else topic(text, gap, lists)
    if source is None and not again and before is not None:
        source, again = (topic(text, before, lists) if not lists.spaced
                         else before_verb(text, before, lists))  # fmt: skip
    if source is None and (lists.dropped or lists.continuing.fullmatch(cue.group())):
        again = True
    return Frame(quote.inner, span, source, True, "after", again=again)


_AND = re.compile(r"\s*(?:and|y|e|et|und|en|i|oraz|и|і|та|й|а|ve|و)\s|，?[并並]", re.IGNORECASE)
_SO = re.compile(r"[\s,،—–-]*(?:כך|כן|هكذا|так|tak|så|aldus)?\s*")


def _telling(text: str, source: Span, lists: Lists) -> bool:
    """Whether a phrase at the head of a sentence is surely somebody: an office, a name of two
    words, or a word that has its capital elsewhere too.
    """
    words = [
        w for w in words_of(text, source.start, source.end)
        if w.text[0].isupper() and w.low not in lists.articles
    ]  # fmt: skip
    if len(words) >= 2 or any(rx.search(source.of(text)) for rx in lists.roles.values()):
        return True
    if not words:
        return False
    places = re.finditer(rf"(?<=[\w,] ){re.escape(words[0].text)}", text)
    return any(not source.contains(Span(*m.span())) for m in places)


_JA_SAID = re.compile(
    r"と(?=[^、。」\s]{0,6}[いうたるよすびえみりきげせけめてねがし])[^、。」\s]{1,12}"
)
_LONE = re.compile(r"\s*[,،]\s*(\w{2,})\s*(?=[.,،]|$)")
_VERB = re.compile(
    r"[\s,،—–-]*[,—–-][\s—–-]*((?:(?:a|ont|ha|han|hat|haben|heeft|hebben|s['’]est)\s+)?[^\W\d_]{2,}(?:-t-(?:il|elle))?)(?=[\s.,])|\s+([^\W\d_]{3,})(?=\s)"
)


def _unlisted(
    text: str, lists: Lists, quote: Quoted, before: Span | None, after: Span
) -> Frame | None:
    """A verb that no list has, in the place of one: ``«…», schob er nach``, ``「…」と嘆いた``."""
    if lists.code == "ja":
        said = _JA_SAID.match(text, after.start, after.end)
        if said is None:
            return _ja_noun(text, lists, quote, after)
        source, again = topic(text, before, lists) if before is not None else (None, False)
        return Frame(quote.inner, Span(*said.span()), source, True, "after",
                     again=again or source is None)  # fmt: skip
    if not lists.cased:
        alone = _LONE.match(text, after.start, after.end) if lists.spaced else None
        if alone is None or not lists.dropped:
            return None
        return Frame(quote.inner, Span(*alone.span(1)), None, True, "after", again=True)
    said = _VERB.match(text, after.start, after.end)
    group = 1 if said is not None and said.group(1) else 2
    word = said.group(group) if said is not None else ""
    marked = group == 1 or quote.dash or text[quote.inner.end - 1] in ",!?…"
    if said is None or not word[:1].islower() or not marked or word in lists.stops:
        if not quote.dash:
            return None
        source, again = after_verb(text, after, lists)
        return Frame(quote.inner, None, source, True, "dash", again=again or source is None)
    cue = Span(*said.span(group))
    source, again = after_verb(text, Span(cue.end, after.end), lists) if cue.end < after.end else (
        None, False)  # fmt: skip
    if source is None and not again and not quote.dash and not lists.dropped:
        return None
    return Frame(quote.inner, cue, source, True, "after", again=again or source is None)


_JA_NOUN = re.compile(r"と([^、。「」]{2,40})(?=[。、]|$)")


def _ja_noun(text: str, lists: Lists, quote: Quoted, after: Span) -> Frame | None:
    """``「…」と技師のイワン・ペトコ氏。``: who speaks, and no verb."""
    said = _JA_NOUN.match(text, after.start, after.end)
    if said is None:
        return None
    who = said.group(1)
    if who.endswith(("氏", "さん")) or any(r.search(who) for r in lists.roles.values()):
        return Frame(quote.inner, None, Span(*said.span(1)), True, "after")
    return None


def _near(text: str, start: int, end: int, lists: Lists) -> bool:
    """Whether little stands between a quotation and its verb."""
    gap = text[start:end]
    if not lists.spaced:
        return len(gap.strip("，,、 ")) <= (0 if lists.code == "ja" else 30)
    return len(WORD.findall(gap)) <= 7 and not re.search(r"[.!?;:]\s", gap)


def _before(text: str, lists: Lists, quote: Quoted, before: Span) -> Frame | None:
    """The verb in front: ``Ana dijo: «…»``, ``وقالت آنا: «…»``, ``安娜说：“…”``."""
    cues = list(lists.verbs.finditer(text, before.start, before.end))
    colon = text[before.start : before.end].rstrip().endswith((":", "："))
    said_by = lists.according.search(text, before.start, before.end)
    if not cues or (said_by is not None and said_by.end() >= cues[-1].end()):
        if said_by is not None:
            source, again = _accorded(text, before, said_by, lists)
            return Frame(quote.inner, Span(*said_by.span()), source, True, "before", again=again)
        if not colon:
            goes = lists.subjunctive.search(text, before.start, before.end)
            if goes is None or not lists.pronouns.search(text, before.start, before.end):
                return None
            return Frame(quote.inner, None, None, True, "before", again=True)  # "Er gehe …"
        source, again = (
            before_verb(text, before, lists) if lists.spaced else topic(text, before, lists)
        )
        if source is not None and WORD.search(text, source.end, before.end):
            # a colon ends a clause whose subject stands at its head: "Orvar lamented: …"
            first = len(WORD.findall(text[before.start : source.start])) <= 1
            if not first or not lists.cased or not _telling(text, source, lists):
                source = None
        return Frame(quote.inner, None, source, True, "colon", again=again or source is None)
    cue = cues[-1]
    gap = text[cue.end() : before.end]
    if not colon and len(WORD.findall(gap)) > 14:
        return None
    span = Span(*cue.span())
    source, again = None, False
    if cue.start() > before.start:
        head = Span(before.start, cue.start())
        source, again = before_verb(text, head, lists) if lists.spaced else topic(text, head, lists)
        if source is not None and cue.end() < before.end:
            found = inverted(text, source, Span(cue.end(), before.end), lists)
            source, again = found if found != (None, False) else (source, again)
        if source is not None and lists.dropped and lists.cased and adverb(text, source, lists):
            source, again = None, True  # "Poi aggiunge:"
    if source is None and not again and cue.end() < before.end and lists.spaced:
        source, again = after_verb(text, Span(cue.end(), before.end), lists)
    if source is None and not again:
        source, again = pointed(text, lists, before, cue)
    return Frame(quote.inner, span, source, True, "before", again=again)


def _accorded(text: str, before: Span, said_by: re.Match[str], lists: Lists) -> Found:
    """Whose words "according to" means: what stands behind it, in Turkish and Japanese before."""
    if lists.code in {"tr", "ja"}:
        if said_by.start() == before.start:
            return None, False
        head = Span(before.start, said_by.start())
        return topic(text, head, lists) if lists.code == "ja" else before_verb(text, head, lists)
    if before.end <= said_by.end():
        return None, False
    return after_verb(text, Span(said_by.end(), before.end), lists)


def _goes_on(text: str, last: tuple[int, Frame], quote: Quoted) -> bool:
    """Whether a quotation stands right behind the sentence of one that is attributed."""
    gap = text[last[0] : quote.span.start] if quote.span.start >= last[0] else "\n"
    return "\n" not in gap and not WORD.search(gap)


def _whole(text: str, sentences: Sequence[Span], quote: Quoted) -> bool:
    """Whether a quotation is a sentence of its own: then who is spoken of before it speaks."""
    own = next((s for s in sentences if s.contains(quote.span)), quote.span)
    return not WORD.search(text, own.start, quote.span.start) and (
        not WORD.search(text, quote.span.end, own.end)
    )


def _long(text: str, quote: Quoted, lists: Lists) -> bool:
    said = quote.inner.of(text)
    if not lists.spaced:
        return len(said) >= LEAST_HAN
    words = WORD.findall(said)
    sentence = said[-1] in ".!?…" and (said[0].isupper() or not lists.cased or said[0] in "¿¡")
    return len(words) >= (2 if sentence else LEAST)
