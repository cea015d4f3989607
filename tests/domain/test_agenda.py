"""Every step of a case at its exact moment: over closing time, weekends, holidays and both clock changes."""

from collections.abc import Sequence
from datetime import timedelta

import pytest

from bot.domain.casework import decisions, handling
from bot.domain.worktime import local
from tests.domain.walks import DOES, pair
from tests.domain.warsaw import at

NBD, FOUR_HOURS = "extreme.pw.nbd_ahr", "extreme.pw.4h_ahr"
"""Reaction in 8x5 with delivery on the next business day; by day and night with delivery in four hours."""
Done = Sequence[tuple[str, str]]
DONE: Done = ()


def said(service: str, submitted: str, done: Done, until: str, priority: str = "P3", *only: str) -> list[str]:
    """What a case says by itself: „20.11 16:30 50”; `done` are moments and deeds."""
    life, _ = pair(at(submitted), [service], priority)
    for moment, deed in done:
        name, _, back = deed.partition(" -")
        told = at(moment)
        heard = life.do(lambda k, now: DOES[name](k, now, now - timedelta(minutes=int(back or 0))), told)  # noqa: B023
        assert heard in {event.event for event in life.history}, heard
    life.pass_until(at(until))
    return [f"{local(m):%d.%m %H:%M} {word}" for m, _, word in life.spoken if word in only or not only]


LADDER = ("50", "80", "100", "+30")


@pytest.mark.parametrize(
    ("service", "submitted", "steps"),
    [
        # 10:00 + 30, 48, 60 minutes, and 30 more
        (NBD, "2026-11-17 10:00", ["17.11 10:30", "17.11 10:48", "17.11 11:00", "17.11 11:30"]),
        # over closing time: 16:30 + 30 is 17:00 itself, then 18 minutes from 9:00 the next day
        (NBD, "2026-11-17 16:30", ["17.11 17:00", "18.11 09:18", "18.11 09:30", "18.11 10:00"]),
        # over the weekend: Friday 16:40, 20 minutes to closing, 10 more on Monday
        (NBD, "2026-11-20 16:40", ["23.11 09:10", "23.11 09:28", "23.11 09:40", "23.11 10:10"]),
        # submitted on Saturday evening: all of it on Monday
        (NBD, "2026-11-21 20:00", ["23.11 09:30", "23.11 09:48", "23.11 10:00", "23.11 10:30"]),
        # over a holiday: Tuesday 10 November 16:30, Wednesday is Independence Day
        (NBD, "2026-11-10 16:30", ["10.11 17:00", "12.11 09:18", "12.11 09:30", "12.11 10:00"]),
        # over the long weekend of 1-3 May 2027: Friday 30 April 16:45, then Tuesday 4 May
        (NBD, "2027-04-30 16:45", ["04.05 09:15", "04.05 09:33", "04.05 09:45", "04.05 10:15"]),
        # 9x5 closes an hour later: 17:30 + 30 is 18:00
        ("huawei.cocare.basic", "2026-11-17 17:30", ["17.11 18:00", "18.11 09:18", "18.11 09:30", "18.11 10:00"]),
        # by day and night, at two o'clock on a Sunday
        (FOUR_HOURS, "2026-11-22 02:00", ["22.11 02:30", "22.11 02:48", "22.11 03:00", "22.11 03:30"]),
        # the night of 29 March: 2:00 is 3:00, so 1:45 + 30 minutes is 3:15
        (FOUR_HOURS, "2026-03-29 01:45", ["29.03 03:15", "29.03 03:33", "29.03 03:45", "29.03 04:15"]),
        # the night of 25 October: 3:00 is 2:00 again, so 2:45 (the first) + 30 minutes is 2:15 (the second)
        (FOUR_HOURS, "2026-10-25T02:45:00+02:00", ["25.10 02:15", "25.10 02:33", "25.10 02:45", "25.10 03:15"]),
    ],
)
def test_the_ladder_of_a_case_that_nobody_takes(service: str, submitted: str, steps: list[str]) -> None:
    until = at(submitted) + timedelta(days=5)
    found = said(service, submitted, DONE, until.isoformat(), "P3", *LADDER)
    assert found == [f"{step} {rung}" for step, rung in zip(steps, LADDER, strict=True)]


