"""A small writer of PDF files, so that tests say exactly what stands where."""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from dataclasses import dataclass, field

WIDE = 0.5
"""Width of every character, in sizes: the font below gives all of them one width."""


@dataclass
class Text:
    """Words at a place: points from the lower left corner."""

    words: str
    x: float
    y: float
    size: float = 10.0


@dataclass
class Sheet:
    """A page: its words in the order of its content, or a picture of them."""

    texts: Sequence[Text] = ()
    picture: bool = False
    width: float = 600.0
    height: float = 800.0


@dataclass
class Pdf:
    """A PDF file being made."""

    sheets: Sequence[Sheet]
    packed: bool = False
    info: dict[str, str] = field(default_factory=dict)
    locked: bool = False

    def _content(self, sheet: Sheet) -> bytes:
        out = ["q 100 0 0 100 50 50 cm /I Do Q"] if sheet.picture else []
        for t in sheet.texts:
            codes = t.words.encode("utf-16-be").hex()
            out.append(f"BT /F {t.size} Tf {t.x} {t.y} Td <{codes}> Tj ET")
        return "\n".join(out).encode()

    def _stream(self, data: bytes, more: str = "") -> bytes:
        if self.packed:
            data, more = zlib.compress(data), f"{more} /Filter /FlateDecode"
        return f"<< /Length {len(data)}{more} >>\nstream\n".encode() + data + b"\nendstream"

    def data(self) -> bytes:
        """The file."""
        unicode = (
            b"/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapType 2 def\n"
            b"1 begincodespacerange <0000> <FFFF> endcodespacerange\n"
            + b"100 beginbfrange\n"
            + b"".join(f"<{n:02X}00> <{n:02X}FF> <{n:02X}00>\n".encode() for n in range(100))
            + b"endbfrange\n"
            + b"156 beginbfrange\n"
            + b"".join(f"<{n:02X}00> <{n:02X}FF> <{n:02X}00>\n".encode() for n in range(100, 256))
            + b"endbfrange endcmap end end"
        )
        count = len(self.sheets)
        kids = " ".join(f"{10 + 2 * n} 0 R" for n in range(count))
        info = " ".join(f"/{k} ({v})" for k, v in self.info.items())
        objects: dict[int, bytes] = {
            1: b"<< /Type /Catalog /Pages 2 0 R >>",
            2: f"<< /Type /Pages /Kids [{kids}] /Count {count} >>".encode(),
            3: b"<< /Type /Font /Subtype /Type0 /BaseFont /Varn /Encoding /Identity-H "
               b"/DescendantFonts [4 0 R] /ToUnicode 5 0 R >>",
            4: b"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Varn /DW 500 /CIDSystemInfo "
               b"<< /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> "
               b"/FontDescriptor 6 0 R >>",
            5: self._stream(unicode),
            6: b"<< /Type /FontDescriptor /FontName /Varn /Flags 4 /FontBBox [0 -200 500 800] "
               b"/ItalicAngle 0 /Ascent 800 /Descent -200 /CapHeight 700 /StemV 80 >>",
            7: self._stream(b"\x80" * 16, " /Type /XObject /Subtype /Image /Width 4 /Height 4 "
                            "/ColorSpace /DeviceGray /BitsPerComponent 8"),
            8: f"<< {info} >>".encode(),
        }  # fmt: skip
        if self.locked:
            key = "28bf4e5e4e758a4164004e56fffa01082e2e00b6d0683e802f0ca9fe6453697a"
            objects[9] = (
                f"<< /Filter /Standard /V 1 /R 2 /P -44 /O <{key}> /U <{key[::-1]}> >>".encode()
            )
        for n, sheet in enumerate(self.sheets):
            objects[10 + 2 * n] = (
                f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {sheet.width} {sheet.height}] "
                f"/Contents {11 + 2 * n} 0 R /Resources << /Font << /F 3 0 R >> "
                f"/XObject << /I 7 0 R >> >> >>"
            ).encode()
            objects[11 + 2 * n] = self._stream(self._content(sheet))
        return self._assembled(objects)

    def _assembled(self, objects: dict[int, bytes]) -> bytes:
        out = bytearray(b"%PDF-1.6\n%\xe2\xe3\xcf\xd3\n")
        places = {}
        for n, body in sorted(objects.items()):
            places[n] = len(out)
            out += f"{n} 0 obj\n".encode() + body + b"\nendobj\n"
        start, size = len(out), max(objects) + 1
        out += f"xref\n0 {size}\n".encode()
        for n in range(size):
            line = f"{places[n]:010} 00000 n \n" if n in places else "0000000000 65535 f \n"
            out += line.encode()
        more = " /Encrypt 9 0 R /ID [<00> <00>]" if self.locked else ""
        out += f"trailer\n<< /Size {size} /Root 1 0 R /Info 8 0 R{more} >>\n".encode()
        return bytes(out + f"startxref\n{start}\n%%EOF\n".encode())


def column(
    words: str, x: float, y: float, width: float, size: float = 10.0, indent: float = 10.0
) -> list[Text]:
    """A paragraph set in lines of a width, its first line indented; ``|`` marks where a
    word is divided if it falls at a line's end.
    """
    out: list[Text] = []
    line, room = "", int((width - indent) / (WIDE * size))
    at = x + indent
    for word in words.split():
        plain = word.replace("|", "")
        if len(line) + len(plain) + bool(line) <= room:
            line = f"{line} {plain}" if line else plain
            continue
        first, mark, rest = word.partition("|")
        if mark and len(line) + len(first) + 2 <= room:
            out.append(Text(f"{line} {first}-", at, y, size))
            line = rest.replace("|", "")
        else:
            out.append(Text(line, at, y, size))
            line = plain
        at, y, room = x, y - 1.2 * size, int(width / (WIDE * size))
    out.append(Text(line, at, y, size))
    return out


def stacked(paragraphs: Sequence[str], x: float, y: float, width: float) -> list[Text]:
    """Paragraphs under one another."""
    out: list[Text] = []
    for words in paragraphs:
        out += column(words, x, y, width)
        y = out[-1].y - 12.0
    return out
