"""Carriers of a proposition -> the range of its independent sources."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import combinations

from twosource.trace.lineage import components, dependent
from twosource.trace.reports import is_report, place
from twosource.trace.speakers import quoted_words, same_said
from twosource.types import Analysis, Derivation, Origin, SourceRange, Span, Statement


class Sourcing:
    """The sources of the propositions of one story.

    What every proposition asks anew (who depends on whom, who shows a credit, who says
    what) is looked up once, so that a story of many accounts costs no more than its
    propositions.

    Args:
        analysis: statements of the accounts (for who says it).
        links: derivations among the accounts.
        origins: as :func:`find_origins` gave them.
    """

    def __init__(
        self, analysis: Analysis, links: Sequence[Derivation], origins: Sequence[Origin]
    ) -> None:
        self._ids = [a.id for a in analysis.accounts]
        self._texts = {a.id: a.text for a in analysis.accounts}
        self._origins = origins
        self._dependent = [k for k in links if dependent(k)]
        self._credited = _credited(origins, links)
        self._statements: dict[str, list[Statement]] = {}
        for s in analysis.statements:
            if s.part == "text":
                self._statements.setdefault(s.account, []).append(s)
        self._quoted: dict[tuple[str, Span], tuple[str, ...]] = {}

    def of(self, carriers: Mapping[str, Span]) -> SourceRange:
        """As :func:`independent_sources`, of one proposition's carriers."""
        order = [i for i in self._ids if i in carriers]
        order += sorted(set(carriers) - set(order))
        if not order:
            return SourceRange(0, 0, (), ("no account carries it",))
        origins, texts = self._origins, self._texts
        said = {i: _said(carriers[i], self._statements.get(i, ())) for i in order}
        shown = {i: _shown(i, carriers[i], origins) for i in order}
        shown = _inherited(shown, order, self._dependent, origins, self._credited)
        pairs, reasons = _joins(order, self._dependent, shown, said, origins, texts)
        quoting = self._quoting(order, carriers)
        if quoting:
            pairs += quoting
            reasons.append("accounts that quote the same words of it quote one utterance")
        home = components(order, pairs)
        groups = len(set(home.values()))
        proven = [o for o in origins if any(o.id in shown[i] for i in order)]
        least = min(_distinct(proven, home), groups)
        reasons += [f"{_list(i for i in order if o.id in shown[i])}: from {o.name}" for o in proven]
        lost = [i for i in order if not shown[i]]
        if lost:
            reasons.append(
                f"no origin is known for {_list(lost)}; that counts for nothing at the low end"
            )
        return SourceRange(least, groups, tuple(o.id for o in proven), tuple(reasons))

    def _quoting(self, order: Sequence[str], carriers: Mapping[str, Span]) -> list[tuple[str, str]]:
        """Carriers that quote the same telling word there quote one utterance."""
        first: dict[str, str] = {}
        pairs = []
        for i in order:
            if i not in self._texts:
                continue
            at = (i, carriers[i])
            if at not in self._quoted:
                self._quoted[at] = quoted_words(self._texts[i], carriers[i])
            for word in self._quoted[at]:
                if word in first:
                    pairs.append((first[word], i))
                else:
                    first[word] = i
        return pairs


def independent_sources(
    carriers: Mapping[str, Span],
    analysis: Analysis,
    links: Sequence[Derivation],
    origins: Sequence[Origin],
) -> SourceRange:
    """How many sources a proposition has that do not rest on one another.

    Args:
        carriers: account id -> the span of its ``text`` that carries it.
        analysis: statements of the accounts (for who says it).
        links: derivations among the accounts.
        origins: as :func:`find_origins` gave them.

    Returns:
        ``at_least``: origins shown at the carrying spans, those with one
        speaker, one holder or a common account taken as one; an account of
        unknown lineage adds nothing.  ``at_most``: groups of carriers not shown
        to depend on one another, by link, common origin or the same words of one
        speaker.

    Who asks for many propositions of one story makes a :class:`Sourcing` once.
    """
    return Sourcing(analysis, links, origins).of(carriers)


def _list(ids: object) -> str:
    names = list(ids)  # type: ignore[call-overload]
    return ", ".join(names[:6]) + (f" and {len(names) - 6} more" if len(names) > 6 else "")


def _said(span: Span, statements: Sequence[Statement]) -> tuple[Statement, ...]:
    """The statements of an account's text whose content the span lies in, or that lie in it."""
    found = []
    for s in statements:
        overlap = sum(c.overlap(span) for c in s.content)
        if overlap * 2 >= min(len(span), sum(len(c) for c in s.content)):
            found.append(s)
    return tuple(found)


