"""Origins as the page tells them: what an account's news rests on, and what only parts do."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from twosource.dossier.scene import EVIDENCE, Place, Scene
from twosource.dossier.words import listed, number
from twosource.trace.lineage import LOOSE, components
from twosource.trace.naming import is_outlet
from twosource.types import Account, Origin, Statement

NAMED = 2
"""Origins named on the first screen."""
LEAD = 2
"""Sentences that tell an account's news."""
SHARE = 1 / 3
"""Of what is said in an account, from which its news rests on where that was said."""
SPOKEN = frozenset({"interview", "press conference", "hearing"})
"""Kinds of origins at which a person speaks."""
WHOLE = frozenset({"agency"})
"""Kinds of origins that a whole account comes from."""


@dataclass(frozen=True, slots=True)
class OriginView:
    """An origin: where a piece of information first entered print.

    Attributes:
        accounts: those that name it themselves (folds); others only have words said there.
        bears: whether the news of one of them rests on it, and not a line or two alone.
        named: whether it is called by a name, and not "the one official's remarks".
    """

    name: str
    kind: str
    carried_by: str
    statements: int
    places: tuple[Place, ...]
    technical: str
    known: bool
    accounts: tuple[str, ...]
    bears: bool
    named: bool


def origin_view(origin: Origin, scene: Scene) -> OriginView:
    """An origin with its places, accounts told by their letters."""
    names = scene.names
    leads = dict.fromkeys(names.folded[a] for a in origin.accounts if a in names.folded)
    naming = dict.fromkeys(
        names.folded[a] for a in leads if a in leads and _names(origin, a, scene)
    )
    places = tuple(
        scene.place(a, "text", s)
        for a in scene.by_id if a in origin.spans and names.folded[a] == a
        for s in origin.spans[a]
    )  # fmt: skip
    known = origin.kind != "unknown"
    return OriginView(
        scene.lettered(origin.name), origin.kind if known else "where from is not known",
        listed([names.letters[a] for a in leads]), len(origin.statements),
        places[: 2 * EVIDENCE], f"{origin.id}: rule {origin.rule}", known,
        tuple(naming), bears(origin, scene),
        _named(origin, scene),
    )  # fmt: skip


def _said(origin: Origin, account: str, scene: Scene) -> list[Statement]:
    """What an account has of what was said there."""
    found = (s for s in scene.dossier.analysis.statements if s.account == account)
    return [s for s in found if f"{account}#{s.id}" in origin.statements]


def _names(origin: Origin, account: str, scene: Scene) -> bool:
    """Whether an account itself says where this is from: something but what was said shows it."""
    said = {c for s in _said(origin, account, scene) for c in s.content}
    return any(s not in said for s in origin.spans.get(account, ()))


def _named(origin: Origin, scene: Scene) -> bool:
    """Whether it has no speaker, or one whose name is a proper one; nobody interviews a senate."""
    if origin.speaker is None:
        return not _own(origin, scene)
    actors = scene.dossier.analysis.register.actors
    found = next((a for a in actors if a.id == origin.speaker), None)
    if found is None or not found.name:
        return True
    alive = found.kind == "person" or origin.kind not in SPOKEN
    return alive and not found.name.split()[-1].islower()


def bears(origin: Origin, scene: Scene) -> bool:
    """Whether the news of an account rests on the origin: it is the whole account's, or the
    account begins with it and has much of what is said in it from there.
    """
    if origin.kind in WHOLE:
        return not _own(origin, scene)
    for account, spans in origin.spans.items():
        sentences = scene.sentences(account, "text")
        if not sentences or account not in scene.by_id or not _names(origin, account, scene):
            continue
        begun = sentences[min(LEAD, len(sentences)) - 1].end
        said = [s for s in scene.dossier.analysis.statements if s.account == account]
        here = _said(origin, account, scene)
        first = any(s.start < begun for s in spans)
        told = [sum(map(len, s.content)) for s in (*here, *said)]
        much = sum(told[: len(here)]) >= SHARE * sum(told[len(here) :])
        if first and (much or not here):
            return True
    return False


LETTERS = 4
"""Accounts told behind an origin; of more there is none."""


