"""One device while its output is still being read."""

import re
from dataclasses import dataclass, field

from bot.domain import devices, serials
from bot.domain.findings import Device

_TOKEN = re.compile(r"[A-Z0-9](?:[A-Z0-9]|-(?=[A-Z0-9])){5,24}")
_NEVER = re.compile(
    r"(?:[0-9A-F]{2}-){5}[0-9A-F]{2}|[0-9A-F]{4}-[0-9A-F]{4}-[0-9A-F]{4}"  # MAC
    r"|\d{6}-\d{2}-\d{2,3}|\d{8}-\d{3}|LIC.*|0+|F+|\d{4}-\d\d-\d\d|V\d{3}R\d{3}.*"  # parts, licences, dates, versions
)
_CHASSIS = re.compile(
    r"S(?:77|79|93|97|127|87|167|85|95)\d\d(?![A-Z]?-\d\dS)|CE1[26]8|CE129|NE"
    r"|ATN|AR[23]\d{3}|AR6[23]\d\d|USG9|BD|BlackDiamond",
    re.I,
)

_BY_FORM = {"huawei20": "huawei_vrp", "exos": "extreme_exos", "access_point": "extreme_iqengine"}


def serial_in(value: str) -> str | None:
    """The first word of a labelled value that can be a serial number."""
    for word in value.split()[:4]:
        word = word.strip("\"',;()").removeprefix("SN:").upper()
        if _TOKEN.fullmatch(word) and not _NEVER.fullmatch(word) and _digits(word) >= 4 and not devices.family(word):
            return serials.canonical(word)
    return None


def _digits(word: str) -> int:
    return sum(map(str.isdigit, word))


def _alike(one: str, other: str) -> bool:
    """The same model, once with its revision („AP410C” and „AP410C-1”)."""
    return one.startswith(other) or other.startswith(one)


@dataclass
class Draft:
    """Facts of one host; `surest` says how sure its model is, so that a family name gives way to a full one."""

    host: str | None = None
    platform: str | None = None
    model: str | None = None
    surest: int = 0
    contradicted: bool = False
    version: str | None = None
    images: dict[str, str] = field(default_factory=dict)
    """What `show switch` says of both images of EXOS, and which one runs."""
    hint: str | None = None
    """A platform guessed from the way of printing, for when nothing names it."""
    uptime: str | None = None
    whole: dict[str, str | None] = field(default_factory=dict)
    """Serial numbers that are the device's own, with the slot of a stack member."""
    boards: dict[str, str | None] = field(default_factory=dict)
    """Serial numbers of slots: members of a stack, or boards when the device turns out to be a chassis."""
    chassis: bool = False
    models: dict[str, str] = field(default_factory=dict)
    """Models of stack members, by serial number."""

    def named(self, model: str, sure: int) -> None:
        """A model read; the first of the surest kind stays, and another one as sure means another device."""
        if sure > self.surest:
            self.model, self.surest = model, sure
        elif sure == self.surest and self.model and not _alike(model, self.model):
            self.contradicted = True

    def devices(self) -> list[Device]:
        """One entry for each serial number, or one without when only something else is known."""
        units = dict(self.whole) if self._chassis() else self.boards | self.whole
        if not units and not (self.model or self.version or self.uptime):
            return []
        return [self._device(serial, slot) for serial, slot in units.items()] or [self._device(None, None)]

    def _chassis(self) -> bool:
        return bool(self.whole and (self.chassis or (self.model and _CHASSIS.match(self.model))))

    def _device(self, serial: str | None, slot: str | None) -> Device:
        model = self.models.get(serial or "", self.model)
        version = self.version or self.images.get(self.images.get("booted", ""))
        return Device(serial, model, version, self.uptime, self._platform(serial, model), self.host, slot)

    def _platform(self, serial: str | None, model: str | None) -> str | None:
        """What the output says, else what the model runs, else the guess, else the maker of such a number."""
        vendor = devices.vendor_of_model(model) if model else None
        by_model = devices.platform_of(vendor, model) if vendor and model else None
        form = serials.form(serial) if serial else None
        return self.platform or by_model or self.hint or (_BY_FORM.get(form.name) if form else None)