@pytest.mark.parametrize("done", ["contact", "write", "ask", "reject"])
def test_whatever_is_contact_ends_the_ladder(done: str) -> None:
    """Taken at 10:31, contact at 10:40: the half is over, nothing else comes."""
    steps = said(NBD, "2026-11-17 10:00", [("2026-11-17 10:31", "take"), ("2026-11-17 10:40", done)],
                 "2026-11-17 17:00", "P3", *LADDER)  # fmt: skip
    assert steps == ["17.11 10:30 50"]


def test_taking_a_case_is_no_contact() -> None:
    steps = said(NBD, "2026-11-17 10:00", [("2026-11-17 10:05", "take")], "2026-11-17 12:00")
    assert steps == ["17.11 10:30 50", "17.11 10:48 80", "17.11 11:00 missed", "17.11 11:00 100", "17.11 11:30 +30"]


def test_nobody_takes_it_and_it_is_called_out_every_half_day() -> None:
    """Due Friday 11:00, then every 240 minutes of 8x5: 15:00; Monday 11:00 (2 h + 2 h) and 15:00."""
    steps = said(NBD, "2026-11-20 10:00", DONE, "2026-11-23 17:00", "P3", "unclaimed")
    assert steps == ["20.11 15:00 unclaimed", "23.11 11:00 unclaimed", "23.11 15:00 unclaimed"]


def test_a_case_given_back_climbs_a_ladder_of_the_queue() -> None:
    """Contact made, given back on Friday at 16:30: an hour of the queue ends on Monday at 9:30."""
    done = [("2026-11-20 16:00", "take"), ("2026-11-20 16:10", "contact"), ("2026-11-20 16:30", "release")]
    assert said(NBD, "2026-11-20 16:00", done, "2026-11-23 14:00") == [
        "20.11 17:00 50", "23.11 09:18 80", "23.11 09:30 100", "23.11 10:00 +30", "23.11 13:30 unclaimed",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("service", "touched", "silent", "back"),
    [
        (NBD, "2026-11-17 10:00", "17.11 14:00", "18.11 10:00"),  # 4 h; 7 h to closing and 1 h
        (NBD, "2026-11-20 15:00", "23.11 11:00", "23.11 15:00"),  # Friday 2 h + Monday 2 h; Monday 6 h
        (NBD, "2026-04-30 16:00", "04.05 12:00", "04.05 16:00"),  # Thursday 1 h, 1 May and the weekend off
        (FOUR_HOURS, "2026-11-21 22:00", "22.11 02:00", "22.11 06:00"),
        (FOUR_HOURS, "2026-03-28 23:00", "29.03 04:00", "29.03 08:00"),  # an hour of that night is missing
        (FOUR_HOURS, "2026-10-24 23:00", "25.10 02:00", "25.10 06:00"),  # an hour of that night comes twice
    ],
)
def test_an_owner_who_is_silent(service: str, touched: str, silent: str, back: str) -> None:
    """Reminded after 4 hours of the window; after 8 the case is in the queue again."""
    done = [(touched, "take"), (touched, "contact")]
    steps = said(service, touched, done, "2026-12-24 10:00", "P3", "silent", "back")
    assert steps == [f"{silent} silent", f"{back} back"]


def test_an_owner_who_does_something_is_silent_from_then_on() -> None:
    done = [("2026-11-17 10:00", "take"), ("2026-11-17 10:00", "contact"), ("2026-11-17 13:59", "write")]
    steps = said(NBD, "2026-11-17 10:00", done, "2026-11-18 09:58", "P3", "silent", "back")
    assert steps == []
    steps = said(NBD, "2026-11-17 10:00", done, "2026-11-18 09:59", "P3", "silent", "back")
    assert steps == ["18.11 09:59 silent"]  # 3:01 h to closing, 0:59 h


