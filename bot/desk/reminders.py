"""Tells partners 60, 30 and 7 days ahead that customers' contracts end: at nine of a business day, each once."""

from collections.abc import Callable, Collection
from datetime import date, datetime, time, timedelta
from itertools import groupby

from sqlalchemy import Connection

from bot.clock import Clock
from bot.domain.contracts import Cover
from bot.domain.dates import plural, say_date
from bot.domain.people import Person
from bot.domain.worktime import ONE_DAY, instant, is_business_day, local, next_business_day
from bot.store import outbox, register, reminders, wakeups
from bot.texts import Texts

KEY = "reminders"
NOTICES = (60, 30, 7)
NINE = time(9)
SHOWN = 8
TEXT = "contract_status.reminder"


class Reminders:
    """One wake-up for the whole installation; what was said is kept by person, contract and last day."""

    def __init__(self, texts: Texts, clock: Clock, reach: Callable[[Connection, Person], str | None]) -> None:
        self._texts, self._clock, self._reach = texts, clock, reach

    def start(self, c: Connection) -> None:
        """From now on partners are reminded, unless they are already."""
        if wakeups.armed(c, KEY) is None:
            self._again(c, self._clock.now())

    def fire(self, c: Connection, at: datetime) -> None:
        """Everybody who is to hear of something today; then the same again on the next business day."""
        for person in reminders.partners(c):
            if to := self._reach(c, person):
                self._tell(c, person, to, at)
        self._again(c, at)

    def _tell(self, c: Connection, person: Person, to: str, at: datetime) -> None:
        today = local(at).date()
        reach = max(today, next_business_day(today) - ONE_DAY)  # what falls on days off is said before them
        rows = reminders.ending(c, person.organisation, today, reach + timedelta(days=max(NOTICES)))
        said = reminders.said(c, person.id)
        due = [row for row in rows if set(_notices(row, reach)) - said]
        if not due:
            return
        reminders.told(c, person.id, at, {n for row in due for n in _notices(row, reach)} - said)
        text = self._texts.render(TEXT, _words(due, at).__getitem__)
        outbox.add(c, conversation=to, at=at, text=text, key=TEXT)

    def _again(self, c: Connection, at: datetime) -> None:
        """At nine today, when that is a business day and still ahead, else of the next one."""
        today = local(at).date()
        ahead = is_business_day(today) and instant(today, NINE) > at
        wakeups.arm(c, KEY, KEY, instant(today if ahead else next_business_day(today), NINE), {})


def _notices(row: Cover, reach: date) -> list[tuple[str, date, int]]:
    """Every notice whose day has come; who hears of the nearest need not hear of the others."""
    return [(row.key, row.valid_to, days) for days in NOTICES if (row.valid_to - reach).days <= days]


def _words(due: Collection[Cover], now: datetime) -> dict[str, str]:
    """A contract a line, however many services it has."""
    contracts = [next(rows) for _, rows in groupby(due, lambda row: (row.valid_to, row.key))]
    lines = [_line(row, now) for row in contracts[:SHOWN]]
    rest = len(contracts) - SHOWN
    return {"lines": "\n".join((*lines, *([f"… i jeszcze {rest}"] if rest > 0 else []))), "count": str(len(contracts))}


def _line(row: Cover, now: datetime) -> str:
    left = (row.valid_to - local(now).date()).days
    when = f"za {left} {plural(left, 'dzień', 'dni', 'dni')}" if left else "dziś"
    return f"• {say_date(row.valid_to, now)}, {when}: {row.contract}, {row.customer}"


def verified(c: Connection, person: Person) -> str | None:
    """The conversation in which the person spoke last, while its account is still theirs."""
    talk = reminders.last_talk(c, person.id)
    owner = register.person_of(c, *talk.split(":", 1)) if talk else None
    return talk if owner and owner.id == person.id else None
