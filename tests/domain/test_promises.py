"""Dispatch, delivery and presence: the next business day with and without a cut-off, and hours."""

import pytest

from bot.domain import sla
from bot.domain.catalogue import CATALOGUE
from bot.domain.worktime import local
from tests.domain.warsaw import EVERY_SERVICE, at, seen

AHB = "huawei.ahb.8x5xnbd"  # confirmed „do” 15:00
STANDARD = "huawei.cocare.standard"  # confirmed „przed” 15:00
NO_CUTOFF = "extreme.ahb.8x5xnbd"


def delivery(service: str, confirmed: str, priority: str = "P3") -> str | None:
    (due,) = sla.promises(service, priority, at(confirmed))
    return seen(due)


@pytest.mark.parametrize(
    ("confirmed", "do", "przed", "no_cutoff"),
    [
        # Thu 19 Nov 2026: „do” takes 15:00:00 in, „przed” does not.
        ("2026-11-19 14:59:59", "2026-11-20", "2026-11-20", "2026-11-20"),
        ("2026-11-19 15:00:00", "2026-11-20", "2026-11-23", "2026-11-20"),
        ("2026-11-19 15:00:00.000001", "2026-11-23", "2026-11-23", "2026-11-20"),
        ("2026-11-19 15:00:01", "2026-11-23", "2026-11-23", "2026-11-20"),
        ("2026-11-19 23:59:59", "2026-11-23", "2026-11-23", "2026-11-20"),
        # Friday in time → Monday; late → counts on Monday → Tuesday.
        ("2026-11-20 14:00", "2026-11-23", "2026-11-23", "2026-11-23"),
        ("2026-11-20 16:00", "2026-11-24", "2026-11-24", "2026-11-23"),
        # A day off counts as the next business day where there is a cut-off, else it is just a day before.
        ("2026-11-21 10:00", "2026-11-24", "2026-11-24", "2026-11-23"),
        ("2026-11-22 23:59:59", "2026-11-24", "2026-11-24", "2026-11-23"),
        ("2026-11-23 00:00:00", "2026-11-24", "2026-11-24", "2026-11-24"),
        # Fri 30 Apr 2027, then Sat, Sun and the holiday of Mon 3 May.
        ("2027-04-30 14:59", "2027-05-04", "2027-05-04", "2027-05-04"),
        ("2027-04-30 15:01", "2027-05-05", "2027-05-05", "2027-05-04"),
        ("2027-05-03 12:00", "2027-05-05", "2027-05-05", "2027-05-04"),
        # Christmas Eve works in 2024 (a Tuesday), not in 2025 (Wed 24 to Sun 28 off).
        ("2024-12-23 12:00", "2024-12-24", "2024-12-24", "2024-12-24"),
        ("2025-12-23 12:00", "2025-12-29", "2025-12-29", "2025-12-29"),
        ("2025-12-24 12:00", "2025-12-30", "2025-12-30", "2025-12-29"),
        # Over the year's end: Thu 31 Dec 2026 → Mon 4 Jan.
        ("2026-12-31 12:00", "2027-01-04", "2027-01-04", "2027-01-04"),
        # Already Christmas Eve in Warsaw, still the 23rd in UTC.
        ("2026-12-23T23:30:00+00:00", "2026-12-29", "2026-12-29", "2026-12-28"),
    ],
)
def test_next_business_day(confirmed: str, do: str, przed: str, no_cutoff: str) -> None:
    assert delivery(AHB, confirmed) == f"{do} 17:00:00"
    assert delivery(STANDARD, confirmed) == f"{przed} 18:00:00"
    assert delivery(NO_CUTOFF, confirmed) == f"{no_cutoff} 17:00:00"