def confirmed(*moments: str) -> Done:
    return [(moments[0], "take"), (moments[0], "contact"), (moments[-1], "confirm")]


def test_a_delivery_of_the_next_day_is_warned_of_at_noon_and_late_at_closing_time() -> None:
    """Confirmed Friday: due Monday 17:00; then every 8 hours of the window."""
    steps = said(NBD, "2026-11-20 10:00", confirmed("2026-11-20 10:05"), "2026-11-25 17:00")
    assert steps == [
        "23.11 12:00 promise", "23.11 17:00 missed", "23.11 17:00 promise_late",
        "24.11 17:00 promise_late", "25.11 17:00 promise_late",
    ]  # fmt: skip


def test_a_delivery_of_four_hours_is_warned_of_at_eighty_per_cent_by_night() -> None:
    """23:00 + 192 of 240 minutes; then every 8 hours around the clock."""
    steps = said(FOUR_HOURS, "2026-11-21 22:50", confirmed("2026-11-21 23:00"), "2026-11-22 12:00")
    assert steps == [
        "22.11 02:12 promise", "22.11 03:00 missed", "22.11 03:00 promise_late", "22.11 11:00 promise_late",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("confirmed_at", "late"), [("2026-03-29 00:30", "29.03 05:30"), ("2026-10-25 00:30", "25.10 03:30")]
)
def test_four_hours_are_four_hours_when_the_clock_changes(confirmed_at: str, late: str) -> None:
    steps = said(FOUR_HOURS, confirmed_at, confirmed(confirmed_at), confirmed_at[:10] + " 08:00", "P3", "promise_late")
    assert steps == [f"{late} promise_late"]


def delivered(moment: str, deed: str = "deliver") -> Done:
    """Confirmed the day before."""
    before = f"{at(moment) - timedelta(days=1):%Y-%m-%d} 10:00"
    return [*confirmed(before), (moment, deed)]


RETURNS = ("return", "overdue")


@pytest.mark.parametrize(
    ("moment", "steps"),
    [
        # Tuesday 17th: day 4 is Saturday, so Monday; day 6 the same Monday; due Tuesday 24th
        ("2026-11-17 12:00", ["23.11 09:00 return", "25.11 09:00 overdue", "02.12 09:00 overdue"]),
        # Friday 13th: Tuesday, Thursday; due Friday 20th, so overdue on Monday, and 5 working days later
        (
            "2026-11-13 12:00",
            ["17.11 09:00 return", "19.11 09:00 return", "23.11 09:00 overdue", "30.11 09:00 overdue"],
        ),
        # Wednesday 16 December: day 4 is Sunday, so Monday 21st; day 6 Tuesday; due Wednesday 23rd; 24th to 27th off
        (
            "2026-12-16 12:00",
            ["21.12 09:00 return", "22.12 09:00 return", "28.12 09:00 overdue", "05.01 09:00 overdue"],
        ),
        # Thursday 17 December: due on the 24th, which is off, so Monday 28th; day 6 is Wednesday 23rd
        ("2026-12-17 12:00", ["21.12 09:00 return", "23.12 09:00 return", "29.12 09:00 overdue"]),
    ],
)
def test_the_broken_device_is_asked_for(moment: str, steps: list[str]) -> None:
    """Days 4 and 6 in the morning of a working day, then the day after the seventh, then every fifth working day."""
    until = f"{at(moment) + timedelta(days=21):%Y-%m-%d} 08:00"
    assert (
        said(NBD, f"{at(moment) - timedelta(days=1):%Y-%m-%d} 10:00", delivered(moment), until, "P3", *RETURNS) == steps
    )


def test_a_case_closed_meanwhile_still_asks_for_the_device_until_it_is_back() -> None:
    done = [*delivered("2026-11-13 12:00"), ("2026-11-16 10:00", "close"), ("2026-11-18 10:00", "take back")]
    assert said(NBD, "2026-11-12 10:00", done, "2026-12-20 10:00", "P3", *RETURNS) == ["17.11 09:00 return"]


