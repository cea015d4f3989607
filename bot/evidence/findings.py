"""What is known of a paste once it has been read: devices and the faults present, each with the line that says so."""

from dataclasses import dataclass
from datetime import datetime


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


@dataclass(frozen=True)
class Fault:
    """A sign of a fault of one of the kinds of `batch device`, and when it happened if the line says."""

    kind: str
    evidence: str
    host: str | None = None
    at: datetime | None = None


@dataclass(frozen=True)
class Findings:
    """Devices in the order they were printed, and at most one fault of each kind on each host."""

    devices: tuple[Device, ...] = ()
    faults: tuple[Fault, ...] = ()

    @property
    def hosts(self) -> tuple[str, ...]:
        """Names the devices call themselves, in order."""
        return tuple(dict.fromkeys(device.host for device in self.devices if device.host))
