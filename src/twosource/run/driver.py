"""A run: the stages in order, what is done already left alone, the tables put in place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from twosource.errors import RunError
from twosource.run.engines import Engine
from twosource.run.inputs import digests, files_of
from twosource.run.progress import Progress
from twosource.run.settings import ANALYSED, Settings
from twosource.run.work import Done, Rejected, Task, code_version, done

POSTINGS = 4_000_000
"""Runs and bonds of a range, some 16 bytes each; an account has about :data:`_FEATURES`."""
_FEATURES = 800
_PAIRS = 2_000  # compared by one task
_ANALYSED = 60  # accounts analysed by one task


@dataclass(slots=True)
class Run:
    """One run under way.

    Args:
        settings: what it is to do.
        engine: where it is done.
        progress: who is told.
    """

    settings: Settings
    engine: Engine
    progress: Progress
    rejected: list[tuple[str, Rejected]] = field(default_factory=list)
    _made: dict[str, list[Task]] = field(default_factory=dict)
    _found: dict[str, list[Done]] = field(default_factory=dict)

    def tables(self) -> dict[str, list[str]]:
        """Do all stages; the files of each table, in order.

        Raises:
            RunError: a task failed, or the engine did; what was done stands.
            UsageError: ``TS-USE-12``, an input is not there.
        """
        wanted = self.settings.tables
        parts = self.read()
        if not parts:
            return {table: [] for table in wanted}
        tracing = {"links", "findings"} & {*wanted}
        signed, numbered = self._numbered(parts)
        base = {"numbered": numbered.paths, "parts": parts}
        named = [*numbered.digests, *self._digests("read")]
        waves: list[Task] = []
        if {*wanted} - {"links"}:
            rests = [*named, *self._digests("sign")]
            waves.append(self._task("group", "all", {**base, "signed": signed}, {}, rests))
        near = self._near(signed, numbered) if tracing else []
        found = self._do([*waves, *near])
        grouped = found[0] if waves else Done()
        links, settled = (
            self._links(found[len(waves) :], base, named, signed, numbered)
            if tracing
            else ([], Done())
        )
        about = {**base, "grouped": grouped.paths, "links": links, "settled": settled.paths}
        rests = [*named, *grouped.digests, *settled.digests, *self._digests("compare")]
        return self._tabled(about, rests, grouped.told.get("sizes", []))

    def read(self) -> list[str]:
        """Read the inputs; the files of the accounts, in order."""
        files = files_of(self.settings.inputs)
        known = digests(files, self.settings.work / "inputs.json")
        tasks = [
            self._task("read", f"{n:05}", {"input": [str(p)]},
                       {"shard": self.settings.shard, "path": str(p)}, [known[p]])
            for n, p in enumerate(files)
        ]  # fmt: skip
        return [path for made in self._do(tasks) for path in made.paths]

    def _numbered(self, parts: list[str]) -> tuple[list[str], Done]:
        digest = dict(zip(parts, self._digests("read"), strict=True))
        accounts = self.progress.stages["read"].rows_out
        ranges = 1
        while accounts * _FEATURES > ranges * POSTINGS:
            ranges *= 2
        tasks = [
            self._task("sign", f"{n:05}", {"part": [p]}, {"ranges": ranges}, [digest[p]])
            for n, p in enumerate(parts)
        ]
        signed = [path for made in self._do(tasks) for path in made.paths]
        rests = [*digest.values(), *self._digests("sign")]
        number = self._task("number", "all", {"parts": parts, "signed": signed}, {}, rests)
        return signed, self._do([number])[0]

    def _near(self, signed: list[str], numbered: Done) -> list[Task]:
        rests = [*numbered.digests, *self._digests("sign")]
        given = {"signed": signed, "numbered": numbered.paths}
        ranges = self._made["sign"][0].settings["ranges"]
        return [
            self._task("near", f"{n:05}", given, {"range": n}, rests) for n in range(ranges)
        ]  # fmt: skip

    def _links(
        self, near: Sequence[Done], base: dict[str, list[str]], named: list[str],
        signed: list[str], numbered: Done,
    ) -> tuple[list[str], Done]:  # fmt: skip
        rests = [*numbered.digests, *(d for n in near for d in n.digests)]
        files = [p for n in near for p in n.paths]
        given = {"near": files, "numbered": numbered.paths}
        (pairs,) = self._do([self._task("pair", "all", given, {}, rests)])
        count = pairs.told["pairs"]
        tasks = [
            self._task("compare", f"{low:09}", {**base, "pairs": pairs.paths},
                       {"low": low, "high": min(low + _PAIRS, count)}, [*named, *pairs.digests])
            for low in range(0, count, _PAIRS)
        ]  # fmt: skip
        links = [p for made in self._do(tasks) for p in made.paths]
        rests = [*named, *self._digests("sign"), *self._digests("compare")]
        given = {**base, "links": links, "signed": signed}
        return links, self._do([self._task("settle", "all", given, {}, rests)])[0]

    def _tabled(
        self, about: dict[str, list[str]], rests: list[str], sizes: Sequence[int]
    ) -> dict[str, list[str]]:
        wanted = self.settings.tables
        tasks: list[Task] = []
        if "accounts" in wanted:
            tasks += [
                self._task("accounts", f"{n:05}", about, {"part": n}, rests)
                for n in range(len(about["parts"]))
            ]
        if "links" in wanted:
            tasks += [
                self._task("links", f"{n:05}", about, {"file": n}, rests)
                for n in range(len(about["links"]) + 1)
            ]
        if "stories" in wanted:
            tasks.append(self._task("stories", "all", about, {}, rests))
        analysed = [t for t in ANALYSED if t in wanted]
        if analysed:
            more = {"tables": analysed, "compared": self.settings.compared}
            tasks += [
                self._task("analyse", f"{first:09}", about,
                           {"first": first, "behind": behind, **more}, rests)
                for first, behind in _chunks(sizes, _ANALYSED)
            ]  # fmt: skip
        found: dict[str, list[str]] = {table: [] for table in wanted}
        for task, made in zip(tasks, self._do(tasks), strict=True):
            names = analysed if task.stage == "analyse" else [task.stage]
            for table, path in zip(names, made.paths, strict=True):
                found[table].append(path)
        return found

    def _digests(self, stage: str) -> list[str]:
        return [d for made in self._found.get(stage, ()) for d in made.digests]

    def _task(
        self, stage: str, name: str, given: dict[str, list[str]], settings: dict[str, Any],
        rests_on: Iterable[str],
    ) -> Task:  # fmt: skip
        work = str(self.settings.work)
        return Task(stage, name, work, given, settings, tuple(rests_on), code_version())

    def _do(self, tasks: Sequence[Task]) -> list[Done]:
        """Have tasks done that are not; what became of each, in order."""
        names = list(dict.fromkeys(t.stage for t in tasks))
        self.progress.begin({n: sum(t.stage == n for t in tasks) for n in names})
        found = [done(t) for t in tasks]
        for task, made in zip(tasks, found, strict=True):
            if made is not None:
                self.progress.kept(task.stage, made)
        left = [n for n, made in enumerate(found) if made is None]
        wrong: list[str] = []
        for place, told in self.engine.map([tasks[n].text() for n in left]) if left else ():
            task = tasks[left[place]]
            made = done(task)
            if told or made is None:
                wrong.append(told or str(RunError("TS-RUN-09", f"{task.stage} {task.name}")))
                continue
            found[left[place]] = made
            self.progress.made(task.stage, made)
        if wrong:
            raise RunError("TS-RUN-12", "; ".join(sorted(wrong)[:3]))
        return self._told(tasks, [f for f in found if f is not None], names)

    def _told(self, tasks: Sequence[Task], found: list[Done], names: list[str]) -> list[Done]:
        for name in names:
            mine = [(t, d) for t, d in zip(tasks, found, strict=True) if t.stage == name]
            self._made[name] = [t for t, _ in mine]
            self._found[name] = [d for _, d in mine]
            self.rejected += [(name, r) for _, d in mine for r in d.rejected]
            self.progress.say(self.progress.told(name))
        return found


def _chunks(sizes: Sequence[int], most: int) -> Iterator[tuple[int, int]]:
    """Stories one after another, first and behind last, so many accounts a chunk and no story cut;
    stories are counted from 1.
    """
    first, held = 1, 0
    for number, size in enumerate(sizes, 1):
        if held and held + size > most:
            yield first, number
            first, held = number, 0
        held += size
    if held:
        yield first, len(sizes) + 1
