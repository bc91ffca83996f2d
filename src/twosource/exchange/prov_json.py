"""W3C PROV as PROV-JSON: https://www.w3.org/submissions/prov-json/

Accounts and origins are entities, publishing and rewriting activities, outlets and authors agents.
A derivation that has a direction is ``wasDerivedFrom``; copies whose direction is not known are
``alternateOf`` each other, and the link itself is an entity that says what was seen.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from tempfile import SpooledTemporaryFile
from typing import IO, Any

from twosource.exchange.rim import iri_part, program, web_address
from twosource.exchange.told import Told
from twosource.records.models import AccountRecord, LinkRecord, OriginRecord

PREFIXES = {
    "story": "urn:twosource:story:",
    "agent": "urn:twosource:agent:",
    "twosource": "urn:twosource:terms:",
}
SECTIONS = (
    "entity", "activity", "agent", "wasGeneratedBy", "wasAttributedTo", "wasAssociatedWith",
    "actedOnBehalfOf", "used", "wasDerivedFrom", "alternateOf",
)  # fmt: skip
_MEMORY = 4 * 1024 * 1024
_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d)?(\.\d+)?(Z|[+-]\d\d:\d\d)?")
_DATES = {4: "xsd:gYear", 7: "xsd:gYearMonth", 10: "xsd:date"}


def _typed(value: str, kind: str) -> dict[str, str]:
    return {"$": value, "type": kind}


def _name(text: str) -> dict[str, str]:
    return _typed(text, "prov:QUALIFIED_NAME")


def moment(value: str) -> str | None:
    """A date as ``xsd:dateTime``, where it tells the minute; ``None`` where it does not."""
    found = _MOMENT.fullmatch(value)
    if found is None:
        return None
    return value if found[1] else f"{value[:16]}:00{value[16:]}"


class _Sections:
    """The parts of a document, each written as its records come, joined at the end."""

    def __init__(self, stack: ExitStack) -> None:
        self._files: dict[str, IO[str]] = {}
        for name in SECTIONS:
            file = SpooledTemporaryFile(_MEMORY, "w+", encoding="utf-8", newline="")  # noqa: SIM115
            self._files[name] = stack.enter_context(file)
        self._counts = dict.fromkeys(SECTIONS, 0)
        self._agents: set[str] = set()

    def add(self, section: str, id: str | None, **attributes: Any) -> None:
        """A record; its attributes' names have ``__`` for a colon, and none that is ``None``."""
        self._counts[section] += 1
        id = id if id is not None else f"_:{section}{self._counts[section]}"
        told = {k.replace("__", ":"): v for k, v in attributes.items() if v is not None}
        text = json.dumps({id: told}, ensure_ascii=False, separators=(",", ":"))
        self._files[section].write(("" if self._counts[section] == 1 else ",\n") + text[1:-1])

    def agent(self, name: str, kind: str) -> str:
        """The agent of a name, told once."""
        id = f"agent:{iri_part(name)}"
        if id not in self._agents:
            self._agents.add(id)
            self.add("agent", id, prov__label=name, prov__type=_name(f"prov:{kind}"))
        return id

    def text(self) -> Iterator[str]:
        prefixes = json.dumps(PREFIXES, separators=(",", ":"))
        yield f'{{"prefix":{prefixes}'
        for name, file in self._files.items():
            if not self._counts[name]:
                continue
            yield f',\n"{name}":{{\n'
            file.seek(0)
            while part := file.read(1 << 16):
                yield part
            yield "\n}"
        yield "\n}\n"


