"""A database of each kind with the cast already in it, copied for every play."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import URL, make_url

from tests.conftest import BOTH, temporary_database
from tests.world import furnish


@pytest.fixture(scope="session")
def sqlite_world(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file with the cast in it, to be copied."""
    path = tmp_path_factory.mktemp("swiat") / "swiat.db"
    furnish(f"sqlite:///{path}")
    return path


@pytest.fixture(scope="session")
def postgres_world(postgres_server: URL) -> Iterator[str]:
    """The name of a database with the cast in it, to be copied."""
    with temporary_database(postgres_server, "template0") as url:
        furnish(url)
        yield make_url(url).database or ""


@pytest.fixture
def sqlite_world_url(sqlite_world: Path, tmp_path: Path) -> str:
    """The cast in a SQLite file of this play's own."""
    return f"sqlite:///{shutil.copy(sqlite_world, tmp_path / 'swiat.db')}"


@pytest.fixture
def postgres_world_url(postgres_server: URL, postgres_world: str) -> Iterator[str]:
    """The cast in a PostgreSQL database of this play's own."""
    with temporary_database(postgres_server, postgres_world) as url:
        yield url


@pytest.fixture(params=BOTH)
def world_url(request: pytest.FixtureRequest) -> str:
    """The play runs twice, once on a database of each kind."""
    url: str = request.getfixturevalue("sqlite_world_url" if request.param == "sqlite" else "postgres_world_url")
    return url
