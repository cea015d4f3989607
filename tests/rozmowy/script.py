"""Reads a written conversation: who does what when, what everybody must see, and how it must end."""

import re
from dataclasses import dataclass, field
from datetime import date, datetime, time
from pathlib import Path

from bot.domain.dates import WEEKDAYS
from bot.domain.worktime import WARSAW

_CLOCK = r"\d{1,2}:\d\d(?::\d\d)?"
_DAY = re.compile(r"--- (\w+) (\d{1,2}\.\d{1,2}\.\d{4})")
_EVENT = re.compile(rf"({_CLOCK}) (?:\.\.\.|(\w+)(?: w (\d+))?(?: ?(:|>>|>)| (@)) ?(.*))")
_SEEN = re.compile(rf"-> (\S+?)(?: w (\d+))?(?: (?:(\d{{1,2}}\.\d\d) )?({_CLOCK}))?: (.*)")
_ENDED = re.compile(r"(sprawa|rozmowa) (\w+)")


class Unreadable(Exception):
    """The file is no conversation; says where and why."""


@dataclass
class Seen:
    """One message that somebody must see; `at` None: at the moment of the event."""

    line: int
    to: str
    keys: list[str]
    at: datetime
    thread: int | None = None
    present: list[str] = field(default_factory=list)
    absent: list[str] = field(default_factory=list)
    files: list[str] = field(default_factory=list)
    choices: list[str] | None = None


@dataclass
class Event:
    """Something happens; `words` is what is said, the button's label, or the file with what is said of it."""

    line: int
    at: datetime
    who: str = ""
    how: str = ""
    words: str = ""
    case: int | None = None
    seen: list[Seen] = field(default_factory=list)


@dataclass
class Ended:
    """A case (by number) or a conversation (by person) at the end, with the fields that matter."""

    line: int
    what: str
    name: str
    fields: list[tuple[str, str]] = field(default_factory=list)


@dataclass
class Script:
    """The whole file; `claim` is what its comments say."""

    claim: list[str] = field(default_factory=list)
    events: list[Event] = field(default_factory=list)
    ended: list[Ended] = field(default_factory=list)


def read(path: Path) -> Script:
    """The conversation in the file; raises Unreadable."""
    return _Reader(path).read()


class _Reader:
    """The lines read so far."""

    def __init__(self, path: Path) -> None:
        self._path, self._script = path, Script()
        self._day: date | None = None
        self._number = 0

    def read(self) -> Script:
        for number, line in enumerate(self._path.read_text("utf-8").splitlines(), 1):
            self._number = number
            if line.strip():
                self._line(line.strip())
        if not self._script.events:
            raise self._wrong("nic się nie dzieje")
        return self._script

    def _line(self, line: str) -> None:
        script = self._script
        if line.startswith("# "):
            script.claim.append(line[2:])
        elif line.startswith("--- "):
            self._heading(line)
        elif self._day is None and script.events:
            self._ending(line)
        elif line.startswith("-> "):
            self._seen(line)
        elif (line == ":" or line.startswith(": ")) and script.events:
            script.events[-1].words += "\n" + line[2:]
        elif line[:2] in ("+ ", "- ", "@ ", "| ") or line[0] in "[|":
            self._detail(line)
        else:
            self._event(line)

    def _heading(self, line: str) -> None:
        if line == "--- koniec":
            self._day = None
        elif found := _DAY.fullmatch(line):
            self._day = datetime.strptime(found[2], "%d.%m.%Y").date()  # noqa: DTZ007 - a day has no zone
            if WEEKDAYS[self._day.weekday()] != found[1]:
                raise self._wrong(f"to był {WEEKDAYS[self._day.weekday()]}")
        else:
            raise self._wrong("nagłówek to „--- wt 17.11.2026” albo „--- koniec”")

    def _event(self, line: str) -> None:
        if not (found := _EVENT.fullmatch(line)):
            raise self._wrong("to nie jest zdarzenie ani to, co ktoś widzi")
        clock, who, case, spoken, file, words = found.groups()
        event = Event(
            self._number, self._moment(clock), who or "", spoken or file or "", words or "", int(case) if case else None
        )
        self._script.events.append(event)

    def _seen(self, line: str) -> None:
        found = _SEEN.fullmatch(line)
        if not found or not self._script.events:
            raise self._wrong("wzór: „-> hela: hello, device”")
        to, thread, day, clock, keys = found.groups()
        event = self._script.events[-1]
        at = self._moment(clock, day) if clock else event.at
        seen = Seen(self._number, to, [k.strip() for k in keys.split(",")], at, int(thread) if thread else None)
        event.seen.append(seen)

    def _detail(self, line: str) -> None:
        """What stands in the message foretold last."""
        if line.startswith("|"):
            return
        seen = self._script.events[-1].seen[-1] if self._script.events and self._script.events[-1].seen else None
        if seen is None:
            raise self._wrong("nie wiadomo, w czyjej wiadomości")
        match line[0]:
            case "+":
                seen.present.append(line[2:])
            case "-":
                seen.absent.append(line[2:])
            case "@":
                seen.files.append(line[2:])
            case _:
                seen.choices = re.findall(r"\[(.*?)\](?= \[|$)", line)

    def _ending(self, line: str) -> None:
        ended = self._script.ended
        if found := _ENDED.fullmatch(line):
            ended.append(Ended(self._number, found[1], found[2]))
        elif ended and (found := re.fullmatch(r"([\w.]+): (.*)", line)):
            ended[-1].fields.append((found[1], found[2]))
        else:
            raise self._wrong("na końcu stoją „sprawa 1001”, „rozmowa hela” i pola „nazwa: wartość”")

    def _moment(self, clock: str, day: str | None = None) -> datetime:
        if self._day is None:
            raise self._wrong("najpierw dzień: „--- wt 17.11.2026”")
        said = self._day
        if day:
            said = said.replace(day=int(day.split(".")[0]), month=int(day.split(".")[1]))
        hour, minute, second = map(int, (clock + ":0").split(":")[:3])
        return datetime.combine(said, time(hour, minute, second), WARSAW)

    def _wrong(self, why: str) -> Unreadable:
        return Unreadable(f"{self._path.name}, linia {self._number}: {why}")


def conversations(folder: Path) -> list[Path]:
    """Every conversation below the folder."""
    return sorted(folder.glob("*/*.txt"))
