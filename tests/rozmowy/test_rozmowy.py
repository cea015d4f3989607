"""Every written conversation: straight, with restarts and with every event twice, on both databases."""

from pathlib import Path
from typing import Any

import pytest

from bot.store.engine import Store
from tests.rozmowy.compare import differences
from tests.rozmowy.performance import perform
from tests.rozmowy.script import conversations, read
from tests.rozmowy.written import told

HERE = Path(__file__).parent
PLAYS: dict[str, dict[str, Any]] = {"straight": {}, "restarted": {"restart": True}, "doubled": {"duplicate": True}}


@pytest.mark.parametrize("play", PLAYS)
@pytest.mark.parametrize("path", conversations(HERE), ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_conversation(path: Path, play: str, world: Store) -> None:
    performance = perform(read(path), world, **PLAYS[play])
    assert not list(differences(performance)), f"\n{told(performance)}"
