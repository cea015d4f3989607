"""Reads what a caller pasted, in one pass over its lines: which devices speak, and what is wrong with them."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime

from bot.domain.findings import Device, Fault, Findings
from bot.evidence import boards, events, fields, moments, signs, tables
from bot.evidence.draft import Draft
from bot.evidence.lines import clean_blocks
from bot.evidence.masking import mask
from bot.evidence.prompts import Prompt, prompt

LONGEST_EVIDENCE = 200
MOST_COMMANDS = 200
_STAMP = re.compile(
    r"\[[^\]\n]{0,30}\d\d:\d\d[^\]\n]{0,20}\] ?|\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(?:[.,]\d{1,6})?(?:Z"
    r"|[+-]\d\d:?\d\d)? +|\d\d:\d\d:\d\d(?:[.,]\d{1,6})? +"
)
_STAMPED = frozenset("[0123456789")
_SECTION = re.compile(r"/?\$?\[(?P<name>[\w /.\-]{1,60})\]")
_INTERFACE = re.compile(r"(?P<name>\S{2,50}) (?:current state|is (?:administratively )?(?:up|down))", re.I)
_DAYS = re.compile(r"(?:(?P<w>\d+) ?weeks?)?,? ?(?:(?P<d>\d+) ?(?:days?|day\(s\)))?", re.I)
_RING = re.compile(r"(stack|active) topology is a (ring|daisy-chain)", re.I)
_NOW = ("current time", "current system time", "sysntptime", "system clock", "time now")


@dataclass
class _Speaker:
    """One device, the log it printed, and the counters of its ports."""

    draft: Draft = field(default_factory=Draft)
    log: events.Log = field(default_factory=events.Log)
    faults: dict[str, Fault] = field(default_factory=dict)
    crc: dict[str, list[tuple[int, str]]] = field(default_factory=dict)


class _Reader:
    def __init__(self) -> None:
        self.speakers = [_Speaker()]
        self.by_host: dict[str, _Speaker] = {}
        self.commands: dict[str, None] = {}
        self._fresh()

    def _fresh(self) -> None:
        """A new command: nothing that came before says what the next lines are about."""
        self.section: str | None = None
        self.under: str | None = None
        self.command = ""
        self.port = ""
        self.ring = False
        self.pending = ""
        self.alarm = ""
        self.labels = boards.Labels()

    @property
    def now(self) -> _Speaker:
        return self.speakers[-1]

    def line(self, line: str) -> None:
        """Take one line in."""
        bare = line[stamped.end() :].strip() if line[0] in _STAMPED and (stamped := _STAMP.match(line)) else line
        if said := prompt(bare):
            self._spoken(said)
            return
        told = bare if line.startswith("[") else line  # a terminal's own stamp is no time of the device
        timed, at = moments.moment(told) if told.count(":") > 1 else (False, None)
        self.now.log.seen(at)
        label, colon, value = bare.partition(":")
        label = label.rstrip().lower()
        if self.pending and not colon:
            fields.learn(self.now.draft, self.pending, bare, "")
        self.pending = label if colon and not value.strip() and fields.is_serial(label) else ""
        if colon and label in _NOW:
            self.now.log.seen(moments.moment(value)[1])
        self._identity(label, value.strip(), bare)
        if (timed or events.is_log(told)) and "history" not in self.command:
            self._event(told, at)
        if bare is not line or not timed:
            self._state(label, value.strip(), bare)

    def _spoken(self, said: Prompt) -> None:
        self._fresh()
        self.command = said.command.lower()
        if self.command.startswith(("dis", "sh")) and len(self.commands) < MOST_COMMANDS:
            self.commands[self.command] = None
        if said.host:
            self._turn_to(said.host)
        if self.command.startswith("dis"):
            self.now.draft.hint = self.now.draft.hint or "huawei_vrp"

    def _turn_to(self, host: str) -> None:
        known = self.by_host.get(host) or next((s for h, s in self.by_host.items() if host.startswith(f"{h}-")), None)
        if known is None:
            known = self.now if self.now.draft.host in (None, host) else _Speaker()
            known.draft.host = host
            self.by_host[host] = known
        if known in self.speakers:
            self.speakers.remove(known)
        self.speakers.append(known)

    def _identity(self, label: str, value: str, line: str) -> None:
        if line[:1] in ("[", "/") and (named := _SECTION.fullmatch(line)):
            self.labels.heading(named["name"])
        elif "=" in line and ":" not in line.partition("=")[0]:
            name, _, told = line.partition("=")
            self.labels.line(self.now.draft, name.strip(), told)
        if self.section == "elabel":
            boards.row(self.now.draft, line.split())
        elif label in ("sysname", "hostname") and value:
            self._renamed(value.split()[0])
        elif line.startswith("sysname "):
            self._renamed(line.split()[1])
        fields.learn(self.now.draft, label, value, line)
        if self.now.draft.contradicted:
            self.now.draft.contradicted = False
            if not self._same_host():
                self.speakers.append(_Speaker())
                fields.learn(self.now.draft, label, value, line)

    def _renamed(self, host: str) -> None:
        if self.now.draft.host is None:
            self.now.draft.host = host

    def _same_host(self) -> bool:
        """Whether a prompt says that the same device still speaks."""
        return self.now.draft.host is not None and self.now.draft.host in self.by_host

    def _event(self, line: str, at: datetime | None) -> None:
        self.now.log.read(line, at)
        if "<Crit:" in line or "<Emer:" in line:
            self.now.log.alarming(line, at)

    def _state(self, label: str, value: str, line: str) -> None:
        if found := tables.heading(line):
            self.section, self.under = found, None
            return
        words = line.split()
        if self.section == "rxerrors":
            self._rx_row(words, line)
        elif self.section and "history" not in self.command:
            for kind in tables.row(self.section, words, line):
                self._fault(kind, line)
        if value:
            if shown := tables.labelled(label, value, self.under):
                self._fault(shown, line)
        elif about := tables.about(line):
            self.under = about
        self._counters(line)
        if label == "alarmid":
            self.alarm = line
        elif self.alarm and "State : active" in line:
            for kind in filter(None, ("alarm", signs.kind_of(self.alarm))):
                self._fault(kind, self.alarm)
        if ring := _RING.match(line):
            self._topology(ring[1].lower(), ring[2].lower(), line)

    def _topology(self, which: str, shape: str, line: str) -> None:
        if which == "stack":
            self.ring = shape == "ring"
        elif self.ring and shape != "ring":
            self._fault("stack", line)

    def _counters(self, line: str) -> None:
        if ("urrent state" in line or " is " in line) and (found := _INTERFACE.match(line)):
            self.port = found["name"]
        if ("CRC" in line or "FCS" in line) and (count := tables.crc(line)) is not None:
            self.now.crc.setdefault(self.port, []).append((count, line))
        if "%" in line and (kind := tables.filled(line)):
            self._fault(kind, line)
        if ("ow" in line or "LOS" in line or "oss" in line) and tables.optic(line):
            self._fault("module", line)

    def _rx_row(self, words: list[str], line: str) -> None:
        """A row of `show ports rxerrors`: port, link, CRC first of the counters."""
        if len(words) >= 4 and words[0][0].isdigit() and len(words[1]) == 1 and words[2].isdigit():
            self.now.crc.setdefault(words[0], []).append((int(words[2]), line))

    def _fault(self, kind: str, line: str) -> None:
        self.now.faults.setdefault(kind, Fault(kind, line, self.now.draft.host))

    def findings(self) -> Findings:
        """Everything read."""
        speakers = sorted(self.speakers, key=lambda speaker: speaker is self.speakers[0], reverse=True)
        found: list[Device] = []
        faults: list[Fault] = []
        for speaker in speakers:
            found += speaker.draft.devices()
            faults += _faults(speaker)
        return Findings(tuple(dict.fromkeys(found)), tuple(faults), tuple(map(mask, self.commands)))


def _faults(speaker: _Speaker) -> list[Fault]:
    host, by_kind = speaker.draft.host, dict(speaker.faults)
    for counts in speaker.crc.values():
        last, line = counts[-1]
        if last > (counts[0][0] if len(counts) > 1 else 0):
            by_kind.setdefault("crc", Fault("crc", line, host))
    for fault in speaker.log.faults(host, _days(speaker.draft.uptime)):
        by_kind.setdefault(fault.kind, Fault(fault.kind, fault.evidence, host, fault.at))
    return [replace(fault, evidence=mask(fault.evidence)[:LONGEST_EVIDENCE]) for fault in by_kind.values()]


def _days(uptime: str | None) -> float | None:
    found = _DAYS.match(uptime) if uptime else None
    return int(found["w"] or 0) * 7 + int(found["d"] or 0) if found else None


def read(text: str) -> Findings:
    """Devices and present faults in a text, whatever it is; never raises, takes time linear in its size.

    What is quoted of the text, a fault's line and the commands, is masked.
    """
    return read_blocks((text,))


def read_blocks(blocks: Iterable[str]) -> Findings:
    """The same of a text that comes as blocks of whole lines."""
    reader = _Reader()
    for line in clean_blocks(blocks):
        reader.line(line)
    return reader.findings()
