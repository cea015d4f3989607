"""A deadline told step by step: the arithmetic is there, and every rule it cites is in docs/terminy.md."""

import re
from datetime import datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain import sla, worktime
from bot.domain.explain import explain, explain_all
from tests.domain.warsaw import EVERY_SERVICE, at, moments

TERMINY = Path(__file__).parents[2] / "docs" / "terminy.md"
CHRISTMAS = "Wigilia Bożego Narodzenia, Boże Narodzenie (pierwszy dzień), Boże Narodzenie (drugi dzień)"


def test_a_friday_evening_before_a_long_weekend() -> None:
    due = sla.reaction("huawei.ahb.8x5xnbd", "P2", at("2027-04-30 16:40"))
    assert due
    assert explain(due) == (
        "Kontakt inżyniera: 1 h od pt 30.04.2027 16:40, w oknie 9:00–17:00 dni roboczych (S07, S08, R01).",
        "pt 30.04, 16:40–17:00: 20 min.",
        "1–3.05 wolne: Święto Państwowe, niedziela, Święto Narodowe Trzeciego Maja.",
        "wt 4.05, 9:00–9:40: 40 min.",
        "Termin: wt 4.05.2027 9:40.",
    )


def test_a_report_outside_the_window_over_the_years_end() -> None:
    due = sla.reaction("huawei.ahb.8x5xnbd", "P2", at("2026-12-31 18:00:30"))
    assert due
    assert explain(due)[1:] == (
        "To poza oknem, więc zegar rusza z jego otwarciem.",
        "1–3.01 wolne: Nowy Rok, sobota, niedziela.",
        "pon 4.01, 9:00–10:00: 1 h.",
        "Termin: pon 4.01.2027 10:00.",
    )


def test_a_confirmation_after_the_cutoff() -> None:
    found = sla.deadlines("huawei.ahb.8x5xnbd", "P2", at("2027-04-30 09:00"), at("2027-04-30 15:01"))
    assert found.delivery
    assert explain(found.delivery) == (
        "Dostawa sprzętu: następny dzień roboczy po potwierdzeniu zasadności (S11, S12, S13, S18, R06, R07, R08).",
        "Potwierdzenie: pt 30.04.2027 15:01, a nie do 15:00, więc liczy się od wt 4.05.",
        "Termin: śr 5.05.2027 (obiecany jest dzień, nie godzina).",
    )


@pytest.mark.parametrize(
    ("service", "confirmed", "told"),
    [
        ("huawei.ahb.8x5xnbd", "2026-11-19 15:00", "czw 19.11.2026 15:00, czyli do 15:00."),
        ("huawei.cocare.standard", "2026-11-19 14:59", "czw 19.11.2026 14:59, czyli przed 15:00."),
        (
            "huawei.cocare.standard",
            "2026-11-19 15:00",
            "czw 19.11.2026 15:00, a nie przed 15:00, więc liczy się od pt 20.11.",
        ),
        ("huawei.ahb.8x5xnbd", "2026-11-21 10:00", "sob 21.11.2026 10:00, w dzień wolny, więc liczy się od pon 23.11."),
        ("extreme.ahb.8x5xnbd", "2026-11-21 10:00", "sob 21.11.2026 10:00."),
    ],
)
def test_the_day_a_confirmation_counts_for(service: str, confirmed: str, told: str) -> None:
    (due,) = sla.promises(service, "P3", at(confirmed))
    assert explain(due)[1] == f"Potwierdzenie: {told}"


def test_a_return_that_would_end_on_days_off() -> None:
    moment = at("2026-12-17 10:00")  # 7 days on is Christmas Eve
    delivered = sla.return_due("huawei.ahb.8x5xnbd", moment)
    projected = sla.return_due("huawei.ahb.8x5xnbd", moment, projected=True)
    assert delivered
    assert projected
    assert explain(delivered) == (
        "Zwrot uszkodzonego urządzenia: 7 dni kalendarzowych po dniu dostawy (czw 17.12.2026) (S30, R20, R21, R22).",
        f"24–27.12 wolne: {CHRISTMAS}, niedziela.",
        "Termin: pon 28.12.2026, do końca dnia.",
    )
    assert "po obiecanym terminie, bo dostawy jeszcze nie było" in explain(projected)[0]


