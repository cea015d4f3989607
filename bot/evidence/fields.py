"""What single lines say of a device: serial, model, version, uptime and platform, by the label in front."""

import re
from collections.abc import Callable

from bot.domain import devices
from bot.evidence.draft import Draft, serial_in

Teach = Callable[[Draft, str], None]
FAMILY, BOARD, FULL = 1, 2, 3  # how sure a model is: of the family, of the main board, of the device itself

_VRP = re.compile(
    r"Version (?P<vrp>[\d.]+)(?: \((?P<family>[^()]{1,60}?) ?(?P<v>V\d{3}R\d{3}\w{0,20})\)|, ?Release (?P<r>\w+))"
)
_BANNER = re.compile(
    r"(?:(?:HUAWEI|Quidway|Futurematrix) )(?P<model>\S(?:.{0,50}?\S)?)(?P<what>(?: (?:Terabit"
    r"|Routing|Switch|Router|Ethernet|Wireless|Access|Point|Controller|Firewall)){0,4}) uptime is ?(?P<up>.*)",
    re.I,
)
_MEMBER = re.compile(r"(?P<model>[A-Z][\w-]{3,40}) ?\((?:Master|Standby|Slave)\) ?\d{0,2} ?: ?uptime is", re.I)
_STATUS_OF = re.compile(r"(?P<model>[A-Z][\w\- +]{2,40})'s Device status", re.I)
_EXOS = re.compile(
    r"Extreme ?(?:Ware )?XOS(?: \([^()]{1,40}\))? version (?P<v>\d[\w.\-]*)|Extreme Networks Switch Engine version "
    r"(?P<sw>\d[\w.\-]*)",
    re.I,
)
_VOSS = re.compile(r"(?P<model>[\w\-+]+(?: [\w\-+]+)?) \((?P<v>v?\d+(?:\.\d+){2,4}\w*)\)")
_ERS = re.compile(r"Ethernet (?:Routing )?Switch (?P<model>\d{4}\S*)|(?P<bare>ERS-?\d{4}\S*)")
_ERS_SW = re.compile(r"SW: ?(?P<v>v?\d+(?:\.\d+){2,4})")
_IQ = re.compile(r"(?:HiveOS|IQ ?Engine) (?P<v>\d+\.\w+(?:\.\w+)*)", re.I)
_WING = re.compile(r"(?P<model>(?:AP|RFS|NX|VX|WS|AP-|RFS-|NX-)[\w-]{3,12}) version (?P<v>\d+(?:\.\d+){2,3}-\w+)")
_IS = re.compile(r"(?:system )?(?P<what>serial|model) (?:number|no\.?) is:? (?P<value>\S+)", re.I)
_HOST_UPTIME = re.compile(r"(?P<host>[\w.\-]{1,64}) uptime is (?P<up>\d.*)")
_YUNSHAN = re.compile(r"V600R0[2-9]\d")
_USG = re.compile(r"Software Version: ?\S{3,20} (?P<v>V\d{3}R\d{3}\w{0,20})")
_SLX = re.compile(r"SLX-OS Operating System Version: ?(?P<v>\S+)")


def _serial(draft: Draft, value: str) -> None:
    if serial := serial_in(value):
        draft.whole.setdefault(serial, None)


def _equipment(draft: Draft, value: str) -> None:
    draft.hint = "huawei_yunshan"
    _serial(draft, value)


def _model(draft: Draft, value: str) -> None:
    model = re.split(r" {2,}|,| \(", value.strip('"'))[0].strip()
    if 2 < len(model) < 40 and any(map(str.isdigit, model)):
        draft.named(model.removesuffix(" (Stack)"), FULL)


def _exos_model(draft: Draft, value: str) -> None:
    draft.platform = draft.platform or "extreme_exos"
    _model(draft, value)


def _voss_model(draft: Draft, value: str) -> None:
    draft.platform = draft.platform or "extreme_voss"
    draft.surest = min(draft.surest, BOARD)
    _model(draft, value)


def _system_description(draft: Draft, value: str) -> None:
    if ers := _ERS.search(value):
        draft.platform = "extreme_ers"
        draft.named(ers["model"] or ers["bare"], FULL)
    elif voss := _VOSS.match(value):
        draft.platform, draft.version = "extreme_voss", voss["v"]
        draft.named(voss["model"], BOARD)
    elif exos := _EXOS.search(value):
        _is_exos(draft, exos["v"] or exos["sw"])


def _exos_serial(draft: Draft, value: str, *, board: bool = False, slot: str | None = None) -> None:
    words = value.split()
    if len(words) > 1 and (serial := serial_in(" ".join(words[1:]))):  # the first is the part number
        (draft.boards if board else draft.whole).setdefault(serial, slot)
    if "IMG:" in value and (version := value.partition("IMG:")[2].split()):
        _is_exos(draft, version[0])


def _exos_chassis(draft: Draft, value: str) -> None:
    draft.chassis = True
    _exos_serial(draft, value)


