"""What goes through the board's doors: letters to callers, sealed copies for the owner alone, prints."""

import asyncio
from collections.abc import Callable

import httpx
import pytest
from fastapi import FastAPI
from starlette.middleware.sessions import SessionMiddleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from bot import access
from bot.board import doors
from bot.board.house import STAFF, House
from bot.channel import File, Inbound
from bot.clock import SimulatedClock
from bot.domain.cases import Event
from bot.sealing import Seal
from bot.store import audit, cases, files, outbox, sealed
from bot.store.engine import Store
from tests.board.cases import opened
from tests.board.conftest import NOON
from tests.seal import SEAL

COPY = File("switch.cfg", b"snmp-agent community read public")
Ask = Callable[..., httpx.Response]


class Office:
    """The doors, an inbox that keeps what is handed in, and case 1001, which Ola has."""

    def __init__(self, store: Store) -> None:
        self.store, self.given = store, list[Inbound]()
        self.house = House(store, self._accept, SimulatedClock(NOON))
        with store.begin() as c:
            cases.add(c, opened(NOON, owner="ola", owner_name="Ola", conversation="web:g-1"), Event("opened", NOON))
            self.copy = sealed.keep(c, SEAL, COPY, conversation="web:g-1", at=NOON, case_number=1001)

    def _accept(self, inbound: Inbound) -> bool:
        self.given.append(inbound)
        return True

    def ask(self, method: str, path: str, who: str = "ola", seal: Seal = SEAL, **more: object) -> httpx.Response:
        """As somebody who is signed in."""
        app = FastAPI()
        doors.mount(app, self.house, seal)
        app.add_middleware(SessionMiddleware, secret_key="x" * 32)
        with self.store.begin() as c:
            access.web_user(c, who, NOON)
            token = access.sign_in(c, "staff", who, NOON)

        @app.get("/enter")
        def enter(request: Request) -> Response:
            request.session[STAFF] = token
            return PlainTextResponse("")

        async def request() -> httpx.Response:
            async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://wewnatrz") as client:
                if who != "hela":
                    await client.get("/enter")
                return await client.request(method, path, **more)  # type: ignore[arg-type]

        return asyncio.run(request())

    def history(self) -> list[tuple[str, str | None, str | None]]:
        with self.store.read() as c:
            return [(e.event, e.who, e.reason) for e in cases.history(c, 1001)]

    def audited(self) -> list[tuple[str, dict[str, object]]]:
        """Who did what, without the events of the case."""
        with self.store.read() as c:
            return [(e.what, e.body) for e in audit.entries(c) if e.body["who"] in ("ola", "adam")]


@pytest.fixture
def office(cast: Store) -> Office:
    return Office(cast)


def test_the_owner_opens_a_copy_and_each_opening_is_recorded(office: Office) -> None:
    for _ in range(2):
        answer = office.ask("POST", f"/panel/zaszyfrowany/{office.copy}")
        assert answer.content == COPY.data
        assert answer.headers["content-disposition"] == "attachment; filename*=UTF-8''switch.cfg"
        assert answer.headers["cache-control"] == "no-store"
    assert office.history()[1:] == [("config_opened", "ola", "switch.cfg")] * 2


@pytest.mark.parametrize("who", ["adam", "szef"])
def test_nobody_else_opens_it_not_even_the_manager(office: Office, who: str) -> None:
    answer = office.ask("POST", f"/panel/zaszyfrowany/{office.copy}", who)
    assert (answer.status_code, answer.text) == (403, doors.NOBODYS)
    assert len(office.history()) == 1