@pytest.mark.parametrize(
    ("confirmed", "due"),
    [
        ("2026-11-20T23:00:00+01:00", "2026-11-21T03:00:00+01:00"),
        ("2026-03-29T00:30:00+01:00", "2026-03-29T05:30:00+02:00"),  # spring: 4 real hours, 5 on the dial
        ("2026-10-25T00:30:00+02:00", "2026-10-25T03:30:00+01:00"),  # autumn: 4 real hours, 3 on the dial
        ("2026-12-25T22:00:00+01:00", "2026-12-26T02:00:00+01:00"),
    ],
)
def test_four_hours_are_real_hours(confirmed: str, due: str) -> None:
    (found,) = sla.promises("huawei.cocare.premier", "P1", at(confirmed))
    assert local(found.due).isoformat() == due


@pytest.mark.parametrize(
    ("confirmed", "due"),
    [
        ("2026-11-23 10:00", "2026-11-24 10:00:00"),  # 7 h on Monday, 1 h on Tuesday
        ("2026-11-23 09:00", "2026-11-23 17:00:00"),  # exactly one window
        ("2026-11-20 15:00", "2026-11-23 15:00:00"),  # 2 h on Friday, 6 h on Monday
        ("2026-11-21 12:00", "2026-11-23 17:00:00"),
    ],
)
def test_8x5x8_counts_hours_of_the_window(confirmed: str, due: str) -> None:
    assert delivery("extreme.ahb.8x5x8", confirmed) == due


def test_24x7xnbd_means_eight_hours_at_extreme_and_the_next_business_day_at_huawei() -> None:
    friday_night = "2026-11-20 22:00"
    assert delivery("extreme.ahb.24x7xnbd", friday_night) == "2026-11-21 06:00:00"
    assert delivery("extreme.sos.24x7xnbd", friday_night) == "2026-11-21 06:00:00"
    assert delivery("huawei.ahb.24x7xnbd", friday_night) == "2026-11-23 17:00:00"
    assert delivery("huawei.sos.24x7xnbd", friday_night) == "2026-11-23 17:00:00"


