"""A loudspeaker's commands thrown at every open question: nothing is done, nothing burnt, the question comes back."""

from pathlib import Path

import pytest

from bot.flow.vocabulary import Ask, never
from bot.understand import understand
from flows import CALLERS
from tests.flow.at_every_question import SURE, WAYS, acting, acts, arrived, disturbed, says
from tests.understand.slips import plain, slips

HERE = Path(__file__).parents[1] / "understand"
COMMANDS = (HERE / "home_commands.txt").read_text("utf-8").splitlines()
DEVELOPMENT = (HERE / "home_development.txt").read_text("utf-8").splitlines()
FEW = len(COMMANDS) // 20
"""With a slip in each long word so many may seem to be ours: „pranie” becomes „panie”."""


def test_every_question_is_here() -> None:
    asked = {s.name for flow in CALLERS.values() for s in flow.steps if isinstance(s, Ask) and s.when is not never}
    assert asked == set(WAYS) - set(SURE)


@pytest.mark.parametrize("question", WAYS)
def test_a_command_at_home_only_puts_the_question_again(question: str) -> None:
    assert not dict(disturbed(question, [*COMMANDS, *map(plain, COMMANDS)]))


@pytest.mark.parametrize("question", WAYS)
def test_hardly_any_does_more_with_a_slip_in_each_long_word(question: str) -> None:
    assert len(dict(disturbed(question, map(slips(1), COMMANDS)))) <= FEW


@pytest.mark.parametrize("question", ["symptom", "impact", "agreed", "place", "worse"])
def test_those_used_to_develop_only_put_the_question_again(question: str) -> None:
    assert not dict(disturbed(question, DEVELOPMENT))


@pytest.mark.parametrize("question", WAYS)
def test_all_of_them_in_a_row_bring_nobody(question: str) -> None:
    talk, (known, _) = arrived(question), WAYS[question]
    for command in COMMANDS:
        talk, effects = says(talk, command, known)
        assert not acts(effects), command
        assert talk.run, command


def test_with_a_case_open_and_nothing_asked_none_reaches_its_engineer() -> None:
    assert not list(acting(COMMANDS))


@pytest.mark.parametrize(
    "words",
    [
        "wyłącz to badziewie bo się grzeje", "proszę wysłać kuriera", "zrestartujcie mi ten switch", "wentylatory wyją",
        "zrestartuj router w serwerowni", "wyłącz port, bo sieje", "telewizor w kantynie nie działa", "kuchnia, parter",
        "telefon ip w kuchni nie dzwoni", "kamery w garażu nie nagrywają", "światło na porcie zgasło", "Prasowa 11",
        "w serwerowni jest za gorąco", "lekarze nie mają dostępu do kart pacjentów", "zgłoś awarię", "podaj status",
        "switch w salonie fryzjerskim nie wstaje", "alarm na zasilaczu", "wymień mi zasilacz", "daj człowieka",
    ],
)  # fmt: skip
def test_what_is_said_of_a_fault_is_ours(words: str) -> None:
    assert not understand(words).elsewhere
    assert not understand(plain(words)).elsewhere
