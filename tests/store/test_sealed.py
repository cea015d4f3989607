"""Sealed files: nothing but sealed.py opens them, in their own row only, and they go when their case has long ended."""

import asyncio
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import Connection, select, update

from bot.channel import ENGINEERS, File, Inbound
from bot.clock import SimulatedClock
from bot.domain.cases import Case, Event
from bot.mail import Pace
from bot.main import build
from bot.sealing import BrokenSeal
from bot.store import cases, files, inbox, outbox, sealed, tables
from bot.store.engine import Store
from tests.seal import SEAL

NOON = datetime(2027, 5, 4, 12, tzinfo=UTC)
JAN = "web:g-1"
DAY = timedelta(days=1)
COPY = File("switch.cfg", b"snmp-agent community read public")
MASKED = File("switch.cfg", "snmp-agent community read •••".encode())
OPEN = Case(1001, NOON, "P1", "padl", "covered", conversation=JAN, state="confirmed")


def keep(c: Connection, case: int | None = None, at: datetime = NOON) -> int:
    return sealed.keep(c, SEAL, COPY, conversation=JAN, at=at, case_number=case)


def column(store: Store, file_id: int) -> bytes:
    """What lies in the database."""
    with store.read() as c:
        found: bytes = c.execute(select(tables.file.c.data).where(tables.file.c.id == file_id)).scalar_one()
    return found


def left(store: Store) -> list[int]:
    with store.read() as c:
        return list(c.execute(select(tables.file.c.id).order_by(tables.file.c.id)).scalars())


def test_a_kept_file_is_encrypted_and_opens_as_it_was(any_store: Store) -> None:
    with any_store.begin() as c:
        number = keep(c)
        assert sealed.open_one(c, SEAL, number) == COPY
    assert b"snmp" not in column(any_store, number)
    with any_store.read() as c:
        (head,) = files.of_case(c, 0, JAN)
    assert (head.name, head.size, head.sealed) == (COPY.name, len(COPY.data), True)


def test_a_file_that_came_through_a_channel_is_sealed_in_its_place_once(any_store: Store) -> None:
    with any_store.begin() as c:
        event = inbox.add(c, Inbound("web", "g-1", "e1", NOON, files=(COPY, File("log.txt", b"log"))))
        assert event is not None
        said = outbox.incoming(c, conversation=JAN, at=NOON, text="", inbox_ids=[event])
        copy, log = (f.id for f in files.of_messages(c, [said]))
        sealed.close(c, SEAL, [copy], NOON)
        sealed.close(c, SEAL, [copy], NOON)
        assert sealed.open_one(c, SEAL, copy) == COPY
        assert files.one(c, log) == File("log.txt", b"log")
    assert b"snmp" not in column(any_store, copy)


def test_nothing_else_gives_out_a_sealed_file(any_store: Store) -> None:
    with any_store.begin() as c:
        event = inbox.add(c, Inbound("web", "g-1", "e1", NOON, files=(COPY,)))
        (row,) = inbox.pending(c, JAN, 1)
        out = outbox.add(c, conversation=JAN, at=NOON, text="?", files=[COPY])
        (came,), (goes,) = files.of_events(c, [event or 0]), files.of_messages(c, [out])
        sealed.close(c, SEAL, [came.id, goes.id], NOON)
        message = outbox.next_unsent(c, JAN)
        assert message is not None
        assert (message.files, inbox.restore(c, row).files) == ((), ())
        for number in (came.id, goes.id):
            assert files.one(c, number) is None
            assert files.one_of_conversation(c, number, JAN) is None


def test_a_sealed_file_is_named_to_the_engineers_and_not_sent_to_them(any_store: Store) -> None:
    with any_store.begin() as c:
        event = inbox.add(c, Inbound("web", "g-1", "e1", NOON, files=(COPY, File("log.txt", b"log"))))
        outbox.incoming(c, conversation=JAN, at=NOON, text="", case_number=1001, inbox_ids=[event or 0])
        posted = outbox.add(c, conversation=ENGINEERS, at=NOON, text="pliki")
        files.post(c, 1001, posted)
        shown = files.of_messages(c, [posted])
        sealed.close(c, SEAL, [shown[0].id], NOON)
        message = outbox.next_unsent(c, ENGINEERS)
        assert [row.name for row in shown] == [COPY.name, "log.txt"]
        assert message is not None
        assert message.files == (File("log.txt", b"log"),)


def test_a_file_that_is_not_sealed_is_not_opened_here(any_store: Store) -> None:
    with any_store.begin() as c:
        out = outbox.add(c, conversation=JAN, at=NOON, text="?", files=[COPY])
        (plain,) = files.of_messages(c, [out])
        assert sealed.open_one(c, SEAL, plain.id) is None
        assert sealed.open_one(c, SEAL, 999) is None


