"""/panel/raport: how the promises were kept, the cases behind each figure, and both as CSV."""

import asyncio
from collections.abc import Iterable, Sequence
from datetime import timedelta

from fastapi import FastAPI, Request, Response
from fastapi.responses import HTMLResponse

from bot.board.doors import KEPT_NOWHERE, attachment, to_login
from bot.board.house import House
from bot.board.report_filter import CASES, PAGE, Span
from bot.board.report_view import GROUPS, listed, report
from bot.domain.worktime import local
from bot.report import SUBJECTS, Fact, figures, grouped
from bot.sheet import sheet
from bot.store.report import facts

HEAD = ("grupa", "wartosc", "sprawy")
JUDGED = tuple(f"{subject}_{verdict}" for subject in SUBJECTS for verdict in ("met", "missed", "open"))
TIMES = ("potwierdzone", "mediana_minut", "dziewiec_z_dziesieciu_minut")
COLUMNS = (
    *("sprawa", "zgloszono", "producent", "priorytet", "stan", "klient"), *SUBJECTS, "minut_do_potwierdzenia"
)  # fmt: skip


def mount(app: FastAPI, house: House) -> None:
    """Add the addresses."""

    @app.get(PAGE)
    async def page(request: Request) -> Response:
        staff = await house.staff(request)
        if staff is None:
            return to_login(request)
        span, found = await asyncio.to_thread(_read, house, request)
        return HTMLResponse(await asyncio.to_thread(report, staff, span, found), headers=KEPT_NOWHERE)

    @app.get(CASES)
    async def cases(request: Request) -> Response:
        staff = await house.staff(request)
        if staff is None:
            return to_login(request)
        span, found = await asyncio.to_thread(_read, house, request)
        return HTMLResponse(listed(staff, span, found, house.clock.now()), headers=KEPT_NOWHERE)

    @app.get(f"{PAGE}.csv")
    async def table(request: Request) -> Response:
        if (staff := await house.staff(request)) is None:
            return to_login(request)
        span, found = await asyncio.to_thread(_read, house, request)
        await house.note(staff, "report_taken", rows=len(found))
        return _sheet(f"raport-{span.first}-{span.last}.csv", groups(found))

    @app.get(f"{CASES}.csv")
    async def rows(request: Request) -> Response:
        if (staff := await house.staff(request)) is None:
            return to_login(request)
        span, found = await asyncio.to_thread(_read, house, request)
        await house.note(staff, "report_taken", rows=len(found))
        return _sheet(f"sprawy-{span.first}-{span.last}.csv", one_by_one(found))


def groups(found: Sequence[Fact]) -> Iterable[Sequence[object]]:
    """The tables of the report, one beneath another."""
    yield (*HEAD, *JUDGED, *TIMES)
    yield ("razem", "", *_numbers(found))
    for title, by, say in GROUPS.values():
        for key, group in grouped(found, by).items():
            yield (title, key if title.startswith("Tydzień") else say(key), *_numbers(group))


def one_by_one(found: Sequence[Fact]) -> Iterable[Sequence[object]]:
    """Every case in a row."""
    yield COLUMNS
    for f in found:
        judged = (f.judged.get(subject, "") for subject in SUBJECTS)
        at = local(f.at).strftime("%Y-%m-%d %H:%M")
        yield (f.number, at, f.vendor, f.priority, f.state, f.customer, *judged, _minutes(f.confirmed_after))


def _numbers(found: Sequence[Fact]) -> Iterable[object]:
    numbers = figures(found)
    yield numbers.cases
    for score in numbers.scores.values():
        yield from (score.met, score.missed, score.open)
    yield from (numbers.confirmed, _minutes(numbers.usual), _minutes(numbers.slow))


def _minutes(span: timedelta | None) -> int | str:
    return "" if span is None else int(span.total_seconds()) // 60


def _read(house: House, request: Request) -> tuple[Span, list[Fact]]:
    now = house.clock.now()
    span = Span.of(request.query_params, now)
    with house.store.read() as c:
        return span, [fact for fact in facts(c, span.since, span.until, now) if span.fits(fact)]


def _sheet(name: str, rows: Iterable[Sequence[object]]) -> Response:
    return attachment(sheet(name, rows), "text/csv; charset=utf-8")
