"""The quarter itself: callers report, engineers work, and the clock goes from one due moment to the next."""

import asyncio
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from heapq import heappop, heappush
from itertools import count
from pathlib import Path
from random import Random

from sqlalchemy import Connection

from bot.addresses import Addresses
from bot.channel import Inbound, Outbound
from bot.clock import SimulatedClock
from bot.domain.cases import Case
from bot.domain.catalogue import CATALOGUE
from bot.domain.contracts import entitle
from bot.domain.people import Role, Scope
from bot.domain.worktime import local
from bot.mail import Pace
from bot.main import build
from bot.store import cases, conversations, register, watch
from bot.store.engine import Store
from flows.zglos_awarie.draft import settled, with_gaps
from tests.seal import SEAL
from tests.soak.quarter.calls import Calls
from tests.soak.quarter.deeds import Deed, gap, last_deeds, next_deed
from tests.soak.quarter.world import BEFORE, DAYS, START, Place, furnish, places

CHANNEL = "console"
AT_ONCE = Pace(gather=timedelta(0))
MAIL = Addresses(intake="pomoc@serwis.example", escalation="escalation@serwis.example", enabled=True)
END = START + timedelta(days=DAYS)
LAST_DAYS = timedelta(days=12)
"""Nothing new is reported so shortly before the end."""
DEEDS = 7
TALKED = 0.04
"""The share of cases that are reported in a whole conversation."""
ALL_SEEING = Scope(Role.ENGINEER)


@dataclass(frozen=True, slots=True)
class Opened:
    """A case as it was when it was opened."""

    case: Case
    place: Place


class Everywhere:
    """Every channel: what is sent arrives."""

    def __init__(self, name: str, arrived: Callable[[Outbound], None]) -> None:
        self.name, self._arrived = name, arrived

    async def send(self, message: Outbound) -> str:
        """Always arrives."""
        self._arrived(message)
        return f"ref-{message.id}"


