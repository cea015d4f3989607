"""`doctor` finds what is really broken, says what to do about it, and gives no secret away."""

from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import text

from bot.__main__ import main
from bot.channel import ENGINEERS
from bot.clock import SystemClock
from bot.commands import checkup, doctor
from bot.domain.cases import Event
from bot.settings import Settings, load
from bot.store import cases, duty, outbox, retention
from bot.store.engine import Store, StoreTooNew, open_store, peek
from tests.adapters.mail.post import post_office
from tests.board.cases import opened
from tests.store.test_audit import LAID_DOWN

NOW = datetime(2026, 11, 19, 11, tzinfo=UTC)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
SECRET = "qwertyuiopasdfghjklzxcvbnm1234567890"  # noqa: S105
Break = Callable[[Store], None]


def wrong(url: str, now: datetime = NOW) -> dict[str, str]:
    """What is said to be wrong with a database, by area."""
    with peek(url) as c:
        return {name: said for name, right, said in checkup.findings(c, now) if not right}


def run(store: Store, *statements: str) -> None:
    with store.begin() as c:
        for statement in statements:
            c.execute(text(statement))


def silent(store: Store) -> None:
    with store.begin() as c:
        cases.add(c, opened(NOW, 1001), Event("opened", NOW))


def stuck(store: Store) -> None:
    with store.begin() as c:
        outbox.add(c, conversation="web:g-1", at=NOW - HOUR, text="tajne słowa")


def unreached(store: Store) -> None:
    with store.begin() as c:
        outbox.failed(c, outbox.add(c, conversation=ENGINEERS, at=NOW, text="tajne słowa"), NOW, "kanał usunięto")


def tampered(store: Store) -> None:
    with store.begin() as c:
        cases.add(c, opened(NOW, 1001), Event("opened", NOW))
    with store.begin() as c:
        for statement in (*LAID_DOWN[c.dialect.name], "UPDATE audit SET what = 'linked'"):
            c.execute(text(statement))


def unclean(store: Store) -> None:
    with store.begin() as c:
        retention.again(c, NOW - 2 * DAY)


def unmanned(store: Store) -> None:
    run(
        store,
        "INSERT INTO person (id, name, role, organisation, email, phone) VALUES ('x', 'X', 'engineer', '', '', '')",
    )
    with store.begin() as c:
        duty.replace(c, [("x", "", NOW - HOUR, NOW + DAY)])


@pytest.mark.parametrize(
    ("break_", "area", "says"),
    [
        (silent, "budziki", "bez budzika: 1001"),
        (stuck, "wysyłka", "dziś, 11:00"),
        (unreached, "wysyłka", "Kanał inżynierów"),
        (tampered, "audyt", "audit verify"),
        (unclean, "czyszczenie", "18 listopada, 3:00"),
        (unmanned, "dyżury", "Huawei: nikogo od: pt 20 listopada, 12:00"),
    ],
)
def test_what_is_broken_is_found(any_url: str, break_: Break, area: str, says: str) -> None:
    with closing(open_store(any_url)) as store:
        break_(store)
        found = wrong(any_url)  # beside whoever has the database open
    assert says in found[area]
    assert "tajne" not in str(found)


@pytest.mark.parametrize(
    ("version", "says"), [("0001", "Zaktualizuje się przy starcie"), ("9999", "zainstalować nowszy program")]
)
def test_a_database_of_another_version_is_found(blank_url: str, version: str, says: str) -> None:
    with closing(open_store(blank_url)) as store:
        store.migrate()
        run(store, f"UPDATE alembic_version SET version_num = '{version}'")  # noqa: S608
        assert says in wrong(blank_url)["baza"]


def test_an_older_program_leaves_a_newer_database_alone(blank_url: str) -> None:
    with closing(open_store(blank_url)) as store:
        store.migrate()
        run(store, "UPDATE alembic_version SET version_num = '9999'")
        with pytest.raises(StoreTooNew, match="nowsza niż program"):
            store.migrate()


def test_a_service_that_runs_is_well(any_url: str) -> None:
    with closing(open_store(any_url)) as store:
        with store.begin() as c:
            retention.start(c, SystemClock().now())
        assert wrong(any_url, SystemClock().now()) == {}


