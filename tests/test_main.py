"""What stops a command is told to the operator in sentences."""

from contextlib import closing
from pathlib import Path

import pytest

from bot.__main__ import main
from bot.store.engine import open_store


@pytest.mark.parametrize("command", ["serve", "work", "chat"])
def test_a_bad_setting_stops_the_start_in_one_sentence(
    command: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("DYSPOZYTOR_SMTP", "smtp://u:tajne-haslo@poczta.example.pl?tls=none")
    assert main([command]) == 1
    said = capsys.readouterr().err.splitlines()
    assert [line.partition(":")[0] for line in said] == ["DYSPOZYTOR_SMTP"]
    assert "tajne-haslo" not in said[0]


def test_a_database_in_use_stops_the_start_in_one_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    address = f"sqlite:///{tmp_path}/baza.db"
    monkeypatch.setenv("DYSPOZYTOR_DATABASE", address)
    with closing(open_store(address)):
        assert main(["serve"]) == 1
    (said,) = capsys.readouterr().err.splitlines()
    assert "jest już otwarta przez inny proces" in said
