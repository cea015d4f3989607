"""What the board shows, as records: made from cases and the moment, without SQL and without HTML."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import Connection

from bot.board.countdown import Countdown, countdown
from bot.board.visits import Line, lines, thread
from bot.domain.cases import Case, Event
from bot.domain.clocks import Clock
from bot.domain.dates import say_until
from bot.domain.explain import NAMES
from bot.markup import shortened
from bot.store import board, files
from bot.store import cases as kept
from bot.store.tables import Found
from flows.obsluga_sprawy.names import VENDORS

SYMPTOM_SHOWN = 160


@dataclass(frozen=True, slots=True)
class Row:
    """A case in the list; `urgency` sorts it, `following` tells the next promise after the reaction."""

    case: Case
    countdown: Countdown
    following: str
    due: str
    device: str
    symptom: str
    vendor: str
    urgency: tuple[int, float, str, int]

    def timeless(self) -> "Row":
        """The same without what a running clock changes by itself."""
        left = self.countdown
        return replace(self, countdown=Countdown("none", "", left.due)) if left.due else self


@dataclass(frozen=True, slots=True)
class Tiles:
    """The big numbers over the list, of all open cases."""

    open: int
    unowned: int
    soon: int
    late: int


@dataclass(frozen=True, slots=True)
class Whole:
    """A case with everything around it, at one instant."""

    case: Case
    now: datetime
    history: tuple[Event, ...]
    names: dict[str, str]
    talk: tuple[Line, ...]
    thread: tuple[Line, ...]
    files: tuple[Found, ...]


def row(case: Case, now: datetime) -> Row:
    """A case as the list shows it at this moment."""
    left, promise = countdown(case, now), _next_promise(case)
    return Row(
        case=case,
        countdown=left,
        following=f"{NAMES[promise.kind]}: {say_until(promise.due, now, promise.by_date)}" if promise else "",
        due=say_until(left.due, now) if left.due else "",
        device=" ".join(filter(None, (case.model, case.serial))),
        symptom=shortened(case.symptom, SYMPTOM_SHOWN),
        vendor=VENDORS.get(case.vendor or "", ""),
        urgency=_urgency(case, left, promise),
    )


def tiles(cases: Iterable[Case], now: datetime) -> Tiles:
    """Counted over the cases that are still somebody's work."""
    still = [case for case in cases if case.open]
    levels = [countdown(case, now).level for case in still]
    return Tiles(len(still), sum(case.owner is None for case in still), levels.count("soon"), levels.count("late"))


def load(c: Connection, ended_too: bool) -> tuple[Case, ...]:
    """The open cases, or all of them."""
    return kept.everything(c) if ended_too else kept.still_open(c)


def whole(c: Connection, number: int, now: datetime) -> Whole | None:
    """Everything about one case; None when there is no such case."""
    case = kept.get(c, number)
    if case is None:
        return None
    history = tuple(kept.history(c, number))
    people = {e.who for e in history if e.who}
    return Whole(
        case=case,
        now=now,
        history=history,
        names=board.names(c, people),
        talk=lines(c, case.conversation, now) if case.conversation else (),
        thread=thread(c, number, now),
        files=tuple(files.of_case(c, number, case.conversation)),
    )


def _next_promise(case: Case) -> Clock | None:
    running = [c for c in case.clocks if c.kind != "reaction" and c.state in ("running", "missed") and not c.met_at]
    return min(running, key=lambda c: c.due, default=None) if case.open else None


def _urgency(case: Case, left: Countdown, promise: Clock | None) -> tuple[int, float, str, int]:
    """First who must be called, by deadline; then what was promised; then the rest; last what has ended."""
    if not case.open:
        return 3, 0, "", -case.number
    if left.due:
        return 0, left.due.timestamp(), case.urgency, case.number
    if promise:
        return 1, promise.due.timestamp(), case.urgency, case.number
    return 2, 0, case.urgency, case.number
