"""Opens the database and hands out transactions: one writer on SQLite, row locks on PostgreSQL, the same calls."""

import fcntl
import json
import threading
from collections.abc import Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager, nullcontext
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import URL, Connection, Engine, NullPool, create_engine, event, make_url, text

from bot.store import audit

MIGRATIONS = Path(__file__).parent / "migrations"
MIGRATING = "dyspozytor:migrate"
POSTGRES_CONNECTIONS = 16
QUIET: dict[str, Any] = {"hide_parameters": True}
"""An error, which is logged, never quotes what was to be stored."""

_dumps = partial(json.dumps, ensure_ascii=False)
_LOCK = text("SELECT pg_advisory_xact_lock(hashtextextended(:name, 0))")


class StoreInUse(RuntimeError):
    """Another process already has this SQLite file open."""


class StoreTooNew(RuntimeError):
    """A newer program has migrated this database."""


class Store:
    """A database: write transactions from `begin`, read-only snapshots from `read`."""

    def __init__(self, writer: Engine, reader: Engine, gate: AbstractContextManager[object], held: ExitStack) -> None:
        self._writer, self._reader, self._gate, self._held = writer, reader, gate, held
        self._hasty = writer.execution_options(hasty=True)

    @property
    def url(self) -> URL:
        """Where the database is; rendered, it hides the password."""
        return self._writer.url

    @property
    def shared(self) -> bool:
        """Whether other processes may be writing too (PostgreSQL)."""
        return self._writer.dialect.name == "postgresql"

    @contextmanager
    def begin(self, durable: bool = True) -> Iterator[Connection]:
        """One write transaction: committed at the end, rolled back on any exception. Not to be nested.

        One that is not `durable` does not wait for the disk: a power cut (not a crash) may undo it, as a whole.
        """
        with self._gate, (self._writer if durable else self._hasty).begin() as c:
            audit.begin(c)
            yield c
            if noted := audit.due(c):  # last of all: from here to the commit nobody else may chain
                lock(c, audit.LOCK)
                audit.chain(c, noted)

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """One read-only snapshot, on a connection of its own: it neither waits for a writer nor stops one."""
        with self._reader.begin() as c:
            yield c

    def migrate(self) -> None:
        """Bring the schema to the newest revision: all of it or nothing, one process at a time."""
        with self.begin_migration() as c:
            if not known(c):
                raise StoreTooNew("Baza jest nowsza niż program. Proszę uruchomić nowszy albo przywrócić kopię.")
            command.upgrade(alembic_config(c), "head")

    @contextmanager
    def begin_migration(self) -> Iterator[Connection]:
        """A transaction in which tables may be changed; other processes that want to do so wait."""
        with self._gate, self._writer.connect() as c, _foreign_keys_off(c), c.begin():
            lock(c, MIGRATING)
            yield c
            _check_foreign_keys(c)

    def wipe(self) -> None:
        """Leave nothing of what was deleted in the pages of an SQLite file; PostgreSQL reuses them in its own time."""
        if self.shared:
            return
        with self._gate, self._writer.connect() as c:
            driver = c.connection.dbapi_connection
            assert driver is not None  # noqa: S101 - a connected engine has one
            driver.execute("VACUUM")
            driver.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def close(self) -> None:
        """Close every connection and let go of the file."""
        self._reader.dispose()
        self._writer.dispose()
        self._held.close()


def open_store(url: str) -> Store:
    """Open `sqlite:///path`, `sqlite://` (a temporary database, gone at close) or `postgresql://user@host/name`.

    Raises StoreInUse when another process has the SQLite file open, ValueError for any other kind of database.
    """
    address = make_url(url)
    match address.get_backend_name():
        case "sqlite":
            return _open_sqlite(address)
        case "postgresql":
            return _open_postgresql(address.set(drivername="postgresql+psycopg"))
    raise ValueError(f"Nieobsługiwana baza danych: {address}. Proszę podać sqlite:///plik albo postgresql://…")


@contextmanager
def peek(url: str) -> Iterator[Connection]:
    """A read-only look beside whoever has the database open; raises FileNotFoundError for a file that is not there."""
    address = make_url(url)
    if address.get_backend_name() == "postgresql":
        options: dict[str, Any] = {"connect_args": {"connect_timeout": 5}, "poolclass": NullPool} | QUIET
        readonly = {"postgresql_readonly": True}
        engine = create_engine(address.set(drivername="postgresql+psycopg"), execution_options=readonly, **options)
    elif Path(address.database or "").is_file():
        engine = _sqlite_engine(Path(address.database or "").absolute(), "query_only=ON")
        _on_begin(engine, "BEGIN")
    else:
        raise FileNotFoundError(address.database)
    try:
        with engine.begin() as c:
            yield c
    finally:
        engine.dispose()


