"""A level in words says what the catalogue says, no more and no less."""

import pytest

from bot.domain.catalogue import CATALOGUE
from bot.domain.levels import PARTS, level


def test_each_vendor_s_nbd_has_its_own_condition() -> None:
    by_15 = "jeśli usterka zostanie potwierdzona do 15:00; później o dzień dalej."
    assert f"Dostawa sprzętu: w następnym dniu roboczym, {by_15}" in level("huawei.ahb.8x5xnbd")  # S18
    assert "Dostawa sprzętu: w następnym dniu roboczym po potwierdzeniu usterki." in level("extreme.ahb.8x5xnbd")  # S15


def test_premier_is_told_by_priority() -> None:
    told = " ".join(level("huawei.cocare.premier"))
    assert "Dostawa sprzętu (P1 i P2): w ciągu 4 godzin od potwierdzenia usterki" in told  # S22
    assert "Dostawa sprzętu (P3 i P4): w następnym dniu roboczym" in told  # S23


def test_basic_promises_no_delivery_day() -> None:
    told = level("huawei.cocare.basic")
    assert any(line.startswith("Wysyłka sprzętu") and "nie dzień dostawy" in line for line in told)  # S19
    assert not any(line.startswith("Dostawa") for line in told)


@pytest.mark.parametrize("service", CATALOGUE.services)
def test_every_part_is_told_once_as_the_catalogue_has_it(service: str) -> None:
    told, includes = level(service), CATALOGUE.services[service].includes
    inside = next((line for line in told if line.startswith("W zakresie")), "")
    outside = next((line for line in told if line.startswith("Poza zakresem")), "")
    for part, name in PARTS.items():
        assert (name in inside) is (includes.get(part) is True)
        assert (name in outside) is (includes.get(part) is False)


@pytest.mark.parametrize("service", CATALOGUE.services)
def test_every_promise_of_every_rule_is_told(service: str) -> None:
    told = " ".join(level(service)).lower()
    for rule in CATALOGUE.services[service].rules:
        assert ("wysyłka sprzętu" in told) >= (rule.dispatch is not None)
        assert ("dostawa sprzętu" in told) >= (rule.delivery is not None)
        assert ("kontakt inżyniera" in told) is (rule.reaction is not None)
