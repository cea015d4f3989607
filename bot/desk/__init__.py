"""The service desk: cases opened, shown to engineers, worked on by them, and what the caller is told of it."""

from dataclasses import replace
from datetime import datetime

from sqlalchemy import Connection

from bot.channel import ENGINEERS, Outbound
from bot.clock import Clock
from bot.desk.alarms import Alarms
from bot.desk.engineers import Engineers
from bot.desk.voice import Voice
from bot.domain import cases as work
from bot.domain.cases import Case, Event
from bot.store import cases, counters, outbox
from bot.texts import Texts


class Desk:
    """Everything that happens to cases, each inside a transaction that the caller of these methods commits."""

    def __init__(self, texts: Texts, clock: Clock) -> None:
        self._clock, self._voice = clock, Voice(texts)
        self._alarms = Alarms(self._voice, clock)
        self.hear = Engineers(self._voice, self._alarms).hear
        self.fire = self._alarms.fire

    def open(self, c: Connection, draft: Case, at: datetime) -> Case:
        """Number the case, start its clocks, and show it to the engineers."""
        numbered = replace(draft, number=counters.draw(c, counters.CASES, counters.FIRST_CASE))
        case, event = work.open_case(numbered, at)
        cases.add(c, case, event)
        outbox.attach(c, case.conversation, case.number)
        self._voice.show(c, case, at)
        self._alarms.arm(c, case)
        return case

    def from_caller(
        self, c: Connection, number: int, conversation: str, who: str | None, text: str, at: datetime
    ) -> None:
        """Later words and files of the caller reach the case's thread."""
        attached = outbox.attach(c, conversation, number)
        cases.record(c, number, Event("from_caller", at, who, reason=text or ", ".join(attached)))
        if text.strip():
            self._voice.post(c, "from_caller", at, number, number=str(number), text=text.strip()[:1500])
        if attached:
            self._voice.post(c, "from_caller_files", at, number, number=str(number), files=", ".join(attached))

    def give_up(self, c: Connection, message: Outbound, error: str) -> None:
        """A message that will never arrive is said aloud to the engineers, unless it was meant for them."""
        if message.conversation != ENGINEERS:
            at = self._clock.now()
            self._voice.post(c, "undelivered", at, message.case, conversation=message.conversation, error=error)

    def apologise(self, c: Connection, conversation: str, _error: str) -> None:
        """A calm sentence instead of an answer that failed."""
        self._voice.apologise(c, conversation, self._clock.now())
