"""What is counted of the articles: each offer once, its result with it, and nothing offered twice within a day."""

from datetime import UTC, datetime, timedelta
from typing import Any

from bot.store import hints
from bot.store.engine import Store

AT = datetime(2026, 11, 17, 9, tzinfo=UTC)


def record(store: Store, run: int, result: str | None, at: datetime = AT, **other: Any) -> None:
    row = {"topic": "psu-failure", "about": "a1", "question": "zgasł zasilacz", "vendor": "huawei", **other}
    with store.begin() as c:
        hints.record(c, "web:waldek", run, at, result=result, **row)


def offered(store: Store, runs: list[int], now: datetime, conversation: str = "web:waldek") -> dict[str, str]:
    with store.read() as c:
        return hints.offered(c, conversation, runs, now)


def results(store: Store) -> list[str | None]:
    with store.read() as c:
        return [row.result for row in hints.since(c, AT - timedelta(days=1))]


def test_an_offer_is_counted_once_however_many_steps_it_has(any_store: Store) -> None:
    for _ in range(3):
        record(any_store, 1, None)
    assert results(any_store) == [None]


def test_a_result_is_written_to_its_offer(any_store: Store) -> None:
    record(any_store, 1, None)
    record(any_store, 1, "helped")
    record(any_store, 2, "came_back")  # the report that was taken up again
    assert results(any_store) == ["came_back"]


def test_another_run_hears_that_it_was_offered_and_the_same_run_what_about(any_store: Store) -> None:
    record(any_store, 1, None)
    assert offered(any_store, [1], AT) == {"psu-failure": "a1"}
    assert offered(any_store, [2], AT) == {"psu-failure": ""}
    assert offered(any_store, [], AT, "web:hela") == {}


def test_after_a_day_it_may_be_offered_again_but_never_in_the_same_run(any_store: Store) -> None:
    record(any_store, 1, None)
    later = AT + timedelta(hours=30)
    assert offered(any_store, [2], later) == {}
    assert offered(any_store, [1], later) == {"psu-failure": "a1"}


def test_a_question_without_an_article_is_kept_and_offers_nothing(any_store: Store) -> None:
    record(any_store, 1, "none", topic="")
    assert results(any_store) == ["none"]
    assert offered(any_store, [1], AT) == {}
