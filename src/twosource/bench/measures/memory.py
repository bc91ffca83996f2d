"""Peak memory of the running process."""

from __future__ import annotations

import re
import resource
import sys
from pathlib import Path

_STATUS = Path("/proc/self/status")


def peak_gb() -> float:
    """Peak resident memory of this process in GB.

    Linux keeps ``ru_maxrss`` across the start of a new program, so a child would
    report its parent's peak; the high-water mark of the process's own memory does not.
    """
    if _STATUS.exists():
        mark = re.search(r"VmHWM:\s+(\d+) kB", _STATUS.read_text())
        if mark:
            return int(mark[1]) / 1e6
    unit = 1e9 if sys.platform == "darwin" else 1e6
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / unit
