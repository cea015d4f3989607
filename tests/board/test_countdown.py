"""The time left is said in words, with a level for the colour."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.board.countdown import compact, countdown
from bot.domain.casework import handling
from tests.board.cases import opened
from tests.board.conftest import NOON

MINUTE = timedelta(minutes=1)
SECOND = timedelta(seconds=1)


@pytest.mark.parametrize(
    ("passed", "level", "words"),
    [
        (0 * MINUTE, "calm", "zostało 1 godz. 0 min"),  # the reaction is due 60 minutes after NOON
        (18 * MINUTE, "calm", "zostało 42 min"),
        (18 * MINUTE + SECOND, "calm", "zostało 41 min"),  # rounded down: never more than there is
        (40 * MINUTE - SECOND, "calm", "zostało 20 min"),
        (40 * MINUTE, "soon", "zostało 20 min"),
        (59 * MINUTE, "soon", "zostało 1 min"),
        (59 * MINUTE + SECOND, "soon", "mniej niż minuta"),
        (60 * MINUTE, "soon", "mniej niż minuta"),  # met when not later than due, so it is not late yet
        (60 * MINUTE + SECOND, "late", "po terminie 0 min"),
        (65 * MINUTE, "late", "po terminie 5 min"),
    ],
)
def test_while_it_runs(passed: timedelta, level: str, words: str) -> None:
    left = countdown(opened(NOON), NOON + passed)
    assert (left.level, left.words, left.due) == (level, words, NOON + 60 * MINUTE)


@pytest.mark.parametrize(
    ("called", "level", "words"),
    [
        (10 * MINUTE, "met", "dotrzymano, 12:10"),
        (60 * MINUTE, "met", "dotrzymano, 13:00"),
        (75 * MINUTE, "missed", "kontakt 15 min po terminie"),
    ],
)
def test_once_the_engineer_has_called(called: timedelta, level: str, words: str) -> None:
    case = handling.take(opened(NOON), "ola", "Ola", NOON)[0]
    left = countdown(handling.contact(case, "ola", NOON + called)[0], NOON + 90 * MINUTE)
    assert (left.level, left.words, left.due) == (level, words, None)


def test_of_two_services_the_earlier_deadline_counts() -> None:
    both = opened(NOON, services=("huawei.cocare.premier", "huawei.ahb.24x7xnbd"))
    assert countdown(both, NOON).due == min(c.due for c in both.clocks)


def test_nothing_runs_where_nothing_was_promised_or_the_case_has_ended() -> None:
    assert countdown(opened(NOON, services=()), NOON).words == "bez terminu"
    assert countdown(replace(opened(NOON), state="withdrawn"), NOON).level == "none"


@pytest.mark.parametrize(
    ("minutes", "said"),
    [(0, "0 min"), (59, "59 min"), (60, "1 godz. 0 min"), (192, "3 godz. 12 min"), (1440, "1 dzień 0 godz."),
     (1439, "23 godz. 59 min"), (3060, "2 dni 3 godz."), (5 * 1440 + 61, "5 dni 1 godz.")],
)  # fmt: skip
def test_spans(minutes: int, said: str) -> None:
    assert compact(minutes * MINUTE) == said
