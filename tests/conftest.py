"""The databases any test may ask for: SQLite, and a real PostgreSQL (DATABASE_URL, or one started from a wheel)."""

import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import URL

from bot.store.engine import Store, open_store
from tests import postgres
from tests.world import furnish

pytest_plugins = ("tests.adapters.table",)
BOTH = ("sqlite", "postgresql")


@pytest.fixture(scope="session")
def postgres_server(testrun_uid: str) -> URL:
    """A server shared by all workers of a run."""
    return postgres.server(testrun_uid)


@pytest.fixture(scope="session")
def postgres_migrated(postgres_server: URL) -> Iterator[Callable[[], str]]:
    """A migrated database without a row, at each call."""
    with postgres.refilled_database(postgres_server, _migrate) as refilled:
        yield refilled


@pytest.fixture(scope="session")
def postgres_world(postgres_server: URL) -> Iterator[Callable[[], str]]:
    """A database with the cast in it and nothing else, at each call."""
    with postgres.refilled_database(postgres_server, furnish) as refilled:
        yield refilled


@pytest.fixture(scope="session")
def sqlite_migrated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated file, to be copied."""
    path = tmp_path_factory.mktemp("sqlite") / "template.db"
    _migrate(f"sqlite:///{path}")
    return path


@pytest.fixture(scope="session")
def sqlite_world(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file with the cast in it, to be copied."""
    path = tmp_path_factory.mktemp("swiat") / "swiat.db"
    furnish(f"sqlite:///{path}")
    return path


@pytest.fixture(scope="session")
def postgres_world_store(postgres_server: URL) -> Iterator[Callable[[], Store]]:
    """An open store with the cast in it and nothing else, at each call."""
    with postgres.refilled_store(postgres_server, furnish) as refilled:
        yield refilled


@pytest.fixture(scope="session")
def sqlite_world_store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[], Store]]:
    """The same with SQLite: every page of the file is written again."""
    path = tmp_path_factory.mktemp("swiat") / "swiat.db"
    furnish(f"sqlite:///{path}")
    with (
        closing(sqlite3.connect(path)) as file,
        closing(sqlite3.connect(":memory:", check_same_thread=False)) as first,
        closing(open_store(f"sqlite:///{path}")) as store,
    ):
        file.backup(first)

        def refilled() -> Store:
            first.backup(file)
            return store

        yield refilled


@pytest.fixture
def sqlite_url(sqlite_migrated: Path, tmp_path: Path) -> str:
    """A migrated SQLite file of this test's own."""
    return f"sqlite:///{shutil.copy(sqlite_migrated, tmp_path / 'baza.db')}"


@pytest.fixture
def sqlite_world_url(sqlite_world: Path, tmp_path: Path) -> str:
    """The cast in a SQLite file of this test's own."""
    return f"sqlite:///{shutil.copy(sqlite_world, tmp_path / 'swiat.db')}"


@pytest.fixture
def postgres_url(postgres_migrated: Callable[[], str]) -> str:
    """A migrated PostgreSQL database without a row."""
    return postgres_migrated()


@pytest.fixture
def postgres_world_url(postgres_world: Callable[[], str]) -> str:
    """The cast in a PostgreSQL database, and nothing else."""
    return postgres_world()


@pytest.fixture
def blank_postgres_url(postgres_server: URL) -> Iterator[str]:
    """A PostgreSQL database without any table."""
    with postgres.temporary_database(postgres_server) as url:
        yield url


@pytest.fixture(params=BOTH)
def any_url(request: pytest.FixtureRequest) -> str:
    """The test runs twice, once with a migrated database of each kind."""
    url: str = request.getfixturevalue("sqlite_url" if request.param == "sqlite" else "postgres_url")
    return url


@pytest.fixture(params=BOTH)
def world_url(request: pytest.FixtureRequest) -> str:
    """The test runs twice, once with a database of each kind that has the cast in it."""
    url: str = request.getfixturevalue("sqlite_world_url" if request.param == "sqlite" else "postgres_world_url")
    return url


@pytest.fixture(params=BOTH)
def world(request: pytest.FixtureRequest) -> Store:
    """The test runs twice, once with a store of each kind that has the cast in it; it is left open."""
    kind = "sqlite" if request.param == "sqlite" else "postgres"
    refilled: Callable[[], Store] = request.getfixturevalue(f"{kind}_world_store")
    return refilled()


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


def _migrate(url: str) -> None:
    with closing(open_store(url)) as store:
        store.migrate()
