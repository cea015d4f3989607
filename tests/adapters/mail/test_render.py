"""A message as an e-mail: what is in it, what holds a case together, and what cannot be smuggled in."""

from dataclasses import replace
from datetime import UTC, datetime
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default

import pytest

from adapters.mail.render import render
from bot.channel import Choice, File, Outbound

NOON = datetime(2027, 5, 4, 12, tzinfo=UTC)
FROM, TO = "dyspozytor@example.pl", "jan@example.com"
PLAIN = Outbound(7, f"mail:{TO}", TO, NOON, "Zgłoszenie 1011 przyjęte.\n\nInżynier zadzwoni do 15:20.", case=1011)


def raw(message: Outbound) -> bytes:
    return render(message, FROM, TO).as_bytes()


def received(message: Outbound) -> EmailMessage:
    """As the reader's program reads it."""
    return message_from_bytes(raw(message), policy=default)


def body(mail: EmailMessage) -> str:
    part = mail.get_body(("plain",))
    assert part is not None
    return str(part.get_content()).replace("\r\n", "\n")


def test_who_what_and_when() -> None:
    mail = received(PLAIN)
    assert (mail["From"], mail["To"]) == ("Dyspozytor <dyspozytor@example.pl>", "jan@example.com")
    assert mail["Subject"] == "[1011] Zgłoszenie 1011 przyjęte."
    assert mail["Date"].datetime == NOON
    assert mail["Auto-Submitted"] == "auto-generated"
    assert mail.get_content_type() == "text/plain"
    assert mail.get_content_charset() == "utf-8"
    assert body(mail) == PLAIN.text + "\n"


def test_the_same_message_is_the_same_mail_and_another_has_another_id() -> None:
    full = replace(PLAIN, files=(File("log.txt", b"x"),))
    assert raw(full) == raw(full)
    ids = {str(received(m)["Message-ID"]) for m in (PLAIN, full, replace(PLAIN, id=8))}
    assert len(ids) == 2


def test_the_mails_of_a_case_are_one_thread_and_another_case_is_another() -> None:
    first, second = received(PLAIN), received(replace(PLAIN, id=8, text="Termin minął."))
    other = received(replace(PLAIN, id=9, case=1012))
    assert first["References"] == first["In-Reply-To"] == second["References"] == "<case-1011@example.pl>"
    assert other["References"] == "<case-1012@example.pl>"


def test_what_is_about_no_case_has_no_number_and_no_thread() -> None:
    mail = received(replace(PLAIN, case=None))
    assert (mail["Subject"], mail["References"]) == ("Zgłoszenie 1011 przyjęte.", None)


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        ("\n\n  Termin   minął.  \nDalej.", "[1011] Termin minął."),
        ("", "[1011] Dyspozytor"),
        ("ż" * 300, "[1011] " + "ż" * 99 + "…"),
        ("zażółć gęślą jaźń " * 5, "[1011] " + ("zażółć gęślą jaźń " * 5).strip()),
        ("Godzina\N{NO-BREAK SPACE}9:00 👩‍🔧", "[1011] Godzina 9:00 👩‍🔧"),
    ],
)
def test_the_subject_is_the_first_line(text: str, subject: str) -> None:
    assert received(replace(PLAIN, text=text))["Subject"] == subject


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\N{LINE SEPARATOR}", "\x0b", "\x85", "\0"])
def test_no_text_can_add_a_header(end: str) -> None:
    smuggled = f"Temat{end}Bcc: obcy@example.com{end}{end}Treść"
    odd = File(f"log{end}Bcc: obcy@example.com{end}.txt", b"x")
    mail = received(replace(PLAIN, text=smuggled, files=(odd,)))
    assert mail["Bcc"] is None
    assert [part["Bcc"] for part in mail.walk()] == [None] * 3
    assert list(mail.keys()) == list(received(replace(PLAIN, files=(File("a", b"x"),))).keys())


@pytest.mark.parametrize("to", ["jan@example.com\nBcc: obcy@example.com", "jan@example.com>, obcy@example.com"])
def test_no_address_can_add_a_header(to: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011  # whatever the library says of it
        render(PLAIN, FROM, to)


@pytest.mark.parametrize(
    "text",
    [
        "Zażółć gęślą jaźń. " * 4000,
        "wiersz bez końca" * 5000,
        "👩‍🔧🔥 zasilacz\ttabulator",
        ".\n..\n.kropka\n\n.\n",
        "From nowhere\nFrom: nikt\n=3D równa się\n   wcięte   \n",
    ],
)
def test_every_text_arrives_as_it_was(text: str) -> None:
    assert body(received(replace(PLAIN, text=text))) == text.removesuffix("\n") + "\n"
    assert all(len(line) < 999 and line.isascii() for line in raw(replace(PLAIN, text=text)).split(b"\r\n"))


def test_files_arrive_under_their_names_and_nothing_opens_by_itself() -> None:
    files = (File("zażółć gęślą.log", bytes(range(256))), File("../../etc/x.html", b"<script>"))
    mail = received(replace(PLAIN, files=files))
    parts = list(mail.iter_attachments())
    assert [(p.get_filename(), p.get_content()) for p in parts] == [(f.name, f.data) for f in files]
    assert {p.get_content_type() for p in parts} == {"application/octet-stream"}
    assert body(mail) == PLAIN.text + "\n"


def test_a_file_cannot_end_its_part() -> None:
    file = File("x", b"\r\n--=_7--\r\n\r\n--=_7\r\nSubject: obcy\r\n")
    mail = received(replace(PLAIN, text=f"a\n--=_7--\n{PLAIN.text}", files=(file,)))
    assert [p.get_content() for p in mail.iter_attachments()] == [file.data]


def test_buttons_are_left_out() -> None:
    assert raw(replace(PLAIN, choices=(Choice("1.0", "Tak"),))) == raw(PLAIN)
