"""What is known of a paste, a file or a photo once it has been read: devices, the faults present, serial numbers."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from typing import Any

from bot.domain.serials import key


@dataclass(frozen=True)
class Device:
    """One serial number, or one device whose serial number was not printed; `slot` tells members of a stack apart."""

    serial: str | None = None
    model: str | None = None
    version: str | None = None
    uptime: str | None = None
    platform: str | None = None
    host: str | None = None
    slot: str | None = None

    def may_be(self, other: "Device") -> bool:
        """Nothing that both tell contradicts."""
        told = ((getattr(self, name), getattr(other, name)) for name in ("serial", "model", "platform", "host"))
        return all(mine == theirs for mine, theirs in told if mine and theirs)

    def with_(self, other: "Device") -> "Device":
        """Completed by what the other one tells."""
        return replace(self, **{name: value for name, value in vars(other).items() if value})


@dataclass(frozen=True)
class Fault:
    """A sign of a fault of one of the kinds of `batch device`, and when it happened if the line says."""

    kind: str
    evidence: str
    host: str | None = None
    at: datetime | None = None


@dataclass(frozen=True)
class Findings:
    """Devices in the order they were printed, at most one fault of each kind on each host, and the commands typed."""

    devices: tuple[Device, ...] = ()
    faults: tuple[Fault, ...] = ()
    commands: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        """Does it say anything of a device?"""
        return bool(self.devices or self.faults)

    @property
    def hosts(self) -> tuple[str, ...]:
        """Names the devices call themselves, in order."""
        return tuple(dict.fromkeys(device.host for device in self.devices if device.host))

    @property
    def serials(self) -> tuple[str, ...]:
        """Every serial number, in order."""
        return tuple(device.serial for device in self.devices if device.serial)

    def with_(self, later: "Findings") -> "Findings":
        """Both together; what came later completes a device and brings a fault of a kind up to date."""
        faults = {(f.kind, f.host): f for f in (*self.faults, *later.faults)}
        commands = dict.fromkeys((*self.commands, *later.commands))
        return Findings(_joined(self.devices, later.devices), tuple(faults.values()), tuple(commands))

    def of(self, serial: str | None) -> Device | None:
        """The device of this number; the only one there is when its number was not printed."""
        found = [d for d in self.devices if d.serial and serial and key(d.serial) == key(serial)]
        alone = [d for d in self.devices if len(self.devices) == 1 and not (d.serial and serial)]
        return next(iter(found or alone), None)


NOTHING = Findings()


@dataclass(frozen=True)
class Candidate:
    """A serial number read off a label; the score goes from 0 to 1."""

    serial: str
    score: float


@dataclass(frozen=True)
class Label:
    """Candidates, best first; when not `sure`, the caller is asked („czy to …?”)."""

    candidates: tuple[Candidate, ...] = ()
    sure: bool = False


def _joined(before: Iterable[Device], later: Iterable[Device]) -> tuple[Device, ...]:
    """A device that some command did not number is the only one before it that it may be."""
    found = list(before)
    for device in later:
        same = [d for d in found if d.serial and d.serial == device.serial]
        like = [d for d in found if not (d.serial and device.serial) and d.may_be(device)]
        match same or (like if len(like) == 1 else []):
            case [one]:
                found[found.index(one)] = one.with_(device)
            case _:
                found.append(device)
    return tuple(dict.fromkeys(found))


def to_json(findings: Findings) -> dict[str, Any]:
    """The form in which a conversation keeps it."""
    faults = [asdict(f) | {"at": f.at.isoformat() if f.at else None} for f in findings.faults]
    devices = [{name: value for name, value in asdict(d).items() if value} for d in findings.devices]
    return {"devices": devices, "faults": faults, "commands": list(findings.commands)}


def from_json(state: Mapping[str, Any]) -> Findings:
    """Back from that form."""
    faults = [Fault(**f | {"at": datetime.fromisoformat(f["at"]) if f["at"] else None}) for f in state["faults"]]
    return Findings(tuple(Device(**d) for d in state["devices"]), tuple(faults), tuple(state["commands"]))
