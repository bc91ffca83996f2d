"""The noun phrase that names who speaks, beside a reporting verb; nothing rather than a guess.

No parser: a phrase begins at an article, a role, a body or a name and ends at a preposition of
the language's list or a mark.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from twosource.language.foreign.conjunctions import is_that, listed
from twosource.language.foreign.lists import Lists
from twosource.language.foreign.names import capital, month
from twosource.language.foreign.spans import Word, trimmed, words_of
from twosource.language.foreign.topics import Found
from twosource.types import Span

_NOBODY: Found = (None, False)
_HEADS = frozenset({"wie", "man", "comme", "como", "come", "zoals", "jak", "как", "як", "on"})
"""Words that head a clause of saying and are nobody."""
_SKIPPED = frozenset(
    {"עוד", "גם", "בנוסף", "כן", "כך", "כך,", "أيضا", "أيضاً", "كما", "أما", "لكن", "و", "اما"}
)
_FILLERS = 3
_MOST = 13
_REACH = 300
"""Code points behind a verb in which its subject is sought."""


def after_verb(text: str, region: Span, lists: Lists) -> Found:
    """The phrase behind a verb: ``dijo la ministra Ana Paz en …``, and where none stands right
    there, the last that no preposition governs: ``powiedziała dziennikarzom dyrektorka Ana Paz``.
    """
    region = Span(region.start, min(region.end, region.start + _REACH))
    found = _right_behind(text, region, lists)
    if found != _NOBODY or not lists.cased:
        return found
    span, _ = before_verb(text, region, lists)
    return span, False


def his(text: str, found: Found, lists: Lists) -> Found:
    """A phrase, or who spoke before where it is theirs and nobody: "his answer", "so seine knappe
    Begründung".
    """
    span = found[0]
    if span is None or not lists.possessives:
        return found
    words = words_of(text, span.start, span.end)
    if not words or words[0].low not in lists.possessives:
        return found
    roles = any(r.search(span.of(text)) for r in (*lists.roles.values(), *lists.bodies.values()))
    named = lists.code != "de" and any(capital(w.text) for w in words[1:])
    return found if roles or named else (None, True)


def _right_behind(text: str, region: Span, lists: Lists) -> Found:
    words = words_of(text, region.start, region.end)
    if not lists.cased:
        return _uncased(text, words, lists, region)
    for k, word in enumerate(words[: _FILLERS + 1]):
        if lists.pronouns.fullmatch(word.text):
            return None, True
        if text[region.start : word.start].strip(" ,\u00a0—–-") and k == 0:
            return _NOBODY
        if k and text[words[k - 1].end : word.start].strip(" \u00a0,"):
            return _NOBODY
        if _anchor(word, lists) or (word.low in lists.articles and k + 1 < len(words)):
            span = _phrase(text, words, k, lists)
            if span is not None:
                return span, False
            if word.low not in lists.articles:
                return _NOBODY
        elif word.low in lists.stops:
            return _NOBODY
    return _NOBODY


def before_verb(text: str, region: Span, lists: Lists) -> Found:
    """The phrase in front of a verb: ``Su portavoz, Tobias Renk, dijo``."""
    words = words_of(text, region.start, region.end)
    if not lists.cased:
        return _uncased(text, words, lists, region)
    found: list[tuple[int, Span]] = []
    k = 0
    while k < len(words):
        word = words[k]
        free = k == 0 or not _governed(words, k, lists)
        if free and (_anchor(word, lists) or word.low in lists.articles):
            span = _phrase(text, words, k, lists)
            if span is not None:
                found.append((k, span))
                while k < len(words) and words[k].start < span.end:
                    k += 1
                continue
        k += 1
    if found:
        first, last = found[0], found[-1]
        return (first[1] if first[0] <= 2 else last[1]), False
    if any(lists.pronouns.fullmatch(w.text) for w in words):
        return None, True
    return _NOBODY


def inverted(text: str, head: Span, behind: Span, lists: Lists) -> Found:
    """Who stands behind a verb whose sentence begins with a word that may be anything: ``Später
    sagte Orvar``; in languages whose verb is the second thing of a sentence.
    """
    if lists.code not in {"de", "nl"} or not adverb(text, head, lists):
        return _NOBODY
    span, again = _right_behind(text, behind, lists)
    if span is None:
        return None, again
    words = words_of(text, span.start, span.end)
    named = words[0].low not in lists.articles
    return (span, False) if named or any(listed(w.text, lists) for w in words) else _NOBODY


def adverb(text: str, span: Span, lists: Lists) -> bool:
    """Whether a sentence begins with a word whose capital tells nothing."""
    word = span.of(text)
    before = text[: span.start].rstrip(" \u00a0")[-1:]
    heads = {"", "\n", ".", "!", "?", "»", "”", "“", '"'}
    if " " in word or not word[0].isupper() or before not in heads:
        return False
    if listed(word, lists):
        return False
    return re.search(rf"(?<=[\w,;] ){re.escape(word)}(?!\w)", text) is None


def _anchor(word: Word, lists: Lists) -> bool:
    if word.low in _HEADS:
        return False
    if capital(word.text):
        plain = not lists.weekdays.fullmatch(word.text) and not month(word.text, lists)
        return (
            plain
            and word.low not in lists.stops
            and word.low not in lists.articles
            and (word.low not in lists.joints and not lists.pronouns.fullmatch(word.text))
        )
    return word.low not in lists.stops and listed(word.text, lists)


def _governed(words: Sequence[Word], k: int, lists: Lists) -> bool:
    """Whether a preposition stands before a word, an article between or not."""
    before = words[k - 1].low
    if before in lists.articles and k > 1 and before not in lists.joints:
        before = words[k - 2].low
    return before in lists.stops or before in lists.joints


def _phrase(text: str, words: Sequence[Word], k: int, lists: Lists) -> Span | None:
    """The phrase that begins with a word: names, roles, bodies, and what joins them."""
    start, end, at = words[k].start, words[k].end, k
    anchored, loose, commas = False, 0, 0
    while at < len(words) and at - k < _MOST:
        word = words[at]
        gap = text[words[at - 1].end : word.start] if at > k else ""
        if lists.verbs.fullmatch(word.text) and at > k:
            break
        is_anchor = _anchor(word, lists)
        short = gap.strip() == "." and words[at - 1].low in lists.abbreviations
        if gap.strip(" \u00a0\n-’'") and not short:
            comma = gap.strip() == "," and commas < 2 and anchored
            if not comma or not (is_anchor or _article_role(words, at, lists)):
                break
            commas += 1
        if is_anchor:
            anchored, loose, end = True, 0, word.end
        elif at == k:
            end = word.end
        elif word.low in lists.joints or word.low in lists.articles:
            loose += 1
        elif word.low in lists.stops or not word.text[0].isalpha() or loose >= 4:
            end = _behind_stop(text, words, k, at, end)
            break
        else:
            loose += 1
        at += 1
    last = next((w for w in reversed(words) if w.end <= end), words[k])
    if not anchored or lists.oblique.fullmatch(last.text):
        return None
    return Span(start, end) if end > start else None


def _behind_stop(text: str, words: Sequence[Word], k: int, at: int, end: int) -> int:
    """Where a phrase without a name ends that has it behind a preposition and its noun:
    ``вчителька на пенсії Берта Лінд``.
    """
    if any(w.text[0].isupper() for w in words[k + 1 : at]):
        return end
    for j in range(at + 1, min(at + 4, len(words) - 1)):
        if text[words[j - 1].end : words[j].start].strip():
            return end
        one, two = words[j], words[j + 1]
        if one.text[0].isupper() and two.text[0].isupper() and text[one.end : two.start] == " ":
            behind = text[two.end : two.end + 2].strip()[:1]
            return two.end if behind in {",", ".", "—", "–", ""} else end
    return end


def _article_role(words: Sequence[Word], at: int, lists: Lists) -> bool:
    following = words[at + 1] if at + 1 < len(words) else None
    return words[at].low in lists.articles and following is not None and _anchor(following, lists)


def _uncased(text: str, words: Sequence[Word], lists: Lists, region: Span) -> Found:
    """Arabic, Persian, Hebrew: the words up to the first preposition or mark."""
    pointer = lists.pointing.match(text, words[0].start) if words else None
    if pointer is not None:
        words = [w for w in words if w.start >= pointer.end()]
        region = Span(pointer.end(), max(region.end, pointer.end() + 1))
    while words and words[0].text in _SKIPPED:
        words = words[1:]
    while (
        len(words) > 1
        and words[0].text in lists.addressed
        and not (text[words[0].end : words[1].start].strip())
    ):
        region, words = Span(words[1].start, max(region.end, words[1].end)), words[1:]
    if not words:
        return _NOBODY
    if lists.pronouns.fullmatch(words[0].text):
        return None, True
    end, commas, count = words[0].start, 0, 0
    for k, word in enumerate(words[:11]):
        gap = text[end : word.start] if k else text[region.start : word.start]
        if word.text in lists.stops or is_that(text, words, k, lists):
            break
        if lists.verbs.fullmatch(word.text) and k:
            break
        if gap.strip(' \u00a0\n\u200c-–—"“”«»' + (",،" if k == 0 else "")):
            if k == 0 or gap.strip() not in {",", "،"} or commas >= 2:
                break
            commas += 1
        end, count = word.end, count + 1
    if not count:
        return _NOBODY
    span = trimmed(text, words[0].start, end, " ,،")
    return (span, False) if span is not None else _NOBODY


def body_phrase(text: str, head: Span, lists: Lists) -> Span:
    """A body with what names it: ``هيئة ميناء تارفونا``, ``Autoridad Portuaria de Tarvona``."""
    words = words_of(text, head.start, min(len(text), head.end + 60))
    if not words:
        return head
    if lists.cased:
        return _phrase(text, words, 0, lists) or head
    end = head.end
    for k, word in enumerate(words[1:4]):
        if (
            text[end : word.start].strip(" \u200c")
            or word.text in lists.stops
            or (lists.verbs.fullmatch(word.text) or k > 2)
        ):
            break
        end = max(end, word.end)
    return Span(head.start, end)
