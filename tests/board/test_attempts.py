"""Tries are counted for each key and forgotten with time."""

from datetime import UTC, datetime, timedelta

from bot.board import attempts
from bot.board.attempts import Attempts

NOON = datetime(2027, 5, 4, 10, tzinfo=UTC)
MINUTE = timedelta(minutes=1)


def test_so_many_are_allowed_and_no_more() -> None:
    tries = Attempts(3, MINUTE)
    assert [tries.allow("ola", NOON) for _ in range(5)] == [True, True, True, False, False]
    assert tries.allow("adam", NOON)


def test_a_refused_try_does_not_count_and_time_forgets() -> None:
    tries = Attempts(2, MINUTE)
    tries.allow("ola", NOON)
    tries.allow("ola", NOON + MINUTE / 2)
    assert not tries.allow("ola", NOON + MINUTE - MINUTE / 60)
    assert tries.allow("ola", NOON + MINUTE)  # the first one is a minute old, the refused one was not counted
    assert not tries.allow("ola", NOON + MINUTE)


def test_a_good_try_does_not_count() -> None:
    tries = Attempts(2, MINUTE)
    for _ in range(5):
        assert tries.allow("ola", NOON)
        tries.take_back("ola")
    assert [tries.allow("ola", NOON) for _ in range(3)] == [True, True, False]
    tries.take_back("nikt")


def test_endless_new_keys_do_not_fill_the_memory() -> None:
    tries = Attempts(1, MINUTE)
    for n in range(attempts.REMEMBERED + 100):
        tries.allow(n, NOON)
    assert len(tries._tried) == attempts.REMEMBERED
