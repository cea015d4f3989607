"""Real outputs, as published (`samples/README.md`): everything printed in them is read, and nothing else."""

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from bot.evidence import Findings, decode, read

SAMPLES = sorted((Path(__file__).parent / "samples").rglob("*.txt"))
WAYS: dict[str, Callable[[str], bytes]] = {
    "as it is": lambda text: text.encode(),
    "CRLF": lambda text: text.replace("\n", "\r\n").encode(),
    "UTF-16": lambda text: text.encode("utf-16"),
    "UTF-16 without its mark": lambda text: text.encode("utf-16-le"),
    "CP1250 after a Polish letter": lambda text: f"proszę\n{text}".encode("cp1250"),
    "quoted in a mail": lambda text: "".join(f"> {line}\n" for line in text.splitlines()).encode(),
    "a time before each line": lambda text: "".join(
        f"[2026-11-20 10:00:01.123] {line}\n" for line in text.splitlines()
    ).encode(),
    "wrapped at 80": lambda text: "\n".join(
        re.sub(r"(.{80})(?=.)", r"\1\n", line) for line in text.splitlines()
    ).encode(),
    "pager": lambda text: re.sub(r"((?:.*\n){9})", "\\1  ---- More ----\x1b[42D      \x1b[42D", text).encode(),
    "colours": lambda text: "".join(f"\x1b[32m{line}\x1b[0m\n" for line in text.splitlines()).encode(),
    "HTML escapes": lambda text: text.replace("&", "&amp;").replace("<", "&lt;").encode(),
    "spaces collapsed": lambda text: re.sub(" +", " ", text).encode(),
}


def said(found: Findings) -> dict[str, Any]:
    """The fields of a sample's description."""
    return {
        "serial": sorted({device.serial for device in found.devices if device.serial}),
        "model": sorted({device.model for device in found.devices if device.model}),
        "version": sorted({device.version for device in found.devices if device.version}),
        "uptime": sorted({device.uptime for device in found.devices if device.uptime}),
        "faults": sorted(fault.kind for fault in found.faults),
    }


def wanted(sample: Path) -> dict[str, Any]:
    fields = json.loads(sample.with_suffix(".json").read_text("utf-8"))
    return {
        "serial": sorted(fields["serial"] or []),
        "faults": sorted(fields["faults"]),
        **{name: [fields[name]] if fields[name] else [] for name in ("model", "version", "uptime")},
    }


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample.stem)
def test_reads_all_and_nothing_else(sample: Path, way: str) -> None:
    found = read(decode(WAYS[way](sample.read_text("utf-8"))))
    assert said(found) == wanted(sample)
    platform = json.loads(sample.with_suffix(".json").read_text("utf-8"))["platform"]
    assert {device.platform for device in found.devices} <= {platform}
