"""Reading and masking a dump beside the least that any reader does: its lines, and one plain search in each."""

import re
from collections.abc import Callable, Iterable
from pathlib import Path

from bot.evidence import mask, read
from tests.bench import Figure, fastest

SAMPLES = Path("tests/evidence/samples")
SIZE = 5_000_000
ROUNDS = 3
HOSTILE_SIZE = 200_000
HOSTILE = (  # one endless line each, or near-matches of what the rules look for
    "x", " ", "\n", "-", "<", "[", "a b:c ", "12:34:56 ", "password ", 'password "', "configure key ", "snmp-agent ",
    "haslo do ", "http://a:", "eyJaaaaa.", "%^%#", "$1a$", "\x1b[", "<password>", "-----BEGIN RSA PRIVATE KEY-----\n",
    "Serial# : A1A1A1A1A1A1A1A1 [1] <H>dis\n", "Nov 20 2026 10:00:00 power fan link down up ok\n",
)  # fmt: skip
PLAIN = re.compile(r"(\S+) uptime is (.*)")


def figures() -> Iterable[Figure]:
    """Megabytes a second of a dump of 5 MB, and how the time grows from half of it to the whole."""
    whole = dump(SIZE)
    half = whole[: SIZE // 2]
    floor, reading, masking, half_reading, half_masking = fastest(
        ROUNDS, lambda: _floor(whole), lambda: read(whole), lambda: mask(whole), lambda: read(half), lambda: mask(half)
    )
    for name, took in (("reading a dump", reading), ("masking a dump", masking)):
        yield Figure(name, SIZE / took / 1e6, "MB/s", "lines and one search", SIZE / floor / 1e6, floor / took, 0.1)
    for name, took, part in (("reading", reading, half_reading), ("masking", masking, half_masking)):
        yield Figure(f"{name}: twice as much", took / part, "times", "linear", 2.0, 2.0 * part / took, 0.8)
    for name, ours in (("reading", read), ("masking", mask)):
        halves, wholes = zip(*(_hostile(ours, piece) for piece in HOSTILE), strict=True)
        grown = sum(wholes) / sum(halves)
        yield Figure(f"{name} hostile texts: twice as much", grown, "times", "linear", 2.0, 2.0 / grown, 0.8)


def _hostile(ours: Callable[[str], object], piece: str) -> list[float]:
    """Seconds for half of a hostile text and for all of it."""
    text = piece * (HOSTILE_SIZE // len(piece))
    return fastest(ROUNDS, lambda: ours(text[: len(text) // 2]), lambda: ours(text))


def _floor(text: str) -> int:
    return sum(PLAIN.search(line) is not None for line in text.splitlines())


def dump(size: int) -> str:
    """So much of published outputs, a log and a configuration, again and again."""
    outputs = "\n".join(path.read_text("utf-8") for path in sorted(SAMPLES.rglob("*.txt")))
    log = "".join(
        f"Nov {n % 28 + 1} 2026 14:{n % 60:02}:11 SW1 %%01IFNET/4/IF_STATE(l)[{n}]:Interface GE0/0/{n % 48} "
        f"has turned into {'DOWN' if n % 2 else 'UP'} state.\n"
        for n in range(400)
    )
    configuration = "".join(
        f"interface GigabitEthernet0/0/{n}\n description user {n}\n port link-type access\n port default vlan {n}\n"
        f" local-user u{n} password irreversible-cipher $1a$abcdefgh{n}$abcdef$\n#\n"
        for n in range(400)
    )
    once = outputs + log + configuration
    return (once * (size // len(once) + 1))[:size]
