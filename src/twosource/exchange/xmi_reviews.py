"""UIMA CAS XMI that came back from an annotation tool -> reviews.

Every annotation of ours is held against what the export wrote of that account: one that moved or
says something else is a change, one that is gone is struck, a new one is added, and what a reviewer
wrote in ``decision`` and ``note`` is taken as it is.  Where the tool changed the text, spans are
found by their words.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from twosource.errors import ExchangeError, InputError
from twosource.exchange.anchor import Hint
from twosource.exchange.reviewed import Dossiers, Kind, Place, Signed, decided, review
from twosource.exchange.rim import Utf16, xml_safe
from twosource.exchange.told import Told
from twosource.exchange.web_annotation import AROUND
from twosource.exchange.whose import chosen
from twosource.exchange.xmi import SPACE, types
from twosource.exchange.xmi_annotations import Document, Documents, Mark
from twosource.records.models import ReviewedRecord, ReviewRecord
from twosource.types import Failure

KINDS: Mapping[str, Kind] = {
    "Statement": "statement", "Event": "event", "Position": "position", "Finding": "finding",
    "Origin": "origin",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Given:
    """An annotation of the file, offsets as they stand there."""

    id: str
    mark: Mark
    begin: int
    end: int


class _File:
    """The text of a file and the annotations of our types in it."""

    def __init__(self, data: bytes, where: str) -> None:
        from twosource.read.sources.safe_xml import parse_xml

        try:
            root, wrong = parse_xml(data, where)
        except InputError as error:
            raise ExchangeError("TS-EXCH-05", str(error)) from error
        if wrong is not None or root.local != "xmi":
            raise ExchangeError("TS-EXCH-05", f"{where} ({wrong or 'no XMI'})")
        sofas = [e for e in root.elements() if e.local == "sofa"]
        if len(sofas) != 1:
            raise ExchangeError("TS-EXCH-05", f"{where} ({len(sofas)} texts instead of one)")
        self.text = str(sofas[0].attributes.get("sofastring", ""))
        self._points = Utf16(self.text).points
        # our reader of XML knows names in small letters alone
        names = {n.lower(): (n, {f.lower(): f for f in t["features"]}) for n, t in types().items()}
        self.given: list[_Given] = []
        for e in root.elements():
            if e.space == SPACE and e.local in names:
                name, features = names[e.local]
                told = {features[k]: v for k, v in e.attributes.items() if k in features and v}
                self.given.append(self._read(e.attributes, name, told))

    def _read(self, told: Mapping[str, str], name: str, features: dict[str, str]) -> _Given:
        def offset(key: str) -> int:
            value = str(told.get(key, ""))
            good = value.isascii() and value.isdigit() and len(value) < 12
            found = self._points(int(value)) if good else None
            return -1 if found is None else found

        begin, end = offset("begin"), offset("end")
        return _Given(str(told.get("id", "")), Mark(name, begin, end, features), begin, end)


def reviews(data: bytes, dossiers: Dossiers, where: str) -> Iterator[ReviewRecord | Failure]:
    """The reviews of a file; what cannot be placed is a failure of its own.

    Raises:
        ExchangeError: ``TS-EXCH-05``, it is no XMI of one text; ``TS-EXCH-08``, it does not say
            of which account it is, or of one that no dossier has.
    """
    file = _File(data, where)
    accounts = [g.mark.features for g in file.given if g.mark.type == "Account"]
    if len(accounts) != 1:
        raise ExchangeError("TS-EXCH-08", f"{where} (no Account in it)")
    told = _story(dossiers, accounts[0], file.text, where)
    id = accounts[0].get("account", "")
    account = next(a for a in told.accounts if a.id == id)
    document = Document(told, account)
    if told.story.id not in dossiers.made:
        dossiers.made[told.story.id] = Documents(told)
    marks = dossiers.made[told.story.id].marks(document)
    expected = [m for m in marks if m.type in KINDS]
    yield from _Reader(file, told, document, dossiers, where).all(expected)


def _story(dossiers: Dossiers, said: Mapping[str, str], text: str, where: str) -> Told:
    """The story that a file is of: by its mark, else by its text."""
    id, mark = said.get("account", ""), said.get("dossier")
    found = [told for told in dossiers.stories if id in told.parts]

    def fits(told: Told) -> tuple[int, ...]:
        account = next(a for a in told.accounts if a.id == id)
        return (int(xml_safe(Document(told, account).text) == text),)

    told = chosen(found, lambda t: t.mark == mark, fits, where, foreign=mark is not None)
    if told is None:
        raise ExchangeError("TS-EXCH-08", f"{where} ({id[:120]})")
    return told


class _Reader:
    def __init__(
        self, file: _File, told: Told, document: Document, dossiers: Dossiers, where: str
    ) -> None:
        self.file = file
        self.told = told
        self.document = document
        self.dossiers = dossiers
        self.where = where
        self.same_text = file.text == xml_safe(document.text)

    def all(self, expected: Sequence[Mark]) -> Iterator[ReviewRecord | Failure]:
        left: dict[tuple[str, str, str, str], Mark] = {m.key: m for m in expected}
        came: set[str] = set()
        for given in self.file.given:
            if given.mark.type not in KINDS:
                continue
            came.add(given.mark.type)
            ours = left.pop(given.mark.key, None)
            try:
                yield from self._one(given, ours)
            except ExchangeError as error:
                yield Failure(f"{self.where}: {given.id}", error.code, str(error))
        whole = {key[:3] for key in left if key[3] == "0"}
        for gone in left.values():
            # a tool that does not know a type at all loses every annotation of it; of a role that
            # is gone one piece stands for all
            first = gone.features["number"] == "0"
            if gone.type in came and (first or gone.key[:3] not in whole):
                yield self._review(gone, self._home(gone), "strike", "", before=None)

    def _one(self, given: _Given, ours: Mark | None) -> Iterator[ReviewRecord]:
        said = given.mark.features
        place, moved = self._place(given)
        note, word = said.get("note", ""), said.get("decision", "")
        decision = decided([word]) if word else None
        if word and decision is None:
            raise ExchangeError("TS-EXCH-09", f"{self.where}: {given.id} ({word[:40]!r})")
        if ours is None:
            values = {
                k: v for k, v in said.items() if k not in {"decision", "note", "record", "number"}
            }
            values["kind"] = KINDS[given.mark.type]
            yield self._review(
                given.mark, place, decision or "add", note, id=given.id, moved=moved, values=values
            )
            return
        home = self._home(ours)
        changed = {
            name: said.get(name, "")
            for name in types()[ours.type].get("changes", ())
            if said.get(name, "") != xml_safe(ours.features.get(name, ""))
        }
        shifted = (place.part, place.span) != (home.part, home.span)
        if changed or shifted:
            yield self._review(
                ours, place, decision or "change", note, id=given.id, moved=moved, values=changed,
                before=home.span if shifted else None,
            )  # fmt: skip
        elif decision is not None or note:
            yield self._review(ours, place, decision or "note", note, id=given.id)

    def _home(self, mark: Mark) -> Place:
        found = self.document.place(mark.begin, mark.end)
        if found is None:
            raise ExchangeError("TS-EXCH-06", self.where)
        return Place(self.document.account.id, found[0], found[1], mark.features.get("role", ""))

    def _place(self, given: _Given) -> tuple[Place, bool]:
        """Where an annotation of the file stands with us."""
        if not 0 <= given.begin < given.end <= len(self.file.text):
            raise ExchangeError("TS-EXCH-06", f"{self.where}: {given.id} (outside of the text)")
        account, role = self.document.account.id, given.mark.features.get("role", "")
        if self.same_text:
            found = self.document.place(given.begin, given.end)
            if found is None:
                raise ExchangeError("TS-EXCH-06", f"{self.where}: {given.id} (over two parts)")
            return Place(account, found[0], found[1], role), False
        text = self.file.text
        hint = Hint(
            text[given.begin : given.end],
            text[max(0, given.begin - AROUND) : given.begin],
            text[given.end : given.end + AROUND],
        )
        place, moved = self.dossiers.find(
            self.told, account, None, hint, f"{self.where}: {given.id}"
        )
        return Place(account, place.part, place.span, role), moved

    def _review(
        self, mark: Mark, place: Place, decision: Any, note: str, *, id: str = "",
        moved: bool = False, values: dict[str, str] | None = None,
        before: tuple[int, int] | None = None,
    ) -> ReviewRecord:  # fmt: skip
        kind, record = KINDS[mark.type], mark.features.get("record", "")
        local = kind in {"statement", "event", "position"}
        reviewed = ReviewedRecord(
            kind=kind, id=f"{self.document.account.id}#{record}" if local else record,
            role=mark.features.get("role", ""),
        ) if record else None  # fmt: skip
        signed = Signed(f"{self.where}#{id}" if id else self.where, "xmi", note=note)
        return review(
            self.told, place, decision, signed, moved=moved, record=reviewed, before=before,
            values=values,
        )  # fmt: skip
