"""One call of the command line in this process."""

from __future__ import annotations

import contextlib
import io
import sys
from collections.abc import Sequence

from twosource.cli import main


def run_here(args: Sequence[str], stdin: bytes) -> tuple[int, str, str]:
    """Run the command; its exit status, what it wrote, and what it told."""
    out, err, before = io.StringIO(), io.StringIO(), sys.stdin
    sys.stdin = io.TextIOWrapper(io.BytesIO(stdin), encoding="utf-8")
    status = 0
    try:
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
            main(args)
    except SystemExit as stop:
        status = stop.code if isinstance(stop.code, int) else 1
    finally:
        sys.stdin = before
    return status, out.getvalue(), err.getvalue()
