"""The alerts and the dashboard look at what the service tells, and at nothing else."""

import json
import re
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.board.health import exposition
from bot.board.house import House
from bot.clock import SystemClock
from bot.store.engine import open_store

OPS = Path(__file__).parent.parent / "ops"
GROUPS = yaml.safe_load((OPS / "alerts.yaml").read_text("utf-8"))["groups"]
RULES = [rule for group in GROUPS for rule in group["rules"]]
PANELS = json.loads((OPS / "grafana.json").read_text("utf-8"))["panels"]
SERIES = re.compile(r"\bdyspozytor_\w+")
TYPE = re.compile(r"# TYPE (\w+) (\w+)")


@pytest.fixture
def told(sqlite_url: str) -> dict[str, str]:
    """Each series of `/metrics`, and the metric it is of."""
    with closing(open_store(sqlite_url)) as store:
        page = exposition(House(store, lambda _event: True, SystemClock()))
    found: dict[str, str] = {}
    for name, kind in TYPE.findall(page):
        parts = ("_bucket", "_sum", "_count") if kind == "histogram" else ("",)
        found |= {f"{name}{part}": name for part in parts}
    return found


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule["alert"])
def test_an_alert_looks_at_what_is_told(rule: dict[str, Any], told: dict[str, str]) -> None:
    names = set(SERIES.findall(rule["expr"]))
    assert names <= set(told)
    assert names or rule["expr"].startswith("up{")
    assert {"summary", "description"} == set(rule["annotations"])


def test_the_dashboard_shows_every_metric_and_nothing_else(told: dict[str, str]) -> None:
    names = {name for panel in PANELS for target in panel["targets"] for name in SERIES.findall(target["expr"])}
    assert names <= set(told)
    assert {told[name] for name in names} == set(told.values())
