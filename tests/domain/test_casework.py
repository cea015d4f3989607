"""What may be done to a case, by whom, in what order and at what moment; what it restores and what it calls off."""

from datetime import datetime, timedelta

import pytest

from bot.domain.cases import Refused
from bot.domain.casework import decisions, fulfilment, handling, reporting
from tests.domain.life import Life
from tests.domain.walks import DOES, pair
from tests.domain.warsaw import at

START = "2026-11-17 10:00"
NBD, ONSITE, SOS = "extreme.pw.nbd_ahr", "extreme.pw.nbd_onsite", "huawei.sos.8x5xnbd"
BASIC, SUPPORT = "huawei.cocare.basic", "extreme.pw.tac_os"


def after(*deeds: str, service: str = NBD, known: bool = True) -> Life:
    """A case of 10:00 with these deeds at 10:01, 10:02 and so on; all of them are accepted."""
    life, _ = pair(at(START), [service], "P3", known)
    for deed in deeds:
        heard = life.do(lambda k, now: DOES[deed](k, now, now), life.now + timedelta(minutes=1))  # noqa: B023
        assert heard == life.history[-1].event, f"{deed}: {heard}"
    return life


def heard(life: Life, deed: str, said: str = "") -> str:
    """What becomes of one more deed at 12:00: its event, or why not."""
    return life.do(lambda k, now: DOES[deed](k, now, at(said) if said else now), at("2026-11-17 12:00"))


@pytest.mark.parametrize(
    ("deeds", "deed", "result", "state"),
    [
        ("", "take", "taken", "taken"),
        ("take", "take", "already_yours", "taken"),
        ("take", "take too", "taken_by", "taken"),
        ("take, release", "take too", "taken", "taken"),
        ("take too", "release", "taken_by", "taken"),
        ("take too", "release as manager", "released", "opened"),
        ("", "release", "nobodys", "opened"),
        ("", "release as manager", "nobodys", "opened"),
        ("", "contact", "nobodys", "opened"),
        ("take too", "contact", "taken_by", "taken"),
        ("take", "contact", "contacted", "contacted"),
        ("take, contact", "contact", "already_contacted", "contacted"),
        ("take, contact, release", "take", "taken", "contacted"),
        ("take", "write", "message", "contacted"),
        ("take", "ask", "data_requested", "data_requested"),
        ("take, ask", "caller writes", "data_received", "contacted"),
        ("take, confirm, ask", "caller writes", "data_received", "confirmed"),
        ("take, contact", "caller writes", "from_caller", "contacted"),
        ("take, reject", "caller writes", "answered", "contacted"),
        ("take", "take over", "taken_over", "taken"),
        ("take, take over", "take over", "already_taken_over", "taken"),
        ("take", "hand back", "not_taken_over", "taken"),
        ("take, take over", "hand back", "handed_back", "taken"),
        ("", "confirm", "nobodys", "opened"),
        ("take", "confirm", "confirmed", "confirmed"),
        ("take, confirm", "confirm", "already_confirmed", "confirmed"),
        ("take, reject", "confirm", "confirmed", "confirmed"),
        ("take", "reject", "rejected", "rejected"),
        ("take, confirm", "reject", "already_confirmed", "confirmed"),
        ("take", "P3", "same_priority", "taken"),
        ("take", "P1", "priority", "taken"),
        ("", "P1", "nobodys", "opened"),
        ("", "caller says P1", "priority", "opened"),
        ("caller says P1", "caller says P1", "same_priority", "opened"),
        ("take", "order", "confirm_first", "taken"),
        ("take", "deliver", "confirm_first", "taken"),
        ("take, confirm", "order", "ordered", "ordered"),
        ("take, confirm, dispatch", "order", "ordered", "dispatched"),
        ("take, confirm", "dispatch", "dispatched", "dispatched"),
        ("take, confirm", "deliver", "delivered", "delivered"),
        ("take, confirm, deliver", "deliver", "already_delivered", "delivered"),
        ("take, confirm", "arrive", "no_presence", "confirmed"),
        ("take, confirm", "take back", "nothing_to_return", "confirmed"),
        ("take, confirm, deliver", "take back", "returned", "returned"),
        ("take, confirm, deliver, take back", "take back", "nothing_to_return", "returned"),
        ("take, confirm, deliver, close", "take back", "returned", "closed"),
        ("", "close", "nobodys", "opened"),
        ("take too", "close", "taken_by", "taken"),
        ("take", "close", "closed", "closed"),
        ("take, close", "close", "ended", "closed"),
        ("take, close", "contact", "ended", "closed"),
        ("take, close", "write", "message", "closed"),
        ("take, close", "caller writes", "from_caller", "closed"),
        ("take", "reopen", "not_ended", "taken"),
        ("take, close", "reopen", "reopened", "taken"),
        ("take, contact, close", "reopen", "reopened", "contacted"),
        ("take, confirm, close", "reopen", "reopened", "confirmed"),
        ("take too, withdraw", "reopen", "reopened", "taken"),
        ("withdraw", "reopen", "reopened", "taken"),
        ("", "withdraw", "withdrawn", "withdrawn"),
        ("withdraw", "withdraw", "ended", "withdrawn"),
        ("withdraw", "join", "ended", "withdrawn"),
        ("withdraw", "escalate", "ended", "withdrawn"),
        ("", "join", "joined", "opened"),
        ("", "escalate", "escalated", "opened"),
    ],
)
def test_what_may_be_done_when(deeds: str, deed: str, result: str, state: str) -> None:
    life = after(*filter(None, deeds.split(", ")))
    assert (heard(life, deed), life.case.state) == (result, state)


