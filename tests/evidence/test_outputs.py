"""Outputs and logs of our own making, in the form of each platform: what is read from them, and their faults."""

import json
from pathlib import Path

import pytest

from bot.evidence import read

HERE = Path(__file__).parent
OUTPUTS = sorted((HERE / "outputs").glob("*.txt"))
PARTS = (HERE / "faults.txt").read_text("utf-8").split("== ")[1:]
FAULTS = [part.split("\n", 1) for part in PARTS]


@pytest.mark.parametrize("output", OUTPUTS, ids=lambda output: output.stem)
def test_the_device_is_read(output: Path) -> None:
    found = read(output.read_text("utf-8"))
    for name, values in json.loads(output.with_suffix(".json").read_text("utf-8")).items():
        assert sorted({getattr(device, name) for device in found.devices} - {None}) == values, name
    assert not found.faults


@pytest.mark.parametrize(("kind", "text"), FAULTS, ids=[f"{kind}-{n}" for n, (kind, _) in enumerate(FAULTS)])
def test_the_fault_is_seen(kind: str, text: str) -> None:
    faults = read(text).faults
    assert [fault.kind for fault in faults] == [kind for kind in (kind,) if kind != "none"]
    assert all(fault.evidence in " ".join(text.split()) or fault.evidence in text for fault in faults)
