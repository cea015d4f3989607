"""A real SMTP server on loopback that keeps what it takes, and that can be told to refuse."""

import asyncio
import socket
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from threading import Thread
from typing import Any

from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

USER, PASSWORD = "dyspozytor", "tajne@%x"
OK = "250 OK"


@dataclass
class Post:
    """What the server has taken; `answers` are given to RCPT (`rcpt`) and DATA (`data`) one by one before OK."""

    port: int
    mails: list[EmailMessage] = field(default_factory=list)
    envelopes: list[tuple[str, list[str]]] = field(default_factory=list)
    rcpt: list[str] = field(default_factory=list)
    data: list[str] = field(default_factory=list)
    quit: list[str] = field(default_factory=list)
    logins: int = 0

    def authenticate(
        self, _server: SMTP, _session: Session, _envelope: Envelope, _how: str, given: object
    ) -> AuthResult:
        """Only the one user with the one password."""
        good = isinstance(given, LoginPassword) and given == LoginPassword(USER.encode(), PASSWORD.encode())
        self.logins += good
        return AuthResult(success=good, handled=False)

    async def handle_RCPT(  # noqa: N802  # named by aiosmtpd
        self, _server: SMTP, _session: Session, envelope: Envelope, to: str, _options: list[str]
    ) -> str:
        answer = self.rcpt.pop(0) if self.rcpt else OK
        if answer == OK:
            envelope.rcpt_tos.append(to)
        return answer

    async def handle_DATA(self, _server: SMTP, _session: Session, envelope: Envelope) -> str:  # noqa: N802
        answer = self.data.pop(0) if self.data else OK
        if answer == OK:
            content = envelope.content if isinstance(envelope.content, bytes) else b""
            self.mails.append(message_from_bytes(content, policy=default))
            self.envelopes.append((envelope.mail_from or "", envelope.rcpt_tos))
        return answer

    async def handle_QUIT(self, _server: SMTP, _session: Session, _envelope: Envelope) -> str:  # noqa: N802
        return self.quit.pop(0) if self.quit else "221 Bye"


@contextmanager
def post_office(tls: ssl.SSLContext | None = None, at_once: bool = False, size: int = 40_000_000) -> Iterator[Post]:
    """Run it in a thread of its own, on a free port; with `tls` it asks for STARTTLS and a login, or is TLS at once."""
    loop, listening = asyncio.new_event_loop(), socket.create_server(("127.0.0.1", 0))
    post, options = Post(listening.getsockname()[1]), dict[str, Any]()
    if tls:
        options = {"auth_require_tls": not at_once, "authenticator": post.authenticate}
    if tls and not at_once:
        options |= {"tls_context": tls, "require_starttls": True, "auth_required": True}

    def protocol() -> SMTP:
        return SMTP(post, loop=loop, hostname="poczta.example.pl", data_size_limit=size, **options)

    server = loop.run_until_complete(loop.create_server(protocol, sock=listening, ssl=tls if at_once else None))
    thread = Thread(target=loop.run_forever)
    thread.start()
    try:
        yield post
    finally:
        asyncio.run_coroutine_threadsafe(_close(server), loop).result()
        loop.call_soon_threadsafe(loop.stop)
        thread.join()
        loop.close()


async def _close(server: asyncio.Server) -> None:
    """Let go of the port and of every session that is still open."""
    server.close()
    others = asyncio.all_tasks() - {asyncio.current_task()}
    for task in others:
        task.cancel()
    await asyncio.gather(*others, return_exceptions=True)
