"""A world in which one person has left traces everywhere, copied for every test."""

from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import Connection, insert, make_url, update

from bot.privacy.ledger import Ledger
from bot.store import access, audit, hints, refusals, tables
from bot.store.engine import Store, open_store
from tests.rozmowy.performance import perform
from tests.rozmowy.script import read

NOW = datetime(2026, 12, 1, 12, tzinfo=UTC)
SECRETS = ("sekret testów, nigdzie indziej nie używany",)
TRACES = Path(__file__).parent / "slady.txt"


@pytest.fixture
def ledger(tmp_path: Path) -> Ledger:
    return Ledger(tmp_path / "wymazani", *SECRETS)


@pytest.fixture
def lived(world_url: str) -> str:
    """The address of a database after the conversation of `slady.txt`."""
    return _live(world_url)


@pytest.fixture
def sqlite_lived(sqlite_world_url: str) -> Path:
    """The same, as a file."""
    return Path(make_url(_live(sqlite_world_url)).database or "")


@pytest.fixture
def store(lived: str) -> Iterator[Store]:
    with closing(open_store(lived)) as store:
        yield store


def _live(url: str) -> str:
    with closing(open_store(url)) as store:
        performance = perform(read(TRACES), store)
        assert not performance.errors
        assert [case["state"] for case in performance.final["cases"]] == ["closed", "opened", "closed"]
        with store.begin() as c:
            _more(c)
    return url


def _more(c: Connection) -> None:
    """What no conversation leaves: notes of the operator, sign-ins, statistics."""
    access.add_session(c, "0" * 64, "guest", "hela", NOW, NOW)
    access.add_account(c, "web", "p-0123456789abcdef", "hela", NOW)
    refusals.add(c, "talk:hela", "hela", NOW, "1", "2", "")
    for who in ("talk:hela", "talk:waldek"):
        asked = "helena zaranek pyta"
        hints.record(c, who, 1, NOW, topic="dhcp", about="x", question=asked, vendor=None, result=None)
    audit.append(c, NOW, "linked", "hela", account="web:p-0123456789abcdef")
    c.execute(update(tables.contract).values(note="kontakt: Zaranek Helena, tel. +48 600 000 101"))
    c.execute(update(tables.device).values(address="Wodna 4, pytać o Helenę Zaranek"))
    duplicate = {"conversation": "talk:waldek", "name": "lista.txt", "size": 1, "at": NOW, "data": b"HELA@MLYN.EXAMPLE"}
    c.execute(insert(tables.file).values(**duplicate))
