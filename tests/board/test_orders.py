"""The board's buttons are the typed orders of the engineers' channel, and fit the state of the case."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.board.orders import Verb, actions, message, order
from bot.domain.cases import Case
from bot.domain.casework import decisions, handling
from flows.obsluga_sprawy.commands import Command, parse
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
    ],
)
def test_each_button_is_an_order_that_the_engineers_channel_reads(verb: Verb, words: str, typed: str) -> None:
    assert order(verb, 1001, words) == typed
    assert parse(typed, 1001) == Command(verb, 1001, words)


def test_a_reason_of_several_lines_is_one_order() -> None:
    assert order("reject", 1001, " brak\nlogów ") == "odrzuć 1001: brak logów"


@pytest.mark.parametrize("words", ["Dzień dobry.\nProszę o logi.", "potwierdzam", "weź 1002", "odrzucam: nie", "16:55"])
def test_words_for_the_caller_are_never_taken_for_an_order(words: str) -> None:
    assert parse(message(1001, words), 1001) == Command("write", 1001, words)


@pytest.mark.parametrize(
    ("case", "me", "verbs", "main"),
    [
        (NEW, "ola", ["take"], ["take"]),
        (MINE, "adam", [], []),
        (MINE, "ola", ["contact", "confirm", "priority", "reject"], ["contact"]),
        (CALLED, "ola", ["confirm", "priority", "reject"], ["confirm"]),
        (UNPROVEN, "ola", ["contact", "contract", "priority", "reject"], ["contact"]),
        (CONFIRMED, "ola", ["priority"], []),
        (replace(MINE, state="closed"), "ola", [], []),
    ],
)
def test_only_the_buttons_that_fit(case: Case, me: str, verbs: list[str], main: list[str]) -> None:
    fitting = actions(case, me)
    assert [a.verb for a in fitting] == verbs
    assert [a.verb for a in fitting if a.main] == main
