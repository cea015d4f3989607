"""The service desk: cases opened, shown to engineers, worked on by them, and what the caller is told of it."""

from collections.abc import Callable, Collection
from datetime import datetime

from sqlalchemy import Connection

from bot.addresses import Addresses
from bot.channel import Outbound
from bot.clock import Clock
from bot.desk.accounts import Accounts
from bot.desk.alarms import Alarms
from bot.desk.callers import Callers
from bot.desk.codes import Codes
from bot.desk.engineers import Engineers
from bot.desk.paging import Paging
from bot.desk.personal_data import PersonalData
from bot.desk.reminders import Reminders, verified
from bot.desk.unreached import Unreached
from bot.desk.voice import Voice
from bot.desk.watchdog import Watchdog
from bot.domain.people import Person
from bot.events import Heard
from bot.sealing import Seal
from bot.texts import Texts


def nowhere(_person: Person) -> str | None:
    """Staff are written to where their accounts are, and nowhere else."""
    return None


class Desk:
    """Everything that happens to cases, each inside a transaction that the caller of these methods commits."""

    def __init__(
        self,
        texts: Texts,
        clock: Clock,
        addresses: Addresses,
        seal: Seal,
        direct: Callable[[Person], str | None] = nowhere,
        channels: Collection[str] = (),
    ) -> None:
        self._clock, self._voice, self.accounts = clock, Voice(texts), Accounts(texts, addresses.enabled)
        self.codes = Codes(texts, seal, self.accounts, addresses.enabled)
        paging = Paging(self._voice, addresses, direct, channels)
        alarms = Alarms(self._voice, paging, clock)
        self._unreached = Unreached(self._voice, paging)
        self.watchdog = Watchdog(alarms, paging, self._unreached, clock)
        self._paging = paging
        self.reminders = Reminders(texts, clock, lambda c, person: verified(c, person) or paging.address(c, person))
        self.callers = Callers(self._voice, alarms, paging)
        self.hear = Engineers(self._voice, alarms, self.callers, self.accounts).hear
        self.fire = alarms.fire
        self.open = self.callers.open
        self.personal_data = PersonalData(texts, paging)

    def turn_away(self, c: Connection, heard: Heard) -> None:
        """Where engineers work only engineers are obeyed; nothing of a stranger's words is kept."""
        self._voice.post(c, "not_staff", heard.at, heard.case)

    def probed(self, c: Connection, conversation: str, person: Person | None, at: datetime) -> None:
        """Somebody has asked about so much that is not theirs that no more is answered."""
        who = f"{person.name}, {person.organisation}" if person else f"konto bez powiązania, {conversation}"
        self._paging.alert(c, "probed", at, who=who)

    def give_up(self, c: Connection, message: Outbound, error: str) -> None:
        """A message that will never arrive is said aloud, elsewhere."""
        self._unreached.give_up(c, message, error, self._clock.now())

    def apologise(self, c: Connection, conversation: str, _error: str) -> None:
        """A calm sentence instead of an answer that failed."""
        self._voice.apologise(c, conversation, self._clock.now())
