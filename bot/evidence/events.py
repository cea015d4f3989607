"""Events of a log: what failed and did not recover, and is not an old story."""

import re
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from bot.domain.findings import Fault
from bot.evidence import signs

_LOG = re.compile(
    r"%%\d\d|<(?:Emer|Crit|Erro|Warn|Noti|Info|Summ):|#\d\d\w+/\d/|\b(?:ERROR|WARNING|FATAL|CRITICAL|INFO)\b"
)
_PORT = re.compile(
    r"(?:interface|port|ifname|ifdescr)[ =:]{1,2}(?P<port>[\w/.:\-]{1,40})|(?P<ge>(?:X"
    r"|40|100)?(?:GE|Gigabit\w*)\d[\d/]*)",
    re.I,
)
_PART = re.compile(
    r"(?:slot|unit|fan|pwr|psu?|power ?supply|powersupply|power)[ #=:_\-]{0,3}(?P<part>\d{1,3}(?:/\d{1,3})?)", re.I
)
_ON_PURPOSE = re.compile(
    r"administratively|admin(?:istrator)? (?:down|shutdown)|manually|by user|shut ?down command"
    r"|reboot command|user command",
    re.I,
)
_FRESH = {"reboot": timedelta(days=1), "link": timedelta(days=1)}
_WEEK = timedelta(days=7)
FLAPS = 3


@dataclass
class _Event:
    kind: str
    line: str
    at: datetime | None


@dataclass
class Log:
    """Bad news by the part it is about; good news of the same part takes it back."""

    newest: datetime | None = None
    _open: dict[tuple[str, str], _Event] = field(default_factory=dict)
    _downs: dict[str, int] = field(default_factory=dict)

    def seen(self, at: datetime | None) -> None:
        """A time printed anywhere: the newest is taken for the time of the paste."""
        if at and at.year < 2100 and (self.newest is None or at > self.newest):
            self.newest = at

    def read(self, line: str, at: datetime | None) -> None:
        """One line that has a time or the look of a log."""
        kind = signs.kind_of(line)
        told = signs.polarity(line, kind) if kind else None
        if kind is None or told is None or _ON_PURPOSE.search(line):
            return
        part = self._part(kind, line)
        if told == "good":
            self._recovered(kind, part)
            return
        if kind == "link":
            self._downs[part] = self._downs.get(part, 0) + 1
        self._open[kind, part] = _Event(kind, line, at)

    def alarming(self, line: str, at: datetime | None) -> None:
        """A line that the device itself calls critical, about no part we know."""
        if signs.kind_of(line) is None:
            self._open["alarm", ""] = _Event("alarm", line, at)

    def faults(self, host: str | None, uptime_days: float | None) -> list[Fault]:
        """What is still wrong at the end."""
        return [
            Fault(event.kind, event.line, host, event.at)
            for event in self._open.values()
            if not self._old(event) and not (event.kind == "reboot" and uptime_days is not None and uptime_days > 1)
        ]

    def _old(self, event: _Event) -> bool:
        return bool(event.at and self.newest and self.newest - event.at > _FRESH.get(event.kind, _WEEK))

    def _recovered(self, kind: str, part: str) -> None:
        if kind == "link" and self._downs.get(part, 0) >= FLAPS:
            return  # up again, but it keeps falling
        self._open.pop((kind, part), None)

    @staticmethod
    def _part(kind: str, line: str) -> str:
        found = _PORT.search(line) if kind in ("link", "module", "poe", "crc") else _PART.search(line)
        return (found[found.lastgroup or 0] or "").rstrip(".,:") if found else ""


def is_log(line: str) -> bool:
    """Whether a line looks like one of a log even without a time."""
    return ("%" in line or "<" in line or "#" in line) and bool(_LOG.search(line, 0, 200))
