"""The environment is checked at start, in Polish, all at once, and secrets are never printed."""

import os
import stat
from datetime import timedelta
from pathlib import Path

import pytest

from bot.addresses import Addresses
from bot.settings import BadSettings, data_folder, kept_secret, load

SECRET = {"DYSPOZYTOR_SECRET": "x" * 40}
MAIL = {
    "DYSPOZYTOR_MAIL_FROM": "dyspozytor@example.pl",
    "DYSPOZYTOR_MAIL_INTAKE": "pomoc@example.pl",
    "DYSPOZYTOR_MAIL_ESCALATION": "eskalacja@example.pl",
}


def test_without_an_environment_there_are_defaults() -> None:
    found = load(SECRET)
    assert (found.database, found.host, found.port) == ("sqlite:///var/dyspozytor.db", "127.0.0.1", 8080)
    assert (found.public_url, found.https, found.gather_seconds) == ("http://127.0.0.1:8080", False, 1.0)


def test_originals_need_not_be_kept() -> None:
    assert load(SECRET).originals == timedelta(days=30)
    assert not load(SECRET | {"DYSPOZYTOR_ORIGINALS_DAYS": "0"}).originals


def test_the_public_address_decides_about_https() -> None:
    assert load(SECRET | {"DYSPOZYTOR_PUBLIC_URL": "https://pomoc.example.pl/"}).https
    assert load(SECRET | {"DYSPOZYTOR_HOST": "0.0.0.0"}).public_url == "http://localhost:8080"  # noqa: S104


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("DATABASE", "mysql://u:tajne-haslo@host/baza"),
        ("DATABASE", "nonsens"),
        ("HOST", "http://x y"),
        ("PORT", "0"),
        ("PORT", "65536"),
        ("PORT", "osiemdziesiąt"),
        ("PUBLIC_URL", "pomoc.example.pl"),
        ("PUBLIC_URL", "ftp://pomoc.example.pl"),
        ("PUBLIC_URL", "https://"),
        ("GATHER_SECONDS", "-1"),
        ("GATHER_SECONDS", "61"),
        ("GATHER_SECONDS", "nan"),
        ("ORIGINALS_DAYS", "-1"),
        ("ORIGINALS_DAYS", "366"),
        ("ORIGINALS_DAYS", "tydzień"),
        ("SECRET", "tajne-haslo"),
        ("LOG", "tajne-haslo"),
        ("METRICS_TOKEN_FILE", "/nie/ma/takiego/pliku"),
        ("OLD_SECRETS", "tajne-haslo " + "x" * 40),
        ("SMTP", "poczta.example.pl"),
        ("SMTP", "https://u:tajne-haslo@poczta.example.pl"),
        ("SMTP", "smtp://u:tajne-haslo@"),
        ("SMTP", "smtp://u:tajne-haslo@poczta.example.pl:0"),
        ("SMTP", "smtp://u:tajne-haslo@poczta.example.pl:osiem"),
        ("SMTP", "smtp://u:tajne-haslo@poczta.example.pl/inne"),
        ("SMTP", "smtp://u:tajne-haslo@poczta.example.pl?tls=maybe"),
        ("SMTP", "smtp://u:tajne-haslo@poczta.example.pl?tls=start&x=1"),
        ("SMTP", "smtp://u:tajne-haslo@poczta.example.pl?tls=none"),
        ("SMTP", "smtps://u:tajne-haslo@poczta.example.pl?tls=none"),
        ("SMTP", "smtp://u@poczta.example.pl"),
        ("SMTP", "smtp://u:tajne-haslo%C4%85@poczta.example.pl"),
        ("SMTP", "smtp://u:tajne-haslo%0A@poczta.example.pl"),
        ("SMTP", "smtp://u:tajne-haslo@[::1"),
        ("MAIL_FROM", "dyspozytor"),
        ("MAIL_FROM", "Dyspozytor <dyspozytor@example.pl>"),
        ("MAIL_INTAKE", "pomoc@example.pl, inni@example.pl"),
        ("MAIL_ESCALATION", "eskalacja@"),
    ],
)
def test_a_bad_value_is_named_without_being_shown(name: str, value: str) -> None:
    with pytest.raises(BadSettings) as refused:
        load(SECRET | {f"DYSPOZYTOR_{name}": value})
    assert str(refused.value).startswith(f"DYSPOZYTOR_{name}: proszę podać")
    assert "tajne-haslo" not in str(refused.value)


