"""Messages that will never arrive: whom to tell instead, and how the engineers' channel comes back.

Nothing is kept about it: a conversation is unreached while the newest of its messages that was tried has failed, so the
next one that arrives ends it.
"""

from datetime import datetime

from sqlalchemy import Connection

from bot.channel import ENGINEERS, Outbound
from bot.desk.paging import Paging
from bot.desk.voice import CARD, Voice
from bot.domain.cases import Case
from bot.domain.people import spaced
from bot.store import cases, conversations, outbox, register

PLACES = {"telegram": "w Telegramie", "slack": "w Slacku", "teams": "w Teams", "mail": "pod swoim adresem"}

UNDELIVERED = "engineers.undelivered"


class Unreached:
    """Tells of messages that were given up."""

    def __init__(self, voice: Voice, paging: Paging) -> None:
        self._voice, self._paging = voice, paging

    def give_up(self, c: Connection, message: Outbound, error: str, at: datetime) -> None:
        """Somebody hears of it: of a reader once, until something reaches them again; of the channel every time."""
        lost = outbox.unreached(c, message.conversation)
        newly = lost is None or lost.id == message.id
        if message.conversation == ENGINEERS:
            self._elsewhere(c, message, error if newly else "", at)
        elif found := _open_cases(c, message.conversation):
            for case in found if newly else ():
                self._say_so(c, case, message.conversation, error, at)
        else:
            self._voice.post(c, "undelivered", at, message.case, conversation=message.conversation, error=error)
            self._paging.by_mail(c, message, at)

    def come_back(self, c: Connection, at: datetime) -> None:
        """The channel takes messages again: the managers hear of it, and every case that has no card there gets one."""
        self._paging.alert(c, "channel_back", at)
        for case in cases.still_open(c):
            if outbox.thread_ref(c, ENGINEERS, case.number) is None:
                self._voice.show(c, case, at)

    def _elsewhere(self, c: Connection, message: Outbound, error: str, at: datetime) -> None:
        """What the engineers' channel does not take goes to whoever has the case or is on duty, each by themselves.

        That somebody there cannot be reached either is not passed on: the two would call each other for ever.
        """
        case = cases.get(c, message.case) if message.case else None
        if error:
            self._paging.privately(c, ("manager", "duty"), case, "channel_lost", at, error=error)
        if case and message.key != UNDELIVERED and not (message.key == CARD and message.edits_id):
            self._paging.pass_on(c, case, message, at)

    def _say_so(self, c: Connection, case: Case, conversation: str, error: str, at: datetime) -> None:
        """The caller cannot be reached where they wrote; what remains is the phone, or their mail."""
        channel, _, _ = conversation.partition(":")
        row = conversations.one(c, conversation)
        person = register.person(c, row.person) if row and row.person else None
        remains = [
            f"telefon {spaced(case.phone)}" if case.phone else "",
            f"mail {person.email}" if person and person.email else "",
        ]
        words = {
            "place": PLACES.get(channel, channel),
            "remains": ", ".join(filter(None, remains)) or "telefonu i maila brak",
        }
        self._paging.tell(
            c, ("channel", "owner"), case, "unreachable", at, number=str(case.number), error=error, **words
        )


def _open_cases(c: Connection, conversation: str) -> list[Case]:
    """The open cases whose caller is written to in this conversation."""
    return [case for case in cases.still_open(c) if conversation in case.listeners]
