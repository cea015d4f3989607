"""A message in the outbox, all the way to a mailbox or to the engineers who are told that it never arrived."""

import asyncio
import json
from contextlib import closing
from datetime import timedelta

from sqlalchemy import insert

from adapters.mail.channel import MailChannel
from bot.addresses import Addresses, conversation
from bot.channel import ENGINEERS, Blocked, Channel
from bot.clock import SimulatedClock, SystemClock
from bot.commands.serving import assemble
from bot.domain.contacts import CONTACTS
from bot.domain.people import Role
from bot.mail import Pace
from bot.main import build
from bot.settings import load
from bot.store import access, outbox, tables
from bot.store.engine import Store
from bot.store.tables import Found
from bot.talk.screen import Screen
from tests.adapters.mail.post import post_office
from tests.adapters.mail.test_render import FROM, NOON, TO
from tests.adapters.mail.test_sending import plain
from tests.mail.house import Telegram
from tests.seal import SEAL

TEXT = "Sprawa 1011: nikt jej nie wziął."
PATIENT = Pace(send_attempts=3)


def play(store: Store, channel: Channel, attempts: int) -> list[Found]:
    """Say it and let the time pass from attempt to attempt; returns the transcript of the mail."""
    clock, channels = SimulatedClock(NOON), {"mail": channel, "telegram": Telegram()}
    app = build(store, clock, channels, "telegram", PATIENT, SEAL, Addresses(escalation=TO, enabled=True))
    with store.begin() as c:
        outbox.add(c, conversation=conversation(app.addresses.escalation or ""), at=NOON, text=TEXT, case_number=1011)
    for _ in range(attempts):
        clock.advance_to(max(app.mail.next_due() or NOON, clock.now()))
        asyncio.run(app.mail.run_due())
    with store.read() as c:
        return outbox.history(c, f"mail:{TO}")


def test_a_server_that_asks_to_come_back_gets_the_mail_at_the_second_attempt(any_store: Store) -> None:
    with post_office() as post, closing(MailChannel(plain(post.port), FROM)) as channel:
        post.rcpt.append("451 Please wait")
        (row,) = play(any_store, channel, attempts=2)
        assert [mail["Message-ID"] for mail in post.mails] == [row.ref]
    assert timedelta(0) < row.sent_at - NOON <= PATIENT.first_retry


def test_an_address_that_does_not_exist_is_given_up_and_the_engineers_are_told(any_store: Store) -> None:
    with post_office() as post, closing(MailChannel(plain(post.port), FROM)) as channel:
        post.rcpt += ["550 No such user"] * 9
        (row,) = play(any_store, channel, attempts=1)
        assert len(post.rcpt) == 8
    assert (row.sent_at, row.error) == (None, "Blocked: serwer poczty: 550 No such user")
    with any_store.read() as c:
        (told,) = outbox.history(c, ENGINEERS)
    assert (told.key, told.case_number) == ("engineers.undelivered", 1011)


def test_what_cannot_reach_an_engineer_in_their_chat_is_mailed_to_them(any_store: Store) -> None:
    with any_store.begin() as c:
        ola = {"id": "ola", "name": "Ola", "role": Role.ENGINEER, "email": TO}
        c.execute(insert(tables.person), ola)
        access.add_account(c, "slack", "U01", "ola", NOON)
    gone = Telegram()
    with post_office() as post, closing(MailChannel(plain(post.port), FROM)) as mail:
        channels: dict[str, Channel] = {"mail": mail, "slack": gone, "telegram": Telegram()}
        gone.troubles.append(Blocked("account_inactive"))
        app = build(any_store, SimulatedClock(NOON), channels, "telegram", PATIENT, SEAL, Addresses(enabled=True))
        with any_store.begin() as c:
            outbox.add(c, conversation="slack:U01", at=NOON, text=TEXT, key="engineers.late", case_number=1011)
        asyncio.run(app.mail.run_due())
        assert post.envelopes == [(FROM, [TO])]


def test_a_server_that_stays_down_is_given_up_after_the_last_attempt(any_store: Store) -> None:
    with post_office() as post:
        gone = plain(post.port)
    with closing(MailChannel(gone, FROM)) as channel:
        (row,) = play(any_store, channel, attempts=PATIENT.send_attempts)
    assert row.failed_at is not None
    assert "ConnectionRefusedError" in row.error


def test_the_running_service_sends_mail_when_it_is_told_where_to(any_store: Store) -> None:
    with post_office() as post:
        told = {"SMTP": f"smtp://127.0.0.1:{post.port}?tls=none", "MAIL_FROM": FROM, "SECRET": "x" * 40}
        app, _ = assemble(any_store, load({f"DYSPOZYTOR_{name}": value for name, value in told.items()}))
        with any_store.begin() as c:
            outbox.add(c, conversation=conversation(TO), at=SystemClock().now(), text=TEXT)
        asyncio.run(app.mail.run_due())
        assert post.envelopes == [(FROM, [TO])]
    assert app.addresses == Addresses(escalation=CONTACTS["escalation_email"], enabled=True)


def test_talk_shows_to_whom_a_mail_goes(any_store: Store) -> None:
    printed = list[str]()
    play(any_store, Screen(printed.append), attempts=1)
    (line,) = map(json.loads, printed)
    assert (line["to"], line["text"], line["case"]) == (f"mail:{TO}", TEXT, 1011)
