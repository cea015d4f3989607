"""What comes in is answered: once, in order, and a fault in one event holds up nobody for ever."""

from datetime import timedelta

from sqlalchemy import Connection, select, text

from bot.store import tables, wakeups
from tests.mail.house import EWA, JAN, NOON, PACE, SECOND, House, nothing


def errors(house: House) -> dict[str, str | None]:
    """The error of each event, by its text."""
    with house.store.read() as c:
        rows = c.execute(select(tables.inbox).order_by(tables.inbox.c.id)).all()
    assert all(row.done_at for row in rows), "every event is dealt with in the end"
    return {row.body["text"]: row.error for row in rows}


def test_words_are_answered_when_no_more_have_come(house: House) -> None:
    assert house.hear("1", "router")
    assert house.run_due() == 0
    house.wait(PACE.gather)
    assert house.telegram.texts == ["echo router"]
    assert house.mail.next_due() is None


def test_a_second_delivery_is_told_apart_and_answered_once(house: House) -> None:
    assert house.hear("1", "router")
    assert not house.hear("1", "router")
    house.wait(PACE.gather)
    assert not house.hear("1", "router")
    house.wait(SECOND)
    assert house.telegram.texts == ["echo router"]


def test_words_sent_in_pieces_get_one_answer(house: House) -> None:
    house.hear("1", "router")
    house.wait(SECOND / 2)
    house.hear("2", "nie działa")
    house.wait(SECOND / 2)
    assert house.turns == [], "a second after the first piece, half a second after the second"
    house.wait(SECOND / 2)
    assert house.telegram.texts == ["echo router nie działa"]


def test_a_pressed_button_is_answered_at_once(house: House) -> None:
    house.hear("1", "router")
    house.hear("2", "Tak", choice="7.0")
    house.run_due()
    assert house.telegram.texts == ["echo router Tak"]


def test_a_channel_whose_clock_is_ahead_makes_nobody_wait(house: House) -> None:
    house.hear("1", "router", at=NOON + timedelta(hours=1))
    house.wait(PACE.gather)
    assert house.telegram.texts == ["echo router"]


def test_what_waited_in_the_channel_is_not_gathered_again(house: House) -> None:
    house.hear("1", "router", at=NOON - timedelta(hours=1))
    house.run_due()
    assert house.telegram.texts == ["echo router"]


def test_what_comes_during_a_turn_gets_the_next_one(house: House) -> None:
    def hear_more() -> None:
        house.after_answering = nothing
        house.hear("2", "i drukarka", choice="1.0")

    house.after_answering = hear_more
    house.hear("1", "router")
    house.wait(PACE.gather)
    assert house.turns == [["router"], ["i drukarka"]]
    assert house.telegram.texts == ["echo router", "echo i drukarka"]


def test_a_turn_that_fails_leaves_no_trace_and_is_tried_again(house: House) -> None:
    def fail(_texts: list[str]) -> None:
        house.before_answering = nothing
        raise OSError("dysk")

    house.before_answering = fail
    house.hear("1", "router")
    house.wait(PACE.gather)
    assert (house.waiting(), house.telegram.texts, house.history()) == (["router"], [], [])
    house.wait(SECOND)
    assert (house.waiting(), house.telegram.texts) == ([], ["echo router"])


def test_exactly_the_guilty_event_is_given_up(house: House) -> None:
    def fail(texts: list[str]) -> None:
        if "zepsute" in texts:
            raise ValueError("nie umiem")

    house.before_answering = fail
    for number, said in enumerate(["przed", "zepsute", "po"]):
        house.hear(str(number), said)
    house.hear("9", "obok", user="ewa")
    house.wait(timedelta(minutes=1))
    assert errors(house) == {"przed": None, "zepsute": "ValueError: nie umiem", "po": None, "obok": None}
    to_jan = [message.text for message in house.telegram.sent if message.conversation == JAN]
    assert to_jan == ["echo przed", "Przepraszamy za kłopot.", "echo po"]
    assert [m.text for m in house.telegram.sent if m.conversation == EWA] == ["echo obok"]
    assert house.mail.next_due() is None


def test_a_fault_in_the_apology_does_not_keep_the_event(house: House) -> None:
    def broken(c: Connection, *_: object) -> None:
        house.say(c, "zaczęte i cofnięte")
        c.execute(text("SELECT * FROM no_such_table"))

    def fail(texts: list[str]) -> None:
        if texts == ["zepsute"]:
            raise ValueError("nie umiem")

    house = House(house.store, apologise=broken)
    house.before_answering = fail
    house.hear("1", "zepsute")
    house.wait(timedelta(minutes=1))
    house.hear("2", "dobre")
    house.wait(timedelta(minutes=1))
    assert errors(house) == {"zepsute": "ValueError: nie umiem", "dobre": None}
    assert house.telegram.texts == ["echo dobre"]


def test_a_process_that_dies_in_a_turn_is_followed_by_another(house: House) -> None:
    house.hear("1", "router", choice="1.0")
    with house.store.begin() as c:
        assert wakeups.claim(c, house.clock.now(), PACE.lease, 1), "and is heard of no more"
    house.wait(PACE.lease - SECOND)
    assert house.telegram.texts == []
    house.wait(SECOND)
    assert house.telegram.texts == ["echo router"]


def test_an_event_that_keeps_killing_the_process_is_given_up_without_a_turn(house: House) -> None:
    house.hear("1", "zabójcze", choice="1.0")
    for _ in range(PACE.turn_attempts):
        with house.store.begin() as c:
            assert wakeups.claim(c, house.clock.now(), PACE.lease, 1)
        house.clock.advance_to(house.clock.now() + PACE.lease)
    house.run_due()
    assert house.turns == []
    assert house.telegram.texts == ["Przepraszamy za kłopot."]
    assert errors(house) == {"zabójcze": "InterruptedError: proces był przerywany w trakcie odpowiedzi"}
