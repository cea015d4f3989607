"""Kinds of faults that devices print: their Polish names, the articles about them, and how urgent they sound."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Kind:
    """`leads`: it says more than the caller's words do; without it, it only helps when those say nothing."""

    name: str
    topic: str | None = None
    leads: bool = True
    priority: str | None = None


KINDS = {
    "psu": Kind("zasilacz", "psu-failure"),
    "fan": Kind("wentylator", "fan-failure"),
    "temperature": Kind("temperatura", "over-temperature", priority="P2"),
    "reboot": Kind("restart", "random-reboots", priority="P2"),
    "stack": Kind("stos", "stack-split", priority="P2"),
    "module": Kind("moduł", "module-not-recognised"),
    "poe": Kind("PoE", "poe-no-power"),
    "memory": Kind("pamięć", "memory-leak"),
    "storage": Kind("pamięć flash", "flash-full"),
    "crc": Kind("błędy CRC", "crc-duplex", leads=False),
    "link": Kind("łącze", "link-flapping", leads=False),
    "alarm": Kind("alarm", leads=False),
}
"""In the order in which they are told: what explains the others comes first."""
