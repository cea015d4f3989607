"""How much time is left until an engineer must call: in words and as a level that gives the colour."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from bot.domain.cases import Case
from bot.domain.clocks import Clock, running
from bot.domain.dates import plural, say_hour

Level = Literal["calm", "soon", "late", "met", "missed", "none"]
SOON = timedelta(minutes=20)


@dataclass(frozen=True, slots=True)
class Countdown:
    """`due` is set while the clock runs; the browser then keeps the words fresh (static/panel/board.js)."""

    level: Level
    words: str
    due: datetime | None = None


NOTHING = Countdown("none", "bez terminu")


def countdown(case: Case, now: datetime) -> Countdown:
    """Of all reaction clocks the most pressing one."""
    clocks = [c for c in case.clocks if c.kind == "reaction" and c.state != "cancelled"]
    waiting = [c.due for c in clocks if running(c, "reaction")]
    if waiting and case.open:
        return _ticking(min(waiting), now)
    met = [c for c in clocks if c.met_at]
    return _stopped(met) if met else NOTHING


def level_of(due: datetime, now: datetime) -> Level:
    """How pressing a deadline is."""
    if now > due:
        return "late"
    return "soon" if due - now <= SOON else "calm"


def compact(span: timedelta) -> str:
    """„42 min”, „3 godz. 12 min”, „2 dni 3 godz.”: whole minutes, rounded down."""
    minutes = int(span.total_seconds()) // 60
    days, hours = minutes // 1440, minutes // 60 % 24
    if days:
        return f"{days} {plural(days, 'dzień', 'dni', 'dni')} {hours} godz."
    return f"{hours} godz. {minutes % 60} min" if hours else f"{minutes} min"


def _ticking(due: datetime, now: datetime) -> Countdown:
    level = level_of(due, now)
    span = abs(due - now)
    if level == "late":
        words = f"po terminie {compact(span)}"
    else:
        words = f"zostało {compact(span)}" if span >= timedelta(minutes=1) else "mniej niż minuta"
    return Countdown(level, words, due)


def _stopped(met: list[Clock]) -> Countdown:
    """All calls made: the worst of them counts."""
    worst = max(met, key=lambda c: (c.met_at or c.due) - c.due)
    at = worst.met_at or worst.due
    if at > worst.due:
        return Countdown("missed", f"kontakt {compact(at - worst.due)} po terminie")
    return Countdown("met", f"dotrzymano, {say_hour(at.replace(second=0))}")
