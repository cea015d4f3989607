"""The case page tells everything that is known, and nothing that callers wrote becomes markup."""

import inspect
import re
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.board import case_view
from bot.board.clock_view import clocks
from bot.board.reads import Whole
from bot.desk import copies
from bot.domain import cases as work
from bot.domain.cases import Event
from bot.domain.casework import decisions, handling
from bot.domain.contracts import Outcome
from bot.store import sealed
from flows.obsluga_sprawy.names import ENTITLEMENTS, EVENTS, STATES
from flows.status_zgloszenia.flow import STATES as KNOWN_STATES
from tests.board.cases import opened, reaction
from tests.board.conftest import NOON

MINUTE = timedelta(minutes=1)
HOSTILE = "<script>alert(1)</script>"
CASE = opened(
    NOON - 15 * MINUTE, customer="Młyn Jasna", serial="1912N-40017", vendor="extreme", model="X440-G2",
    contract="PW-2026-000101", phone="600 000 101", contact="Helena", findings=("PWR2 NotSupply (linia 31)",),
    tried=("Zasilacz: nie pomogło",), missing=("logi",),
)  # fmt: skip


def whole(case: work.Case = CASE, history: tuple[Event, ...] = ()) -> Whole:
    """The case with nothing around it."""
    return Whole(case, NOON, history, {"ola": "Ola Dyżur"}, (), (), ())


def test_everything_collected_is_there() -> None:
    html = case_view.collected(whole())
    told = ["nic nie działa", "Młyn Jasna", "1912N-40017", "Extreme X440-G2", "PW-2026-000101", "CoCare Premier"]
    told += ["Helena", "tel:600000101", "dziś, 11:45", "PWR2 NotSupply (linia 31)", "Zasilacz: nie pomogło", "logi"]
    assert [words for words in told if words not in html] == []


@pytest.mark.parametrize("outcome", Outcome)
def test_every_entitlement_is_said_in_words(outcome: Outcome) -> None:
    assert ENTITLEMENTS[outcome] in case_view.collected(whole(replace(CASE, entitlement=str(outcome))))


def test_every_state_has_a_word() -> None:
    assert KNOWN_STATES.keys() == STATES.keys()


def test_a_clock_shows_its_share_of_time_and_how_it_came_about() -> None:
    html = clocks(CASE.clocks, NOON)
    assert 'aria-label="Minęło 25% czasu"' in html  # 15 of 60 minutes
    assert "dziś do 12:45" in html
    assert all(step.split(".")[0] in html for step in reaction(CASE).explanation)


def test_a_met_clock_stands_still() -> None:
    case = handling.contact(handling.take(CASE, "ola", "Ola", NOON)[0], "ola", NOON)[0]
    html = clocks(case.clocks, NOON + 600 * MINUTE)
    assert "dotrzymany" in html
    assert "dziś, 12:00" in html
    assert 'aria-label="Minęło 25% czasu"' in html
    assert "data-due" not in html


def test_history_tells_who_did_what_newest_first() -> None:
    history = (
        Event("opened", NOON - 15 * MINUTE, "hela"),
        Event("taken", NOON - 5 * MINUTE, "ola"),
        Event("contacted", NOON, "ola", data={"moment": (NOON - 2 * MINUTE).isoformat()}),
        Event("priority", NOON, "ola", "P1", {"from": "P2", "to": "P1"}),
        Event("deadline_missed", NOON, data={"clocks": ["reaction:huawei.cocare.premier"]}),
    )
    html = case_view.history(whole(history=history))
    order = [html.index(EVENTS[e.event]) for e in history]
    assert order == sorted(order, reverse=True)
    assert "Ola Dyżur" in html
    assert "dziś, 11:58" in html
    assert "P2 → P1" in html


def test_nothing_a_caller_wrote_becomes_markup() -> None:
    words: dict[str, Any] = dict.fromkeys(
        ("symptom", "customer", "serial", "model", "contract", "phone", "contact", "site"), HOSTILE
    )
    hostile = replace(CASE, **words, findings=(HOSTILE,), tried=(HOSTILE,), missing=(HOSTILE,), owner_name=HOSTILE)
    event = Event(HOSTILE, NOON, HOSTILE, HOSTILE)
    html = (
        case_view.head(whole(hostile))
        + case_view.collected(whole(hostile))
        + case_view.history(whole(history=(event,)))
    )
    assert "<script" not in html
    assert "&lt;script&gt;" in html


def test_a_change_of_priority_keeps_the_old_deadlines() -> None:
    case = handling.take(replace(CASE, priority="P2"), "ola", "Ola", NOON)[0]
    changed, event = decisions.set_priority(case, "ola", "P1", NOON)
    html = case_view.history(whole(changed, (event,)))
    assert "P2 → P1" in html
    assert "poprzedni termin, reakcja: dziś, 12:45" in html


def test_numbers_of_the_maker_and_of_the_carrier_are_shown() -> None:
    html = case_view.collected(whole(replace(CASE, vendor_case="RMA 7001", waybill="00012345", related=1000)))
    assert [words for words in ("RMA 7001", "00012345", "/panel/sprawa/1000") if words not in html] == []


def test_every_event_has_words() -> None:
    places = [Path(inspect.getfile(place)).parent for place in (work, handling, copies, sealed)]
    recorded = {
        name
        for folder in places
        for path in folder.glob("*.py")
        for name in re.findall(r'Event\(\s*"(\w+)"', path.read_text("utf-8"))
    }
    assert {"config_opened", "delivered", "sealed_deleted"} < recorded
    assert recorded <= EVENTS.keys()
