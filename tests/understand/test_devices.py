"""A model says who made the device, and often which system it runs."""

import pytest

from bot.domain.devices import platform_of, vendor_of_model


@pytest.mark.parametrize(
    ("model", "vendor", "platform"),
    [
        ("S5735-L24P4X-A1", "huawei", "huawei_vrp"),
        ("S5735-L24T4X-QA-V2", "huawei", "huawei_yunshan"),
        ("CE6881-48S6CQ", "huawei", "huawei_vrp"),
        ("AR651", "huawei", "huawei_vrp"),
        ("AirEngine 6761-21", "huawei", "huawei_vrp"),
        ("X440-G2-24p-10G4", "extreme", "extreme_exos"),
        ("VSP 7432CQ", "extreme", "extreme_voss"),
        ("ERS4950GTS-PWR", "extreme", "extreme_ers"),
        ("SLX 9540", "extreme", "extreme_slxos"),
        ("RFS7000", "extreme", "extreme_wing"),
        ("AP410C", "extreme", "extreme_iqengine"),
        ("5420F-48P-4XE", "extreme", None),  # runs Switch Engine or Fabric Engine
    ],
)
def test_vendor_and_platform(model: str, vendor: str, platform: str | None) -> None:
    assert vendor_of_model(model) == vendor
    assert platform_of(vendor, model) == platform


def test_strangers_have_neither() -> None:
    assert vendor_of_model("Catalyst 2960X") is None
    assert platform_of("huawei", "X440-G2") is None  # the model is not that maker's
