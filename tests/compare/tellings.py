"""Accounts of our own making for the tests of comparing."""

from __future__ import annotations

from twosource.compare.align.alignment import Alignment, align_sides
from twosource.compare.cut.accounts import sides
from twosource.language import parse_all
from twosource.types import Account, Analysis, Caption, Register

HARBOUR_A = (
    "The port of Velmora was closed on Tuesday after a strike by 400 dockers.\n\n"
    'Minister Ilsa Brandt said the talks with the union would go on. "We will not be pushed '
    'into a bad deal," she told Radio Velmora.\n\n'
    "Former harbour master Otto Reyl called the closure a disgrace. The dockers want a rise "
    "of 6 percent.\n\n"
    "A ferry with 31 passengers had to turn back to Sarnholm."
)

HARBOUR_B = (
    "The port of Velmora was closed on Tuesday after a strike by 250 dockers.\n\n"
    "Minister Ilsa Brandt said the talks with the union would not go on. She rejected being "
    "pushed into a poor deal.\n\n"
    "Harbour master Otto Reyl called the closure a disgrace. The dockers want a rise of 6 "
    "percent.\n\n"
    "Two cranes were damaged in the night."
)

HARBOUR_C = (
    "The port of Velmora was closed on Tuesday after a strike by 400 dockers.\n\n"
    "The dockers want a rise of 6 percent, and the owners have offered 2 percent."
)


def account(
    id_: str, text: str, title: str | None = None, captions: tuple[str, ...] = ()
) -> Account:
    """A finished account."""
    return Account(
        id=id_, text=text, sha256="0" * 64, title=title, finished=True, language="en",
        captions=tuple(Caption(c) for c in captions),
    )  # fmt: skip


def analysis(*accounts: Account) -> Analysis:
    """Parses alone: comparing must do without the other stages."""
    return Analysis(tuple(parse_all(accounts)), Register((), ()), (), (), ())


def aligned(a: str, b: str) -> Alignment:
    """Two texts cut and aligned."""
    one, two = sides(analysis(account("a", a), account("b", b)), "text")
    return align_sides("text", one, two)
