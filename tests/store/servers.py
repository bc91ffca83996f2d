"""A real PostgreSQL server of our own, on a socket, for tests and tools."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path

PLACES = (Path("/usr/lib/postgresql"), Path("/usr/local"), Path("/usr"), Path("/opt/homebrew"))
USER = "nobody"  # the server refuses to run as root


class NoServerError(Exception):
    """Why there is none here."""


def program(name: str) -> Path | None:
    """Where a program of the server is."""
    found = sorted(p for top in PLACES for p in top.glob(f"*/bin/{name}"))
    found += [p for top in PLACES if (p := top / "bin" / name).exists()]
    on_path = shutil.which(name)
    return found[-1] if found else Path(on_path) if on_path else None


def as_user(*args: str | Path) -> list[str]:
    """A command, run as another user where we are root."""
    words = [str(a) for a in args]
    if os.geteuid() != 0:
        return words
    return ["setpriv", f"--reuid={USER}", "--regid=nogroup", "--clear-groups", "--", *words]


@contextmanager
def running() -> Iterator[str]:
    """The folder of the socket of a server that runs inside the block.

    Raises:
        NoServerError: something that it needs is missing.
    """
    if find_spec("psycopg") is None:
        raise NoServerError("psycopg is not installed: pip install '.[postgres]'")
    initdb, postgres = program("initdb"), program("postgres")
    if initdb is None or postgres is None:
        raise NoServerError("no PostgreSQL server here: apt-get install postgresql")
    if os.geteuid() == 0 and shutil.which("setpriv") is None:
        raise NoServerError("no setpriv here, and the server does not run as root")
    folder = Path(tempfile.mkdtemp(prefix="ts-pg-"))
    try:
        if os.geteuid() == 0:
            shutil.chown(folder, USER)
        data = folder / "data"
        made = subprocess.run(
            as_user(initdb, "-D", data, "-U", "tester", "-A", "trust", "-E", "UTF8", "--no-sync",
                    "--locale=C"),
            capture_output=True, timeout=120, cwd=folder,
        )  # fmt: skip
        assert made.returncode == 0, made.stderr.decode()
        running = subprocess.Popen(
            as_user(postgres, "-D", data, "-k", folder, "-c", "listen_addresses=",
                    "-c", "fsync=off", "-c", "max_connections=30"),
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd=folder,
        )  # fmt: skip
        try:
            _wait(folder)
            yield str(folder)
        finally:
            running.terminate()
            running.wait(30)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _wait(folder: Path) -> None:
    import psycopg

    for _ in range(200):
        try:
            psycopg.connect(f"postgresql://tester@/postgres?host={folder}").close()
            return
        except psycopg.OperationalError:
            time.sleep(0.05)
    raise AssertionError("the server did not start")


_COUNT = iter(range(10**6))


def new_database(folder: str) -> str:
    """The address of an empty database."""
    import psycopg

    name = f"t{os.getpid()}_{next(_COUNT)}"
    address = f"postgresql://tester@/{{}}?host={folder}"
    with psycopg.connect(address.format("postgres"), autocommit=True) as base:
        base.execute(f'CREATE DATABASE "{name}"')
    return address.format(name)