@pytest.mark.parametrize(
    ("shown", "kept", "left_as"),
    [
        (MASKED, True, [MASKED, COPY]),
        (MASKED, False, [MASKED]),
        (COPY, True, [COPY]),
        (None, True, [COPY]),
        (None, False, []),
    ],
)
def test_people_see_what_was_read_and_the_original_stays_sealed_or_goes(
    any_store: Store, shown: File | None, kept: bool, left_as: list[File]
) -> None:
    with any_store.begin() as c:
        said = outbox.incoming(c, conversation=JAN, at=NOON, text="")
        number = sealed.keep(c, SEAL, COPY, conversation=JAN, at=NOON, message=said, case_number=1001)
        for _ in range(2):
            sealed.show(c, SEAL, number, shown, kept)
        rows = files.of_case(c, 1001, JAN)
        assert [files.one(c, f.id) or sealed.open_one(c, SEAL, f.id) for f in rows] == left_as
        assert [f.shown_as for f in rows] == [None, number][: len(left_as)]
        assert len(files.of_messages(c, [said])) == min(len(left_as), 1)
        if shown == MASKED:
            assert files.one(c, number) == MASKED


def test_originals_may_be_kept_for_another_time_than_copies(any_store: Store) -> None:
    with any_store.begin() as c:
        copy, read = keep(c), keep(c)
        sealed.show(c, SEAL, read, MASKED, keep_original=True)
        sealed.retain(c, NOON + 7 * DAY, originals=7 * DAY)
    assert left(any_store) == [copy, read]


@pytest.mark.parametrize("what", ["data", "name", "conversation"])
def test_in_another_row_it_does_not_open(any_store: Store, what: str) -> None:
    with any_store.begin() as c:
        mine, other = keep(c), keep(c)
        theirs = {
            "data": select(tables.file.c.data).where(tables.file.c.id == other).scalar_subquery(),
            "name": "inny.cfg",
            "conversation": "web:g-2",
        }
        c.execute(update(tables.file).where(tables.file.c.id == mine).values({what: theirs[what]}))
        with pytest.raises(BrokenSeal):
            sealed.open_one(c, SEAL, mine)
        assert sealed.open_one(c, SEAL, other) == COPY


def test_only_what_ended_and_lay_still_for_long_is_deleted(any_store: Store) -> None:
    """Case 1002 ended 30 days ago, 1003 a second later; 1004 ended long ago and was asked about yesterday."""
    ends = {1002: NOON, 1003: NOON + timedelta(seconds=1), 1004: NOON - 30 * DAY}
    with any_store.begin() as c:
        cases.add(c, OPEN, Event("opened", NOON - 90 * DAY))
        for number, end in ends.items():
            cases.add(c, replace(OPEN, number=number, state="closed"), Event("closed", end))
        cases.record(c, 1004, Event("from_caller", NOON + 29 * DAY))
        kept = {number: keep(c, number) for number in (1001, *ends)}
        unsent_old, unsent_new = keep(c), keep(c, at=NOON + timedelta(seconds=1))
        outbox.add(c, conversation=JAN, at=NOON, text="?", case_number=1002, files=[COPY])
        sealed.retain(c, NOON + 30 * DAY, 30 * DAY)
        deleted = [(e.event, e.at, e.reason) for e in cases.history(c, 1002)[1:]]
    gone = {kept[1002], unsent_old}
    assert gone.isdisjoint(left(any_store))
    assert {kept[1001], kept[1003], kept[1004], unsent_new} < set(left(any_store))
    assert len(left(any_store)) == 5  # the log of 1002 among them: it is not sealed
    assert deleted == [("sealed_deleted", NOON + 30 * DAY, COPY.name)]


def test_the_deleting_comes_every_night_until_nothing_is_sealed(any_store: Store) -> None:
    """Sealed on 4 May at 12:00 UTC; in Warsaw the night's hour is 3:00, in summer 1:00 UTC. 30 days later it goes."""
    clock = SimulatedClock(NOON)
    app = build(any_store, clock, {}, "web", Pace(), SEAL)
    with any_store.begin() as c:
        keep(c)
    nights = []
    while due := app.mail.next_due():
        clock.advance_to(due)
        asyncio.run(app.mail.run_due())
        nights.append(due)
    first = datetime(2027, 5, 5, 1, tzinfo=UTC)
    assert nights == [first + n * DAY for n in range(31)]
    assert left(any_store) == []


def test_sealing_more_does_not_put_the_deleting_off(any_store: Store) -> None:
    clock = SimulatedClock(NOON)
    app = build(any_store, clock, {}, "web", Pace(), SEAL)
    with any_store.begin() as c:
        for hour in (12, 21, 22, 24, 24.99):  # the last one is a minute before the hour of the night
            keep(c, at=NOON + timedelta(hours=hour - 12))
    assert app.mail.next_due() == datetime(2027, 5, 5, 1, tzinfo=UTC)