def test_hours_over_a_clock_change() -> None:
    (due,) = sla.promises("huawei.cocare.premier", "P1", at("2026-10-25T00:30:00+02:00"))
    assert explain(due)[1:] == (
        "W tym czasie zmienia się czas urzędowy; liczą się godziny, które naprawdę upłyną.",
        "Termin: nd 25.10.2026 3:30.",
    )


@pytest.mark.parametrize(
    ("service", "confirmed", "told"),
    [
        ("huawei.ahb.8x5xnbd", None, "Sprzęt: termin liczy się dopiero od potwierdzenia"),
        ("huawei.cocare.basic", "2026-11-19 12:00", "Dostawa: ten poziom obiecuje dzień wysyłki, nie dzień dostawy"),
        ("huawei.cocare.basic", "2026-11-19 12:00", "Zwrot uszkodzonego urządzenia: termin liczy się od dostawy"),
        ("huawei.hicare.standard", None, "Kontakt: zgłoszenia tej usługi obsługuje Huawei"),
    ],
)
def test_what_is_not_promised_is_told_too(service: str, confirmed: str | None, told: str) -> None:
    found = sla.deadlines(service, None, at("2026-11-19 11:00"), at(confirmed) if confirmed else None)
    assert any(sentence.startswith(told) for sentence in explain_all(found))


def test_an_unknown_service_and_a_raised_priority_are_told() -> None:
    unknown = sla.reaction_unknown_service(at("2026-11-20 17:30"))
    assert explain(unknown)[1] == "Usługa nie jest jeszcze znana, więc liczy się najwcześniejszy możliwy termin."
    running = sla.reaction("huawei.cocare.premier", "P3", at("2026-11-20 17:30"))
    assert running
    raised = sla.reaction_raised("huawei.cocare.premier", "P1", at("2026-11-20 20:00"), running.due)
    assert raised
    assert explain(raised) == (
        "Kontakt inżyniera: 1 h od pt 20.11.2026 20:00, przez całą dobę, także w dni wolne (S07, S08, R34).",
        "Czas liczy się od podniesienia priorytetu.",
        "Termin: pt 20.11.2026 21:00.",
    )


@pytest.mark.parametrize("service", [None, "extreme.pw.4h_ahr"])
def test_a_reaction_counted_from_the_reopening_says_so(service: str | None) -> None:
    reopened = sla.reaction_reopened(service, "P1", at("2026-11-20 20:00"))
    assert reopened
    told = explain(reopened)
    assert "R35" in told[0]
    assert told[-2:] == ("Czas liczy się od ponownego otwarcia sprawy.", "Termin: pt 20.11.2026 21:00.")


@given(st.sampled_from(EVERY_SERVICE), moments())
def test_every_step_is_a_sentence(case: tuple[str, str | None], moment: datetime) -> None:
    for sentence in explain_all(sla.deadlines(*case, moment, moment)):
        assert re.fullmatch(r"\S.*[^.]\.", sentence)


@given(moments())
def test_every_open_window_is_a_step(moment: datetime) -> None:
    due = sla.reaction("huawei.ahb.8x5xnbd", None, moment)
    assert due
    windows = list(worktime.open_windows("8x5", due.start, due.due))
    steps = [step for step in explain(due)[1:] if re.match(r"\w+ \d+\.\d\d, ", step)]
    assert len(steps) == len(windows)


def test_every_rule_cited_stands_in_the_documentation() -> None:
    moment = at("2026-11-19 14:00")
    all_deadlines = [sla.deadlines(service, priority, moment, moment) for service, priority in EVERY_SERVICE]
    told = " ".join(sentence for deadlines in all_deadlines for sentence in explain_all(deadlines))
    cited = set(re.findall(r"\b[SR]\d\d\b", told)) | set(sla.UNKNOWN_SERVICE.readings) | {sla.RAISED}
    described = set(re.findall(r"^\| ([SR]\d\d) \|", TERMINY.read_text(encoding="utf-8"), flags=re.MULTILINE))
    assert len(cited) > 20
    assert cited <= described
