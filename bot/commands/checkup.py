"""What `doctor` asks of the database: is it of this version, does everything move, is somebody on duty."""

from collections.abc import Collection, Iterator
from datetime import UTC, datetime, timedelta

from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, func, select

from bot import audit
from bot.channel import ENGINEERS
from bot.desk import watchdog
from bot.domain.dates import say_moment
from bot.store import board, duty, outbox, retention, watch
from bot.store.engine import alembic_config, known
from bot.store.tables import wakeup

Finding = tuple[str, bool, str]
"""What it is about, whether it is in order, and a sentence."""
APART = timedelta(seconds=5)
WAITS = timedelta(minutes=5)
AHEAD = timedelta(days=14)
MAKERS = {"extreme": "Extreme", "huawei": "Huawei"}


def findings(c: Connection, now: datetime) -> Iterator[Finding]:
    """In tables of another version there is nothing to look for."""
    version = schema(c)
    yield version
    yield clock(c, now)
    if version[1]:
        yield wakeups(c, now)
        yield post(c, now)
        yield cleaning(c, now)
        yield chain(c)
        yield from on_duty(duty.everything(c), now)


def schema(c: Connection) -> Finding:
    """The newest revision of this program, or an older one it knows."""
    script = ScriptDirectory.from_config(alembic_config(c))
    here, newest = MigrationContext.configure(c).get_current_revision(), script.get_current_head()
    if here == newest:
        return "baza", True, f"Odpowiada, wersja {here}."
    if known(c):
        return "baza", False, f"Ma wersję {here or 'pustą'}, program {newest}. Zaktualizuje się przy starcie usługi."
    return "baza", False, f"Ma wersję {here}, nowszą od programu ({newest}). Proszę zainstalować nowszy program."


def clock(c: Connection, now: datetime) -> Finding:
    """Claims and deadlines of several machines agree only if their clocks do."""
    if c.dialect.name != "postgresql":
        return "zegar", True, f"{now.astimezone(UTC):%Y-%m-%d %H:%M:%S} UTC; baza jest na tej samej maszynie."
    apart = abs(c.execute(select(func.clock_timestamp())).scalar_one() - now)
    if apart > APART:
        return "zegar", False, f"Różni się od zegara bazy o {apart.total_seconds():.0f} s. Proszę włączyć NTP na obu."
    return "zegar", True, "Zgadza się z zegarem bazy."


def wakeups(c: Connection, now: datetime) -> Finding:
    """The question of the watchdog, asked anew."""
    found = watch.look(c, now)
    if not found.well:
        return "budziki", False, f"{watchdog.say(found)}. Proszę sprawdzić, czy usługa działa, i jej dziennik."
    return "budziki", True, f"Otwarte sprawy: {found.open}, każda ma budzik."


def post(c: Connection, now: datetime) -> Finding:
    """The oldest message that waits, and the engineers' channel."""
    if lost := outbox.unreached(c, ENGINEERS):
        since = say_moment(lost.failed_at, now)
        return "wysyłka", False, f"Kanał inżynierów nie przyjmuje wiadomości: {since}. Szczegóły: channels check."
    oldest = board.oldest_unsent(c)
    if oldest and now - oldest > WAITS:
        since = say_moment(oldest, now)
        return "wysyłka", False, f"Wiadomość czeka od: {since}. Proszę sprawdzić usługę i jej kanał: channels check."
    return "wysyłka", True, "Nic nie czeka dłużej niż pięć minut."


def cleaning(c: Connection, now: datetime) -> Finding:
    """The nightly deleting arms itself again each time; one whose hour has passed has not been done."""
    due = c.execute(select(wakeup.c.due).where(wakeup.c.key == retention.KIND)).scalar()
    if due is None:
        return "czyszczenie", False, "Nie jest zaplanowane. Proszę uruchomić usługę: dyspozytor serve."
    if now - due > watch.PATIENCE:
        return "czyszczenie", False, f"Miało się zacząć {say_moment(due, now)}. Proszę sprawdzić, czy usługa działa."
    return "czyszczenie", True, f"Następne: {say_moment(due, now)}."


def chain(c: Connection) -> Finding:
    """Whether the audit is whole."""
    found = audit.verify(c)
    if found.problems:
        return "audyt", False, f"{found.problems[0]} Proszę uruchomić dyspozytor audit verify i zachować kopię bazy."
    return "audyt", True, f"Łańcuch jest cały, wpisów: {found.entries}."


def on_duty(rows: Collection[duty.Row], now: datetime) -> Iterator[Finding]:
    """Two weeks ahead; without any entry every engineer is called, which may be meant."""
    if not rows:
        yield "dyżury", True, "Kalendarz jest pusty: wzywani są wszyscy inżynierowie."
        return
    for maker, name in MAKERS.items():
        spans = [(start, end) for _, vendor, start, end in rows if vendor in ("", maker)]
        if gap := first_gap(spans, now, now + AHEAD):
            yield (
                "dyżury",
                False,
                f"{name}: nikogo od: {say_moment(gap, now)}. Proszę uzupełnić duty.csv i zaimportować.",
            )
        else:
            yield "dyżury", True, f"{name}: obsadzone na {AHEAD.days} dni."


def first_gap(spans: Collection[tuple[datetime, datetime]], start: datetime, end: datetime) -> datetime | None:
    """The first moment from `start` on, before `end`, that none of the spans holds."""
    reached = start
    for opens, closes in sorted(spans):
        if opens <= reached:
            reached = max(reached, closes)
    return reached if reached < end else None
