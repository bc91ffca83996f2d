"""Calls of the command line, weighed: CPU time and peak memory of a process of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Weighed:
    """What a call took: CPU-seconds, user and system, and peak memory in MB."""

    seconds: float
    peak: float


def weighed(*args: str | Path) -> Weighed:
    """Run ``twosource`` with some arguments; its output is thrown away.

    Raises:
        RuntimeError: it failed.
    """
    words = [sys.executable, "-m", "twosource", *map(str, args)]
    with subprocess.Popen(words, stdout=subprocess.DEVNULL) as run:
        _, status, usage = os.wait4(run.pid, 0)
        run.returncode = os.waitstatus_to_exitcode(status)
    if run.returncode not in (0, 1):
        raise RuntimeError(f"twosource {args[0]}: exit status {run.returncode}")
    # the peak of a young child is at least that of its parent; ours is small
    return Weighed(usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1000)
