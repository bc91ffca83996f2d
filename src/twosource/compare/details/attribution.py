"""Who says it, to whom, through what: a saying's frame kept on one side only."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from twosource.compare.align.word_alignment import Pairing, View
from twosource.compare.cut.accounts import Side
from twosource.compare.cut.constituents import core, governor, inside, token_span, verb_group
from twosource.compare.cut.lexicon import lexicon
from twosource.compare.details.contrast import contrast, seen_difference
from twosource.compare.details.drafts import Draft, quoted_words
from twosource.types import Span, Statement

if TYPE_CHECKING:
    from spacy.tokens import Token


@dataclass(frozen=True, slots=True)
class Frame:
    """A reporting verb with what hangs on it.

    Attributes:
        verb: the verb.  act: what it does (:mod:`lexicon`).
        addressee: span of "CNN" in "told CNN".  channel: span of "in a statement".
        words: lemmas of addressee and channel.
    """

    verb: Token
    act: str
    addressee: Span | None
    channel: Span | None
    words: frozenset[str]


def frames_of(side: Side, indices: tuple[int, ...]) -> list[Frame]:
    """Reporting verbs in the sentences of some passages."""
    lex = lexicon()
    sentences = {side.passages[k].sentence for k in indices}
    near = [x for x in side.passages if x.sentence in sentences]
    first, last = min(x.first for x in near), max(x.last for x in near)
    doc = side.section.doc
    out = []
    for token in doc[first:last]:
        act = lex.acts.get(token.lemma_.lower())
        if token.pos_ == "VERB" and act is not None:
            out.append(_frame(token, act))
    return out


def _frame(verb: Token, act: str) -> Frame:
    lex = lexicon()
    addressee = channel = None
    words: set[str] = set()
    for child in verb.children:
        if child.dep_ in {"dobj", "dative"} and verb.lemma_ == "tell" and child.i > verb.i:
            addressee = token_span(child.left_edge, child)
            words.add(child.lemma_.lower())
        if child.dep_ == "prep" and child.lower_ in {"to", "in", "on", "at", "via", "through",
                                                     "with", "by", "during"}:  # fmt: skip
            for noun in child.children:
                key = noun.lemma_.lower()
                if key in lex.channels or (
                    child.lower_ == "to" and noun.pos_ in {"PROPN", "NOUN"} and act == "say"
                ):
                    channel = token_span(child, noun)
                    words.add(key)
    return Frame(verb, act, addressee, channel, frozenset(words))


def differ(p: Pairing) -> Iterator[Draft]:
    """An addressee or channel that only one side gives."""
    for view in p.views():
        yield from _setting(view)


def _setting(v: View) -> Iterator[Draft]:
    sentences = {v.other.passages[k].sentence for k in v.far}
    text = " ".join(
        t.lemma_.lower() for x in v.other.passages if x.sentence in sentences
        for t in v.other.section.doc[x.first : x.last]
    )  # fmt: skip
    known = set(text.split())
    for frame in frames_of(v.side, v.own):
        if not frame.words or frame.words & known:
            continue
        first, last = verb_group(frame.verb)
        ends = [s for s in (frame.addressee, frame.channel) if s is not None]
        start = min(first.idx, *(s.start for s in ends))
        end = max(last.idx + len(last), *(s.end for s in ends))
        told = _frame_or_core(v)
        if told is None or end - start > 120:
            continue
        span = Span(start, end)
        why = (
            f"{v.side.account} says to whom or where it was said, "
            f"{quoted_words(v.side.text(span))}; {v.other.account} has only "
            f"{quoted_words(v.other.text(told))}."
        )
        yield seen_difference(v, "attribution", span, told, 0.55, why, "attribution/setting-lost")


def voice(p: Pairing) -> Iterator[Draft]:
    """Told as somebody's saying on one side, by the narrator on the other; or said by
    two different parties.
    """
    one, two = _said(p.laid.a, p.match.a), _said(p.laid.b, p.match.b)
    if one is None and two is None:
        return
    if one is not None and two is not None:
        if one.speaker is None or two.speaker is None or one.speaker.id == two.speaker.id:
            return
        a, b = _cue(p.laid.a, one), _cue(p.laid.b, two)
        yield contrast(p, "attribution", a, b, 0.4, "attribution/other-speaker",
                       "The speaker differs")  # fmt: skip
        return
    said, v = (two, p.seen(True)) if one is None else (one, p.seen(False))
    told = _paired_core(v)
    if said is None or told is None:
        return
    span = _cue(v.side, said)
    why = (
        f"{v.side.account} gives it as a saying, {quoted_words(v.side.text(span))}; "
        f"{v.other.account} tells it in its own voice, {quoted_words(v.other.text(told))}."
    )
    yield seen_difference(v, "attribution", span, told, 0.35, why, "attribution/narrator")


def _said(side: Side, indices: tuple[int, ...]) -> Statement | None:
    """The statement whose content or frame the passages mostly are."""
    best, most = None, 0
    for statement in side.statements:
        for k in indices:
            span = side.passages[k].span
            shared = sum(c.overlap(span) for c in statement.content)
            if shared > most and 2 * shared > len(span):
                best, most = statement, shared
    return best


def _cue(side: Side, said: Statement) -> Span:
    """Source and cue of a statement with the first words of its content."""
    near = [*said.source, *said.cue] or [said.content[0]]
    start, end = min(s.start for s in near), max(s.end for s in near)
    if end - start > 90:
        start, end = (said.cue or said.content)[0].start, (said.cue or said.content)[0].end
    first = said.content[0]
    if 0 <= first.start - end < 12:
        words = side.text(first).split(" ")[:4]
        end = min(first.end, first.start + len(" ".join(words)))
    return Span(start, end)


def _paired_core(v: View) -> Span | None:
    """The verb that the matched words of the other side hang on."""
    for _, (k, _) in sorted(v.there.items()):
        verb = governor(v.other.section.doc[v.others[k].token])
        if inside(verb, v.theirs):
            return core(verb, v.theirs, 9)
    return None


def _frame_or_core(v: View) -> Span | None:
    """The other side's reporting words, else the verb its matched words hang on."""
    frames = frames_of(v.other, v.far)
    if frames:
        return core(frames[0].verb, ((0, len(v.other.section.doc)),), 7)
    return _paired_core(v)
