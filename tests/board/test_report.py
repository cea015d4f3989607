"""The report's figures, against cases counted by hand, and the way from each figure to its cases."""

import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.board import report_page, report_view
from bot.board.house import Staff
from bot.board.report_filter import CASES, RESULTS, Span
from bot.domain.cases import Case, Event
from bot.domain.casework import decisions, fulfilment, handling, reporting
from bot.domain.people import Person, Role
from bot.report import Fact, Score, figures, grouped
from bot.sheet import sheet
from bot.store import cases
from bot.store.engine import Store
from bot.store.report import facts
from tests.board.cases import opened, reaction

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
MONDAY = datetime(2026, 11, 2, 10, tzinfo=UTC)  # 11:00 in Warsaw
NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)
OLA = Staff(Person("ola", "Ola", Role.ENGINEER), "p-1", "s")
WEEKS = Span.of({"od": "2026-10-26", "do": "2026-11-20"}, NOW)


def called(number: int, at: datetime, after: timedelta, **more: object) -> Case:
    """Reported then, taken and called after so long; the P1 reaction of this service is due after an hour."""
    case = handling.take(opened(at, number, **more), "ola", "Ola", at)[0]
    return handling.contact(case, "ola", at + after)[0]


def delivered(case: Case, confirmed: timedelta, brought: timedelta) -> Case:
    """Confirmed so long after the report, brought so long after that; Premier P1 is promised in four hours."""
    at = case.submitted_at + confirmed
    return fulfilment.deliver(decisions.confirm(case, "ola", at)[0], "ola", at + brought)[0]


#  number  week of  maker    prio  reaction        confirmed  delivery       return
#  1001    2.11     huawei   P1    met             2 h        met            overdue since 9.11: missed
#  1002    2.11     huawei   P1    met (to the s)  4 h        missed         missed
#  1003    2.11     extreme  P1    missed (61 min) -          -              -
#  1004    9.11     huawei   P1    missed, uncalled-          -              -
#  1005    16.11    huawei   P1    open            -          -              -
#  1006    16.11    unknown  P4    no promise      -          -              -
#  1007    9.11     huawei   P1    withdrawn at once: called off
COUNTED = (
    delivered(called(1001, MONDAY, HOUR / 2, vendor="huawei"), 2 * HOUR, 4 * HOUR),
    delivered(called(1002, MONDAY + HOUR, HOUR, vendor="huawei"), 4 * HOUR, 4 * HOUR + timedelta(seconds=1)),
    called(1003, MONDAY + DAY, timedelta(minutes=61), vendor="extreme", customer="=1+1"),
    opened(MONDAY + 7 * DAY, 1004, vendor="huawei"),
    opened(NOW - HOUR / 2, 1005, vendor="huawei"),
    opened(NOW - HOUR, 1006, priority="P4", services=("huawei.hicare.basic",)),
    reporting.withdraw(opened(MONDAY + 7 * DAY, 1007, vendor="huawei"), None, "", MONDAY + 7 * DAY)[0],
)


def fill(store: Store, found: Iterable[Case]) -> None:
    with store.begin() as c:
        for case in found:
            cases.add(c, case, Event("opened", case.submitted_at))


@pytest.fixture
def counted(any_store: Store) -> list[Fact]:
    fill(any_store, COUNTED)
    with any_store.read() as c:
        return facts(c, WEEKS.since, WEEKS.until, NOW)


def test_every_case_is_judged(counted: list[Fact]) -> None:
    assert {f.number: dict(f.judged) for f in counted} == {
        1001: {"reaction": "met", "delivery": "met", "return": "missed"},
        1002: {"reaction": "met", "delivery": "missed", "return": "missed"},
        1003: {"reaction": "missed"},
        1004: {"reaction": "missed"},
        1005: {"reaction": "open"},
        1006: {},
        1007: {},
    }


def test_the_figures_of_all(counted: list[Fact]) -> None:
    found = figures(counted)
    assert (found.cases, found.confirmed, found.usual, found.slow) == (7, 2, 2 * HOUR, 4 * HOUR)
    assert found.scores == {"reaction": Score(2, 2, 1), "delivery": Score(1, 1, 0), "return": Score(0, 2, 0)}
    assert [score.share for score in found.scores.values()] == [50, 50, 0]


@pytest.mark.parametrize(
    ("group", "expected"),
    [
        ("vendor", {"extreme": [1003], "huawei": [1001, 1002, 1004, 1005, 1007], "nieznany": [1006]}),
        ("priority", {"P1": [1001, 1002, 1003, 1004, 1005, 1007], "P4": [1006]}),
        ("week", {"2026-11-02": [1001, 1002, 1003], "2026-11-09": [1004, 1007], "2026-11-16": [1005, 1006]}),
    ],
)
def test_groups(counted: list[Fact], group: str, expected: dict[str, list[int]]) -> None:
    found = grouped(counted, report_view.GROUPS[group][1])
    assert {key: [f.number for f in those] for key, those in found.items()} == expected


