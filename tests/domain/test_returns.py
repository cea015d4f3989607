"""The way back of the broken device: seven calendar days, to the end of a working day."""

import pytest

from bot.domain import sla
from tests.domain.warsaw import at, seen

AHB = "huawei.ahb.8x5xnbd"


@pytest.mark.parametrize(
    ("delivered", "back"),
    [
        ("2026-11-20 00:00", "2026-11-27"),  # the day of delivery is not counted
        ("2026-11-20 23:59:59", "2026-11-27"),
        ("2026-11-21 10:00", "2026-11-30"),  # Sat 28 → Mon 30
        ("2026-11-22 10:00", "2026-11-30"),  # Sun 29 → Mon 30
        ("2026-11-04 10:00", "2026-11-12"),  # Wed 11 Nov, a holiday → Thu 12
        ("2026-12-17 10:00", "2026-12-28"),  # Thu 24, Fri 25, Sat 26, Sun 27 off → Mon 28
        ("2027-04-26 10:00", "2027-05-04"),  # Mon 3 May, a holiday → Tue 4
        ("2024-12-17 10:00", "2024-12-24"),  # Christmas Eve was a working day
        ("2026-12-25 10:00", "2027-01-04"),  # Fri 1 Jan → Mon 4
        ("2026-10-19 10:00", "2026-10-26"),  # over the clock change
        ("2026-11-19T23:30:00+00:00", "2026-11-27"),  # Friday already in Warsaw
    ],
)
def test_seven_days_after_the_delivery(delivered: str, back: str) -> None:
    found = sla.deadlines(AHB, "P2", at("2024-01-02 10:00"), at("2024-01-02 11:00"), at(delivered))
    assert seen(found.return_) == f"{back} 23:59:59"
    assert not found.return_projected


def test_before_the_delivery_it_is_projected_from_the_promise() -> None:
    found = sla.deadlines(AHB, "P2", at("2026-11-19 10:00"), at("2026-11-19 11:00"))  # promised Fri 20
    assert seen(found.return_) == "2026-11-27 23:59:59"
    assert found.return_projected


def test_on_site_it_is_projected_from_the_promised_presence_until_the_delivery_is_known() -> None:
    sos, submitted, confirmed = "extreme.sos.24x7xnbd", at("2026-11-19 10:00"), at("2026-11-19 18:00")
    projected = sla.deadlines(sos, "P2", submitted, confirmed)  # presence Fri 20 Nov 2:00
    assert (seen(projected.return_), projected.return_projected) == ("2026-11-27 23:59:59", True)
    delivered = sla.deadlines(sos, "P2", submitted, confirmed, at("2026-11-19 20:00"))
    assert (seen(delivered.return_), delivered.return_projected) == ("2026-11-26 23:59:59", False)


def test_basic_promises_no_delivery_so_there_is_no_return_before_it() -> None:
    basic, submitted, confirmed = "huawei.cocare.basic", at("2026-11-19 10:00"), at("2026-11-19 11:00")
    promised = sla.deadlines(basic, "P2", submitted, confirmed)
    assert (promised.return_, promised.return_projected) == (None, False)
    delivered = sla.deadlines(basic, "P2", submitted, confirmed, at("2026-11-24 10:00"))
    assert (seen(delivered.return_), delivered.return_projected) == ("2026-12-01 23:59:59", False)


@pytest.mark.parametrize("service", ["huawei.hicare.standard", "extreme.pw.tac_os"])
def test_where_nothing_is_ours_to_take_back_there_is_no_return(service: str) -> None:
    moment = at("2026-11-19 10:00")
    assert sla.deadlines(service, "P2", moment, moment, moment).return_ is None
    assert sla.return_due(service, moment) is None
