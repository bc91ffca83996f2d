"""Make ``src/twosource/compare/models/words.npz``: small vectors that know synonyms.

Method: GloVe vectors (as packaged in spaCy's ``en_core_web_md``) are pulled together
along WordNet relations (retrofitting, Faruqui et al., NAACL 2015), reduced by PCA and
stored as signed bytes, with a background document frequency for each word.

    python training/compare_words.py --vectors MD_VOCAB --wordnet DICT --data ../shared/eval

``MD_VOCAB`` is the ``vocab`` folder of an ``en_core_web_md`` model, ``DICT`` the
``dict`` folder of WordNet 3.1.  The frequencies are counted over news sentences of
the data folder; no sentence is kept.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import json
from collections import Counter
from pathlib import Path

import numpy as np
from spacy.vocab import Vocab

from twosource.language.pipeline import load

OUT = Path(__file__).parents[1] / "src/twosource/compare/models/words.npz"
COUNTED = ("mrpc/train", "stsb_news/train", "superpal_mn/dev_pairs", "claimdiff/weak_train",
           "claimdiff/strength_train", "covidfact/train", "fever_pairs/dev")  # fmt: skip
FILES = {"n": "noun", "v": "verb", "a": "adj", "r": "adv", "s": "adj"}
SIZE, DIMS, SENSES = 24000, 72, 3


def frequencies(data: Path) -> Counter[str]:
    """Sentences each lemma stands in, over the counted sets."""
    nlp = load()
    seen: set[str] = set()
    for name in COUNTED:
        with gzip.open(data / "compare" / f"{name}.jsonl.gz", "rt") as lines:
            for line in lines:
                row = json.loads(line)
                seen.update(row[k] for k in ("a", "b", "claim") if k in row)
    counts: Counter[str] = Counter()
    texts = sorted(seen)[::2]
    with nlp.select_pipes(disable=["parser", "ner"]):
        for doc in nlp.pipe(texts, batch_size=64):
            counts.update({t.lemma_.lower() for t in doc if t.is_alpha})
    counts["#"] = len(texts)
    return counts


def synsets(folder: Path) -> dict[tuple[str, str], tuple[list[str], list[tuple[str, str, str]]]]:
    """Offset and part of speech -> words, pointers (symbol, offset, part of speech)."""
    out = {}
    for pos, name in (("n", "noun"), ("v", "verb"), ("a", "adj"), ("r", "adv")):
        for line in (folder / f"data.{name}").read_text(encoding="utf-8").splitlines():
            if line.startswith("  "):
                continue
            f = line.split("|")[0].split()
            n = int(f[3], 16)
            words = [f[4 + 2 * i].split("(")[0].lower() for i in range(n)]
            p = 4 + 2 * n
            pointers = [
                (f[p + 1 + 4 * i], f[p + 2 + 4 * i], f[p + 3 + 4 * i].replace("s", "a"))
                for i in range(int(f[p]))
            ]
            out[f[0], pos] = (words, pointers)
    return out


def senses(folder: Path) -> dict[tuple[str, str], list[str]]:
    """Word and part of speech -> its synset offsets, most frequent sense first."""
    out = {}
    for pos, name in (("n", "noun"), ("v", "verb"), ("a", "adj"), ("r", "adv")):
        for line in (folder / f"index.{name}").read_text(encoding="utf-8").splitlines():
            if not line.startswith("  "):
                f = line.split()
                out[f[0], pos] = f[-int(f[2]) :]
    return out


def relations(folder: Path, vocabulary: set[str]) -> dict[tuple[str, str], float]:
    """Word pairs with the pull between them: synonyms 1, derived forms .8, near terms less.

    Hypernyms are left out: they make Monday and Tuesday one.
    """
    sets, index = synsets(folder), senses(folder)
    weight = {"+": 0.8, "&": 0.6, "\\": 0.6, "^": 0.4, "$": 0.4, "*": 0.3}
    pull: dict[tuple[str, str], float] = {}

    def link(a: str, b: str, w: float) -> None:
        if a != b and a in vocabulary and b in vocabulary:
            pull[a, b] = max(pull.get((a, b), 0.0), w)
            pull[b, a] = max(pull.get((b, a), 0.0), w)

    for (word, pos), offsets in index.items():
        if word not in vocabulary:
            continue
        for rank, offset in enumerate(offsets[:SENSES]):
            words, pointers = sets[offset, pos]
            fade = 1.0 / (1 + rank)
            for other in words:
                link(word, other, fade)
            for symbol, target, target_pos in pointers:
                if symbol in weight:
                    for other in sets[target, target_pos][0]:
                        link(word, other, fade * weight[symbol])
    return pull


def main() -> None:
    """Build and write the file; print its sha256."""
    parser = argparse.ArgumentParser()
    for name in ("vectors", "wordnet", "data"):
        parser.add_argument(f"--{name}", type=Path, required=True)
    args = parser.parse_args()
    vocab = Vocab().from_disk(args.vectors)
    index = senses(args.wordnet)
    counts = frequencies(args.data)
    tagged: Counter[str] = Counter()
    for line in (args.wordnet / "index.sense").read_text(encoding="utf-8").splitlines():
        key, _, _, n = line.split()
        tagged[key.split("%")[0]] += int(n)
    known = {w for w, _ in index} | {w for w, n in counts.items() if n >= 4}
    rows = [w for w in sorted(known) if w.isascii() and w.isalpha() and vocab.has_vector(w)]
    rows.sort(key=lambda w: (-(counts[w] * 3 + tagged[w]), w))
    rows = sorted(rows[:SIZE])
    place = {w: i for i, w in enumerate(rows)}
    base = np.array([vocab.get_vector(w) for w in rows], dtype=np.float32)
    base /= np.linalg.norm(base, axis=1, keepdims=True) + 1e-9
    base -= base.mean(0)
    near: dict[int, list[tuple[int, float]]] = {}
    for (a, b), w in sorted(relations(args.wordnet, set(rows)).items()):
        near.setdefault(place[a], []).append((place[b], w))
    vectors = base.copy()
    for _ in range(10):
        for i in sorted(near):
            others = near[i]
            total = sum(w for _, w in others)
            mean = sum(w * vectors[j] for j, w in others)
            vectors[i] = (1.5 * base[i] + mean / max(total, 1.0)) / (1.5 + total / max(total, 1.0))
    _, _, vt = np.linalg.svd(vectors[:: max(1, len(rows) // 8000)], full_matrices=False)
    small = vectors @ vt[:DIMS].T
    small /= np.linalg.norm(small, axis=1, keepdims=True) + 1e-9
    codes = np.clip(np.round(small * 200), -127, 127).astype(np.int8)
    df = np.array([counts[w] for w in rows], dtype=np.int32)
    np.savez_compressed(
        OUT, words=np.frombuffer("\n".join(rows).encode(), np.uint8), vectors=codes,
        df=df, total=np.array([counts["#"]], np.int32),
    )  # fmt: skip
    print(OUT, OUT.stat().st_size, hashlib.sha256(OUT.read_bytes()).hexdigest())


if __name__ == "__main__":
    main()
