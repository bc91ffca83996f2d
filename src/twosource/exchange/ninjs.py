"""IPTC ninjs 3.1, news in JSON: https://iptc.org/standards/ninjs/

An item an account, and one of the type ``composite`` for the story, which is associated with all of
them and has the findings as descriptions.  Version 3 has no field of its own for derivation: an
item is associated with what it came from, ``rel`` being ``derivedFrom``.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from twosource.exchange.prov_json import moment
from twosource.exchange.rim import account_iri, ascii_address, record_iri, story_iri
from twosource.exchange.told import Told
from twosource.exchange.xmi import slug
from twosource.records.models import AccountRecord, ActorRecord, RoleRecord

STANDARD = {
    "name": "ninjs",
    "version": "3.1",
    "schema": "http://www.iptc.org/std/ninjs/ninjs-schema_3.1.json#",
}
_ZONED = re.compile(r".*(Z|[+-]\d\d:\d\d)")
_KINDS = {"person": "people", "place": "places"}
_PLAIN = "text/plain"


class _Story:
    def __init__(self, told: Told) -> None:
        self.told = told
        self.story = told.story.id
        self.links: dict[str, list[dict[str, Any]]] = {a.id: [] for a in told.accounts}
        self.parties: dict[str, dict[str, None]] = {a.id: {} for a in told.accounts}
        self.types: dict[str, dict[str, None]] = {a.id: {} for a in told.accounts}
        self.titles = {a.id: a.title or a.id for a in told.accounts}
        self._link()
        self._name()

    def _link(self) -> None:
        for link in self.told.links:
            if link.relation in {"independent", "not-established"}:
                continue
            a, b = link.a, link.b
            if link.direction == "b>a":
                a, b = b, a
            directed = link.direction in {"a>b", "b>a"}
            self.links[b].append(self._associated(a, "derivedFrom" if directed else "alike"))
            if not directed:
                self.links[a].append(self._associated(b, "alike"))

    def _name(self) -> None:
        for s in self.told.statements:
            self._names(s.account, s.speaker, s.addressee)
        for e in self.told.events:
            self._names(e.account, e.source, e.target)
            self.types[e.account][e.type] = None
        for p in self.told.positions:
            self._names(p.account, p.holder, p.addressee)

    def _names(self, account: str, *given: ActorRecord | RoleRecord | None) -> None:
        for one in given:
            actor = one.actor if isinstance(one, RoleRecord) else one
            if actor is not None:
                self.parties[account][actor.id] = None

    def _associated(self, account: str, rel: str) -> dict[str, Any]:
        return {"name": self.titles[account], "rel": rel, "type": "text",
                "uri": account_iri(self.story, account)}  # fmt: skip

    def whole(self) -> dict[str, Any]:
        """The item of the story."""
        told = {
            "uri": story_iri(self.story),
            "standard": STANDARD,
            "type": "composite",
            "representationType": "full",
            "title": self.told.story.title,
            "descriptions": [
                {"role": f"{f.kind} {f.type}", "contentType": _PLAIN, "value": f.reason}
                for f in self.told.findings
            ],
            "associations": [self._associated(a.id, "account") for a in self.told.accounts],
        }
        return {k: v for k, v in told.items() if v}

    def item(self, a: AccountRecord) -> dict[str, Any]:
        """The item of an account; what is not known is left out."""
        date = moment(a.published.value) if a.published else None
        address = ascii_address(a.url)
        copyright = next((c.evidence for c in a.credits if c.kind == "copyright"), None)
        told: dict[str, Any] = {
            "uri": account_iri(self.story, a.id),
            "standard": STANDARD,
            "type": "text",
            "representationType": "full",
            "contentCreated": date if date and _ZONED.fullmatch(date) else None,
            "language": a.language if a.language != "und" else None,
            "title": a.title,
            "by": "; ".join(a.byline),
            "copyrightNotice": copyright,
            "headlines": [{"role": "main", "contentType": _PLAIN, "value": a.title}]
            if a.title else [],
            "bodies": [{
                "role": "main", "contentType": _PLAIN, "charCount": len(a.text),
                "wordCount": len(a.text.split()), "value": a.text,
            }],
            "descriptions": list(self._descriptions(a)),
            "infoSources": list(self._sources(a)),
            "subjects": [
                {"name": t, "rel": "event", "literal": f"PLOVER {t}"} for t in self.types[a.id]
            ],
            "associations": self.links[a.id],
            "altIds": [{"role": "account", "value": a.id}, {"role": "sha256", "value": a.sha256}],
            "renditions": [{"name": "web", "href": address, "contentType": "text/html"}]
            if address else [],
        }  # fmt: skip
        for kind, parties in self._parties(a.id):
            told.setdefault(kind, []).append(parties)
        return {k: v for k, v in told.items() if v}

    def _parties(self, account: str) -> Iterator[tuple[str, dict[str, str]]]:
        for id in self.parties[account]:
            party = self.told.actors[id]
            kind = _KINDS.get(party.kind, "organisations")
            yield kind, {
                "name": party.name, "rel": "mentioned", "literal": id,
                "uri": record_iri(self.story, "party", id),
            }  # fmt: skip

    def _descriptions(self, a: AccountRecord) -> Iterator[dict[str, str]]:
        """Captions, and the date as it is known, which is often less than a moment."""
        for caption in a.captions:
            yield {"role": "caption", "contentType": _PLAIN, "value": caption.text}
        value = f"{a.published.value} ({a.published.evidence})" if a.published else (
            f"not established: {a.published_reason}"
        )  # fmt: skip
        yield {"role": "published", "contentType": _PLAIN, "value": value}

    def _sources(self, a: AccountRecord) -> Iterator[dict[str, str]]:
        for role, names in (("outlet", [a.outlet]), ("publisher", [a.publisher]),
                            ("agency", a.agency)):  # fmt: skip
            yield from ({"name": name, "role": role} for name in names if name)


def write(stories: Iterable[Told], folder: Path) -> None:
    """Write an item a file into a folder."""
    for turn, told in enumerate(stories, 1):
        story = _Story(told)
        _save(folder / f"{turn:03d}-0000-story.json", story.whole())
        for number, account in enumerate(told.accounts, 1):
            name = f"{turn:03d}-{number:04d}-{slug(account.id)}.json"
            _save(folder / name, story.item(account))


def _save(path: Path, item: dict[str, Any]) -> None:
    text = json.dumps(item, ensure_ascii=False, indent=2)
    path.write_text(text + "\n", encoding="utf-8", newline="")
