"""The board's buttons are the typed orders of the engineers' channel, and fit the state of the case."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.board.orders import WORDS, actions, hotline, message, order
from bot.domain.cases import Case
from bot.domain.casework import decisions, fulfilment, handling, reporting
from bot.domain.people import Person, Role
from flows.obsluga_sprawy import card
from flows.obsluga_sprawy.commands import VERBS, Command, parse
from tests.board.cases import opened
from tests.board.conftest import NOON

MINUTE = timedelta(minutes=1)
NEW = opened(NOON - MINUTE)
MINE = handling.take(NEW, "ola", "Ola", NOON)[0]
CALLED = handling.contact(MINE, "ola", NOON)[0]
UNPROVEN = replace(MINE, entitlement="mismatch")
CONFIRMED = decisions.confirm(CALLED, "ola", NOON)[0]


@pytest.mark.parametrize(
    ("verb", "words", "typed"),
    [
        ("take", "", "weź 1001"),
        ("contact", "", "kontakt 1001"),
        ("contact", "16:55", "kontakt 1001 16:55"),
        ("confirm", "", "potwierdź 1001"),
        ("reject", "brak logów z drugiego switcha", "odrzuć 1001: brak logów z drugiego switcha"),
        ("contract", "PW-2026-000101", "umowa 1001: PW-2026-000101"),
        ("priority", "P1", "priorytet 1001 P1"),
        ("release", "", "zwolnij 1001"),
        ("request", "czy dioda miga?", "dopytaj 1001: czy dioda miga?"),
        ("order", "RMA 7001234", "zamówione 1001: RMA 7001234"),
        ("dispatch", "", "wysłane 1001"),
        ("dispatch", "00012345", "wysłane 1001: 00012345"),
        ("deliver", "wczoraj 15:00", "dostarczone 1001 wczoraj 15:00"),
        ("arrive", "9:30", "na miejscu 1001 9:30"),
        ("take_back", "", "zwrócone 1001"),
        ("close", "wymieniono zasilacz", "zamknij 1001: wymieniono zasilacz"),
        ("reopen", "usterka wróciła", "otwórz ponownie 1001: usterka wróciła"),
        ("take_over", "", "przejmij rozmowę 1001"),
        ("hand_back", "", "oddaj 1001"),
        ("explain", "", "termin 1001"),
        ("export", "", "eksport 1001"),
    ],
)
def test_each_button_is_an_order_that_the_engineers_channel_reads(verb: str, words: str, typed: str) -> None:
    assert order(verb, 1001, words) == typed
    assert parse(typed, 1001) == Command(verb, 1001, words)


def test_a_reason_of_several_lines_is_one_order() -> None:
    assert order("reject", 1001, " brak\nlogów ") == "odrzuć 1001: brak logów"


@pytest.mark.parametrize("words", ["Dzień dobry.\nProszę o logi.", "potwierdzam", "weź 1002", "odrzucam: nie", "16:55"])
def test_words_for_the_caller_are_never_taken_for_an_order(words: str) -> None:
    assert parse(message(1001, words), 1001) == Command("write", 1001, words)


def test_a_case_from_the_hotline_is_a_command_too() -> None:
    typed = hotline("1912N-40017", "", "nie wstaje,\npo burzy", "600 100 200", "9:40")
    assert typed == "nowe: 1912N-40017, nie wstaje, po burzy, 600 100 200, 9:40"
    assert parse(typed) == Command("new", None, typed.removeprefix("nowe: "))


OLA, ADAM = Person("ola", "Ola", Role.ENGINEER), Person("adam", "Adam", Role.ENGINEER)
BOSS = Person("szef", "Adam Kierownik", Role.MANAGER)
HEARD = replace(CALLED, conversation="web:g-1")
TALKING = handling.take_over(HEARD, "ola", NOON)[0]
ORDERED = fulfilment.order(CONFIRMED, "ola", "RMA 7", NOON)[0]
DELIVERED = fulfilment.deliver(ORDERED, "ola", NOON)[0]
CLOSED = reporting.close(DELIVERED, "ola", "wymieniono", NOON)[0]
SHARED = ["explain", "export"]


@pytest.mark.parametrize(
    ("case", "me", "first", "aside"),
    [
        (NEW, OLA, ["take"], SHARED),
        (MINE, ADAM, [], SHARED),
        (MINE, BOSS, [], ["release", *SHARED]),
        (MINE, OLA, ["contact", "confirm", "reject", "request"], ["priority", "release", "close", *SHARED]),
        (CALLED, OLA, ["confirm", "reject", "request"], ["priority", "release", "close", *SHARED]),
        (HEARD, OLA, ["confirm", "reject", "request"], ["priority", "take_over", "release", "close", *SHARED]),
        (TALKING, OLA, ["hand_back", "confirm", "reject", "request"], ["priority", "release", "close", *SHARED]),
        (UNPROVEN, OLA, ["contact", "contract", "reject", "request"], ["priority", "release", "close", *SHARED]),
        (CONFIRMED, OLA, ["order", "dispatch", "deliver", "close"], ["priority", "request", "release", *SHARED]),
        (ORDERED, OLA, ["dispatch", "deliver", "close"], ["priority", "request", "order", "release", *SHARED]),
        (DELIVERED, OLA, ["take_back", "close"], ["priority", "request", "order", "release", *SHARED]),
        (CLOSED, OLA, ["take_back", "reopen"], SHARED),
        (CLOSED, ADAM, ["reopen"], SHARED),
    ],
)
def test_only_the_buttons_that_fit(case: Case, me: Person, first: list[str], aside: list[str]) -> None:
    found = actions(case, me)
    assert [a.verb for a in found if not a.aside] == first
    assert [a.verb for a in found if a.aside] == aside
    assert [a.verb for a in found if a.main] == first[:1]


def test_every_command_about_a_case_has_a_button_and_words() -> None:
    """Beside what a page of the board is itself: the case, its list, the box for the caller, the hotline's form."""
    elsewhere = {"show", "list", "mine", "help", "write", "new", "config"}
    assert card.BUTTONS.keys() == WORDS.keys() == VERBS.keys() - elsewhere
