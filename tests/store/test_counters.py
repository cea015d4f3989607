"""Case numbers follow one another without gaps, whatever is drawn at once or rolled back."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager

from sqlalchemy import Connection

from bot.store import counters
from bot.store.engine import Store


def draw(store: Store, name: str = "case") -> int:
    with store.begin() as c:
        return counters.draw(c, name, 1001)


def test_numbers_follow_one_another_from_the_first(any_store: Store) -> None:
    assert [draw(any_store), draw(any_store), draw(any_store)] == [1001, 1002, 1003]


def test_counters_do_not_know_of_each_other(any_store: Store) -> None:
    assert (draw(any_store), draw(any_store, "other"), draw(any_store)) == (1001, 1001, 1002)


def test_a_number_that_was_rolled_back_is_drawn_again(
    any_store: Store, rolled_back: AbstractContextManager[Connection]
) -> None:
    assert draw(any_store) == 1001
    with rolled_back as c:
        assert counters.draw(c, "case", 1001) == 1002
    assert draw(any_store) == 1002


def test_no_gap_and_no_double_when_many_draw_at_once(any_store: Store) -> None:
    with ThreadPoolExecutor(8) as pool:
        numbers = list(pool.map(lambda _: draw(any_store), range(40)))
    assert sorted(numbers) == list(range(1001, 1041))
