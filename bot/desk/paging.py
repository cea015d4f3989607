"""Who is called when a case needs somebody: the channel, whoever has it or is on duty, the manager, escalation."""

from collections.abc import Callable, Collection, Iterable
from datetime import datetime

from sqlalchemy import Connection

from bot.addresses import Addresses, conversation
from bot.channel import Outbound
from bot.desk.voice import Voice
from bot.domain.cases import Case
from bot.domain.people import Person, Role
from bot.store import duty, outbox, register
from flows.obsluga_sprawy import card as cards

PERSONAL = ("telegram", "slack", "teams")
"""Channels in which staff are written to directly, where they are switched on; without any of them they get mail."""

MENTIONED = ("duty", "owner")
"""Who is called by name in the case's thread; the `owner` there alone, because it is only about words."""


class Paging:
    """Calls people; every call is a message in the outbox like any other."""

    def __init__(
        self, voice: Voice, addresses: Addresses, direct: Callable[[Person], str | None], channels: Collection[str]
    ) -> None:
        self._voice, self._addresses, self._direct, self._channels = voice, addresses, direct, channels

    def tell(self, c: Connection, whom: Iterable[str], case: Case, key: str, at: datetime, **words: str) -> int:
        """Say the text in the case's thread and to everybody named (see `Rung.tell`), each once; returns its id.

        Whoever works in that channel is mentioned there: those on duty, or whoever has the case. The managers may not
        even be in it.
        """
        whom = tuple(whom)
        mentions = [p.id for group in whom if group in MENTIONED for p in self._people(c, group, case, at)]
        posted = self._voice.post(c, key, at, case.number, (), mentions, **words)
        self.privately(c, [group for group in whom if group != "owner"], case, key, at, **words)
        if "escalation" in whom and self._addresses.enabled and self._addresses.escalation:
            text = self._voice.text("by_mail", said=self._voice.text(key, **words), card=cards.card(case, at))
            self._write(c, conversation(self._addresses.escalation), case, "by_mail", text, at)
        return posted

    def privately(
        self, c: Connection, whom: Iterable[str], case: Case | None, key: str, at: datetime, **words: str
    ) -> None:
        """Say the text to everybody named, each once, where they are written to, and nowhere else."""
        for person in dict.fromkeys(p for group in whom for p in self._people(c, group, case, at)):
            self._page(c, person, case, key, at, words)

    def pass_on(self, c: Connection, case: Case, message: Outbound, at: datetime) -> None:
        """What was for the engineers' channel, to whoever has the case or is on duty, unless they heard it already."""
        for person in self._people(c, "duty", case, at):
            to = self.address(c, person)
            if to and not outbox.said_already(c, to, message.key, message.at):
                outbox.add(c, conversation=to, at=at, text=message.text, key=message.key, case_number=case.number)

    def by_mail(self, c: Connection, message: Outbound, at: datetime) -> None:
        """What cannot reach one of the staff where they are written to goes to their mail, where there is any."""
        channel, _, user = message.conversation.partition(":")
        person = register.person_of(c, channel, user)
        if person and person.role.is_staff and person.email and self._addresses.enabled:
            to = conversation(person.email)
            outbox.add(c, conversation=to, at=at, text=message.text, key=message.key, case_number=message.case)

    @property
    def mails(self) -> bool:
        """Whether anybody can be written to by mail."""
        return self._addresses.enabled

    def alert(self, c: Connection, key: str, at: datetime, **words: str) -> None:
        """Say in the channel and to every manager what is no matter of one case."""
        self._voice.post(c, key, at, None, **words)
        for person in duty.staff(c, Role.MANAGER):
            self._page(c, person, None, key, at, words)

    def intake(self, c: Connection, case: Case, at: datetime) -> None:
        """Every opened case goes to the intake address as well, where there is one (docs/terminy.md R32)."""
        if self._addresses.enabled and self._addresses.intake:
            self._write(c, conversation(self._addresses.intake), case, "card", cards.card(case, at), at)

    def _people(self, c: Connection, group: str, case: Case | None, at: datetime) -> tuple[Person, ...]:
        if group == "manager":
            return duty.staff(c, Role.MANAGER)
        if group not in MENTIONED:
            return ()
        owner = register.person(c, case.owner) if case and case.owner else None
        return (owner,) if owner else duty.on_duty(c, at, case.vendor if case else None) if group == "duty" else ()

    def _page(
        self, c: Connection, person: Person, case: Case | None, key: str, at: datetime, words: dict[str, str]
    ) -> None:
        if to := self.address(c, person):
            self._write(c, to, case, key, self._voice.text(key, **words), at)

    def address(self, c: Connection, person: Person) -> str | None:
        """The conversation in which this person is written to."""
        if to := self._direct(person):
            return to
        accounts = duty.accounts(c, person.id)
        for channel in PERSONAL:
            if channel in accounts and channel in self._channels:
                return f"{channel}:{accounts[channel]}"
        return conversation(person.email) if person.email and self._addresses.enabled else None

    def _write(self, c: Connection, to: str, case: Case | None, key: str, text: str, at: datetime) -> None:
        number = case.number if case else None
        outbox.add(c, conversation=to, at=at, text=text, key=f"engineers.{key}", case_number=number)
