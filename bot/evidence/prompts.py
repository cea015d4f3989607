"""Who is speaking: the name in the prompt of a command line, and the command typed there."""

import re
from dataclasses import dataclass

_COMMANDS = frozenset(
    "dis sh sho show display sys system-view screen-length save quit debug exit end ena enable conf configure terminal "
    "no run ping reset undo disable clear more dir ls cat reboot return".split()
)
_HUAWEI = re.compile(
    r"(?:[^<>\[\]#]{0,60}[\s:])?(?:HRP_[MS])?(?:<(?P<host>[\w.\-]{1,64})>|\[[~*]?(?P<view>[\w.\-]{1,64})[\w./\-]{0,40}\])"
    r"(?P<rest>.*)"
)
_EXTREME = re.compile(r"(?P<host>[A-Za-z][\w.\-]{0,62}?)(?:[.:]\d{1,5})?(?:\([\w\-/:]{1,40}\))?")
_BANNER = re.compile(
    r"={3,}\s*(?P<command>(?:display|show) [\w \-]{1,80}?)\s*={3,}|(?:->|@@@) ?(?P<tech>show [\w \-]{1,80})"
)
_NOT_HOSTS = frozenset(
    "serial port slot unit fan ps psu system http https br div p pre code warn erro crit info".split()
)


@dataclass(frozen=True)
class Prompt:
    """A prompt or a banner; `host` is None when only the command is known."""

    host: str | None
    command: str


def prompt(line: str) -> Prompt | None:
    """The prompt that a line is, or None for everything else."""
    if line[:1] in "=-@" and (banner := _BANNER.match(line)):
        return Prompt(None, (banner["command"] or banner["tech"]).strip())
    if ("<" in line or "[" in line) and (found := _HUAWEI.fullmatch(line)) and _is_command(found["rest"]):
        if found["view"] and not found["rest"].strip():
            return None  # a section of `display elabel` looks the same
        return _named(found["host"] or found["view"], found["rest"])
    if "#" in line or ">" in line:
        return _extreme(line)
    if line[:4] in ("disp", "show") and len(line) < 80 and line.replace(" ", "").replace("-", "").isalnum():
        return Prompt(None, line)
    return None


def _extreme(line: str) -> Prompt | None:
    """`* (Slot-1) X460.12 # show version`, `VSP:1(config)#show …`: the name is the last word before the sign."""
    mark = min(place for place in (line.find("#"), line.find(">")) if place >= 0)
    words = line[: min(mark, 120)].split()
    found = _EXTREME.fullmatch(words[-1]) if words else None
    return _named(found["host"], line[mark + 1 :]) if found and _is_command(line[mark + 1 :]) else None


def _is_command(rest: str) -> bool:
    words = rest.split(maxsplit=1)
    return not words or words[0].lower() in _COMMANDS


def _named(host: str, command: str) -> Prompt | None:
    return None if host.lower() in _NOT_HOSTS or host.isdigit() else Prompt(host, command.strip())
