"""The package with which the bot is installed: the files, the fields and their limits, and the icons."""

import json
import zipfile
from argparse import Namespace
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from adapters.teams.package import COMMANDS, manifest, package, problems
from bot.commands import channels
from bot.understand import understand
from tests.adapters.teams.issuer import APP, TENANT

ADDRESS = "https://pomoc.example"


def packed() -> zipfile.ZipFile:
    return zipfile.ZipFile(BytesIO(package(manifest(APP, ADDRESS))))


def test_it_holds_what_teams_asks_for() -> None:
    about = json.loads(packed().read("manifest.json"))
    assert packed().namelist() == ["manifest.json", "color.png", "outline.png"]
    assert problems(about) == []
    (bot,) = about["bots"]
    assert (about["id"], bot["botId"], about["webApplicationInfo"]["id"]) == (APP, APP, APP)
    assert (bot["scopes"], bot["supportsFiles"], about["validDomains"]) == (
        ["personal", "team"],
        True,
        ["pomoc.example"],
    )


def test_the_icons_are_of_the_sizes_that_teams_asks_for() -> None:
    colour, outline = (Image.open(BytesIO(packed().read(name))) for name in ("color.png", "outline.png"))
    assert (colour.size, outline.size) == ((192, 192), (32, 32))
    signs = {(*pixel[:3], 0 if not pixel[3] else 255) for _, pixel in outline.getcolors(1024) or ()}  # type: ignore[index]
    assert signs == {(255, 255, 255, 0), (255, 255, 255, 255)}
    assert len(colour.getcolors(192 * 192) or ()) == 2


@pytest.mark.parametrize(("change", "said"), [
    ({"id": "dyspozytor"}, "TEAMS_APP_ID"),
    ({"name": {"short": "D" * 31, "full": "D"}}, "name.short ma 31 znaków, a może mieć 30"),
    ({"description": {"short": "", "full": "D"}}, "description.short ma 0"),
    ({"developer": {"name": "D" * 33, "websiteUrl": ADDRESS}}, "developer.name"),
    ({"developer": {"name": "D", "websiteUrl": "http://pomoc.example"}}, "PUBLIC_URL"),
    ({"bots": [{"commandLists": [{"commands": [{"title": "x" * 33, "description": "x"}]}]}]}, "za długie"),
    ({"bots": [{"commandLists": [{"commands": [{"title": "x", "description": "x"}] * 11}]}]}, "Poleceń jest 11"),
])  # fmt: skip
def test_what_teams_would_refuse_is_named(change: dict[str, Any], said: str) -> None:
    assert said in " ".join(problems(manifest(APP, ADDRESS) | change))


def test_a_command_of_the_menu_is_understood() -> None:
    assert {understand(words).intent for words in COMMANDS} >= {"report_fault", "case_status", "contract_status"}


def test_the_command_writes_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    options = Namespace(out=tmp_path / "teams.zip")
    assert channels.teams_package(options) == 1
    values = {"APP_ID": APP, "SECRET": "x" * 40, "TENANT": TENANT}
    for name, value in values.items():
        monkeypatch.setenv(f"DYSPOZYTOR_TEAMS_{name}", value)
    monkeypatch.setenv("DYSPOZYTOR_PUBLIC_URL", "http://localhost")
    assert (channels.teams_package(options), options.out.exists()) == (1, False)
    monkeypatch.setenv("DYSPOZYTOR_PUBLIC_URL", ADDRESS)
    assert channels.teams_package(options) == 0
    assert zipfile.is_zipfile(options.out)
