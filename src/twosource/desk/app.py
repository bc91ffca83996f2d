"""The routes of the desk."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import cache
from importlib.resources import files

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.types import ASGIApp

from twosource.desk import adding, decided, jobbing, listing, reading, reviewing
from twosource.desk.desk import Desk, desk_of
from twosource.desk.guard import TOLD, Guard
from twosource.desk.settings import Settings
from twosource.errors import StoreError

KEYS = (
    ("?", "this list"), ("g s", "stories"), ("g f", "search"), ("g a", "add"), ("g j", "jobs"),
    ("g d", "decisions"), ("/", "to the field to search or filter by"),
    ("j, k", "to the next or the last line that can be decided"),
    ("Enter", "open or close the line"), ("a", "accept the line"), ("s", "strike it"),
    ("c", "correct it"), ("n", "to the note of the line"), ("u", "undo my last decision"),
    ("r", "redo"), ("[, ]", "to the newer or older story"), ("b", "side by side, from a story"),
    ("x", "stop the job that is shown"), ("Esc", "leave a field"),
)  # fmt: skip
_STATIC = {
    "dossier.css": ("twosource.dossier", "templates/dossier.css", "text/css"),
    "desk.css": ("twosource.desk", "static/desk.css", "text/css"),
    "desk.js": ("twosource.desk", "static/desk.js", "text/javascript"),
    "icon.svg": ("twosource.desk", "static/icon.svg", "image/svg+xml"),
}
_BACK = {"TS-STORE-07": 404, "TS-STORE-11": 409, "TS-STORE-12": 404}


@cache
def _file(name: str) -> bytes:
    package, path, _ = _STATIC[name]
    return files(package).joinpath(path).read_bytes()


async def static(request: Request) -> Response:
    """A file of ours; nothing is read from the disk by a name that was asked.

    Raises:
        HTTPException: 404, there is none.
    """
    name = request.path_params["name"]
    if name not in _STATIC:
        raise HTTPException(404)
    kept = {"cache-control": "private, max-age=300"}
    return Response(_file(name), media_type=_STATIC[name][2], headers=kept)


async def keys(request: Request) -> Response:
    """The list of keys."""
    return desk_of(request).page(request, "keys.html.j2", title="Keys", keys=KEYS)


def _http(request: Request, error: Exception) -> Response:
    status = error.status_code if isinstance(error, HTTPException) else 500
    detail = error.detail if isinstance(error, HTTPException) and status == 400 else ""
    answer = desk_of(request).error(request, status, detail or TOLD.get(status, "Try again."))
    if isinstance(error, HTTPException):
        answer.headers.update(error.headers or {})
    return answer


def _store(request: Request, error: Exception) -> Response:
    code = error.code if isinstance(error, StoreError) else ""
    return desk_of(request).error(request, _BACK.get(code, 503), str(error))


def _other(request: Request, error: Exception) -> Response:
    said = "The desk could not do this. Nothing was lost; what it says stands in its terminal."
    return desk_of(request).error(request, 500, said)


def _routes() -> list[Route]:
    at = "/story/{story}/at/{key}"
    return [
        Route("/", listing.stories), Route("/search", listing.search),
        Route("/add", adding.form), Route("/add", adding.add, methods=["POST"]),
        Route("/jobs", jobbing.jobs), Route("/jobs/{job}", jobbing.job),
        Route("/jobs/{job}/events", jobbing.events),
        Route("/jobs/{job}/cancel", jobbing.cancel, methods=["POST"]),
        Route("/export", jobbing.export, methods=["POST"]),
        Route("/exports/{folder}/{name}", jobbing.download),
        Route("/story/{story}", reading.story),
        Route("/story/{story}/again", reading.again, methods=["POST"]),
        Route("/story/{story}/beside", reading.beside),
        Route("/story/{story}/export", jobbing.export, methods=["POST"]),
        Route(f"{at}/review", reviewing.review, methods=["POST"]),
        Route(f"{at}/undo", reviewing.turn, methods=["POST"]),
        Route(f"{at}/correct", reviewing.correct),
        Route("/undo", reviewing.turn, methods=["POST"]),
        Route("/redo", reviewing.turn, methods=["POST"]),
        Route("/log", decided.log), Route("/log/import", decided.take_in, methods=["POST"]),
        Route("/you", decided.you), Route("/you", decided.name, methods=["POST"]),
        Route("/keys", keys), Route("/static/{name}", static),
    ]  # fmt: skip


def make_app(settings: Settings) -> ASGIApp:
    """The app of a desk, its guard before everything.

    Args:
        settings: with the port that it will be reached by.

    Raises:
        StoreError: the store cannot be opened.
    """
    desk = Desk(settings)

    @asynccontextmanager
    async def life(_: Starlette) -> AsyncIterator[None]:
        yield
        await desk.close()

    app = Starlette(
        routes=_routes(), lifespan=life,
        exception_handlers={HTTPException: _http, StoreError: _store, Exception: _other},
    )  # fmt: skip
    app.router.redirect_slashes = False
    app.state.desk = desk
    return Guard(app, settings)
