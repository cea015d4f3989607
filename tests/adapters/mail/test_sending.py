"""Mail against a real SMTP server: what arrives, what is tried again, what is given up; no password is told."""

import asyncio
import ssl
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from adapters.mail.channel import MailChannel, NotTaken
from bot.channel import Blocked, File, Outbound
from bot.smtp import Smtp, server
from tests.adapters.mail.certificates import certificate, serving
from tests.adapters.mail.post import PASSWORD, Post, post_office
from tests.adapters.mail.test_render import FROM, PLAIN, TO, body

LOGIN = "dyspozytor:tajne%40%25x@"


@pytest.fixture
def post() -> Iterator[Post]:
    with post_office() as found:
        yield found


@pytest.fixture
def trusted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ssl.SSLContext:
    """A certificate that this machine trusts, as the server shows it."""
    path = certificate(tmp_path)
    monkeypatch.setenv("SSL_CERT_FILE", str(path))
    return serving(path)


def plain(port: int) -> Smtp:
    return server(f"smtp://127.0.0.1:{port}?tls=none")


def send(to: Smtp, message: Outbound = PLAIN) -> str:
    with closing(MailChannel(to, FROM, patience=5)) as channel:
        return asyncio.run(channel.send(message))


def test_a_message_arrives_and_its_reference_is_its_id(post: Post) -> None:
    ref = send(plain(post.port))
    assert post.envelopes == [(FROM, [TO])]
    assert [(m["Message-ID"], body(m)) for m in post.mails] == [(ref, PLAIN.text + "\n")]


def test_what_is_sent_again_is_recognised(post: Post) -> None:
    assert send(plain(post.port)) == send(plain(post.port))
    assert len({bytes(m) for m in post.mails}) == 1


def test_a_long_text_dots_and_ten_megabytes_arrive_whole(post: Post) -> None:
    text, data = ".\n..\n.kropka 👩‍🔧\n" + "zażółć gęślą jaźń " * 4000, bytes(range(256)) * 40_960
    send(plain(post.port), replace(PLAIN, text=text, files=(File("log.bin", data),)))
    (mail,) = post.mails
    assert body(mail) == text + "\n"
    assert [part.get_content() == data for part in mail.iter_attachments()] == [True]


@pytest.mark.parametrize("at_once", [False, True], ids=["starttls", "tls"])
def test_an_encrypted_session_with_a_login(trusted: ssl.SSLContext, at_once: bool) -> None:
    with post_office(trusted, at_once) as post:
        send(server(f"smtp{'s' * at_once}://{LOGIN}127.0.0.1:{post.port}"))
        assert (post.logins, len(post.mails)) == (1, 1)


def test_a_wrong_password_is_tried_again_and_not_told(trusted: ssl.SSLContext) -> None:
    with post_office(trusted) as post:
        with pytest.raises(NotTaken, match=r"odmawia połączenia lub logowania \(535\)") as refused:
            send(server(f"smtp://dyspozytor:{'haslo-' * 3}@127.0.0.1:{post.port}"))
        assert "haslo" not in repr(refused.value)
        assert refused.value.__suppress_context__
        assert post.mails == []


def test_a_server_nobody_vouches_for_is_told_nothing(tmp_path: Path) -> None:
    with post_office(serving(certificate(tmp_path))) as post:
        with pytest.raises(ssl.SSLCertVerificationError):
            send(server(f"smtp://{LOGIN}127.0.0.1:{post.port}"))
        assert post.mails == []


def test_a_server_without_starttls_gets_neither_password_nor_mail(post: Post) -> None:
    with pytest.raises(NotTaken, match="nie zna STARTTLS"):
        send(server(f"smtp://{LOGIN}127.0.0.1:{post.port}"))
    assert post.mails == []


@pytest.mark.parametrize("where", ["rcpt", "data"])
def test_a_passing_refusal_is_tried_again(post: Post, where: str) -> None:
    getattr(post, where).append("451 Greylisted, please wait")
    with pytest.raises(NotTaken, match="451 Greylisted"):
        send(plain(post.port))
    send(plain(post.port))
    assert len(post.mails) == 1


@pytest.mark.parametrize("where", ["rcpt", "data"])
def test_a_final_refusal_is_given_up(post: Post, where: str) -> None:
    getattr(post, where).append("550 No such user here")
    with pytest.raises(Blocked, match="serwer poczty: 550 No such user here"):
        send(plain(post.port))
    assert post.mails == []


def test_a_mail_that_is_too_big_for_the_server_is_given_up() -> None:
    with post_office(size=1000) as post:
        with pytest.raises(Blocked, match="552"):
            send(plain(post.port), replace(PLAIN, files=(File("log.bin", bytes(2000)),)))
        send(plain(post.port))
        assert len(post.mails) == 1


def test_a_server_that_fails_after_it_has_taken_the_mail_has_taken_it(post: Post) -> None:
    post.quit.append("421 Going down")
    send(plain(post.port))
    assert len(post.mails) == 1


def test_a_server_that_is_down_is_tried_again() -> None:
    with post_office() as post:
        gone = plain(post.port)
    with pytest.raises(ConnectionRefusedError):
        send(gone)


@pytest.mark.parametrize(
    "to", ["", "jan", "jan@example.com\r\nRCPT TO:<obcy@example.com>", "jan@example.com>", "żuk@example.com"]
)
def test_what_is_no_address_is_never_tried(to: str) -> None:
    with pytest.raises(Blocked, match="to nie jest adres e-mail"):
        send(plain(1), replace(PLAIN, user=to))


def test_the_password_is_not_printed() -> None:
    found = server(f"smtps://{LOGIN}poczta.example.pl")
    assert (found.password, found.port) == (PASSWORD, 465)
    assert "tajne" not in repr(found)
    assert "dyspozytor" not in repr(found)
