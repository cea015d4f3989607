"""What people say to a loudspeaker at home never acts here, whatever question is open and however it is typed."""

from pathlib import Path

import pytest

from bot.batch.understand import ASKED
from bot.understand import ACT, understand
from tests.understand.slips import plain, slips

COMMANDS = (Path(__file__).parent / "home_commands.txt").read_text("utf-8").splitlines()
ACTING = (
    "affirm", "deny", "cancel", "restart", "correct_slot", "talk_to_human", "escalate",
    "problem_solved", "problem_not_solved", "dont_know", "repeat",
)  # fmt: skip
LEAST = 200


@pytest.mark.parametrize("command", COMMANDS)
def test_a_command_at_home_does_not_act(command: str) -> None:
    assert not acted(command)
    assert not acted(plain(command))


def test_hardly_any_acts_with_a_slip_in_each_long_word() -> None:
    """A slip may make another word of it („pranie” and „panie”), so a few of a hundred do."""
    assert sum(bool(acted(slips(1)(command))) for command in COMMANDS) <= 0.02 * len(COMMANDS)


def test_most_commands_at_home_are_seen_to_be_none_of_ours() -> None:
    named = [understand(command).intent for command in COMMANDS]
    assert len(set(COMMANDS)) >= LEAST
    assert named.count("out_of_scope") >= 0.9 * len(COMMANDS)


@pytest.mark.parametrize("words", ["anuluj zgłoszenie", "tak, wysyłaj", "nie, to inny switch", "sieć już działa"])
def test_the_same_verbs_about_the_case_do(words: str) -> None:
    for said in (words, plain(words), slips(1)(words)):
        assert understand(said).confidence >= ACT


def acted(words: str) -> dict[str | None, str]:
    """The open questions under which the words would do something, and what."""
    answers = {asked: understand(words, asked) for asked in (None, *ASKED)}
    return {asked: u.intent for asked, u in answers.items() if u.intent in ACTING and u.confidence >= ACT}
