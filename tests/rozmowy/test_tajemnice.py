"""No secret of a paste stays anywhere in the database once the turn is over, nor is one said to anybody."""

from contextlib import closing
from pathlib import Path

from sqlalchemy import MetaData, make_url, select

from bot.store.engine import open_store
from tests.rozmowy.performance import perform
from tests.rozmowy.script import read

SCRIPT = Path(__file__).parent / "wklejone" / "hasla_w_wyniku.txt"
SECRETS = ("tajneHaslo77", "Mlynek123", "kluczyk99", "tajneHaslo78", "Zapora2026", "publiczneNie")


def test_no_secret_is_kept_or_said(sqlite_world_url: str) -> None:
    script = read(SCRIPT)
    said = "\n".join(event.words for event in script.events)
    assert all(secret in said for secret in SECRETS)
    performance = perform(script, sqlite_world_url)
    kept = Path(make_url(sqlite_world_url).database or "")
    seen = "\n".join(message.text for messages in performance.seen for message in messages)
    assert not [secret for secret in SECRETS if secret in seen]
    with closing(open_store(f"sqlite:///{kept}")) as store, store.read() as c:
        everything = MetaData()
        everything.reflect(c.engine)
        rows = "\n".join(repr(row) for table in everything.sorted_tables for row in c.execute(select(table)))
    assert "display current-configuration" in rows
    assert not [secret for secret in SECRETS if secret in rows]
