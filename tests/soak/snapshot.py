"""What a database holds at the end, told so that two runs can be compared: by conversation, without row ids.

Case numbers, drawn in another order in another run, become the caller whose case it is. What is sent in one
breath is taken together or, when a kill came between, one after another: both are told as one, answered once. What a
caller and an engineer do at the same time is done by two processes in either order: all is told by its moments.
"""

import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Table, select

from bot.channel import ENGINEERS
from bot.store import tables, watch
from bot.store.engine import Store
from tests.soak.spoken import SPOKEN
from tests.soak.world import BEFORE_EVERYTHING

Row = dict[str, Any]
TIMERS = "case"
FIRED = frozenset(f"engineers.{key}" for key in SPOKEN)
CARD = "engineers.card"
SAID_LATE = FIRED | {CARD}
PASSED_ON = "common.passed_on"
FROM_CALLER = frozenset({"from_caller", "engineers.from_caller", "engineers.from_caller_files"})
SAID = re.compile(r".*zgłaszający(?: przysłał)?: ")


@dataclass(frozen=True, slots=True)
class Snapshot:
    """`talks`: each conversation as text; `cases`: how many each of them has; `sent`: the messages of each.

    `fired`: of which case timers told whom what, and how often; `waiting`: what is left undone, by kind; `armed`:
    timers; `unwatched`: open cases without exactly one of them.
    """

    talks: Mapping[str, str]
    cases: Counter[str]
    fired: Counter[tuple[str, str, str]]
    sent: Mapping[str, Sequence[int]]
    waiting: Mapping[str, int]
    armed: int
    unwatched: int
    turns: int


def snapshot(store: Store) -> Snapshot:
    """Reads everything."""
    with store.read() as c:
        found = watch.look(c, BEFORE_EVERYTHING)
        return _Reader(c).snapshot(len(found.silent) + len(found.doubled))


class _Reader:
    """All rows of one database, read once."""

    def __init__(self, c: Connection) -> None:
        self.cases, self.events = _rows(c, tables.case, "number"), _rows(c, tables.case_event)
        self.messages, self.files = _rows(c, tables.message), _rows(c, tables.file)
        self.inbox, self.refusals = _rows(c, tables.inbox), _rows(c, tables.refusal)
        self.conversations, self.wakeups = _rows(c, tables.conversation), _rows(c, tables.wakeup, "key")
        self.owners = {str(case["number"]): case["conversation"] for case in self.cases}

    def snapshot(self, unwatched: int) -> Snapshot:
        out = [m for m in self.messages if m["direction"] == "out"]
        sent = defaultdict(list)
        for m in out:
            sent[m["conversation"]].append(m["id"])
        fired = ((self._named(m["case_number"]), m["conversation"], m["key"]) for m in out if m["key"] in FIRED)
        return Snapshot(
            {talk["id"]: self._named(self._talk(talk)) for talk in self.conversations} | {ENGINEERS: self._elsewhere()},
            Counter(case["conversation"] for case in self.cases),
            Counter(fired),
            dict(sent),
            self._waiting(),
            sum(w["kind"] == TIMERS for w in self.wakeups),
            unwatched,
            sum(m["direction"] == "in" for m in self.messages),
        )

    def _waiting(self) -> dict[str, int]:
        out = [m for m in self.messages if m["direction"] == "out"]
        return {
            "inbox": sum(row["done_at"] is None for row in self.inbox),
            "inbox, given up": sum(row["error"] is not None for row in self.inbox),
            "outbox": sum(m["sent_at"] is None and m["failed_at"] is None for m in out),
            "outbox, given up": sum(m["failed_at"] is not None for m in out),
            "lanes": sum(w["kind"] in ("in", "out") for w in self.wakeups),
        }

    def _talk(self, talk: Row) -> Row:
        mine = {"conversation": talk["id"]}
        return {
            **_only(talk, "person", "state"),
            "inbox": sorted(f"{row['event_id']} {row['at']}" for row in _where(self.inbox, mine)),
            "transcript": _breaths([self._message(m) for m in _by_moment(_where(self.messages, mine))]),
            "refusals": [_only(row, "at", "serial_key", "contract_key") for row in _where(self.refusals, mine)],
            "cases": [self._case(case) for case in _where(self.cases, mine)],
        }

    def _case(self, case: Row) -> Row:
        number = case["number"]
        events = _by_moment(_where(self.events, {"case_number": number}))
        thread = _by_moment(m for m in _where(self.messages, {"conversation": ENGINEERS}) if number in _about(m))
        timers = [w for w in self.wakeups if w["kind"] == TIMERS and w["payload"]["case"] == number]
        moments = {
            name: at for name, at in case["body"]["moments"].items() if name != "unanswered"
        }  # first of a breath
        return {
            **case,
            "body": {**case["body"], "moments": moments},
            "history": _together([_only(e, "at", "event", "who", "reason", "data") for e in events], "event", "reason"),
            "thread": _together(_news([self._message(m) for m in thread]), "key", "text"),
            "timers": [_only(w, "key", "due", "payload") for w in timers],
        }

    def _message(self, m: Row) -> Row:
        files = [_only(f, "name", "size", "case_number", "at") for f in _where(self.files, {"message": m["id"]})]
        said = _only(m, "direction", "at", "author", "key", "text", "choices", "case_number", "thread", "error")
        late = {"at": None, "text": _untimed(m["text"])} if m["key"] in SAID_LATE else {}
        return {**said, **late, "files": files, "replaces": m["edits"] is not None}

    def _elsewhere(self) -> str:
        """What engineers heard or said about no case: nothing, in these conversations."""
        strays = [m for m in _where(self.messages, {"conversation": ENGINEERS}) if _about(m) == {None}]
        return self._named([self._message(m) for m in strays])

    def _named(self, told: object) -> str:
        """As text, with names for numbers."""
        text = json.dumps(told, ensure_ascii=False, indent=1, sort_keys=True, default=str)
        text = re.sub(r"(wklejone-|file:)\d+", r"\1#", text)
        return re.sub(r"\b7\d{6}\b", lambda found: f"‹{self.owners.get(found[0], found[0])}›", text)