class Season:
    """A store, the application over it, and everybody's plans: (moment, order, what is done then)."""

    def __init__(self, store: Store, home: Path, seed: int, wanted: int) -> None:
        self.store, self.dice, self.wanted = store, Random(seed), wanted  # noqa: S311 - nothing here is a secret
        self.shifts = furnish(store, home, self.dice)
        self.clock, self.calls = SimulatedClock(BEFORE), Calls()
        names = (CHANNEL, "telegram", "slack", "mail")
        channels = {name: Everywhere(name, self.calls.arrived) for name in names}
        self.app = build(store, self.clock, channels, CHANNEL, AT_ONCE, SEAL, MAIL)
        self.opened: dict[int, Opened] = {}
        self.done, self.faults = Counter[str](), list[str]()
        self._plans: list[tuple[datetime, int, Callable[[datetime], None]]] = []
        self._order, self._runner = count(), asyncio.Runner()

    def close(self) -> None:
        """Nothing runs any more."""
        self._runner.close()

    def play(self, say: Callable[[str, int], None]) -> None:
        """All of it; `say` hears how far it is, every tenth day."""
        for place in self.dice.choices(places(), k=self.wanted):
            self._plan(self._sometime(), partial(self._report, place))
        told = 0
        while self._plans:
            at, _, act = heappop(self._plans)
            if (day := (at - START).days) >= told + 10:
                told = day
                say(f"{len(self.opened)} cases, {sum(self.done.values())} deeds", day)
            self.pass_until(at)
            act(at)
            self._run()
        self.pass_until(END)

    def pass_until(self, at: datetime) -> None:
        """From one due moment to the next."""
        while (due := self.app.mail.next_due()) is not None and due <= at:
            self.clock.advance_to(max(due, self.clock.now()))
            self._run()
        self.clock.advance_to(at)

    def _run(self) -> None:
        self._runner.run(self.app.mail.run_due())

    def _plan(self, at: datetime, act: Callable[[datetime], None]) -> None:
        if at < END:
            heappush(self._plans, (at, next(self._order), act))

    def _sometime(self) -> datetime:
        """More by day than by night, as it is."""
        at = START + timedelta(minutes=self.dice.randrange((DAYS * 24 * 60) - int(LAST_DAYS.total_seconds()) // 60))
        return at if self.dice.random() < 0.4 else at.replace(hour=self.dice.randrange(7, 17))

    def _report(self, place: Place, at: datetime) -> None:
        talks = self.dice.random() < TALKED and not CATALOGUE.services[place.service].handled_by
        number = self._talk(place, at) if talks else self._open(place, at)
        self._watch()
        if number:
            with self.store.read() as c:
                case = _case(c, number)
            self.opened[number] = Opened(case, place)
            left = self.dice.randrange(2, DEEDS)
            self._plan(at + gap(case, self.dice), partial(self._go_on, number, left))

    def _open(self, place: Place, at: datetime) -> int:
        """Through the desk, without a conversation; one in eight with a wrong contract."""
        wrong = self.dice.random() < 0.125
        contract = "PW-2019-000001" if wrong else place.contract
        conversation = f"{CHANNEL}:k{next(self._order)}"
        with self.store.begin() as c:
            conversations.open_for(c, conversation, CHANNEL, conversation.partition(":")[2], at)
            known = register.load(c, [place.serial], [contract], ALL_SEEING)
            found = entitle(place.serial, contract, known, ALL_SEEING, local(at).date())
            priority, stated = (self.dice.choice(("P1", "P2", "P3", "P4")) for _ in range(2))
            drafted = Case(
                0, at, priority, "nie działa", "", conversation, contract=contract, serial=place.serial,
                priority_stated=stated if self.dice.random() < 0.1 else None, logs="later",
            )  # fmt: skip
            return self.app.desk.open(c, with_gaps(settled(drafted, found)), at).number

    def _talk(self, place: Place, at: datetime) -> int:
        """Through a whole conversation of the person who has the device."""
        number = self.calls.report(place, self.hear, at)
        if not number and not self._led(place.caller):
            self.faults.append(f"{place.caller} is stuck after {self.calls.last_key(place.caller)}")
        return number

    def _led(self, caller: str) -> bool:
        """Whether an engineer leads this caller's conversation: what they report then, they report to a person."""
        with self.store.read() as c:
            return any(k.taken_over_by and k.conversation.endswith(f":{caller}") for k in cases.still_open(c))

    def _go_on(self, number: int, left: int, at: datetime) -> None:
        with self.store.read() as c:
            case = _case(c, number)
        if left:
            self.do(next_deed(case, self.opened[number].place, self.dice, at), case, at)
            self._plan(at + gap(case, self.dice), partial(self._go_on, number, left - 1))
            return
        for deed in last_deeds(case):
            self.do(deed, case, at)
            self._run()

    def do(self, deed: Deed, case: Case, at: datetime) -> None:
        """An engineer types, or the caller does something."""
        self.done[deed.text.split()[0] if deed.who else deed.text] += 1
        if deed.who:
            self.hear(Inbound(CHANNEL, deed.who, f"e{next(self._order)}", at, deed.text))
            return
        callers, number = self.app.desk.callers, case.number
        with self.store.begin() as c:
            if deed.text == "says":
                callers.said(c, number, case.conversation, case.reporter, "dalej nie działa", at)
            elif deed.text == "raises":
                callers.make_urgent(c, number, self.dice.choice(("P1", "P2")), case.reporter, at)
            elif deed.text == "escalates":
                callers.escalate(c, number, case.reporter, at)
            else:
                callers.withdraw(c, number, case.reporter, "rozwiązaliśmy u siebie", at)

    def hear(self, event: Inbound) -> None:
        """An event of the channel, answered at once."""
        self.app.mail.accept(event)
        self._run()

    def _watch(self) -> None:
        """At every report: no open case without exactly one wake-up, and nothing late."""
        with self.store.read() as c:
            found = watch.look(c, self.clock.now(), timedelta(0))
        if not found.well:
            self.faults.append(f"{self.clock.now()}: {found}")


def _case(c: Connection, number: int) -> Case:
    case = cases.get(c, number)
    assert case
    return case
