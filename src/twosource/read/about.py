"""What a container says of the text in it: a mail's header, a document's layout."""

from __future__ import annotations

from dataclasses import dataclass, replace

from twosource.types import Account, DateCandidate, Furniture, Repair


@dataclass(frozen=True, slots=True)
class About:
    """What is known of a text before it is read.

    Attributes:
        title: the subject, the headline by its size; goes before what the text shows.
        byline, outlet: fill what the text leaves open.
        dates: candidates beside those of the text, each with its evidence.
        furniture: what stood in the container and is not the text: header lines, the
            names of attachments, running heads, words of earlier mails.
        repairs: what was put right on the way.
        made_from: what the text was made from, where it does not stand in the input
            as such ("the text layer of a PDF, 3 pages"); then offsets into the decoded
            input mean nothing and are left out.
        sha256: of the input, where ``Raw.data`` is not it.
    """

    title: str | None = None
    byline: tuple[str, ...] = ()
    outlet: str | None = None
    dates: tuple[DateCandidate, ...] = ()
    furniture: tuple[Furniture, ...] = ()
    repairs: tuple[Repair, ...] = ()
    made_from: str = ""
    sha256: str = ""

    def completed(self, account: Account) -> Account:
        """An account with what only the container knows."""
        account = replace(
            account,
            furniture=(*self.furniture, *account.furniture),
            repairs=(*self.repairs, *account.repairs),
            sha256=self.sha256 or account.sha256,
        )
        if not self.made_from:
            return account
        return replace(
            account,
            source_map=(),
            furniture=tuple(replace(f, source=None) for f in account.furniture),
            captions=tuple(replace(c, source=None) for c in account.captions),
            charset_reason=self.made_from,
        )