def test_a_delivery_told_of_days_later_does_not_remind_of_mornings_that_are_over() -> None:
    """Delivered on Friday 13th at 12:00, told of on Wednesday 18th: Tuesday's reminder is left out."""
    done = [*confirmed("2026-11-13 10:00"), ("2026-11-18 12:00", f"deliver -{5 * 24 * 60}")]
    assert said(NBD, "2026-11-13 10:00", done, "2026-11-20 10:00", "P3", *RETURNS) == ["19.11 09:00 return"]


def test_a_caller_who_was_asked_for_data_is_asked_again_and_then_the_owner_hears() -> None:
    """Friday 15:00: 8 hours of the window are Monday 15:00, 24 are Wednesday 15:00, then every 24."""
    done = [("2026-11-20 15:00", "take"), ("2026-11-20 15:00", "ask")]
    assert said(NBD, "2026-11-20 15:00", done, "2026-11-30 15:00") == [
        "23.11 15:00 data_silent", "25.11 15:00 data_missing", "30.11 15:00 data_missing",
    ]  # fmt: skip
    done.append(("2026-11-24 10:00", "caller writes"))
    assert said(NBD, "2026-11-20 15:00", done, "2026-11-24 14:00") == ["23.11 15:00 data_silent", "24.11 14:00 silent"]


@pytest.mark.parametrize(
    ("rejected", "closed"),
    [
        ("2026-11-17 10:05", "24.11 10:05"),  # Tuesday to Tuesday
        ("2026-11-06 16:00", "16.11 16:00"),  # Friday; 11 November is off
        ("2026-10-23 10:00", "30.10 10:00"),  # the same time of day over the clock change
        ("2026-12-23 10:00", "04.01 10:00"),  # Wednesday; 24th to 27th off, 28th to 31st, 1 January off, Monday
    ],
)
def test_rejected_and_unanswered_is_closed_after_five_working_days(rejected: str, closed: str) -> None:
    done = [(rejected, "take"), (rejected, "reject")]
    assert said(NBD, rejected, done, "2027-02-01 10:00") == [f"{closed} no_answer"]


def test_an_answer_to_a_rejection_brings_the_ball_back_to_the_same_owner() -> None:
    done = [("2026-11-17 10:00", "take"), ("2026-11-17 10:05", "reject"), ("2026-11-18 10:00", "caller writes")]
    assert said(NBD, "2026-11-17 10:00", done, "2026-11-18 14:00") == ["18.11 14:00 silent"]


def test_an_answer_to_a_case_that_nobody_has_any_more_enters_the_queue_then() -> None:
    """Given back on Tuesday while the caller was asked; the answer of Thursday starts the ladder of the queue."""
    done = [
        ("2026-11-17 10:00", "take"), ("2026-11-17 10:05", "ask"), ("2026-11-17 10:10", "release"),
        ("2026-11-19 10:00", "caller writes"),
    ]  # fmt: skip
    steps = said(NBD, "2026-11-17 10:00", done, "2026-11-19 11:30", "P3", *LADDER)
    assert steps == ["19.11 10:30 50", "19.11 10:48 80", "19.11 11:00 100", "19.11 11:30 +30"]


def test_a_caller_who_waits_for_a_person_is_asked_about_after_a_quarter_and_an_hour() -> None:
    """16:50 + 15 minutes of the window is 9:05 the next day; + 60 is 9:50."""
    done = [
        ("2026-11-17 16:00", "take"), ("2026-11-17 16:10", "contact"), ("2026-11-17 16:20", "take over"),
        ("2026-11-17 16:50", "caller writes"),
    ]  # fmt: skip
    steps = said(NBD, "2026-11-17 16:00", done, "2026-11-18 11:00", "P3", "takeover")
    assert steps == ["18.11 09:05 takeover", "18.11 09:50 takeover"]
    done.append(("2026-11-18 09:10", "write"))
    assert said(NBD, "2026-11-17 16:00", done, "2026-11-18 11:00", "P3", "takeover") == ["18.11 09:05 takeover"]


