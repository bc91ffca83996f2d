"""spaCy without what a pipeline never calls.

``import spacy`` loads its own command line (and with it a web client, a template engine and a
library for terminals) and tables of language names: a quarter of the time it takes, and a tenth
of the memory.  Here these stand in for themselves until something of them is asked for, which
loads the real ones; whoever imports them later gets the real ones at once.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from spacy.language import Language


LATER = ("langcodes", "spacy.cli", "spacy.cli.info")
"""Modules that spaCy 3.8 imports as it loads and that no pipeline of ours calls."""
BARE = "twosource.bare_tokenizer.v1"
UNUSED = ("senter",)
"""Pipes that packaged pipelines carry switched off: a second splitter of sentences."""


class _Later(ModuleType):
    """A module that loads what it stands for when something of it is asked for."""

    __path__: list[str] = []  # noqa: RUF012 - a package, as the import system knows one

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)

        def real() -> Any:
            if sys.modules.get(self.__name__) is self:
                del sys.modules[self.__name__]
            return getattr(import_module(self.__name__), name)

        # What spaCy takes from its command line is a function, and is not called while it loads.
        return (lambda *args, **named: real()(*args, **named)) if _loading else real()


_loading: list[str] = []


@contextmanager
def _without() -> Iterator[None]:
    """While spaCy loads, those modules that are not loaded yet are stood in for."""
    added = {name: _Later(name) for name in LATER if name not in sys.modules}
    sys.modules.update(added)
    _loading.append("spacy")
    try:
        yield
    finally:
        _loading.pop()
        for name, module in added.items():
            if sys.modules.get(name) is module:
                del sys.modules[name]
            above, _, last = name.rpartition(".")
            if above in sys.modules and vars(sys.modules[above]).get(last) is module:
                delattr(sys.modules[above], last)


def import_spacy() -> ModuleType:
    """spaCy, loaded once.

    Raises:
        ImportError: it is not installed.
    """
    if "spacy" in sys.modules:
        return sys.modules["spacy"]
    with _without():
        return import_module("spacy")


def _bare() -> Any:
    made = import_module("spacy.tokenizer").Tokenizer
    return lambda nlp: made(nlp.vocab)


def load_package(package: str) -> Language:
    """A packaged pipeline, its tokeniser made once, from its file, and without the pipes of
    :data:`UNUSED`.

    Raises:
        ImportError: the package, or spaCy, is not installed.
    """
    spacy = import_spacy()
    if not spacy.registry.has("tokenizers", BARE):
        spacy.registry.tokenizers.register(BARE, func=_bare)
    made: Language = import_module(package).load(
        exclude=UNUSED, config={"nlp": {"tokenizer": {"@tokenizers": BARE}}}
    )
    return made
