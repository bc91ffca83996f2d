"""UIMA CAS as XMI, an account a document, and the type system beside them.

https://uima.apache.org/d/uimaj-current/references.html#ugr.ref.xmi

Offsets are UTF-16 code units here.  What XML cannot hold stands as one mark of one unit, so that no
offset moves.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

from twosource.exchange.rim import Utf16, attribute, element, xml_safe
from twosource.exchange.told import Told
from twosource.exchange.xmi_annotations import Document, Documents, Mark
from twosource.packaged import table

PACKAGE = "org.twosource"
SPACE = "http:///org/twosource.ecore"
_SLUG = re.compile(r"[^A-Za-z0-9]+")


@cache
def types() -> dict[str, Any]:
    """The types with their features, those that all records share among them; not to be changed."""
    found = table("exchange", "uima")
    shared = found["shared"]
    bare = {"Account", "Part", "Paragraph", "Credit"}
    return {
        name: {**kind, "features": {**({} if name in bare else shared), **kind["features"]}}
        for name, kind in found["type"].items()
    }


def type_system() -> str:
    """The UIMA type system description."""
    out = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<typeSystemDescription xmlns="http://uima.apache.org/resourceSpecifier">',
        "  <name>twosource</name>",
        "  <types>",
    ]
    for name, kind in types().items():
        out += [
            "    <typeDescription>",
            f"      <name>{PACKAGE}.{name}</name>",
            f"      <description>{element(kind['about'])}</description>",
            "      <supertypeName>uima.tcas.Annotation</supertypeName>",
            "      <features>",
        ]
        for feature, about in kind["features"].items():
            out += [
                "        <featureDescription>",
                f"          <name>{feature}</name>",
                f"          <description>{element(about)}</description>",
                "          <rangeTypeName>uima.cas.String</rangeTypeName>",
                "        </featureDescription>",
            ]
        out += ["      </features>", "    </typeDescription>"]
    return "\n".join([*out, "  </types>", "</typeSystemDescription>", ""])


def _document(document: Document, marks: Iterable[Mark]) -> Iterator[str]:
    text = xml_safe(document.text)
    units = Utf16(text).units
    yield (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<xmi:XMI xmlns:xmi="http://www.omg.org/XMI" xmlns:cas="http:///uima/cas.ecore" '
        f'xmlns:tcas="http:///uima/tcas.ecore" xmlns:twosource="{SPACE}" xmi:version="2.0">\n'
        '<cas:NULL xmi:id="0"/>\n'
    )
    language = attribute(document.account.language)
    language = "x-unspecified" if language == "und" else language
    end = units(len(text))
    yield (
        f'<tcas:DocumentAnnotation xmi:id="2" sofa="1" begin="0" end="{end}" '
        f'language="{language}"/>\n'
    )
    members = ["2"]
    for number, mark in enumerate(marks, 3):
        features = "".join(f' {k}="{attribute(v)}"' for k, v in mark.features.items())
        place = f'begin="{units(mark.begin)}" end="{units(mark.end)}"'
        yield f'<twosource:{mark.type} xmi:id="{number}" sofa="1" {place}{features}/>\n'
        members.append(str(number))
    yield (
        '<cas:Sofa xmi:id="1" sofaNum="1" sofaID="_InitialView" mimeType="text" '
        f'sofaString="{attribute(text)}"/>\n'
        f'<cas:View sofa="1" members="{" ".join(members)}"/>\n</xmi:XMI>\n'
    )


def slug(text: str) -> str:
    """A name as the part of a file's name."""
    return _SLUG.sub("-", text).strip("-")[:60] or "x"


def write(stories: Iterable[Told], folder: Path) -> None:
    """Write the type system and a document an account into a folder."""
    (folder / "TypeSystem.xml").write_text(type_system(), encoding="utf-8", newline="")
    for turn, told in enumerate(stories, 1):
        documents = Documents(told)
        for number, account in enumerate(told.accounts, 1):
            document = Document(told, account)
            name = f"{turn:03d}-{number:04d}-{slug(account.id)}.xmi"
            with (folder / name).open("w", encoding="utf-8", newline="") as sink:
                sink.writelines(_document(document, documents.marks(document)))
