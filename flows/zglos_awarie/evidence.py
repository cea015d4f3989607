"""What pasted outputs and files say in this report: the device, its faults, and what does not fit together."""

from bot.domain.contracts import Device as Registered
from bot.domain.devices import vendor_of_model
from bot.domain.findings import NOTHING, Device, Fault, Findings, from_json
from bot.domain.serials import key
from bot.flow.vocabulary import Answers
from flows.zglos_awarie.faults import KINDS

SYSTEMS = {
    "huawei_vrp": "VRP",
    "huawei_yunshan": "YunShan OS",
    "extreme_exos": "EXOS",
    "extreme_voss": "VOSS",
    "extreme_ers": "ERS",
    "extreme_iqengine": "IQ Engine",
    "extreme_wing": "WiNG",
    "extreme_slxos": "SLX-OS",
}
MOST = 4
"""So many devices and faults are told; a phone shows no more."""
STRANGE = "uwaga: przysłany wynik jest z innego urządzenia"
LINE = 90
"""So much of a printed line is shown."""


def findings(answers: Answers, part: str = "evidence") -> Findings:
    """What was read, unless the caller says that it is of another device."""
    return from_json(answers[part]) if part in answers and not set_aside(answers) else NOTHING


def is_log(answers: Answers) -> bool:
    """Did it come from commands or logs? The number on a label is none."""
    found = findings(answers)
    return bool(found.commands or found.faults or any(d.version for d in found.devices))


def set_aside(answers: Answers) -> bool:
    """The caller says that the output is of another device."""
    return "other" in (answers.get("differs"), answers.get("mismatch"))


def offered(answers: Answers) -> tuple[Device, ...]:
    """The devices whose numbers were printed, while it is not known which one is reported."""
    return () if answers.get("other") else tuple(d for d in findings(answers).devices if d.serial)


def device(answers: Answers) -> Device | None:
    """What was printed of the device that is reported."""
    return findings(answers).of(answers.get("device"))


def faults(answers: Answers) -> tuple[Fault, ...]:
    """The faults that were printed of it."""
    return faults_of(findings(answers), answers.get("device"))


def faults_of(found: Findings, serial: str | None) -> tuple[Fault, ...]:
    """The faults of one device among those printed, what explains the others first; all of them when it is unknown."""
    own = found.of(serial)
    if serial and found.serials and own is None:
        return ()
    mine = [f for f in found.faults if not (own and own.host and f.host) or f.host == own.host]
    return tuple(sorted(mine, key=lambda fault: list(KINDS).index(fault.kind)))


def model(answers: Answers) -> str:
    """The model that was printed."""
    own = device(answers)
    return (own.model if own else None) or ""


def is_other(registered: str, printed: Device | None) -> bool:
    """Is what was printed of another model than the registered one, or of another maker's system?"""
    if printed is None or not registered:
        return False
    ours, theirs = key(registered), key(printed.model or "")
    if printed.model and vendor_of_model(printed.model):
        return not (ours.startswith(theirs) or theirs.startswith(ours))
    vendor = vendor_of_model(registered)
    return bool(vendor and printed.platform and not printed.platform.startswith(vendor))


def read(answers: Answers, registered: Registered | None) -> tuple[str, ...]:
    """What the caller is told of the last paste: whose it is, as far as that is not known, and its faults."""
    found, serial = from_json(answers["latest"]), answers.get("device")
    devices = [_told(device, serial, registered) for device in found.devices]
    faults = [fault_line(fault) for fault in faults_of(found, serial)]
    return (*_some(list(filter(None, devices)), "urządzeń"), *_some(faults, "oznak usterki"))


def _some(lines: list[str], of_what: str) -> list[str]:
    return lines if len(lines) <= MOST else [*lines[:MOST], f"oraz kolejne, razem {len(lines)} {of_what}"]


def _told(printed: Device, serial: str | None, registered: Registered | None) -> str:
    """„S5735-L24P4X-A1, nr 2102…, wersja V200R021C10SPC600”; of the device known already only what is new."""
    version = printed.version and f"wersja {printed.version}"
    if serial and printed.serial and key(serial) == key(printed.serial):
        return _joined("numer się zgadza", version)
    as_known = registered is not None and printed.serial is None and not is_other(registered.model, printed)
    return _joined("" if as_known else printed.model, _slot(printed), _number(printed), version)


def _slot(printed: Device) -> str:
    return f"slot {printed.slot}" if printed.slot else ""


def _number(printed: Device) -> str:
    return f"nr {printed.serial}" if printed.serial else ""


def _joined(*parts: str | None) -> str:
    return ", ".join(filter(None, parts))


def fault_line(fault: Fault) -> str:
    """„zasilacz: „PWR2 Present AC NotSupply””."""
    return f"{KINDS[fault.kind].name}: „{shortened(fault.evidence)}”"


def shortened(line: str) -> str:
    """A printed line for a phone."""
    line = " ".join(line.split())
    return line if len(line) <= LINE else f"{line[:LINE]}…"


def summary(found: Findings, serial: str | None, registered: str | None) -> tuple[str, ...]:
    """What the engineers see of it: who speaks, since when it runs, and its faults, a line each."""
    own = found.of(serial)
    if serial and found.serials and own is None:
        return (f"{STRANGE}, nr {', '.join(found.serials[:MOST])}",)
    told = [own] if own else found.devices[:MOST]
    lines = [_in_full(device) for device in told]
    if own and own.model and is_other(registered or "", own):
        lines.append(f"uwaga: w rejestrze {registered}, w wyniku {own.model}")
    return (*filter(None, lines), *map(fault_line, faults_of(found, serial)))


def _in_full(printed: Device) -> str:
    """„S5735-L24P4X-A1, nr 2102…, VRP V200R021C10SPC600, działa: 1 day”."""
    system = " ".join(filter(None, (SYSTEMS.get(printed.platform or ""), printed.version)))
    return _joined(
        printed.model, _slot(printed), _number(printed), system, printed.uptime and f"działa: {printed.uptime}"
    )


def sent(command: str, found: Findings) -> bool:
    """Was the output of this command given, however shortly it was typed („dis ver”)?"""
    wanted = command.split()
    return any(_types(typed.split(), wanted) for typed in found.commands)


def _types(typed: list[str], wanted: list[str]) -> bool:
    return len(typed) >= len(wanted) and all(w.startswith(t) for t, w in zip(typed, wanted, strict=False))
