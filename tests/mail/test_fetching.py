"""A file that is still at the platform is fetched by itself, once, and its sender learns when it cannot be had."""

from datetime import timedelta

from sqlalchemy import select

from bot.channel import Blocked, Inbound, Remote
from bot.mail.fetching import ATTEMPTS, FAILED
from bot.store import inbox, tables
from tests.mail.house import NOON, House


def send(house: House, text: str = "", *wheres: str) -> bool:
    remote = tuple(Remote(f"{where}.log", where) for where in wheres)
    return house.mail.accept(Inbound("telegram", "jan", "7", NOON, text, remote=remote))


def refusals(house: House) -> list[tuple[tuple[str, str], ...]]:
    """Of every event there was, answered or not."""
    with house.store.read() as c:
        rows = c.execute(select(tables.inbox).order_by(tables.inbox.c.id)).all()
        return [inbox.restore(c, row).refused for row in rows]


def test_each_file_becomes_an_event_of_its_own(house: House) -> None:
    house.telegram.files = {"a": b"pierwszy", "b": b"drugi"}
    assert send(house, "oto logi", "a", "b")
    assert not send(house, "oto logi", "a", "b")
    house.wait(timedelta(seconds=5))
    assert sorted(house.telegram.fetched) == ["a", "b"]
    assert sorted(text for turn in house.turns for text in turn) == ["", "", "oto logi"]


def test_files_alone_are_answered_when_they_are_here(house: House) -> None:
    house.telegram.files = {"a": OSError("sieć")}
    send(house, "", "a")
    house.run_due()
    assert house.turns == []
    house.telegram.files = {"a": b"jest"}
    house.wait(timedelta(minutes=1))
    assert house.turns == [[""]]


def test_a_refused_file_is_not_asked_for_again(house: House) -> None:
    house.telegram.files = {"a": Blocked("plik jest za duży.")}
    send(house, "", "a")
    house.wait(timedelta(hours=1))
    assert refusals(house) == [(), (("a.log", "plik jest za duży."),)]
    assert house.telegram.fetched == ["a"]
    assert house.turns == [[""]]


def test_what_cannot_be_had_is_said_in_the_end(house: House) -> None:
    house.telegram.files = {"a": OSError("sieć")}
    send(house, "", "a")
    house.wait(timedelta(hours=1))
    assert house.telegram.fetched == ["a"] * ATTEMPTS
    assert refusals(house) == [(), (("a.log", FAILED),)]
