"""Train the labeller of statements on PolNeAR and export it as plain arrays.

Run from the repository root, with the data folder beside it::

    python -m venv /tmp/train && /tmp/train/bin/pip install -e . jax optax
    /tmp/train/bin/python training/statements_labeller.py ../shared/eval/statements out.npz

Only articles of the training split are learnt from; the development split only
chooses between runs.  Seeds are fixed.  Copy ``out.npz`` to
``src/twosource/find/models/statements_polnear_2.npz`` (the net whose scores are
averaged with the first's) and the printed sha256 into ``find/statements/network.py``.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import sys
import time
from pathlib import Path
from typing import Any

import jax
import jax.numpy as jnp
import numpy as np
import optax

from twosource.find.statements.assemble import assemble
from twosource.find.statements.features import SIZES, features
from twosource.find.statements.labels import LABELS, rule_labels, token_range
from twosource.find.statements.network import DILATIONS
from twosource.find.statements.rules import rule_drafts
from twosource.language import parse
from twosource.types import Account, Span

LENGTH, GAP, BATCH, WIDTH, EPOCHS = 1024, 16, 4, 64, 6
DROP = 0.35
LEXICAL = {"lower", "lemma", "suffix", "head lemma", "grandhead lemma", "word pair"}
FEATURE_DROP = np.array(
    [0.3 if f in LEXICAL else 0.15 if f == "rule" else 0.1 for f in SIZES], np.float32
)
"""Chance that a feature is hidden in training: words more often, so that the
network leans on syntax and quotes."""
RECALL = 0.15
"""Added to the score of beginning a span: on the development articles it evens
out precision and recall."""
T = len(LABELS)
VOCABULARY = sum(SIZES.values())
BARRED = np.zeros((T, T), np.float32)
for _further in range(2, T, 2):
    for _k in range(T):
        if _k not in (_further - 1, _further):
            BARRED[_k, _further] = -1e4

Item = dict[str, Any]


def articles(path: Path) -> list[Item]:
    """Features, labels and link sides of every article of a split."""
    out: list[Item] = []
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            record = json.loads(line)
            section = parse(Account(id="x", text=record["text"], sha256="")).section("text")
            rules = rule_labels(section, assemble(section, rule_drafts(section)))
            seen = features(section, rules)
            labels, sides = gold(section.doc, record["attributions"])
            spaces = np.array([t.is_space for t in section.doc])
            out.append({"ids": seen.ids, "heads": seen.heads, "cues": seen.cues, "y": labels,
                        "vectors": seen.tensor.astype(np.float16), "side": sides,
                        "spaces": spaces})  # fmt: skip
    return out


def gold(doc: Any, attributions: list[Item]) -> tuple[np.ndarray, np.ndarray]:
    """Labels per token, and per source and content token whether its cue lies to
    the left (0) or right (1); -1 elsewhere.
    """
    starts = np.array([t.idx for t in doc], dtype=np.int64)
    ends = np.array([t.idx + len(t.text) for t in doc], dtype=np.int64)
    labels, sides = np.zeros(len(doc), np.int8), np.full(len(doc), -1, np.int8)
    for item in attributions:
        cue = item["cue"][0][0] if item["cue"] else None
        for kind, first in (("content", 5), ("source", 1), ("cue", 3)):
            for start, end in item[kind]:
                a, b = token_range(starts, ends, Span(start, end))
                while a < b and doc[a].is_space:
                    a += 1
                while b > a and doc[b - 1].is_space:
                    b -= 1
                if b <= a or labels[a:b].any():
                    continue
                labels[a:b] = first + 1
                labels[a] = first
                if kind != "cue" and cue is not None:
                    sides[a:b] = 0 if cue < start else 1
    return labels, sides


def cut(item: Item) -> list[Item]:
    """Stretches that fit a block, cut at paragraphs where possible."""
    out, a, n = [], 0, len(item["y"])
    while a < n:
        b = min(n, a + LENGTH - GAP)
        if b < n:
            breaks = np.flatnonzero(item["spaces"][a:b])
            b = a + int(breaks[-1]) + 1 if len(breaks) and breaks[-1] > 300 else b
        piece = {k: item[k][a:b] for k in ("ids", "vectors", "y", "side")}
        for k in ("heads", "cues"):
            piece[k] = np.clip(item[k][a:b] - a, 0, b - a - 1)
        out.append(piece)
        a = b
    return out


def blocks(items: list[Item], rng: np.random.Generator | None) -> list[Item]:
    """Stretches packed into blocks of one length, gaps between."""
    pieces = [p for item in items for p in cut(item)]
    if rng is not None:
        rng.shuffle(pieces)  # type: ignore[arg-type]
    done: list[Item] = []
    open_: list[Item] = []
    for piece in pieces:
        n = len(piece["y"])
        block = next((b for b in open_ if b["at"] + n <= LENGTH), None)
        if block is None:
            block = empty(piece)
            open_.append(block)
            if len(open_) > 6:
                done.append(open_.pop(0))
        a = block["at"]
        for k in ("ids", "vectors", "y", "side"):
            block[k][a : a + n] = piece[k]
        for k in ("heads", "cues"):
            block[k][a : a + n] = piece[k] + a
        block["mask"][a : a + n] = 1
        block["at"] = a + n + GAP
    return done + open_


def empty(piece: Item) -> Item:
    """A block of padding."""
    own = np.arange(LENGTH, dtype=np.int32)
    return {"ids": np.full((LENGTH, piece["ids"].shape[1]), VOCABULARY, np.int32),
            "heads": own.copy(), "cues": own.copy(), "y": np.zeros(LENGTH, np.int32),
            "vectors": np.zeros((LENGTH, piece["vectors"].shape[1]), np.float16),
            "side": np.full(LENGTH, -1, np.int32), "mask": np.zeros(LENGTH, np.float32),
            "at": 0}  # fmt: skip


def begin(rng: np.random.Generator, vectors: int) -> Item:
    """Weights to start from."""

    def noise(*shape: int, scale: float) -> Any:
        return jnp.asarray(rng.normal(size=shape) * scale, jnp.float32)

    p = {"E": noise(VOCABULARY + 1, WIDTH, scale=0.1), "W": noise(vectors, WIDTH, scale=0.03),
         "b0": jnp.zeros(WIDTH)}  # fmt: skip
    for i in range(len(DILATIONS)):
        p[f"c{i}"] = noise(6 * WIDTH, WIDTH, scale=(1 / (6 * WIDTH)) ** 0.5)
        p[f"cb{i}"] = jnp.zeros(WIDTH)
    p |= {"o": noise(WIDTH, T, scale=WIDTH**-0.5), "ob": jnp.zeros(T), "t": jnp.zeros((T, T)),
          "k": noise(WIDTH, 2, scale=WIDTH**-0.5), "kb": jnp.zeros(2)}  # fmt: skip
    return p


def hide(x: Any, key: Any, rate: float) -> Any:
    """Dropout."""
    return jnp.where(jax.random.bernoulli(key, 1 - rate, x.shape), x / (1 - rate), 0)


def moved(x: Any, by: int) -> Any:
    """Rows shifted along the text, zeros coming in."""
    if by > 0:
        return jnp.pad(x, ((0, 0), (by, 0), (0, 0)))[:, : x.shape[1]]
    return jnp.pad(x, ((0, 0), (0, -by), (0, 0)))[:, -by:]


def forward(p: Item, block: Item, key: Any) -> tuple[Any, Any]:
    """As ``network.scores``, with dropout."""
    keys = jax.random.split(key, 10)
    hidden = jax.random.bernoulli(keys[9], FEATURE_DROP[None, None, :], block["ids"].shape)
    table = p["E"].at[VOCABULARY].set(0.0)
    x = hide(table[jnp.where(hidden, VOCABULARY, block["ids"])].sum(2), keys[7], 0.15)
    x = x + hide(block["vectors"].astype(jnp.float32), keys[8], DROP) @ p["W"] + p["b0"]
    mask = block["mask"][..., None]
    x = hide(jnp.maximum(x, 0.1 * x), keys[0], DROP) * mask
    for i, step in enumerate(DILATIONS):
        head = jnp.take_along_axis(x, block["heads"][..., None], 1)
        cue = jnp.take_along_axis(x, block["cues"][..., None], 1)
        below = jax.vmap(lambda r, h: jnp.zeros_like(r).at[h].add(r))(x, block["heads"]) * 0.3
        around = jnp.concatenate([moved(x, step), x, moved(x, -step), head, cue, below], -1)
        z = around @ p[f"c{i}"] + p[f"cb{i}"]
        x = (x + hide(jnp.maximum(z, 0.1 * z), keys[i + 1], DROP)) * mask
    return x @ p["o"] + p["ob"], x @ p["k"] + p["kb"]


def loss(p: Item, block: Item, key: Any) -> Any:
    """Linear-chain likelihood of the labels, and a tenth of the side loss."""
    label, side = forward(p, block, key)
    mask, y, moves = block["mask"], block["y"], p["t"] + BARRED
    label = label * mask[..., None]
    path = jnp.take_along_axis(label, y[..., None], 2)[..., 0].sum()
    path += (moves[y[:, :-1], y[:, 1:]] * mask[:, 1:]).sum()

    def step(a: Any, xs: tuple[Any, Any]) -> tuple[Any, None]:
        e, m = xs
        new = jax.nn.logsumexp(a[:, :, None] + moves[None], axis=1) + e
        return jnp.where(m[:, None] > 0, new, a), None

    rest = (jnp.moveaxis(label, 1, 0)[1:], mask.T[1:])
    last, _ = jax.lax.scan(step, label[:, 0], rest)
    chain = (jax.nn.logsumexp(last, 1).sum() - path) / mask.sum()
    known = block["side"] >= 0
    logp = jax.nn.log_softmax(side)
    chosen = jnp.take_along_axis(logp, jnp.maximum(block["side"], 0)[..., None], 2)[..., 0]
    return chain - 0.1 * (chosen * known).sum() / jnp.maximum(known.sum(), 1)


def stack(group: list[Item]) -> Item:
    """Blocks as one batch."""
    return {k: np.stack([b[k] for b in group]) for k in group[0] if k != "at"}


def train(items: list[Item]) -> Item:
    """Adam with warm-up and cosine decay; the running mean of the weights is kept."""
    rng = np.random.default_rng(1)
    steps = EPOCHS * (len(blocks(items, None)) // BATCH)
    rate = optax.warmup_cosine_decay_schedule(1e-4, 3e-3, min(100, steps // 2), steps, 1e-5)
    rule = optax.chain(optax.clip_by_global_norm(1.0), optax.adamw(rate, weight_decay=1e-3))
    p = begin(rng, items[0]["vectors"].shape[1])
    state, mean, key = rule.init(p), p, jax.random.PRNGKey(7)

    @jax.jit
    def update(p: Item, state: Any, mean: Item, batch: Item, key: Any) -> tuple[Any, ...]:
        value, slope = jax.value_and_grad(loss)(p, batch, key)
        change, state = rule.update(slope, state, p)
        p = optax.apply_updates(p, change)
        return p, state, jax.tree.map(lambda a, b: 0.995 * a + 0.005 * b, mean, p), value

    begun = time.time()
    for epoch in range(EPOCHS):
        packed = blocks(items, rng)
        order, values = rng.permutation(len(packed)), []
        for i in range(0, len(packed) - BATCH + 1, BATCH):
            key, sub = jax.random.split(key)
            batch = stack([packed[k] for k in order[i : i + BATCH]])
            p, state, mean, value = update(p, state, mean, batch, sub)
            values.append(float(value))
        print(f"epoch {epoch}: {np.mean(values):.4f}, {time.time() - begun:.0f} s", file=sys.stderr)
    return mean


def export(p: Item, path: Path) -> None:
    """Eight bits for the table, sixteen for the rest."""
    arrays = {k: np.asarray(v) for k, v in p.items()}
    table = arrays.pop("E")[:VOCABULARY]
    scale = np.quantile(np.abs(table), 0.9999, axis=0) / 127 + 1e-9
    arrays["t"] = arrays["t"].copy()
    arrays["t"][:, 1::2] += RECALL
    small = {k: v.astype(np.float32 if k == "t" else np.float16) for k, v in arrays.items()}
    whole = np.clip(np.round(table / scale), -127, 127).astype(np.int8)
    np.savez_compressed(path, E=whole, Es=scale.astype(np.float32), **small)
    print(path, hashlib.sha256(path.read_bytes()).hexdigest())


if __name__ == "__main__":
    export(train(articles(Path(sys.argv[1]) / "polnear" / "train.jsonl.gz")), Path(sys.argv[2]))