def _is_exos(draft: Draft, version: str) -> None:
    draft.platform, draft.version = "extreme_exos", draft.version or version


def _uptime(draft: Draft, value: str) -> None:
    if any(map(str.isdigit, value)):
        draft.uptime = draft.uptime or value


def _image(which: str) -> Teach:
    def teach(draft: Draft, value: str) -> None:
        draft.images.setdefault(which, value.split()[0])

    return teach


def _iq_version(draft: Draft, value: str) -> None:
    if found := _IQ.search(value):
        draft.platform, draft.version = "extreme_iqengine", found["v"]
    elif voss := re.match(r"(?:Build )?VOSS (\d+(?:\.\d+){2,4})", value):
        draft.platform, draft.version = "extreme_voss", voss[1]


def _iq_model(draft: Draft, value: str) -> None:
    _model(draft, value)
    draft.platform = draft.platform or ("extreme_iqengine" if value.upper().startswith("AP") else None)


def is_serial(label: str) -> bool:
    """Whether a label names the device's serial number, which then may stand in the next line."""
    return BY_LABEL.get(label) in (_serial, _equipment) or label.startswith("esn of")


BY_LABEL: dict[str, Teach] = {
    **dict.fromkeys(
        ("serial number", "serial#", "serial #", "serial no", "serial no.", "serial-number", "system serial number"),
        _serial,
    ),
    **dict.fromkeys(("chassis serial number", "switch serial number", "device serial number", "sysserial"), _serial),
    **dict.fromkeys(("device sn", "esn", "sn", "s/n"), _serial),
    "equipment sn(esn)": _equipment,
    "switch": _exos_serial,
    "image booted": _image("booted"),
    "primary ver": _image("primary"),
    "secondary ver": _image("secondary"),
    "chassis": _exos_chassis,
    "system type": _exos_model,
    "modelname": _voss_model,
    "sysdescr": _system_description,
    "product name": _iq_model,
    "platform": _iq_model,
    "model": _model,
    "device model": _model,
    "model number": _model,
    "version": _iq_version,
    **dict.fromkeys(("uptime", "system uptime", "sysuptime"), _uptime),
}


def learn(draft: Draft, label: str, value: str, line: str) -> None:
    """Everything that one line says of its device."""
    if value and (teach := BY_LABEL.get(label)):
        teach(draft, value)
    elif label.startswith("esn of") and value:
        _esn(draft, label, value)
    elif value and label.startswith("slot-") and "BootROM" in value:
        _exos_serial(draft, value, board=True, slot=label[5:])
    if "ersion" in line:
        _versions(draft, line)
    if " uptime is" in line or "status:" in line:
        _banners(draft, line)
    if "SW:" in line and draft.platform == "extreme_ers" and not draft.version and (found := _ERS_SW.search(line)):
        draft.version = found["v"]
    if " is" in line and (found := _IS.search(line)):
        (_serial if found["what"].lower() == "serial" else _model)(draft, found["value"])


def _esn(draft: Draft, label: str, value: str) -> None:
    if serial := serial_in(value):
        draft.hint = "huawei_vrp"
        slot = label.removeprefix("esn of ").removeprefix("slot ").removesuffix(" is").strip()
        draft.whole.setdefault(serial, slot if slot.isdigit() else None)


def _versions(draft: Draft, line: str) -> None:
    if found := _VRP.search(line):
        version = found["v"] or (f"{found['vrp']} Release {found['r']}" if found["r"] else None)
        draft.version = draft.version or version
        yunshan = draft.platform == "huawei_yunshan" or bool(version and _YUNSHAN.match(version))
        draft.platform = "huawei_yunshan" if yunshan else "huawei_vrp"
    elif line.startswith("!Software Version V"):
        draft.version, draft.platform = draft.version or line.split()[2], draft.platform or "huawei_vrp"
    elif found := _EXOS.search(line):
        _is_exos(draft, found["v"] or found["sw"])
    elif found := _WING.search(line):
        draft.platform, draft.version = "extreme_wing", found["v"]
        draft.named(found["model"], FULL)
    elif found := _USG.search(line):
        draft.platform, draft.version = "huawei_vrp", draft.version or found["v"]
    elif found := _SLX.search(line):
        draft.platform, draft.version = "extreme_slxos", found["v"]


def _banners(draft: Draft, line: str) -> None:
    if found := _BANNER.match(line):
        model = found["model"].removeprefix("CloudEngine ")
        draft.named(model, FAMILY if draft.platform == "huawei_yunshan" else FULL)
        draft.uptime = draft.uptime or found["up"] or None
        draft.platform = draft.platform or "huawei_vrp"
    elif found := _MEMBER.match(line):
        if devices.family(found["model"]):
            draft.named(found["model"], BOARD)
    elif found := _STATUS_OF.match(line):
        draft.named(found["model"], BOARD)
    elif found := _HOST_UPTIME.fullmatch(line):
        draft.uptime = draft.uptime or found["up"]
        if devices.family(found["host"]):
            draft.named(found["host"], FULL)
        else:
            draft.host = draft.host or found["host"]
