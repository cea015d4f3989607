"""An export holds everything of the person, and nothing of anybody else."""

import json
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

from bot.privacy import exporting
from bot.privacy.traces import traces_of
from bot.store import personal
from bot.store.engine import Store
from tests.privacy.conftest import NOW


def test_everything_of_the_person_and_of_nobody_else(store: Store) -> None:
    with store.read() as c:
        subject = personal.find(c, "hela")
        assert subject
        found = exporting.export(c, subject, traces_of(c, subject).marks, NOW)
        assert exporting.summary(c, subject)["cases"] == 2
    archive = ZipFile(BytesIO(found.data))
    held = json.loads(archive.read(exporting.DATA))
    assert found.name == "dane-hela.zip"
    assert (held["osoba"]["name"], held["osoba"]["phone"]) == ("Helena Zaranek", "600000101")
    assert {case["numer"] for case in held["sprawy"]} == {1001, 1003}
    assert {talk["rozmowa"] for talk in held["rozmowy"]} == {
        *("talk:hela", "mail:hela@mlyn.example", "web:p-0123456789abcdef")
    }
    assert {Path(name).name.partition("-")[2] for name in archive.namelist()[1:]} == {"display-power.txt"}
    assert held["odmowy"]
    assert held["niezrozumiane_zdania"]
    assert any(entry["co"] == "linked" for entry in held["audyt"])
    assert "Prasny" not in json.dumps(held, ensure_ascii=False)