def _by(origin: OriginView, scene: Scene) -> str:
    letters = [scene.names.letters[a] for a in origin.accounts]
    if len(letters) == 1 and origin.name.endswith(f" {letters[0]}"):
        return ""  # "what Ane Roth told A"
    return f" ({', '.join(letters)})" if 0 < len(letters) <= LETTERS else ""


def _rest_on(origins: Sequence[OriginView], scene: Scene) -> set[str]:
    """The accounts whose news rests on some origins or on an agency: those that say so, and those
    tied to them; none where no account says so.
    """
    folded = scene.names.folded
    found = {a for o in origins for a in o.accounts}
    if not found:
        return found
    found |= {folded[a.id] for a in scene.dossier.analysis.accounts if a.agency}
    ties = [
        (folded[k.a], folded[k.b]) for k in scene.dossier.links
        if k.relation not in LOOSE and k.a in folded and k.b in folded
    ]  # fmt: skip
    groups = components(sorted(set(folded.values())), ties)
    resting_groups = {groups[a] for a in found if a in groups}
    return {a for a, group in groups.items() if group in resting_groups}


def _credits(scene: Scene) -> str:
    """Which accounts credit which agencies, the agency's own account left out."""
    by: dict[str, list[str]] = {}
    for account in scene.dossier.analysis.accounts:
        for name in account.agency:
            lead = scene.by_id[scene.names.folded.get(account.id, account.id)]
            letter = scene.names.letters.get(lead.id, "")
            if letter and not is_outlet(lead, name) and letter not in by.get(name, []):
                by.setdefault(name, []).append(letter)
    told = []
    for name, letters in list(by.items())[:AGENCIES]:
        who = listed(letters) if len(letters) <= LETTERS else f"{number(len(letters))} accounts"
        one = "s" if len(letters) == 1 else ""
        own = all(_runs_under(a, name) for a in scene.by_id.values() if name in a.agency)
        told.append(f"{who} run{one} {name} copy" if own else f"{who} credit{one} {name}")
    return f"{'; '.join(told)}." if told else ""


AGENCIES = 3
"""Agencies told in a sentence."""
SIGNED = frozenset({"dateline", "byline", "tag"})
"""Credits under which the whole of a text runs, the agency's own account among them."""


def _runs_under(account: Account, name: str) -> bool:
    """Whether an account is signed by an agency: it prints its copy, or is its own account."""
    return any(c.name == name and c.kind in SIGNED for c in account.credits)


def _own(origin: Origin, scene: Scene) -> bool:
    """Whether an agency's report is known from the one account that runs under its name: it is
    that account, and no origin beside it.
    """
    accounts = {scene.names.folded.get(a, a) for a in origin.accounts}
    signed = [
        _runs_under(scene.by_id[a], name)
        for a in accounts if a in scene.by_id
        for name in scene.by_id[a].agency if name in origin.name
    ]  # fmt: skip
    return origin.kind in WHOLE and len(accounts) == 1 and bool(signed) and all(signed)


def resting(origins: Sequence[OriginView], scene: Scene) -> str:
    """The agencies, and the origins that an account's news rests on, however many, with the
    accounts that name them; "" where there are none: of what they do not rest on nothing is said.
    """
    bearing = [o for o in origins if o.known and o.bears]
    told = [_resting(bearing, scene)] if bearing else []
    return " ".join(filter(None, (*told, _credits(scene))))


def _resting(bearing: Sequence[OriginView], scene: Scene) -> str:
    """What the news rests on: all of it, or that of some accounts."""
    leads = list(dict.fromkeys(scene.names.folded.values()))
    named = [o for o in bearing if o.named]
    names = [f"{o.name}{_by(o, scene) if len(leads) > 1 else ''}" for o in named]
    names = names if len(names) <= NAMED + 1 and len(names) == len(bearing) else names[:NAMED]
    rest = len(bearing) - len(names)
    if rest:
        other = "other " if names else ""
        names.append(f"{number(rest)} {other}origin{'s' if rest > 1 else ''}")
    who = _rest_on(bearing, scene)
    if not who or len(who) == len(leads):
        return f"Their news rests on {listed(names)}."
    if len(bearing) == len(named) == 1:
        names = [named[0].name]
    letters = listed([scene.names.letters[a] for a in leads if a in who])
    return f"The news of {letters} rests on {listed(names)}."