def _rows(c: Connection, table: Table, order: str = "id") -> list[Row]:
    return [dict(row._mapping) for row in c.execute(select(table).order_by(table.c[order]))]


def _where(rows: Sequence[Row], wanted: Row) -> list[Row]:
    return [row for row in rows if all(row[name] == value for name, value in wanted.items())]


def _only(row: Row, *names: str) -> Row:
    return {name: row[name] for name in names}


def _by_moment(rows: Iterable[Row]) -> list[Row]:
    return sorted(rows, key=lambda row: row["at"])


def _untimed(text: str) -> str:
    """After a leap of the clock a timer speaks of its own moment, a little earlier or later: how long is chance."""
    return re.sub(r"(?:\b\d+ (?:min|godz|d)\w*\s?)+|mniej niż minuta ?", "# ", text)


def _about(message: Row) -> set[int | None]:
    return {message["case_number"], message["thread"]} - {None} or {None}


def _breaths(rows: Sequence[Row]) -> list[Row]:
    """Sent, passed on, sent, passed on: told as sent together and passed on."""
    told: list[Row] = []
    for row in rows:
        if [_kind(r) for r in (*told[-3:], row)] == ["in", PASSED_ON, "in", PASSED_ON]:
            first, _, then = told[-3:]
            words = f"{first['text']}\n{then['text']}".strip()
            told[-3:] = [{**then, "text": words, "files": [*first["files"], *then["files"]]}, row]
        else:
            told.append(row)
    return told


def _kind(message: Row) -> str:
    return "in" if message["direction"] == "in" else str(message["key"])


def _news(rows: Sequence[Row]) -> list[Row]:
    """Without cards that say nothing new: such a one brings a file that was still being read when its message left."""
    told: list[Row] = []
    card = None
    for row in rows:
        if row["key"] != CARD or (row["text"], row["choices"]) != card:
            told.append(row)
        card = (row["text"], row["choices"]) if row["key"] == CARD else card
    return told


def _together(rows: Sequence[Row], kind: str, words: str) -> list[Row]:
    """What came from the caller, one after another, told as one."""
    told: list[Row] = []
    for row in rows:
        if row[kind] not in FROM_CALLER:
            told.append(row)
        elif told and row[kind] == told[-1][kind]:
            told[-1] = {**row, words: f"{told[-1][words]}, {_in_a_line(SAID.sub('', row[words]))}"}
        else:
            told.append({**row, words: _in_a_line(row[words])})
    return told


def _in_a_line(words: str) -> str:
    return words.replace("\n", ", ")
