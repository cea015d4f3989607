"""Moments as the tables write them: local time in Warsaw, or ISO 8601 with its offset where the clock changes."""

from datetime import date, datetime, time, timedelta

from hypothesis import strategies as st

from bot.domain.catalogue import CATALOGUE
from bot.domain.sla import Due
from bot.domain.worktime import WARSAW, local

EVERY_SERVICE = [
    (service.id, priority)
    for service in CATALOGUE.services.values()
    for rule in service.rules
    for priority in sorted(rule.priorities, key=str)
]

# Around these days something changes: holidays on either side of weekends, both clock changes, year ends.
TURNING_DAYS = [
    date.fromisoformat(day)
    for day in (
        "2018-11-11", "2024-12-24", "2025-12-24", "2026-03-29", "2026-10-25", "2026-06-04", "2026-11-11",
        "2027-05-01", "2027-05-03", "2027-03-28", "2027-10-31", "2027-12-31", "2028-02-29", "2032-12-24",
    )
]  # fmt: skip
TURNING_TIMES = [
    time.fromisoformat(clock)
    for clock in (
        "00:00", "01:30", "02:30", "03:00", "08:59:59", "09:00", "14:59:59", "15:00", "15:00:01",
        "16:00", "16:59:59", "17:00", "17:59:59", "18:00", "23:59:59",
    )
]  # fmt: skip


def at(text: str) -> datetime:
    """„2027-04-30 16:40” in Warsaw, or any ISO 8601 with an offset."""
    moment = datetime.fromisoformat(text)
    return moment if moment.tzinfo else moment.replace(tzinfo=WARSAW)


def seen(due: Due | None) -> str | None:
    """The deadline as the clock in Warsaw shows it: „2027-05-04 09:40:00”."""
    return f"{local(due.due):%Y-%m-%d %H:%M:%S}" if due else None


def days() -> st.SearchStrategy[date]:
    """Any day with room for its deadlines, often one near a turning day."""
    near = st.builds(lambda day, n: day + timedelta(days=n), st.sampled_from(TURNING_DAYS), st.integers(-9, 5))
    return near | st.dates(date(2015, 1, 1), date(2040, 11, 30))


def moments() -> st.SearchStrategy[datetime]:
    """Any moment, often one at the edge of a window, of a cut-off or of a clock change."""
    clocks = st.sampled_from(TURNING_TIMES) | st.times()
    return st.builds(_in_warsaw, days(), clocks, st.integers(0, 1))


def _in_warsaw(day: date, clock: time, fold: int) -> datetime:
    return datetime.combine(day, clock, WARSAW).replace(fold=fold)
