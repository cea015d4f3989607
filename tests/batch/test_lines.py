"""The loop of every batch command: one line out for each line in, whatever it holds."""

import json
import sys
from types import ModuleType
from typing import Any

import pytest

from bot.batch import run

GOOD = '{"id": 7, "service": "extreme.ahb.24x7xnbd", "priority": null, "submitted_at": "2026-11-19T14:20:00+01:00"}'


def replies(*lines: str) -> list[Any]:
    written: list[str] = []
    assert run("deadlines", lines, written.append) == 0
    assert all(text.endswith("\n") and "\n" not in text[:-1] for text in written)
    return [json.loads(text) for text in written]


@pytest.mark.parametrize(
    "line",
    [
        "", "\n", "{", "nic", "[1]", "5", "null", '"tekst"', '{"id": NaN}', '{"id": Infinity}', "[" * 100_000,
        '{"a": ' * 100_000, "1" * 10_000, "\x00", '{"id": 1} {"id": 2}', "{'id': 1}", "\ud800",
    ],
)  # fmt: skip
def test_what_is_no_object_is_bad_json_and_the_next_line_goes_on(line: str) -> None:
    bad, good = replies(line, GOOD)
    assert bad["id"] is None
    assert bad["error"]["code"] == "bad_json"
    assert good["reaction_due"] == "2026-11-19T15:20:00+01:00"


@pytest.mark.parametrize("key", [0, "a", None, "zażółć", [1, {"b": 2}], 1.5, "\ud800 pół znaku"])
def test_the_id_is_echoed_as_it_was(key: object) -> None:
    good = json.loads(GOOD) | {"id": key}
    ok, failed = replies(json.dumps(good), json.dumps(good | {"service": "?"}))
    assert ok["id"] == failed["id"] == key


def test_without_an_id_a_good_answer_has_none() -> None:
    good = json.loads(GOOD)
    del good["id"]
    (ok,) = replies(json.dumps(good))
    assert "id" not in ok


def test_every_line_can_be_written_as_utf8() -> None:
    written: list[str] = []
    run("deadlines", ['{"id": "\\ud800"}', GOOD], written.append)
    assert b"Kontakt in\xc5\xbcyniera" in "".join(written).encode()  # Polish as it is, no escapes


def test_an_enormous_line_is_answered() -> None:
    (answer,) = replies(json.dumps(json.loads(GOOD) | {"note": "ą" * 5_000_000}))
    assert answer["id"] == 7


def test_an_id_too_deep_to_be_written_again_is_left_out() -> None:
    deep = '{"id": ' + "[" * 950 + "]" * 950 + "}"
    written: list[str] = []
    run("deadlines", [deep, GOOD], written.append)
    assert len(written) == 2
    assert "error" in written[0]


def test_a_command_that_fails_gives_an_answer_without_a_traceback(monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(request: dict[str, Any]) -> dict[str, Any]:
        raise ZeroDivisionError(request["secret"])

    broken = ModuleType("bot.batch.broken")
    vars(broken)["answer"] = fails
    monkeypatch.setitem(sys.modules, "bot.batch.broken", broken)
    written: list[str] = []
    run("broken", ['{"id": 1, "secret": "hasło"}'], written.append)
    error = {"code": "internal", "message": "Błąd wewnętrzny: ZeroDivisionError."}
    assert json.loads(written[0]) == {"id": 1, "error": error}


def test_each_line_is_answered_before_the_next_is_read() -> None:
    written: list[str] = []

    def lines() -> Any:
        for n in range(3):
            assert len(written) == n
            yield GOOD

    run("deadlines", lines(), written.append)
