"""Dossier -> everything the page says, in plain words, before any markup.

Both writers (HTML and Markdown) work from a :class:`StoryView`, so that they
cannot tell different things.
"""

from __future__ import annotations

from dataclasses import dataclass

from twosource.dossier.graph import Graph, graph
from twosource.dossier.lineage import APART, Lineage, derived, lineage
from twosource.dossier.matters import KINDS, Matter, matters
from twosource.dossier.moments import Timeline, timeline
from twosource.dossier.names import Names, lead, title
from twosource.dossier.saying import Party, parties
from twosource.dossier.scene import Place, Scene, language
from twosource.dossier.telling import Telling, telling
from twosource.dossier.words import count, listed, sentence, sureness, word
from twosource.types import Derivation, Dossier, Failure, FindingKind, Origin

TOP = 4
"""Matters of each kind on the first screen: four of each fit one at 1280 x 900."""
OPEN: dict[FindingKind, int] = {"differ": 24, "agree": 6, "only": 12}
"""Matters shown in full before the rest folds away: differences are read through,
agreements looked up."""
UNSURE = "The accounts may only word these otherwise, or tell two matters"
"""What heads the differences that are less sure."""


@dataclass(frozen=True, slots=True)
class LinkView:
    """A link between two accounts in words, with its evidence by kind."""

    said: str
    sure: str
    reason: str
    evidence: tuple[tuple[str, tuple[Place, ...]], ...]
    technical: str


