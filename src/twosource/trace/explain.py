"""A link in words: the case for and the case against, with the texts."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from twosource.trace.lineage import LOOSE
from twosource.trace.versions import DIFFERENCES
from twosource.types import Account, Derivation, Evidence

_RELATIONS = {
    "verbatim": "the same text, but for the edges",
    "contained": "one holds the other, or whole passages of it, unaltered",
    "edited": "the same sentences, with words in them changed",
    "rewritten": "the same report, told in new sentences",
    "translated": "the same report in another language",
    "common-origin": "little of the text is shared, but both go back to one origin",
    "not-established": "more is shared than chance explains, and too little to say why",
    "independent": "nothing shows that one writer used the other",
}
_DIRECTIONS = {
    "a>b": "{b} came from {a}",
    "b>a": "{a} came from {b}",
    "common": "both came from one text, which may be missing here",
    "unknown": "which came first does not show",
}
_WORDS = {
    "run": "the same words",
    "phrase": "the same phrase",
    "quote": "the same quotation",
    "translated": "the same matter in both languages",
    "name": "the same name",
    "reworded": "the same matter in other words",
    "details": "details that stand together in both",
    "figure": "figures",
    "rare": "rare words",
    "credit": "credits an agency",
    "citation": "names the other as its source",
    "correction": "says that it was corrected",
    "update": "says that it was updated",
    "changed": "changed",
    "added": "added",
    "dropped": "dropped",
    "attribution lost": "says whose word it is, or to whom it was said; the other leaves that out",
    "hedge lost": "says it with a doubt that the other leaves out",
    "quote cut": "the same quotation, shorter in one",
    "told itself": "says that it was told so itself",
}
_WEAK = frozenset({"quote", "rare", "figure"})
_LISTED = ("figure", "rare")
_MOST = 200


def explain(link: Derivation, a: Account, b: Account) -> str:
    """The case for and against a link, in words, each point with its text and
    offsets; ``a`` and ``b`` are the accounts of the link, in its order.
    """
    strong = [e for e in link.evidence if e.kind not in _WEAK | DIFFERENCES]
    between = [e for e in link.evidence if e.kind in DIFFERENCES]
    weak = [e for e in link.evidence if e.kind == "quote"]
    lines = [
        f"{link.a} and {link.b}",
        f"  {link.relation}: {_RELATIONS[link.relation]} (score {link.score:.3f})",
    ]
    if link.relation not in LOOSE:
        way = _DIRECTIONS[link.direction].format(a=link.a, b=link.b)
        lines.append(f"  direction {link.direction}: {way}")
    lines += [f"  because {_named(link)}.", "", "For dependence:"]
    lines += [_line(e, a, b) for e in strong] or ["  nothing"]
    lines += ["", "Shared, but two reports of one event may share it too:"]
    lines += [*(_line(e, a, b) for e in weak), *_lists(link, a, b)] or ["  nothing"]
    if between:
        lines += ["", "Between the versions:", *(_line(e, a, b) for e in between)]
    lines += ["", "Against:"]
    lines += [f"  {point}" for point in _against(link, a, b)] or ["  nothing found"]
    return "\n".join(lines) + "\n"


def _named(link: Derivation) -> str:
    """The reason with the accounts' names in the place of "the first"."""
    names = {"first": link.a, "second": link.b}
    return re.sub(
        r"\bthe (?:only )?(first|second)(?: page)?\b|\bonly the (first|second)\b",
        lambda m: f"only {names[m[2]]}" if m[2] else names[m[1]],
        link.reason,
    )


def _line(e: Evidence, a: Account, b: Account) -> str:
    shown = []
    for account, span in ((a, e.a), (b, e.b)):
        if span is not None:
            text = " ".join(span.of(account.text).split())
            cut = text if len(text) <= _MOST else text[: _MOST - 1] + "…"
            shown.append(f"    {account.id} [{span.start}:{span.end}] {cut}")
    kind = _WORDS.get(e.kind, e.kind)
    return "\n".join([f"  {kind}" + (f" ({e.note})" if e.note else ""), *shown])


def _lists(link: Derivation, a: Account, b: Account) -> Iterator[str]:
    """Figures and rare words, one short line each."""
    for kind in _LISTED:
        found = [e for e in link.evidence if e.kind == kind and e.a and e.b]
        if found:
            yield f"  the same {_WORDS[kind]}"
        for e in found:
            if e.a is not None and e.b is not None:
                word = " ".join(e.a.of(a.text).split())
                yield (
                    f"    {word}: {a.id} [{e.a.start}:{e.a.end}], {b.id} [{e.b.start}:{e.b.end}]"
                )


def _against(link: Derivation, a: Account, b: Account) -> list[str]:
    points = []
    shared = [e for e in link.evidence if e.kind not in DIFFERENCES]
    for account, other, spans in ((a, b, [e.a for e in shared]), (b, a, [e.b for e in shared])):
        share = _free(account.text, [(s.start, s.end) for s in spans if s is not None])
        if share:
            points.append(f"{share}% of the text of {account.id} has no counterpart in {other.id}")
    if not any(e.kind == "run" for e in link.evidence):
        points.append("no eight words in a row of a narrator's own are shared")
    if link.relation not in LOOSE and link.direction == "unknown":
        points.append("nothing shows which came first")
    return points


def _free(text: str, spans: Sequence[tuple[int, int]]) -> int:
    """Per cent of the letters of a text that no span holds."""
    letters = _letters(text)
    if not letters:
        return 0
    return round(100 * (1 - sum(_letters(text[s:e]) for s, e in _joined(spans)) / letters))


def _letters(text: str) -> int:
    return sum(1 for c in text if not c.isspace())


def _joined(spans: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Spans in order, each without what one before it holds."""
    end = 0
    for start, behind in sorted(spans):
        if behind > end:
            yield max(start, end), behind
            end = behind
