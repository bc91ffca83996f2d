"""What is shipped inside the package: lexicons and small models, checked when read."""

from __future__ import annotations

import hashlib
import io
import tomllib
from importlib.resources import files
from typing import Any

import numpy as np
from numpy.typing import NDArray

from twosource.errors import ModelError

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
    held_bytes = raw(package, name, sha256)
    with np.load(io.BytesIO(held_bytes), allow_pickle=False) as held:
        return {key: held[key] for key in held.files}
