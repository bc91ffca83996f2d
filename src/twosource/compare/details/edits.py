"""Passages that are word for word the same but for an edit: each edit is a difference."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from twosource.compare.align.word_alignment import Pairing, View
from twosource.compare.cut.constituents import leans, token_span
from twosource.compare.cut.lexicon import lexicon
from twosource.compare.cut.negation import NEGATIVE
from twosource.compare.cut.small_words import EMPTY, PLACES
from twosource.compare.cut.surface_forms import letters
from twosource.compare.cut.values import LARGE, number_value, time_key
from twosource.compare.cut.word_similarity import nearness
from twosource.compare.details.contrast import TELL, contrast
from twosource.compare.details.drafts import Draft
from twosource.compare.details.no_change import nothing_changed
from twosource.types import FindingType, Span

if TYPE_CHECKING:
    from spacy.tokens import Token

SAME = 0.72
"""Share of equal words from which two passages count as one text with edits."""
WIDE = 8
"""Words an edit may take on a side; a longer one is another text, not an edit."""
REASONS: Mapping[FindingType, str] = {
    **TELL, "attribution": "Who says it differs", "fact": "Who did it to whom differs",
    "strength": "The words differ", "context_omitted": "One side leaves words out",
}  # fmt: skip


def differ(p: Pairing) -> Iterator[Draft]:
    """The edits of one pairing, where its passages are nearly the same words."""
    ours, theirs = (_tokens(view) for view in p.views())
    if not min(len(ours), len(theirs)) >= 4 or max(len(ours), len(theirs)) > 400:
        return
    low_a, low_b = [plain(t) for t in ours], [plain(t) for t in theirs]
    matcher = SequenceMatcher(None, low_a, low_b, autojunk=False)
    if matcher.ratio() < SAME:
        return
    edits = [op for op in matcher.get_opcodes() if op[0] != "equal"]
    moved = _moved(edits, low_a, low_b)
    if moved and not _is_swap(edits, ours):
        return
    if moved:
        yield _draft(p, "fact", ours, theirs, edits[0][1], edits[-1][2], edits[0][3],
                     edits[-1][4], "edit/swapped")  # fmt: skip
        return
    for _, a0, a1, b0, b1 in edits:
        type_ = edit_kind(ours[a0:a1], theirs[b0:b1])
        if type_ == "date" and _both_say_when(ours, theirs, ours[a0:a1], theirs[b0:b1]):
            continue
        if type_ is not None and a1 - a0 <= WIDE and b1 - b0 <= WIDE:
            kept = "lost-" if _one_sided(ours[a0:a1], theirs[b0:b1]) else ""
            yield _draft(p, type_, ours, theirs, a0, a1, b0, b1, f"edit/{kept}{type_}")


def _one_sided(a: Sequence[Token], b: Sequence[Token]) -> bool:
    """Whether words only went out or came in, and none of them says that an office is over
    ("former"): that one is grave on one side as well.
    """
    return not (a and b) and not any(t.lower_ in lexicon().role_status for t in (*a, *b))


DENIAL = 3
"""Words up to which a stretch with a negation is the negation of what stands around it."""


def plain(token: Token) -> str:
    """A word without capitals, its apostrophe straight."""
    return token.lower_.replace("’", "'")


def _tokens(v: View) -> list[Token]:
    return [
        t for first, last in v.mine for t in v.side.section.doc[first:last]
        if not t.is_space and any(c.isalnum() or c in "$€£%'’" for c in t.text)
    ]  # fmt: skip


def _moved(
    edits: Sequence[tuple[str, int, int, int, int]], a: Sequence[str], b: Sequence[str]
) -> bool:
    """Whether the same words went out in one place and came in at another."""
    if len(edits) < 2:
        return False
    out = sorted(w for _, a0, a1, _, _ in edits for w in a[a0:a1] if w not in EMPTY)
    came = sorted(w for _, _, _, b0, b1 in edits for w in b[b0:b1] if w not in EMPTY)
    return bool(out) and out == came and edits[-1][2] - edits[0][1] <= 40


def _is_swap(edits: Sequence[tuple[str, int, int, int, int]], ours: Sequence[Token]) -> bool:
    """Whether, of words that moved, two things changed places: each stands where the other stood,
    or the verb between them moved.  A phrase that only stands elsewhere ("said on Monday that")
    is no swap.
    """
    moved = [t for _, a0, a1, _, _ in edits for t in ours[a0:a1]]
    return not any(_tells(t) for t in moved) and (
        all(op == "replace" for op, *_ in edits) or any(t.pos_ == "VERB" for t in moved)
    )


def edit_kind(a: Sequence[Token], b: Sequence[Token]) -> FindingType | None:
    """What kind of edit it is, or ``None`` for one that changes nothing."""
    lex = lexicon()
    both = [*a, *b]
    lows = {plain(t) for t in both}
    if lows <= EMPTY or not both:
        return None
    if wording(a) == wording(b) or nothing_changed(a, b):
        return None
    if lows & NEGATIVE:
        # a clause that holds a "not" and was cut is left out; the "not" alone turns it round
        return "polarity" if (a and b) or len(both) <= DENIAL else "context_omitted"
    if any(_is_time(t) for t in both):
        return "date"
    if any(_counts(t) for t in both):
        return "number" if all(any(map(_counts, s)) for s in (a, b) if s) else "context_omitted"
    if not (a and b) and len(both) >= 4:
        return "context_omitted"
    if _opposed(a, b):
        return "polarity"
    if _credited(a) and _credited(b):
        return "attribution"
    lemmas = {t.lemma_.lower() for t in both} | lows
    telling = any(_tells(t) for t in both)
    if (lemmas & lex.titles and not telling) or (lemmas & lex.role_status and len(both) <= 2):
        return "role"
    if any(lex.certainty.get(w, 1.0) < 0.85 for w in lemmas) and not (telling and len(both) > 1):
        return "hedging"
    if any(_speaks(t) for t in both):
        return "attribution" if _named(a) and _named(b) else None
    if any(t.pos_ == "PROPN" for t in a) and any(t.pos_ == "PROPN" for t in b):
        return "name"
    if lows & {"if", "unless", "until"}:
        return "condition"
    if lemmas & (lex.quantifiers.keys() | lex.limiters):
        return "scope"
    return _plain_words(a, b)


def wording(tokens: Sequence[Token]) -> str:
    """The letters of some words, those of place names in full ("Mt Cook"); see
    :func:`twosource.compare.cut.surface_forms.letters`.
    """
    words = (plain(t) for t in tokens)
    return letters(" ".join(PLACES.get(w.rstrip("."), w) for w in words))


def _plain_words(a: Sequence[Token], b: Sequence[Token]) -> FindingType | None:
    if a and b:
        heads = (a[-1].lemma_.lower(), b[-1].lemma_.lower())
        if heads[0] == heads[1]:
            return "status" if _tensed(a[-1]) or _tensed(b[-1]) else None
        same_act = lexicon().acts.get(heads[0], "") == lexicon().acts.get(heads[1])
        return None if same_act or nearness(*heads) >= 0.85 else "strength"
    return "context_omitted" if len(a) + len(b) >= 3 else None


def _tensed(token: Token) -> bool:
    """A verb form that says when: "vowed to end" and "committed to ending" say the same."""
    return token.pos_ == "VERB" and token.tag_ not in {"VB", "VBG"}


def _is_time(token: Token) -> bool:
    return time_key(token) is not None


def _both_say_when(
    ours: Sequence[Token], theirs: Sequence[Token], a: Sequence[Token], b: Sequence[Token]
) -> bool:
    """Whether each side tells the times of an edit, there or elsewhere in its sentences: "results
    due on Friday" and "until Friday, when results are due".
    """
    return _times(a) <= _whole_times(theirs) and _times(b) <= _whole_times(ours)


def _times(tokens: Sequence[Token]) -> set[str]:
    return {key for t in tokens if (key := time_key(t)) is not None}


def _whole_times(tokens: Sequence[Token]) -> set[str]:
    first, last = tokens[0].sent, tokens[-1].sent
    return _times(tuple(tokens[0].doc[first.start : last.end]))


def _opposed(a: Sequence[Token], b: Sequence[Token]) -> bool:
    lex = lexicon()
    return any(
        frozenset((x.lemma_.lower(), y.lemma_.lower())) in lex.opposites for x in a for y in b
    )


def _named(tokens: Sequence[Token]) -> bool:
    """Whether a party is named: "he said" against "Sadi said" is the same speaker."""
    return any(t.pos_ in {"PROPN", "NOUN"} for t in tokens)


def _counts(token: Token) -> bool:
    return number_value(token) is not None or plain(token) in LARGE


def _tells(token: Token) -> bool:
    """Whether a token is a verb of saying."""
    return token.pos_ == "VERB" and token.lemma_.lower() in SAYING


def _speaks(token: Token) -> bool:
    """Whether a token is (in the name of) the subject of a reporting verb."""
    lex = lexicon()
    at = token
    for _ in range(2):
        if at.dep_ in {"nsubj", "nsubjpass"} and at.head.lemma_.lower() in lex.acts:
            return at.head.pos_ in {"VERB", "AUX"} and at.head.lemma_.lower() in SAYING
        if at.head.i == at.i:
            return False
        at = at.head
    return False


def _credited(tokens: Sequence[Token]) -> bool:
    """Whether some words name the one according to whom something is told."""
    return any(
        t.dep_ == "pobj" and t.head.lower_ == "to" and t.head.head.lower_ == "according"
        for t in tokens
    )


SAYING = {"say", "tell", "add", "state", "claim", "announce", "report", "argue", "warn", "insist",
          "explain", "note", "write", "declare", "confirm", "allege"}  # fmt: skip


def _draft(
    p: Pairing, type_: FindingType, ours: Sequence[Token], theirs: Sequence[Token], a0: int,
    a1: int, b0: int, b1: int, rule: str,
) -> Draft:  # fmt: skip
    a, b = shown(ours, a0, a1), shown(theirs, b0, b1)
    made = contrast(p, type_, a, b, 0.9, rule, REASONS[type_])
    return replace(made, align=max(p.align, 0.9))


def shown(tokens: Sequence[Token], first: int, last: int) -> Span:
    """An edit with the word before it, and the one after it unless that leans on a third."""
    left, right = max(0, first - 1), min(len(tokens), last + 1)
    if last > first and leans(tokens[right - 1]):
        right = last
    return token_span(tokens[left], tokens[right - 1])
