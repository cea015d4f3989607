"""A suggested priority follows the definitions P1–P4 and never lowers a stated P1."""

import pytest

from bot.understand.priority import REASONS, suggest


@pytest.mark.parametrize(
    ("text", "priority"),
    [
        ("stoi cała produkcja, nikt nie ma sieci", "P1"),
        ("Żadna kasa nie działa, sklep zamknięty", "P1"),
        ("pół biura bez sieci, reszta pracuje", "P2"),
        ("pół biura nie działa", "P2"),
        ("padł jeden z dwóch rdzeni, działamy na drugim", "P2"),
        ("jeden port nie działa, mamy wolne inne", "P3"),
        ("padł jeden link w trunku, drugi niesie cały ruch i nikt nic nie zauważył", "P3"),
        ("padł zapasowy router i główny też, nikt nie pracuje", "P1"),  # a spare that did not help
        ("wentylator buczy, poza tym wszystko pracuje", "P3"),
        ("jak ustawić ntp na switchu?", "P4"),
        ("planujemy migrację w przyszłym kwartale", "P4"),
    ],
)
def test_a_description_gets_the_priority_of_its_definition(text: str, priority: str) -> None:
    assert suggest(text)[0] == priority


def test_every_reason_names_its_priority() -> None:
    assert [reason[:2] for reason in REASONS.values()] == ["P1", "P2", "P3", "P4"]


@pytest.mark.parametrize("text", ["P1, jeden port nie działa", "to jest krytyczne, jak ustawić ntp", "priorytet 1"])
def test_a_stated_p1_is_never_lowered(text: str) -> None:
    assert suggest(text)[0] == "P1"


def test_a_negated_p1_is_not_stated() -> None:
    assert suggest("nie P1 tylko P3, jeden port nie działa, są inne")[0] != "P1"
