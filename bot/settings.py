"""The environment as one frozen record: every value checked at start, secrets never printed."""

import os
import re
import secrets
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from sqlalchemy import make_url
from sqlalchemy.exc import ArgumentError

from bot import platforms
from bot.addresses import Addresses, address
from bot.domain.contacts import CONTACTS
from bot.platforms import WEB_ALONE, Platforms, Read
from bot.privacy.ledger import Ledger
from bot.sealing import Seal
from bot.smtp import Smtp, server
from bot.store.retention import CLASSES, USUAL, Keep

PREFIX = "DYSPOZYTOR_"
DATABASE = "sqlite:///var/dyspozytor.db"
SECRET_AT_LEAST = 32
KEPT = "proszę podać liczbę dni od 1 do 36500."
OF_FILE = "_FILE"


class BadSettings(ValueError):
    """Values that cannot be used: one Polish sentence for each, never with a secret in it."""


@dataclass(frozen=True, slots=True)
class Settings:
    """What the environment says; the fields that may hold a secret are left out of `repr`."""

    database: str = field(repr=False)
    secret: str = field(repr=False)
    host: str
    port: int
    public_url: str
    gather_seconds: float
    smtp: Smtp | None
    mail_from: str
    addresses: Addresses
    old_secrets: tuple[str, ...] = field(repr=False)
    metrics_token: str = field(repr=False, default="")
    originals: timedelta = timedelta(days=30)
    platforms: Platforms = WEB_ALONE
    keep: Keep = USUAL
    json_logs: bool = False
    work_port: int | None = None

    @property
    def seal(self) -> Seal:
        """Seals files with the secret, and opens what a former one sealed."""
        return Seal(self.secret, *self.old_secrets)

    @property
    def ledger(self) -> Ledger:
        """Of those who asked to be forgotten; beside the database, so that a restored backup does not take it back."""
        return Ledger(data_folder(self.database) / "erased", self.secret, *self.old_secrets)

    @property
    def https(self) -> bool:
        """Whether browsers reach us over HTTPS, so that cookies may insist on it."""
        return self.public_url.startswith("https://")


def load(environ: Mapping[str, str] = os.environ) -> Settings:
    """The settings of this environment, defaults filled in; raises BadSettings with every problem at once."""
    problems: list[str] = []
    environ = _with_files(environ, problems)

    def read(name: str, default: str, parse: Callable[[str], Any], sentence: str) -> Any:
        try:
            return parse(environ.get(PREFIX + name, "").strip() or default)
        except (ValueError, KeyError, ArgumentError):
            problems.append(f"{PREFIX}{name}: {sentence}")
            return None

    database = read(
        "DATABASE", DATABASE, _database, "proszę podać sqlite:///plik albo postgresql://użytkownik@host/baza."
    )
    host = read("HOST", "127.0.0.1", _host, "proszę podać adres, na którym serwer ma słuchać, na przykład 127.0.0.1.")
    port = read("PORT", "8080", _port, "proszę podać numer portu od 1 do 65535.")
    gather = read("GATHER_SECONDS", "1.0", _seconds, "proszę podać liczbę sekund od 0 do 60, na przykład 1.0.")
    own_address = f"http://{'localhost' if host in ('0.0.0.0', '::') else host}:{port}"  # noqa: S104 - only compared
    public = read(
        "PUBLIC_URL",
        own_address,
        _url,
        "proszę podać adres http:// albo https://, na przykład https://pomoc.example.pl.",
    )
    secret = environ.get(PREFIX + "SECRET", "").strip()
    if secret and len(secret) < SECRET_AT_LEAST:
        problems.append(f"{PREFIX}SECRET: proszę podać co najmniej {SECRET_AT_LEAST} znaki.")
    former = read(
        "OLD_SECRETS", "", _secrets,
        f"proszę podać poprzednie wartości {PREFIX}SECRET rozdzielone spacjami, każda od {SECRET_AT_LEAST} znaków.",
    )  # fmt: skip
    token = read(
        "METRICS_TOKEN",
        "",
        _token,
        f"proszę podać co najmniej {SECRET_AT_LEAST} znaki bez odstępów albo nic nie podawać.",
    )
    originals = read("ORIGINALS_DAYS", "30", _days, "proszę podać liczbę dni od 0 (oryginałów nie trzymamy) do 365.")
    json_logs = read("LOG", "text", _is_json, "proszę podać text albo json.")
    work_port = read(
        "WORK_PORT", "", lambda text: _port(text) if text else None,
        "proszę podać numer portu od 1 do 65535 albo nic nie podawać.",
    )  # fmt: skip
    mail = _mail(read)
    keep = Keep(*(read(f"KEEP_{name.upper()}_DAYS", str(getattr(USUAL, name).days), _long, KEPT) for name in CLASSES))
    on = platforms.load(read)
    if problems:
        raise BadSettings("\n".join(problems))
    secret = secret or kept_secret(data_folder(database))
    return Settings(
        database, secret, host, port, public, gather, *mail, former, token, originals, on, keep, json_logs, work_port
    )


