"""The log of decisions, and taking them along."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

from starlette.datastructures import UploadFile
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from twosource.desk.desk import YOU, clean_name, desk_of, flash, form_of, see, text_of, wants_json
from twosource.desk.listing import asked, paged
from twosource.desk.reading import _STORY
from twosource.errors import StoreError
from twosource.records.decided import said
from twosource.store import ReviewedStore
from twosource.store.importing import take_in_lines
from twosource.types import Review


def _shown(r: Review) -> dict[str, Any]:
    return {
        "id": r.id, "said": said(r), "author": r.author, "time": r.time.replace("T", " "),
        "note": r.note, "undone": r.undone,
        "story": r.story if _STORY.fullmatch(r.story) else "",
    }  # fmt: skip


async def log(request: Request) -> Response:
    """Every decision, the latest first."""
    return await _log(request)


async def _log(request: Request, wrong: str = "", told: str = "", status: int = 200) -> Response:
    desk = desk_of(request)
    given = asked(request, ("story",))
    story = given["story"] if _STORY.fullmatch(given["story"]) else ""

    def look(store: ReviewedStore) -> tuple[list[Review], Any]:
        return list(reversed(store.reviews(story or None))), flash(store, request, "/log")

    found, done = await desk.read(look)
    shown = paged(request, found, {"story": story}, "/log")
    shown["lines"] = [_shown(r) for r in shown["lines"]]
    return desk.page(
        request, "log.html.j2", status, title="Decisions", story=story, wrong=wrong, told=told,
        flash=done, **shown,
    )  # fmt: skip


async def take_in(request: Request) -> Response:
    """Take in the decisions of a file."""
    desk = desk_of(request)
    form = await form_of(request)
    given = form.get("file")
    if not isinstance(given, UploadFile):
        return await _log(request, "Choose a file.", status=400)
    data = await given.read()
    author = desk.author(request)

    def keep(store: ReviewedStore) -> tuple[int, int, list[StoreError]]:
        return take_in_lines(store, data, given.filename or "file", author)

    new, same, failed = await desk.write(keep)
    told = f"{new} new, {same} here already, {len(failed)} refused."
    if wants_json(request):
        errors = [str(f) for f in failed]
        return JSONResponse({"new": new, "same": same, "refused": errors})
    first = "; ".join(f.where for f in failed[:5])
    return await _log(request, f"Refused: {first}" if failed else "", told)


async def you(request: Request) -> Response:
    """Who sits at this browser."""
    return desk_of(request).page(request, "you.html.j2", title="You", wrong="")


async def name(request: Request) -> Response:
    """Keep the name in the browser."""
    desk = desk_of(request)
    given = clean_name(text_of(await form_of(request), "name"))
    if not given:
        return desk.page(request, "you.html.j2", 400, title="You", wrong="Give a name.")
    answer = see("/")
    answer.set_cookie(
        YOU, quote(given, safe=""), httponly=True, samesite="strict", path="/",
        secure=desk.settings.secure, max_age=400 * 86_400,
    )  # fmt: skip
    return answer
