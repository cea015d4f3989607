"""The life of a case: one owner, clocks that start and stop when they should, refusals that change nothing."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

import pytest

from bot.domain import cases as work
from bot.domain.cases import Case, Change, Refused
from bot.domain.casework import decisions, handling
from bot.domain.contracts import Entitlement, Outcome
from bot.domain.worktime import local
from tests.domain.warsaw import at

SUBMITTED = at("2026-11-20 16:40")  # a Friday


def opened(service: str = "extreme.pw.nbd_ahr", priority: str = "P3", **more: object) -> Case:
    case = Case(1001, SUBMITTED, priority, "nie działa", "covered", services=(service,), **more)  # type: ignore[arg-type]
    return work.open_case(case, SUBMITTED)[0]


def taken(case: Case) -> Case:
    return handling.take(case, "ola", "Ola", at("2026-11-20 16:41"))[0]


def clocks(case: Case) -> dict[str, tuple[str, str]]:
    return {c.label: (f"{local(c.due):%Y-%m-%d %H:%M}", c.state) for c in case.clocks}


def refusal(change: Callable[[], Change]) -> str:
    with pytest.raises(Refused) as refused:
        change()
    return refused.value.key


def test_a_reaction_clock_runs_from_submission_in_the_hours_of_the_service() -> None:
    """16:40 Friday, window to 17:00: 20 minutes, then 40 from Monday 9:00."""
    assert clocks(opened()) == {"reaction:extreme.pw.nbd_ahr": ("2026-11-23 09:40", "running")}


def test_an_unverified_case_gets_the_safe_clock() -> None:
    """R33: 60 minutes around the clock."""
    case = work.open_case(Case(1001, SUBMITTED, "P3", "x", str(Outcome.MISMATCH)), SUBMITTED)[0]
    assert clocks(case) == {"reaction:?": ("2026-11-20 17:40", "running")}


def test_two_services_keep_a_clock_each() -> None:
    case = Case(1001, SUBMITTED, "P3", "x", "covered", services=("extreme.pw.nbd_ahr", "extreme.ahb.24x7xnbd"))
    both = clocks(work.open_case(case, SUBMITTED)[0])
    assert both["reaction:extreme.pw.nbd_ahr"][0] == "2026-11-23 09:40"
    assert both["reaction:extreme.ahb.24x7xnbd"][0] == "2026-11-20 17:40"


def test_one_owner_and_the_second_is_told_who() -> None:
    case = taken(opened())
    assert case.owner == "ola"
    assert refusal(lambda: handling.take(case, "kuba", "Kuba", at("2026-11-20 16:42"))) == "taken_by"
    assert refusal(lambda: handling.take(case, "ola", "Ola", at("2026-11-20 16:42"))) == "already_yours"
    assert refusal(lambda: decisions.confirm(case, "kuba", at("2026-11-20 16:42"))) == "taken_by"


def test_only_contact_stops_the_reaction_clock_and_keeps_both_moments() -> None:
    case = taken(opened())
    assert clocks(case)["reaction:extreme.pw.nbd_ahr"][1] == "running"
    done, event = handling.contact(case, "ola", at("2026-11-20 16:59"), at("2026-11-20 16:55"))
    assert clocks(done)["reaction:extreme.pw.nbd_ahr"][1] == "met"
    assert done.clocks[0].met_at == at("2026-11-20 16:55")
    assert (event.at, event.data["moment"]) == (at("2026-11-20 16:59"), at("2026-11-20 16:55").isoformat())


@pytest.mark.parametrize(("moment", "key"), [("2026-11-20 17:00", "future"), ("2026-11-20 16:39", "before_submission")])
def test_an_impossible_moment_of_contact_is_refused(moment: str, key: str) -> None:
    case = taken(opened())
    assert refusal(lambda: handling.contact(case, "ola", at("2026-11-20 16:59"), at(moment))) == key


def test_a_contact_after_the_deadline_is_a_missed_one() -> None:
    late = handling.contact(taken(opened()), "ola", at("2026-11-23 09:41"))[0]
    assert clocks(late)["reaction:extreme.pw.nbd_ahr"][1] == "missed"


def test_confirming_starts_delivery_and_the_return_is_projected() -> None:
    """Confirmed Friday 16:50: delivery Monday 23rd; seven days later is Monday the 30th."""
    case = decisions.confirm(taken(opened()), "ola", at("2026-11-20 16:50"))[0]
    assert clocks(case)["delivery:extreme.pw.nbd_ahr"] == ("2026-11-23 17:00", "running")
    due = case.return_due()
    assert due
    assert f"{local(due):%Y-%m-%d}" == "2026-11-30"
    assert refusal(lambda: decisions.confirm(case, "ola", at("2026-11-20 16:51"))) == "already_confirmed"


def test_support_only_is_confirmed_without_hardware() -> None:
    case = decisions.confirm(taken(opened("extreme.pw.tac_os")), "ola", at("2026-11-20 16:50"))[0]
    assert [c.kind for c in case.clocks] == ["reaction"]
    assert case.return_due() is None


def test_an_unverified_case_is_not_confirmed_until_the_contract_is_set() -> None:
    case = taken(work.open_case(Case(1001, SUBMITTED, "P3", "x", str(Outcome.EXPIRED)), SUBMITTED)[0])
    assert refusal(lambda: decisions.confirm(case, "ola", at("2026-11-20 16:50"))) == "unverified"
    assert refusal(lambda: decisions.set_contract(case, "ola", Entitlement(Outcome.EXPIRED), at("2026-11-20 16:50")))


def test_rejecting_needs_a_reason_and_leaves_the_case_open_for_an_answer() -> None:
    case = taken(opened())
    assert refusal(lambda: decisions.reject(case, "ola", "  ", at("2026-11-20 16:50"))) == "reason_needed"
    rejected = decisions.reject(case, "ola", "to nie usterka", at("2026-11-20 16:50"))[0]
    assert clocks(rejected)["reaction:extreme.pw.nbd_ahr"][1] == "met"
    answered = handling.hear_caller(rejected, "hela", "jednak usterka", at("2026-11-20 16:55"))[0]
    assert (rejected.open, answered.state, answered.owner) == (True, "contacted", "ola")


def test_a_confirmed_fault_is_not_rejected_any_more() -> None:
    case = decisions.confirm(taken(opened()), "ola", at("2026-11-20 16:45"))[0]
    assert refusal(lambda: decisions.reject(case, "ola", "pomyłka", at("2026-11-20 16:50"))) == "already_confirmed"


def test_a_raised_priority_brings_the_reaction_forward_and_never_back() -> None:
    """CoCare Premier, P3 in 9x5 (Friday 16:40 → 17:40); raised to P1 at 16:45 → 17:45: the running one stays."""
    case = taken(opened("huawei.cocare.premier", "P3"))
    raised = decisions.set_priority(case, "ola", "P1", at("2026-11-20 16:45"))[0]
    assert clocks(raised)["reaction:huawei.cocare.premier"] == ("2026-11-20 17:40", "running")
    late = replace(case, clocks=(replace(case.clocks[0], due=at("2026-11-23 09:30")),))
    raised = decisions.set_priority(late, "ola", "P1", at("2026-11-20 20:00"))[0]
    assert clocks(raised)["reaction:huawei.cocare.premier"] == ("2026-11-20 21:00", "running")
    assert "R34" in raised.clocks[0].readings


def test_a_priority_changed_after_confirmation_moves_the_promise_and_remembers_the_old_one() -> None:
    """Confirmed Friday 16:50, past 15:00: counted as Monday, due Tuesday; as P2 four hours from the same moment."""
    case = decisions.confirm(taken(opened("huawei.cocare.premier", "P3")), "ola", at("2026-11-20 16:50"))[0]
    assert clocks(case)["delivery:huawei.cocare.premier"][0] == "2026-11-24 18:00"
    changed, event = decisions.set_priority(case, "ola", "P2", at("2026-11-20 17:30"))
    assert clocks(changed)["delivery:huawei.cocare.premier"][0] == "2026-11-20 20:50"
    assert datetime.fromisoformat(event.data["dues"]["delivery:huawei.cocare.premier"]) == at("2026-11-24 18:00")


def test_the_clocks_follow_the_more_urgent_of_both_priorities_until_an_engineer_decides() -> None:
    case = taken(opened("huawei.cocare.premier", "P3", priority_stated="P1"))
    assert case.urgency == "P1"
    assert decisions.set_priority(case, "ola", "P3", at("2026-11-20 16:45"))[0].urgency == "P3"


def test_time_that_has_run_out_is_marked_once() -> None:
    case = opened()
    assert work.missed(case, at("2026-11-23 09:39")) is None
    change = work.missed(case, at("2026-11-23 09:40"))
    assert change
    assert clocks(change[0])["reaction:extreme.pw.nbd_ahr"][1] == "missed"
    met = handling.contact(taken(change[0]), "ola", at("2026-11-23 09:40"))[0]
    assert clocks(met)["reaction:extreme.pw.nbd_ahr"][1] == "met"  # in its very second
    assert work.missed(change[0], at("2026-11-24 09:40")) is None


def test_the_first_message_of_the_engineer_is_contact() -> None:
    case = handling.message(taken(opened()), "ola", "Proszę o zdjęcie diod", at("2026-11-20 16:44"))[0]
    assert clocks(case)["reaction:extreme.pw.nbd_ahr"][1] == "met"
    assert case.state == "contacted"
