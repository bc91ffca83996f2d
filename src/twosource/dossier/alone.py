"""What only one account has: joined by paragraph, the weightiest first."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from twosource.dossier.matters import (
    SURE,
    Gathered,
    Matter,
    Slice,
    Version,
    folded,
    gather,
    label,
    sources_in_words,
    technical,
)
from twosource.dossier.news import News, talks
from twosource.dossier.phrases import complete, cut, has_subject, named_subject, sentences
from twosource.dossier.scene import Place, Scene
from twosource.dossier.told import Everywhere
from twosource.dossier.values import shown
from twosource.language.datelines import dateline_end
from twosource.types import Finding, Section, Span, Statement

if TYPE_CHECKING:
    from spacy.tokens import Span as SpacySpan

LIMIT = 240
"""Code points of a line; the sentence that weighs most is shown."""
SHORT = 0.3
"""What a sentence under 25 code points, or one of which most stands elsewhere too, loses."""


TERSE, WORTH = 25, 0.1
"""Code points of the shortest clause shown without its sentence; weight of what is shown."""
BACK = frozenset({"that", "this", "it", "these", "those", "he", "she", "they", "which"})
"""With what somebody's words point back to what is not shown."""
_WORD = re.compile(r"\w+(?:['’]\w+)*")
MAIN = 0.85
"""Weight from which a sentence is of the main news (:class:`~twosource.dossier.news.News`)."""
GOES_ON = (("yet",), ("suddenly",), ("thus",), ("indeed",), ("moreover",), ("besides",), ("nor",),
           ("then",), ("but", "then"), ("in", "fact"))  # fmt: skip
"""How a sentence begins that is not clear without the one before it."""
TURNS = frozenset({"but", "however", "although", "though", "unless", "except", "yet", "if"})
"""Words that may turn round what stands before them."""
SPEAKING = frozenset({"speak", "talk"})
"""Verbs that do not tell what was said."""
POINTING = frozenset({"that", "those", "these"})
"""Words before a noun that was named in another sentence: "days after that plea"."""
QUOTED = 8
"""Words of the shortest quotation that is a line of its own."""


def gathered(scene: Scene, news: News) -> list[Gathered]:
    """Things that one fold alone tells, a paragraph's together."""
    found = [f for f in scene.dossier.findings if f.kind != "differ" and f.spans
             and len(folded(f, scene)) == 1]  # fmt: skip
    starts = {a.id: [p.start for p in a.paragraphs] for a in scene.by_id.values()}

    def keys(finding: Finding, slices: Sequence[Slice]) -> Iterable[Hashable]:
        for account, part, span in slices:
            if part == "text":
                yield (account, bisect_right(starts[account], span.start))

    found.sort(key=lambda f: (-round(_weight(f, scene, news), 3), f.id))
    return gather(found, "only", scene, keys)


def _weight(finding: Finding, scene: Scene, news: News) -> float:
    """How much an editor would miss it."""
    account, part, span = folded(finding, scene)[0]
    if part != "text" or finding.type in {"boilerplate", "caption"}:
        return 0.0
    section = scene.section(account, part)
    full = sentences(section, span)
    weight = finding.severity * finding.score + news.weight(account, part, full)
    weight -= SHORT * (len(full) < TERSE)
    return weight - SHORT * (2 * len(span) < len(full) and not complete(section, span))


def _line(place: Place, scene: Scene) -> str:
    """The clause where it stands alone at its sentence's head, else the sentence."""
    section = scene.section(place.id, place.part)
    full = sentences(section, place.span)
    clear = (
        len(place.span) >= TERSE and place.span.start == full.start
        and not _opens_saying(section, place.span, full) and complete(section, place.span)
        and named_subject(section, place.span)
    )  # fmt: skip
    if not clear:
        return shown(section, full, LIMIT)
    line = shown(section, place.span, LIMIT)
    rest = section.text[place.span.end : full.end]
    return line if line.endswith("…") or not _WORD.search(rest) else f"{line} …"


def _opens_saying(section: Section, span: Span, full: Span) -> bool:
    """Whether a stretch breaks off before what its speaker says: "Rao told the hearing"."""
    said = (q.inner for q in section.quotes if q.speech)
    return any(full.contains(q) and q.start >= span.end for q in said)


@dataclass(frozen=True, slots=True)
class _Sentence:
    """The sentences that a thing stands in.

    Attributes:
        place: of the thing.  section: the part of the account.  full: where they stand.
        said: the statement it is part of.
    """

    place: Place
    section: Section
    full: Span
    said: Statement | None

    @property
    def parsed(self) -> SpacySpan | None:
        """Their words, where the part was parsed."""
        doc = self.section.doc
        return doc.char_span(self.full.start, self.full.end, alignment_mode="contract")

    def words(self) -> list[str]:
        """Their words as they stand."""
        return _WORD.findall(self.full.of(self.section.text))


