"""The demo opens on a world where something has happened already."""

from pathlib import Path

from bot.commands.demo import furnish
from bot.commands.story import tell
from bot.store import cases
from bot.store.engine import open_store
from tests.seal import SEAL


def test_the_story_leaves_a_confirmed_a_waiting_and_an_unverified_case(tmp_path: Path) -> None:
    store = open_store(f"sqlite:///{tmp_path}/demo.db")
    store.migrate()
    furnish(store)
    tell(store, SEAL)
    with store.read() as c:
        found = cases.everything(c)
    store.close()
    assert [(case.state, case.verified) for case in found] == [("confirmed", True), ("opened", True), ("opened", False)]
