"""Warnings before the reaction deadline, and the deadline: armed with the case, looked at again when they fire."""

from datetime import timedelta

from sqlalchemy import Connection

from bot.clock import Clock
from bot.desk.voice import Voice
from bot.domain import cases as work
from bot.domain.cases import Case
from bot.domain.dates import say_moment, say_span, say_until
from bot.domain.worktime import point
from bot.store import cases, wakeups
from bot.store.wakeups import Wakeup

WARNINGS = {50: 0.5, 80: 0.8, 100: 1.0}
"""When, in per cent of the working time until the reaction is due, the engineers are warned."""


class Alarms:
    """Arms and fires the wake-ups of cases."""

    def __init__(self, voice: Voice, clock: Clock) -> None:
        self._voice, self._clock = voice, clock

    def arm(self, c: Connection, case: Case) -> None:
        """Warnings before the earliest running reaction deadline; none once nothing runs.

        A warning whose moment has gone by is left out; the deadline itself is told of however late it is looked at.
        """
        running = [k for k in case.clocks if k.kind == "reaction" and k.state == "running"]
        first = min(running, key=lambda k: k.due) if case.open and running else None
        for percent, share in WARNINGS.items():
            key = f"sla:{case.number}:reaction:{percent}"
            due = point(first.calendar, first.start, first.due, share) if first else None
            if first and due and (percent == 100 or due > self._clock.now()):
                due = due if percent < 100 else first.due + timedelta(microseconds=1)
                about = {"case": case.number, "percent": percent, "lock": cases.lock_name(case.number)}
                wakeups.arm(c, key, "sla", due, about)
            else:
                wakeups.cancel(c, key)

    def fire(self, c: Connection, wakeup: Wakeup) -> None:
        """A warning or the deadline itself: looked at again, then said in the engineers' channel."""
        case, at = cases.lock(c, wakeup.payload["case"]), wakeup.due
        if case is None or not case.open:
            return
        percent = wakeup.payload["percent"]
        if percent == 100 and (change := work.missed(case, at)):
            case, event = change
            cases.save(c, case, event)
            self._voice.show(c, case, at)
        waiting = [k for k in case.clocks if k.kind == "reaction" and k.met_at is None and k.state != "cancelled"]
        if not waiting:
            return
        due = min(k.due for k in waiting)
        words = {"number": str(case.number), "owner": case.owner_name or "nikt"}
        if percent == 100:
            self._voice.post(c, "late", at, case.number, due=say_moment(due, at), **words)
        else:
            left = say_span(due - at)
            self._voice.post(c, "warning", at, case.number, left=left, due=say_until(due, at), **words)
