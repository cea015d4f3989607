"""Reaction deadlines beside `businesstimedelta`: the same submissions, hours and Polish holidays."""

import random
from collections.abc import Callable, Iterable
from datetime import UTC, datetime, time, timedelta

import holidays
import pytz  # type: ignore[import-untyped]  # has no stubs
from businesstimedelta import (  # type: ignore[import-untyped]  # has no types
    BusinessTimeDelta,
    HolidayRule,
    Rules,
    WorkDayRule,
)

from bot.domain import sla
from bot.domain.explain import explain
from bot.domain.sla import Due
from tests.bench import Figure, fastest

CASES, ROUNDS, SEED = 400, 7, 20270430
SERVICE = "huawei.ahb.8x5xnbd"
WARSAW = pytz.timezone("Europe/Warsaw")  # what businesstimedelta needs
FLOOR = "businesstimedelta"


def figures() -> Iterable[Figure]:
    """Microseconds a deadline, with and without its explanation."""
    submissions = _submissions()
    theirs = _businesstimedelta()
    _agree(submissions, theirs)
    floor, plain, explained = (
        seconds / CASES * 1e6
        for seconds in fastest(
            ROUNDS,
            lambda: [theirs(moment) for moment in submissions],
            lambda: [_ours(moment) for moment in submissions],
            lambda: [explain(_ours(moment)) for moment in submissions],
        )
    )
    yield Figure("reaction deadline, without explanation", plain, "µs", FLOOR, floor, floor / plain, 15)
    yield Figure("reaction deadline, with explanation", explained, "µs", FLOOR, floor, floor / explained, 5)


def _submissions() -> list[datetime]:
    """Moments of two years around both clock changes and every holiday, day and night, the same each time."""
    dice = random.Random(SEED)  # noqa: S311  not for secrets
    start = datetime(2026, 1, 1, tzinfo=UTC)
    return [start + timedelta(seconds=dice.randrange(2 * 365 * 24 * 3600)) for _ in range(CASES)]


def _businesstimedelta() -> Callable[[datetime], datetime]:
    days_off = holidays.country_holidays("PL", years=range(2025, 2029))
    office = WorkDayRule(start_time=time(9), end_time=time(17), working_days=[0, 1, 2, 3, 4], tz=WARSAW)
    an_hour = BusinessTimeDelta(Rules([office, HolidayRule(days_off, tz=WARSAW)]), hours=1)
    return lambda moment: moment + an_hour


def _ours(moment: datetime) -> Due:
    due = sla.reaction(SERVICE, None, moment)
    if due is None:
        raise RuntimeError(f"{SERVICE} has no reaction")
    return due


def _agree(submissions: Iterable[datetime], theirs: Callable[[datetime], datetime]) -> None:
    for moment in submissions:
        if theirs(moment) != _ours(moment).due:
            raise RuntimeError(f"{moment}: {theirs(moment)}, {_ours(moment)}")
