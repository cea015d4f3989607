"""What holds of every deadline, of every service and priority, at any moment."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain import sla, worktime
from bot.domain.catalogue import CATALOGUE
from bot.domain.outlook import outlook
from bot.domain.terms import Hours
from bot.domain.worktime import local
from tests.domain.warsaw import EVERY_SERVICE, days, moments

A_MOMENT = timedelta(microseconds=1)
services = st.sampled_from(EVERY_SERVICE)
calendars = st.sampled_from(sorted(CATALOGUE.calendars))


@given(services, moments())
def test_nothing_is_due_before_it_starts(case: tuple[str, str | None], moment: datetime) -> None:
    for due in sla.deadlines(*case, moment, moment).dues:
        assert due.start <= due.due


@given(calendars, moments(), st.integers(1, 3000))
def test_open_time_is_added_exactly_and_never_in_closed_hours(calendar: str, start: datetime, minutes: int) -> None:
    due = worktime.add(calendar, start, timedelta(minutes=minutes))
    assert worktime.between(calendar, start, due) == timedelta(minutes=minutes)
    assert worktime.is_open(calendar, due - A_MOMENT)


@given(st.sampled_from(["8x5", "9x5"]), moments())
def test_a_window_is_office_hours_of_a_business_day(calendar: str, moment: datetime) -> None:
    clock = local(moment)
    office = 9 <= clock.hour < {"8x5": 17, "9x5": 18}[calendar]
    assert worktime.is_open(calendar, moment) == (office and worktime.is_business_day(clock.date()))


@given(services, moments(), moments())
def test_a_later_event_never_gives_an_earlier_deadline(
    case: tuple[str, str | None], one: datetime, other: datetime
) -> None:
    earlier, later = sorted((one.astimezone(UTC), other.astimezone(UTC)))
    before, after = sla.deadlines(*case, earlier, earlier), sla.deadlines(*case, later, later)
    assert [due.kind for due in before.dues] == [due.kind for due in after.dues]
    assert all(first.due <= second.due for first, second in zip(before.dues, after.dues, strict=True))


@pytest.mark.parametrize("case", EVERY_SERVICE, ids=str)
def test_over_a_long_weekend_no_later_confirmation_is_served_earlier(
    case: tuple[str, str | None],
) -> None:
    """From Thu 29 Apr 2027 to Wed 5 May, over Saturday, Sunday and the holiday of 3 May."""
    start = datetime(2027, 4, 29, 0, 0, tzinfo=UTC)
    confirmed = [start + timedelta(minutes=15 * n) for n in range(6 * 24 * 4)]
    served = [[due.due for due in sla.promises(*case, moment)] for moment in confirmed]
    for clock in zip(*served, strict=True):
        assert list(clock) == sorted(clock)


@given(st.sampled_from([case for case in EVERY_SERVICE if "24x7" in case[0] or "premi" in case[0]]), moments())
def test_hours_round_the_clock_are_real_hours(case: tuple[str, str | None], confirmed: datetime) -> None:
    for due in sla.promises(*case, confirmed):
        if isinstance(due.terms, Hours):
            assert due.due - confirmed.astimezone(UTC) == due.terms.allowed


@given(services, moments())
def test_a_promised_day_is_a_business_day_after_the_confirmation(
    case: tuple[str, str | None], confirmed: datetime
) -> None:
    for due in sla.promises(*case, confirmed):
        day = local(due.due).date()
        if due.by_date:
            assert day > local(confirmed).date()
            assert worktime.is_business_day(day)


@given(days())
def test_a_return_is_due_on_the_first_working_day_from_the_seventh(day: date) -> None:
    due = sla.return_due("huawei.ahb.8x5xnbd", worktime.instant(day, time.min))
    assert due
    last = local(due.due).date()
    between = [day + timedelta(days=n) for n in range(7, (last - day).days)]
    assert worktime.is_business_day(last)
    assert (last - day).days >= 7
    assert not any(map(worktime.is_business_day, between))


@given(services, moments())
def test_warnings_come_in_open_hours_and_in_order(case: tuple[str, str | None], moment: datetime) -> None:
    for due in sla.deadlines(*case, moment, moment).dues:
        half, most = (worktime.point(due.calendar, due.start, due.due, share) for share in (0.5, 0.8))
        assert due.start <= half <= most <= due.due
        assert worktime.is_open(due.calendar, half - A_MOMENT)
        assert worktime.is_open(due.calendar, most - A_MOMENT)


@given(services, moments())
def test_what_a_caller_is_told_is_what_a_confirmation_then_gives(case: tuple[str, str | None], now: datetime) -> None:
    for told in outlook(*case, now):
        if told.day and told.confirm_by and told.later:
            days = {due.kind: local(due.due).date() for due in sla.promises(*case, now)}
            assert {days[kind] for kind in told.kinds} == {told.day}
            tomorrow = worktime.instant(told.confirm_by + timedelta(days=1), time.min)
            days = {due.kind: local(due.due).date() for due in sla.promises(*case, tomorrow)}
            assert {days[kind] for kind in told.kinds} == {told.later}
