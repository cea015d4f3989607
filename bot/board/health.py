"""/healthz for whoever restarts the service, /readyz for whoever sends people there; numbers for monitoring."""

import asyncio
import hmac
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime

from fastapi import FastAPI, Request
from fastapi.responses import JSONResponse, PlainTextResponse, Response
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from bot import metrics
from bot.board.house import House
from bot.channel import ENGINEERS
from bot.store import board, outbox, report, watch
from bot.store.engine import Store

AWAY = PlainTextResponse("baza nie odpowiada", 503)
HELP = {
    "open_cases": "Otwarte sprawy",
    "open_cases_unowned": "Otwarte sprawy bez właściciela",
    "cases_without_wakeup": "Otwarte sprawy bez budzika",
    "cases_with_more_wakeups": "Otwarte sprawy z więcej niż jednym budzikiem",
    "cases_with_late_wakeup": "Otwarte sprawy ze spóźnionym budzikiem",
    "wakeups_overdue": "Spóźnione budziki i przesyłki",
    "messages_unsent": "Wiadomości czekające na wysłanie",
    "messages_failed": "Wiadomości, których nie udało się dostarczyć",
    "engineers_channel_lost": "1, gdy kanał inżynierów nie przyjmuje wiadomości",
    "events_waiting": "Zdarzenia czekające na odpowiedź",
    "files_waiting": "Pliki czekające na pobranie albo odczytanie",
    "message_unsent_seconds": "Od ilu sekund czeka najstarsza niewysłana wiadomość",
    "wakeup_overdue_seconds": "O ile sekund spóźnia się najbardziej spóźniony budzik",
    "well": "1, gdy wszystkie budziki są na swoim miejscu",
}
UP = "1, gdy baza odpowiada"
DEADLINES = "Sprawy według tego, jak stoją ich terminy"
EXPOSITION = "text/plain; version=0.0.4"
Numbers = Mapping[str, int]


def mount(app: FastAPI, house: House, token: str) -> None:
    """Details need the token of the settings as a bearer, or somebody signed in to the board."""

    @app.get("/healthz")
    def healthz() -> Response:
        """Whether the database answers."""
        return PlainTextResponse("ok") if _answers(house.store) else AWAY

    @app.get("/healthz/szczegoly")
    async def details(request: Request) -> Response:
        return await _told(request, lambda: _details(house))

    @app.get("/metrics")
    async def for_prometheus(request: Request) -> Response:
        return await _told(request, lambda: PlainTextResponse(exposition(house), media_type=EXPOSITION))

    async def _told(request: Request, answer: Callable[[], Response]) -> Response:
        try:
            if not (_bears(request, token) or await house.staff(request)):
                return PlainTextResponse("Potrzebny jest token albo zalogowanie do panelu.", 401)
            return await asyncio.to_thread(answer)
        except SQLAlchemyError:
            return AWAY


def _details(house: House) -> Response:
    found = numbers(house)
    return JSONResponse(dict(found) | {"well": bool(found["well"])})


def mount_ready(app: FastAPI, store: Store, down: Callable[[], Sequence[str]]) -> None:
    """`down`: the channels into which nothing can come now; the others work without them."""

    @app.get("/readyz")
    def readyz() -> Response:
        """Whether there is any sense in sending people here."""
        ready = _answers(store)
        return JSONResponse({"ready": ready, "down": list(down())}, 200 if ready else 503)


def numbers(house: House) -> Numbers:
    """Everything in one snapshot."""
    now = house.clock.now()
    with house.store.read() as c:
        found = watch.look(c, now)
        unsent, failed, waiting, unowned = board.backlog(c)
        lost = outbox.unreached(c, ENGINEERS)
        files, oldest = board.files_waiting(c), board.oldest_unsent(c)
    return {
        "open_cases": found.open,
        "open_cases_unowned": unowned,
        "cases_without_wakeup": len(found.silent),
        "cases_with_more_wakeups": len(found.doubled),
        "cases_with_late_wakeup": len(found.late),
        "wakeups_overdue": len(found.overdue),
        "wakeup_overdue_seconds": _age(min((one.due for one in found.overdue), default=None), now),
        "messages_unsent": unsent,
        "message_unsent_seconds": _age(oldest, now),
        "messages_failed": failed,
        "engineers_channel_lost": int(lost is not None),
        "events_waiting": waiting,
        "files_waiting": files,
        "well": int(found.well),
    }


def exposition(house: House) -> str:
    """As Prometheus reads it; what this process counted is told while the database is away, too."""
    counted = "".join(map(str, metrics.ALL))
    try:
        found = numbers(house)
        with house.store.read() as c:
            standing = report.standing(c, house.clock.now())
    except SQLAlchemyError:
        return metrics.exposed("database_up", "gauge", UP, [("", 0)]) + counted
    gauges = "".join(metrics.exposed(name, "gauge", HELP[name], [("", value)]) for name, value in found.items())
    deadlines = [
        (metrics.labelled({"subject": subject, "state": state}), states[state])
        for subject, states in standing.items()
        for state in report.STATES
    ]
    up = metrics.exposed("database_up", "gauge", UP, [("", 1)])
    return up + gauges + metrics.exposed("deadlines", "gauge", DEADLINES, deadlines) + counted


def _age(since: datetime | None, now: datetime) -> int:
    return max(round((now - since).total_seconds()), 0) if since else 0


def _answers(store: Store) -> bool:
    try:
        with store.read() as c:
            c.execute(text("SELECT 1"))
    except SQLAlchemyError:
        return False
    return True


def _bears(request: Request, token: str) -> bool:
    given = request.headers.get("authorization", "")
    return bool(token) and hmac.compare_digest(given.encode(), f"Bearer {token}".encode())
