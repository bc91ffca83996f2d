"""What is shipped inside the package: word lists and small models, checked when read.

A word list lies in the ``data`` folder of its stage (``table`` for TOML, ``rows`` for TSV) and
begins with how to add an entry; a model lies in ``models`` and has its hash in the code.
"""

from __future__ import annotations

import hashlib
import io
import tomllib
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from twosource.errors import ModelError

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Arrays = dict[str, NDArray[Any]]


def text(package: str, name: str) -> str:
    """The text of a data file, ``name`` relative to ``package``.

    Raises:
        ModelError: ``TS-MODEL-03`` where it is missing or not UTF-8.
    """
    try:
        return files(package).joinpath(name).read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise ModelError("TS-MODEL-03", f"{package}/{name}") from error


def toml(package: str, name: str) -> dict[str, Any]:
    """The table of a TOML data file.

    Raises:
        ModelError: ``TS-MODEL-03`` where it is missing or damaged.
    """
    raw = text(package, name)
    try:
        return tomllib.loads(raw)
    except tomllib.TOMLDecodeError as error:
        raise ModelError("TS-MODEL-03", f"{package}/{name} ({error})") from error


@cache
def table(stage: str, name: str) -> dict[str, Any]:
    """The word list ``data/<name>.toml`` of a stage, read once; it is not to be changed.

    Raises:
        ModelError: ``TS-MODEL-03`` where it is missing or damaged.
    """
    return toml(f"twosource.{stage}", f"data/{name}.toml")


def rows(stage: str, name: str, width: int) -> list[list[str]]:
    """The rows of a tab-separated list ``data/<name>.tsv`` of a stage, comments left out.

    Raises:
        ModelError: ``TS-MODEL-03`` where it is missing, or a row has not ``width`` fields.
    """
    found = []
    for number, line in enumerate(text(f"twosource.{stage}", f"data/{name}.tsv").splitlines(), 1):
        if line.strip() and not line.startswith("#"):
            fields = line.split("\t")
            if len(fields) != width:
                raise ModelError("TS-MODEL-03", f"{stage}/data/{name}.tsv:{number}: {line!r}")
            found.append(fields)
    return found


def groups(lists: Iterable[Iterable[str]]) -> dict[str, frozenset[int]]:
    """Each word of some groups of words that may stand for one another -> the numbers of its
    groups.
    """
    found: dict[str, set[int]] = {}
    for number, group in enumerate(lists):
        for word in group:
            found.setdefault(word, set()).add(number)
    return {word: frozenset(numbers) for word, numbers in found.items()}


def raw(package: str, name: str, sha256: str) -> bytes:
    """The bytes of a file of ours.

    Raises:
        ModelError: ``TS-MODEL-02`` where it is missing or not the file of that hash.
    """
    try:
        held = files(package).joinpath(name).read_bytes()
    except OSError as error:
        raise ModelError("TS-MODEL-02", f"{package}/{name}") from error
    if hashlib.sha256(held).hexdigest() != sha256:
        raise ModelError("TS-MODEL-02", f"{package}/{name}")
    return held


def arrays(package: str, name: str, sha256: str) -> Arrays:
    """The arrays of a model file (``.npz``, never unpickled).

    Raises:
        ModelError: ``TS-MODEL-02`` where it is missing or not the file of that hash.
    """
    import numpy as np

    held_bytes = raw(package, name, sha256)
    with np.load(io.BytesIO(held_bytes), allow_pickle=False) as held:
        return {key: held[key] for key in held.files}
