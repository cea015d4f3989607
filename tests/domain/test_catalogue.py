"""The catalogue is data: another file gives other deadlines, and one that is not understood is refused."""

import copy
import json
from pathlib import Path
from typing import Any

import pytest

import bot.domain
from bot.domain import catalogue
from bot.domain.errors import DeadlineError
from bot.domain.terms import Hours, NextBusinessDay

RAW = json.loads((Path(bot.domain.__file__).parent / "catalogue.json").read_text(encoding="utf-8"))


def test_a_service_is_a_record() -> None:
    ahb = catalogue.service("huawei.ahb.8x5xnbd")
    assert (ahb.vendor, ahb.name, ahb.intake_window) == ("huawei", "HEZO Assistance AHB 8x5 NBD", "8x5")
    assert isinstance(ahb.rule("P2").delivery, NextBusinessDay)


def test_flags_that_most_services_leave_out() -> None:
    services = catalogue.CATALOGUE.services.values()
    assert {s.id for s in services if s.quote_only} == {
        f"{vendor}.{family}.8x5x8" for vendor in ("extreme", "huawei") for family in ("ahb", "sos")
    }
    assert {s.id for s in services if s.handled_by} == {f"huawei.hicare.{x}" for x in ("basic", "standard", "premier")}


def test_an_unknown_service_is_refused() -> None:
    with pytest.raises(DeadlineError) as refused:
        catalogue.service("huawei.ahb.9x9")
    assert refused.value.code == "unknown_service"


def test_working_time_of_a_promised_day_is_counted_in_the_hours_it_ends_with() -> None:
    dispatch = catalogue.service("huawei.cocare.basic").rule(None).dispatch  # due at 18:00
    delivery = catalogue.service("huawei.ahb.8x5xnbd").rule(None).delivery  # due at 17:00
    assert dispatch
    assert delivery
    assert (dispatch.calendar, delivery.calendar) == ("9x5", "8x5")


def changed(path: str, value: object) -> dict[str, Any]:
    """The file with one value replaced, by a path like „services/huawei.cocare.premier/rules/0/delivery/hours”."""
    raw: dict[str, Any] = copy.deepcopy(RAW)
    *way, last = path.split("/")
    place: Any = raw
    for step in way:
        place = place[int(step) if isinstance(place, list) else step]
    place[last] = value
    return raw


PREMIER = "services/huawei.cocare.premier/rules/0"


def test_another_number_of_hours_is_read_from_the_file() -> None:
    loaded = catalogue.load(changed(f"{PREMIER}/delivery/hours", 6))
    delivery = loaded.services["huawei.cocare.premier"].rule("P1").delivery
    assert isinstance(delivery, Hours)
    assert delivery.allowed.total_seconds() == 6 * 3600


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (f"{PREMIER}/delivery/kind", "same_day"),
        (f"{PREMIER}/delivery/calendar", "7x7"),
        (f"{PREMIER}/delivery/clock", "submitted_at"),
        (f"{PREMIER}/reaction/clock", "confirmed_at"),
        ("services/huawei.cocare.standard/rules/0/delivery/on_day_off", "skip"),
        ("services/huawei.cocare.standard/rules/0/delivery/cutoff", "3 pm"),
        ("return/counting", "business_days"),
        ("return/roll_if_last_day_is", ["someday"]),
        ("calendars/8x5/open", "nine"),
    ],
)
def test_a_value_that_is_not_understood_is_refused_aloud(path: str, value: object) -> None:
    with pytest.raises((KeyError, ValueError)):
        catalogue.load(changed(path, value))
