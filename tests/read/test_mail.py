"""Mails as people hand them over: newsletters, releases, forwards, mailboxes, attachments."""

from __future__ import annotations

from email.message import EmailMessage
from email.policy import SMTP
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from twosource.errors import TwosourceError
from twosource.read import read
from twosource.read.sources.mail_header import bare_subject, sender_of, unfolded
from twosource.read.sources.mail_letter import read_letter
from twosource.read.sources.mail_words import mail_words
from twosource.types import Account, Failure

BODY = (
    "The council of Varn voted on Tuesday to close the Tern Bridge after inspectors found cracks "
    "in two of its four piers, the mayor said.\n\n"
    "“We will not reopen it until it is safe,” Ada Moor told reporters at the town hall, which "
    "stands beside the river.\n\n"
    "The ferry line of Oto Ferrin will carry schoolchildren for nothing until the autumn."
)
HTML = "<html><body><table><tr><td>{}</td></tr></table></body></html>".format(
    "".join(f"<p>{p}</p>" for p in BODY.split("\n\n"))
)


def mail(text: str | None = BODY, html: str | None = None, **header: str) -> EmailMessage:
    made = EmailMessage()
    fields = {"From": "Ida Holm <ida.holm@varn-courier.example>", "To": "desk@osel.example",
              "Subject": "Tern Bridge shut after cracks are found",
              "Date": "Tue, 06 May 2031 09:30:00 +0200"}  # fmt: skip
    for name, value in (fields | {k.replace("_", "-"): v for k, v in header.items()}).items():
        if value:
            made[name] = value
    if text is not None:
        made.set_content(text)
    if html is not None:
        (made.add_alternative if text is not None else made.set_content)(html, subtype="html")
    return made


def one(data: bytes | EmailMessage, tmp_path: Path, name: str = "a.eml") -> Account:
    found = several(data, tmp_path, name)
    assert [type(f) for f in found] == [Account], found
    assert isinstance(found[0], Account)
    return found[0]


def several(data: bytes | EmailMessage, tmp_path: Path, name: str) -> list[Account | Failure]:
    path = tmp_path / name
    path.write_bytes(data if isinstance(data, bytes) else data.as_bytes(policy=SMTP))
    return list(read([path]))


def shown(account: Account, kind: str) -> list[str]:
    return [f.text for f in account.furniture if f.kind == kind]


def test_a_plain_mail_of_a_person(tmp_path: Path) -> None:
    account = one(mail(), tmp_path)
    assert account.text == BODY
    assert account.title == "Tern Bridge shut after cracks are found"
    assert account.byline == ("Ida Holm",)
    assert account.outlet is None
    assert account.published is not None
    assert account.published.value == "2031-05-06T09:30:00+02:00"
    assert account.published.evidence == "mail header Date: Tue, 06 May 2031 09:30:00 +0200"
    assert "From: Ida Holm <ida.holm@varn-courier.example>" in shown(account, "mail")


def test_a_newsletter_in_both_kinds_of_text(tmp_path: Path) -> None:
    made = mail(
        "View this mail in your browser", HTML, From="The Varn Courier <news@varn.example>",
        List_Unsubscribe="<https://varn.example/out>", List_Id="Morning <morning.varn.example>",
    )  # fmt: skip
    account = one(made, tmp_path)
    assert account.text == BODY
    assert account.outlet == "The Varn Courier"
    assert account.byline == ()
    assert "List-Id: Morning <morning.varn.example>" in shown(account, "mail")


def test_a_newsletter_whose_plain_text_says_more(tmp_path: Path) -> None:
    account = one(mail(BODY, "<p>Please turn on pictures.</p>"), tmp_path)
    assert account.text == BODY


def test_encoded_words_and_charsets(tmp_path: Path) -> None:
    data = (
        b"From: =?iso-8859-2?Q?Zofia_W=F3jcik?= <zofia@lodz.example>\r\n"
        b"Subject: =?utf-8?B?TW9zdCB6YW1rbmnEmXR5IHBvIHc=?=\r\n =?utf-8?B?eXBhZGt1?=\r\n"
        b"Date: Tue, 6 May 2031 09:30:00 +0200\r\nMessage-ID: <1@lodz.example>\r\n"
        b"Content-Type: text/plain; charset=iso-8859-2\r\n"
        b"Content-Transfer-Encoding: quoted-printable\r\n\r\n"
        b"Rada miasta zamkn=EA=B3a most, bo w filarach znaleziono p=EAkni=EAcia, powiedzia=\r\n"
        b"=B3 we wtorek burmistrz. Prom b=EAdzie wozi=E6 uczni=F3w za darmo.\r\n"
    )
    account = one(data, tmp_path)
    assert account.title == "Most zamknięty po wypadku"
    assert account.byline == ("Zofia Wójcik",)
    assert account.text.startswith("Rada miasta zamknęła most, bo w filarach")
    assert "pęknięcia, powiedział we wtorek burmistrz" in account.text


