"""The inputs that ``same_records.py`` reads with both trees, and how they are sampled."""

from __future__ import annotations

import base64
import gzip
import hashlib
import json
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from same_stages import Made, account, analysis, command, corpus, dossier, pair, read, repair

KINDS = ("commands", "read", "repair", "texts", "stories", "pairs", "corpora")
Job = tuple[str, str, Callable[[], Made]]
"""Kind, name of the input, what makes its records."""
BATCH = 10  # sentences analysed as accounts of one call
SHORT = 600  # characters: a text below this is a sentence or two, not an article
ACTS = ("aw_wiki/train", "cameo_actors/class_train", "case2021_task2/dev", "giveme5w1h/dev",
        "newsmtsc/train", "ngec_synthetic/train", "petrarch_validation/petr2_unittests",
        "petrarch_validation/up_gsr_dev", "plover_gsr/dev", "plv/train")  # fmt: skip
FACTUAL = ("factuality_meantime/dev", "factuality_meantime/train", "factuality_uds/dev")
PAIRS = {
    "a": (
        "claimdiff/strength_train", "mrpc/train", "multimwa_wiki/dev", "multimwa_wiki/train",
        "nli_anli/dev", "nli_mnli/dev", "nli_snli/dev", "qa_align_ecb/dev", "rte/train",
        "sick/train", "sick/trial", "stsb_news/dev", "stsb_news/train", "superpal_mn/dev_pairs",
    ),
    "claim": ("covidfact/dev", "covidfact/train", "fever_pairs/dev", "wice/claim_dev"),
    "summary": ("aggrefact_errors/cliff_val", "aggrefact_errors/goyal21_val"),
}  # fmt: skip
"""The side that is compared -> the sets; :data:`OTHER` names the side it is held against."""
OTHER = {"a": "b", "claim": "evidence", "summary": "doc"}


@dataclass(frozen=True)
class Plan:
    """Where inputs are and how many of each file are taken (all, where ``each`` is 0)."""

    examples: Path
    shared: Path
    each: int

    def some(self, items: Iterable[Any], times: int = 1) -> list[Any]:
        """The sample: those whose text hashes lowest, in their own order."""
        known = list(items)
        if not self.each:
            return known
        key = [hashlib.sha256(json.dumps(i, default=str).encode()).digest() for i in known]
        chosen = sorted(range(len(known)), key=key.__getitem__)[: self.each * times]
        return [known[n] for n in sorted(chosen)]

    def rows(self, name: str, times: int = 1) -> list[Any]:
        """A sample of the records of ``eval/NAME.jsonl.gz``, numbered under ``"row"``."""
        path = self.shared / "eval" / f"{name}.jsonl.gz"
        if not path.exists():
            return []
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            found = [{**json.loads(line), "row": n} for n, line in enumerate(lines)]
        return self.some(found, times)


def _commands(plan: Plan) -> Iterator[Job]:
    shared = plan.shared
    stories = [p for p in sorted((shared / "stories").glob("*")) if p.is_dir()]
    groups = {"harbour": [plan.examples / "harbour/accounts"],
              "strike": [plan.examples / "strike/accounts.jsonl"],
              "seeds": sorted((shared / "seeds").glob("0*.txt"))}  # fmt: skip
    for s in stories:
        groups[s.name] = sorted(p for p in s.iterdir() if p.name != "gold.json")
    stages = [["read"], ["statements"], ["events"], ["positions"], ["group"],
              ["trace", "--all-pairs"], ["trace", "--index", "kept.index"], ["compare"],
              ["compare", "--captions", "--only", "differ"], ["dossier", "--format", "json"],
              ["dossier", "--format", "html"], ["dossier", "--format", "md"]]  # fmt: skip
    few = groups if not plan.each else {k: groups[k] for k in ("harbour", "strike", "seeds")}
    for name, paths in few.items():
        for stage in stages if paths else ():
            call = [*stage, "-q", *map(str, paths)]
            yield "commands", f"{name} {' '.join(stage)}", lambda c=call: command(*c)
    yield "commands", "strike compare --pairs", lambda: _paired(plan)
    for folder in sorted((shared / "cases").glob("K*")):
        for stage in (["read"], ["statements"], ["events"]):
            call = [*stage, "-q", str(folder)]
            if not plan.each or stage == ["read"]:
                yield "commands", f"{folder.name} {stage[0]}", lambda c=call: command(*c)


def _paired(plan: Plan) -> Made:
    lines = (plan.examples / "strike/accounts.jsonl").read_text(encoding="utf-8").splitlines()
    a, b = (json.loads(line) for line in lines[:2])
    Path("pairs.jsonl").write_text(json.dumps({"id": "p", "a": a, "b": b}), encoding="utf-8")
    return command("compare", "-q", "--pairs", "pairs.jsonl")


