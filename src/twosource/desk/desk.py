"""What all pages of a desk share: the store, the jobs, how a page is written."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, TypeVar
from urllib.parse import quote, unquote

from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response

from twosource.desk.controls import environment
from twosource.desk.jobs import Jobs
from twosource.desk.kept import States, changes
from twosource.desk.settings import Settings
from twosource.desk.stores import Stores
from twosource.records.decided import said
from twosource.store import ReviewedStore, StoryLine, reviews
from twosource.types import Review

T = TypeVar("T")
YOU = "desk-you"
NAME = 80
"""Characters of a name."""


class Page(Response):
    """A page in UTF-8; half of a character becomes a mark."""

    media_type = "text/html"

    def render(self, content: Any) -> bytes:
        """The bytes."""
        return str(content).encode("utf-8", "replace")


class Desk:
    """One running desk."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.stores = Stores(settings.store)
        self.jobs = Jobs(settings)
        self.states = States()
        self._stories: tuple[int, tuple[StoryLine, ...]] = (-1, ())

    async def close(self) -> None:
        """End all jobs and threads."""
        await self.jobs.close()
        self.stores.close()

    async def read(self, work: Callable[[ReviewedStore], T]) -> T:
        """What a look at the store gives."""
        return await self.stores.read(work)

    async def write(self, work: Callable[[ReviewedStore], T]) -> T:
        """The same for what changes it."""
        return await self.stores.write(work)

    def stories(self, store: ReviewedStore) -> tuple[StoryLine, ...]:
        """All stories; read again only when something was written."""
        now = changes(store)
        if self._stories[0] != now:
            self._stories = (now, store.stories())
        return self._stories[1]

    def author(self, request: Request) -> str:
        """Who sits at the browser, as they said."""
        given = request.cookies.get(YOU) or request.headers.get("x-desk-author") or ""
        return clean_name(unquote(given)) or self.settings.author

    def page(
        self, request: Request, template: str, status: int = 200, *, title: str, **given: Any
    ) -> Response:
        """A page of the desk."""
        made = environment().get_template(template).render(
            title=title, here=request.url.path, author=self.author(request),
            **{"flash": None, **given},
        )  # fmt: skip
        return Page(made, status)

    def error(self, request: Request, status: int, said: str, back: str = "/") -> Response:
        """What went wrong, and where to go on."""
        if wants_json(request):
            return JSONResponse({"error": said}, status)
        return self.page(
            request, "error.html.j2", status, title=TITLES.get(status, "This did not work"),
            said=said, back=back,
        )  # fmt: skip


TITLES = {
    404: "There is no such page", 405: "This is not done here", 409: "This cannot be decided",
    413: "Too much at once", 400: "This cannot be read", 503: "Not now",
    500: "Something went wrong here",
}  # fmt: skip


def desk_of(request: Request) -> Desk:
    """The desk that a request came to."""
    found: Desk = request.app.state.desk
    return found


def wants_json(request: Request) -> bool:
    """Whether a program asks."""
    return "application/json" in request.headers.get("accept", "")


def see(to: str) -> Response:
    """The page that shows what was done."""
    return RedirectResponse(to, 303)


async def form_of(request: Request) -> FormData:
    """The fields of a form, as many and as long as the desk takes.

    Raises:
        HTTPException: 400, there are more or longer ones.
    """
    limits = desk_of(request).settings.limits
    return await request.form(
        max_files=limits.files, max_fields=limits.fields, max_part_size=limits.text
    )


def text_of(form: Mapping[str, Any], name: str) -> str:
    """A field as text; ``""`` where there is none or it is a file."""
    value = form.get(name, "")
    return value if isinstance(value, str) else ""


def clean_name(text: str) -> str:
    """A name in one line without control characters, cut to what is kept."""
    return " ".join("".join(c for c in text if c.isprintable()).split())[:NAME].strip()


def flash(store: ReviewedStore, request: Request, back: str) -> dict[str, str] | None:
    """What the request before did, with the button that takes it back."""
    done = request.query_params.get("done", "")
    if not done or not reviews.known(store.base, done):
        return None
    found = reviews.get(store.base, done)
    return {
        "said": told(found), "id": found.id, "back": back,
        "turn": "redo" if found.undone else "undo",
    }  # fmt: skip


def told(review: Review) -> str:
    """A decision in a line, and whether it was taken back."""
    return f"Taken back: {said(review)}" if review.undone else f"Kept: {said(review)}"


def with_done(back: str, id: str) -> str:
    """An address of the desk that shows what was done."""
    path = back.partition("?")[0]
    safe = path.startswith("/") and not path.startswith("//") and "\\" not in path
    return f"{quote(path, safe='/%') if safe else '/log'}?done={quote(id)}"