def lock(c: Connection, conversation: str) -> None:
    """Hold a conversation until the transaction ends; load its state only afterwards. SQLite has one writer anyway."""
    if c.dialect.name == "postgresql":
        c.execute(_LOCK, {"name": conversation})


def known(c: Connection) -> bool:
    """Whether the schema is one that this program knows, be it an old one."""
    here = MigrationContext.configure(c).get_current_revision()
    return here is None or here in {r.revision for r in ScriptDirectory.from_config(alembic_config(c)).walk_revisions()}


def alembic_config(c: Connection) -> Config:
    """Alembic without a file of its own: our migrations, on this connection."""
    config = Config(attributes={"connection": c})
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    return config


def _open_postgresql(address: URL) -> Store:
    """Readers have a pool of their own, so that a busy board can never starve the turns and the mail."""
    options: dict[str, Any] = {"pool_pre_ping": True, "json_serializer": _dumps} | QUIET
    writer = create_engine(address, pool_size=POSTGRES_CONNECTIONS, **options)
    _on_begin(writer, "", "SET LOCAL synchronous_commit TO off")
    readonly = {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}
    reader = create_engine(address, execution_options=readonly, **options)
    return Store(writer, reader, nullcontext(), ExitStack())


def _open_sqlite(address: URL) -> Store:
    """One writing connection behind a lock: two would only wait for each other (and older SQLite had a race there)."""
    held = ExitStack()
    temporary = address.database in (None, "", ":memory:")
    folder = held.enter_context(TemporaryDirectory(prefix="dyspozytor-")) if temporary else ""
    path = Path(folder, "baza.db") if temporary else Path(address.database or "").absolute()
    path.parent.mkdir(parents=True, exist_ok=True)
    held.enter_context(_only_opened_here(path))
    writer = _sqlite_engine(path, "journal_mode=WAL;foreign_keys=ON", pool_size=1, max_overflow=0)
    durable, hasty = ("OFF", "OFF") if temporary else ("FULL", "NORMAL")
    _on_begin(writer, *(f"PRAGMA synchronous={how}; BEGIN IMMEDIATE" for how in (durable, hasty)))
    reader = _sqlite_engine(path, "query_only=ON")
    _on_begin(reader, "BEGIN")
    return Store(writer, reader, threading.RLock(), held)


def _sqlite_engine(path: Path, pragmas: str, **pool: int) -> Engine:
    """The driver's own transactions are off (they commit on SAVEPOINT); `_on_begin` begins ours."""
    engine = create_engine(
        URL.create("sqlite", database=str(path)),
        connect_args={"isolation_level": None, "check_same_thread": False},
        json_serializer=_dumps,
        pool_timeout=0.1 if pool else 30,  # the gate lets one thread in: waiting here is a nested `begin`
        **QUIET,
        **pool,
    )

    @event.listens_for(engine, "connect")
    def configure(connection: Any, _record: object) -> None:
        for pragma in ("busy_timeout=10000", *pragmas.split(";")):
            connection.execute(f"PRAGMA {pragma}")

    return engine


def _on_begin(engine: Engine, durable: str, hasty: str = "") -> None:
    """What each kind of transaction begins with."""

    @event.listens_for(engine, "begin")
    def start(c: Connection) -> None:
        words = hasty if c.get_execution_options().get("hasty") else durable
        for statement in filter(None, words.split("; ")):
            c.exec_driver_sql(statement)


@contextmanager
def _only_opened_here(path: Path) -> Iterator[None]:
    """A lock, beside the file because closing a second handle of the file itself drops SQLite's own locks."""
    with open(f"{path}.lock", "w") as handle:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise StoreInUse(
                f"Baza {path} jest już otwarta przez inny proces. Proszę go najpierw zatrzymać "
                "albo użyć bazy PostgreSQL, z której może korzystać wiele procesów."
            ) from None
        yield


@contextmanager
def _foreign_keys_off(c: Connection) -> Iterator[None]:
    """SQLite changes a table by making a new one and dropping the old, which must not count as deleting its rows."""
    driver = c.connection.dbapi_connection
    if c.dialect.name != "sqlite" or driver is None:
        yield
        return
    driver.execute("PRAGMA foreign_keys=OFF")  # ignored inside a transaction, hence here
    try:
        yield
    finally:
        driver.execute("PRAGMA foreign_keys=ON")


def _check_foreign_keys(c: Connection) -> None:
    """What `_foreign_keys_off` let through is looked at before the commit."""
    if c.dialect.name == "sqlite" and (broken := c.exec_driver_sql("PRAGMA foreign_key_check").fetchall()):
        raise RuntimeError(f"Migracja zerwała powiązania między tabelami: {broken}")
