"""Wake-ups: claimed by one, leased, fenced, and never lost when armed again at the wrong moment."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager, closing
from datetime import UTC, datetime, timedelta

from sqlalchemy import Connection

from bot.store import wakeups
from bot.store.engine import Store, open_store
from bot.store.wakeups import Wakeup

NOON = datetime(2027, 5, 4, 12, tzinfo=UTC)
LEASE = timedelta(minutes=1)


def after(minutes: float) -> datetime:
    return NOON + timedelta(minutes=minutes)


def arm(store: Store, key: str, due: datetime = NOON, kind: str = "sla", **payload: object) -> None:
    with store.begin() as c:
        wakeups.arm(c, key, kind, due, payload)


def claim(store: Store, now: datetime = NOON, limit: int = 10, only: str = "", but: str = "") -> list[Wakeup]:
    with store.begin() as c:
        return wakeups.claim(c, now, LEASE, limit, only=only, but=but)


def keys(claimed: list[Wakeup]) -> list[str]:
    return [held.key for held in claimed]


def finish(store: Store, held: Wakeup) -> bool:
    with store.begin() as c:
        return wakeups.finish(c, held)


def again(store: Store, held: Wakeup, due: datetime, attempts: int = 1) -> bool:
    with store.begin() as c:
        return wakeups.again(c, held, due, attempts)


def next_due(store: Store) -> datetime | None:
    with store.read() as c:
        return wakeups.next_due(c)


def test_only_what_is_due_is_claimed_earliest_first_then_by_key(any_store: Store) -> None:
    for key, minutes in [("b", 0), ("a", 0), ("late", 1), ("early", -1)]:
        arm(any_store, key, after(minutes), number=minutes)
    claimed = claim(any_store)
    assert keys(claimed) == ["early", "a", "b"]
    assert (claimed[0].due, claimed[0].payload, claimed[0].kind) == (after(-1), {"number": -1}, "sla")


def test_a_claim_takes_no_more_than_asked_and_only_the_kind_asked(any_store: Store) -> None:
    for key, kind in [("a", "sla"), ("b", "out"), ("c", "out"), ("d", "in")]:
        arm(any_store, key, kind=kind)
    assert keys(claim(any_store, limit=1, only="out")) == ["b"]
    assert keys(claim(any_store, limit=1, but="out")) == ["a"]
    assert keys(claim(any_store, only="other")) == []
    assert keys(claim(any_store)) == ["c", "d"]


def test_what_is_claimed_is_nobody_elses_until_the_lease_expires(any_store: Store) -> None:
    arm(any_store, "a")
    (first,) = claim(any_store)
    assert claim(any_store, after(0.5)) == []
    (second,) = claim(any_store, after(1))
    assert (first.attempts, second.attempts) == (1, 2)
    assert not finish(any_store, first)
    assert not again(any_store, first, after(9))
    assert finish(any_store, second)
    assert claim(any_store, after(60)) == []


def test_runners_that_claim_at_once_never_share_a_wake_up(any_store: Store) -> None:
    for number in range(40):
        arm(any_store, f"{number:02}")
    with ThreadPoolExecutor(8) as pool:
        taken = [key for batch in pool.map(lambda _: keys(claim(any_store, limit=5)), range(16)) for key in batch]
    assert sorted(taken) == [f"{number:02}" for number in range(40)]


def test_a_claim_skips_a_row_that_somebody_is_writing(postgres_url: str) -> None:
    with closing(open_store(postgres_url)) as store:
        arm(store, "a")
        arm(store, "b")
        with store.begin() as c:
            wakeups.arm(c, "a", "sla", NOON, {})
            assert keys(claim(store)) == ["b"]
        assert keys(claim(store)) == ["a"]


def test_arming_while_it_is_handled_makes_it_run_once_more(any_store: Store) -> None:
    arm(any_store, "a", number=1)
    (held,) = claim(any_store)
    arm(any_store, "a", after(0.25), number=2)
    assert not claim(any_store, after(0.5)), "it is still in hand"
    assert finish(any_store, held)
    (once_more,) = claim(any_store, after(0.5))
    assert (once_more.due, once_more.payload, once_more.attempts) == (after(0.25), {"number": 2}, 1)
    assert finish(any_store, once_more)
    assert claim(any_store, after(60)) == []


def test_arming_for_later_while_it_is_handled_waits_for_that_moment(any_store: Store) -> None:
    arm(any_store, "a")
    (held,) = claim(any_store)
    arm(any_store, "a", after(30))
    assert again(any_store, held, after(1)), "the handler failed and would try again in a minute"
    assert claim(any_store, after(29)) == []
    assert keys(claim(any_store, after(30))) == ["a"]


def test_a_timer_is_consumed_unless_it_was_armed_cancelled_or_claimed_by_another(any_store: Store) -> None:
    for key in ("armed", "cancelled", "lost", "kept"):
        arm(any_store, key)
    held = claim(any_store)
    with any_store.begin() as c:
        wakeups.arm(c, "armed", "sla", after(7), {})
        wakeups.cancel(c, "cancelled")
        wakeups.again(c, next(wakeup for wakeup in held if wakeup.key == "lost"), NOON, 1)
    (stolen,) = claim(any_store)
    with any_store.begin() as c:
        assert [wakeup.key for wakeup in held if wakeups.consume(c, wakeup)] == ["kept"]
        assert wakeups.consume(c, stolen)
    assert keys(claim(any_store, after(60))) == ["armed"]


def test_a_cancelled_wake_up_does_not_run(any_store: Store) -> None:
    arm(any_store, "a")
    with any_store.begin() as c:
        wakeups.cancel(c, "a")
        wakeups.cancel(c, "never armed")
    assert claim(any_store) == []


def test_who_was_cancelled_while_handling_cannot_finish(any_store: Store) -> None:
    arm(any_store, "a")
    (held,) = claim(any_store)
    with any_store.begin() as c:
        wakeups.cancel(c, "a")
    assert not finish(any_store, held)
    assert not again(any_store, held, NOON)
    assert next_due(any_store) is None


def test_what_is_tried_again_waits_and_counts(any_store: Store) -> None:
    arm(any_store, "a")
    (held,) = claim(any_store)
    assert again(any_store, held, after(2), attempts=held.attempts)
    assert claim(any_store, after(1)) == []
    (second,) = claim(any_store, after(2))
    assert (second.attempts, second.due) == (2, after(0))


def test_arming_moves_a_waiting_lane_but_not_one_that_is_backing_off(any_store: Store) -> None:
    arm(any_store, "out:a", after(0))
    arm(any_store, "out:a", after(5))
    assert next_due(any_store) == after(5)
    (held,) = claim(any_store, after(5))
    again(any_store, held, after(30), attempts=0)
    arm(any_store, "out:a", after(6))
    assert next_due(any_store) == after(30)
    assert claim(any_store, after(29)) == []
    assert keys(claim(any_store, after(30))) == ["out:a"]


def test_the_next_due_is_the_earliest_that_is_free_or_whose_lease_ends(any_store: Store) -> None:
    assert next_due(any_store) is None
    arm(any_store, "a")
    arm(any_store, "b", after(3))
    assert next_due(any_store) == NOON
    (held,) = claim(any_store)
    assert next_due(any_store) == NOON + LEASE
    finish(any_store, held)
    assert next_due(any_store) == after(3)


def test_a_handler_that_died_leaves_a_wake_up_armed_for_later_alone(any_store: Store) -> None:
    arm(any_store, "a")
    claim(any_store)
    arm(any_store, "a", after(30))
    assert next_due(any_store) == after(30)
    assert claim(any_store, after(29)) == []


def test_a_rolled_back_arm_or_cancel_has_not_happened(
    any_store: Store, rolled_back: AbstractContextManager[Connection]
) -> None:
    arm(any_store, "kept")
    with rolled_back as c:
        wakeups.cancel(c, "kept")
        wakeups.arm(c, "new", "sla", NOON, {})
    assert keys(claim(any_store)) == ["kept"]
