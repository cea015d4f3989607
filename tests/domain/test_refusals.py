"""What is refused, and which refusal wins when several apply."""

from datetime import datetime

import pytest

from bot.domain import sla
from bot.domain.errors import DeadlineError
from tests.domain.warsaw import at

NAIVE = datetime(2026, 11, 19, 10)  # noqa: DTZ001  what is refused
EARLY, LATE = at("2026-11-19 10:00"), at("2026-11-19 11:00")
AHB, PREMIER = "huawei.ahb.8x5xnbd", "huawei.cocare.premier"
FAR = at("2050-01-01 10:00")


@pytest.mark.parametrize(
    ("code", "service", "priority", "submitted", "confirmed", "delivered"),
    [
        ("naive_time", AHB, "P2", NAIVE, None, None),
        ("naive_time", AHB, "P2", EARLY, NAIVE, None),
        ("naive_time", AHB, "P2", EARLY, LATE, NAIVE),
        ("missing_submission", AHB, "P2", None, EARLY, None),
        ("order", AHB, "P2", LATE, EARLY, None),
        ("order", AHB, "P2", EARLY, LATE, EARLY),
        ("order", AHB, "P2", EARLY, None, LATE),  # delivered without a confirmation
        # As instants: 10:00 in Warsaw is 9:00 UTC, later than 10:30 in Moscow.
        ("order", AHB, "P2", EARLY, at("2026-11-19T10:30:00+03:00"), None),
        # The second 2:10 of the autumn night comes after the first 2:50.
        ("order", AHB, "P2", at("2026-10-25 02:10").replace(fold=1), at("2026-10-25 02:50"), None),
        ("unknown_service", "huawei.ahb", "P2", EARLY, None, None),
        ("unknown_service", "", "P2", EARLY, None, None),
        ("bad_priority", AHB, "P5", EARLY, None, None),
        ("bad_priority", AHB, "p1", EARLY, None, None),
        ("bad_priority", PREMIER, "", EARLY, None, None),
        ("priority_required", PREMIER, None, EARLY, None, None),
        ("priority_required", "huawei.cocare.premium_onsite", None, EARLY, None, None),
        ("priority_required", "huawei.hicare.premier", None, EARLY, None, None),
        ("year_out_of_range", AHB, "P2", FAR, None, None),
        ("year_out_of_range", AHB, "P2", at("2014-12-31 23:59:59"), None, None),
        ("year_out_of_range", AHB, "P2", EARLY, FAR, None),
        ("year_out_of_range", AHB, "P2", EARLY, LATE, FAR),
        ("year_out_of_range", "huawei.hicare.basic", "P2", FAR, None, None),  # though it has no reaction
        # The result is out of range: nothing is known of holidays in 2041.
        ("year_out_of_range", AHB, "P2", at("2040-12-31 16:30"), None, None),
        ("year_out_of_range", "extreme.ahb.24x7xnbd", "P2", at("2040-12-31 23:00"), None, None),
        ("year_out_of_range", AHB, "P2", EARLY, at("2040-12-31 10:00"), None),
        ("year_out_of_range", AHB, "P2", EARLY, LATE, at("2040-12-25 10:00")),
        # No conversion to UTC exists at either end of time.
        ("year_out_of_range", AHB, "P2", at("0001-01-01T00:00:00+14:00"), None, None),
        ("year_out_of_range", AHB, "P2", EARLY, at("9999-12-31T23:59:59-12:00"), None),
    ],
)
def test_refusals(
    code: str,
    service: str,
    priority: str | None,
    submitted: datetime | None,
    confirmed: datetime | None,
    delivered: datetime | None,
) -> None:
    with pytest.raises(DeadlineError) as refused:
        sla.deadlines(service, priority, submitted, confirmed, delivered)
    assert refused.value.code == code


def test_a_refusal_is_a_polish_sentence() -> None:
    with pytest.raises(DeadlineError, match=r"Usługa CoCare Premier wymaga podania priorytetu P1–P4\."):
        sla.deadlines(PREMIER, None, EARLY)


def test_each_further_fault_gives_way_to_the_one_before_it() -> None:
    """From all faults at once, mended one after another in the order of the codes."""
    asked: dict[str, object] = {
        "service": "none", "priority": "P9", "submitted_at": None, "confirmed_at": FAR, "delivered_at": NAIVE,
    }  # fmt: skip
    mended: list[tuple[str, dict[str, object]]] = [
        ("naive_time", {"delivered_at": EARLY}),
        ("missing_submission", {"submitted_at": LATE}),
        ("order", {"delivered_at": FAR}),
        ("unknown_service", {"service": PREMIER}),
        ("bad_priority", {"priority": None}),
        ("priority_required", {"priority": "P1"}),
        ("year_out_of_range", {"confirmed_at": LATE, "delivered_at": LATE}),
    ]
    for code, mend in mended:
        with pytest.raises(DeadlineError) as refused:
            sla.deadlines(**asked)  # type: ignore[arg-type]  # a table of anything
        assert refused.value.code == code
        asked |= mend
    assert sla.deadlines(**asked).return_  # type: ignore[arg-type]


def test_the_edges_of_the_supported_years_are_in() -> None:
    assert sla.deadlines(AHB, "P2", at("2014-12-31T23:00:00+00:00")).reaction  # 2015 already in Warsaw
    assert sla.deadlines("extreme.ahb.24x7xnbd", "P2", at("2040-12-31 22:59:59")).reaction
    assert sla.deadlines(AHB, "P2", at("2040-12-31 16:00")).reaction  # a Monday, due at 17:00


def test_the_same_moment_may_be_all_three() -> None:
    assert sla.deadlines(AHB, "P2", EARLY, EARLY, EARLY).return_
