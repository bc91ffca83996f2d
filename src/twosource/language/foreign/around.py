"""What stands around a quotation without a verb of saying, and says whose words it holds."""

from __future__ import annotations

import re
from collections.abc import Sequence

from twosource.language.foreign.frame import Frame
from twosource.language.foreign.lists import Lists
from twosource.language.foreign.quotes import Quoted
from twosource.language.foreign.spans import WORD, words_of
from twosource.language.foreign.subjects import after_verb, before_verb
from twosource.language.foreign.topics import topic
from twosource.types import Span

_MARKS = " ,،，、:：—–-\u00a0\n"
_TITLE = 4
"""Words of a name in quotation marks, at most."""
_EARLY = 4
"""Words of the next sentence within which what points back stands."""
_LATE = frozenset({"tr", "ja", "fa", "ar", "he", "zh"})
"""Languages in which it may stand at the end."""
_AHEAD = 400
_SELF = re.compile(r"\b(?:lui|leur|nous|me|m['’]|s['’]|se)\s*$")
_INCISE_END = re.compile(r"[.,;:!?](?=\s|$)|\s[—–]")
_SPOKEN = re.compile(r"[,;!?…،؟，；！？。]")


def titled(text: str, lists: Lists, quote: Quoted) -> bool:
    """Whether marks set off a name and no words of anybody: ``the company "Yamit Energy"``,
    ``«Халден Лайнс» сообщила``.

    Args:
        text: of the account.
        lists: of its language.
        quote: the marks and what is in them.
    """
    said = quote.inner.of(text)
    words = WORD.findall(said)
    if not lists.spaced or not words or len(words) > _TITLE or _SPOKEN.search(said):
        return False
    if text[quote.span.end : quote.span.end + 2].lstrip("\u00a0 ")[:1] in {",", "،", "—", "–"}:
        return False
    head = text[max(0, quote.span.start - 40) : quote.span.start]
    if head.rstrip().endswith((":", ",", "،", "：")):
        return False
    before = WORD.findall(head)
    listed = (*lists.bodies.values(), *lists.units.values())
    if "\n" in head[-2:] or quote.dash:
        return False
    upper = not lists.cased or words[0][0].isupper()
    if upper and before and any(w.fullmatch(before[-1]) for w in listed):
        return True
    return lists.cased and lists.code != "de" and len(words) > 1 and all(
        w[0].isupper() for w in words if len(w) > 3
    ) and words[0][0].isupper()  # fmt: skip


def own(text: str, lists: Lists, quote: Quoted, low: int, high: int) -> Frame | None:
    """``по его словам, «…»``, ``"…", לדבריו``: the one who spoke before."""
    for match in lists.own.finditer(text, low, quote.span.start):
        if len(WORD.findall(text[match.end() : quote.span.start])) <= 3:
            return Frame(quote.inner, Span(*match.span()), None, True, "before", again=True)
    behind = lists.own.search(text, quote.span.end, min(high, quote.span.end + 60))
    if behind is not None and not text[quote.span.end : behind.start()].strip(_MARKS):
        return Frame(quote.inner, Span(*behind.span()), None, True, "after", again=True)
    return None


def voiced(text: str, lists: Lists, quote: Quoted, low: int) -> Frame | None:
    """``Pour l'avocate Claire Dumontet, « … »``."""
    match = lists.voiced.search(text, low, quote.span.start)
    if match is None or text[low : match.start()].strip():
        return None
    head = text[match.end() : quote.span.start].rstrip()
    if not head.endswith(",") or lists.verbs.search(head):
        return None
    source, _ = after_verb(text, Span(match.end(), quote.span.start), lists)
    if source is None or WORD.search(text, source.end, quote.span.start):
        return None
    return Frame(quote.inner, Span(*match.span()), source, True, "before")


def pointing(text: str, lists: Lists, region: Span) -> Span | None:
    """Whom words that point back to a quotation name, in front of them; where a language has no
    capitals, or its verbs at the end.
    """
    at = lists.pointing.search(text, region.start, region.end)
    head = at.start() if at is not None else region.end
    if head <= region.start:
        return None
    if not lists.spaced:
        return topic(text, region, lists)[0]
    if lists.cased and lists.code != "tr":
        return None
    return before_verb(text, Span(region.start, head), lists)[0]


def incise(text: str, lists: Lists, quote: Quoted) -> Frame | None:
    """A verb inside a quotation, set off by dashes or commas: ``«Нас, — сказала она, — …»``,
    ``« Oui, a-t-elle dit. Non. »``; behind a dash of dialogue what is said ends there.
    """
    at, stop = quote.inner.start, quote.inner.end
    for cue in lists.verbs.finditer(text, at, stop):
        head = _SELF.sub("", text[at : cue.start()]).rstrip()
        dashed = head[-1:] in "—–" and _SPOKEN.search(head[-4:]) is not None
        comma = lists.code == "fr" and head[-1:] in {",", "?", "!"}
        if not head or not (dashed or comma):
            continue
        end = _INCISE_END.search(text, cue.end(), stop)
        region = Span(cue.end(), end.start() if end is not None else stop) if (
            (end.start() if end is not None else stop) > cue.end()) else None  # fmt: skip
        source, again = after_verb(text, region, lists) if region is not None else (None, False)
        again = again or source is None
        inner = Span(at, at + len(head.rstrip(" —–,"))) if quote.dash else quote.inner
        return Frame(inner, Span(*cue.span()), source, True, "after", again=again)
    return None


def ahead(
    text: str, lists: Lists, quote: Quoted, sentences: Sequence[Span]
) -> tuple[Span | None, bool]:
    """The words behind a quotation that stands for itself which may name who speaks: those that
    point back to it (``Mit diesen Worten …``), and the next sentence of a paragraph that it opens.
    """
    own_one = next((s for s in sentences if s.overlap(quote.span) and s.end > quote.span.end), None)
    start = quote.span.end if own_one is not None else -1
    end = own_one.end if own_one is not None else -1
    if own_one is None or not WORD.search(text, start, end):
        following = next((s for s in sentences if s.start >= quote.span.end), None)
        if following is None or text[quote.span.end : following.start].strip(_MARKS + ".。"):
            return None, False
        start, end = following.start, following.end
    region = Span(start, min(end, start + _AHEAD))
    pointer = lists.pointing.search(text, region.start, region.end)
    if pointer is not None and (
        lists.code in _LATE or len(words_of(text, region.start, pointer.start())) < _EARLY
    ):
        return region, True
    opens = not text[text.rfind("\n", 0, quote.span.start) + 1 : quote.span.start].strip()
    if opens and "\n" not in text[quote.span.end : region.start] and own_one is None:
        return region, False
    return None, False