def test_without_a_server_no_mail_is_sent() -> None:
    found = load(SECRET)
    assert (found.smtp, found.addresses) == (None, Addresses(None, "escalation@myhezo.pl", enabled=False))


@pytest.mark.parametrize(
    ("address", "host", "port", "tls"),
    [
        ("smtp://poczta.example.pl", "poczta.example.pl", 587, "start"),
        ("smtp://u:tajne-haslo@poczta.example.pl:2525?tls=start", "poczta.example.pl", 2525, "start"),
        ("smtps://u:tajne-haslo@poczta.example.pl/", "poczta.example.pl", 465, "always"),
        ("smtp://poczta?tls=none", "poczta", 25, "none"),
        ("smtp://u:tajne-haslo@[::1]?tls=none", "::1", 25, "none"),
    ],
)
def test_a_mail_server_is_an_address(address: str, host: str, port: int, tls: str) -> None:
    found = load(SECRET | MAIL | {"DYSPOZYTOR_SMTP": address})
    assert found.smtp is not None
    assert (found.smtp.host, found.smtp.port, found.smtp.tls) == (host, port, tls)
    assert found.addresses == Addresses("pomoc@example.pl", "eskalacja@example.pl", enabled=True)
    assert "tajne-haslo" not in repr(found)


@pytest.mark.parametrize(
    ("given", "problem"),
    [
        ({"DYSPOZYTOR_SMTP": "smtp://poczta"}, "DYSPOZYTOR_MAIL_FROM: proszę podać adres, z którego wychodzi poczta"),
        ({"DYSPOZYTOR_MAIL_INTAKE": "a@example.pl"}, "DYSPOZYTOR_SMTP: proszę podać serwer poczty"),
    ],
)
def test_half_of_a_mail_is_no_mail(given: dict[str, str], problem: str) -> None:
    with pytest.raises(BadSettings) as refused:
        load(SECRET | given)
    assert str(refused.value).startswith(problem)
    assert len(str(refused.value).splitlines()) == 1


def test_all_problems_are_told_at_once() -> None:
    with pytest.raises(BadSettings) as refused:
        load({"DYSPOZYTOR_PORT": "x", "DYSPOZYTOR_SECRET": "y", "DYSPOZYTOR_GATHER_SECONDS": "z"})
    assert len(str(refused.value).splitlines()) == 3


def test_secrets_are_not_printed() -> None:
    found = load(SECRET | {"DYSPOZYTOR_DATABASE": "postgresql://u:tajne-haslo@host/baza"})
    assert "tajne-haslo" not in repr(found)
    assert "xxxx" not in repr(found)


def test_what_a_former_secret_sealed_is_still_opened() -> None:
    before = load({"DYSPOZYTOR_SECRET": "y" * 40}).seal
    now = load(SECRET | {"DYSPOZYTOR_OLD_SECRETS": f"{'z' * 40} {'y' * 40}"})
    assert now.seal.unseal(before.seal(b"cfg", "1"), "1") == b"cfg"
    assert "yyyy" not in repr(now)


def test_a_secret_is_made_once_and_only_its_owner_reads_it(tmp_path: Path) -> None:
    environ = {"DYSPOZYTOR_DATABASE": f"sqlite:///{tmp_path}/dane/baza.db"}
    first, second = load(environ), load(environ)
    path = tmp_path / "dane" / "secret"
    assert first.secret == second.secret == path.read_text()
    assert len(first.secret) == 64  # 48 random bytes
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert os.listdir(path.parent) == ["secret"]


def test_a_spoilt_secret_is_not_used(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("")
    with pytest.raises(BadSettings):
        kept_secret(tmp_path)


def test_files_live_beside_the_database() -> None:
    assert data_folder("sqlite:////srv/dane/baza.db") == Path("/srv/dane")
    assert data_folder("postgresql://u@host/baza") == data_folder("sqlite://") == Path("var")


def test_a_secret_may_stand_in_a_file(tmp_path: Path) -> None:
    (tmp_path / "sekret").write_text("y" * 40 + "\n")
    found = load({"DYSPOZYTOR_SECRET_FILE": str(tmp_path / "sekret"), "DYSPOZYTOR_LOG": "json"})
    assert (found.secret, found.json_logs) == ("y" * 40, True)
