"""Finer facts of two texts: rare words, denial in other words, what stands in the place of a
lost word, whether linked words are linked in the other text too, windows of sentences.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from twosource.compare.align.grid import Matrix
from twosource.compare.cut.word_similarity import rarity, words
from twosource.compare.details.verbs import NEGATIVE
from twosource.compare.sentences.text_pair import Two
from twosource.packaged import toml

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

FINER = (
    "idf_cosine", "trigrams_of_letters", "bigrams_a", "trigrams_a", "order_a", "rare_a", "rare_b",
    "rare_geometric", "negations_a", "negations_b", "denials_a", "denials_b", "one_denies",
    "total_a", "total_b", "prefix", "rival", "rival_weight", "rival_sum", "lost_noun",
    "lost_verb", "lost_adjective", "lost_name", "lost_number", "lost_terms", "replaced", "bare",
    "links", "linked", "link_distance", "links_far", "reversed", "number_gap", "year_gap",
    "window_1", "window_2", "window_3", "spread", "window_exact", "first_sentence",
    "lost_vector", "terms", "lost_share", "comparatives", "place",
)  # fmt: skip
HELD, NEARLY = 0.9, 0.8
"""Nearness from which a term counts as held, and as standing for the other in a link."""
FAR = 12
"""Tokens between two linked words from which they hardly belong together."""
FAMILY = {"nsubj": "s", "nsubjpass": "s", "agent": "s", "dobj": "o", "attr": "o", "pobj": "o",
          "oprd": "o", "dative": "o", "acomp": "o"}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Denial:
    """The lists of ``data/denial.toml``."""

    deny: frozenset[str]
    phrases: frozenset[tuple[str, ...]]
    total: frozenset[str]
    prefixes: tuple[str, ...]


@lru_cache(maxsize=1)
def denial() -> Denial:
    """The lists, loaded once.

    Raises:
        ModelError: ``TS-MODEL-03`` when the file is missing or damaged.
    """
    table = toml("twosource.compare", "data/denial.toml")
    return Denial(
        frozenset(table["deny"]), frozenset(tuple(p.split()) for p in table["phrases"]),
        frozenset(table["total"]), tuple(table["prefixes"]),
    )  # fmt: skip


def finer_facts(two: Two) -> list[float]:
    """:data:`FINER` of two texts laid against each other."""
    return [
        *_lexical(two), *_denials(two), *_rivals(two), *_links(two), *_gaps(two), *_windows(two),
        _lost_vector(two), float(len(two.terms_a)), float((two.best_a < HELD).mean()),
        float(sum(t.tag_ in {"JJR", "RBR", "JJS", "RBS"} for t in two.a)), _place(two),
    ]  # fmt: skip


def _share(part: Iterable[str], whole: Iterable[str], power: int) -> float:
    total = sum(rarity(w) ** power for w in sorted(whole))
    return sum(rarity(w) ** power for w in sorted(part)) / (total + 1e-9)


def _grams(text: str) -> set[str]:
    padded = f" {' '.join(text.lower().split())} "
    return {padded[i : i + 3] for i in range(len(padded) - 2)}


def _lexical(two: Two) -> list[float]:
    """Overlap by rarity, letters, and words in a row."""
    la, lb = two.lemmas_a, two.lemmas_b
    a, b = set(la), set(lb)
    norm = np.sqrt(sum(rarity(w) ** 4 for w in sorted(a)))
    norm *= np.sqrt(sum(rarity(w) ** 4 for w in sorted(b)))
    grams = _grams(two.a.text[:3000])
    first: dict[str, int] = {}
    for i, w in enumerate(lb):
        first.setdefault(w, i)
    places = [first[w] for w in la if w in first]
    pairs, threes = set(pairwise(la)), set(zip(la, la[1:], la[2:], strict=False))
    rare_a, rare_b = _share(a & b, a, 3), _share(a & b, b, 3)
    return [
        float(sum(rarity(w) ** 4 for w in sorted(a & b)) / (norm + 1e-9)),
        len(grams & _grams(two.b.text[:3000])) / max(1, len(grams)),
        len(pairs & set(pairwise(lb))) / max(1, len(pairs)),
        len(threes & set(zip(lb, lb[1:], lb[2:], strict=False))) / max(1, len(threes)),
        sum(y > x for x, y in pairwise(places)) / max(1, len(places) - 1),
        rare_a, rare_b, float(np.sqrt(rare_a * rare_b)),
    ]  # fmt: skip


def _denied(doc: Doc) -> tuple[int, int, int]:
    """Negations, denials in other words, words of all or nothing."""
    lists = denial()
    low = [t.lower_ for t in doc]
    said = sum(t.lemma_.lower() in lists.deny for t in doc)
    said += sum(p in lists.phrases for p in pairwise(low))
    return sum(w in NEGATIVE for w in low), said, sum(w in lists.total for w in low)


def _denials(two: Two) -> list[float]:
    one, other = _denied(two.a), _denied(two.b)
    a, b = set(two.lemmas_a), set(two.lemmas_b)
    prefixed = sum(
        any(w.startswith(p) and w[len(p) :] in held for p in denial().prefixes)
        for mine, held in ((a - b, b), (b - a, a))
        for w in sorted(mine)
    )
    return [
        min(3.0, one[0]), min(4.0, other[0]), min(3.0, one[1]), min(4.0, other[1]),
        float((one[0] + one[1] > 0) != (other[0] + other[1] > 0)), min(2.0, one[2]),
        min(3.0, other[2]), min(2.0, prefixed),
    ]  # fmt: skip


def _rows(keys: Sequence[str]) -> list[int]:
    model = words()
    if model is None:
        return []
    return [model.rows[k.lower()] for k in keys if k.lower() in model.rows]


def _rivals(two: Two) -> list[float]:
    """How near a lost term of ``a`` comes to a term only ``b`` has, and what kinds are lost."""
    model = words()
    lost = [i for i in range(len(two.terms_a)) if two.best_a[i] < HELD]
    free = _rows([t.key for t, x in zip(two.terms_b, two.best_b, strict=True) if x < HELD])
    near = weighed = total = 0.0
    for i in lost if model is not None and free else ():
        for row in _rows([two.terms_a[i].key]):
            cosine = float((model.vectors[free] @ model.vectors[row]).max()) if model else 0.0
            near = max(near, cosine)
            weighed = max(weighed, cosine * float(two.weight_a[i]))
            total += cosine * float(two.weight_a[i])
    kinds = [
        float(sum(1 - two.best_a[i] for i in lost if two.terms_a[i].pos == pos))
        for pos in ("NOUN", "VERB", "ADJ", "PROPN", "NUM")
    ]
    return [near, weighed, min(6.0, total), *kinds, float(len(lost))]


def _above(token: Token, at: dict[int, int]) -> Token:
    """The nearest term a token hangs on, a few steps up at most."""
    head = token.head
    for _ in range(4):
        if head.i in at or head.head.i == head.i:
            break
        head = head.head
    return head


def _family(token: Token) -> str:
    """Subject side, object side or neither."""
    return FAMILY.get(token.dep_, "m")


def _held_links(two: Two) -> Iterator[tuple[int, int, Token, Token]]:
    """Links of ``a`` between two terms, the upper one near to a term of ``b``."""
    at = {t.token: i for i, t in enumerate(two.terms_a)}
    for i, term in enumerate(two.terms_a):
        token = two.a[term.token]
        head = _above(token, at)
        k = at.get(head.i, i)
        if k != i and two.best_a[k] >= NEARLY:
            yield i, k, token, head


def _links(two: Two) -> list[float]:
    """Whether words linked in ``a`` are linked in ``b``, and what replaces a lost one."""
    there = {t.token: j for j, t in enumerate(two.terms_b)}
    replaced = bare = distance = 0.0
    links = linked = far = turned = 0
    for i, k, token, head in _held_links(two):
        if two.best_a[i] < NEARLY:
            missing = float(two.weight_a[i] * (1 - two.best_a[i]))
            other = two.b[two.terms_b[int(two.near[k].argmax())].token]
            rival = _has_rival(two, other, token, there)
            replaced, bare = replaced + rival * missing, bare + (not rival) * missing
            continue
        gap, x, y = _closest(two, i, k)
        one, two_ = two.b[x], two.b[y]
        links, distance, far = links + 1, distance + min(gap, 40), far + (gap > FAR)
        linked += (one.head.i == y or two_.head.i == x or one.head.head.i == y
                   or two_.head.head.i == x or one.head.i == two_.head.i)  # fmt: skip
        sides = {_family(token), _family(one)}
        turned += token.pos_ != "VERB" and head.pos_ == "VERB" and sides == {"s", "o"}
    n = max(1, links)
    return [replaced, bare, float(links), linked / n, distance / n, float(far), float(turned)]


def _closest(two: Two, i: int, k: int) -> tuple[int, int, int]:
    """The tokens of ``b`` nearest to one another that stand for terms ``i`` and ``k``."""
    ones = [two.terms_b[j].token for j in np.flatnonzero(two.near[i] >= NEARLY)[:50]]
    others = [two.terms_b[j].token for j in np.flatnonzero(two.near[k] >= NEARLY)[:50]]
    return min((abs(x - y), x, y) for x in ones for y in others)


def _has_rival(two: Two, head: Token, lost: Token, there: dict[int, int]) -> bool:
    """Whether something else of the same kind hangs where the lost word would."""
    return any(
        c.i in there and c.i != head.i and two.best_b[there[c.i]] < NEARLY
        and _family(c) == _family(lost) and c.pos_ == lost.pos_
        for c in head.subtree
    )  # fmt: skip


def _gap(ours: Sequence[float], theirs: Sequence[float], relative: bool) -> float:
    """How far the number least like any of the other text's is from its nearest; -1 for none."""
    if not theirs or not ours:
        return -1.0 if ours else 0.0
    return max(
        min(abs(x - y) / (max(1.0, abs(x), abs(y)) if relative else 1) for y in theirs)
        for x in ours
    )


