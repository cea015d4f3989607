"""What a caller may be told before the confirmation: the promise with its condition, and no more."""

import re

import pytest

from bot.domain.errors import DeadlineError
from bot.domain.outlook import outlook
from tests.domain.warsaw import EVERY_SERVICE, at

THURSDAY = "2026-11-19 14:20"


@pytest.mark.parametrize(
    ("service", "now", "said"),
    [
        (
            "huawei.ahb.8x5xnbd",
            THURSDAY,
            (
                "Jeśli inżynier potwierdzi usterkę dziś do 15:00, urządzenie dojedzie w pt 20 listopada; "
                "później – w pon 23 listopada."
            ),
        ),
        (
            "huawei.ahb.8x5xnbd",
            "2026-11-19 15:00:01",
            (
                "Jeśli inżynier potwierdzi usterkę najpóźniej w pt 20 listopada do 15:00, urządzenie dojedzie "
                "w pon 23 listopada; później – we wt 24 listopada."
            ),
        ),
        (
            "huawei.ahb.8x5xnbd",
            "2026-11-21 12:00",
            (
                "Jeśli inżynier potwierdzi usterkę najpóźniej w pon 23 listopada do 15:00, urządzenie dojedzie "
                "we wt 24 listopada; później – w śr 25 listopada."
            ),
        ),
        (
            "huawei.cocare.standard",
            THURSDAY,
            (
                "Jeśli inżynier potwierdzi usterkę dziś przed 15:00, urządzenie dojedzie w pt 20 listopada; "
                "później – w pon 23 listopada."
            ),
        ),
        (
            "extreme.ahb.8x5xnbd",
            THURSDAY,
            (
                "Jeśli inżynier potwierdzi usterkę dziś, urządzenie dojedzie w pt 20 listopada; "
                "później – w pon 23 listopada."
            ),
        ),
        (
            "extreme.ahb.8x5xnbd",
            "2026-11-20 12:00",
            (
                "Jeśli inżynier potwierdzi usterkę najpóźniej w nd 22 listopada, urządzenie dojedzie "
                "w pon 23 listopada; później – we wt 24 listopada."
            ),
        ),
        (
            "huawei.cocare.basic",
            THURSDAY,
            (
                "Jeśli inżynier potwierdzi usterkę dziś, sprzęt zostanie wysłany w pt 20 listopada; "
                "później – w pon 23 listopada. Ten poziom usługi obiecuje dzień wysyłki, nie dzień dostawy."
            ),
        ),
        (
            "huawei.cocare.standard_onsite",
            THURSDAY,
            (
                "Jeśli inżynier potwierdzi usterkę dziś przed 15:00, urządzenie dojedzie i inżynier przyjedzie "
                "na miejsce w pt 20 listopada; później – w pon 23 listopada."
            ),
        ),
        (
            "extreme.sos.24x7xnbd",
            THURSDAY,
            "Inżynier przyjedzie na miejsce w ciągu 8 godzin od potwierdzenia usterki, także w nocy i w dni wolne.",
        ),
        (
            "extreme.ahb.8x5x8",
            THURSDAY,
            "Urządzenie dojedzie w ciągu 8 godzin roboczych (okno 9:00–17:00 w dni robocze) od potwierdzenia usterki.",
        ),
        (
            "huawei.hicare.standard",
            THURSDAY,
            (
                "Jeśli Huawei potwierdzi usterkę dziś przed 15:00, urządzenie dojedzie w pt 20 listopada; "
                "później – w pon 23 listopada."
            ),
        ),
    ],
)
def test_the_promise_with_its_condition(service: str, now: str, said: str) -> None:
    (told,) = outlook(service, "P3", at(now))
    assert told.sentence == said


def test_premier_depends_on_the_priority() -> None:
    (urgent,) = outlook("huawei.cocare.premier", "P1", at(THURSDAY))
    assert (
        urgent.sentence == "Urządzenie dojedzie w ciągu 4 godzin od potwierdzenia usterki, także w nocy i w dni wolne."
    )
    with pytest.raises(DeadlineError, match="wymaga podania priorytetu"):
        outlook("huawei.cocare.premier", None, at(THURSDAY))


def test_a_service_without_hardware_has_nothing_to_tell() -> None:
    assert outlook("extreme.pw.tac_os", "P1", at(THURSDAY)) == ()


@pytest.mark.parametrize(("service", "priority"), EVERY_SERVICE)
def test_no_hour_is_promised_for_a_next_business_day(service: str, priority: str | None) -> None:
    for told in outlook(service, priority, at(THURSDAY)):
        if told.day:
            condition, promise = told.sentence.split(", ", 1)
            assert not re.search(r"\d:\d\d|godzin", promise)
            assert condition.startswith("Jeśli")


def test_basic_is_promised_no_delivery() -> None:
    for service in ("huawei.cocare.basic", "huawei.hicare.basic"):
        (told,) = outlook(service, "P1", at(THURSDAY))
        assert told.kinds == ("dispatch",)
        assert "dojedzie" not in told.sentence
