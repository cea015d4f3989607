"""The list: what is most urgent stands first, filters are kept in the address, tiles count open work."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.board import list_view, reads
from bot.board.filters import Filter
from bot.domain.cases import Case
from bot.domain.casework import decisions, handling, reporting
from bot.domain.people import Person, Role
from tests.board.cases import opened
from tests.board.conftest import NOON

MINUTE = timedelta(minutes=1)


def taken(case: Case) -> Case:
    """By Ola."""
    return handling.take(case, "ola", "Ola Dyżur", NOON)[0]


LATE = opened(NOON - 70 * MINUTE, 1001, vendor="huawei")
SOON = opened(NOON - 45 * MINUTE, 1002, vendor="extreme", priority="P2", priority_stated="P1")
CALM = taken(opened(NOON, 1003, vendor="huawei"))
CALLED = handling.contact(taken(opened(NOON - MINUTE, 1004, priority="P3")), "ola", NOON)[0]
CONFIRMED = decisions.confirm(handling.contact(taken(opened(NOON - MINUTE, 1005)), "ola", NOON)[0], "ola", NOON)[0]
CLOSED = reporting.close(taken(opened(NOON - MINUTE, 1006)), "ola", "brak logów", NOON)[0]
EVERY = (CLOSED, CONFIRMED, CALLED, CALM, SOON, LATE)


def numbers(chosen: Filter, me: str = "ola") -> list[int]:
    """What the list shows, in its order."""
    rows = sorted((reads.row(case, NOON) for case in EVERY), key=lambda r: r.urgency)
    return [r.case.number for r in rows if chosen.fits(r, me)]


def test_first_who_must_be_called_then_what_was_promised_last_what_has_ended() -> None:
    assert numbers(Filter(state="wszystkie")) == [1001, 1002, 1003, 1005, 1004, 1006]


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ({}, [1001, 1002, 1003, 1005, 1004]),
        ({"stan": "opened"}, [1001, 1002]),
        ({"stan": "closed"}, [1006]),
        ({"producent": "huawei"}, [1001, 1003]),
        ({"priorytet": "P1"}, [1001, 1002, 1003, 1005]),  # 1002 was called P1 by the caller: its clocks follow that
        ({"priorytet": "P3"}, [1004]),
        ({"moje": "1"}, [1003, 1005, 1004]),
        ({"pilne": "niczyje"}, [1001, 1002]),
        ({"pilne": "blisko"}, [1002]),
        ({"pilne": "po-terminie"}, [1001]),
        ({"producent": "huawei", "moje": "1"}, [1003]),
        ({"stan": "nonsens", "producent": "<b>", "priorytet": "P9", "moje": "tak", "pilne": "x"},
         [1001, 1002, 1003, 1005, 1004]),
    ],
)  # fmt: skip
def test_filters_come_from_the_address(query: dict[str, str], shown: list[int]) -> None:
    assert numbers(Filter.of(query)) == shown


@pytest.mark.parametrize(
    ("chosen", "address"),
    [
        (Filter(), "/panel"),
        (Filter(state="wszystkie", mine=True), "/panel?stan=wszystkie&moje=1"),
        (
            Filter(vendor="huawei", priority="P1", pressing="blisko"),
            "/panel?producent=huawei&priorytet=P1&pilne=blisko",
        ),
    ],
)
def test_filters_go_back_into_the_address(chosen: Filter, address: str) -> None:
    assert chosen.address == address
    query = dict(pair.split("=") for pair in address.partition("?")[2].split("&") if pair)
    assert Filter.of(query) == chosen


def test_tiles_count_open_cases() -> None:
    assert reads.tiles(EVERY, NOON) == reads.Tiles(open=5, unowned=2, soon=1, late=1)


def test_a_card_says_in_words_what_colours_say() -> None:
    html = list_view.card(reads.row(LATE, NOON))
    assert "po terminie 10 min" in html  # due 60 minutes after the submission, 70 minutes ago
    assert 'class="count late"' in html
    assert "bez właściciela" in html
    assert "nowe" in html


def test_time_alone_is_no_reason_to_send_a_card_again() -> None:
    now, later = (reads.row(CALM, NOON + passed).timeless() for passed in (0 * MINUTE, 50 * MINUTE))
    assert now == later
    assert reads.row(handling.contact(CALM, "ola", NOON)[0], NOON).timeless() != now


def test_a_card_names_a_stated_priority_only_when_it_differs() -> None:
    assert "podany P1" in list_view.card(reads.row(SOON, NOON))
    assert "podany" not in list_view.card(reads.row(replace(SOON, priority_stated="P2"), NOON))


def test_a_card_warns_of_what_is_missing() -> None:
    html = list_view.card(reads.row(replace(SOON, entitlement="mismatch", incomplete=True), NOON))
    assert "uprawnienie niezweryfikowane" in html
    assert "NIEKOMPLETNE" in html


def test_a_callers_words_are_only_words() -> None:
    hostile = '<script>alert("1")</script>'
    html = list_view.card(
        reads.row(replace(SOON, symptom=hostile, customer=hostile, site=hostile, model=hostile), NOON)
    )
    assert "<script" not in html
    assert html.count("&lt;script&gt;") == 4


def test_who_is_on_duty_is_said_with_its_end_when_that_is_near() -> None:
    ola = Person("ola", "Ola <b>", Role.ENGINEER)
    found = [(ola, "huawei", NOON + 120 * MINUTE), (ola, "", NOON + 9 * 1440 * MINUTE)]
    assert list_view.on_duty(found, NOON) == (
        "Dyżur teraz: Ola &lt;b&gt; (Huawei, dziś do 14:00), Ola &lt;b&gt; (obaj producenci)."
    )
    assert "wszyscy inżynierowie" in list_view.on_duty([], NOON)