def test_attachments_are_listed_and_not_read(tmp_path: Path) -> None:
    made = mail()
    made.add_attachment(b"%PDF-1.4 x", maintype="application", subtype="pdf", filename="prüf.pdf")
    made.add_attachment("not,read", subtype="csv", filename="piers.csv")
    account = one(made, tmp_path)
    assert account.text == BODY
    first, second = shown(account, "attachment")
    assert first.startswith("prüf.pdf (application/pdf, 10 bytes)")
    assert second.startswith("piers.csv (text/csv")


def test_soft_line_breaks(tmp_path: Path) -> None:
    flowed = (
        "The council of Varn voted on Tuesday to close the Tern Bridge after \r\n"
        "inspectors found cracks in two of its four piers, the mayor said. \r\n"
        "Nobody was hurt.\r\n\r\n"
        "The ferry line of Oto Ferrin will carry schoolchildren for nothing \r\n"
        "until the autumn.\r\n"
    )
    data = (
        "From: Ida Holm <i@varn.example>\r\nSubject: Bridge\r\n"
        "Date: Tue, 6 May 2031 09:30 +0200\r\n"
        "MIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8; format=flowed\r\n\r\n"
    ) + flowed
    account = one(data.encode(), tmp_path)
    assert [s.of(account.text) for s in account.paragraphs] == [
        "The council of Varn voted on Tuesday to close the Tern Bridge after inspectors found "
        "cracks in two of its four piers, the mayor said. Nobody was hurt.",
        "The ferry line of Oto Ferrin will carry schoolchildren for nothing until the autumn.",
    ]


@pytest.mark.parametrize(
    "lead",
    [
        "On Mon, 5 May 2031 at 18:02, Oto Ferrin <oto@ferry.example> wrote:",
        "Am 05.05.2031 um 18:02 schrieb Oto Ferrin:",
        "Le lun. 5 mai 2031 à 18:02, Oto Ferrin a écrit :",
        "El lun, 5 may 2031 a las 18:02, Oto Ferrin escribió:",
    ],
)
def test_earlier_mails_and_signatures_are_furniture(lead: str, tmp_path: Path) -> None:
    asked = "> Will the bridge be shut?\n> Tell me before noon."
    text = f"{BODY}\n\n{lead}\n{asked}\n\n-- \nIda Holm\nVarn"
    account = one(mail(text, Subject="Re: [desk] AW: Tern Bridge shut"), tmp_path)
    assert account.text == BODY
    assert account.title == "Tern Bridge shut"
    assert shown(account, "quoted") == [f"{lead}\nWill the bridge be shut?\nTell me before noon."]
    assert shown(account, "signature") == ["Ida Holm\nVarn"]


@pytest.mark.parametrize(
    ("rule", "names"),
    [
        ("---------- Forwarded message ---------", ("From", "Date", "Subject", "To")),
        ("-----Ursprüngliche Nachricht-----", ("Von", "Gesendet", "Betreff", "An")),
        ("---------- Message transféré ---------", ("De", "Date", "Objet", "À")),
        ("---------- Mensaje reenviado ---------", ("De", "Fecha", "Asunto", "Para")),
    ],
)
def test_a_forwarded_mail_is_of_who_wrote_it(
    rule: str, names: tuple[str, ...], tmp_path: Path
) -> None:
    inner = (
        "Marta Keldan <marta@hesk.example>", "Mon, 5 May 2031 07:15:00 +0200",
        "Fees doubled on Hesk", "list@hesk.example",
    )  # fmt: skip
    head = "\n".join(f"{n}: {v}" for n, v in zip(names, inner, strict=True))
    text = f"Please see below.\n\n{rule}\n{head}\n\n{BODY}"
    account = one(mail(text, Subject="Fwd: Fees doubled on Hesk"), tmp_path)
    assert account.text == BODY
    assert account.byline == ("Marta Keldan",)
    assert account.title == "Fees doubled on Hesk"
    assert account.published is not None
    assert account.published.value == "2031-05-05T07:15:00+02:00"
    assert [d.kind for d in account.dates] == ["crawled", "published"]
    assert any("Please see below" in t for t in shown(account, "mail"))


def test_a_mail_attached_to_a_mail(tmp_path: Path) -> None:
    outer = mail("Two letters that reached us, for your file. We have not checked them yet.",
                 Subject="For your file")  # fmt: skip
    outer.add_attachment(mail(Subject="Bridge shut", From="Oto Ferrin <oto@ferry.example>"))
    outer.add_attachment(mail(Subject="Ferry/bus", From="Press office <press@varn.example>"))
    first, second, third = several(outer, tmp_path, "a.eml")
    assert [f.id for f in (first, second, third) if isinstance(f, Account)] == [
        "a.eml", "a.eml/Bridge shut", "a.eml/Ferry-bus",
    ]  # fmt: skip
    assert isinstance(third, Account)
    assert (second.text, third.text) == (BODY, BODY)  # type: ignore[union-attr]
    assert third.outlet == "Press office"
    assert third.byline == ()


