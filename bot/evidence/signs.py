"""Words by which devices name a part and say that it failed or recovered."""

import re
from typing import Literal

Polarity = Literal["bad", "good"]

# The first kind named in a line is the one; the order goes from the particular to the general.
# A plain look for one of the stems lets most lines through at once; the pattern then decides.
_NOUNS = (
    ("", "cpu", r"\bcpu[ _]?(?:usage|utili)|cpuusage"),  # a load is no fault of a part
    ("poe", "poe|inline|pd |pse", r"\bpoe|inline.?power|\bpd\b.{0,40}(?:power|overload)|\bpse\b|pethpse"),
    (
        "temperature",
        "temp|heat|thermal|tmp",
        (
            r"temperature|\btemp\b|overheat|over.?heat|thermal|hwtemp|tmp(?:alarm|over)"
            r"|temp[ _-]?(?:over|alarm|high|rising)|overtemp"
        ),
    ),
    ("fan", "fan", r"\bfans?(?:\d|\b|_|tray|abnormal|fail|invalid|remove|absent)|hwfan"),
    (
        "psu",
        "power|psu|pwr|ps#|ps ",
        (
            r"power.?suppl|power ?(?:module|unit)|\bpsu|\bps ?#?\d\b|\bpwr\d?|hwpwr|hwpower"
            r"|\bpower_?(?:abnormal|invalid|fail|off|on|resume|remove|insert)|\bpower \d"
            r"|\bthe power\b|\bpower (?:is )?(?:failed|failure|off|lost|loss)"
        ),
    ),
    ("crc", "crc|fcs", r"\bcrc|fcs.?err"),
    (
        "reboot",
        "reboot|restart|reset|watchdog|panic|system failure|loop|dump",
        r"reboot|restart|\breset|watchdog|panic|system failure|dead.?loop|core.?dump",
    ),
    ("stack", "stack|stk|css|fsp", r"\bstack|\bstk|\bcss\b|\bfsp[/_]|hwstack|hwcss"),
    ("memory", "mem", r"memory|\bmem\b|out of mem|hwmem|memexception"),
    (
        "storage",
        "flash|disk|storage|file|cf|nand|space|sd card",
        r"flash|\bdisk|storage|file ?system|\bcf ?card|\bnand\b|no space left|sd card",
    ),
    (
        "module",
        "opti|transceiver|sfp|xfp|board|card|entity|lpu|mpu|sfu|x power|lowrx|ddm|module",
        (
            r"optical|transceiver|sfp|xfp|hwopt|\bboard|\bcard\b|hwentity|entityinvalid"
            r"|\blpu|\bmpu|\bsfu|[rt]x power|lowrx|\bddm|\bmodule \S{1,20} (?:fail|is abnormal"
            r"|remov)"
        ),
    ),
    (
        "link",
        "link|line protocol|physical|down|port |interface|lacp",
        (
            r"link.?down|link.?up|portlinkstate|link ?status|link ?state|if_state|line protocol"
            r"|physical state|link.?flap|error.?down|\bport .{0,20}(?:is )?(?:down|up)\b"
            r"|\binterface .{0,60}\b(?:down|up)\b|\blacp"
        ),
    ),
)
_GOOD = re.compile(
    r"resum|recover|restor|clear(?:ed)?\b|back to normal|returned to normal|normal state"
    r"|_normal\b|is normal|\bok\b|linkup|link up|"
    r"statechange.{0,60}\bup\b|into up|linkstateup|to up\b|is up\b|status : up"
    r"|powered on|\bup state|operational\b|insert|changed to normal|successful",
)
_BAD = re.compile(
    r"fail|fault|abnormal|invalid|\boff\b|\blost\b|loss|\blos\b|not ?suppl|no ?input"
    r"|remov|absent|\bdown\b|linkdown|statedown|exceed|"
    r"over(?!lap|view|lay|all|write|ride)|\bhigh\b|too |alarm|critical|rising"
    r"|denied|deny|err(?:or)?\b|errors|unexpect|unexpct|exception|watchdog|panic"
    r"|dead|"
    r"corrupt|no space|insufficient|exhaust|out of|leave|left|conflict|broken"
    r"|split|merge|flap|low\b|unsupported|not support|unregister|"
    r"mismatch|degrad|warning",
)
_KINDS = tuple((kind, tuple(stems.split("|")), re.compile(pattern)) for kind, stems, pattern in _NOUNS)
_PLAIN_REBOOT = re.compile(
    r"unexpect|unexpct|watchdog|panic|exception|system failure|abnormal|dead|core.?dump"
    r"|power (?:fail|off|loss|down)|crash|exc"
)


def kind_of(line: str) -> str | None:
    """The kind of part a line is about."""
    lower = line.lower()
    for kind, stems, pattern in _KINDS:
        for stem in stems:
            if stem in lower:
                if pattern.search(lower):
                    return kind or None
                break
    return None


def polarity(line: str, kind: str) -> Polarity | None:
    """Whether the line says that the part failed or that it is well again; None when it says neither."""
    lower = line.lower()
    if kind == "reboot":
        return "bad" if _PLAIN_REBOOT.search(lower) else None
    if _GOOD.search(lower):
        return "good"
    return "bad" if _BAD.search(lower) else None
