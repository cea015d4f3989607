"""What goes out arrives in order; a channel that is busy, blocked or broken is met with patience, and with an end."""

import asyncio
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import Connection, text

from bot.channel import Blocked, Busy, Outbound
from bot.store import outbox, wakeups
from bot.store.engine import Store
from tests.mail.house import EWA, JAN, NOON, PACE, SECOND, House, Telegram


def test_messages_leave_in_order_with_the_address_of_their_reader(house: House) -> None:
    house.write("jeden", "dwa", "trzy")
    house.write("obok", conversation=EWA)
    house.run_due()
    assert [(m.user, m.text) for m in house.telegram.sent if m.user == "jan"] == [
        ("jan", "jeden"),
        ("jan", "dwa"),
        ("jan", "trzy"),
    ]
    assert [(m.user, m.text) for m in house.telegram.sent if m.user == "ewa"] == [("ewa", "obok")]
    assert [(row.sent_at, row.ref) for row in house.history()] == [(NOON, f"ref-{row.id}") for row in house.history()]
    assert house.mail.next_due() is None


def test_an_error_holds_up_its_conversation_in_order_and_no_other(house: House) -> None:
    house.telegram.troubles = [OSError("sieć")]
    house.write("jeden", "dwa", conversation=EWA)  # `out:telegram:ewa` comes first
    house.write("obok")
    house.run_due()
    assert house.telegram.texts == ["obok"]
    house.wait(SECOND)
    assert house.telegram.texts == ["obok", "jeden", "dwa"]


def test_the_pauses_double_up_to_a_limit(any_store: Store) -> None:
    house = House(any_store, replace(PACE, send_attempts=10))
    house.telegram.troubles = [OSError("sieć")] * 9
    house.write("jeden")
    pauses = []
    while not house.telegram.sent:
        before = house.clock.now()
        house.clock.advance_to(house.mail.next_due() or NOON)
        pauses.append((house.clock.now() - before).total_seconds())
        house.run_due()
    assert pauses == [0, 1, 2, 4, 8, 16, 32, 60, 60, 60]


def test_the_jitter_scatters_a_pause_over_its_upper_half(any_store: Store) -> None:
    house = House(any_store, jitter=lambda: 0.0)
    house.telegram.troubles = [OSError("sieć")]
    house.write("jeden")
    house.run_due()
    assert house.mail.next_due() == NOON + SECOND / 2


def test_a_new_message_does_not_hurry_a_lane_that_is_backing_off(house: House) -> None:
    house.telegram.troubles = [Busy(30)]
    house.write("jeden")
    house.run_due()
    house.write("dwa")
    house.wait(29 * SECOND)
    assert house.telegram.asked == 1
    house.wait(SECOND)
    assert house.telegram.texts == ["jeden", "dwa"]


def test_waiting_as_asked_is_not_a_failure(house: House) -> None:
    house.telegram.troubles = [Busy(10)] * (PACE.send_attempts + 1)
    house.write("jeden")
    house.wait(timedelta(minutes=1))
    assert house.telegram.texts == ["jeden"]
    assert house.complaints == []


def test_being_asked_to_wait_at_the_last_attempt_is_not_the_end(house: House) -> None:
    house.telegram.troubles = [*[OSError("sieć")] * (PACE.send_attempts - 1), Busy(10)]
    house.write("jeden")
    house.wait(timedelta(minutes=1))
    assert house.telegram.texts == ["jeden"]


def test_a_channel_that_is_busy_for_zero_seconds_is_not_asked_in_a_circle(house: House) -> None:
    house.telegram.troubles = [Busy(0)] * 2
    house.write("jeden")
    house.run_due()
    assert house.telegram.asked == 1
    house.wait(2 * SECOND)
    assert house.telegram.texts == ["jeden"]


def test_waiting_as_asked_comes_to_an_end_too(house: House) -> None:
    house.telegram.troubles = [Busy(600)] * 100
    house.write("jeden")
    house.wait(timedelta(hours=2))
    assert house.telegram.asked == 7, "at 0, 10, 20, 30, 40, 50 minutes, and at the hour for the last time"
    assert house.complaints == [("jeden", "Busy: retry after 600 s")]


@pytest.mark.parametrize("trouble", [OSError("sieć"), Busy(10)])
def test_what_is_about_a_moment_long_past_is_tried_as_patiently_as_anything_else(
    house: House, trouble: Exception
) -> None:
    house.telegram.troubles = [trouble] * (PACE.send_attempts - 1)
    with house.store.begin() as c:
        outbox.add(c, conversation=JAN, at=NOON - 2 * PACE.send_age, text="stara sprawa")
    house.wait(timedelta(minutes=1))
    assert house.telegram.texts == ["stara sprawa"]
    assert house.complaints == []