class _Story:
    def __init__(self, told: Told, out: _Sections) -> None:
        self.told = told
        self.out = out
        self.name = f"story:{iri_part(told.story.id)}"

    def account(self, id: str) -> str:
        return f"{self.name}:account:{iri_part(id)}"

    def write(self) -> None:
        software = self.out.agent(program(), "SoftwareAgent")
        comparing = f"{self.name}:comparing"
        self.out.add("activity", comparing, prov__label="comparing the accounts")
        self.out.add("wasAssociatedWith", None, prov__activity=comparing, prov__agent=software)
        for a in self.told.accounts:
            self._account(a)
            self.out.add("used", None, prov__activity=comparing, prov__entity=self.account(a.id))
        for o in self.told.origins:
            self._origin(o)
        for link in self.told.links:
            self._link(link, comparing)

    def _account(self, a: AccountRecord) -> None:
        id, publishing = self.account(a.id), f"{self.name}:publishing:{iri_part(a.id)}"
        date = a.published.value if a.published else None
        address = web_address(a.url)
        self.out.add(
            "entity", id, prov__label=a.title or a.id, prov__type=_name("twosource:Account"),
            twosource__account=a.id, twosource__language=a.language, twosource__sha256=a.sha256,
            twosource__address=_typed(address, "xsd:anyURI") if address else None,
            twosource__published=_dated(date) if date else None,
            twosource__publishedReason=a.published_reason or None,
        )  # fmt: skip
        self.out.add("activity", publishing, prov__label="publishing")
        self.out.add(
            "wasGeneratedBy", None, prov__entity=id, prov__activity=publishing,
            prov__time=moment(date) if date else None,
        )  # fmt: skip
        owner = self.out.agent(a.publisher, "Organization") if a.publisher else None
        outlet = self.out.agent(a.outlet, "Organization") if a.outlet else owner
        if outlet is not None:
            self.out.add("wasAttributedTo", None, prov__entity=id, prov__agent=outlet)
            self.out.add("wasAssociatedWith", None, prov__activity=publishing, prov__agent=outlet)
        if outlet is not None and owner is not None and outlet != owner:
            self.out.add(
                "actedOnBehalfOf", None, prov__delegate=outlet, prov__responsible=owner,
                prov__activity=publishing,
            )  # fmt: skip
        for names, kind, role in ((a.byline, "Person", "author"), (a.agency, "Organization",
                                                                   "agency")):  # fmt: skip
            for name in names:
                self.out.add(
                    "wasAttributedTo", None, prov__entity=id,
                    prov__agent=self.out.agent(name, kind), twosource__role=role,
                )  # fmt: skip

    def _origin(self, o: OriginRecord) -> None:
        id = f"{self.name}:origin:{iri_part(o.id)}"
        self.out.add(
            "entity", id, prov__label=o.name, prov__type=_name("twosource:Origin"),
            twosource__kind=o.kind, twosource__rule=o.rule,
        )  # fmt: skip
        speaker = self.told.actors[o.speaker] if o.speaker else None
        if o.holder:
            self.out.add(
                "wasAttributedTo", None, prov__entity=id, twosource__role="holder",
                prov__agent=self.out.agent(o.holder, "Organization"),
            )  # fmt: skip
        if speaker is not None:
            kind = "Person" if speaker.kind == "person" else "Organization"
            self.out.add(
                "wasAttributedTo", None, prov__entity=id, twosource__role="speaker",
                prov__agent=self.out.agent(speaker.name, kind),
            )  # fmt: skip
        for account in o.accounts:
            self.out.add(
                "wasDerivedFrom", None, prov__generatedEntity=self.account(account),
                prov__usedEntity=id, prov__type=_name("prov:PrimarySource"),
            )  # fmt: skip

    def _link(self, link: LinkRecord, comparing: str) -> None:
        a, b = self.account(link.a), self.account(link.b)
        seen: dict[str, Any] = {
            "twosource__relation": link.relation,
            "twosource__score": _typed(str(link.score), "xsd:double"),
            "twosource__reason": link.reason, "twosource__rule": link.rule,
        }  # fmt: skip
        if link.direction in {"a>b", "b>a"}:
            old, new = (a, b) if link.direction == "a>b" else (b, a)
            names = [iri_part(n) for n in (link.a, link.b)]
            rewriting = f"{self.name}:rewriting:{':'.join(names)}"
            self.out.add("activity", rewriting, prov__label=f"rewriting ({link.relation})")
            self.out.add("used", None, prov__activity=rewriting, prov__entity=old)
            self.out.add(
                "wasDerivedFrom", None, prov__generatedEntity=new, prov__usedEntity=old,
                prov__activity=rewriting, **seen,
            )  # fmt: skip
            return
        id = f"{self.name}:link:{iri_part(link.a)}:{iri_part(link.b)}"
        self.out.add(
            "entity", id, prov__type=_name("twosource:Link"), twosource__direction=link.direction,
            twosource__a=_name(a), twosource__b=_name(b), **seen,
        )  # fmt: skip
        self.out.add("wasGeneratedBy", None, prov__entity=id, prov__activity=comparing)
        if link.relation not in {"independent", "not-established"}:
            self.out.add("alternateOf", None, prov__alternate1=a, prov__alternate2=b)


def _dated(value: str) -> dict[str, str]:
    """A date with the type of what it tells."""
    exact = moment(value)
    if exact is not None:
        return _typed(exact, "xsd:dateTime")
    return _typed(value, _DATES.get(len(value), "xsd:string"))


def chunks(stories: Iterable[Told]) -> Iterator[str]:
    """The document as text."""
    with ExitStack() as stack:
        out = _Sections(stack)
        for told in stories:
            _Story(told, out).write()
        yield from out.text()
