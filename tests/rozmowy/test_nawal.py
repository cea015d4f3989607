"""What nobody types by hand: floods, megabytes, control characters and buttons that never were."""

import asyncio
import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from bot.channel import Inbound
from bot.clock import SimulatedClock
from bot.mail import Pace
from bot.main import App, build
from bot.store import conversations
from bot.store.engine import open_store
from bot.talk.screen import Screen
from tests.seal import SEAL

AT = datetime(2026, 11, 17, 9, tzinfo=UTC)
DEVICE = "210235317410K8001325"


class Desk:
    """One caller before the whole application; `seen` is what came to anybody's screen."""

    def __init__(self, app: App, clock: SimulatedClock, printed: list[str]) -> None:
        self._app, self._clock, self._printed = app, clock, printed
        self._count = 0

    def accept(self, text: str = "", choice: str | None = None, user: str = "waldek") -> None:
        """An event that waits for its turn."""
        self._count += 1
        known = None if user.startswith("obcy") else user
        at = self._clock.now()
        self._app.mail.accept(Inbound("talk", user, f"e{self._count}", at, text, choice, person=known))

    def answers(self) -> list[dict[str, Any]]:
        """What is said once everything waiting has had its turn; a minute later the next may come."""
        self._printed.clear()
        asyncio.run(self._app.mail.run_due())
        self._clock.advance_to(self._clock.now() + timedelta(minutes=1))
        return [json.loads(line) for line in self._printed]

    def says(self, text: str) -> dict[str, Any]:
        """One message and the last of the answers."""
        self.accept(text)
        return self.answers()[-1]

    def state(self, user: str = "waldek") -> str:
        """Everything that the conversation remembers, as JSON."""
        with self._app.store.read() as c:
            return json.dumps(conversations.state(c, f"talk:{user}"), ensure_ascii=False)


@contextmanager
def _opened(url: str) -> Iterator[Desk]:
    clock, printed = SimulatedClock(AT), list[str]()
    app = build(open_store(url), clock, {"talk": Screen(printed.append)}, "talk", Pace(gather=timedelta(0)), SEAL)
    try:
        yield Desk(app, clock, printed)
    finally:
        app.store.close()


@pytest.fixture
def desk(world_url: str) -> Iterator[Desk]:
    with _opened(world_url) as desk:
        yield desk


def test_two_hundred_messages_at_once_are_a_few_turns_and_the_talk_goes_on(desk: Desk) -> None:
    """Fifty events make one turn at most: 200 / 50 = 4 answers."""
    for _ in range(200):
        desk.accept("zgłoś awarię")
    assert [a["key"] for a in desk.answers()] == ["report_fault.device.own"] * 4
    assert desk.says(f"{DEVICE} zgasł jeden zasilacz")["key"] == "report_fault.impact"


def test_two_hundred_callers_at_once_each_get_their_answer(desk: Desk) -> None:
    for number in range(200):
        desk.accept("zgłoś awarię", user=f"obcy{number}")
    answers = desk.answers()
    assert {a["to"] for a in answers} == {f"obcy{number}" for number in range(200)}
    assert {a["key"] for a in answers} == {"report_fault.device"}


def test_a_megabyte_of_words_is_cut_with_a_word_and_its_beginning_is_the_answer(desk: Desk) -> None:
    desk.says(DEVICE)
    answer = desk.says("nie działa " * 95_000)
    assert answer["key"] == "report_fault.impact"
    assert "bardzo długa" in answer["text"]
    assert len(desk.state()) < 50_000
    assert desk.says("drobna usterka")["key"] in ("report_fault.helped", "report_fault.logs")


def test_a_megabyte_of_output_is_taken_as_logs_without_a_remark(desk: Desk) -> None:
    desk.says(f"{DEVICE} zgasł jeden zasilacz, P3")
    desk.says("pomiń")
    answer = desk.says("<SW1>display power\n" + "PWR2      Absent    NotSupply   0.00\n" * 28_000)
    assert answer["key"] == "report_fault.phone"
    assert "bardzo długa" not in answer["text"]
    assert len(desk.state()) < 50_000


@pytest.mark.parametrize("signs", ["\x00", "\x1b[31m", "\u202e", "\x07\x08\x7f", "\ud800", "\ufeff", "\u200b"])
def test_characters_nobody_can_see_change_nothing(desk: Desk, signs: str) -> None:
    assert desk.says(f"{signs}{DEVICE}{signs} zgasł jeden zasilacz{signs}")["key"] == "report_fault.impact"
    assert desk.says(signs)["key"] == "report_fault.impact"
    assert desk.says(f"drobna{signs} usterka")["key"] == "report_fault.helped"


@pytest.mark.parametrize("token", ["x", "0" * 500, "9999999999999.0", "1.-1", "٣.٠", "'; DROP TABLE inbox; --", "\x00"])
def test_a_button_that_never_was_changes_nothing_and_says_so(desk: Desk, token: str) -> None:
    desk.says(f"{DEVICE} zgasł jeden zasilacz")
    before = desk.state()
    desk.accept(choice=token)
    assert [a["key"] for a in desk.answers()] == ["report_fault.impact"]
    assert json.loads(desk.state())["runs"][0]["answers"] == json.loads(before)["runs"][0]["answers"]


def test_a_button_of_somebody_elses_conversation_is_unknown(desk: Desk) -> None:
    """A token is the number of a message and of a button on it: guessed ones open only one's own conversation."""
    desk.accept(f"{DEVICE} zgasł jeden zasilacz")
    desk.answers()
    desk.accept("zgłoś awarię", user="obcy")
    desk.answers()
    before = desk.state()
    for message in range(1, 3):
        desk.accept(choice=f"{message}.1", user="obcy")
    assert [(a["to"], a["key"]) for a in desk.answers()] == [("obcy", "report_fault.device")] * 2
    assert desk.state() == before
