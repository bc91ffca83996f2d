"""Install the base requirements into a temporary folder and print its megabytes."""

from __future__ import annotations

import subprocess
import sys
import tempfile
import venv
from pathlib import Path

LIMIT_MB = 450


def megabytes(folder: Path) -> float:
    """Disk size of all files below ``folder``."""
    return sum(f.stat().st_size for f in folder.rglob("*") if f.is_file()) / 1e6


if __name__ == "__main__":
    root = Path(__file__).parents[1]
    with tempfile.TemporaryDirectory() as name:
        venv.create(name, with_pip=True)
        python = str(Path(name) / "bin" / "python")
        subprocess.run(
            [python, "-m", "pip", "-q", "install", "--require-hashes", "--no-deps", "-r",
             str(root / "requirements" / "base.txt")],
            check=True,
        )  # fmt: skip
        size = megabytes(Path(name))
    print(f"base install: {size:.0f} MB (limit {LIMIT_MB})")
    sys.exit(size > LIMIT_MB)
