"""Plays a written conversation through the whole application: what everybody saw after each event."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise
from typing import Any

from bot.domain.worktime import WARSAW
from bot.store.engine import Store
from bot.talk.play import play
from bot.talk.through import BARE, Through
from tests.rozmowy.keys import keys_in
from tests.rozmowy.script import Event, Script
from tests.world import FOLDER

ENGINEERS, ROOM = "#engineers", "inżynierowie"
ONE_BREATH = timedelta(seconds=2)


@dataclass
class Message:
    """What somebody really saw."""

    to: str
    at: datetime
    thread: int | None
    keys: tuple[str, ...]
    text: str
    choices: list[str]
    files: list[str]

    @classmethod
    def of(cls, line: dict[str, Any]) -> "Message":
        to = ROOM if line["to"] == ENGINEERS else line["to"]
        at = datetime.fromisoformat(line["at"]).astimezone(WARSAW)
        files = [file["name"] for file in line["files"]]
        thread = line["case"] if line["key"] == "engineers.card" else line["thread"]
        return cls(to, at, thread, keys_in(line["text"], line["key"]), line["text"], line["choices"], files)


@dataclass
class Performance:
    """How it went: the messages after each event, how it ended, and what went wrong in the playing itself."""

    script: Script
    seen: list[list[Message]]
    final: dict[str, Any]
    errors: list[str]


def perform(
    script: Script,
    furnished: Store | None = None,
    *,
    restart: bool = False,
    duplicate: bool = False,
    through: Through = BARE,
) -> Performance:
    """Play it over the cast of `tests/swiat`, in a store that has it already or a new one."""
    printed: list[str] = []
    play(
        _lines(script, printed), FOLDER, printed.append, restart=restart, duplicate=duplicate,
        furnished=furnished, through=through,
    )  # fmt: skip
    return _performance(script, [json.loads(line) for line in printed])


# --- what goes in --------------------------------------------------------------------------------


def _lines(script: Script, printed: list[str]) -> Iterator[str]:
    """The events; after each that is not one breath with the next, a line that is none, so that all is printed."""
    for number, (event, following) in enumerate(pairwise([*script.events, None])):
        assert event
        yield json.dumps(_line(event, printed))
        if not _one_breath(event, following):
            yield json.dumps({"id": number})


def _line(event: Event, printed: list[str]) -> dict[str, Any]:
    at = event.at.isoformat()
    if not event.who:
        return {"at": at, "wait": True}
    line = {"at": at, "who": event.who, **({"case": event.case} if event.case else {})}
    match event.how:
        case ">":
            return {**line, "press": int(event.words) if event.words.isdigit() else event.words}
        case ">>":
            return {**line, "press": event.words, "of": _first_with(event.words, printed)}
        case "@":
            name, _, words = event.words.partition(": ")
            return {**line, "file": f"pliki/{name}", "say": words}
        case _:
            return {**line, "say": _with_codes(event.words, printed), **({"to": "thread"} if event.case else {})}


def _with_codes(words: str, printed: list[str]) -> str:
    """„{kod}” is the code in the newest message that brings one, „{kod 1}” that in the first, as a reader types it."""
    if "{kod" not in words:
        return words
    bring = ("link_account.mail", "link_account.shown")
    told = [m["text"] for m in map(json.loads, printed) if m.get("key") in bring]
    codes = [found[1] for text in told if (found := re.search(r"Kod: (\d{4} \d{4})", text))]
    return re.sub(r"\{kod ?(\d*)\}", lambda which: codes[int(which[1] or 0) - 1], words)


def _first_with(label: str, printed: list[str]) -> str:
    """The oldest message with this button."""
    return next(str(m["id"]) for m in map(json.loads, printed) if label in m.get("choices", ()))


def _one_breath(event: Event, following: Event | None) -> bool:
    """Would the two be one turn?"""
    if following is None or ">" in event.how + following.how:
        return False
    same = (event.who, event.case) == (following.who, following.case) and bool(event.who)
    return same and following.at - event.at <= ONE_BREATH


# --- what came out -------------------------------------------------------------------------------


def _performance(script: Script, printed: list[dict[str, Any]]) -> Performance:
    """Every message belongs to the last event before it; of a later moment, to the last event until then."""
    seen: list[list[Message]] = [[] for _ in script.events]
    errors: list[str] = []
    at_most = 0  # events begun so far
    final: dict[str, Any] = {}
    for line in printed:
        if "final" in line:
            final = line["final"]
        elif "error" in line:
            if isinstance(line.get("id"), int):
                at_most = line["id"] + 1
            else:
                errors.append(f"błąd: {line['error']}")
        else:
            message = Message.of(line)
            begun = [n for n, e in enumerate(script.events) if e.at <= message.at and n <= _group_end(script, at_most)]
            seen[begun[-1] if begun else 0].append(message)
    return Performance(script, seen, final, errors)


def _group_end(script: Script, first: int) -> int:
    """The last event said in one breath with this one."""
    while first + 1 < len(script.events) and _one_breath(script.events[first], script.events[first + 1]):
        first += 1
    return first
