"""Conversations of the quarter: a person answers what is asked, up to the case number."""

from collections.abc import Callable
from datetime import datetime

from bot.channel import Inbound, Outbound
from tests.soak.people import Does, Press, Say
from tests.soak.quarter.world import Place
from tests.soak.talks import OPENED, find

MOST = 30
"""Turns after which a conversation is stuck."""


class Calls:
    """What everybody was sent last, by user, and the person's answers to it."""

    def __init__(self) -> None:
        self._shown: dict[str, Outbound] = {}
        self._events = 0

    def arrived(self, message: Outbound) -> None:
        """A message reaches its reader."""
        self._shown[message.user] = message

    def last_key(self, user: str) -> str:
        """What the person was sent last."""
        return self._shown[user].key if user in self._shown else "–"

    def report(self, place: Place, hear: Callable[[Inbound], None], at: datetime) -> int:
        """The number of the new case; 0 when the conversation is stuck."""
        does: Does | None = Say(f"Zgłaszam awarię, {place.serial} nie działa")
        for _ in range(MOST):
            if does is None:
                return 0
            hear(self._event(place.caller, does, at))
            message = self._shown[place.caller]
            if message.key.startswith(OPENED):
                return message.case or 0
            does = _answer(message, place)
        return 0

    def _event(self, user: str, does: Does, at: datetime) -> Inbound:
        self._events += 1
        name = f"c{self._events}"
        if isinstance(does, Say):
            return Inbound("console", user, name, at, does.words)
        message = self._shown[user]
        return Inbound("console", user, name, at, "", find([(c.token, c.label) for c in message.choices], does))


def _answer(message: Outbound, place: Place) -> Does | None:
    answers: dict[str, Does] = {
        "common.menu": Press("Zgłoś awarię"),
        "common.clarify": Press("Coś innego"),
        "report_fault.device": Say(place.serial),
        "report_fault.contract": Say(place.contract),
        "report_fault.symptom": Say("restartuje się co godzinę"),
        "report_fault.impact": Press("Działa, ale źle"),
        "report_fault.helped": Press("Pomiń", "Nie pomogło"),
        "report_fault.logs": Press("Doślę później"),
        "report_fault.config": Press("Doślę później"),
        "report_fault.same_case": Press("Nie, inna"),
        "report_fault.phone": Say("600 700 801"),
        "report_fault.place": Say("ul. Serwerowa 1, 00-001 Warszawa"),
        "report_fault.choice": Press("Telefon"),
        "report_fault.agreed": Press("Wyślij"),
    }
    return answers.get(".".join(message.key.split(".")[:2]))
