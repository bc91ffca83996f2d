"""Turns of a printed conversation: ``EDWIN SARRE, COUNCIL LEADER: ...`` then ``SARRE: ...``.

Transcripts of radio and television, interviews and question-and-answer pages print who
speaks before a colon.  One label alone is a heading or a headline; a conversation has
two that take turns.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from twosource import packaged
from twosource.language.quotes import split_paragraphs
from twosource.types import Span

_UPPER = r"[^\W\d_a-zß-öø-ÿ]"
_WORD = rf"(?:{_UPPER}[\w'’.-]*|d[aeou]|del|della|de|la|le|van|von|der|den|bin|al|ter|ten)"
_LABEL = re.compile(
    r"(?:[\[(]?\d{1,2}:\d{2}(?::\d{2})?[\])]?\s*)?(?:>>+\s*|[*_]{1,2}|[-–—]\s*)?"
    rf"(?P<who>{_UPPER}[\w'’.-]*(?:\s{_WORD}){{0,4}})"
    r"(?P<aside>(?:,\s[^:\n\"“”?!;]{2,60}?|\s?\([^()\n]{1,60}\)|\s?\[[^\[\]\n]{1,60}\]))?"
    r"[*_]{0,2}\s?(?P<mark>[:：])[*_]{0,2}\s+(?=\S)"
)
_SHORT = re.compile(r"(?P<who>[QAFPDR])(?P<aside>)(?P<mark>[.–—-])\s+(?=[A-ZÀ-Þ¿])")
_STAGE = re.compile(r"^[\[(][^\[\]()]*[\])]\.?$")
_SELF = re.compile(r"\b(?:I|we|my|our|us|me|you|I['’]\w+|we['’]\w+)\b")


@dataclass(frozen=True, slots=True)
class Turn:
    """What one party says before another takes the floor.

    Attributes:
        name: who speaks, as printed.
        label: the name with what describes it ("EDWIN SARRE, COUNCIL LEADER").
        mark: the colon.
        said: the words, one span a paragraph.
        role: ``question`` or ``answer`` where no name is printed, else ``""``.
    """

    name: Span
    label: Span
    mark: Span
    said: tuple[Span, ...]
    role: str


@lru_cache(maxsize=1)
def words() -> dict[str, frozenset[str]]:
    """The lists of ``data/turns.toml``."""
    table = packaged.toml("twosource.language", "data/turns.toml")
    return {name: frozenset(entries) for name, entries in table.items()}


def find_turns(text: str, paragraphs: Sequence[Span] | None = None) -> tuple[Turn, ...]:
    """The turns of a part, in order; none where it prints no conversation.

    Args:
        text: the part.
        paragraphs: its paragraphs; found from line breaks when ``None``.

    Returns:
        Turns whose words are never empty.  A paragraph without label goes on with the
        turn before it where another turn follows, or where it still speaks as "I",
        "we" or "you"; stage directions in brackets are nobody's words.
    """
    spans = split_paragraphs(text) if paragraphs is None else paragraphs
    found: list[tuple[int, re.Match[str]]] = []
    for k, paragraph in enumerate(spans):
        hit = _LABEL.match(text, paragraph.start, paragraph.end)
        hit = hit or _SHORT.match(text, paragraph.start, paragraph.end)
        if hit is not None and _may_speak(hit["who"]):
            found.append((k, hit))
    one_sided = _answers(text, spans, found)
    asked = [spans[k].of(text).rstrip().endswith(("?", "？", "?*", "?”")) for k, _ in found]
    if not one_sided and not _conversation(text, [hit for _, hit in found], asked):
        return ()
    ends = [k - one_sided for k, _ in found[1:]]
    return tuple(
        _turn(text, spans, k, hit, ends[n] if n < len(ends) else None)
        for n, (k, hit) in enumerate(found)
    )


def _answers(text: str, spans: Sequence[Span], found: Sequence[tuple[int, re.Match[str]]]) -> bool:
    """Whether only the answers are labelled, all with one name, and a question of a line stands
    before each: most of these end in a question mark.
    """
    if len(found) < 2 or len({key_of(hit["who"]) for _, hit in found}) > 1:
        return False
    labelled = {k for k, _ in found}
    before = [k - 1 for k, _ in found if k and k - 1 not in labelled]
    questions = sum(spans[k].of(text).rstrip().endswith(("?", "？")) for k in before)
    hits = [hit["who"] for _, hit in found]
    return len(before) == len(found) and 2 * questions > len(found) and _named(text, hits[0], hits)


def _turn(
    text: str, spans: Sequence[Span], k: int, hit: re.Match[str], following: int | None
) -> Turn:
    said = [Span(hit.end(), spans[k].end)]
    for paragraph in spans[k + 1 : len(spans) if following is None else following]:
        body = paragraph.of(text).strip()
        if following is None and not _SELF.search(body):
            break
        if not _STAGE.match(body):
            said.append(paragraph)
    end = hit.end("aside") if hit["aside"] else hit.end("who")
    return Turn(Span(*hit.span("who")), Span(hit.start("who"), end), Span(*hit.span("mark")),
                tuple(said), role_of(hit["who"]))  # fmt: skip


def role_of(name: str) -> str:
    """``question`` or ``answer`` for a label that is no name, else ``""``."""
    low = name.lower().rstrip(".")
    return next((role for role in ("question", "answer") if low in words()[role]), "")


def _may_speak(name: str) -> bool:
    first, last = name.lower().split()[0], name.lower().split()[-1]
    return not {first, last, name.lower()} & words()["heading"]


def key_of(name: str) -> str:
    """What the labels of one party share: the last word, case ignored."""
    return name.lower().rstrip(".").split()[-1]


def _conversation(text: str, hits: Sequence[re.Match[str]], asked: Sequence[bool]) -> bool:
    """Two parties who take turns, one of them more than once; or a question and its
    answer.
    """
    keys = [key_of(hit["who"]) for hit in hits]
    roles = {role_of(hit["who"]) for hit in hits}
    if {"question", "answer"} <= roles:
        return True
    answered = any(a and x != y for a, x, y in zip(asked, keys, keys[1:], strict=False))
    once = len(keys) < 3 or len(set(keys)) == len(keys)
    if len(set(keys)) < 2 or (once and not answered):
        return False
    named = {key_of(h["who"]) for h in hits if _named(text, h["who"], [x["who"] for x in hits])}
    return len(named) * 2 >= len(set(keys)) and len(named) > 0


def _named(text: str, name: str, labels: Sequence[str]) -> bool:
    """In capitals, of two words, or known by its family name outside the labels."""
    if name.isupper() or len(name.split()) > 1 or role_of(name):
        return True
    said = len(re.findall(rf"\b{re.escape(name)}\b", text))
    return said > sum(name in label.split() for label in labels)
