"""`dyspozytor doctor`: everything that can be wrong around the service, each with what to do; changes nothing."""

import asyncio
import shutil
import smtplib
import stat
from argparse import Namespace
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

from sqlalchemy.exc import SQLAlchemyError

from adapters.mail.channel import MailChannel, NotTaken
from bot import search, settings
from bot.clock import Clock, SystemClock
from bot.commands import channels, checkup
from bot.commands.checkup import Finding
from bot.domain.catalogue import CATALOGUE
from bot.domain.worktime import holidays
from bot.search.library import FOLDER
from bot.settings import BadSettings, Settings
from bot.smtp import LOOPBACK
from bot.store.engine import peek

ROOM = 10**9
"""Bytes: with less a database may stop in the middle of a storm."""
DIFFERENT = 10
"""So many different characters has any secret that was drawn and not thought up."""


def doctor(_options: Namespace) -> int:
    """A line for each finding; exit status 1 when anything is wrong."""
    wrong = 0
    for name, right, said in findings(SystemClock()):
        wrong += not right
        print(f"{name:<12} {'dobrze' if right else 'ŹLE':<7} {said}")
    print(f"Do poprawy: {wrong}." if wrong else "Wszystko jest w porządku.")
    return int(bool(wrong))


def findings(clock: Clock) -> Iterator[Finding]:
    """With bad settings there is nothing else to look at."""
    try:
        config = settings.load()
    except BadSettings as bad:
        yield from (("ustawienia", False, line) for line in str(bad).splitlines())
        return
    yield "ustawienia", True, "Wszystkie wartości są poprawne."
    yield secret(config)
    yield address(config)
    yield disk(settings.data_folder(config.database))
    yield calendar(clock)
    yield from knowledge()
    yield from database(config, clock)
    yield mail(config)
    yield from asyncio.run(_channels(config))


def secret(config: Settings) -> Finding:
    """Drawn, and nobody else's."""
    path = settings.data_folder(config.database) / "secret"
    if len(set(config.secret)) < DIFFERENT:
        return "sekret", False, "DYSPOZYTOR_SECRET łatwo odgadnąć. Proszę wylosować: openssl rand -base64 48."
    if path.exists() and stat.S_IMODE(path.stat().st_mode) & 0o077:
        return "sekret", False, f"Plik {path} mogą czytać inni. Proszę wpisać: chmod 600 {path}."
    return "sekret", True, "Jest dość długi i losowy."


def address(config: Settings) -> Finding:
    """People come over TLS, except on this very machine."""
    own = urlsplit(config.public_url).hostname in LOOPBACK
    if own and config.host not in LOOPBACK:
        return "adres", False, "Proszę podać DYSPOZYTOR_PUBLIC_URL: bez niego odnośniki prowadzą na tę maszynę."
    if not (own or config.https):
        return "adres", False, f"{config.public_url} nie jest szyfrowany. Proszę postawić TLS i podać adres https://."
    return "adres", True, config.public_url


def disk(folder: Path) -> Finding:
    """Where the database or at least our own files are."""
    while not folder.exists():
        folder = folder.parent
    free = shutil.disk_usage(folder).free
    said = f"Wolne: {free / 10**9:.1f} GB."
    return "dysk", free >= ROOM, said if free >= ROOM else f"{said} Proszę zwolnić miejsce, potrzeba 1 GB."


def calendar(clock: Clock) -> Finding:
    """The catalogue was read when this module was; deadlines reach into the next year."""
    last, year = CATALOGUE.years[-1], clock.now().year
    known = {day.year for day in holidays()}
    if not {year, year + 1} <= known & set(CATALOGUE.years):
        return "święta", False, f"Święta są znane do {last} roku, a jest {year}. Proszę zainstalować nowszą wersję."
    return "święta", True, f"Usług w katalogu: {len(CATALOGUE.services)}, święta znane do {last} roku."


def knowledge() -> Iterator[Finding]:
    """The articles, as `dyspozytor check` sees them."""
    found = search.problems(FOLDER)
    yield from (("artykuły", False, sentence) for sentence in found)
    if not found:
        yield "artykuły", True, "Wszystkie można znaleźć."


def database(config: Settings, clock: Clock) -> Iterator[Finding]:
    """What is asked of it is in checkup.py; the password in its address is not told, nor its words, which quote it."""
    try:
        with peek(config.database) as c:
            yield from checkup.findings(c, clock.now())
    except FileNotFoundError:
        yield "baza", False, "Pliku bazy jeszcze nie ma. Powstanie przy pierwszym starcie: dyspozytor serve."
    except SQLAlchemyError as error:
        kind = type(error).__name__
        yield "baza", False, f"Baza nie odpowiada ({kind}). Proszę sprawdzić, czy działa, i DYSPOZYTOR_DATABASE."


def mail(config: Settings) -> Finding:
    """Connects and signs in; nothing is sent."""
    if config.smtp is None:
        return "poczta", True, "Wyłączona (brak DYSPOZYTOR_SMTP)."
    server, channel = f"{config.smtp.host}:{config.smtp.port}", MailChannel(config.smtp, config.mail_from, patience=5)
    try:
        channel.check()
    except NotTaken as refused:
        return "poczta", False, f"{server}: {refused}. Proszę sprawdzić DYSPOZYTOR_SMTP."
    except (OSError, smtplib.SMTPException) as error:
        return "poczta", False, f"{server} nie odpowiada ({type(error).__name__}). Proszę sprawdzić DYSPOZYTOR_SMTP."
    finally:
        channel.close()
    return "poczta", True, f"{server} przyjmuje połączenie."


async def _channels(config: Settings) -> list[Finding]:
    return [finding async for finding in channels.findings(config) if finding[0] not in ("web", "mail")]