def _with_files(environ: Mapping[str, str], problems: list[str]) -> Mapping[str, str]:
    """`DYSPOZYTOR_SECRET_FILE=/run/secrets/sekret` gives DYSPOZYTOR_SECRET: containers get their secrets as files."""
    found = dict(environ)
    for name, path in environ.items():
        if name.startswith(PREFIX) and name.endswith(OF_FILE):
            try:
                found[name.removesuffix(OF_FILE)] = Path(path).read_text(encoding="utf-8").strip()
            except (OSError, ValueError):
                problems.append(f"{name}: proszę podać plik z tą wartością, który można odczytać.")
    return found


def _mail(read: Read) -> tuple[Smtp | None, str, Addresses]:
    """Mail is sent when there is a server; what is sent by itself needs one, and so does a sender's address."""
    smtp = read(
        "SMTP", "", lambda text: server(text) if text else None,
        "proszę podać smtp://użytkownik:hasło@host:587 (STARTTLS) albo smtps://użytkownik:hasło@host:465, znaki "
        "specjalne w haśle zapisane jako %XX. „?tls=none” wyłącza szyfrowanie, bez hasła albo na tej samej maszynie.",
    )  # fmt: skip
    sender = read(
        "MAIL_FROM", "", lambda text: address(text) if text or smtp else "",
        "proszę podać adres, z którego wychodzi poczta, na przykład dyspozytor@example.pl.",
    )  # fmt: skip
    intake = read(
        "MAIL_INTAKE", "", lambda text: address(text) if text else None,
        "proszę podać adres, na który idzie każda przyjęta sprawa, albo nic nie podawać.",
    )  # fmt: skip
    escalation = read(
        "MAIL_ESCALATION", CONTACTS["escalation_email"], address,
        "proszę podać adres, na który idą sprawy bez reakcji, na przykład eskalacja@example.pl.",
    )  # fmt: skip
    if intake and not smtp:
        read("SMTP", "", lambda text: text or server(""), f"proszę podać serwer poczty, bo podano {PREFIX}MAIL_INTAKE.")
    return smtp, sender, Addresses(intake, escalation, enabled=smtp is not None)


def data_folder(database: str) -> Path:
    """Where files of ours live: beside an SQLite file, else `var`."""
    url = make_url(database)
    beside = url.get_backend_name() == "sqlite" and url.database not in (None, "", ":memory:")
    return Path(url.database or "").parent if beside else Path("var")


def kept_secret(folder: Path) -> str:
    """The secret in this folder, made at the first start; only the owner may read it."""
    path = folder / "secret"
    if not path.exists():
        _make_secret(path)
    secret = path.read_text(encoding="ascii").strip()
    if len(secret) < SECRET_AT_LEAST:
        raise BadSettings(f"Plik {path} jest za krótki. Proszę go usunąć; przy następnym starcie powstanie nowy.")
    return secret


def _make_secret(path: Path) -> None:
    """Written aside and put in place whole: of two processes starting at once the second takes the first one's."""
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f"secret.{secrets.token_hex(8)}")
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="ascii") as file:
        file.write(secrets.token_urlsafe(48))
    with suppress(FileExistsError):
        os.link(draft, path)
    draft.unlink()


def _database(text: str) -> str:
    if make_url(text).get_backend_name() not in ("sqlite", "postgresql"):
        raise ValueError(text)
    return text


def _secrets(text: str) -> tuple[str, ...]:
    secrets = tuple(text.split())
    if any(len(each) < SECRET_AT_LEAST for each in secrets):
        raise ValueError
    return secrets


def _token(text: str) -> str:
    if text and (len(text) < SECRET_AT_LEAST or not text.isascii() or len(text.split()) > 1):
        raise ValueError
    return text


def _is_json(text: str) -> bool:
    return {"text": False, "json": True}[text]


def _host(text: str) -> str:
    if not re.fullmatch(r"[\w.:-]+", text, re.ASCII):
        raise ValueError(text)
    return text


def _port(text: str) -> int:
    port = int(text)
    if not 1 <= port <= 65535:
        raise ValueError(text)
    return port


def _seconds(text: str) -> float:
    seconds = float(text)
    if not 0 <= seconds <= 60:
        raise ValueError(text)
    return seconds


def _days(text: str) -> timedelta:
    days = int(text)
    if not 0 <= days <= 365:
        raise ValueError(text)
    return timedelta(days=days)


def _long(text: str) -> timedelta:
    days = int(text)
    if not 1 <= days <= 36500:
        raise ValueError(text)
    return timedelta(days=days)


def _url(text: str) -> str:
    parts = urlsplit(text)
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.query or parts.fragment:
        raise ValueError(text)
    return text.rstrip("/")
