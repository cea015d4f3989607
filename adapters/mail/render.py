"""A message as an e-mail: the same message gives the same mail, byte for byte, however often it is sent."""

from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP

from bot.channel import Outbound
from bot.markup import visible

NAME = "Dyspozytor"
LONG_SUBJECT = 100
KEPT = "\n\t\N{ZERO WIDTH JOINER}"
"""Of the signs that are not seen these have a use; the joiner holds an emoji together."""


def render(message: Outbound, sender: str, to: str) -> EmailMessage:
    """Plain text in UTF-8 with its files.

    Buttons are left out, because nobody can press them in a mail. Every mail about a case answers a first one that
    was never sent: that makes them one thread, also when the first that was sent is deleted.
    """
    case, domain = message.thread or message.case, sender.rpartition("@")[2]
    text = visible(message.text, KEPT)
    mail = EmailMessage(SMTP)
    mail["From"] = Address(NAME, addr_spec=sender)
    mail["To"] = Address(addr_spec=to)
    mail["Subject"] = _subject(text, case)
    mail["Date"] = message.at
    mail["Message-ID"] = f"<{message.id}.{message.at:%Y%m%d%H%M%S}@{domain}>"
    if case:
        mail["In-Reply-To"] = mail["References"] = f"<case-{case}@{domain}>"
    mail["Auto-Submitted"] = "auto-generated"
    mail.set_content(text, cte="quoted-printable")  # ASCII: no server on the way has a reason to touch it
    for file in message.files:
        name = " ".join(visible(file.name, KEPT).split())
        mail.add_attachment(file.data, maintype="application", subtype="octet-stream", filename=name)
    if message.files:
        mail.set_boundary(f"=_{message.id}")  # „=_” is in nothing that is encoded
    return mail


def _subject(text: str, case: int | None) -> str:
    """The first line; the number of the case in front of it."""
    first = next((" ".join(line.split()) for line in text.splitlines() if line.strip()), NAME)
    shown = first if len(first) <= LONG_SUBJECT else first[: LONG_SUBJECT - 1].rstrip() + "…"
    return f"[{case}] {shown}" if case else shown