def _shown(account: str, span: Span, origins: Sequence[Origin]) -> set[str]:
    """Origins proven for what that span says: it touches the words that name
    the occasion, or a statement made on it.
    """
    return {
        o.id
        for o in origins
        if not is_report(o) and any(s.overlap(span) for s in o.spans.get(account, ()))
    }


def _inherited(
    shown: dict[str, set[str]],
    order: Sequence[str],
    links: Sequence[Derivation],
    origins: Sequence[Origin],
    credits: Mapping[str, frozenset[str]],
) -> dict[str, set[str]]:
    """Add the agency's report for carriers that credit it, and the release for
    itself; and where such a carrier has it too, for those linked to it: what a
    rewrite alone has did not come from the report behind it.
    """
    out = {i: set(found) for i, found in shown.items()}
    for origin in origins:
        if not is_report(origin):
            continue
        here = [i for i in order if i in origin.accounts]
        credited = {i for i in here if i in credits[origin.id]}
        linked = {
            i
            for link in links
            for i, c in ((link.a, link.b), (link.b, link.a))
            if c in credited
        }  # fmt: skip
        for i in here:
            if not out[i] and (i in credited or i in linked):
                out[i].add(origin.id)
    return out


def _credited(origins: Sequence[Origin], links: Sequence[Derivation]) -> dict[str, frozenset[str]]:
    """For each report the accounts that show the credit themselves, rather than by a link."""
    by_link = {
        (x.a if first else x.b, place(e, first=first))
        for x in links
        for e in x.evidence
        for first in (True, False)
    }
    return {
        o.id: frozenset(
            i for i in o.accounts if any((i, s) not in by_link for s in o.spans.get(i, ()))
        )
        for o in origins if is_report(o)
    }  # fmt: skip


def _joins(
    order: Sequence[str],
    links: Sequence[Derivation],
    shown: Mapping[str, set[str]],
    said: Mapping[str, tuple[Statement, ...]],
    origins: Sequence[Origin],
    texts: Mapping[str, str],
) -> tuple[list[tuple[str, str]], list[str]]:
    inside = set(order)
    pairs: list[tuple[str, str]] = []
    reasons: list[str] = []
    for link in links:
        if link.a in inside and link.b in inside:
            pairs.append((link.a, link.b))
            if len(reasons) < 6:
                reasons.append(f"{link.a} and {link.b} are not independent ({link.relation})")
    for origin in origins:
        have = [i for i in order if origin.id in shown[i]]
        pairs += [(have[0], i) for i in have[1:]]
        if len(have) > 1:
            reasons.append(f"{len(have)} accounts rest on {origin.name}")
    for name, one, two in _voices(order, said, texts):
        pairs.append((one, two))
        reasons.append(f"{one} and {two} give it in the same words of {name}")
    return pairs, reasons


def _voices(
    order: Sequence[str],
    said: Mapping[str, tuple[Statement, ...]],
    texts: Mapping[str, str],
) -> list[tuple[str, str, str]]:
    """Speakers with pairs of accounts that give it in the same words of theirs.

    One speaker may have said it twice, to two reporters, and then these rest on two
    occasions; the same words are of one.  "Trump" and "Donald Trump" are taken as
    one here: to take them as two would add a source.
    """
    full: dict[str, str] = {}
    speakers = sorted(
        {s.speaker.name for i in order for s in said[i] if s.speaker}, key=lambda n: (-len(n), n)
    )
    for name in speakers:
        last = name.lower().split()[-1:]
        full[name] = next((f for f in full.values() if f.lower().split()[-1:] == last), name)
    found: dict[tuple[str, str], str] = {}
    first: dict[str, list[Statement]] = {}
    for i in order:
        for s in said[i]:
            if s.speaker is None:
                continue
            before = first.setdefault(full[s.speaker.name], [])
            alike = next((b for b in before if same_said(s, b, texts)), None)
            if alike is None:
                before.append(s)
            elif alike.account != i:
                found.setdefault((alike.account, i), full[s.speaker.name])
    return [(name, one, two) for (one, two), name in found.items()]


def _distinct(origins: Sequence[Origin], home: Mapping[str, str]) -> int:
    """Origins that are surely not one: those with one speaker, one holder, or
    accounts that hang together count once.
    """
    ids = [o.id for o in origins]
    same = [
        (x.id, y.id)
        for x, y in combinations(origins, 2)
        if (x.speaker and x.speaker == y.speaker)
        or (x.holder and x.holder == y.holder)
        or {home[i] for i in x.accounts if i in home} & {home[i] for i in y.accounts if i in home}
    ]
    return len(set(components(ids, same).values()))
