"""/healthz for whoever restarts the service, /readyz for whoever sends people there; numbers for monitoring."""

import asyncio
import hmac
from collections.abc import Callable, Mapping, Sequence

from fastapi import FastAPI, Request
from fastapi.responses import JSONResponse, PlainTextResponse, Response
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from bot.board.house import House
from bot.channel import ENGINEERS
from bot.store import board, outbox, watch
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
    "well": "1, gdy wszystkie budziki są na swoim miejscu",
}
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
        return await _told(request, lambda found: JSONResponse(dict(found) | {"well": bool(found["well"])}))

    @app.get("/metrics")
    async def metrics(request: Request) -> Response:
        return await _told(request, lambda found: PlainTextResponse(exposition(found), media_type=EXPOSITION))

    async def _told(request: Request, answer: Callable[[Numbers], Response]) -> Response:
        if not (_bears(request, token) or await house.staff(request)):
            return PlainTextResponse("Potrzebny jest token albo zalogowanie do panelu.", 401)
        try:
            found = await asyncio.to_thread(numbers, house)
        except SQLAlchemyError:
            return AWAY
        return answer(found)


def mount_ready(app: FastAPI, store: Store, down: Callable[[], Sequence[str]]) -> None:
    """`down`: the channels into which nothing can come now; the others work without them."""

    @app.get("/readyz")
    def readyz() -> Response:
        """Whether there is any sense in sending people here."""
        ready = _answers(store)
        return JSONResponse({"ready": ready, "down": list(down())}, 200 if ready else 503)


def numbers(house: House) -> Numbers:
    """Everything in one snapshot."""
    with house.store.read() as c:
        found = watch.look(c, house.clock.now())
        unsent, failed, waiting, unowned = board.backlog(c)
        lost = outbox.unreached(c, ENGINEERS)
    return {
        "open_cases": found.open,
        "open_cases_unowned": unowned,
        "cases_without_wakeup": len(found.silent),
        "cases_with_more_wakeups": len(found.doubled),
        "cases_with_late_wakeup": len(found.late),
        "wakeups_overdue": len(found.overdue),
        "messages_unsent": unsent,
        "messages_failed": failed,
        "engineers_channel_lost": int(lost is not None),
        "events_waiting": waiting,
        "well": int(found.well),
    }


def exposition(found: Numbers) -> str:
    """As Prometheus reads it."""
    lines = (
        f"# HELP dyspozytor_{name} {HELP[name]}\n# TYPE dyspozytor_{name} gauge\ndyspozytor_{name} {value}\n"
        for name, value in found.items()
    )
    return "".join(lines)


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
