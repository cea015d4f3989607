"""The loop of every `dyspozytor batch`: one JSON line in, one JSON line out, whatever the line holds."""

import json
from collections.abc import Callable, Iterable
from importlib import import_module
from typing import Any

Answer = Callable[[dict[str, Any]], dict[str, Any]]


class BatchError(Exception):
    """A request that cannot be answered: a code for machines, a Polish sentence for people."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code
        self.message = message


def run(name: str, lines: Iterable[str], write: Callable[[str], None]) -> int:
    """Answer every line with the command's `answer` and return the exit status.

    `name` is a module of this package, loaded only now so that one command does not wait for the
    others. `write` gets one whole line at a time, with its end, and must flush it.
    """
    answer: Answer = import_module(f"bot.batch.{name}").answer
    for line in lines:
        write(_reply(line, answer) + "\n")
    return 0


def _reply(line: str, answer: Answer) -> str:
    """The answer to one line; any failure is an answer too."""
    head: dict[str, Any] = {"id": None}
    try:
        request = _read(line)
        head = {"id": request["id"]} if "id" in request else {}
        return _json(head | answer(request))
    except BatchError as error:
        return _failure(head, error.code, error.message)
    except Exception as error:  # a driver waits for one line out for each line in, come what may
        return _failure(head, "internal", f"Błąd wewnętrzny: {type(error).__name__}.")


def _read(line: str) -> dict[str, Any]:
    try:
        request = json.loads(line.lstrip("\ufeff"), parse_constant=_refuse_constant)
    except (ValueError, RecursionError):
        raise BatchError("bad_json", "To nie jest wiersz JSON.") from None
    if not isinstance(request, dict):
        raise BatchError("bad_json", "Wiersz musi być obiektem JSON.")
    return request


def _refuse_constant(name: str) -> None:
    raise ValueError(name)  # NaN and Infinity are not JSON and could not be echoed


def _failure(head: dict[str, Any], code: str, message: str) -> str:
    error = {"error": {"code": code, "message": message}}
    try:
        return _json({"id": None} | head | error)
    except (ValueError, RecursionError):  # an id too deep to be written again
        return _json({"id": None} | error)


def _json(reply: dict[str, Any]) -> str:
    text = json.dumps(reply, ensure_ascii=False, allow_nan=False)
    try:
        text.encode()
    except UnicodeEncodeError:  # half of a surrogate pair cannot be written as UTF-8
        return json.dumps(reply)
    return text