def test_what_is_taken_away_or_refused_is_in_the_audit(office: Office) -> None:
    with office.store.begin() as c:
        said = outbox.incoming(c, conversation="web:g-1", at=NOON, text="log")
        outbox.keep_file(c, "web:g-1", said, File("log.txt", b"x"), NOON)
        (log,) = files.of_messages(c, [said])
    office.ask("GET", f"/panel/plik/{log.id}")
    office.ask("GET", "/panel/sprawa/1001/druk")
    office.ask("POST", f"/panel/zaszyfrowany/{office.copy}", "adam")
    for nothing in ("/panel/plik/999", "/panel/sprawa/999/druk"):
        office.ask("GET", nothing)
    office.ask("GET", "/panel/sprawa/1001/druk", "hela")
    assert office.audited() == [
        ("downloaded", {"who": "ola", "file": log.id}),
        ("printed", {"who": "ola", "case": 1001}),
        ("refused", {"who": "adam", "file": office.copy}),
    ]


def test_a_copy_of_no_case_and_what_is_no_copy_are_not_opened(office: Office) -> None:
    with office.store.begin() as c:
        free = sealed.keep(c, SEAL, COPY, conversation="web:g-2", at=NOON)
    assert [office.ask("POST", f"/panel/zaszyfrowany/{n}").status_code for n in (free, 999)] == [403, 403]


def test_a_copy_that_does_not_open_is_said_and_not_recorded(office: Office) -> None:
    answer = office.ask("POST", f"/panel/zaszyfrowany/{office.copy}", seal=Seal("z" * 48))
    assert (answer.status_code, answer.text) == (409, doors.BROKEN)
    assert len(office.history()) == 1


def test_words_and_files_are_handed_in_as_the_engineers_own(office: Office) -> None:
    log = ("pliki", ("C:\\logi\\nowa-wersja.txt", b"EXOS", "text/plain"))
    answer = office.ask("POST", "/panel/wyslij", data={"sprawa": "1001", "tresc": "potwierdzam\nodbiór"}, files=[log])
    assert answer.text == "Przekazano."
    (given,) = office.given
    assert (given.text, given.case, given.person, given.staff) == (
        "napisz 1001: potwierdzam\nodbiór",
        1001,
        "ola",
        True,
    )
    assert given.files == (File("nowa-wersja.txt", b"EXOS"),)


def test_files_alone_are_a_letter_too(office: Office) -> None:
    office.ask("POST", "/panel/wyslij", data={"sprawa": "1001", "tresc": " "}, files=[("pliki", ("a.txt", b"x"))])
    assert [given.text for given in office.given] == ["napisz 1001: a.txt"]


@pytest.mark.parametrize(
    ("fields", "status"),
    [({"sprawa": "1001", "tresc": ""}, 400), ({"sprawa": "1x", "tresc": "a"}, 404), ({"tresc": "a"}, 404)],
)
def test_what_cannot_be_sent_is_refused_in_words(office: Office, fields: dict[str, str], status: int) -> None:
    assert (office.ask("POST", "/panel/wyslij", data=fields).status_code, office.given) == (status, [])


def test_a_file_that_is_never_taken_is_named(office: Office) -> None:
    answer = office.ask("POST", "/panel/wyslij", data={"sprawa": "1001"}, files=[("pliki", ("wirus.exe", b"x"))])
    assert (answer.status_code, office.given) == (400, [])
    assert "wirus.exe" in answer.text


def test_without_a_login_every_door_is_shut(office: Office) -> None:
    doors_ = [
        ("GET", "/panel/plik/1"),
        ("POST", f"/panel/zaszyfrowany/{office.copy}"),
        ("GET", "/panel/sprawa/1001/druk"),
    ]
    assert [office.ask(method, path, "hela").status_code for method, path in doors_] == [303] * 3
    assert office.ask("POST", "/panel/wyslij", "hela", data={"sprawa": "1001", "tresc": "a"}).status_code == 403
    assert office.given == []


def test_the_print_is_kept_nowhere(office: Office) -> None:
    answer = office.ask("GET", "/panel/sprawa/1001/druk")
    assert (answer.status_code, answer.headers["cache-control"]) == (200, "no-store")
    assert "Sprawa 1001" in answer.text
    assert office.ask("GET", "/panel/sprawa/1009/druk").status_code == 404
