"""Records of a dossier -> decisions on them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from twosource.records.models import FindingRecord, LinkRecord, PositionRecord
from twosource.types import Part, Passage, Review, Span
from twosource.types.review import Decided

AROUND = 32
"""Code points kept before and behind quoted words, as Web Annotations have them."""
MOST = 12
"""Places of evidence that a decision on a link keeps; they tell one link from another."""
Texts = Mapping[tuple[str, Part], str]
"""(account, part) -> its text."""


def passage(
    texts: Texts, account: str, part: Part, span: tuple[int, int], role: str = ""
) -> Passage:
    """The words of a span, with those around them.

    Raises:
        ValueError: the span lies outside of the text.
    """
    text = texts.get((account, part), "")
    start, end = span
    if not 0 <= start < end <= len(text):
        raise ValueError(f"[{start}, {end}) is not in {part} of {account}")
    before, behind = text[max(0, start - AROUND) : start], text[end : end + AROUND]
    return Passage(account, part, Span(start, end), text[start:end], before, behind, role)


def quoted(
    texts: Texts, account: str, words: str, role: str = "", near: int | None = None,
    part: Part = "text",
) -> Passage:  # fmt: skip
    """Where a person's words stand in an account: the place nearest to an offset, the only one
    where none is given.

    Raises:
        ValueError: they stand nowhere, or in several places and none is nearest.
    """
    text = texts.get((account, part))
    if text is None:
        raise ValueError(f"no {part} of {account}")
    wanted = words.strip()
    places = list(_places(text, wanted)) if wanted else []
    if not places:
        raise ValueError(f"“{wanted[:60]}” does not stand in {account}")
    if len(places) > 1 and near is None:
        raise ValueError(f"“{wanted[:60]}” stands in {account} {len(places)} times; quote more")
    start = min(places, key=lambda p: abs(p - (near or 0)))
    return passage(texts, account, part, (start, start + len(wanted)), role)


def _places(text: str, words: str) -> Iterator[int]:
    at = text.find(words)
    while at >= 0:
        yield at
        at = text.find(words, at + 1)


def of_finding(
    findings: Sequence[FindingRecord], texts: Texts, decision: Decided,
    better: Sequence[Passage] = (), values: Mapping[str, str] | None = None,
) -> Review:  # fmt: skip
    """A decision on what one line of the page tells: all of its findings, of one kind."""
    kind = findings[0].kind
    types = dict.fromkeys(f.type for f in findings)
    places = dict.fromkeys(
        (account, f.parts.get(account, "text"), span)
        for f in findings for account, span in f.spans.items()
    )  # fmt: skip
    found = tuple(passage(texts, account, part, span) for account, part, span in places)
    return Review(
        "", "", "", decision, "finding", says=" ".join((kind, *types)), passages=found,
        better=tuple(better), values=values or {},
    )  # fmt: skip


def of_position(
    position: PositionRecord, texts: Texts, decision: Decided, better: Sequence[Passage] = (),
    values: Mapping[str, str] | None = None,
) -> Review:  # fmt: skip
    """A decision on a position."""
    spans = {
        "content": position.content, "holder": position.holder.span,
        "condition": position.condition, "exchange_for": position.exchange_for,
    }  # fmt: skip
    found = tuple(
        passage(texts, position.account, position.part, span, role)
        for role, span in spans.items() if span is not None
    )  # fmt: skip
    return Review(
        "", "", "", decision, "position", says=position.kind, passages=found,
        better=tuple(better), values=values or {},
    )  # fmt: skip


def of_link(
    a: str, b: str, decision: Decided, *, link: LinkRecord | None = None,
    texts: Texts | None = None, quotes: Sequence[Passage] = (), relation: str = "",
    direction: str = "unknown",
) -> Review:  # fmt: skip
    """A link marked wrong, or one that is added on words that were quoted.

    Args:
        a: one account.
        b: the other.
        decision: ``strike`` or ``add``.
        link: what is marked wrong, or what the program found of the two.
        texts: of both, for the evidence of ``link``.
        quotes: of roles ``a`` and ``b``.
        relation: of a link that is added.
        direction: of it, ``a>b`` where b came from a.
    """
    found = list(quotes)
    if link is not None and texts is not None:
        sides = (("a", link.a), ("b", link.b)) if link.a == a else (("b", link.a), ("a", link.b))
        for evidence in link.evidence[:MOST]:
            for (role, account), span in zip(sides, (evidence.a, evidence.b), strict=True):
                if span is not None:
                    found.append(passage(texts, account, "text", span, role))
    says = f"{link.relation} {link.direction}" if link is not None else ""
    values = {"relation": relation, "direction": direction} if decision == "add" else {}
    return Review(
        "", "", "", decision, "link", says=says, passages=tuple(dict.fromkeys(found)),
        values=values, accounts=(a, b),
    )  # fmt: skip


def of_party(
    decision: Decided, accounts: Iterable[str], names: Iterable[str] = (),
    values: Mapping[str, str] | None = None,
) -> Review:  # fmt: skip
    """Parties merged, split or renamed in the story of some accounts."""
    return Review(
        "", "", "", decision, "party", names=tuple(names), values=values or {},
        accounts=tuple(accounts),
    )  # fmt: skip


def of_account(account: str, decision: Decided, values: Mapping[str, str]) -> Review:
    """An account moved to another story, or with a field set."""
    return Review("", "", "", decision, "account", values=values, accounts=(account,))
