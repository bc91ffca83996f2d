"""One difference for a place, however many accounts tell it otherwise."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from twosource.compare.cut.surface_forms import letters
from twosource.compare.details.drafts import quoted_words
from twosource.types import Finding, Part, Span

SAME = 0.6
"""Share of the shorter of two stretches from which they are the same place."""


@dataclass(slots=True)
class Gathered:
    """Differences of one type at one place: the surest, where each account tells it, and
    the pairs of accounts that differ.
    """

    lead: Finding
    spans: dict[str, Span]
    parts: dict[str, Part]
    pairs: list[tuple[str, str]]

    def takes(self, finding: Finding) -> bool:
        """Whether a difference is told at this place: it shares a stretch, and gives no
        account a second one.
        """
        shared = [i for i in finding.spans if i in self.spans]
        return bool(shared) and all(
            self.parts.get(i, "text") == finding.parts.get(i, "text")
            and _same(self.spans[i], finding.spans[i])
            for i in shared
        )


def _same(one: Span, two: Span) -> bool:
    return one.overlap(two) >= SAME * min(len(one), len(two))


Words = Callable[[str, Span], str]
"""The words of a span of an account."""


def gather(differences: Sequence[Finding], accounts: Sequence[str], words: Words) -> list[Finding]:
    """Differences between pairs of accounts, those of one type and place made one.

    The surest gives the wording; every account that tells the place has its span, and
    the reason gives every version once, with those that tell it.
    ``accounts`` gives the order accounts are named in.
    """
    made: list[Gathered] = []
    by_account: dict[tuple[str, str], list[int]] = {}
    order = sorted(range(len(differences)), key=lambda k: (-differences[k].score, k))
    for finding in (differences[k] for k in order):
        known = sorted({k for i in finding.spans for k in by_account.get((finding.type, i), ())})
        at = next((k for k in known if made[k].takes(finding)), None)
        if at is None:
            at = len(made)
            made.append(Gathered(finding, {}, {}, []))
        for account, span in finding.spans.items():
            if account not in made[at].spans:
                made[at].spans[account] = span
                by_account.setdefault((finding.type, account), []).append(at)
        made[at].parts.update(finding.parts)
        one, two = list(finding.spans)[:1], list(finding.spans)[1:2]
        made[at].pairs.extend(zip(one, two, strict=False))
    return [_told(g, accounts, words) for g in made]


def _told(g: Gathered, accounts: Sequence[str], words: Words) -> Finding:
    if len(g.spans) < 3:
        return g.lead
    g.spans = {i: g.spans[i] for i in accounts if i in g.spans}
    what = g.lead.reason.split(":", 1)[0]
    return replace(g.lead, spans=g.spans, parts=g.parts, reason=f"{what}: {_versions(g, words)}")


def _versions(g: Gathered, words: Words) -> str:
    """Every version once, with those that give it (``A, B: "22"; C: "24".``)."""
    told: dict[str, list[str]] = {}
    shown: dict[str, str] = {}
    for account, span in g.spans.items():
        text = words(account, span)
        key = letters(text)
        shown.setdefault(key, text)
        told.setdefault(key, []).append(account)
    return "; ".join(f"{', '.join(ids)}: {quoted_words(shown[k])}" for k, ids in told.items()) + "."
