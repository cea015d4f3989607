"""What the service writes down about itself helps the operator and tells nothing about anybody."""

import io
import json
import logging
from collections.abc import Iterator
from contextlib import closing
from datetime import timedelta

import pytest

from bot import logs
from bot.store.engine import open_store
from tests.mail.house import House
from tests.privacy.conftest import TRACES
from tests.rozmowy.performance import perform
from tests.rozmowy.script import read

PERSONAL = ("Kowalska", "600 000 777", "2102351QPS10J8000077", "nie działa", "ola@example.pl", "telegram:jan")
WORDS = "Tu Anna Kowalska, tel. 600 000 777, 2102351QPS10J8000077 nie działa, ola@example.pl"


@pytest.fixture(params=[logs.Discreet(logs.TEXT), logs.JsonLines()], ids=["text", "json"])
def log(request: pytest.FixtureRequest) -> Iterator[io.StringIO]:
    """Everything that is logged, as the service writes it."""
    written, root = io.StringIO(), logging.getLogger()
    handler, level = logging.StreamHandler(written), root.level
    handler.setFormatter(request.param)
    root.addHandler(handler)
    root.setLevel(logging.INFO)
    yield written
    root.removeHandler(handler)
    root.setLevel(level)


def test_errors_that_quote_what_was_said_are_logged_without_their_words(sqlite_url: str, log: io.StringIO) -> None:
    def fail(_texts: list[str]) -> None:
        raise ValueError(WORDS)

    with closing(open_store(sqlite_url)) as store:
        house = House(store)
        house.before_answering = fail
        house.telegram.troubles = [ValueError(WORDS)] * 9
        house.hear("e1", WORDS)
        house.wait(timedelta(hours=3))
    said = log.getvalue()
    assert "zostaje bez odpowiedzi" in said
    assert "przepada" in said
    assert "ValueError: tests/test_logs.py" in said
    assert not [one for one in PERSONAL if one in said]


def test_a_whole_conversation_leaves_nothing_of_it_in_the_log(sqlite_world_url: str, log: io.StringIO) -> None:
    with closing(open_store(sqlite_world_url)) as store:
        logging.getLogger("dyspozytor.mail").info("Rozmowa %s", "telegram:77")
        assert not perform(read(TRACES), store).errors
        with store.read() as c:
            columns = ("text FROM message", "name FROM person", "phone FROM person", "serial FROM device")
            told = [word for one in columns for word in c.exec_driver_sql(f"SELECT {one}").scalars() if word]
    said = log.getvalue()
    assert "telegram#" in said
    assert len(told) > 50
    assert not [one for one in told if len(one) > 3 and one in said]


def test_of_a_library_only_what_never_varies_is_kept() -> None:
    line = logs.JsonLines().format(
        logging.makeLogRecord({"name": "httpx", "msg": "Request %s\nhttps://tajne", "args": ("token",), "levelno": 30})
    )
    assert json.loads(line)["message"] == "Request %s"