def _sentence(place: Place, scene: Scene) -> _Sentence:
    section = scene.section(place.id, place.part)
    said = scene.said(place.id, place.part, place.span)
    return _Sentence(place, section, sentences(section, place.span), said)


def _first(one: _Sentence, scene: Scene) -> bool:
    """Whether the line is what its account begins with: the news itself, which the others tell in
    words of their own, or the colour before it.
    """
    place, full = one.place, one.full
    dated = full.start < dateline_end(scene.by_id[place.id].text, full.start) <= full.end
    return dated or scene.numbered(place.id, place.part, place.span.start) == 1


def _telling(one: _Sentence) -> bool:
    """Whether somebody's words tell something: not a question, not a few words."""
    text, full = one.section.text, one.full
    said = [q.inner for q in one.section.quotes if q.speech and q.inner.overlap(full)]
    if 2 * sum(q.overlap(full) for q in said) <= len(full):
        return True
    words = one.words()
    asks = all(q.of(text).rstrip().endswith("?") for q in said)
    return not asks and words[0].casefold() not in BACK and len(words) >= QUOTED


def _speaker(one: _Sentence) -> tuple[str, bool]:
    """Who says the line, ``""`` where it says so itself or nobody does; and whether that is known:
    a quotation of nobody's is no news.
    """
    full, said = one.full, one.said
    if said is not None:
        if any(full.overlap(s) for s in said.source):
            return "", True
        return (said.speaker.name, True) if said.speaker else ("", False)
    inside = sum(q.inner.overlap(full) for q in one.section.quotes)
    return "", 2 * inside <= len(full)


def _clear(one: _Sentence, speaker: str) -> bool:
    """Whether the line says who or what it is about: "That created a fight" does not."""
    if _goes_on(one):
        return False
    section, full = one.section, one.full
    return bool(speaker) or named_subject(section, full) or not has_subject(section, full)


def _turned(one: _Sentence) -> bool:
    """Whether the line is cut in the middle of somebody's words, or before what turns it round."""
    section, full = one.section, one.full
    short, left_out = cut(section, full, LIMIT)
    rest = {w.casefold() for w in _WORD.findall(section.text[short.end : full.end])}
    inside = any(q.inner.start < short.end < q.inner.end for q in section.quotes)
    return left_out and (inside or bool(rest & TURNS))


def _colour(one: _Sentence) -> bool:
    """Whether somebody without a name talks of himself, or it is told that somebody spoke and not
    what.
    """
    said = one.said
    named = said is not None and said.speaker is not None and said.speaker.name[:1].isupper()
    if talks(one.section, one.full) and not named:
        return True
    found = one.parsed
    if found is None or found.root.lemma_ not in SPEAKING:
        return False
    return not {c.dep_ for c in found.root.children} & {"ccomp", "dobj", "xcomp"}


def _goes_on(one: _Sentence) -> bool:
    """Whether a sentence leans on the one before it."""
    words = [w.casefold() for w in one.words()[:2]]
    if any(tuple(words[: len(way)]) == way for way in GOES_ON):
        return True
    found = one.parsed
    return found is not None and any(
        t.lower_ in POINTING and t.dep_ == "det" and t.i < found.root.i for t in found
    )


def _elsewhere(one: _Sentence, everywhere: Everywhere, news: News) -> bool:
    place = one.place
    return everywhere.told(place, news.weight(place.id, place.part, one.full) >= MAIN)


def alone(groups: Sequence[Gathered], scene: Scene, news: News) -> list[Matter]:
    """The things only one account has; those of the page's furniture, its captions, headline
    and subheadings, which are no news, stand last and unsure.
    """
    out = []
    everywhere = Everywhere(scene)
    for group in groups:
        lead, place = group.lead, group.places[0]
        one = _sentence(place, scene)
        speaker, known = _speaker(one)
        sure = (
            place.part == "text" and lead.type not in {"boilerplate", "caption"}
            and not any(s.contains(place.span) for s in scene.by_id[place.id].subheads)
            and group.score >= SURE and _weight(lead, scene, news) >= WORTH
            and known and _clear(one, speaker) and _telling(one)
            and not _turned(one) and not _colour(one)
            and not _first(one, scene) and not _elsewhere(one, everywhere, news)
        )  # fmt: skip
        sure = sure or group.accepted
        version = Version(_line(place, scene), (place,))
        out.append(Matter(
            0, "", "only", lead.type, label("only", lead.type), speaker, (version,), "",
            sources_in_words(lead.sources, scene), _weight(lead, scene, news), technical(group),
            sure, judged=group.judged, struck=group.struck, findings=group.ids,
            decided=group.decided,
        ))  # fmt: skip
    return sorted(out, key=lambda m: not m.sure)
