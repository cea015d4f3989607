"""Timers fire at their moment, exactly once, whatever happens to the one who fires them."""

from contextlib import closing
from datetime import timedelta

from sqlalchemy import Connection, text

from bot.store import wakeups
from bot.store.engine import open_store
from bot.store.wakeups import Wakeup
from tests.mail.house import EWA, JAN, NOON, PACE, SECOND, House, nothing

HOUR = timedelta(hours=1)


def ring(house: House) -> None:
    """Every timer says its name and the hour it was set for."""
    house.on_timer = lambda c, wakeup: nothing(house.say(c, f"{wakeup.key} {wakeup.due - NOON} {wakeup.payload}"))


def test_a_timer_fires_at_its_moment_and_once(house: House) -> None:
    ring(house)
    house.arm("sla:1001", NOON + HOUR, case=1001)
    house.wait(HOUR - SECOND)
    assert house.telegram.texts == []
    house.wait(5 * HOUR)
    assert house.telegram.texts == ["sla:1001 1:00:00 {'case': 1001}"]


def test_timers_fire_by_moment_and_then_by_name(house: House) -> None:
    ring(house)
    for key, hours in [("c", 1), ("b", 2), ("a", 2), ("d", 0)]:
        house.arm(key, NOON + hours * HOUR)
    house.wait(3 * HOUR)
    assert [said.split()[0] for said in house.telegram.texts] == ["d", "c", "a", "b"]


def test_a_timer_that_fails_midway_leaves_no_trace_and_fires_once(house: House) -> None:
    def fail_once(c: Connection, wakeup: Wakeup) -> None:
        house.say(c, "termin minął")
        if wakeup.attempts == 1:
            raise OSError("w połowie")

    house.on_timer = fail_once
    house.arm("sla:1001", NOON)
    house.run_due()
    assert house.history() == []
    house.wait(HOUR)
    assert house.telegram.texts == ["termin minął"]


def test_a_timer_that_always_fails_is_never_dropped_nor_in_the_way(house: House) -> None:
    def fail(c: Connection, wakeup: Wakeup) -> None:
        house.say(c, "dobry")
        if wakeup.key == "zły":
            raise ValueError("nie umiem")

    house.on_timer = fail
    house.arm("zły", NOON)
    house.arm("dobry", NOON + HOUR)
    house.wait(2 * HOUR)
    assert house.telegram.texts == ["dobry"]
    due = house.mail.next_due()
    assert due is not None
    assert due - house.clock.now() <= PACE.longest_retry


def test_a_cancelled_timer_is_silent(house: House) -> None:
    ring(house)
    house.arm("sla:1001", NOON + HOUR)
    with house.store.begin() as c:
        wakeups.cancel(c, "sla:1001")
    house.wait(2 * HOUR)
    assert house.telegram.texts == []


def test_a_timer_may_cancel_itself_or_set_itself_anew(house: House) -> None:
    def chime(c: Connection, wakeup: Wakeup) -> None:
        house.say(c, wakeup.key)
        wakeups.cancel(c, wakeup.key)
        if wakeup.key == "co godzinę":
            wakeups.arm(c, wakeup.key, "sla", wakeup.due + HOUR, {})

    house.on_timer = chime
    house.arm("raz", NOON)
    house.arm("co godzinę", NOON)
    house.wait(2 * HOUR)
    assert sorted(house.telegram.texts) == ["co godzinę"] * 3 + ["raz"]


def test_of_two_who_hold_a_timer_only_one_fires_it(house: House) -> None:
    ring(house)
    house.arm("sla:1001", NOON)
    with house.store.begin() as c:
        (slow,) = wakeups.claim(c, NOON, PACE.lease, 1)
    house.clock.advance_to(NOON + PACE.lease)
    house.run_due()
    house.mail._timing._fire(slow)  # it wakes up after all
    house.run_due()
    assert len(house.telegram.texts) == 1


def test_a_timer_armed_anew_after_it_was_claimed_fires_at_its_new_moment_only(house: House) -> None:
    ring(house)
    house.arm("sla:1001", NOON)
    with house.store.begin() as c:
        (held,) = wakeups.claim(c, NOON, PACE.lease, 1)
    house.arm("sla:1001", NOON + HOUR)
    house.mail._timing._fire(held)
    assert house.history() == []
    house.wait(2 * HOUR)
    assert house.telegram.texts == ["sla:1001 1:00:00 {}"]


def test_a_timer_of_a_conversation_holds_it_as_a_turn_does(postgres_url: str) -> None:
    """Turns lock the conversation and then touch its timers; the other way round would be a deadlock."""
    held = text("SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND granted AND pid = pg_backend_pid()")
    seen = []
    with closing(open_store(postgres_url)) as store:
        house = House(store)
        house.on_timer = lambda c, _: seen.append(c.execute(held).scalar())
        house.arm("quiet:jan", NOON, conversation=JAN)
        house.run_due()
        house.arm("sla:1001", NOON)
        house.run_due()
    assert seen == [1, 0]


def test_timers_of_conversations_fire_beside_their_lanes(house: House) -> None:
    house.on_timer = lambda c, wakeup: nothing(house.say(c, "cisza", wakeup.payload["conversation"]))
    house.arm("quiet:jan", NOON, conversation=JAN)
    house.arm("quiet:ewa", NOON, conversation=EWA)
    house.run_due()
    assert [(m.user, m.text) for m in house.telegram.sent] == [("ewa", "cisza"), ("jan", "cisza")]
