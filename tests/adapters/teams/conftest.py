"""Teams for each test."""

from asyncio import Runner
from collections.abc import Iterator

import pytest

from tests.adapters.teams.house import TeamsHouse


@pytest.fixture
def teams() -> Iterator[TeamsHouse]:
    """Teams with its fake platform."""
    with Runner() as runner:
        teams = TeamsHouse(runner)
        yield teams
        teams.kit.close()