def _gaps(two: Two) -> list[float]:
    def values(kind: str, terms: Sequence[object]) -> list[float]:
        keys = [getattr(t, "key", "")[1:] for t in terms if getattr(t, "kind", "") == kind]
        return [float(k) for k in keys if kind == "number" or k.isdigit()]

    a, b = two.terms_a, two.terms_b
    return [
        _gap(values("number", a), values("number", b), relative=True),
        min(20.0, _gap(values("time", a), values("time", b), relative=False)),
    ]


def _by_sentence(two: Two) -> Matrix:
    """Nearness of the best term of each sentence of ``b`` (rows) to each term of ``a``."""
    ids = [t.token for t in two.terms_b]
    starts = [s.start for s in two.b.sents]
    of = np.searchsorted(starts, ids, side="right") - 1
    out: Matrix = np.zeros((len(starts), len(two.terms_a)), np.float32)
    np.maximum.at(out, of, two.near.T)
    return out


def _windows(two: Two) -> list[float]:
    """Share of ``a`` that the best one, two, three sentences of ``b`` in a row hold."""
    best = _by_sentence(two)
    weights = two.weight_a / (two.weight_a.sum() + 1e-9)
    shares, exact = [], 0.0
    for n in (1, 2, 3):
        count = max(1, len(best) - n + 1)
        window = np.maximum.reduce([best[k : k + count] for k in range(min(n, len(best)))])
        shares.append(float((window @ weights).max()))
        if n == 2:
            exact = float(((window >= 0.99) @ weights).max())
    whole = float(two.best_a @ weights)
    return [*shares, whole - shares[0], exact, float(best[0] @ weights)]


def _lost_vector(two: Two) -> float:
    """Cosine of what is lost of ``a`` to the whole of ``b``: near, it is likely a rival."""
    model = words()
    rows = _rows([t.key for t in two.terms_b])
    if model is None or not rows:
        return 0.0
    lost = np.zeros(model.vectors.shape[1], np.float32)
    for term, near, weight in zip(two.terms_a, two.best_a, two.weight_a, strict=True):
        if near < HELD:
            for row in _rows([term.key]):
                lost += weight * model.vectors[row]
    whole = model.vectors[rows].sum(0)
    return float(lost @ whole / (np.linalg.norm(lost) * np.linalg.norm(whole) + 1e-9))


def _place(two: Two) -> float:
    """Where in ``b`` the sentence stands that holds most of ``a``, 0 to 1."""
    best = _by_sentence(two)
    return float((best @ two.weight_a).argmax()) / len(best)
