"""The texts of a story as the judge sees them: accounts by letter, words, what stands around."""

from __future__ import annotations

from collections.abc import Sequence

from twosource.types import Account, Analysis, Part, Section, Span

PASSAGE = 480
"""Code points shown around some words: two to three sentences."""


class Texts:
    """Looks spans up; accounts are lettered in input order, so that no file name leaves.

    Args:
        analysis: of the story.
        leads: accounts that stand for their copies; only they are shown.
    """

    def __init__(self, analysis: Analysis, leads: Sequence[str]) -> None:
        chosen = set(leads)
        self.leads = tuple(a.id for a in analysis.accounts if a.id in chosen)
        self._accounts: dict[str, Account] = {a.id: a for a in analysis.accounts}
        self._sections = {
            (p.account.id, s.part): s for p in analysis.parses for s in p.sections
        }  # fmt: skip
        self._letters = {account: _letter(i) for i, account in enumerate(self.leads)}

    def section(self, account: str, part: Part) -> Section | None:
        """A parsed part; ``None`` where there is none."""
        return self._sections.get((account, part))

    def letter(self, account: str) -> str:
        """What the judge calls an account."""
        return self._letters[account]

    def words(self, account: str, part: Part, span: Span) -> str:
        """The words of a span."""
        return span.of(self._accounts[account].part(part))

    def passage(self, account: str, part: Part, span: Span) -> str:
        """The sentences that hold a span, cut to :data:`PASSAGE` around it."""
        text = self._accounts[account].part(part)
        section = self.section(account, part)
        held = [s for s in section.sentences if s.overlap(span)] if section else []
        start = min([span.start, *(s.start for s in held)])
        end = max([span.end, *(s.end for s in held)])
        spare = max(0, PASSAGE - len(span)) // 2
        return text[max(start, span.start - spare) : min(end, span.end + spare)].strip()

    def whole(self, account: str) -> str:
        """The text of an account."""
        return self._accounts[account].text


def _letter(number: int) -> str:
    """``A`` to ``Z``, then ``A2`` and on."""
    round_, place = divmod(number, 26)
    return chr(ord("A") + place) + (str(round_ + 1) if round_ else "")
