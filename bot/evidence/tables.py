"""State shown in tables and labelled lines: power, fans, temperature, boards, stack, alarms, PoE, errors of ports."""

import re
from collections.abc import Iterator

from bot.domain import devices
from bot.evidence import signs

_BAD = frozenset(
    "abnormal fault faulty failed fail failure notsupply nosupply poweroff unregistered offline error overload "
    "denied power-deny powerdeny otherfault power-fail dead critical broken".split()
)  # fmt: skip
_HOT = frozenset(
    "abnormal minor major fatal high warning alarm overheat overtemperature over error critical toohigh".split()
)
_ABSENT = frozenset("absent empty no notpresent not-present none".split())
_ALARMING = frozenset("critical major emergency fatal minor warning".split())
# Words of the heading of a table, all of them needed, by what the rows below are about; the first that fits wins.
_HEADINGS = tuple(
    (section, frozenset(words.split()))
    for section, words in (
        ("alarm", "alarmid"), ("alarm", "alarm-id"), ("alarm", "level description"), ("alarm", "severity description"),
        ("alarm", "severity alarm"), ("poe", "port class volts"), ("poe", "pd status"), ("poe", "poe power status"),
        ("stack", "node stack state"), ("stack", "slot configured ports"), ("rxerrors", "port link rx"),
        ("psu", "powerno"), ("psu", "powerid"), ("psu", "power state mode"), ("fan", "fanid"), ("fan", "fannum"),
        ("fan", "fan status speed"), ("temperature", "sensorname"), ("temperature", "temp status"),
        ("temperature", "status minor major"), ("temperature", "sensor status"), ("temperature", "status upper lower"),
        ("elabel", "slotid sn"), ("elabel", "serial-number"), ("device", "online register"),
        ("device", "slot type online"), ("device", "slot register"),
    )
)  # fmt: skip
_HEADING_WORDS = frozenset().union(*(words for _, words in _HEADINGS))
_SERIOUS = re.compile(
    r"(?:power )?fail|fault|abnormal|down\b|not ?supply|error|critical|overheat"
    r"|over ?temp|dead|powered off|no power|not operational|out of range|alarm"
    r"|bad\b",
    re.I,
)
_WHOSE = re.compile(
    r"\b(?:fans?|ps|psu|pwr|power ?supply|power ?supplies|temperature|temp|sensor|poe|stack|flash|memory)\b", re.I
)
_CRC = re.compile(r"\b(?:CRC|FCS)(?: errors?| error packets)?\s{0,12}[:=]?\s{0,60}(\d{1,18})\b", re.I)
_USED = re.compile(
    r"(?P<what>memory|storage|flash|disk|cf ?card)\b[^:%]{0,40}(?:percentage|usage"
    r"|utilization|using)[^:%\d]{0,20}:? ?(?P<percent>\d{1,3})(?:\.\d+)? ?%",
    re.I,
)
_OPTIC = re.compile(
    r"\b(?:rx|tx) (?:power|bias|los|loss)[\w ]{0,20}(?:low|high|alarm|loss)|\bLOS Alarm|\bLOSS? of signal", re.I
)
_ALARM = re.compile(r"\d{1,10} +0x[0-9a-f]{1,12} +\w+ +\d{4}-", re.I)
FULL = 90
_STATES = frozenset(("psu", "fan", "stack", "poe"))


def heading(line: str) -> str | None:
    """What the rows below are about, when the line is the heading of a table."""
    if ":" in line or line[:1].isdigit():
        return None
    words = set(line.lower().replace("(", " ").split())
    if words.isdisjoint(_HEADING_WORDS) or len(words) < 2 or any(word[0].isdigit() for word in words):
        return None
    return next((section for section, wanted in _HEADINGS if wanted <= words), None)


def row(section: str, words: list[str], line: str) -> Iterator[str]:
    """The kinds of fault that one row of a table shows."""
    lower = {word.lower().strip(",.;*()") for word in words}
    if section == "alarm":
        if _ALARM.match(line) or (lower & _ALARMING and line[:1].isdigit() and " : " not in line):
            yield "alarm"
            if kind := signs.kind_of(line):
                yield kind
    elif section == "temperature":
        if lower & _HOT and "normal" not in lower:
            yield "temperature"
    elif section == "device":
        yield from _device(words, lower)
    elif section in _STATES and lower & _BAD and not lower & _ABSENT:
        yield section


def _device(words: list[str], lower: set[str]) -> Iterator[str]:
    """A row of `display device`: a power module, a fan, a member of the stack or a board."""
    if not lower & (_BAD | {"major"}) or lower & _ABSENT:
        return
    named = {word.rstrip("0123456789") for word in lower}
    if named & {"pwr", "power", "psu"}:
        yield "psu"
    elif "fan" in named:
        yield "fan"
    elif words[0].isdigit() and any(devices.family(word.lstrip("*")) for word in words[1:4]):
        yield "stack" if lower & {"unregistered", "offline"} else "alarm"
    else:
        yield "module"


def labelled(label: str, value: str, under: str | None) -> str | None:
    """The fault that „Fan-2: Failed” or, below a heading, „State : Power Failed” shows."""
    if not _SERIOUS.match(value):
        return None
    if _WHOSE.search(label):
        return signs.kind_of(label) or ("temperature" if "sensor" in label else None)
    return (
        under
        if label in ("state", "status", "operational status", "oper status", "power status", "fan status")
        else None
    )


def about(line: str) -> str | None:
    """The part whose block a line opens: „PowerSupply 2 information:”."""
    return signs.kind_of(line) if line.endswith(":") or line.lower().endswith("information") else None


def crc(line: str) -> int | None:
    """The count of damaged frames that a line of `display interface` shows."""
    found = _CRC.search(line)
    return int(found[1]) if found else None


def filled(line: str) -> str | None:
    """Memory or storage that is nearly full."""
    found = _USED.search(line)
    if not found or not FULL <= int(found["percent"]) <= 100:
        return None
    return "memory" if found["what"].lower() == "memory" else "storage"


def optic(line: str) -> bool:
    """A transceiver that says it receives or sends too little."""
    return bool(_OPTIC.search(line))
