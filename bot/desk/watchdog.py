"""Looks every five minutes whether every open case will wake up, mends what it can, and tells the managers."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection

from bot.channel import ENGINEERS
from bot.clock import Clock
from bot.desk.alarms import Alarms
from bot.desk.paging import Paging
from bot.desk.unreached import Unreached
from bot.store import cases, outbox, wakeups, watch
from bot.store.engine import Store
from bot.store.wakeups import Wakeup
from bot.store.watch import KEY, Watch

EVERY = timedelta(minutes=5)
SHOWN = 10
"""So many numbers are named; of the rest only how many there are."""


class Watchdog:
    """One wake-up for the whole installation; what it knows of an incident travels in the wake-up itself."""

    def __init__(self, alarms: Alarms, paging: Paging, unreached: Unreached, clock: Clock) -> None:
        self._alarms, self._paging, self._unreached, self._clock = alarms, paging, unreached, clock

    def start(self, c: Connection) -> None:
        """From now on there is a watchdog, unless there is one already."""
        if wakeups.armed(c, KEY) is None:
            self._again(c, {})

    def fire(self, c: Connection, store: Store, wakeup: Wakeup) -> None:
        """Look in one snapshot beside this transaction; tell once that something is wrong, and once that it is well.

        A watchdog that comes late itself has slept with everybody else, while the service was stopped: it looks again.
        """
        now, since = self._clock.now(), wakeup.payload.get("since")
        if now - wakeup.due > watch.PATIENCE:
            return self._again(c, wakeup.payload)
        with store.read() as snapshot:
            found, lost = watch.look(snapshot, now), outbox.unreached(snapshot, ENGINEERS)
        for number in found.silent:
            self._wake(c, number)
        if found.well and since:
            self._paging.alert(c, "watch_well", now)
        elif not found.well and not since:
            self._paging.alert(c, "watch_trouble", now, what=say(found))
        if wakeup.payload.get("lost") and not lost:
            self._unreached.come_back(c, now)
        known = {} if found.well else {"since": since or now.isoformat(), "what": say(found)}
        return self._again(c, known | ({"lost": True} if lost else {}))

    def _wake(self, c: Connection, number: int) -> None:
        if (case := cases.lock(c, number)) and case.open:
            self._alarms.arm(c, case)

    def _again(self, c: Connection, payload: Mapping[str, Any]) -> None:
        wakeups.arm(c, KEY, KEY, self._clock.now() + EVERY, payload)


def say(found: Watch) -> str:
    """What is wrong, in a line: „bez budzika: 1011; spóźnione budziki spraw: 1012”."""
    posts = sum(not one.key.startswith("case:") for one in found.overdue)
    parts = (
        ("bez budzika", _some(found.silent)),
        ("więcej niż jeden budzik", _some(found.doubled)),
        ("spóźnione budziki spraw", _some(found.late)),
        ("inne spóźnione zadania", str(posts) if posts else ""),
    )
    return "; ".join(f"{name}: {what}" for name, what in parts if what)


def _some(numbers: tuple[int, ...]) -> str:
    more = f" i {len(numbers) - SHOWN} dalszych" if len(numbers) > SHOWN else ""
    return ", ".join(map(str, numbers[:SHOWN])) + more


def incident(c: Connection) -> tuple[datetime, str] | None:
    """Since when something is wrong, and what; None while all is well."""
    payload = wakeups.armed(c, KEY) or {}
    return (datetime.fromisoformat(payload["since"]), payload["what"]) if "since" in payload else None
