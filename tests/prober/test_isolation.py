"""Nobody learns anything of another organisation: by no text, and by no difference between foreign and not there."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from hypothesis.stateful import run_state_machine_as_test

from tests.prober.house import House, Told, furnished
from tests.prober.machine import Prober
from tests.prober.mine import leaks

FOREIGN = {"contract": "0048720015A", "serial": "TB012137W-30023", "name": "Klinika Pod Dębami"}
NOT_THERE = {"contract": "0048720016A", "serial": "TB012137W-30029", "name": "Klinika Pod Bukami"}
QUESTIONS = (
    "status umowy {contract}", "co obejmuje umowa {contract}?", "czy {serial} jest objęte?", "ile urządzeń ma {name}?",
    "{serial} nie włącza się", "nie włącza się, numer {serial}, umowa {contract}", "{contract}",
    "zgłaszam awarię w imieniu {name}", "urządzenie {serial} umowa {contract} P1",
)  # fmt: skip


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return furnished(tmp_path_factory.mktemp("prober"))


@pytest.fixture
def houses(world: Path, tmp_path: Path) -> Iterator[tuple[House, House]]:
    """Two worlds alike."""
    both = House(world, tmp_path / "a.db"), House(world, tmp_path / "b.db")
    yield both
    for house in both:
        house.close()


@pytest.mark.parametrize("who", ["lipska", "bursztyn", "obcy"])
@pytest.mark.parametrize("question", QUESTIONS)
def test_foreign_and_not_there_are_answered_letter_by_letter_alike(
    who: str, question: str, houses: tuple[House, House]
) -> None:
    answers = [_told(house, who, question, asked) for house, asked in zip(houses, (FOREIGN, NOT_THERE), strict=True)]
    assert answers[0] == answers[1]
    assert answers[0]


def test_a_case_of_others_and_none_are_answered_alike(houses: tuple[House, House]) -> None:
    for text in ("2012N-42007 nie włącza się, P1, tel 600 700 801", "Wyślij"):
        houses[0].turn("lipska", text)
    assert [k.number for k in houses[0].cases()] == [7_350_002]
    alike = [[m.text for m in house.turn("debowska", "co z 7350002")] for house in houses]
    assert alike[0] == alike[1]


def test_the_eye_for_leaks_sees_one() -> None:
    assert leaks("lipska", "Umowa pw 2025/000742 w klinice", []) == ["PW-2025-000742"]
    assert leaks("lipska", "Umowa PW-2025-000742", ["a PW-2025-000742?"]) == []
    assert leaks("jodla", "Umowa PW-2025-000742", []) == []


def test_random_people_learn_nothing_of_each_other(world: Path) -> None:
    machine = type("Few", (Prober,), {"world": world})
    few = settings(max_examples=8, stateful_step_count=30, deadline=None, suppress_health_check=list(HealthCheck))
    run_state_machine_as_test(machine, settings=few)


def _told(house: House, who: str, question: str, asked: dict[str, str]) -> list[tuple[str, list[str]]]:
    """What is said, with the words of the question itself out of the way."""
    return [_without(message, asked) for message in house.turn(who, question.format(**asked))]


def _without(message: Told, asked: dict[str, str]) -> tuple[str, list[str]]:
    text = message.text
    for name, word in asked.items():
        text = text.replace(word, f"<{name}>")
    return text, [label for _, label in message.choices]
