"""A story's dossier, and its accounts side by side."""

from __future__ import annotations

import asyncio
import re
from typing import Any

from markupsafe import Markup
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from twosource.desk.controls import segment
from twosource.desk.desk import desk_of, flash, see, with_done
from twosource.desk.jobbing import FORMS
from twosource.desk.jobs import BusyError, Job
from twosource.desk.kept import beside_of, page_of
from twosource.desk.listing import neighbours
from twosource.dossier.names import outlet
from twosource.store import ReviewedStore
from twosource.store.ledger import now

_STORY = re.compile(r"story-\d{1,15}")
PATIENCE = 1.5
"""Seconds that a page waits for what is nearly done, before it shows how far that is."""


def story_of(request: Request) -> str:
    """The story of an address.

    Raises:
        HTTPException: 404, it is no id of a story.
    """
    story: str = request.path_params["story"]
    if not _STORY.fullmatch(story):
        raise HTTPException(404)
    return story


async def made(
    request: Request, kind: str, key: str, title: str, asked: dict[str, Any]
) -> Job | Response | None:
    """The job that makes what is missing; ``None`` where it was done meanwhile, and the page that
    says so where more waits already than is done.  One that failed or was stopped is not begun
    again by itself.
    """
    desk = desk_of(request)
    held = desk.jobs.of(key)
    if held is not None and held.state in {"failed", "cancelled"}:
        return held
    try:
        job = desk.jobs.start(kind, title, asked, at=now(), back=asked["back"], key=key)
    except BusyError:
        return desk.error(request, 503, "More waits already than is done at once.", "/jobs")
    until = asyncio.get_running_loop().time() + PATIENCE
    while not job.over and (left := until - asyncio.get_running_loop().time()) > 0:
        try:
            await asyncio.wait_for(job.changed.wait(), left)
        except TimeoutError:
            break
    return None if job.state == "done" else job


async def story(request: Request) -> Response:
    """The dossier as people left it; while it is made, how far that is, and the one before."""
    desk, name = desk_of(request), story_of(request)

    def look(store: ReviewedStore) -> dict[str, Any]:
        id, key = desk.states.of(store, name)
        before, after = neighbours(desk, store, id)
        return {
            "story": id, "key": key, "page": page_of(store, id, key), "previous": before,
            "next": after, "flash": flash(store, request, f"/story/{id}"),
        }  # fmt: skip

    found = await desk.read(look)
    id = found["story"]
    if id != name:
        return see(f"/story/{id}")
    job = None
    if found["page"] is None or not found["page"].fresh:
        asked = {"do": "dossier", "story": id, "back": f"/story/{id}"}
        key = f"page {found['key'].hex()}"
        job = await made(request, "dossier", key, f"Working out {id}", asked)
        if isinstance(job, Response):
            return job
        if job is None:
            found = await desk.read(look)
    page, done = found["page"], found["flash"]
    here = with_done(f"/story/{id}", done["id"]) if done else f"/story/{id}"
    shown = {"title": page.title, "html": Markup(page.html)} if page else None  # noqa: S704 (ours)
    return desk.page(
        request, "story.html.j2", title=page.title if page else id, story=id, page=shown, job=job,
        previous=found["previous"], next=found["next"], flash=found["flash"], forms=FORMS,
        here_now=here,
    )  # fmt: skip


async def again(request: Request) -> Response:
    """Begin anew what failed or was stopped."""
    name = story_of(request)
    desk_of(request).jobs.forgive(name)
    return see(f"/story/{name}")


async def beside(request: Request) -> Response:
    """One account against another, or against all others."""
    desk, name = desk_of(request), story_of(request)
    base, other = (request.query_params.get(n, "") for n in ("base", "with"))

    def look(store: ReviewedStore) -> dict[str, Any]:
        id, key = desk.states.of(store, name)
        accounts = [
            {"id": a.id, "name": f"{outlet(a)} ({a.id})"} for a in store.accounts(id)
        ]  # fmt: skip
        known = {a["id"] for a in accounts}
        fits = base in known and (not other or other in known) and base != other
        pairs = beside_of(store, key, base, other) if fits else None
        return {"story": id, "key": key, "accounts": accounts, "pairs": pairs, "fits": fits}

    found = await desk.read(look)
    id = found["story"]
    job = None
    here = f"/story/{id}/beside?base={segment(base)}&with={segment(other)}"
    if found["fits"] and found["pairs"] is None:
        asked = {"do": "beside", "story": id, "base": base, "other": other, "back": here}
        key = f"beside {found['key'].hex()} {base}\0{other}"
        job = await made(request, "beside", key, f"Laying {id} side by side", asked)
        if isinstance(job, Response):
            return job
        if job is None:
            found = await desk.read(look)
    return desk.page(
        request, "beside.html.j2", title=f"Side by side, {id}", story=id, base=base, other=other,
        accounts=found["accounts"], job=job, here_now=here,
        pairs=[Markup(p) for p in found["pairs"] or ()],  # noqa: S704 (ours)
    )  # fmt: skip