# Submitted Thu 19 Nov 2026 16:40, confirmed Fri 20 Nov 15:00:00 sharp.
# Reaction: 8x5 has 20 min left → Fri 9:40; 9x5 closes at 18:00 and 24x7 never → Thu 17:40.
# NBD: Mon 23; „przed” 15:00 missed it: counts on Mon → Tue 24. 4 h → 19:00, 8 h → 23:00, 8 h of 8x5: 2 + 6 → Mon 15:00.
# Return: 7 days after Fri 20, Mon 23 or Tue 24, in the order of the table: Fri 27, Mon 30, Tue 1 Dec.
IN_8X5, IN_LONGER = "11-20 09:40:00", "11-19 17:40:00"
MON, TUE, FOUR, EIGHT = "11-23 17:00:00", "11-24 18:00:00", "11-20 19:00:00", "11-20 23:00:00"
BACK_FRI, BACK_MON, BACK_TUE = "11-27 23:59:59", "11-30 23:59:59", "12-01 23:59:59"
ANY = ("P1", "P2", "P3", "P4", None)
EACH_SERVICE = [
    # service, priorities, reaction, dispatch, delivery, onsite, return
    ("extreme.pw.tac_os", ANY, IN_8X5, None, None, None, None),
    ("extreme.pw.nbd_ahr", ANY, IN_8X5, None, MON, None, BACK_MON),
    ("extreme.pw.4h_ahr", ANY, IN_LONGER, None, FOUR, None, BACK_FRI),
    ("extreme.pw.nbd_onsite", ANY, IN_8X5, None, MON, MON, BACK_MON),
    ("extreme.pw.4h_onsite", ANY, IN_LONGER, None, FOUR, FOUR, BACK_FRI),
    ("extreme.ahb.8x5xnbd", ANY, IN_8X5, None, MON, None, BACK_MON),
    ("extreme.sos.8x5xnbd", ANY, IN_8X5, None, None, MON, BACK_MON),
    ("extreme.ahb.24x7xnbd", ANY, IN_LONGER, None, EIGHT, None, BACK_FRI),
    ("extreme.sos.24x7xnbd", ANY, IN_LONGER, None, None, EIGHT, BACK_FRI),
    ("extreme.ahb.8x5x8", ANY, IN_8X5, None, "11-23 15:00:00", None, BACK_MON),
    ("extreme.sos.8x5x8", ANY, IN_8X5, None, None, "11-23 15:00:00", BACK_MON),
    ("huawei.ahb.8x5xnbd", ANY, IN_8X5, None, MON, None, BACK_MON),
    ("huawei.sos.8x5xnbd", ANY, IN_8X5, None, None, MON, BACK_MON),
    ("huawei.ahb.24x7xnbd", ANY, IN_LONGER, None, MON, None, BACK_MON),
    ("huawei.sos.24x7xnbd", ANY, IN_LONGER, None, None, MON, BACK_MON),
    ("huawei.ahb.8x5x8", ANY, IN_8X5, None, "11-23 15:00:00", None, BACK_MON),
    ("huawei.sos.8x5x8", ANY, IN_8X5, None, None, "11-23 15:00:00", BACK_MON),
    ("huawei.cocare.basic", ANY, IN_LONGER, "11-23 18:00:00", None, None, None),
    ("huawei.cocare.standard", ANY, IN_LONGER, None, TUE, None, BACK_TUE),
    ("huawei.cocare.premier", ("P1", "P2"), IN_LONGER, None, FOUR, None, BACK_FRI),
    ("huawei.cocare.premier", ("P3", "P4"), IN_LONGER, None, TUE, None, BACK_TUE),
    ("huawei.cocare.standard_onsite", ANY, IN_LONGER, None, TUE, TUE, BACK_TUE),
    ("huawei.cocare.premium_onsite", ("P1", "P2"), IN_LONGER, None, FOUR, FOUR, BACK_FRI),
    ("huawei.cocare.premium_onsite", ("P3", "P4"), IN_LONGER, None, TUE, TUE, BACK_TUE),
    ("huawei.hicare.basic", ANY, None, "11-23 18:00:00", None, None, None),
    ("huawei.hicare.standard", ANY, None, None, TUE, None, None),
    ("huawei.hicare.premier", ("P1", "P2"), None, None, FOUR, None, None),
    ("huawei.hicare.premier", ("P3", "P4"), None, None, TUE, None, None),
]


@pytest.mark.parametrize(("service", "priorities", "reaction", "dispatch", "delivery", "onsite", "back"), EACH_SERVICE)
def test_each_service(
    service: str,
    priorities: tuple[str | None, ...],
    reaction: str | None,
    dispatch: str | None,
    delivery: str | None,
    onsite: str | None,
    back: str | None,
) -> None:
    expected = tuple(text and f"2026-{text}" for text in (reaction, dispatch, delivery, onsite, back))
    for priority in priorities:
        found = sla.deadlines(service, priority, at("2026-11-19 16:40"), at("2026-11-20 15:00"))
        assert tuple(map(seen, _clocks(found))) == expected


def test_the_table_above_has_each_service_and_priority() -> None:
    assert {(service, priority) for service, priorities, *_ in EACH_SERVICE for priority in priorities} == set(
        EVERY_SERVICE
    )


@pytest.mark.parametrize(("service", "priority"), EVERY_SERVICE)
def test_before_the_confirmation_only_the_reaction_runs(service: str, priority: str | None) -> None:
    found = sla.deadlines(service, priority, at("2026-11-19 16:40"))
    assert found.dues == ((found.reaction,) if CATALOGUE.services[service].handled_by is None else ())


def test_only_days_are_spoken_by_date() -> None:
    found = sla.deadlines("huawei.cocare.basic", None, at("2026-11-19 16:40"), at("2026-11-20 15:00"))
    assert [(due.kind, due.by_date) for due in found.dues] == [("reaction", False), ("dispatch", True)]


def _clocks(found: sla.Deadlines) -> tuple[sla.Due | None, ...]:
    return (found.reaction, found.dispatch, found.delivery, found.onsite, found.return_)