def test_words_older_than_the_takeover_wait_from_the_takeover_on() -> None:
    done = [
        ("2026-11-17 10:00", "take"), ("2026-11-17 10:10", "contact"), ("2026-11-17 10:20", "caller writes"),
        ("2026-11-17 13:00", "take over"),
    ]  # fmt: skip
    assert said(NBD, "2026-11-17 10:00", done, "2026-11-17 13:20", "P3", "takeover") == ["17.11 13:15 takeover"]


def test_a_supported_case_that_was_confirmed_without_contact_does_not_fall_silent() -> None:
    """TAC & OS promises no hardware: after the ladder its owner is reminded, every 8 hours of the window."""
    done = [("2026-11-17 10:00", "take"), ("2026-11-17 10:05", "confirm")]
    steps = said("extreme.pw.tac_os", "2026-11-17 10:00", done, "2026-11-19 12:00", "P3", "silent")
    assert steps == ["18.11 10:05 silent", "19.11 10:05 silent"]


def test_a_priority_raised_at_night_pages_by_night_from_then_on() -> None:
    """CoCare Premier P3 in 9x5, raised to P1 at 22:00: 60 minutes by night, and the queue with them."""
    steps = said("huawei.cocare.premier", "2026-11-17 17:50", [("2026-11-17 22:00", "caller says P1")],
                 "2026-11-18 03:30")  # fmt: skip
    assert steps == [
        "17.11 22:30 50", "17.11 22:48 80", "17.11 23:00 missed", "17.11 23:00 100", "17.11 23:30 +30",
        "18.11 03:00 unclaimed",
    ]  # fmt: skip


def test_a_deadline_that_was_missed_stays_missed_when_the_priority_changes_nothing() -> None:
    """Delivery of a P3 due on Wednesday, missed; as P4 it is the same Wednesday."""
    life, _ = pair(at("2026-11-16 10:00"), ["huawei.cocare.premier"], "P3")
    for moment, deed in confirmed("2026-11-16 10:00"):
        life.do(lambda k, now: DOES[deed](k, now, now), at(moment))  # noqa: B023
    life.do(lambda k, now: handling.message(k, "ola", "jeszcze chwila", now), at("2026-11-18 10:00"))
    before = {k.label: k.state for k in life.case.clocks}
    assert before["delivery:huawei.cocare.premier"] == "missed"
    life.do(lambda k, now: decisions.set_priority(k, "ola", "P4", now), at("2026-11-18 11:00"))
    assert {k.label: k.state for k in life.case.clocks} == before


def test_closing_time_of_a_wider_service_counts_for_the_whole_case() -> None:
    """8x5 and 9x5 on one device, reported at 10:00: both reactions are due at 11:00, and 17:30 is still open."""
    life, _ = pair(at("2026-11-17 10:00"), ["huawei.ahb.8x5xnbd", "huawei.cocare.standard"], "P3")
    for name in ("take", "contact"):
        life.do(lambda k, now: DOES[name](k, now, now), at("2026-11-17 13:30"))  # noqa: B023
    life.pass_until(at("2026-11-17 17:30"))
    assert [(word, f"{local(m):%H:%M}") for m, _, word in life.spoken][-1] == ("silent", "17:30")


def test_a_missed_reaction_does_not_silence_that_of_a_second_service() -> None:
    """8x5 and 24x7 on one device, reported on Friday at 16:30: due at 17:30, and on Monday at 9:30."""
    life, _ = pair(at("2026-11-20 16:30"), [NBD, FOUR_HOURS], "P3")
    life.pass_until(at("2026-11-23 10:00"))
    ladders = [f"{local(m):%d.%m %H:%M} {word}" for m, _, word in life.spoken if word in LADDER]
    assert ladders == [
        "20.11 17:00 50", "20.11 17:00 50", "20.11 17:18 80", "20.11 17:30 100", "20.11 18:00 +30",
        "23.11 09:18 80", "23.11 09:30 100", "23.11 10:00 +30",
    ]  # fmt: skip