def test_a_blocked_reader_is_not_written_to_again_and_somebody_is_told(house: House) -> None:
    house.telegram.troubles = [Blocked("bot zablokowany")]
    house.write("jeden", "dwa")
    house.run_due()
    assert house.complaints == [("jeden", "Blocked: bot zablokowany")]
    assert house.telegram.texts == ["dwa"]
    first, _ = house.history()
    assert (first.failed_at, first.error, first.sent_at) == (NOON, "Blocked: bot zablokowany", None)


def test_a_message_no_channel_takes_is_given_up_aloud_and_makes_way(house: House) -> None:
    house.telegram.troubles = [ValueError("za długa")] * PACE.send_attempts
    house.write("za długa", "dobra")
    house.wait(timedelta(minutes=5))
    assert house.complaints == [("za długa", "ValueError: za długa")]
    assert house.telegram.texts == ["dobra"]
    assert house.telegram.asked == PACE.send_attempts + 1


def test_a_fault_in_the_complaint_does_not_keep_the_message(any_store: Store) -> None:
    def broken(c: Connection, *_: object) -> None:
        house.say(c, "zaczęte i cofnięte")
        c.execute(text("SELECT * FROM no_such_table"))

    house = House(any_store, give_up=broken)
    house.telegram.troubles = [Blocked("usunięty")]
    house.write("jeden", "dwa")
    house.run_due()
    assert house.telegram.texts == ["dwa"]
    assert [row.text for row in house.history()] == ["jeden", "dwa"]


def test_a_message_that_keeps_killing_the_process_is_given_up(house: House) -> None:
    house.write("zabójcza", "dobra")
    for _ in range(PACE.send_attempts):
        with house.store.begin() as c:
            assert wakeups.claim(c, house.clock.now(), PACE.lease, 1), "and the process dies"
        house.clock.advance_to(house.clock.now() + PACE.lease)
    house.run_due()
    assert [text for text, _ in house.complaints] == ["zabójcza"]
    assert house.telegram.texts == ["dobra"]


def test_a_channel_that_is_not_there_is_an_error_like_any_other(house: House) -> None:
    house.write("halo", conversation="gołąb:7")
    house.wait(timedelta(minutes=5))
    assert house.complaints == [("halo", "LookupError: kanał gołąb nie jest włączony")]


def test_a_channel_that_never_answers_is_left_in_the_end(any_store: Store) -> None:
    house = House(any_store, replace(PACE, send_within=timedelta(milliseconds=1), send_attempts=1))

    async def never(message: Outbound) -> str:
        await asyncio.Event().wait()
        return message.text

    house.telegram.send = never  # type: ignore[method-assign]
    house.write("halo")
    house.run_due()
    assert house.complaints == [("halo", "TimeoutError: ")]


def test_the_engineers_conversation_goes_where_its_route_says(any_store: Store) -> None:
    house = House(any_store, routes={"#engineers": ("telegram", "-100123")})
    house.write("nowa sprawa", conversation="#engineers")
    house.run_due()
    assert [(m.conversation, m.user) for m in house.telegram.sent] == [("#engineers", "-100123")]


def test_an_edit_follows_its_message_and_knows_its_reference(house: House) -> None:
    with house.store.begin() as c:
        card = house.say(c, "otwarta")
        outbox.add(c, conversation=JAN, at=NOON, text="zamknięta", edits=card)
    house.run_due()
    assert [(m.text, m.edits) for m in house.telegram.sent] == [("otwarta", None), ("zamknięta", f"ref-{card}")]


def test_what_has_left_is_marked_even_by_one_who_lost_the_lease(house: House) -> None:
    class Slow(Telegram):
        """While it sends, the lease ends and somebody else takes the lane in hand."""

        async def send(self, message: Outbound) -> str:
            house.clock.advance_to(house.clock.now() + PACE.lease)
            with house.store.begin() as c:
                assert wakeups.claim(c, house.clock.now(), PACE.lease, 1)
            return await super().send(message)

    house = House(house.store)
    house.telegram.send = Slow().send  # type: ignore[method-assign]
    house.write("jeden")
    house.run_due()
    assert [row.ref for row in house.history()] == ["ref-1"]
    with house.store.read() as c:
        assert outbox.next_unsent(c, JAN) is None


@pytest.mark.parametrize("seconds", [-5, 0])
def test_the_run_ends_however_early_a_channel_wants_to_be_asked_again(house: House, seconds: float) -> None:
    house.telegram.troubles = [Busy(seconds)]
    house.write("jeden")
    assert house.run_due() == 1
