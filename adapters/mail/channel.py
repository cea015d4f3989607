"""Mail as a channel: one SMTP session for each message, in threads of its own, so that a slow server blocks nobody."""

import asyncio
import smtplib
import ssl
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from email.message import EmailMessage

from adapters.mail.render import render
from bot.addresses import address
from bot.channel import Blocked, Outbound
from bot.smtp import Smtp

PATIENCE = 20
"""Seconds for each answer of the server."""
AT_ONCE = 4
TOO_BIG = 552


class NotTaken(Exception):
    """The server does not take the mail now; said without anything that we have told it."""


class MailChannel:
    """Sends mail. What the server refuses for good is Blocked; every other trouble is raised, for a later attempt."""

    name = "mail"

    def __init__(self, server: Smtp, sender: str, patience: float = PATIENCE) -> None:
        self._server, self._sender, self._patience = server, sender, patience
        self._tls = ssl.create_default_context()
        self._threads = ThreadPoolExecutor(AT_ONCE, thread_name_prefix="smtp")

    async def send(self, message: Outbound) -> str:
        """Hand it to the server; the reference is its Message-ID, by which a repeated one can be recognised."""
        return await asyncio.get_running_loop().run_in_executor(self._threads, self._send, message)

    def check(self) -> None:
        """Connect and sign in; raises what `send` would."""
        with self._session() as session:
            self._sign_in(session)

    def close(self) -> None:
        """Let go of the threads, once what they have in hand is done."""
        self._threads.shutdown()

    def _send(self, message: Outbound) -> str:
        try:
            to = address(message.user)
        except ValueError:
            raise Blocked("to nie jest adres e-mail") from None
        mail = render(message, self._sender, to)
        with self._session() as session:
            self._sign_in(session)
            self._hand_over(session, mail, to)
        return str(mail["Message-ID"])

    def _hand_over(self, session: smtplib.SMTP, mail: EmailMessage, to: str) -> None:
        """What the server has against us as a sender may be put right; what it has against this reader or mail not."""
        try:
            session.send_message(mail, self._sender, to)
        except smtplib.SMTPRecipientsRefused as refused:
            raise _verdict(*refused.recipients[to], final=True) from None
        except smtplib.SMTPSenderRefused as refused:
            raise _verdict(refused.smtp_code, refused.smtp_error, final=refused.smtp_code == TOO_BIG) from None
        except smtplib.SMTPResponseException as refused:
            raise _verdict(refused.smtp_code, refused.smtp_error, final=True) from None

    @contextmanager
    def _session(self) -> Iterator[smtplib.SMTP]:
        """A server that has taken the mail and fails at the good-bye has still taken it."""
        to, ours = self._server, self._sender.rpartition("@")[2]
        session: smtplib.SMTP
        if to.tls == "always":
            session = smtplib.SMTP_SSL(to.host, to.port, ours, timeout=self._patience, context=self._tls)
        else:
            session = smtplib.SMTP(to.host, to.port, ours, timeout=self._patience)
        try:
            yield session
            with suppress(smtplib.SMTPException, OSError):
                session.quit()
        finally:
            session.close()

    def _sign_in(self, session: smtplib.SMTP) -> None:
        """Of a refused login only the code is told: a server may repeat in its words what it was told."""
        try:
            if self._server.tls == "start":
                session.starttls(context=self._tls)
            if self._server.user:
                session.login(self._server.user, self._server.password)
        except smtplib.SMTPNotSupportedError:
            raise NotTaken("serwer poczty nie zna STARTTLS albo logowania") from None
        except smtplib.SMTPResponseException as refused:
            raise NotTaken(f"serwer poczty odmawia połączenia lub logowania ({refused.smtp_code})") from None


def _verdict(code: int, words: bytes | str, final: bool) -> Exception:
    """A `final` refusal with 5xx will not change by itself."""
    told = words.decode(errors="replace") if isinstance(words, bytes) else words
    error = f"serwer poczty: {code} {' '.join(told.split())[:200]}"
    return Blocked(error) if final and code >= 500 else NotTaken(error)
