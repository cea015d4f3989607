"""The inbox keeps every event once, in order and with its files, until a turn has committed."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager
from datetime import UTC, datetime, timedelta

from sqlalchemy import Connection

from bot.channel import File, Inbound
from bot.store import inbox
from bot.store.engine import Store

NOON = datetime(2027, 5, 4, 12, tzinfo=UTC)
JAN = "telegram:41"


def said(event_id: str, text: str = "", user: str = "41", files: tuple[File, ...] = ()) -> Inbound:
    return Inbound("telegram", user, event_id, NOON, text, files=files)


def keep(store: Store, *events: Inbound) -> list[int | None]:
    with store.begin() as c:
        return [inbox.add(c, event) for event in events]


def waiting(store: Store, conversation: str = JAN, limit: int = 100) -> list[str]:
    with store.read() as c:
        return [row.body["text"] for row in inbox.pending(c, conversation, limit)]


def test_a_second_delivery_is_recognised(any_store: Store) -> None:
    first, second = keep(any_store, said("1", "drukarka"), said("1", "drukarka"))
    assert first is not None
    assert second is None
    assert waiting(any_store) == ["drukarka"]


def test_the_same_event_id_of_another_channel_is_another_event(any_store: Store) -> None:
    slack = Inbound("slack", "41", "1", NOON, "drugi kanał")
    assert None not in keep(any_store, said("1", "pierwszy kanał"), slack)


def test_one_of_many_deliveries_at_once_is_new(any_store: Store) -> None:
    with ThreadPoolExecutor(8) as pool:
        ids = list(pool.map(lambda _: keep(any_store, said("1", "raz"))[0], range(24)))
    assert len([number for number in ids if number is not None]) == 1
    assert waiting(any_store) == ["raz"]


def test_events_wait_in_the_order_they_came_conversation_by_conversation(any_store: Store) -> None:
    keep(any_store, said("1", "a"), said("2", "x", user="7"), said("3", "b"), said("4", "c"))
    assert waiting(any_store) == ["a", "b", "c"]
    assert waiting(any_store, limit=2) == ["a", "b"]
    assert waiting(any_store, "telegram:7") == ["x"]


def test_a_finished_event_waits_no_more(any_store: Store) -> None:
    first, _ = keep(any_store, said("1", "a"), said("2", "b"))
    assert first is not None
    with any_store.begin() as c:
        inbox.finish(c, [first], NOON)
    assert waiting(any_store) == ["b"]


def test_a_turn_that_is_rolled_back_leaves_its_events_waiting(
    any_store: Store, rolled_back: AbstractContextManager[Connection]
) -> None:
    keep(any_store, said("1", "a"))
    with rolled_back as c, c.begin_nested():  # the SAVEPOINT once committed what the transaction took back
        inbox.finish(c, [row.id for row in inbox.pending(c, JAN, 10)], NOON)
        assert inbox.pending(c, JAN, 10) == []
    assert waiting(any_store) == ["a"]


def test_an_event_comes_back_as_it_was_handed_in(any_store: Store) -> None:
    log = File("router.log", b"\x00\xff link down")
    event = Inbound(
        "slack", "U7", "Ev1", NOON + timedelta(microseconds=1), "ąę „x”", "12.0", (log, log), 1001, "jan", True
    )
    keep(any_store, event)
    with any_store.read() as c:
        (row,) = inbox.pending(c, "slack:U7", 10)
        assert inbox.restore(c, row) == event


def test_characters_no_database_takes_do_not_lose_the_message(any_store: Store) -> None:
    keep(any_store, said("1", "awaria\0 \ud83d routera", files=(File("a\0.log", b""),)))
    with any_store.read() as c:
        (row,) = inbox.pending(c, JAN, 10)
        event = inbox.restore(c, row)
    assert (event.text, event.files[0].name) == ("awaria ? routera", "a.log")
