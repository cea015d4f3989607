"""The watchdog sees every open case without exactly one wake-up that comes on time, and nothing else."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import Connection

from bot.domain.cases import ENDED, Case, Event
from bot.store import cases, wakeups, watch
from bot.store.engine import Store
from bot.store.watch import Overdue, Watch

NOON = datetime(2027, 5, 4, 12, tzinfo=UTC)
MINUTE, MOMENT = timedelta(minutes=1), timedelta(microseconds=1)


def add(c: Connection, number: int, state: str = "taken", *keys: str, due: datetime = NOON) -> None:
    """A case with wake-ups under these keys."""
    cases.add(c, Case(number, NOON, "P1", "padł", "covered", state=state), Event("opened", NOON))
    for key in keys:
        wakeups.arm(c, key, "case", due, {})


def look(store: Store, now: datetime = NOON) -> Watch:
    with store.read() as c:
        return watch.look(c, now, 5 * MINUTE)


def test_cases_with_one_wake_up_each_are_well(any_store: Store) -> None:
    with any_store.begin() as c:
        add(c, 1001, "opened", "case:1001")
        add(c, 1002, "confirmed", "case:1002")
        for number, state in enumerate(sorted(ENDED), 1003):
            add(c, number, state)
        wakeups.arm(c, "out:web:g-1", "out", NOON, {})
    assert look(any_store) == Watch(2, (), (), (), ())
    assert look(any_store).well


def test_a_case_without_a_wake_up_is_seen_whatever_others_have(any_store: Store) -> None:
    """Keys that only begin alike, or belong to something else, are nobody's."""
    with any_store.begin() as c:
        add(c, 100, "opened", "case:1001", "sla:100:reaction:50", "out:case:100")
        add(c, 1001, "opened")
    found = look(any_store)
    assert (found.open, found.silent, found.well) == (2, (100,), False)


def test_a_case_with_two_wake_ups_is_seen(any_store: Store) -> None:
    with any_store.begin() as c:
        add(c, 1001, "opened", "case:1001", "case:1001:reaction")
        add(c, 1002, "opened", "case:1002")
    found = look(any_store)
    assert (found.doubled, found.silent, found.well) == ((1001,), (), False)


def test_a_wake_up_is_overdue_when_it_is_later_than_the_patience(any_store: Store) -> None:
    with any_store.begin() as c:
        add(c, 1001, "opened", "case:1001")
    assert look(any_store, NOON + 5 * MINUTE).well
    found = look(any_store, NOON + 5 * MINUTE + MOMENT)
    assert found == Watch(1, (), (), (1001,), (Overdue("case:1001", "case", NOON, 0),))
    assert not found.well


def test_one_that_keeps_failing_tells_how_often(any_store: Store) -> None:
    with any_store.begin() as c:
        add(c, 1001, "opened", "case:1001")
    for attempt in range(3):
        with any_store.begin() as c:
            (held,) = wakeups.claim(c, NOON + attempt * MINUTE, MINUTE, 1)
            assert wakeups.again(c, held, NOON + (attempt + 1) * MINUTE, held.attempts)
    assert [one.attempts for one in look(any_store, NOON + 6 * MINUTE).overdue] == [3]


@pytest.mark.parametrize("key", ["out:web:g-1", "in:web:g-1", "retention", "case:1001"])
def test_whatever_is_overdue_is_seen_also_without_an_open_case(any_store: Store, key: str) -> None:
    with any_store.begin() as c:
        add(c, 1001, "closed", key)
    found = look(any_store, NOON + timedelta(hours=1))
    assert ([one.key for one in found.overdue], found.late, found.well) == ([key], (), False)


def test_of_many_the_oldest_comes_first(any_store: Store) -> None:
    with any_store.begin() as c:
        for minutes in (1, 3, 2):
            wakeups.arm(c, f"sla:{minutes}", "sla", NOON - minutes * MINUTE, {})
    assert [one.key for one in look(any_store, NOON + 10 * MINUTE).overdue] == ["sla:3", "sla:2", "sla:1"]
