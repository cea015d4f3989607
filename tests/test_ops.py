"""What an operator is given fits the service: alerts, dashboard, wheel, image, containers."""

import asyncio
import json
import re
import tomllib
from contextlib import closing
from fnmatch import fnmatch
from pathlib import Path
from typing import Any

import httpx
import pytest
import yaml

from bot.board.health import exposition
from bot.board.house import House
from bot.clock import SystemClock
from bot.commands import serving
from bot.settings import load
from bot.store.engine import open_store

ROOT = Path(__file__).parent.parent
OPS = ROOT / "ops"
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


PACKAGED = ("bot", "flows", "adapters", "knowledge")


def test_everything_in_the_tree_goes_into_the_wheel() -> None:
    about = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["setuptools"]
    patterns = ["*.py", *about["package-data"]["*"]]
    assert tuple(name.rstrip("*") for name in about["packages"]["find"]["include"]) == PACKAGED
    files = [path for room in PACKAGED for path in (ROOT / room).rglob("*") if path.is_file()]
    left = [path.name for path in files if not any(fnmatch(path.name, pattern) for pattern in patterns)]
    assert [name for name in left if not name.endswith(".pyc")] == []


def test_the_image_is_given_every_package() -> None:
    copied = set(re.findall(r"^COPY (\w+) \w+$", (ROOT / "Dockerfile").read_text("utf-8"), re.M))
    let_in = set(re.findall(r"^!([\w.]+)$", (ROOT / ".dockerignore").read_text("utf-8"), re.M))
    assert copied == set(PACKAGED) <= let_in


def test_the_settings_of_the_containers_are_ours(tmp_path: Path) -> None:
    compose = yaml.safe_load((ROOT / "compose.yaml").read_text("utf-8"))
    (tmp_path / "sekret").write_text("x" * 40)
    (tmp_path / "token_metryk").write_text("y" * 40)
    (tmp_path / "baza_adres").write_text("postgresql://dyspozytor:haslo@baza/dyspozytor")
    for name in ("strona1", "strona2", "praca"):
        service = compose["services"][name]
        assert set(service["secrets"]) <= set(compose["secrets"])
        said = {key: value.replace("/run/secrets", str(tmp_path)) for key, value in service["environment"].items()}
        found = load(said | {"DYSPOZYTOR_PUBLIC_URL": "https://pomoc.example.pl"})
        assert (found.metrics_token, found.json_logs, found.secret) == ("y" * 40, True, "x" * 40)
        assert found.database.startswith("postgresql://")
    page = (ROOT / "docs" / "running.md").read_text("utf-8")
    assert not [name for name in compose["secrets"] if name not in page]


def test_the_post_alone_tells_how_it_is_too(sqlite_url: str) -> None:
    config = load({"DYSPOZYTOR_SECRET": "x" * 40, "DYSPOZYTOR_METRICS_TOKEN": "y" * 40})
    with closing(open_store(sqlite_url)) as store:
        app, _ = serving.assemble(store, config)
        site = serving.watched(store, config, app)

        async def codes(*paths: str) -> list[int]:
            async with httpx.AsyncClient(transport=httpx.ASGITransport(site), base_url="http://praca") as client:
                bearer = {"Authorization": f"Bearer {config.metrics_token}"}
                found = [(await client.get(path)).status_code for path in paths]
                return [*found, (await client.get("/metrics", headers=bearer)).status_code]

        assert asyncio.run(codes("/healthz", "/readyz", "/metrics", "/panel")) == [200, 200, 401, 404, 200]
