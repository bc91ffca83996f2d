"""Decisions on the lines of a page: what was seen is what is decided."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any, get_args

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from twosource.desk.desk import (
    desk_of,
    form_of,
    see,
    text_of,
    wants_json,
    with_done,
)
from twosource.desk.kept import lookup_of
from twosource.desk.reading import story_of
from twosource.errors import StoreError
from twosource.records.decided import FIELDS
from twosource.review import Lookup, of_account
from twosource.review.accounts import precision
from twosource.store import ReviewedStore
from twosource.types import FindingType, Modality, PositionKind, Review

_KEY = re.compile(r"[0-9a-f]{64}")
Fields = Mapping[str, Any]


def key_of(request: Request) -> str:
    """The state of an address.

    Raises:
        HTTPException: 404, it is none.
    """
    key: str = request.path_params["key"]
    if not _KEY.fullmatch(key):
        raise HTTPException(404)
    return key


async def review(request: Request) -> Response:
    """Keep a decision; it is on the disk when the answer goes out."""
    desk, story, key = desk_of(request), story_of(request), key_of(request)
    form = await form_of(request)
    author = desk.author(request)
    note = " ".join(text_of(form, "note").split())[:2000]

    def keep(store: ReviewedStore) -> Review:
        made = replace(_made(store, story, key, form), author=author, note=note)
        (kept,) = store.decide(made)
        return kept

    try:
        kept = await desk.write(keep)
    except ValueError as error:
        if text_of(form, "do") == "correct" and not wants_json(request):
            return await _asked(request, text_of(form, "line"), str(error), form, 409)
        return desk.error(request, 409, str(error), f"/story/{story}")
    except StoreError as error:
        if error.code not in {"TS-STORE-07", "TS-STORE-11"}:
            raise
        return desk.error(request, 409, str(error), f"/story/{story}")
    return _done(request, kept, f"/story/{story}")


def _done(request: Request, kept: Review, back: str) -> Response:
    if wants_json(request):
        return JSONResponse({"review": kept.id, "undone": bool(kept.undone)})
    return see(with_done(back, kept.id))


def _made(store: ReviewedStore, story: str, key: str, form: Fields) -> Review:
    """The decision of a form.

    Raises:
        ValueError: it cannot be carried out; the text says why.
        StoreError: ``TS-STORE-07``, there is no such account or story.
    """
    do = text_of(form, "do")
    account = text_of(form, "account")
    if do in {"set", "move"}:
        store.story_of(account)
        return _of_account(store, do, account, form, story)
    lookup = lookup_of(store, key)
    if lookup is None:
        raise ValueError("The page that was decided on is not kept any more; load it anew.")
    if do in {"accept", "strike"}:
        return lookup.decide(_lines(text_of(form, "line")), do)  # type: ignore[arg-type]
    if do == "correct":
        words, values = _corrected(form)
        return lookup.decide(_lines(text_of(form, "line")), "correct", words=words, values=values)
    if do == "unlink":
        return lookup.unlink(text_of(form, "a"), text_of(form, "b"))
    if do == "link":
        quotes = {"a": text_of(form, "quote_a"), "b": text_of(form, "quote_b")}
        return lookup.add_link(
            text_of(form, "a"), text_of(form, "b"), text_of(form, "relation"),
            text_of(form, "direction"), quotes,
        )  # fmt: skip
    return _of_party(lookup, do, form)


def _lines(text: str) -> list[str]:
    """The names of lines; one of a position has its account in it, which may hold blanks."""
    return [name for name in re.split(r"\r?\n", text) if name]


def _of_party(lookup: Lookup, do: str, form: Fields) -> Review:
    party, name = text_of(form, "party"), " ".join(text_of(form, "name").split())
    if do == "rename":
        return lookup.party("rename", (), {"party": party, "name": name})
    if do == "merge":
        return lookup.party("merge", (party, text_of(form, "other").strip()))
    if do == "split":
        forms = [f.strip() for f in text_of(form, "forms").split(";") if f.strip()]
        return lookup.party("split", forms, {"party": party, "name": name})
    raise ValueError("This is not done here.")


def _of_account(store: ReviewedStore, do: str, account: str, form: Fields, story: str) -> Review:
    if do == "move":
        to = text_of(form, "to").strip()
        values = {"with": store.beside(to, account)} if to else {}
        return replace(of_account(account, "move", values), story=story)
    given = {f: " ".join(text_of(form, f).split()) for f in FIELDS if f in form}
    changed = {f: v for f, v in given.items() if v != text_of(form, f"was_{f}")}
    if changed.get("date") and precision(changed["date"]) is None:
        raise ValueError(f"{changed['date']} is no date as YYYY, YYYY-MM or YYYY-MM-DD.")
    return replace(of_account(account, "set", changed), story=story)


def _corrected(form: Fields) -> tuple[dict[str, str], dict[str, str]]:
    """The words and values of a correction that are other than they were."""
    changed = {
        name: text_of(form, name).replace("\r\n", "\n") for name in form
        if name.startswith(("words:", "value:"))
        and text_of(form, name).replace("\r\n", "\n") != text_of(form, f"was_{name}").replace(
            "\r\n", "\n")
    }  # fmt: skip
    words = {n[6:]: v for n, v in changed.items() if n.startswith("words:")}
    return words, {n[6:]: v for n, v in changed.items() if n.startswith("value:")}


async def correct(request: Request) -> Response:
    """The form to say what is right of a line."""
    return await _asked(request, request.query_params.get("line", ""), "", {}, 200)


async def _asked(
    request: Request, line: str, wrong: str, given: Fields, status: int
) -> Response:  # fmt: skip
    desk, story, key = desk_of(request), story_of(request), key_of(request)

    def look(store: ReviewedStore) -> tuple[str, list[dict[str, Any]]] | None:
        lookup = lookup_of(store, key)
        return _fields(lookup, _lines(line), given) if lookup is not None else None

    found = await desk.read(look)
    if found is None:
        return desk.error(request, 404, "There is no such line.", f"/story/{story}")
    says, fields = found
    return desk.page(
        request, "correct.html.j2", status, title="Correct a line", story=story, line=line,
        says=says, fields=fields, wrong=wrong, note=text_of(given, "note"),
        at=f"/story/{story}/at/{key}",
    )  # fmt: skip


def _fields(
    lookup: Lookup, names: list[str], given: Fields
) -> tuple[str, list[dict[str, Any]]] | None:
    """What a line says, and the fields in which it can be said better."""
    quote = lookup.told.quote
    fields: list[dict[str, Any]] = []

    def add(key: str, name: str, was: str, options: tuple[str, ...] = ()) -> None:
        value = text_of(given, key) if key in given else was
        fields.append({"key": key, "name": name, "was": was, "value": value, "options": options})

    if names and names[0] in lookup.positions:
        p = lookup.positions[names[0]]
        held = p.holder.actor.name if p.holder.actor else quote(p.account, p.part, p.holder.span)
        add("value:kind", "Kind", p.kind, get_args(PositionKind))
        add("value:modality", "How it is meant", p.modality, get_args(Modality))
        add("value:holder", "Whose it is", held)
        spans = {"content": p.content, "condition": p.condition, "exchange_for": p.exchange_for}
        titles = {"content": "What it is", "condition": "On what condition",
                  "exchange_for": "In exchange for"}  # fmt: skip
        for role, span in spans.items():
            words = quote(p.account, p.part, span) if span is not None else ""
            add(f"words:{role}", f"{titles[role]}, in the words of {p.account}", words)
        return f"{held}: {p.kind}", fields
    found = [lookup.findings[n] for n in names if n in lookup.findings]
    if not found:
        return None
    first = found[0]
    add("value:type", "What it is about", first.type, get_args(FindingType))
    for account, span in first.spans.items():
        words = quote(account, first.parts.get(account, "text"), span)
        add(f"words:{account}", f"The words of {account}", words)
    return first.reason.rstrip(".") or first.type, fields


async def turn(request: Request) -> Response:
    """Undo or redo: the decision that is named, or one's own last."""
    desk = desk_of(request)
    form = await form_of(request)
    undo = request.url.path.endswith("/undo")
    id, author = text_of(form, "id"), desk.author(request)

    def keep(store: ReviewedStore) -> Review:
        return store.undo(author, id) if undo else store.redo(author, id)

    back = text_of(form, "back") or _back(request)
    try:
        kept = await desk.write(keep)
    except StoreError as error:
        if error.code != "TS-STORE-12":
            raise
        return desk.error(request, 409, f"There is nothing to {'undo' if undo else 'redo'}.", back)
    return _done(request, kept, back)


def _back(request: Request) -> str:
    """The page that a form stood on: its story, or the log."""
    story = request.path_params.get("story")
    return f"/story/{story_of(request)}" if story else "/log"