def _readings(plan: Plan) -> Iterator[Job]:
    for path in sorted((plan.shared / "eval/read").glob("*.jsonl.gz")):
        name = path.name.split(".")[0]
        for r in plan.rows(f"read/{name}", 20 if name in {"mojibake", "ftfy-cases"} else 1):
            key = f"{name}/{r.get('id', r['row'])}"
            if "damaged" in r or "original" in r:
                text = r.get("damaged") or r["original"]
                yield "repair", key, lambda t=text: repair(t)
                continue
            page = r["html"].encode("utf-8", "surrogatepass") if "html" in r else None
            raw = page if page is not None else base64.b64decode(r["html_b64"])
            utf8 = page is not None
            yield "read", key, lambda x=raw, r=r, u=utf8: read(x, r["id"], r.get("url"), u)
            if "dump" in r:
                dump = r["dump"].encode("utf-8", "surrogatepass")
                yield "read", f"{key} dump", lambda x=dump, r=r: read(x, r["id"])


def _texts(plan: Plan) -> Iterator[Job]:
    articles = ("polnear/dev", "polnear/train", "gum_news/dev", "riqua/dev", "riqua/train")
    files = [f"statements/{n}" for n in articles] + [f"acts/{n}" for n in ACTS]
    for name in [*files, *(f"compare/{n}" for n in FACTUAL)]:
        rows = plan.rows(name, 1 if name.startswith("statements") else BATCH)
        made = [account(f"{n}", r["text"], title=r.get("title")) for n, r in enumerate(rows)]
        size = 1 if sum(len(a.text) for a in made) > SHORT * len(made) else BATCH
        for n in range(0, len(made), size):
            batch = made[n : n + size]
            yield "texts", f"{name} {rows[n]['row']}", lambda b=batch: analysis(b)


def _told(plan: Plan) -> Iterator[tuple[str, list[Any]]]:
    """Stories: a name and the accounts."""
    for name, key in (("basil", "story"), ("ecbplus", "story"), ("synth_derivation", "story"),
                      ("gedikli_chains", "chain")):  # fmt: skip
        by_story: dict[str, list[Any]] = defaultdict(list)
        whole = Plan(plan.examples, plan.shared, 0).rows(f"trace/{name}/docs")
        for r in whole:
            text = r.get("text") or "\n\n".join(r["paragraphs"])
            by_story[r[key]].append(account(r["id"], text, title=r.get("title")))
        for story in plan.some(by_story):
            yield f"{name}/{story}", by_story[story][:12]
    for r in plan.rows("trace/neus/events"):
        told = [*r["articles"], r["roundup"]]
        made = [account(f"{n}", a["text"], title=a["title"]) for n, a in enumerate(told)]
        yield f"neus/{r['id']}", made


def _stories(plan: Plan) -> Iterator[Job]:
    for name, accounts in _told(plan):
        yield "stories", name, lambda a=accounts: dossier(a)


def _pairs(plan: Plan) -> Iterator[Job]:
    for path in plan.some(sorted((plan.shared / "eval/compare/gold_pairs").glob("*.json"))):
        r = json.loads(Path(path).read_text(encoding="utf-8"))
        a, b = (account(k, r[k]["text"], title=r[k].get("title")) for k in "ab")
        yield "pairs", f"gold_pairs/{path.name}", lambda a=a, b=b: pair(a, b)
        yield "stories", f"gold_pairs/{path.name}", lambda a=a, b=b: dossier([a, b])
    for key, names in PAIRS.items():
        for name in names:
            for r in plan.rows(f"compare/{name}"):
                other = r[OTHER[key]]
                text = " ".join(other) if isinstance(other, list) else other
                a, b = account("a", r[key]), account("b", text[:20_000])
                yield "pairs", f"{name} {r['row']}", lambda a=a, b=b: pair(a, b)


def _corpora(plan: Plan) -> Iterator[Job]:
    for name in ("wire", "basil", "ecbplus", "scissors_paste", "gedikli_chains"):
        rows = plan.rows(f"trace/{name}/docs", 15)
        texts = [r.get("text") or "\n\n".join(r["body"]) for r in rows]
        made = [account(r["id"], t, title=r.get("title")) for r, t in zip(rows, texts, strict=True)]
        if made:
            yield "corpora", name, lambda m=made: corpus(m)
    for r in plan.rows("trace/clough_stevenson/pairs"):
        both = [account("a", r["answer"]), account("b", r["source"])]
        yield "corpora", f"clough_stevenson {r['row']}", lambda m=both: corpus(m)


def jobs(plan: Plan, kinds: set[str], match: str) -> Iterator[Job]:
    """The inputs asked for, one by one."""
    makers = {"commands": _commands, "read": _readings, "texts": _texts, "stories": _stories,
              "pairs": _pairs, "corpora": _corpora}  # fmt: skip
    needs = {"repair": "read", "stories": "pairs"}  # what else yields a kind
    for name in KINDS:
        if name in makers and ({name, *(k for k, v in needs.items() if v == name)} & kinds):
            for kind, key, make in makers[name](plan):
                if kind in kinds and re.search(match, f"{kind} {key}"):
                    yield kind, key, make
