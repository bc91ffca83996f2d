"""Tags by what they do to the text round them."""

from __future__ import annotations

DROPPED = [
    "noembed", "noframes", "script", "style", "svg", "noscript", "iframe", "template",
    "object", "canvas", "math", "audio", "video", "select", "datalist", "map",
]  # fmt: skip
"""Elements whose text is never shown."""
INLINE = frozenset({
    "a", "abbr", "acronym", "amp-img", "b", "bdi", "bdo", "big", "cite", "code", "data", "del",
    "dfn", "em", "font", "i", "ins", "kbd", "label", "mark", "meter", "nobr", "output", "q",
    "rp", "rt", "ruby", "s", "samp", "slot", "small", "span", "strike", "strong", "sub", "sup",
    "time", "tt", "u", "var",
})  # fmt: skip
"""Elements that do not part the text they stand in."""
VOID = frozenset({
    "area", "base", "basefont", "bgsound", "col", "embed", "frame", "hr", "img", "input",
    "link", "meta", "param", "source", "track", "wbr",
})  # fmt: skip
"""Elements without content."""
