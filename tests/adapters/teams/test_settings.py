"""What of the environment turns Teams on, what is refused, and what the SDK may not change."""

import logging
import subprocess
import sys
from pathlib import Path

import pytest

from bot import settings
from bot.platforms import Teams
from bot.settings import BadSettings
from tests.adapters.teams.issuer import APP, PARTNER, TENANT
from tests.adapters.teams.kit import GROUP

SECRET = "Abc8Q~tajny.sekret_aplikacji-1234567890"  # noqa: S105 - opens nothing
ALL = {"TEAMS_APP_ID": APP, "TEAMS_SECRET": SECRET, "TEAMS_TENANT": TENANT}
HOME = Path(__file__).parents[3]
LEVELS = "import logging, adapters.telegram.channel, adapters.teams.doors; print(logging.getLogger('httpx').level)"
IMPORTS = "import os, adapters.teams.doors; print(sorted(n for n in os.environ if 'TEAMS' in n or n == 'CLIENT_ID'))"


def load(**values: str) -> Teams | None:
    found = {f"DYSPOZYTOR_{name}": value for name, value in values.items()}
    return settings.load({"DYSPOZYTOR_SECRET": "x" * 40, **found}).platforms.teams


def printed(code: str, folder: Path) -> str:
    asked = [sys.executable, "-c", code]
    done = subprocess.run(asked, cwd=folder, env={"PYTHONPATH": str(HOME)}, capture_output=True, check=True, text=True)
    return done.stdout


def test_it_is_off_without_an_application() -> None:
    assert load() is None


def test_it_talks_with_people_of_the_tenants_that_are_named() -> None:
    assert load(**ALL) == Teams(APP, SECRET, (TENANT,))
    assert load(**ALL | {"TEAMS_TENANT": TENANT.upper()}) == Teams(APP, SECRET, (TENANT,))
    assert load(**ALL | {"TEAMS_TENANT": f"{TENANT} {PARTNER}", "TEAMS_FILES": "tak"}) == Teams(
        APP, SECRET, (TENANT, PARTNER), files=True
    )


def test_the_secret_is_not_shown() -> None:
    assert SECRET not in repr(load(**ALL))


def test_engineers_may_work_in_a_channel() -> None:
    found = {f"DYSPOZYTOR_{name}": value for name, value in (ALL | {"ENGINEERS": f"teams:{GROUP}"}).items()}
    assert settings.load({"DYSPOZYTOR_SECRET": "x" * 40, **found}).platforms.group("teams") == GROUP


@pytest.mark.parametrize(("values", "said"), [
    (ALL | {"TEAMS_APP_ID": "dyspozytor"}, "TEAMS_APP_ID: proszę podać Microsoft App ID"),
    (ALL | {"TEAMS_SECRET": ""}, "TEAMS_SECRET: proszę podać, bo"),
    (ALL | {"TEAMS_SECRET": "za krótki"}, "TEAMS_SECRET: proszę podać wartość"),
    (ALL | {"TEAMS_TENANT": ""}, "TEAMS_TENANT: proszę podać, bo"),
    (ALL | {"TEAMS_TENANT": "common"}, "TEAMS_TENANT: proszę podać identyfikator"),
    (ALL | {"TEAMS_FILES": "może"}, "TEAMS_FILES: proszę podać tak albo nie"),
    (ALL | {"ENGINEERS": "teams:Serwis"}, "ENGINEERS: proszę podać web albo platformę"),
    ({"ENGINEERS": f"teams:{GROUP}"}, "ENGINEERS: kanał inżynierów jest na platformie teams, a ta nie"),
])  # fmt: skip
def test_what_is_wrong_is_named(values: dict[str, str], said: str) -> None:
    with pytest.raises(BadSettings) as wrong:
        load(**values)
    assert said in str(wrong.value)
    assert SECRET not in str(wrong.value)


def test_a_stray_file_of_settings_changes_nothing(tmp_path: Path) -> None:
    (tmp_path / ".env").write_text(f"DYSPOZYTOR_TEAMS_TENANT={PARTNER}\nCLIENT_ID={APP}\n", encoding="utf-8")
    assert printed(IMPORTS, tmp_path) == "[]\n"


def test_addresses_with_a_token_of_another_channel_stay_out_of_the_log(tmp_path: Path) -> None:
    assert int(printed(LEVELS, tmp_path)) == logging.WARNING