@pytest.mark.parametrize(
    ("deeds", "deed", "earliest", "refused"),
    [
        ("take", "contact", START, "before_submission"),
        ("take, confirm", "dispatch", "2026-11-17 10:02", "too_early"),  # confirmed at 10:02
        ("take, confirm", "deliver", "2026-11-17 10:02", "too_early"),
        ("take, confirm", "arrive", "2026-11-17 10:02", "too_early"),
        ("take, confirm, deliver", "take back", "2026-11-17 10:03", "too_early"),  # delivered at 10:03
    ],
)
def test_a_moment_said_is_never_in_the_future_nor_before_what_it_follows(
    deeds: str, deed: str, earliest: str, refused: str
) -> None:
    def life() -> Life:
        return after(*deeds.split(", "), service=ONSITE)

    before = f"{at(earliest) - timedelta(seconds=1):%Y-%m-%d %H:%M:%S}"
    assert heard(life(), deed, "2026-11-17 12:00:01") == "future"
    assert heard(life(), deed, before) == refused
    told = life()
    result = heard(told, deed, earliest)
    event = told.history[-1]
    assert (event.event, event.at) == (result, at("2026-11-17 12:00"))
    assert datetime.fromisoformat(event.data["moment"]) == at(earliest)


def states(life: Life) -> dict[str, str]:
    return {k.kind: k.state for k in life.case.clocks}


def test_closing_calls_off_what_runs_and_keeps_the_return() -> None:
    life = after("take", "confirm", "deliver", "close", service=ONSITE)
    assert states(life) == {"reaction": "cancelled", "delivery": "met", "onsite": "cancelled", "return": "running"}


def test_withdrawing_calls_off_the_same() -> None:
    life = after("take", "contact", "confirm", "withdraw", service=ONSITE)
    assert states(life) == {"reaction": "met", "delivery": "cancelled", "onsite": "cancelled"}


def test_reopening_lets_the_promises_run_on_as_they_were() -> None:
    life = after("take", "contact", "confirm", service=ONSITE)
    clocks = life.case.clocks
    for deed in ("close", "reopen"):
        life.do(lambda k, now: DOES[deed](k, now, now), life.now + timedelta(minutes=5))  # noqa: B023
    assert life.case.clocks == clocks


def test_the_one_who_reopens_has_it() -> None:
    life = after("take too", "withdraw", "reopen")
    assert (life.case.owner, life.history[-1].who) == ("ola", "ola")


def test_a_missed_deadline_stays_missed_through_closing_and_reopening() -> None:
    life = after("take")
    life.pass_until(at("2026-11-17 11:00"))
    for deed in ("close", "reopen"):
        life.do(lambda k, now: DOES[deed](k, now, now), at("2026-11-17 12:00"))  # noqa: B023
    assert states(life) == {"reaction": "missed"}


def test_dispatch_is_met_by_sending_and_a_late_delivery_said_in_time_is_in_time() -> None:
    """CoCare Basic, confirmed Tuesday: dispatch due Wednesday 18:00. Sent at 17:30, told of on Thursday."""
    life = after("take", "confirm", service=BASIC)
    sent = at("2026-11-18 17:30")
    life.do(lambda k, now: fulfilment.dispatch(k, "ola", "", now, sent), at("2026-11-19 10:00"))
    assert states(life)["dispatch"] == "met"


def test_an_engineer_of_sos_brings_the_device_so_the_return_begins() -> None:
    """On site Tuesday: seven days later is Tuesday the 24th."""
    life = after("take", "confirm", "arrive", service=SOS)
    assert {k.kind: f"{k.due:%d.%m}" for k in life.case.clocks if k.kind == "return"} == {"return": "24.11"}


def test_support_alone_has_nothing_to_give_back() -> None:
    assert states(after("take", "contact", "confirm", "deliver", service=SUPPORT)) == {"reaction": "met"}


def test_a_contract_settled_after_contact_keeps_the_contact() -> None:
    """Unverified: 60 minutes from 10:00 by day and night; on CoCare Premier P3 60 minutes of 9x5, met at 10:02."""
    life = after("take", "contact", "set contract", known=False)
    assert [(k.label, k.state, k.met_at) for k in life.case.clocks] == [
        ("reaction:huawei.cocare.premier", "met", at("2026-11-17 10:02"))
    ]


def test_settling_the_same_contract_again_does_not_forgive_a_missed_reaction() -> None:
    life = after("take", "set contract", known=False)
    life.pass_until(at("2026-11-17 11:00"))
    assert heard(life, "set contract") == "contract"
    assert states(life) == {"reaction": "missed"}


def test_every_change_of_priority_keeps_the_deadlines_it_replaces() -> None:
    life = after("take", "confirm", service="huawei.cocare.premier")
    due = {k.label: k.due.isoformat() for k in life.case.clocks}
    assert heard(life, "P1") == "priority"
    assert life.history[-1].data["dues"] == due
    assert next(k.due for k in life.case.clocks if k.kind == "delivery") == at("2026-11-17 14:02")  # 4 h from 10:02


@pytest.mark.parametrize("text", ["", "  \n"])
def test_words_that_say_nothing_are_no_reason(text: str) -> None:
    case = after("take").case
    for change in (reporting.close, decisions.reject):
        with pytest.raises(Refused):
            change(case, "ola", text, at(START))


def test_two_who_take_a_case_at_once_are_told_the_same_name() -> None:
    taken = handling.take(after().case, "ola", "Ola", at(START))[0]
    with pytest.raises(Refused) as refused:
        handling.take(taken, "kuba", "Kuba", at(START))
    assert refused.value.words["owner"] == "Ola"


def test_a_second_reporter_is_added_once() -> None:
    case = after().case
    for _ in range(2):
        case = reporting.join(case, "console:ewa", "ewa", "u mnie też", at(START))[0]
    assert case.joined == ("console:ewa",)
