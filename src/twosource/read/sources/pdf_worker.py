"""The text layer of a PDF on standard input, as JSON Lines; run as a program of its own.

A hostile PDF may crash or stall the library that reads it.  So it is read here, in a
process with limits, which imports nothing but that library: one line for the document,
one for each page as soon as it is read, so that what came before a crash is kept.

    {"pages": 3, "title": "...", "created": "D:20310505..."}
    {"width": 595.0, "height": 842.0, "pictures": 0, "pieces": [[text, x0, y0, x1, y1, size], ...]}

or ``{"wrong": "locked" | "damaged" | "missing"}``.  Coordinates are points from the lower left
corner; a piece is a stretch of one line in one size without a wide gap.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from typing import Any

CPU_SECONDS = 20
MEMORY = 3 * 1024**3
MAX_PAGES = 1000
MAX_CHARS = 3_000_000
"""A thick book; a newspaper of 64 pages has 700,000."""
WIDE = 1.6
"""Gap, in sizes of the type, from which what follows is another piece: justified lines
stretch a blank to one size, the gutter between two columns is rarely under one and a half."""
HYPHEN = 2
"""What PDFium gives for a hyphen at the end of a line."""
PICTURE = 3  # FPDF_PAGEOBJ_IMAGE


def limited() -> None:
    """Hold this process to its time and memory, where the system can."""
    try:
        import resource
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS + 1))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))


class Piece:
    """A stretch of a line, growing character by character."""

    def __init__(self, size: float) -> None:
        self.text = ""
        self.size = size
        self.box: list[float] = []

    def add(self, char: str, box: tuple[float, float, float, float]) -> None:
        """Append a character with its box (x0, y0, x1, y1)."""
        self.text += char
        if not char.isspace():
            b = self.box or [*box]
            self.box = [min(b[0], box[0]), min(b[1], box[1]), max(b[2], box[2]), max(b[3], box[3])]

    def follows(self, box: tuple[float, float, float, float], size: float) -> bool:
        """Whether a character goes on with the piece."""
        if not self.box:
            return True
        gap = box[0] - self.box[2]
        level = min(box[3], self.box[3]) - max(box[1], self.box[1])
        alike = abs(size - self.size) <= 0.3 * max(size, self.size)
        return alike and -size < gap < WIDE * size and level > 0.3 * min(size, self.size)


def pieces(library: Any, page: Any) -> Iterator[Piece]:
    """The pieces of a page in the order of its content."""
    raw = page.raw
    rect = library.FS_RECTF()
    now = Piece(0.0)
    for index in range(library.FPDFText_CountChars(raw)):
        code = library.FPDFText_GetUnicode(raw, index)
        if code in {0x0D, 0x0A, 0}:
            continue
        # Halves of a surrogate pair come one by one, as some fonts map them.
        char = (
            "-"
            if code == HYPHEN
            else chr(code)
            if code < 0x110000 and not 0xD800 <= code <= 0xDFFF
            else "\ufffd"
        )
        size = library.FPDFText_GetFontSize(raw, index) or 1.0
        done = library.FPDFText_GetLooseCharBox(raw, index, rect)
        box = (rect.left, rect.bottom, rect.right, rect.top)
        if not done or (library.FPDFText_IsGenerated(raw, index) == 1 and char.isspace()):
            now.text += " " if now.text and not now.text.endswith(" ") else ""
            continue
        height = _height(library, raw, index, size)
        if not char.isspace() and not now.follows(box, height):
            if now.box and now.text.strip():
                yield now
            now = Piece(height)
        if not now.box:
            now.size = height
        now.add(char, box)
    if now.box and now.text.strip():
        yield now


def _height(library: Any, raw: Any, index: int, size: float) -> float:
    """The size of the type on the page: the font's, scaled as the text is."""
    matrix = library.FS_MATRIX()
    if not library.FPDFText_GetMatrix(raw, index, matrix):
        return float(abs(size))
    return float(abs(size) * (matrix.c**2 + matrix.d**2) ** 0.5) or float(abs(size))


def _pictures(page: Any) -> int:
    return sum(1 for _ in page.get_objects(filter=(PICTURE,), max_depth=3))


def read_page(document: Any, library: Any, number: int) -> tuple[dict[str, Any], int]:
    """The record of a page, and how many characters it has."""
    page = document[number]
    width, height = page.get_size()
    text = page.get_textpage()
    chars = library.FPDFText_CountChars(text.raw)
    found = list(pieces(library, text)) if chars <= MAX_CHARS else []
    record = {
        "width": width,
        "height": height,
        "pictures": 0 if found else _pictures(page),
        "pieces": [[p.text, *(round(v, 2) for v in p.box), round(p.size, 2)] for p in found],
    }
    text.close()
    page.close()
    return record, max(chars, 0)


def pages(document: Any, library: Any, wrong: type[Exception]) -> Iterator[dict[str, Any]]:
    """A record for each page; one that cannot be read has no pieces and says so."""
    left = MAX_CHARS
    for number in range(min(len(document), MAX_PAGES)):
        try:
            record, chars = read_page(document, library, number)
        except (wrong, ValueError, OverflowError):
            yield {"width": 0, "height": 0, "pictures": 0, "pieces": [], "damaged": True}
            continue
        yield record
        left -= chars
        if left < 0:
            return


def main() -> None:
    """Read standard input, write standard output."""
    limited()

    def say(record: dict[str, Any]) -> None:
        sys.stdout.write(json.dumps(record) + "\n")
        sys.stdout.flush()

    try:
        import pypdfium2
        import pypdfium2.raw as library
    except ImportError:
        say({"wrong": "missing"})
        return
    data = sys.stdin.buffer.read()
    try:
        document = pypdfium2.PdfDocument(data)
        count = len(document)
    except pypdfium2.PdfiumError as error:
        say({"wrong": "locked" if "password" in str(error).lower() else "damaged"})
        return
    facts = document.get_metadata_dict(skip_empty=True)
    say({"pages": count, "title": facts.get("Title", ""), "created": facts.get("CreationDate", "")})
    for record in pages(document, library, pypdfium2.PdfiumError):
        say(record)


if __name__ == "__main__":
    main()
