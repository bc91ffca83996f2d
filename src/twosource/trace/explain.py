"""A link in words: the case for and the case against, with the texts."""

from __future__ import annotations

from twosource.types import Account, Derivation, Evidence

_WORDS = {
    "run": "the same words",
    "phrase": "the same phrase",
    "quote": "the same quotation",
    "reworded": "the same sentence, reworded",
    "figure": "the same figure",
    "rare": "the same rare word",
    "credit": "credit",
    "citation": "names the other as its source",
    "attribution lost": "told to, and left out by the other",
}
_WEAK = frozenset({"quote", "rare", "figure"})
_MOST = 200


def explain(link: Derivation, a: Account, b: Account) -> str:
    """The case for and against a link, in words, each point with its text and
    offsets; ``a`` and ``b`` are the accounts of the link, in its order.
    """
    lines = [
        f"{link.a} and {link.b}: {link.relation}, direction {link.direction}, "
        f"score {link.score:.3f}",
        f"Why: {link.reason}.",
        "",
        "For dependence:",
    ]
    strong = [e for e in link.evidence if e.kind not in _WEAK]
    weak = [e for e in link.evidence if e.kind in _WEAK]
    lines += [_line(e, a, b) for e in strong] or ["  nothing"]
    lines += ["", "Weak by itself (two reports of one event share it too):"]
    lines += [_line(e, a, b) for e in weak] or ["  nothing"]
    lines += ["", "Against:"]
    lines += [f"  {point}" for point in _against(link, a, b)] or ["  nothing found"]
    return "\n".join(lines) + "\n"


def _line(e: Evidence, a: Account, b: Account) -> str:
    kind = _WORDS.get(e.kind, e.kind)
    shown = []
    for account, span in ((a, e.a), (b, e.b)):
        if span is not None:
            text = " ".join(span.of(account.text).split())
            cut = text if len(text) <= _MOST else text[: _MOST - 1] + "…"
            shown.append(f"    {account.id} [{span.start}:{span.end}] {cut}")
    return "\n".join([f"  {kind}" + (f" ({e.note})" if e.note else ""), *shown])


def _against(link: Derivation, a: Account, b: Account) -> list[str]:
    points = []
    for account, mine in ((a, [e.a for e in link.evidence]), (b, [e.b for e in link.evidence])):
        held: set[int] = set()
        for span in mine:
            if span is not None:
                held.update(range(span.start, span.end))
        letters = sum(1 for c in account.text if not c.isspace())
        free = letters - len([at for at in held if not account.text[at].isspace()])
        if letters:
            points.append(
                f"{round(100 * free / letters)}% of the text of {account.id} is in no evidence"
            )
    if not any(e.kind == "run" for e in link.evidence):
        points.append("no eight words in a row of the narrator's own are shared")
    if link.direction == "unknown":
        points.append("which came first does not show")
    return points
