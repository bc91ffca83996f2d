"""The user's corrections: parties merged, split and renamed by hand."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, replace
from pathlib import Path

from twosource.errors import UsageError
from twosource.parties.words.normalise import bare, fold, slug
from twosource.types import Actor, Mention, Register


@dataclass(frozen=True, slots=True)
class Merge:
    """Parties that are one; ``name`` is the name of the whole, or ``""``."""

    parties: tuple[str, ...]
    name: str = ""


@dataclass(frozen=True, slots=True)
class Split:
    """Mentions taken out of a party into one of their own.

    Attributes:
        party: the party they were put to (id, name or alias).
        forms: the words of the mentions to take out.
        name: the name of the new party.
        accounts: only in these accounts; in all where empty.
    """

    party: str
    forms: tuple[str, ...]
    name: str
    accounts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Rename:
    """A party's better name, kind, roles or superior; ``None`` leaves it as it is."""

    party: str
    name: str | None = None
    kind: str | None = None
    of: str | None = None


@dataclass(frozen=True, slots=True)
class Overrides:
    """What a parties file holds; splits are done first, then merges, then renames.  ``then`` is
    what people decided one after another, each on what the one before left.
    """

    splits: tuple[Split, ...] = ()
    merges: tuple[Merge, ...] = ()
    renames: tuple[Rename, ...] = ()
    then: tuple[Split | Merge | Rename, ...] = ()


_FIELDS = {
    "merge": {"parties", "name"},
    "split": {"party", "forms", "name", "accounts"},
    "rename": {"party", "name", "kind", "of"},
}
_KINDS = {"person", "organisation", "place", "group", "unknown"}


