"""Two hundred values and pages that want to be more than text."""

from __future__ import annotations

import re

from selectolax.lexbor import LexborHTMLParser

_ACTS = (
    "<script>window.pwned=1</script>", "<img src=x onerror=window.pwned=1>",
    "<svg/onload=window.pwned=1>", "<iframe src=javascript:window.pwned=1>",
    "<a href=javascript:window.pwned=1>x</a>", "<style>*{display:none}</style>",
    "<link rel=stylesheet href=//evil.example/x.css>", "<meta http-equiv=refresh content=0;url=/x>",
    "<base href=//evil.example/>", "<form action=//evil.example/><button>x",
    "<object data=//evil.example/x>", "<embed src=//evil.example/x>", "<math><mi xlink:href=x>",
    "<input onfocus=window.pwned=1 autofocus>", "<body onload=window.pwned=1>",
    "<details open ontoggle=window.pwned=1>", "<template><script>x</script></template>",
    "<button formaction=//evil.example/ name=do value=accept>", "<textarea autofocus>",
    "<noscript><p title=\"</noscript><img src=x onerror=window.pwned=1>\">",
)  # fmt: skip
_AROUND = (
    "{}", '"{}', "'{}", '">{}', "'>{}", "</title>{}", "</textarea>{}", "--><!--{}", "]]>{}",
    "</option></select>{}",
)  # fmt: skip
VALUES: tuple[str, ...] = tuple(around.format(act) for act in _ACTS for around in _AROUND)
ODD = (
    "{{ 7*7 }}{% raw %}", "${7*7}", "../../etc/passwd", "a\x00b", "\u202ereversed", "🚢" * 40,
    "A" * 2000, "x\r\nSet-Cookie: a=b", "' OR 1=1; DROP TABLE review; --", "%0d%0a",
    "javascript:window.pwned=1", "\x1b[31mred", "﷽" * 20, "é" * 3, "&lt;b&gt;", "&#0;", " ", "\t",
)  # fmt: skip
_OURS = {"/static/desk.js"}
_ADDRESS = re.compile(r"^(/(?!/)|#|\?)")


def faults(page: str) -> list[str]:
    """What of a page of the desk could act, or leads elsewhere, beside what is ours."""
    tree = LexborHTMLParser(page)
    found = []
    for node in tree.css("*"):
        for name, value in node.attributes.items():
            if name.startswith("on") or name in {"style", "srcdoc", "xlink:href", "background"}:
                found.append(f"{node.tag} {name}={value}")
            if name in {"src", "href", "action", "formaction", "data"}:
                leads = _ADDRESS.match(value or "")
                outside = node.tag == "a" and "noreferrer" in (node.attributes.get("rel") or "")
                if not leads and not outside:
                    found.append(f"{node.tag} {name}={value}")
        if node.tag in {"iframe", "object", "embed", "base", "math", "style", "template"}:
            found.append(node.tag or "")
        if node.tag == "script" and node.attributes.get("src") not in _OURS:
            found.append("script")
        if node.tag == "meta" and node.attributes.get("http-equiv"):
            found.append("meta refresh" if "url" in str(node.attributes.get("content")) else "")
    return [f for f in found if f]
