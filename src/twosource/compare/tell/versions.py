"""Two versions of one page: every word that was changed, added or taken out between them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from rapidfuzz.distance import Levenshtein

from twosource.compare.align.alignment import Alignment
from twosource.compare.cut.accounts import Side
from twosource.compare.cut.constituents import token_span
from twosource.compare.cut.small_words import EMPTY
from twosource.compare.details.drafts import quoted_words
from twosource.compare.details.edits import edit_kind, plain, shown, wording
from twosource.compare.weigh.severity import severity
from twosource.types import Derivation, Finding, FindingType, Span

if TYPE_CHECKING:
    from spacy.tokens import Token

MOST_WORDS = 6000
"""Words of a version; the changes of longer ones are not sought (the time is quadratic)."""
WIDE = 14
"""Words from which a change is another passage, told as what only one version has."""
SCORE = 0.95
"""Sureness of a change: the words on both sides of it are the same."""

Words = Sequence["Token"]
Change = tuple[int, int, int, int]


def as_versions(
    laid: Alignment, links: Sequence[Derivation], told: Sequence[Finding]
) -> list[Finding]:
    """The findings of a story, seen anew where two accounts are versions of one address.

    Between two versions no word differs by chance: each edit is a difference, however
    small and sure, unless only marks or joining words came or went; and what differs
    nowhere near an edit was misread.  ``told`` are the findings there are; they come back
    without those misread, and with the edits that none of them tells.
    """
    one, two = laid.a, laid.b
    ours, theirs = _words(one), _words(two)
    if not ours or not theirs or max(len(ours), len(theirs)) > MOST_WORDS:
        return list(told)
    edits = [Edit(laid, ours, theirs, *change) for change in _changes(ours, theirs)]
    edits = [e for e in edits if e.kind is not None]
    places = [e.shown for e in edits]
    later = _later(links, one.account, two.account)
    kept = [_surer(f, laid, later) for f in told if not _misread(f, laid, places)]
    new = [_finding(e, later) for e in edits if not e.wide and not _told(e, kept)]
    return [*kept, *new]


@dataclass(frozen=True, slots=True)
class Edit:
    """Words ``[from_a, to_a)`` of one version that stand as ``[from_b, to_b)`` in the other;
    one of the two may be empty.
    """

    laid: Alignment
    ours: Words
    theirs: Words
    from_a: int
    to_a: int
    from_b: int
    to_b: int

    @property
    def wide(self) -> bool:
        """Whether it is another passage rather than other words."""
        return max(self.to_a - self.from_a, self.to_b - self.from_b) > WIDE

    @property
    def kind(self) -> FindingType | None:
        """Its type; ``None`` where nothing is changed."""
        a, b = self.ours[self.from_a : self.to_a], self.theirs[self.from_b : self.to_b]
        found = edit_kind(a, b)
        if found is not None or all(plain(t) in EMPTY for t in (*a, *b)):
            return found
        if wording(a) == wording(b):
            return None
        if a and b:
            return "strength"
        bare = all(t.pos_ in {"ADJ", "ADV", "NUM"} for t in (*a, *b))
        return "scope" if bare else "context_omitted"

    @property
    def cores(self) -> dict[str, Span]:
        """The words themselves, on each side that has any."""
        out = {}
        if self.to_a > self.from_a:
            out[self.laid.a.account] = token_span(self.ours[self.from_a], self.ours[self.to_a - 1])
        if self.to_b > self.from_b:
            out[self.laid.b.account] = token_span(
                self.theirs[self.from_b], self.theirs[self.to_b - 1]
            )
        return out

    @property
    def shown(self) -> dict[str, Span]:
        """The words on both sides, with those beside them."""
        return {
            self.laid.a.account: shown(self.ours, self.from_a, self.to_a),
            self.laid.b.account: shown(self.theirs, self.from_b, self.to_b),
        }


def _words(side: Side) -> list[Token]:
    return [t for t in side.section.doc if any(c.isalnum() or c in "$€£%" for c in t.text)]


def _changes(ours: Words, theirs: Words) -> Iterator[Change]:
    steps = Levenshtein.opcodes([plain(t) for t in ours], [plain(t) for t in theirs])
    held: Change | None = None
    for step in steps:
        if step.tag == "equal":
            continue
        new = (step.src_start, step.src_end, step.dest_start, step.dest_end)
        if held is not None and new[0] == held[1] and new[2] == held[3]:
            held = (held[0], new[1], held[2], new[3])
            continue
        if held is not None:
            yield held
        held = new
    if held is not None:
        yield held


def _later(links: Sequence[Derivation], one: str, two: str) -> str | None:
    """The account that is the later version, where the derivation says so."""
    for link in links:
        if {link.a, link.b} == {one, two} and link.direction in {"a>b", "b>a"}:
            return link.b if link.direction == "a>b" else link.a
    return None


def _here(finding: Finding, laid: Alignment) -> bool:
    """Whether a finding speaks of this part of these two accounts and of no other."""
    two = {laid.a.account, laid.b.account}
    return set(finding.spans) <= two and all(
        finding.parts.get(i, "text") == laid.part for i in finding.spans
    )


def _misread(finding: Finding, laid: Alignment, places: Sequence[Mapping[str, Span]]) -> bool:
    """Whether a difference, or what only one has, lies where both versions say the same:
    away from the ``places`` of every edit.
    """
    if finding.kind == "agree" or not _here(finding, laid):
        return False
    if finding.kind == "differ" and len(finding.spans) < 2:
        return False  # an account against itself
    return not any(
        place[account].overlap(span) for place in places for account, span in finding.spans.items()
    )


def _surer(finding: Finding, laid: Alignment, later: str | None) -> Finding:
    """A difference between versions is as sure as their words."""
    if finding.kind != "differ" or len(finding.spans) < 2 or not _here(finding, laid):
        return finding
    score = max(finding.score, SCORE)
    why = finding.reason if later is None else f"{finding.reason} {later} is the later version."
    weight = severity("differ", finding.type, score)
    return replace(finding, score=score, severity=weight, reason=why)


def _told(edit: Edit, told: Sequence[Finding]) -> bool:
    return all(
        any(
            f.kind != "agree"
            and f.parts.get(account, "text") == edit.laid.part
            and account in f.spans
            and 2 * f.spans[account].overlap(core) >= len(core)
            for f in told
        )
        for account, core in edit.cores.items()
    )


def _finding(edit: Edit, later: str | None) -> Finding:
    spans, kind, part = edit.shown, edit.kind or "strength", edit.laid.part
    first, second = edit.laid.a, edit.laid.b
    if later == first.account:
        first, second = second, first
    before, after = (quoted_words(s.text(spans[s.account])) for s in (first, second))
    why = f"One version reads {before}, the other {after}."
    if later is not None:
        why = f"{first.account} read {before}; {later}, the later version, reads {after}."
    return Finding(
        id="", kind="differ", type=kind, spans=spans, align=1.0, score=SCORE, reason=why,
        rule="version/changed", severity=severity("differ", kind, SCORE),
        parts={} if part == "text" else dict.fromkeys(spans, part),
    )  # fmt: skip
