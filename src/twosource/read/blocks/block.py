"""One block: a paragraph, heading, list item or line."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(slots=True)
class Block:
    """A run of text that stands apart on the page.

    Attributes:
        text: whitespace collapsed, never empty.
        tag: the element that makes it a block (``p``, ``h2``, ``li`` ...), or
            ``line`` in a dump.
        start, end: where it stands in the decoded input (``-1`` where not known).
        gap: blank lines before it in a dump; 1 for a page's blocks.
        linked: characters inside links.
        emphasised: characters in bold or italics.
        path: tags of the elements around it, outermost first.
        marks: ``class``, ``id`` and similar attributes of those elements, lower
            case, the same length as ``path``.
        containers: a number for each element around it, the same length as
            ``path``; blocks with one number share that element.
        hidden: inside an element that is not shown.
    """

    text: str
    tag: str = "line"
    start: int = -1
    end: int = -1
    gap: int = 1
    linked: int = 0
    emphasised: int = 0
    path: tuple[str, ...] = ()
    marks: tuple[str, ...] = ()
    containers: tuple[int, ...] = ()
    hidden: bool = False
    extra: dict[str, str] = field(default_factory=dict)