@dataclass(frozen=True, slots=True)
class OriginView:
    """An origin: where a piece of information first entered print."""

    name: str
    kind: str
    carried_by: str
    statements: int
    places: tuple[Place, ...]
    technical: str
    known: bool


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
        """The gravest, for the first screen; of one type no more than half while
        there are others.
        """
        seen: dict[str, int] = {}
        ahead: list[Matter] = []
        behind: list[Matter] = []
        for matter in self.sure or self.all:
            seen[matter.label] = seen.get(matter.label, 0) + 1
            (ahead if seen[matter.label] <= TOP // 2 else behind).append(matter)
        return tuple((ahead + behind)[:TOP])

    @property
    def sure(self) -> tuple[Matter, ...]:
        """Those that are not :attr:`unsure`."""
        return tuple(m for m in self.all if m.sure)

    @property
    def unsure(self) -> tuple[Matter, ...]:
        """Differences that may be of wording only; folded away."""
        return tuple(m for m in self.all if not m.sure)

    @property
    def first(self) -> tuple[Matter, ...]:
        """Those shown in full at once."""
        return self.sure[: OPEN[self.kind]]

    @property
    def remainder(self) -> tuple[Matter, ...]:
        """Those folded away for their number."""
        return self.sure[OPEN[self.kind] :]

    @property
    def rest(self) -> int:
        """How many more there are."""
        return len(self.all) - len(self.top)

    @property
    def size(self) -> str:
        """How many there are, in figures: "13, and 8 less sure"."""
        if not self.unsure:
            return str(len(self.all))
        return f"{len(self.sure)}, and {len(self.unsure)} less sure"


@dataclass(frozen=True, slots=True)
class StoryView:
    """All that the page says of one story."""

    names: Names
    title: str
    lang: str
    dir: str
    count: str
    lineage: Lineage
    groups: tuple[Group, ...]
    tellings: tuple[Telling, ...]
    parties: tuple[Party, ...]
    timeline: Timeline
    graph: Graph | None
    links: tuple[LinkView, ...]
    apart: tuple[LinkView, ...]
    origins: tuple[OriginView, ...]
    unknown: tuple[str, ...]
    failures: tuple[Failure, ...]

    @property
    def known_origins(self) -> tuple[OriginView, ...]:
        """The origins that are known, for the first screen."""
        return tuple(o for o in self.origins if o.known)


def _link(link: Derivation, scene: Scene) -> LinkView:
    kinds: dict[str, list[Place]] = {}
    for e in link.evidence:
        for account, span in ((link.a, e.a), (link.b, e.b)):
            if span is not None:
                kinds.setdefault(e.kind, []).append(scene.place(account, "text", span))
    evidence = tuple((word("evidence", kind), tuple(places)) for kind, places in kinds.items())
    score = f"score {link.score:.2f}, direction {link.direction}, rule {link.rule}"
    said = sentence(derived(link, scene.names))
    return LinkView(said, sureness(link.score), scene.lettered(link.reason), evidence, score)


def _origin(origin: Origin, scene: Scene) -> OriginView:
    letters = [scene.names.letters[a] for a in origin.accounts if a in scene.by_id]
    places = tuple(
        scene.place(a, "text", s)
        for a, spans in sorted(origin.spans.items(), key=lambda x: list(scene.by_id).index(x[0]))
        for s in spans
    )
    kind = "where from is not known" if origin.kind == "unknown" else origin.kind
    return OriginView(
        origin.name, kind, listed(letters), len(origin.statements), places,
        f"{origin.id}: rule {origin.rule}", origin.kind != "unknown",
    )  # fmt: skip


def _groups(found: dict[FindingKind, tuple[Matter, ...]], accounts: int) -> tuple[Group, ...]:
    alone = "There is no second account to compare with."
    words: dict[FindingKind, tuple[str, str, str]] = {
        "differ": ("What differs", "The same matter, told in another way",
                   "No difference was found. That is no proof that there is none."),
        "agree": ("What is agreed", "The same matter in several accounts; that does not make "
                  "it true, nor told independently", "Nothing was found told alike."),
        "only": ("What only one has", "In one account and not found in any other",
                 "Nothing was found that one account has alone."),
    }  # fmt: skip
    return tuple(
        Group(kind, name, text, nothing if accounts > 1 else alone, found[kind])
        for kind in KINDS
        for name, text, nothing in [words[kind]]
    )


def _unknown(dossier: Dossier, view: Timeline) -> tuple[str, ...]:
    """What the dossier cannot say, one sentence each."""
    analysis, out = dossier.analysis, []
    if view.unpublished:
        who = listed([letter for letter, _, _ in view.unpublished])
        out.append(f"When {who} {'was' if len(view.unpublished) == 1 else 'were'} published.")
    open_pairs = [k for k in dossier.links if k.relation == "not-established"]
    if open_pairs:
        out.append(f"Whether {count(len(open_pairs), 'pair')} of accounts depend on each other.")
    unsure = [k for k in dossier.links if k.relation not in APART and k.direction == "unknown"]
    if unsure:
        out.append(f"Which of the two came first, in {count(len(unsure), 'pair')} of accounts "
                   "that share text.")  # fmt: skip
    nobody = sum(1 for s in analysis.statements if s.speaker is None)
    if nobody:
        out.append(f"Who said it, for {count(nobody, 'statement')}.")
    if view.undated:
        out.append(f"When {count(len(view.undated), 'event')} took place.")
    bare = sum(1 for f in dossier.findings if f.kind == "only" and f.sources is not None
               and f.sources.at_least == 0)  # fmt: skip
    if bare:
        out.append(f"Where {count(bare, 'thing')} that one account alone tells came from.")
    out.append("What is true. The dossier says who told what, and from where; no more.")
    return tuple(out)


def view(dossier: Dossier, story: int = 1) -> StoryView:
    """Everything the page says of a dossier.

    Args:
        dossier: with at least one account; spans checked.
        story: its number on the page, from 1; part of every anchor.
    """
    accounts = dossier.analysis.accounts
    names = Names.of(story, accounts)
    scene = Scene(dossier, names)
    found = matters(scene)
    people = parties(scene)
    when = timeline(scene)
    links = [(k, _link(k, scene)) for k in dossier.links]
    origins = tuple(_origin(o, scene) for o in dossier.origins)
    line = lineage(dossier, names)
    head = lead(accounts, dossier.links)
    return StoryView(
        names, title(head), language(head), head.direction,
        sentence(count(len(accounts), "account")), line, _groups(found, len(accounts)),
        tuple(telling(scene, a) for a in accounts), people, when,
        graph(accounts, line.ties, line.groups, names),
        tuple(v for k, v in links if k.relation not in APART),
        tuple(v for k, v in links if k.relation in APART),
        origins, _unknown(dossier, when), dossier.failures,
    )  # fmt: skip