def test_reactions_due_at_the_same_moment_are_one_ladder() -> None:
    life, _ = pair(at("2026-11-17 10:00"), [NBD, FOUR_HOURS], "P3")
    life.pass_until(at("2026-11-17 12:00"))
    assert [word for _, _, word in life.spoken if word in LADDER] == ["50", "80", "100", "+30"]


def test_promises_of_one_moment_are_told_together() -> None:
    """Part and engineer in four hours: warned of after 192 minutes, late at 14:00, again after 8 hours."""
    done = confirmed("2026-11-17 10:00")
    assert said("extreme.pw.4h_onsite", "2026-11-17 10:00", done, "2026-11-17 22:00") == [
        "17.11 13:12 promise", "17.11 14:00 missed", "17.11 14:00 promise_late", "17.11 22:00 promise_late",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("reopened", "steps"),
    [
        # due at 11:00: the half is over, the rest comes as it was
        ("10:40", ["17.11 10:48 80", "17.11 11:00 missed", "17.11 11:00 100", "17.11 11:30 +30"]),
        # the second itself: an hour from then on
        ("11:00", ["17.11 11:30 50", "17.11 11:48 80", "17.11 12:00 missed", "17.11 12:00 100", "17.11 12:30 +30"]),
        # 20 minutes to closing time, 40 the next morning
        ("16:40", ["18.11 09:10 50", "18.11 09:28 80", "18.11 09:40 missed", "18.11 09:40 100", "18.11 10:10 +30"]),
    ],
)
def test_a_case_closed_without_contact_and_reopened(reopened: str, steps: list[str]) -> None:
    done = [("2026-11-17 10:00", "take"), ("2026-11-17 10:10", "close"), (f"2026-11-17 {reopened}", "reopen")]
    assert said(NBD, "2026-11-17 10:00", done, "2026-11-18 10:30", "P3", *LADDER, "missed") == steps


def test_a_rung_that_fell_into_the_time_of_a_closed_case_is_not_climbed() -> None:
    """Missed at 11:00; the rung of 11:30 is left out, the owner is reminded four hours after the reopening."""
    done = [("2026-11-17 10:00", "take"), ("2026-11-17 11:10", "close"), ("2026-11-17 12:00", "reopen")]
    steps = said(NBD, "2026-11-17 10:00", done, "2026-11-17 16:00")
    assert steps == ["17.11 10:30 50", "17.11 10:48 80", "17.11 11:00 missed", "17.11 11:00 100", "17.11 16:00 silent"]


def test_a_contract_settled_after_the_deadline_does_not_page_a_second_time() -> None:
    """Without a service 60 minutes by day and night, over at 11:00; in 9x5 of the service it is 11:00 again."""
    life, _ = pair(at("2026-11-17 10:00"), [NBD], "P3", known=False)
    for moment, name in (("2026-11-17 10:50", "take"), ("2026-11-17 11:45", "set contract")):
        life.do(lambda k, now: DOES[name](k, now, now), at(moment))  # noqa: B023
    life.pass_until(at("2026-11-17 14:00"))
    assert [word for _, _, word in life.spoken] == ["50", "80", "missed", "100", "+30"]


def test_promises_late_at_different_moments_are_called_out_together() -> None:
    """Due after four hours, and at closing time of the next day: from then on every 8 hours, once for both."""
    life, _ = pair(at("2026-11-17 10:00"), [NBD, FOUR_HOURS], "P3")
    for _, deed in confirmed(""):
        life.do(lambda k, now: DOES[deed](k, now, now), at("2026-11-17 10:00"))  # noqa: B023
    life.pass_until(at("2026-11-19 10:00"))
    assert [f"{local(m):%d.%m %H:%M}" for m, _, word in life.spoken if word == "promise_late"] == [
        "17.11 14:00", "17.11 22:00", "18.11 06:00", "18.11 14:00", "18.11 17:00", "19.11 01:00", "19.11 09:00",
    ]  # fmt: skip
