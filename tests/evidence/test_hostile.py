"""Hostile files: each is refused with its sentence or read safely, by the process that the service starts for it."""

import pytest

from bot.evidence.files import limits, read_file
from bot.evidence.files.limits import Resources
from tests.evidence.hostile import HOSTILE, LOG, READ, SERIAL


@pytest.mark.parametrize("what", HOSTILE)
def test_is_refused_or_read(what: str) -> None:
    build, name, refusal = HOSTILE[what]
    report = read_file(name, build())
    assert report.refusal == refusal
    assert [device.serial for device in report.findings.devices] == ([SERIAL] if refusal is READ else [])
    assert (report.shown is not None) == (refusal is READ)
    if report.shown:
        assert report.shown.name.isprintable()
        assert not set(report.shown.name) & set("/\\<>")


@pytest.mark.parametrize(
    "within",
    [Resources(memory=60 * limits.MB), Resources(patience=0.01), Resources(work=0)],
    ids=["memory", "patience", "work"],
)
def test_a_reader_over_its_limit_is_a_refusal(within: Resources) -> None:
    assert read_file("log.txt", LOG * 300_000, within=within).refusal == limits.TOO_HARD
