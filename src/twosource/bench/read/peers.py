"""The peers of the read stage, each imported only where it is used."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from importlib.metadata import version

Extract = Callable[[str], str]


def _trafilatura(precision: bool) -> Extract:
    module = import_module("trafilatura")

    def extract(html: str) -> str:
        try:
            found = module.extract(html, favor_precision=precision, include_comments=False)
        except Exception:  # its cleaner raises on control characters; an empty body is its score
            return ""
        return found or ""

    return extract


def _readability() -> Extract:
    document = import_module("readability").Document
    parse = import_module("lxml.html").fromstring

    def extract(html: str) -> str:
        try:
            return str(parse(document(html).summary()).text_content())
        except Exception:  # it raises on odd pages; an empty body is its score
            return ""

    return extract


def _resiliparse() -> Extract:
    module = import_module("resiliparse.extract.html2text")

    def extract(html: str) -> str:
        return str(module.extract_plain_text(html, main_content=True, alt_texts=False, links=False))

    return extract


def _gather(
    makers: dict[str, tuple[str, Callable[[], Callable[..., str]]]],
) -> tuple[dict[str, Callable[..., str]], list[str]]:
    found: dict[str, Callable[..., str]] = {}
    missing = []
    for name, (package, make) in makers.items():
        try:
            found[f"{name} {version(package)}"] = make()
        except ImportError:
            missing.append(name)
    return found, missing


def body_peers() -> tuple[dict[str, Extract], list[str]]:
    """Body extractors by name and version, and those not installed."""
    return _gather(
        {
            "trafilatura": ("trafilatura", lambda: _trafilatura(False)),
            "trafilatura, precision": ("trafilatura", lambda: _trafilatura(True)),
            "readability-lxml": ("readability-lxml", _readability),
            "resiliparse": ("resiliparse", _resiliparse),
        }
    )


def _htmldate() -> Extract:
    find = import_module("htmldate").find_date
    return lambda html: str(find(html, original_date=True) or "")


def date_peers() -> tuple[dict[str, Extract], list[str]]:
    """Date finders."""
    return _gather({"htmldate": ("htmldate", _htmldate)})


def _ftfy() -> Extract:
    fix = import_module("ftfy").fix_encoding
    return lambda text: str(fix(text))


def repair_peers() -> tuple[dict[str, Extract], list[str]]:
    """Encoding repairers."""
    return _gather({"ftfy": ("ftfy", _ftfy)})
