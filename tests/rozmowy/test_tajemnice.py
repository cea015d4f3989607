"""No secret of a paste stays anywhere in the database once the turn is over, nor is one said to anybody."""

from pathlib import Path

from sqlalchemy import MetaData, select

from bot.store.engine import Store
from tests.rozmowy.performance import perform
from tests.rozmowy.script import read

SCRIPT = Path(__file__).parent / "wklejone" / "hasla_w_wyniku.txt"
SECRETS = ("tajneHaslo77", "Mlynek123", "kluczyk99", "tajneHaslo78", "Zapora2026", "publiczneNie")


def test_no_secret_is_kept_or_said(world: Store) -> None:
    script = read(SCRIPT)
    said = "\n".join(event.words for event in script.events)
    assert all(secret in said for secret in SECRETS)
    performance = perform(script, world)
    seen = "\n".join(message.text for messages in performance.seen for message in messages)
    assert not [secret for secret in SECRETS if secret in seen]
    with world.read() as c:
        everything = MetaData()
        everything.reflect(c.engine)
        rows = "\n".join(repr(row) for table in everything.sorted_tables for row in c.execute(select(table)))
    assert "display current-configuration" in rows
    assert not [secret for secret in SECRETS if secret in rows]
