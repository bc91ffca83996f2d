"""The map of a story: origins and agencies, the accounts that rest on them, and what was
taken from these.

Families of accounts stand beside what they rest on; within a family what was taken from
an account stands after it.  What has no further branch is drawn together, so that a map of
two hundred accounts is no larger than its shape asks for.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from twosource.dossier.lineage import Lineage, Tie, between_folds
from twosource.dossier.names import Names
from twosource.dossier.origins import OriginView
from twosource.dossier.words import listed, word
from twosource.types import Account, Dossier

NAMED = 2
"""Origins named beside a family; the rest are counted."""
LEAVES = 4
"""Accounts drawn one by one under their source; more are drawn as one branch."""
CROWD = 8
"""Accounts of a family from which all that came from its source is gathered by the way it came."""
FAMILIES = 6
"""Families drawn; the rest, which are single accounts, stand in one line."""


@dataclass(frozen=True, slots=True)
class Node:
    """An account (with its copies), or several that have nothing further.

    Attributes:
        accounts: letter, name and anchor of each.
        copies: how many copies stand with it.
        how: how it came from the node before: "rewritten".
        known: whether it is known which came first.
        branches: what was taken from it.
    """

    accounts: tuple[tuple[str, str, str], ...]
    copies: int
    how: str
    known: bool
    branches: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Family:
    """Accounts that are tied, with what they name as the origin of their news or of parts of it.

    Attributes:
        origins: those that have a name, each with the letters of the accounts that name it where
            the family has several.
        more: how many further ones are not told, for their number.
        agencies: those credited.
        quoted: whom its first account lets speak, where no origin is named.
        nodes: the accounts.
    """

    origins: tuple[str, ...]
    more: int
    agencies: tuple[str, ...]
    quoted: str
    nodes: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Map:
    """The drawing.

    Attributes:
        families: those drawn.
        alone: letter, name and anchor of the accounts that stand in one line.
        untied: the same of single accounts that name no origin, where they are few, and whom
            they let speak.
    """

    families: tuple[Family, ...]
    alone: tuple[tuple[str, str, str], ...]
    untied: tuple[tuple[str, str, str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class _Tree:
    names: Names
    children: Mapping[str, Sequence[tuple[str, Tie]]]
    relation: Mapping[frozenset[str], str]
    copies: Mapping[str, int]

    def entry(self, account: str) -> tuple[str, str, str]:
        names = self.names
        return names.letters[account], names.who[account], names.account(account)

    def below(self, account: str) -> list[tuple[str, Tie]]:
        """All that came from it, directly or through others."""
        out: list[tuple[str, Tie]] = []
        waiting = [account]
        while waiting:
            found = self.children.get(waiting.pop(), ())
            out += found
            waiting += [a for a, _ in found]
        return out

    def size(self, account: str) -> int:
        """How many folds hang on it, itself among them."""
        return 1 + len(self.below(account))

    def gathered(self, found: Sequence[tuple[str, Tie]]) -> Node:
        """A node whose branches hold these accounts by the way they came."""
        by_how: dict[tuple[str, bool], list[str]] = {}
        for account, tie in found:
            by_how.setdefault((self.how(tie), tie.known), []).append(account)
        branches = [
            Node(tuple(self.entry(a) for a in accounts), sum(self.copies[a] for a in accounts),
                 how, known, ())
            for (how, known), accounts in by_how.items()
        ]  # fmt: skip
        return Node((), 0, "", True, tuple(branches))

    def how(self, tie: Tie) -> str:
        """How an account came from the one it hangs on, in a word."""
        relation = self.relation.get(frozenset((tie.a, tie.b)), "common-origin")
        return word(f"arrow_{tie.loose}" if tie.loose else "arrow", relation)

    def node(self, account: str, tie: Tie | None) -> Node:
        """The account and all below it; chains are as deep as derivation goes, which the
        ties, a tree over the folds, bound.
        """
        how = self.how(tie) if tie else ""
        below = self.children.get(account, ())
        leaves = [(a, t) for a, t in below if not self.children.get(a)]
        if tie is None and self.size(account) > CROWD:
            return replace(self.gathered(self.below(account)), accounts=(self.entry(account),),
                           copies=self.copies[account])  # fmt: skip
        if len(leaves) > LEAVES:
            inner = [self.node(a, t) for a, t in below if self.children.get(a)]
            branches = [*inner, *self.gathered(leaves).branches]
        else:
            branches = [self.node(a, t) for a, t in below]
        known = tie.known if tie else True
        return Node((self.entry(account),), self.copies[account], how, known, tuple(branches))


def _directed(ties: Sequence[Tie], accounts: Sequence[str]) -> dict[str, list[tuple[str, Tie]]]:
    """What hangs on what: a tie's source first; of an open tie the earlier account.

    An account that came from two hangs on the first; ties among it and the second turn
    round, so that the result is a tree.
    """
    near: dict[str, list[tuple[str, Tie]]] = {a: [] for a in accounts}
    came: set[str] = set()
    for tie in ties:
        near[tie.a].append((tie.b, tie))
        near[tie.b].append((tie.a, tie))
        if tie.known:
            came.add(tie.a if tie.reverse else tie.b)
    children: dict[str, list[tuple[str, Tie]]] = {}
    seen: set[str] = set()
    for root in sorted(accounts, key=lambda a: a in came):
        if root in seen:
            continue
        seen.add(root)
        waiting = [root]
        while waiting:
            here = waiting.pop(0)
            for other, tie in near[here]:
                if other not in seen:
                    seen.add(other)
                    children.setdefault(here, []).append((other, tie))
                    waiting.append(other)
    return children


def _agencies(group: Sequence[str], by_id: Mapping[str, Account]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for a in group for name in by_id[a].agency))


def _family(
    group: Sequence[str], tree: _Tree, origins: Sequence[OriginView], dossier: Dossier
) -> Family:
    by_id = {a.id: a for a in dossier.analysis.accounts}
    below = {a for children in tree.children.values() for a, _ in children}
    roots = [a for a in group if a not in below]
    found = [o for o in origins if o.known and o.named and set(o.accounts) & set(group)]
    found.sort(key=lambda o: not o.bears)
    here = tuple(_named(o, group, tree.names) for o in found[:NAMED])
    nodes = tuple(tree.node(a, None) for a in roots)
    agencies = _agencies(group, by_id)
    quoted = "" if here or agencies else _quoted(dossier, roots[0])
    return Family(here, len(found) - len(here), agencies, quoted, nodes)


def _named(origin: OriginView, group: Sequence[str], names: Names) -> str:
    """An origin, with the letters of those of a group that name it."""
    letters = [names.letters[a] for a in group if a in origin.accounts]
    told = len(group) > 1 and len(letters) <= LEAVES
    told = told and not (len(letters) == 1 and origin.name.endswith(f" {letters[0]}"))
    return f"{origin.name} ({', '.join(letters)})" if told else origin.name


def story_map(
    dossier: Dossier, line: Lineage, names: Names, origins: Sequence[OriginView]
) -> Map | None:
    """The map of a story, each origin with the accounts that name it; ``None`` for a single
    account, and where nothing can be told of any.
    """
    if len(names.folded) < 2:
        return None
    leads = [a for group in line.groups for a in group]
    copies = dict.fromkeys(leads, -1)
    for lead in names.folded.values():
        copies[lead] += 1
    relation = {
        frozenset((names.folded[k.a], names.folded[k.b])): k.relation
        for k in between_folds(dossier.links, names)
    }
    tree = _Tree(names, _directed(line.ties, leads), relation, copies)
    ordered = sorted(line.groups, key=lambda g: -sum(1 + copies[a] for a in g))
    drawn = ordered if len(ordered) <= FAMILIES + 1 else ordered[:FAMILIES]
    families = tuple(_family(g, tree, origins, dossier) for g in drawn)
    alone = tuple(tree.entry(a) for g in ordered[len(drawn) :] for a in g)
    bare = [f for f in families if _bare(f)]
    kept = tuple(f for f in families if not _bare(f))
    if not kept and not any(f.quoted for f in bare):
        return None
    return Map(kept, alone, tuple((*f.nodes[0].accounts[0], f.quoted) for f in bare))


SILENT = frozenset({"urge", "want", "believe", "predict", "hope", "promise", "ask"})
"""Stances that one may be told to have without a word ("wants", "is to direct")."""


def _quoted(dossier: Dossier, account: str) -> str:
    """Whom an account lets speak most, of as many words those first who come first: "Janice
    Leader and police".
    """
    said = [
        s for s in dossier.analysis.statements
        if s.account == account and s.part == "text" and s.source and s.stance not in SILENT
        and s.form in {"direct", "mixed"}
    ]  # fmt: skip
    said.sort(key=lambda s: min(c.start for c in s.content))
    whole = {a.id for a in dossier.analysis.register.actors if a.kind in {"person", "organisation"}}
    found = Counter(
        s.speaker.name for s in said
        if s.speaker is not None and (s.speaker.id in whole or s.speaker.name == "police")
    )  # fmt: skip
    named = [n for n, _ in found.most_common() if n[:1].isupper() or n == "police"]
    return listed(named[:NAMED])


def _bare(family: Family) -> bool:
    """Whether nothing is known of a family but its one account."""
    return not (family.origins or family.more or family.agencies or len(family.nodes) > 1) and not (
        family.nodes[0].branches or family.nodes[0].copies or len(family.nodes[0].accounts) > 1
    )
