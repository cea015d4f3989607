"""`erase`, `export` and `audit` as the operator types them."""

from pathlib import Path

import pytest

from bot.__main__ import main
from tests.privacy.conftest import SECRETS


@pytest.fixture
def home(sqlite_lived: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with the database, the environment pointing at it."""
    monkeypatch.setenv("DYSPOZYTOR_DATABASE", f"sqlite:///{sqlite_lived}")
    monkeypatch.setenv("DYSPOZYTOR_SECRET", SECRETS[0])
    monkeypatch.chdir(tmp_path)
    return sqlite_lived.parent


def test_export_then_erase_then_nobody(home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["export", "hela"]) == 0
    assert (tmp_path / "dane-hela.zip").exists()
    assert main(["erase", "hela"]) == 0
    assert "• pliki:" in capsys.readouterr().out
    assert (home / "erased").exists()
    assert main(["export", "hela"]) == 1
    assert main(["erase", "hela"]) == 1
    assert "Nie ma osoby ani rozmowy „hela”" in capsys.readouterr().err


def test_the_audit_tells_what_the_operator_did(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert home.exists()
    main(["export", "waldek", str(home / "w.zip")])
    main(["erase", "hela"])
    capsys.readouterr()
    assert main(["audit", "show", "--who", "operator", "--days", "9999"]) == 0
    told = capsys.readouterr().out
    assert "Dane osoby wydane (exported)  operator  person=waldek" in told
    assert "Osoba wymazana (erased)  operator" in told
    assert main(["audit", "show", "--case", "1001", "--what", "case.taken", "--days", "9999"]) == 0
    assert capsys.readouterr().out.count("Sprawa przyjęta (case.taken)  ola  case=1001") == 1
    assert main(["audit", "verify"]) == 0
    anchor = capsys.readouterr().out.rpartition("Kotwica: ")[2].strip()
    assert main(["audit", "verify", "--anchor", anchor]) == 0
    assert main(["audit", "verify", "--anchor", f"9{anchor}"]) == 1


@pytest.mark.parametrize("arguments", [["erase"], ["erase", "hela", "--again"]])
def test_erase_wants_a_person_or_again(home: Path, arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert home.exists()
    assert main(arguments) == 2
    assert "osobę albo --again" in capsys.readouterr().err
