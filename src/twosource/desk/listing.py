"""The lists: stories, and accounts that a search finds; what was asked is in the address."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any, get_args
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import Response

from twosource.desk.desk import Desk, desk_of
from twosource.store import Filters, Hit, ReviewedStore, StoryLine
from twosource.types import FindingType

PAGE = 50
"""Lines of a page."""
_ORDERS = {
    "large": lambda s: -len(s.accounts), "origins": lambda s: -s.origins,
    "dated": lambda s: [-ord(c) for c in s.last or ""] or [0],
}  # fmt: skip


def asked(request: Request, names: Sequence[str]) -> dict[str, str]:
    """The fields of an address, none longer than a search may be."""
    return {n: request.query_params.get(n, "")[:500] for n in names}


def paged(
    request: Request, lines: Sequence[Any], given: Mapping[str, str], path: str
) -> dict[str, Any]:
    """A page of many lines, and the addresses of those beside it."""
    pages = max(1, -(-len(lines) // PAGE))
    wanted = request.query_params.get("page", "1")
    page = min(pages, max(1, int(wanted[:6]))) if wanted.isascii() and wanted.isdecimal() else 1
    kept = {k: v for k, v in given.items() if v}

    def at(number: int) -> str:
        return f"{path}?{urlencode({**kept, 'page': number}, errors='replace')}"

    return {
        "lines": lines[(page - 1) * PAGE : page * PAGE], "page": page, "pages": pages,
        "before": at(page - 1) if page > 1 else "", "after": at(page + 1) if page < pages else "",
        "total": len(lines),
    }  # fmt: skip


async def stories(request: Request) -> Response:
    """The stories, filtered and ordered as the address says."""
    desk = desk_of(request)
    given = asked(request, ("title", "at_least", "since", "until", "order"))
    whole = await desk.read(desk.stories)
    found = _filtered(whole, given)
    return desk.page(
        request, "stories.html.j2", title="Stories", given=given, whole=len(whole),
        **paged(request, found, given, "/"),
    )  # fmt: skip


def _filtered(lines: Sequence[StoryLine], given: Mapping[str, str]) -> list[StoryLine]:
    words = given["title"].casefold().split()
    least = int(given["at_least"][:6]) if _number(given["at_least"]) else 1
    since, until = _day(given["since"]), _day(given["until"])
    found = [
        s for s in lines
        if len(s.accounts) >= least
        and (not words or all(w in f"{s.title or ''} {s.story}".casefold() for w in words))
        and (since is None or (s.last or "") >= since.isoformat())
        and (until is None or (s.first is not None and s.first[:10] <= until.isoformat()))
    ]  # fmt: skip
    order = _ORDERS.get(given["order"])
    return sorted(found, key=order) if order is not None else found


def _number(text: str) -> bool:
    return bool(text) and text.isascii() and text.isdecimal()


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        return None


async def search(request: Request) -> Response:
    """Accounts that hold what was asked."""
    desk = desk_of(request)
    names = ("q", "party", "outlet", "since", "until", "language", "difference")
    given = asked(request, names)
    wanted = any(given.values())
    most = 40
    wrong = "".join(
        f"{given[n]} is no day as YYYY-MM-DD. "
        for n in ("since", "until") if given[n] and _day(given[n]) is None
    )  # fmt: skip

    def look(store: ReviewedStore) -> list[dict[str, Any]]:
        kind = given["difference"] if given["difference"] in get_args(FindingType) else ""
        filters = Filters(
            given["party"], given["outlet"], _day(given["since"]), _day(given["until"]),
            given["language"], kind,
        )  # fmt: skip
        return [_hit(h) for h in store.search(given["q"], filters, most=most)]

    hits = await desk.read(look) if wanted else []
    return desk.page(
        request, "search.html.j2", title="Search", given=given, hits=hits, asked=wanted,
        full=len(hits) == most, types=get_args(FindingType), wrong=wrong,
    )  # fmt: skip


def _hit(hit: Hit) -> dict[str, Any]:
    return {
        "story": hit.story, "title": hit.title or hit.account, "outlet": hit.outlet or hit.account,
        "published": hit.published, "lang": "" if hit.language == "und" else hit.language,
        "pieces": list(_pieces(hit)),
        "said": list(dict.fromkeys(s.speaker or "nobody named" for s in hit.said)),
    }  # fmt: skip


def _pieces(hit: Hit) -> Iterator[tuple[str, bool]]:
    """The passage, cut where the words of the query stand; offsets are code points."""
    at, start = 0, hit.passage.start
    for word in hit.words:
        yield hit.text[at : word.start - start], False
        yield hit.text[word.start - start : word.end - start], True
        at = word.end - start
    yield hit.text[at:], False


def neighbours(desk: Desk, store: ReviewedStore, story: str) -> tuple[str, str]:
    """The stories before and after one in the list; ``""`` where there is none."""
    ids = [s.story for s in desk.stories(store)]
    if story not in ids:
        return "", ""
    n = ids.index(story)
    return ids[n - 1] if n else "", ids[n + 1] if n + 1 < len(ids) else ""
