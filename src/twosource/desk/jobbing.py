"""Jobs as pages and as events, and the files that exports leave."""

from __future__ import annotations

import json
import secrets
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import FileResponse, JSONResponse, Response, StreamingResponse

from twosource.desk.desk import Desk, desk_of, form_of, see, text_of, wants_json
from twosource.desk.jobs import BusyError, Job
from twosource.exchange.formats import format_of, names
from twosource.store.ledger import now

FORMS = ("html", "md", "json", *names())
"""What a story may be exported as."""
_ENDINGS = {
    "sqlite": "db", "web-annotation": "jsonld", "schema-org": "jsonld", "bibtex": "bib",
    "csl": "json", "prov": "json", "ftm": "jsonl", "events": "csv", "warc": "warc.gz",
}  # fmt: skip


def job_of(request: Request) -> Job:
    """The job of an address.

    Raises:
        HTTPException: 404, there is none.
    """
    found = desk_of(request).jobs.get(request.path_params["job"])
    if found is None:
        raise HTTPException(404)
    return found


async def jobs(request: Request) -> Response:
    """All jobs."""
    desk = desk_of(request)
    return desk.page(request, "jobs.html.j2", title="Jobs", jobs=desk.jobs.all())


async def job(request: Request) -> Response:
    """One job as it stands; told on as it goes."""
    found = job_of(request)
    if wants_json(request):
        return JSONResponse(found.shown())
    return desk_of(request).page(
        request, "job.html.j2", title=found.title, job=found, follow=not found.over
    )


async def cancel(request: Request) -> Response:
    """Stop a job."""
    found = job_of(request)
    await desk_of(request).jobs.cancel(found)
    if wants_json(request):
        return JSONResponse(found.shown())
    return see(found.back if found.kind in {"dossier", "beside"} else f"/jobs/{found.id}")


async def events(request: Request) -> Response:
    """What a job tells from where the reader was, as server-sent events (WHATWG HTML, 9.2)."""
    found = job_of(request)
    last = request.headers.get("last-event-id") or request.query_params.get("after", "0")
    after = int(last[:9]) if last.isascii() and last.isdecimal() else 0

    async def stream() -> AsyncIterator[bytes]:
        yield b"retry: 1000\n\n"
        async for line in found.follow(after):
            if not line:
                yield b": still here\n\n"
                continue
            yield f"id: {line['n']}\ndata: {json.dumps(line)}\n\n".encode()
        end = json.dumps({"state": found.state, "refused": found.refused,
                          "result": _public(found)})  # fmt: skip
        yield f"event: end\ndata: {end}\n\n".encode()

    return StreamingResponse(stream(), media_type="text/event-stream")


def _public(job: Job) -> dict[str, Any]:
    return {k: v for k, v in job.result.items() if k in {"href", "file", "text"}}


async def export(request: Request) -> Response:
    """Begin to export a story, the store, or decisions."""
    desk = desk_of(request)
    form = text_of(await form_of(request), "form")
    story = request.path_params.get("story")
    if form not in (FORMS if story else ("store", "reviews")):
        return desk.error(request, 400, "There is no such format.", "/")
    try:
        found = _started(desk, form, story)
    except BusyError:
        return desk.error(request, 503, "More waits already than is done at once.", "/jobs")
    if wants_json(request):
        return JSONResponse({"job": found.id, "at": f"/jobs/{found.id}"}, 202)
    return see(f"/jobs/{found.id}")


def _started(desk: Desk, form: str, story: str | None) -> Job:
    name = f"{story}.{_ending(form)}" if story else {
        "store": "store.jsonl.gz", "reviews": "decisions.jsonl"}[form]  # fmt: skip
    made = desk.settings.folder / f"out-{secrets.token_hex(8)}" / name
    href = f"/exports/{made.parent.name}/{name}"
    asked = {"do": "export", "story": story, "form": form, "to": str(made), "href": href}
    return desk.jobs.start("export", f"Exporting {name}", asked, at=now(), back="/jobs")


def _ending(form: str) -> str:
    if form in {"html", "md", "json"}:
        return form
    return "zip" if format_of(form).layout == "folder" else _ENDINGS.get(form, form)


async def download(request: Request) -> Response:
    """The file of an export that is done.

    Raises:
        HTTPException: 404, there is none.
    """
    desk = desk_of(request)
    wanted = f"/exports/{request.path_params['folder']}/{request.path_params['name']}"
    done = (j for j in desk.jobs.all() if j.result.get("href") == wanted and j.state == "done")
    found = next(done, None)
    if found is None:
        raise HTTPException(404)
    path = Path(found.asked["to"])
    return FileResponse(
        path, filename=path.name, media_type="application/octet-stream",
        headers={"content-security-policy": "sandbox; default-src 'none'"},
    )  # fmt: skip
