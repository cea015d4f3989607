"""What several pastes say together: one device completed bit by bit, members of a stack kept apart."""

from datetime import UTC, datetime

import pytest

from bot.domain.findings import NOTHING, Device, Fault, Findings, from_json, to_json

NUMBER = Device(serial="210235317410K8001325", host="SW1", platform="huawei_vrp")
VERSION = Device(model="S5735-L24P4X-A1", version="V200R021C10SPC600", host="SW1", platform="huawei_vrp")
BOTH = Device("210235317410K8001325", "S5735-L24P4X-A1", "V200R021C10SPC600", None, "huawei_vrp", "SW1")
OTHER = Device(serial="210235333510K8002440", host="SW2")


@pytest.mark.parametrize(("first", "then"), [(NUMBER, VERSION), (VERSION, NUMBER), (BOTH, VERSION)])
def test_two_outputs_of_one_device_are_one_device(first: Device, then: Device) -> None:
    assert Findings((first,)).with_(Findings((then,))).devices == (BOTH,)


@pytest.mark.parametrize(
    ("known", "then"),
    [
        ((NUMBER,), OTHER),
        ((NUMBER,), Device(model="X465-48T", platform="extreme_exos")),
        ((NUMBER, OTHER), Device(version="V200R021C10SPC600")),
    ],
)
def test_what_may_be_another_device_stays_apart(known: tuple[Device, ...], then: Device) -> None:
    assert Findings(known).with_(Findings((then,))).devices == (*known, then)


def test_a_number_finds_its_device_however_it_is_written() -> None:
    found = Findings((Device(serial="1834N-50210"), OTHER))
    assert found.of("1834n50210") == found.devices[0]
    assert found.of("1912N-40017") is None
    assert found.of(None) is None


def test_a_device_without_a_number_is_the_one_meant_while_it_is_alone() -> None:
    assert Findings((VERSION,)).of("210235317410K8001325") == VERSION
    assert Findings((VERSION, OTHER)).of("210235317410K8001325") is None


def test_a_later_line_of_the_same_fault_replaces_the_earlier() -> None:
    earlier, later = (Fault("psu", f"PWR2 {state}", "SW1") for state in ("NotSupply", "Fault"))
    elsewhere = Fault("psu", "PWR1 Fault", "SW2")
    together = Findings(faults=(earlier, elsewhere)).with_(Findings(faults=(later,)))
    assert together.faults == (later, elsewhere)


def test_they_survive_being_stored() -> None:
    at = datetime(2026, 11, 17, 9, 11, tzinfo=UTC)
    found = Findings((BOTH, OTHER), (Fault("reboot", "restarted", "SW1", at),), ("display version",))
    assert from_json(to_json(found)) == found
    assert from_json(to_json(NOTHING)) == NOTHING
