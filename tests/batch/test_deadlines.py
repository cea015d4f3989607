"""`dyspozytor batch deadlines`: what comes out, and the codes of what is refused."""

import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

import bot
from bot.batch.deadlines import answer
from bot.batch.lines import BatchError

THURSDAY = "2026-11-19T14:20:00+01:00"


def asked(**changed: object) -> dict[str, Any]:
    """A request that can be answered, with some fields changed."""
    return {"service": "huawei.ahb.8x5xnbd", "priority": "P2", "submitted_at": THURSDAY} | changed


def test_a_confirmed_case() -> None:
    found = answer(asked(confirmed_at="2026-11-19T14:00:00+00:00"))
    told = found.pop("explanation")
    assert found == {
        "reaction_due": "2026-11-19T15:20:00+01:00",
        "dispatch_due": None,
        "delivery_due": "2026-11-20T17:00:00+01:00",  # confirmed at 15:00:00 sharp, „do 15:00”
        "onsite_due": None,
        "return_due": "2026-11-27T23:59:59+01:00",
        "return_projected": True,
        "readings": ["R01", "R06", "R07", "R08", "R20", "R21", "R22"],
    }
    assert (
        told[0] == "Kontakt inżyniera: 1 h od czw 19.11.2026 14:20, w oknie 9:00–17:00 dni roboczych (S07, S08, R01)."
    )


def test_an_unconfirmed_case_rests_on_the_readings_of_its_reaction_only() -> None:
    found = answer(asked())
    assert (found["delivery_due"], found["return_due"], found["return_projected"]) == (None, None, False)
    assert found["readings"] == ["R01"]


def test_a_delivered_case_is_not_projected() -> None:
    found = answer(asked(confirmed_at=THURSDAY, delivered_at="2026-11-21T12:00:00Z"))
    assert found["return_due"] == "2026-11-30T23:59:59+01:00"  # Sat 28 → Mon 30
    assert found["return_projected"] is False


def test_basic_has_a_dispatch_and_no_delivery() -> None:
    found = answer(asked(service="huawei.cocare.basic", confirmed_at=THURSDAY))
    assert found["dispatch_due"] == "2026-11-20T18:00:00+01:00"
    assert found["delivery_due"] is None


def test_an_answer_has_the_offset_of_its_own_instant() -> None:
    found = answer(asked(service="extreme.ahb.24x7xnbd", submitted_at="2026-10-25T02:30:00+02:00"))
    assert found["reaction_due"] == "2026-10-25T02:30:00+01:00"


@pytest.mark.parametrize(
    ("code", "changed"),
    [
        ("bad_time", {"submitted_at": "wczoraj"}),
        ("bad_time", {"submitted_at": ""}),
        ("bad_time", {"submitted_at": "2026-02-30T10:00:00+01:00"}),
        ("bad_time", {"submitted_at": "2026-11-19T14:20:00+25:00"}),
        ("bad_time", {"submitted_at": 1795094400}),
        ("bad_time", {"confirmed_at": False}),
        ("bad_time", {"delivered_at": [THURSDAY]}),
        ("bad_time", {"delivered_at": "\ud800"}),
        ("naive_time", {"submitted_at": "2026-11-19T14:20:00"}),
        ("naive_time", {"submitted_at": "2026-11-19"}),
        ("missing_submission", {"submitted_at": None}),
        ("order", {"confirmed_at": "2026-11-19T14:19:59+01:00"}),
        ("order", {"delivered_at": "2026-11-20T14:20:00+01:00"}),
        ("unknown_service", {"service": "huawei.ahb"}),
        ("unknown_service", {"service": None}),
        ("unknown_service", {"service": ["huawei.ahb.8x5xnbd"]}),
        ("bad_priority", {"priority": "P5"}),
        ("bad_priority", {"priority": "p1"}),
        ("bad_priority", {"priority": ""}),
        ("bad_priority", {"priority": 1}),
        ("bad_priority", {"priority": False}),
        ("bad_priority", {"priority": ["P1"]}),
        ("priority_required", {"service": "huawei.cocare.premier", "priority": None}),
        ("year_out_of_range", {"submitted_at": "2041-01-01T00:00:00+01:00"}),
        ("year_out_of_range", {"submitted_at": "0001-01-01T00:00:00+01:00"}),
        ("year_out_of_range", {"submitted_at": "2040-12-31T16:30:00+01:00"}),
        # Over all fields the earliest check wins.
        ("bad_time", {"submitted_at": None, "delivered_at": "x", "service": "x"}),
        ("naive_time", {"submitted_at": None, "delivered_at": "2026-11-19T14:20:00"}),
        ("missing_submission", {"submitted_at": None, "delivered_at": THURSDAY, "service": "x"}),
        ("order", {"delivered_at": "2041-01-01T00:00:00+01:00", "service": "x", "priority": "x"}),
        ("unknown_service", {"service": "x", "priority": "x", "submitted_at": "2041-01-01T00:00:00+01:00"}),
        ("bad_priority", {"priority": "x", "submitted_at": "2041-01-01T00:00:00+01:00"}),
    ],
)
def test_refusals(code: str, changed: dict[str, object]) -> None:
    with pytest.raises(BatchError) as refused:
        answer(asked(**changed))
    assert refused.value.code == code
    assert refused.value.message.endswith(".")


def test_a_missing_field_is_like_null() -> None:
    with pytest.raises(BatchError) as refused:
        answer({})
    assert refused.value.code == "missing_submission"


def test_a_changed_catalogue_gives_other_deadlines(tmp_path: Path) -> None:
    """As an operator would: the file is edited, the same lines are asked again."""
    package = Path(bot.__file__).parent
    for part in ("domain", "batch"):
        shutil.copytree(package / part, tmp_path / "bot" / part, ignore=shutil.ignore_patterns("__pycache__"))
    file = tmp_path / "bot" / "domain" / "catalogue.json"
    catalogue = json.loads(file.read_text(encoding="utf-8"))
    catalogue["calendars"]["8x5"]["open"] = "08:00"
    catalogue["extra_closed_days"] = ["2026-11-20"]  # a Friday
    catalogue["return"]["days"] = 14
    rule = catalogue["services"]["huawei.ahb.8x5xnbd"]["rules"][0]
    rule["reaction"]["minutes"] = 30
    rule["delivery"] |= {"cutoff": "13:00", "due_local": "16:00"}
    file.write_text(json.dumps(catalogue), encoding="utf-8")
    loop = "import sys; from bot.batch import run; run('deadlines', sys.stdin, sys.stdout.write)"
    line = json.dumps(asked(submitted_at="2026-11-19T16:45:00+01:00", confirmed_at="2026-11-23T13:00:01+01:00"))
    done = subprocess.run(
        [sys.executable, "-c", loop],
        input=line,
        cwd=tmp_path,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=True,
    )
    found = json.loads(done.stdout)
    assert found["reaction_due"] == "2026-11-23T08:15:00+01:00"  # 15 min on Thu, Fri closed, 15 min on Mon from 8:00
    assert found["delivery_due"] == "2026-11-25T16:00:00+01:00"  # after 13:00: counts on Tue 24
    assert found["return_due"] == "2026-12-09T23:59:59+01:00"
