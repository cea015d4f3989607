"""What callers bring about: a new case, words for its thread, another reporter, an escalation, a withdrawal."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime

from sqlalchemy import Connection

from bot.desk.alarms import DUTY, Alarms
from bot.desk.orders import lines
from bot.desk.paging import Paging
from bot.desk.voice import Voice
from bot.domain.cases import Case, Refused, open_case
from bot.domain.casework import decisions, handling, reporting
from bot.domain.findings import Findings
from bot.store import cases, counters, files, outbox
from flows.obsluga_sprawy.names import PRIORITIES, STATES
from flows.zglos_awarie.evidence import summary

SHOWN = 1500
"""Longer words of a caller are cut in the thread; the transcript has them whole."""


class Callers:
    """Changes of cases that come from their callers, each inside a transaction that somebody else commits."""

    def __init__(self, voice: Voice, alarms: Alarms, paging: Paging) -> None:
        self._voice, self._alarms, self._paging = voice, alarms, paging

    def open(
        self, c: Connection, drafted: Case, at: datetime, who: str | None = None, also: Iterable[str] = ()
    ) -> Case:
        """Number the case, start its clocks, and show it to the engineers, with the files of `also` conversations."""
        numbered = replace(drafted, number=counters.draw(c, counters.CASES, counters.FIRST_CASE))
        case, event = open_case(numbered, at, who)
        cases.add(c, case, event)
        for conversation in filter(None, (case.conversation, *also)):
            outbox.attach(c, conversation, case.number)
        files.post(c, case.number, self._voice.show(c, case, at))
        self._paging.intake(c, case, at)
        self._alarms.arm(c, case)
        return case

    def open_for(self, c: Connection, drafted: Case, at: datetime, who: str) -> Case:
        """A case for a caller on the phone, who hears of it by mail where that is possible."""
        case = self.open(c, drafted if self._paging.mails else replace(drafted, conversation=""), at, who)
        deadlines = lines(case, case.clocks, at)
        self._voice.hear(c, "told_new", case, at, deadlines=deadlines)
        return case

    def said(self, c: Connection, number: int, conversation: str, who: str | None, text: str, at: datetime) -> None:
        """Later words and files of the caller reach the case's thread, and its owner when it was their question."""
        case = cases.lock(c, number)
        attached = outbox.attach(c, conversation, number)
        if case is None or not (text.strip() or attached):
            return
        before = case.state
        case = cases.save(c, handling.hear_caller(case, who, text or ", ".join(attached), at))
        self._alarms.arm(c, case)
        if case.state != before:
            self._voice.show(c, case, at)
        whom = owner(case) if case.state != before or not case.open else ("channel", "owner")
        if text.strip():
            words = {"number": str(number), "text": text.strip()[:SHOWN], "state": STATES[case.state]}
            self._paging.tell(c, whom, case, f"from_caller{_ended(case)}", at, **words)
        self._hand_on(c, case, attached, ("channel",) if text.strip() else whom, at)

    def bring(self, c: Connection, number: int, conversation: str, at: datetime) -> None:
        """Files that came with an answer; what comes of the answer will not name them."""
        attached = outbox.attach(c, conversation, number)
        if case := cases.lock(c, number):
            self._hand_on(c, case, attached, ("channel", "owner"), at)

    def _hand_on(self, c: Connection, case: Case, attached: Sequence[str], whom: Sequence[str], at: datetime) -> None:
        """Files of a caller in a message of their own."""
        if attached:
            words = {"number": str(case.number), "files": ", ".join(attached), "state": STATES[case.state]}
            told = self._paging.tell(c, whom, case, f"from_caller_files{_ended(case)}", at, **words)
            files.post(c, case.number, told)

    def read(self, c: Connection, number: int, findings: Findings, at: datetime) -> None:
        """What a paste or a file says goes on the case; the card also brings files that could not be sent before."""
        case = cases.lock(c, number)
        change = reporting.read(case, summary(findings, case.serial, case.model), at) if case else None
        if case and (change or files.unposted(c, number)):
            files.post(c, number, self._voice.show(c, cases.save(c, change) if change else case, at))

    def complete(self, c: Connection, number: int, drafted: Case, at: datetime) -> None:
        """Answers that came after the case had gone out incomplete."""
        case = cases.lock(c, number)
        if case is None or not (change := reporting.complete(case, drafted, at)):
            self.bring(c, number, drafted.conversation, at)
        else:
            outbox.attach(c, drafted.conversation, number)
            case = cases.save(c, change)
            self._alarms.arm(c, case)
            self._voice.show(c, case, at)
            missing = ", ".join(case.missing) or "nic"
            files.post(c, number, self._voice.post(c, "completed", at, number, number=str(number), missing=missing))

    def join(self, c: Connection, number: int, conversation: str, who: str | None, text: str, at: datetime) -> None:
        """Somebody else of the same organisation reports the same fault."""
        case = cases.lock(c, number)
        if case and case.open:
            case = cases.save(c, reporting.join(case, conversation, who, text, at))
            outbox.attach(c, conversation, number)
            told = self._paging.tell(c, owner(case), case, "joined", at, number=str(number), text=text[:SHOWN])
            files.post(c, number, told)

    def make_urgent(self, c: Connection, number: int, priority: str, who: str | None, at: datetime) -> None:
        """The caller says that it has become worse; the engineers are paged again (docs/terminy.md R34)."""
        case = cases.lock(c, number)
        if case is None or not case.open or priority >= case.urgency:
            return
        case = cases.save(c, decisions.raise_priority(case, who, priority, at))
        self._alarms.arm(c, case)
        self._voice.show(c, case, at)
        self._paging.tell(c, DUTY, case, "raised", at, number=str(number), priority=PRIORITIES[priority])

    def escalate(self, c: Connection, number: int, who: str | None, at: datetime) -> None:
        """„Eskaluję”: the owner and the manager hear of it at once."""
        case = cases.lock(c, number)
        if case and case.open:
            case = cases.save(c, reporting.escalate(case, who, at))
            words = {"number": str(number), "owner": case.owner_name or "nikt"}
            self._paging.tell(c, (*DUTY, "manager"), case, "caller_escalates", at, **words)

    def withdraw(self, c: Connection, number: int, who: str | None, text: str, at: datetime) -> None:
        """The caller needs nothing any more; asked about once before this."""
        case = cases.lock(c, number)
        if case is None:
            return
        try:
            case = cases.save(c, reporting.withdraw(case, who, text, at))
        except Refused:
            return
        self._alarms.arm(c, case)
        self._voice.show(c, case, at)
        self._paging.tell(c, owner(case), case, "withdrawn", at, number=str(number))


def _ended(case: Case) -> str:
    """Texts about a case that is over are others."""
    return "" if case.open else "_ended"


def owner(case: Case) -> tuple[str, ...]:
    """The channel, and whoever has the case; with nobody at work on it nobody is called."""
    return DUTY if case.owner else ("channel",)