def load_overrides(path: Path | str) -> Overrides:
    """Read a parties file (TOML; docs/parties.md shows one).

    Raises:
        UsageError: ``TS-USE-03`` where the file cannot be read, is not TOML, or holds a table
            or field that is not known.
    """
    try:
        table = tomllib.loads(Path(path).read_text("utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise UsageError("TS-USE-03", f"{path}: {error}") from error
    unknown = sorted(set(table) - set(_FIELDS))
    if unknown:
        raise UsageError("TS-USE-03", f"{path}: no such table: {unknown[0]}")
    rows = {kind: _rows(path, kind, table.get(kind, [])) for kind in _FIELDS}
    return Overrides(
        splits=tuple(
            Split(_text(path, r, "party"), _texts(path, r, "forms"), _text(path, r, "name"),
                  _texts(path, r, "accounts", needed=False))
            for r in rows["split"]
        ),
        merges=tuple(
            Merge(_texts(path, r, "parties", least=2), str(r.get("name", "")))
            for r in rows["merge"]
        ),
        renames=tuple(_rename(path, r) for r in rows["rename"]),
    )  # fmt: skip


def _rows(path: Path | str, kind: str, value: object) -> list[dict[str, object]]:
    if not isinstance(value, list) or not all(isinstance(row, dict) for row in value):
        raise UsageError("TS-USE-03", f"{path}: write [[{kind}]] with two brackets")
    for row in value:
        unknown = sorted(set(row) - _FIELDS[kind])
        if unknown:
            raise UsageError("TS-USE-03", f"{path}: [[{kind}]] has no field {unknown[0]}")
    return value


def _text(path: Path | str, row: dict[str, object], field: str) -> str:
    value = row.get(field)
    if not isinstance(value, str) or not value.strip():
        raise UsageError("TS-USE-03", f"{path}: {field} must be a text")
    return value


def _texts(
    path: Path | str, row: dict[str, object], field: str, least: int = 1, needed: bool = True
) -> tuple[str, ...]:
    value = row.get(field, [] if not needed else None)
    if not isinstance(value, list) or not all(isinstance(v, str) and v.strip() for v in value):
        raise UsageError("TS-USE-03", f"{path}: {field} must be a list of texts")
    if needed and len(value) < least:
        raise UsageError("TS-USE-03", f"{path}: {field} needs at least {least}")
    return tuple(value)


def _rename(path: Path | str, row: dict[str, object]) -> Rename:
    party = _text(path, row, "party")
    given = {f: _text(path, row, f) for f in ("name", "kind", "of") if f in row}
    if given.get("kind", "unknown") not in _KINDS:
        raise UsageError("TS-USE-03", f"{path}: kind must be one of {', '.join(sorted(_KINDS))}")
    return Rename(party, given.get("name"), given.get("kind"), given.get("of"))


def _find(actors: dict[str, Actor], wanted: str) -> Actor | None:
    """By id, then by name, then by alias; ``None`` where none or several fit."""
    if wanted in actors:
        return actors[wanted]
    key = fold(bare(wanted))
    for only_name in (True, False):
        found = [
            a
            for a in actors.values()
            if any(
                fold(bare(form)) == key
                for form in ((a.name,) if only_name else (*a.aliases, *a.roles))
            )
        ]
        if found:
            return found[0] if len(found) == 1 else None
    return None


def apply(
    register: Register, overrides: Overrides, texts: dict[tuple[str, str], str] | None = None
) -> Register:
    """Carry the corrections out.

    A correction of a party that the call does not hold is left out: one file may serve many
    calls.
    """
    actors = {a.id: a for a in register.actors}
    mentions = list(register.mentions)
    for change in (*overrides.splits, *overrides.merges, *overrides.renames, *overrides.then):
        if isinstance(change, Split):
            mentions = _split(actors, mentions, change, texts or {})
        elif isinstance(change, Merge):
            mentions = _merge(actors, mentions, change)
        else:
            mentions = _change(actors, mentions, change)
    return Register(tuple(sorted(actors.values(), key=lambda a: a.id)), tuple(mentions))


def _split(
    actors: dict[str, Actor], mentions: list[Mention], split: Split,
    texts: dict[tuple[str, str], str],
) -> list[Mention]:  # fmt: skip
    actor = _find(actors, split.party)
    if actor is None:
        return mentions
    forms = {fold(bare(f)) for f in split.forms}
    new = _free(actors, slug(split.name))
    moved = []
    for m in mentions:
        said = m.span.of(texts.get((m.account, m.part), ""))
        take = m.actor == actor.id and fold(bare(said)) in forms
        if take and (not split.accounts or m.account in split.accounts):
            moved.append(replace(m, actor=new, reason="split by the user"))
        else:
            moved.append(m)
    if any(m.actor == new for m in moved):
        actors[new] = Actor(new, split.name, actor.kind, aliases=split.forms,
                            evidence=("split by the user",))  # fmt: skip
    return moved


def _free(actors: dict[str, Actor], wanted: str) -> str:
    name, n = wanted, 1
    while name in actors:
        n += 1
        name = f"{wanted}-{n}"
    return name


def _merge(actors: dict[str, Actor], mentions: list[Mention], merge: Merge) -> list[Mention]:
    found = [a for a in (_find(actors, p) for p in merge.parties) if a is not None]
    found = list({a.id: a for a in found}.values())
    if len(found) < 2:
        return mentions
    keep, gone = found[0], {a.id for a in found[1:]}
    for actor in found[1:]:
        del actors[actor.id]
    actors[keep.id] = replace(
        keep,
        name=merge.name or keep.name,
        roles=tuple(dict.fromkeys(r for a in found for r in a.roles)),
        aliases=tuple(dict.fromkeys(x for a in found for x in a.aliases)),
        of=next((a.of for a in found if a.of and a.of not in gone | {keep.id}), None),
        evidence=(*(e for a in found for e in a.evidence), "merged by the user"),
    )
    for key, actor in list(actors.items()):
        if actor.of in gone:
            actors[key] = replace(actor, of=keep.id)
    return [replace(m, actor=keep.id) if m.actor in gone else m for m in mentions]


def _change(actors: dict[str, Actor], mentions: list[Mention], rename: Rename) -> list[Mention]:
    actor = _find(actors, rename.party)
    if actor is None:
        return mentions
    owner = _find(actors, rename.of) if rename.of else None
    actors[actor.id] = replace(
        actor,
        name=rename.name or actor.name,
        kind=rename.kind or actor.kind,
        of=owner.id if owner else actor.of,
        aliases=tuple(dict.fromkeys([*actor.aliases, actor.name]))
        if rename.name
        else actor.aliases,
        evidence=(*actor.evidence, "changed by the user"),
    )
    return mentions
