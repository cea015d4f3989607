"""The reaction clock: sixty minutes of open window from the submission."""

import pytest

from bot.domain import sla
from bot.domain.worktime import local
from tests.domain.warsaw import at, seen

EIGHT_BY_FIVE = "huawei.ahb.8x5xnbd"
NINE_BY_FIVE = "huawei.cocare.standard"
ROUND_THE_CLOCK = "extreme.ahb.24x7xnbd"


@pytest.mark.parametrize(
    ("service", "submitted", "due"),
    [
        # Inside the window: an hour later. 9:00:00 is in, 17:00:00 is out.
        (EIGHT_BY_FIVE, "2026-11-19 14:20", "2026-11-19 15:20:00"),
        (EIGHT_BY_FIVE, "2026-11-19 09:00", "2026-11-19 10:00:00"),
        (EIGHT_BY_FIVE, "2026-11-19 08:59:59", "2026-11-19 10:00:00"),
        (EIGHT_BY_FIVE, "2026-11-19 16:00", "2026-11-19 17:00:00"),  # the whole hour fits
        (EIGHT_BY_FIVE, "2026-11-19 16:00:01", "2026-11-20 09:00:01"),  # 59:59 today, one second tomorrow
        (EIGHT_BY_FIVE, "2026-11-19 16:59:59", "2026-11-20 09:59:59"),  # one second today, 59:59 tomorrow
        (EIGHT_BY_FIVE, "2026-11-19 17:00", "2026-11-20 10:00:00"),
        # Fri 30 Apr 2027 16:40: 20 min today, 1 May Sat, 2 Sun, 3 holiday, 40 min on Tue 4.
        (EIGHT_BY_FIVE, "2027-04-30 16:40", "2027-05-04 09:40:00"),
        (EIGHT_BY_FIVE, "2027-05-01 12:00", "2027-05-04 10:00:00"),
        # Christmas Eve: Tue 24 Dec 2024 still works; in 2025 Wed 24 to Sun 28 are off.
        (EIGHT_BY_FIVE, "2024-12-23 16:30", "2024-12-24 09:30:00"),
        (EIGHT_BY_FIVE, "2025-12-23 16:30", "2025-12-29 09:30:00"),
        # 2018-11-12 was off once: Fri 9 Nov → Tue 13.
        (EIGHT_BY_FIVE, "2018-11-09 16:30", "2018-11-13 09:30:00"),
        # Year end: Thu 31 Dec 2026, Fri 1 Jan holiday, weekend, Mon 4.
        (EIGHT_BY_FIVE, "2026-12-31 16:30", "2027-01-04 09:30:00"),
        # The clock changes over the weekend: 30 min on Fri, 30 min on Mon, in local hours.
        (EIGHT_BY_FIVE, "2026-03-27 16:30", "2026-03-30 09:30:00"),
        (EIGHT_BY_FIVE, "2026-10-23 16:30", "2026-10-26 09:30:00"),
        # 9x5 closes at 18:00.
        (NINE_BY_FIVE, "2026-11-19 17:00", "2026-11-19 18:00:00"),
        (NINE_BY_FIVE, "2026-11-19 17:30", "2026-11-20 09:30:00"),
        (NINE_BY_FIVE, "2026-11-19 18:00", "2026-11-20 10:00:00"),
        # 24x7: night, Sunday, Christmas, over midnight and over the year's end.
        (ROUND_THE_CLOCK, "2026-11-22 03:00", "2026-11-22 04:00:00"),
        (ROUND_THE_CLOCK, "2026-12-25 23:30", "2026-12-26 00:30:00"),
        (ROUND_THE_CLOCK, "2026-12-31 23:59:59", "2027-01-01 00:59:59"),
    ],
)
def test_sixty_open_minutes(service: str, submitted: str, due: str) -> None:
    assert seen(sla.reaction(service, "P2", at(submitted))) == due


@pytest.mark.parametrize(
    ("submitted", "due"),
    [
        ("2026-03-29T01:30:00+01:00", "2026-03-29T03:30:00+02:00"),  # 2:00 to 3:00 does not happen
        ("2026-10-25T01:30:00+02:00", "2026-10-25T02:30:00+02:00"),  # the first 2:30
        ("2026-10-25T02:30:00+02:00", "2026-10-25T02:30:00+01:00"),  # the second 2:30
        ("2026-10-25T02:30:00+01:00", "2026-10-25T03:30:00+01:00"),
    ],
)
def test_an_hour_is_an_hour_when_the_clock_changes(submitted: str, due: str) -> None:
    found = sla.reaction(ROUND_THE_CLOCK, None, at(submitted))
    assert found
    assert local(found.due).isoformat() == due


def test_premier_counts_round_the_clock_for_p1_and_in_office_hours_for_p3() -> None:
    night = at("2026-11-20 23:00")  # a Friday
    assert seen(sla.reaction("huawei.cocare.premier", "P1", night)) == "2026-11-21 00:00:00"
    assert seen(sla.reaction("huawei.cocare.premier", "P3", night)) == "2026-11-23 10:00:00"


def test_the_offset_of_the_submission_does_not_matter() -> None:
    in_utc = sla.reaction(EIGHT_BY_FIVE, "P2", at("2026-12-23T15:30:00+00:00"))
    in_tokyo = sla.reaction(EIGHT_BY_FIVE, "P2", at("2026-12-24T00:30:00+09:00"))
    assert in_utc == in_tokyo
    assert seen(in_utc) == "2026-12-28 09:30:00"  # 16:30 in Warsaw, 24 to 27 December off


def test_hicare_is_not_ours_to_answer() -> None:
    assert sla.reaction("huawei.hicare.premier", "P1", at("2026-11-19 14:20")) is None


def test_an_unknown_service_is_answered_within_an_hour_of_any_clock() -> None:
    due = sla.reaction_unknown_service(at("2026-11-21 23:30"))  # a Saturday night
    assert (seen(due), due.service, due.readings) == ("2026-11-22 00:30:00", None, ("R33",))


class TestPriorityRaised:
    """Sixty minutes from the raise, never later than what runs already (R34)."""

    premier = "huawei.cocare.premier"

    def test_at_night_it_brings_the_deadline_forward(self) -> None:
        running = sla.reaction(self.premier, "P3", at("2026-11-20 17:30"))  # Mon 23 Nov 9:30
        assert running
        raised = sla.reaction_raised(self.premier, "P1", at("2026-11-20 20:00"), running.due)
        assert raised
        assert seen(raised) == "2026-11-20 21:00:00"
        assert raised.readings == ("R34",)

    def test_in_the_day_the_running_deadline_stays(self) -> None:
        running = sla.reaction(self.premier, "P3", at("2026-11-20 10:00"))  # 11:00
        assert running
        assert sla.reaction_raised(self.premier, "P1", at("2026-11-20 10:30"), running.due) is None

    def test_where_nobody_of_ours_answers_nothing_changes(self) -> None:
        running = sla.reaction_unknown_service(at("2026-11-20 10:00"))
        assert sla.reaction_raised("huawei.hicare.premier", "P1", at("2026-11-20 10:05"), running.due) is None
