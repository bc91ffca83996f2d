"""Dossiers, accounts side by side and exports of a stored story, as the desk shows them.

The last stories are held whole, so that a decision on a line costs writing the page and no more.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from twosource import records
from twosource.desk.controls import DeskControls
from twosource.desk.kept import LAST, PAGE, beside_kind
from twosource.dossier.html import render_pairs, render_story
from twosource.dossier.view import beside, view
from twosource.review import Decisions, decide_lines
from twosource.store import ReviewedStore, analyses, kept
from twosource.types import Dossier

if TYPE_CHECKING:
    from twosource.engine import Track

HELD = 3
"""Stories held in memory."""
After = Callable[[], None]


class Maker:
    """Works stories out.

    Args:
        store: where they are, and where what was made is kept.
    """

    def __init__(self, store: ReviewedStore) -> None:
        self._store = store
        self._held: OrderedDict[bytes, Dossier] = OrderedDict()

    def make(self, asked: dict[str, Any], track: Track) -> tuple[dict[str, Any], After | None]:
        """One job, and what is to be done when it was told."""
        if asked["do"] == "dossier":
            return self._page(asked["story"], track)
        if asked["do"] == "beside":
            return self._beside(asked, track), None
        return self._export(asked, track), None

    def _dossier(self, story: str, track: Track) -> tuple[str, bytes, Dossier, After]:
        """A story's dossier as people left it, with what it is kept by; and what keeps it in
        the forms of the command line.
        """
        id, accounts, _, overrides, _, decisions = self._store.told(story, "desk")
        key = analyses.key_of(id, accounts, overrides, decisions)
        deep = Decisions(tuple(decisions.of("link", "party")), decisions.versions)
        base_key = analyses.key_of(id, accounts, overrides, deep)
        base = self._held.get(base_key)
        if base is None:
            base = analyses.work_out(id, accounts, overrides, track, deep)
            self._held[base_key] = base
            while len(self._held) > HELD:
                self._held.popitem(last=False)
        else:
            self._held.move_to_end(base_key)
        made = decide_lines(replace(base, reviews=()), decisions)
        of_stages = kept.key_of(accounts, overrides, decisions)

        def keep() -> None:
            analyses.keep(self._store.base, key, made, of_stages)

        return id, key, made, keep

    def _page(self, story: str, track: Track) -> tuple[dict[str, Any], After | None]:
        id, key, made, keep = self._dossier(story, track)
        if not made.analysis.parses:
            return {"href": "/", "text": "there is no account in it"}, None
        for _ in track([None], "writing", 1):
            shown = view(made)
            page = render_story(shown, DeskControls(id, key.hex(), made))
            line = records.line(records.dossier(made))
        base = self._store.base
        with base.writing():
            kept.put(base, PAGE, key, [shown.title, page])
            kept.put(base, f"{PAGE}.json", key, [line])
            kept.put(base, LAST, id.encode(), [key.hex()])
        return {"href": f"/story/{id}", "key": key.hex()}, keep

    def _beside(self, asked: dict[str, Any], track: Track) -> dict[str, Any]:
        id, key, made, _ = self._dossier(asked["story"], track)
        others = [asked["other"]] if asked.get("other") else None
        for _ in track([None], "laying side by side", 1):
            names, pairs = beside(made, asked["base"], others)
            lines = [render_pairs(names, (pair,), open_=bool(others)) for pair in pairs]
        base = self._store.base
        kind = beside_kind(asked["base"], asked.get("other") or "")
        with base.writing():
            kept.put(base, kind, key, lines)
        return {"href": f"/story/{id}/beside"}

    def _export(self, asked: dict[str, Any], track: Track) -> dict[str, Any]:
        target = Path(asked["to"])
        target.parent.mkdir(parents=True, exist_ok=True)
        form = asked["form"]
        if form == "store":
            with target.open("wb") as sink:
                self._store.export(sink)
        elif form == "reviews":
            from twosource.records.decided import review

            made = self._store.reviews(asked.get("story"))
            target.write_text("".join(records.line(review(r)) + "\n" for r in made), "utf-8")
        elif form in {"html", "md", "json"}:
            lines = self._store.dossier(asked["story"], form, track=track).lines
            target.write_text("\n".join(lines) + "\n", encoding="utf-8", errors="surrogatepass")
        else:
            self._formatted(asked["story"], form, target, track)
        size = target.stat().st_size
        return {"file": target.name, "size": size, "href": asked["href"],
                "text": f"{target.name} ({size:,} bytes)"}  # fmt: skip

    def _formatted(self, story: str, form: str, target: Path, track: Track) -> None:
        import io

        from twosource.exchange import format_of, save, stories_of
        from twosource.exchange.inputs import kept_input

        lines = self._store.dossier(story, "json", track=track).lines
        told = stories_of(io.StringIO("\n".join(lines)), story)

        def raw(account: str) -> Any:
            found = self._store.raw(account)
            return kept_input(found) if found is not None else None

        with_raw = (replace(t, raw=raw) if form == "warc" else t for t in told)
        save(format_of(form), with_raw, target)