def test_a_mailbox(tmp_path: Path) -> None:
    letters = []
    for n, subject in enumerate(("Bridge shut", "=?utf-8?Q?F=C3=A4hre?=", "")):
        text = BODY + f"\n\n>From the quay {n} boats left."
        made = mail(text, Subject="x")
        raw = made.as_bytes().replace(b"Subject: x", b"Subject: " + subject.encode())
        letters.append(b"From ida@varn.example Tue May  6 09:30:00 2031\n" + raw + b"\n")
    letters.insert(1, b"From x Tue May  6 09:30:00 2031\nSubject: no text\n\n\n\n")
    found = several(b"".join(letters), tmp_path, "inbox.mbox")
    accounts = [f for f in found if isinstance(f, Account)]
    assert [a.id for a in accounts] == [
        "inbox.mbox/1 Bridge shut", "inbox.mbox/3 Fähre", "inbox.mbox/4",
    ]  # fmt: skip
    assert all(a.text.startswith(BODY) for a in accounts)
    assert accounts[0].text.endswith("From the quay 0 boats left.")
    (failure,) = [f for f in found if isinstance(f, Failure)]
    assert (failure.code, failure.input.rpartition(":")[2]) == ("TS-READ-06", "2")


def test_what_holds_no_text_says_what_it_holds(tmp_path: Path) -> None:
    bare = mail(None)
    bare.add_attachment(b"%PDF-1.4 x", maintype="application", subtype="pdf", filename="a.pdf")
    (found,) = several(bare, tmp_path, "a.eml")
    assert isinstance(found, Failure)
    assert found.code == "TS-READ-06"
    assert "a.pdf (application/pdf" in found.message
    locked = b"From: a@b.example\nSubject: x\nDate: x\nContent-Type: application/pkcs7-mime\n\nMIIB"
    (found,) = several(locked, tmp_path, "b.eml")
    assert isinstance(found, Failure)
    assert found.code == "TS-READ-18"


def test_a_press_release_with_a_from_line_is_no_mail(tmp_path: Path) -> None:
    text = "From: the town hall\nDate: Tuesday\nSubject: the bridge\n\n" + BODY
    account = one(text.encode(), tmp_path, "release.txt")
    assert BODY in account.text
    assert not shown(account, "mail")


@pytest.mark.parametrize(
    ("line", "person", "house"),
    [
        ("Ida Holm <ida@varn.example>", "Ida Holm", ""),
        ('"Holm, Ida" <ida.holm@varn.example>', "Ida Holm", ""),
        ("Ida Holm at The Varn Courier <news@varn.example>", "Ida Holm", "The Varn Courier"),
        ("Ida Holm via Osel Briefing <osel@lists.example>", "Ida Holm", "Osel Briefing"),
        ("Ida Holm (Varn Courier) <ida@varn.example>", "Ida Holm", "Varn Courier"),
        ("Varn Courier <hello@varncourier.example>", "", "Varn Courier"),
        ("Oto Ferrin <newsletter@ferry.example>", "", "Oto Ferrin"),
        ("press@varn.example", "", "varn.example"),
        ("", "", ""),
    ],
)
def test_senders(line: str, person: str, house: str) -> None:
    found = sender_of(line)
    assert (found.person, found.house) == (person, house)


@pytest.mark.parametrize(
    ("subject", "bare"),
    [("Re: AW: Sv: x y", "x y"), ("[list] Fwd[2]: x", "x"), ("Re:", "Re:"), ("WG：x", "x"),
     ("Reform of the port", "Reform of the port"), ("I, Osel: a report", "I, Osel: a report")],
)  # fmt: skip
def test_subjects(subject: str, bare: str) -> None:
    assert bare_subject(subject) == bare


def test_the_words_are_lower_case_and_without_colons() -> None:
    words = mail_words()
    assert {"from", "date", "subject", "to"} == set(words.header.values())
    assert all(w == w.lower() and ":" not in w for w in (*words.header, *words.offices))


@given(st.binary(max_size=300))
@settings(max_examples=150, deadline=None)
def test_headers_never_raise(data: bytes) -> None:
    unfolded(data.decode("latin-1"))
    sender_of(data.decode("latin-1"))


@given(st.data())
@settings(max_examples=80, deadline=None)
def test_damaged_mails_are_read_or_named(data: st.DataObject) -> None:
    made = mail(BODY, HTML)
    made.add_attachment(mail(Subject="inside"))
    whole = made.as_bytes()
    at = data.draw(st.integers(0, len(whole)))
    noise = data.draw(
        st.binary(max_size=20) | st.sampled_from([b"\n\n", b"--", b"boundary=", b"=?"])
    )
    damaged = whole[:at] + noise + whole[at + data.draw(st.integers(0, 40)) :]
    try:
        found = list(read_letter(damaged, "x", "x"))
    except TwosourceError as error:
        assert error.code in {"TS-READ-11", "TS-LIMIT-02"}
        return
    assert found
    assert all(isinstance(f, Failure) or f.data.strip() for f in found)
