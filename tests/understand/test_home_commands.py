"""What people say to a loudspeaker at home never acts here, whatever question is open."""

from pathlib import Path

import pytest

from bot.batch.understand import ASKED
from bot.understand import ACT, understand

COMMANDS = (Path(__file__).parent / "home_commands.txt").read_text("utf-8").splitlines()
ACTING = (
    "affirm", "deny", "cancel", "restart", "correct_slot", "talk_to_human", "escalate",
    "problem_solved", "problem_not_solved", "dont_know", "repeat",
)  # fmt: skip


@pytest.mark.parametrize("command", COMMANDS)
def test_a_command_at_home_does_not_act(command: str) -> None:
    acted = {asked: understand(command, asked) for asked in (None, *ASKED)}
    assert not {a: u.intent for a, u in acted.items() if u.intent in ACTING and u.confidence >= ACT}


@pytest.mark.parametrize("words", ["anuluj zgłoszenie", "tak, wysyłaj", "nie, to inny switch", "sieć już działa"])
def test_the_same_verbs_about_the_case_do(words: str) -> None:
    assert understand(words).confidence >= ACT