def test_a_clock_that_differs_from_the_database_is_found(postgres_url: str) -> None:
    now = SystemClock().now()
    with peek(postgres_url) as c:
        assert checkup.clock(c, now)[1]
        assert checkup.clock(c, now - timedelta(minutes=1))[1:] == (
            False,
            "Różni się od zegara bazy o 60 s. Proszę włączyć NTP na obu.",
        )


@pytest.mark.parametrize(
    ("spans", "gap"),
    [
        ([], 0),
        ([(0, 14)], None),
        ([(-1, 3), (3, 20)], None),
        ([(-1, 3), (4, 20)], 3),
        ([(2, 20), (-1, 1)], 1),
        ([(-1, 10), (1, 2), (10, 13)], 13),
    ],
)
def test_the_first_gap_in_the_calendar(spans: list[tuple[int, int]], gap: int | None) -> None:
    days = [(NOW + opens * DAY, NOW + closes * DAY) for opens, closes in spans]
    assert checkup.first_gap(days, NOW, NOW + 14 * DAY) == (None if gap is None else NOW + gap * DAY)


def test_around_the_database(tmp_path: Path) -> None:
    known = {"DYSPOZYTOR_DATABASE": f"sqlite:///{tmp_path}/baza.db", "DYSPOZYTOR_SECRET": SECRET}
    assert doctor.secret(load(known))[1]
    assert "odgadnąć" in doctor.secret(load(known | {"DYSPOZYTOR_SECRET": "a" * 40}))[2]
    (tmp_path / "secret").touch(0o644)
    assert "chmod 600" in doctor.secret(load(known))[2]
    everywhere = {"DYSPOZYTOR_HOST": "0.0.0.0"}  # noqa: S104
    assert doctor.address(load(known))[1]
    assert "na tę maszynę" in doctor.address(load(known | everywhere))[2]
    assert "TLS" in doctor.address(load(known | {"DYSPOZYTOR_PUBLIC_URL": "http://pomoc.example.pl"}))[2]
    assert doctor.address(load(known | everywhere | {"DYSPOZYTOR_PUBLIC_URL": "https://pomoc.example.pl"}))[1]


def sending_to(port: int, login: str = "") -> Settings:
    mail = {"MAIL_FROM": "d@example.pl", "SMTP": f"smtp://{login}127.0.0.1:{port}?tls=none"}
    return load({"DYSPOZYTOR_SECRET": SECRET, **{f"DYSPOZYTOR_{name}": value for name, value in mail.items()}})


def test_the_mail_server_is_asked_and_nothing_is_sent() -> None:
    with post_office() as post:
        assert doctor.mail(sending_to(post.port))[1]
        _, right, said = doctor.mail(sending_to(post.port, "u:tajne-haslo@"))
        assert (right, "tajne" in said) == (False, False)
        assert "STARTTLS albo logowania" in said
        assert not post.mails
    _, right, said = doctor.mail(sending_to(post.port))
    assert (right, f"127.0.0.1:{post.port} nie odpowiada" in said) == (False, True)


@pytest.mark.parametrize(
    ("setting", "value", "area", "says"),
    [
        ("DATABASE", "postgresql://u:tajne-haslo@127.0.0.1:1/baza", "baza", "nie odpowiada (OperationalError)"),
        ("DATABASE", "sqlite:///{}/nie-ma.db", "baza", "jeszcze nie ma"),
        ("PORT", "tajne-haslo", "ustawienia", "DYSPOZYTOR_PORT"),
    ],
)
def test_the_command_says_it_and_fails(
    setting: str, value: str, area: str, says: str,
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    monkeypatch.setenv("DYSPOZYTOR_SECRET", SECRET)
    monkeypatch.setenv(f"DYSPOZYTOR_{setting}", value.format(tmp_path))
    assert main(["doctor"]) == 1
    *lines, last = capsys.readouterr().out.splitlines()
    (line,) = [line for line in lines if " ŹLE " in line]
    assert line.startswith(area)
    assert says in line
    assert last == "Do poprawy: 1."
    assert not [secret for secret in (SECRET, "tajne") if secret in "\n".join(lines)]
