"""Dossier -> everything the page says, in plain words, before any markup.

Both writers (HTML and Markdown) work from a :class:`StoryView`, so that they
cannot tell different things.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from twosource.dossier import agreed, alone, differing
from twosource.dossier.agreed import DOUBT
from twosource.dossier.beside import Pair, laid_out, pairs
from twosource.dossier.first import first_screen
from twosource.dossier.highlight import Mark
from twosource.dossier.judged import summary
from twosource.dossier.lineage import APART, Lineage, as_leads, between_folds, derived, lineage
from twosource.dossier.map import Map, story_map
from twosource.dossier.matters import KINDS, SURE, Gathered, Matter
from twosource.dossier.moments import Timeline, timeline
from twosource.dossier.names import Names, borne_out, by_weight, title
from twosource.dossier.news import News
from twosource.dossier.origins import OriginView, origin_view, resting
from twosource.dossier.reviewed import Decision, decisions
from twosource.dossier.saying import Party, parties
from twosource.dossier.scene import EVIDENCE, Place, Scene, language
from twosource.dossier.telling import Telling, telling
from twosource.dossier.unknown import unknown
from twosource.dossier.words import sentence, sureness, word
from twosource.trace.copies import Fold, folds
from twosource.types import Account, Derivation, Dossier, Failure, FindingKind

OPEN: dict[FindingKind, int] = {"differ": 24, "agree": 12, "only": 12}
"""Matters shown in full before the rest folds away."""
FOLDED = 60
"""Lines under a fold; what stands behind them is in the records."""
HEADLINE = 0.4
"""How much of the first title's bearing in the other accounts another must have to head the
story in its place: a programme's name or a feature's title has less."""


@dataclass(frozen=True, slots=True)
class LinkView:
    """A link between two accounts in words, with its evidence by kind: places that have the
    same words stand together, then how many more there are.
    """

    said: str
    sure: str
    reason: str
    evidence: tuple[tuple[str, tuple[tuple[Place, ...], ...], int], ...]
    technical: str
    ends: tuple[str, str] = ("", "")


@dataclass(frozen=True, slots=True)
class Group:
    """The matters of one kind, with the words the page heads them with."""

    kind: FindingKind
    name: str
    lead: str
    nothing: str
    all: tuple[Matter, ...]

    @property
    def top(self) -> tuple[Matter, ...]:
        """The gravest of the sure ones, for the first screen."""
        return first_screen(self.kind, self.sure)

    @property
    def sure(self) -> tuple[Matter, ...]:
        """Those an editor is meant to read."""
        return tuple(m for m in self.all if m.sure)

    @property
    def unsure(self) -> tuple[Matter, ...]:
        """The rest, folded away under one line."""
        return tuple(m for m in self.all if not m.sure and not m.struck)

    @property
    def struck(self) -> tuple[Matter, ...]:
        """Those that were struck, folded away with the reasons."""
        return tuple(m for m in self.all if m.struck)

    @property
    def first(self) -> tuple[Matter, ...]:
        """Those shown at once."""
        return self.sure[: OPEN[self.kind]]

    @property
    def remainder(self) -> tuple[Matter, ...]:
        """Those folded away for their number."""
        return self.sure[OPEN[self.kind] :]

    @property
    def doubt(self) -> str:
        """The line that heads the unsure ones."""
        return word("doubt", self.kind).format(len(self.unsure))

    @property
    def stricken(self) -> str:
        """The line that heads the struck ones."""
        by = "stricken" if any(m.decided for m in self.struck) else "struck"
        return word(by, self.kind).format(len(self.struck))


@dataclass(frozen=True, slots=True)
class StoryView:
    """All that the page says of one story."""

    names: Names
    title: str
    lang: str
    dir: str
    lineage: Lineage
    resting: str
    groups: tuple[Group, ...]
    tellings: tuple[Telling, ...]
    pairs: tuple[Pair, ...]
    parties: tuple[Party, ...]
    timeline: Timeline
    map: Map | None
    links: tuple[LinkView, ...]
    apart: int
    origins: tuple[OriginView, ...]
    unknown: tuple[str, ...]
    failures: tuple[Failure, ...]
    judged: str = ""
    decided: tuple[Decision, ...] = ()


def _alike(places: Sequence[Place]) -> tuple[tuple[Place, ...], ...]:
    """Places with the same words together, in order of the first, each place once."""
    same: dict[str, dict[Place, None]] = {}
    for place in places:
        same.setdefault(place.text.casefold(), {})[place] = None
    return tuple(tuple(found) for found in same.values())


def _link(link: Derivation, scene: Scene) -> LinkView:
    kinds: dict[str, list[Place]] = {}
    for e in link.evidence:
        for account, span in ((link.a, e.a), (link.b, e.b)):
            if span is not None:
                kinds.setdefault(e.kind, []).append(scene.place(account, "text", span))
    evidence = tuple(
        (word("evidence", kind), _alike(places[: 2 * EVIDENCE]),
         max(0, len(places) - 2 * EVIDENCE))
        for kind, places in kinds.items()
    )  # fmt: skip
    technical = f"score {link.score:.2f}, direction {link.direction}, rule {link.rule}"
    said = sentence(derived(as_leads(link, scene.names), scene.names))
    return LinkView(
        said, sureness(link.score), scene.lettered(link.reason), evidence, technical,
        (link.a, link.b),
    )  # fmt: skip


def _numbered(found: Sequence[Sequence[Matter]], scene: Scene) -> list[tuple[Matter, ...]]:
    """The matters with their numbers, and their marks in the texts."""
    out, counted = [], 0
    for matters in found:
        done = []
        for m in matters:
            counted += 1
            made = replace(m, number=counted, anchor=scene.names.section(f"f{counted}"))
            done.append(made)
            if m.sure and m.kind != "agree":
                heading = f"{m.kind}: {m.thing or m.label}"
                for p in made.places:
                    mark = Mark(p.span, m.kind, made.anchor, counted, heading)
                    scene.mark(p.id, p.part, mark)
        out.append(tuple(done))
    return out


def _groups(found: Sequence[tuple[Matter, ...]], accounts: int) -> tuple[Group, ...]:
    nothing = "There is no second account to compare with." if accounts < 2 else ""
    return tuple(
        Group(kind, word("heading", kind), word("lead", kind), nothing or word("nothing", kind),
              matters)
        for kind, matters in zip(KINDS, found, strict=True)
    )  # fmt: skip


def _headed(
    accounts: Sequence[Account], dossier: Dossier, differences: Sequence[Gathered]
) -> Account:
    """The account whose title heads the story: of the weightiest one that holds no figure
    which another account gives otherwise.
    """
    ordered = by_weight(accounts, dossier.links)
    figures = {
        (p.id, q.value)
        for g in differences if g.lead.type == "number" and g.standing >= DOUBT
        for p in g.places
        for q in p.scene.section(p.id, p.part).quantities if q.span.overlap(p.span)
    }  # fmt: skip
    contested: set[str] = set()
    for parse in dossier.analysis.parses:
        for section in parse.sections:
            if section.part == "title" and any(
                (parse.account.id, q.value) in figures for q in section.quantities
            ):
                contested.add(parse.account.id)
    fit = [a for a in ordered if a.id not in contested]
    others = {a.id: [o for o in accounts if o is not a] for a in accounts}
    least = borne_out(ordered[0], others[ordered[0].id]) * HEADLINE
    return next((a for a in fit if borne_out(a, others[a.id]) >= least), ordered[0])


def view(dossier: Dossier, story: int = 1) -> StoryView:
    """Everything the page says of a dossier.

    Args:
        dossier: with at least one account; spans checked.
        story: its number on the page, from 1; part of every anchor.
    """
    accounts = dossier.analysis.accounts
    stand: tuple[Fold, ...] = folds(accounts, dossier.links)
    names = Names.of(story, accounts, stand)
    scene = Scene(dossier, names)
    news = News(scene)
    differ, agree = differing.gathered(scene), agreed.gathered(scene)
    joining, sure = _joining(differ, agree)
    only = alone.gathered(scene, news)
    found = _numbered([
        differing.differing(differ, scene), agreed.agreed(agree, differ, scene),
        alone.alone(only, scene, news),
    ], scene)  # fmt: skip
    line = lineage(dossier, names)
    by_id = scene.by_id
    leads = [by_id[f.lead] for f in stand]
    head = _headed(leads, dossier, differ)
    beside = pairs(scene, line, by_weight(leads, dossier.links)[0].id, joining, sure)
    people, when = parties(scene), timeline(scene)
    origins = tuple(origin_view(o, scene) for o in dossier.origins)
    return StoryView(
        names, title(head), language(head), head.direction, line, resting(origins, scene),
        _groups(found, len(accounts)),
        tuple(telling(scene, by_id[f.lead], [by_id[c] for c in f.copies]) for f in stand),
        beside, people, when, story_map(dossier, line, names, origins),
        tuple(_link(k, scene) for k in between_folds(dossier.links, names)),
        sum(1 for k in dossier.links if k.relation in APART and k.a in names.folded
            and names.folded[k.a] == k.a and names.folded.get(k.b) == k.b),
        origins, unknown(dossier, names, when), dossier.failures, summary(dossier),
        decisions(dossier, scene),
    )  # fmt: skip


def _joining(
    differ: Sequence[Gathered], agree: Sequence[Gathered]
) -> tuple[list[Gathered], list[Gathered]]:
    """What joins sentences of two accounts, and the differences that are sure."""
    joining = [*differ, *(g for g in agree if g.score >= SURE)]
    return joining, [g for g in differ if g.score >= SURE]


def beside(
    dossier: Dossier, base: str, others: Sequence[str] | None = None
) -> tuple[Names, tuple[Pair, ...]]:
    """One account held against others.

    Args:
        dossier: with at least one account.
        base: the account that stands left.
        others: those held against it, copies too; every one that is no copy where none is named.
    """
    accounts = dossier.analysis.accounts
    names = Names.of(1, accounts, folds(accounts, dossier.links))
    scene = Scene(dossier, names)
    joining, sure = _joining(differing.gathered(scene), agreed.gathered(scene))
    wanted = others or [a for a in scene.by_id if names.folded[a] == a]
    chosen = [(base, other) for other in wanted if other in scene.by_id]
    return names, laid_out(scene, lineage(dossier, names), chosen, joining, sure)
