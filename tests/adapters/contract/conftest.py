"""Every channel of the suite, each with a house of its own."""

import shutil
from asyncio import Runner
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from bot.store.engine import open_store
from tests import world
from tests.adapters.console.kit import ConsoleKit
from tests.adapters.contract.house import House
from tests.adapters.contract.kit import Kit
from tests.adapters.slack.kit import SlackKit
from tests.adapters.teams.kit import TeamsKit
from tests.adapters.telegram.kit import TelegramKit
from tests.adapters.web.kit import WebKit

KITS: tuple[type[Kit], ...] = (TelegramKit, SlackKit, TeamsKit, WebKit, ConsoleKit)


@pytest.fixture(scope="session")
def furnished(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database with the whole cast, to be copied."""
    path = tmp_path_factory.mktemp("contract") / "swiat.db"
    world.furnish(f"sqlite:///{path}")
    return path


@pytest.fixture(params=KITS, ids=lambda kit: kit.name)
def house(request: pytest.FixtureRequest, furnished: Path, tmp_path: Path) -> Iterator[House]:
    """The application with this channel alone."""
    kit = request.param()
    with closing(open_store(f"sqlite:///{shutil.copy(furnished, tmp_path / 'swiat.db')}")) as store, Runner() as runner:
        try:
            yield House(store, kit, runner)
        finally:
            kit.close()
