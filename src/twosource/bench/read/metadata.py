"""Rows of the read table on titles, authors, dates, captions."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from twosource.bench.table import Row
from twosource.types import Account

Read = Sequence[tuple[dict[str, Any], Account | None]]
_SPACE = re.compile(r"\s+")


def plain(text: Any) -> str:
    """Lower case, whitespace collapsed; empty for ``None``."""
    return _SPACE.sub(" ", text).strip().lower() if isinstance(text, str) else ""


def names(value: Any) -> set[str]:
    """Author names of a gold record."""
    if value in (None, "None", "", []):
        return set()
    parts = re.split(r",|;| and ", value) if isinstance(value, str) else value
    return {plain(p) for p in parts if plain(p)}


def title_row(name: str, read: Read) -> Row:
    """Titles exactly right, case and spacing aside."""
    have = [(g, a) for g, a in read if plain(g.get("title")) not in {"", "none"}]
    right = sum(1 for g, a in have if a and plain(a.title) == plain(g["title"]))
    return Row(f"{name} ({len(have)})", "title exact", right / max(1, len(have)), {}, ".82")


def author_rows(name: str, read: Read) -> Iterator[Row]:
    """Authors exactly right, and invented where there are none."""
    have = [(names(g.get("authors")), a) for g, a in read]
    named = [(g, a) for g, a in have if g]
    right = sum(1 for g, a in named if a and {plain(n) for n in a.byline} == g)
    yield Row(f"{name} ({len(named)})", "authors exact", right / max(1, len(named)), {}, ".80")
    bare = [a for g, a in have if not g]
    made = sum(1 for a in bare if a and a.byline)
    yield Row(
        f"{name} ({len(bare)})", "authors invented", made / max(1, len(bare)), {}, ".06", False
    )


def caption_rows(name: str, read: Read) -> Iterator[Row]:
    """Pages with the headline as a paragraph of the body, or a caption in it."""
    pages = [(g, a) for g, a in read if a]
    heads = sum(1 for _, a in pages if _has_title(a))
    yield Row(
        f"{name} ({len(pages)})",
        "headline in the body",
        heads / max(1, len(pages)),
        {},
        ".02",
        False,
    )
    with_captions = [(c, g, a) for g, a in pages if (c := _captions(g))]
    if with_captions:
        leaks = sum(1 for c, g, a in with_captions if any(_leaks(x, g, a) for x in c))
        yield Row(
            f"{name} ({len(with_captions)})",
            "caption in the body",
            leaks / len(with_captions),
            {},
            ".01",
            False,
        )


def _has_title(account: Account) -> bool:
    title = plain(account.title)
    return bool(title) and any(plain(s.of(account.text)) == title for s in account.paragraphs)


def _captions(gold: dict[str, Any]) -> list[str]:
    images = gold.get("images") or []
    return [c for i in images if len(c := plain(i.get("caption"))) > 25]


def _leaks(caption: str, gold: dict[str, Any], account: Account) -> bool:
    body = plain(" ".join(text for _, text in gold.get("blocks", ())))
    return caption in plain(account.text) and caption not in body


def date_row(
    read: Sequence[tuple[dict[str, Any], Account | None, str]],
    peers: Mapping[str, Callable[[str], str]],
) -> Iterator[Row]:
    """Publication dates right and wrong; blank is neither."""
    have = [
        (str(g["date"])[:10], a, html) for g, a, html in read if str(g.get("date"))[:1].isdigit()
    ]
    ours = [a.published.value[:10] if a and a.published else "" for _, a, _ in have]
    answers = {"ours": ours} | {
        p: [find(html)[:10] for _, _, html in have] for p, find in peers.items()
    }
    size = max(1, len(have))
    for metric, target, higher in (("date right", ".90", True), ("date wrong", ".04", False)):
        rate = {
            who: sum(1 for (g, _, _), d in zip(have, got, strict=True) if d and (d == g) == higher)
            / size
            for who, got in answers.items()
        }
        yield Row(f"htmldate ({len(have)})", metric, rate.pop("ours"), rate, target, higher)