@pytest.mark.parametrize(
    ("clocks", "verdict"),
    [
        (["reaction running"], "open"),
        (["reaction running late"], "missed"),
        (["reaction running", "reaction running late"], "missed"),
        (["reaction met", "reaction running"], "open"),
        (["reaction met", "reaction missed late"], "missed"),
        (["reaction met", "reaction cancelled"], "met"),
        (["reaction cancelled"], None),
        (["return running late"], None),
    ],
)
def test_of_several_clocks_the_worst_counts(any_store: Store, clocks: list[str], verdict: str | None) -> None:
    case = opened(NOW - HOUR / 2, 1001)
    running = reaction(case)
    parts = (clock.split() for clock in clocks)
    found = [
        replace(running, kind=kind, state=state, due=NOW - HOUR if late else running.due)
        for kind, state, *late in parts
    ]
    fill(any_store, [replace(case, clocks=tuple(found))])
    with any_store.read() as c:
        (fact,) = facts(c, NOW - HOUR, NOW, NOW)
    assert fact.judged.get("reaction") == verdict


def test_a_clock_due_this_moment_can_still_be_met(any_store: Store) -> None:
    fill(any_store, [opened(NOW - HOUR, 1001)])
    with any_store.read() as c:
        read = [facts(c, NOW - HOUR, NOW, at)[0].judged for at in (NOW, NOW + timedelta(microseconds=1))]
    assert read == [{"reaction": "open"}, {"reaction": "missed"}]


def test_a_share_is_rounded_down() -> None:
    assert [Score(*numbers).share for numbers in ((999, 1, 0), (2, 1, 5), (0, 3, 0), (0, 0, 7))] == [99, 66, 0, None]


def test_a_span_counts_both_its_days(any_store: Store) -> None:
    """Midnight of Warsaw is 23:00 of the day before in UTC, in winter."""
    edges = [datetime(2026, 11, 8, 22, 59, 59, tzinfo=UTC), datetime(2026, 11, 8, 23, tzinfo=UTC),
             datetime(2026, 11, 9, 22, 59, 59, tzinfo=UTC), datetime(2026, 11, 9, 23, tzinfo=UTC)]  # fmt: skip
    fill(any_store, (opened(at, number) for number, at in enumerate(edges, 1001)))
    span = Span.of({"od": "2026-11-09", "do": "2026-11-09"}, NOW)
    with any_store.read() as c:
        assert [f.number for f in facts(c, span.since, span.until, NOW)] == [1002, 1003]


@pytest.mark.parametrize(
    ("query", "numbers"),
    [
        ({}, [1001, 1002, 1003, 1004, 1005, 1006, 1007]),
        ({"producent": "extreme"}, [1003]),
        ({"producent": "nieznany"}, [1006]),
        ({"priorytet": "P4"}, [1006]),
        ({"tydzien": "2026-11-09"}, [1004, 1007]),
        ({"wynik": "reakcja-przekroczona"}, [1003, 1004]),
        ({"wynik": "reakcja-otwarta"}, [1005]),
        ({"wynik": "dostawa-dotrzymana", "producent": "huawei"}, [1001]),
        ({"wynik": "potwierdzone"}, [1001, 1002]),
        ({"producent": "x", "priorytet": "P9", "tydzien": "kiedyś", "wynik": "<b>"}, list(range(1001, 1008))),
    ],
)
def test_filters_come_from_the_address(counted: list[Fact], query: dict[str, str], numbers: list[int]) -> None:
    span = Span.of({"od": "2026-10-26", "do": "2026-11-20"} | query, NOW)
    assert [f.number for f in counted if span.fits(f)] == numbers


def test_without_dates_it_is_the_last_twelve_weeks() -> None:
    span = Span.of({}, NOW)
    assert (span.first.isoformat(), span.last.isoformat()) == ("2026-08-31", "2026-11-20")  # a Monday, today
    assert Span.of({"od": "2026-12-01"}, NOW).first.isoformat() == "2026-11-20"
    assert replace(span, result=RESULTS[0]).to(CASES).endswith("wynik=potwierdzone")


def test_every_figure_leads_to_as_many_cases(counted: list[Fact]) -> None:
    html = report_view.report(OLA, WEEKS, counted)
    links = re.findall(r'<td><a href="([^"]+)">(\d+)</a>', html)
    assert len(links) > 20
    for address, number in links:
        query = dict(pair.split("=") for pair in address.partition("?")[2].replace("&amp;", "&").split("&"))
        assert sum(Span.of(query, NOW).fits(f) for f in counted) == int(number), address


def test_the_list_names_its_cases_and_escapes_what_people_wrote(counted: list[Fact]) -> None:
    hostile = replace(counted[0], customer="<script>alert(1)</script>")
    html = report_view.listed(OLA, WEEKS, [hostile], NOW)
    assert "/panel/sprawa/1001" in html
    assert "reakcja: dotrzymano" in html
    assert "<script" not in html


def test_an_empty_span_is_said_calmly() -> None:
    html = report_view.report(OLA, WEEKS, [])
    assert "W tym czasie nie było spraw." in html
    assert "<svg" not in html


def test_the_tables_say_the_same_numbers(counted: list[Fact]) -> None:
    head, total, *rest = report_page.groups(counted)
    said = dict(zip(head, total, strict=True))
    assert (said["sprawy"], said["reaction_met"], said["reaction_missed"], said["reaction_open"]) == (7, 2, 2, 1)
    assert (said["potwierdzone"], said["mediana_minut"], said["dziewiec_z_dziesieciu_minut"]) == (2, 120, 240)
    assert [row[2] for row in rest if row[0] == "Producent"] == [1, 5, 1]
    rows = list(report_page.one_by_one(counted))
    assert rows[1][:5] == (1001, "2026-11-02 11:00", "huawei", "P1", "delivered")
    assert ";'=1+1;" in sheet("sprawy.csv", rows).data.decode()  # a spreadsheet would count it
