"""A description of a fault is told from a request, a number, a question and a good end."""

import pytest

from bot.understand import understand


@pytest.mark.parametrize(
    "text",
    [
        "Nie działa WiFi w hali B",
        "pinguje, ale nie można się zalogować",
        "ten zepsuty to extreme",
        "sn 1845N-41234, wentylator stoi, tel 600 700 800",
        "Model: 5520-48W. Objaw: port co chwilę się rozłącza.",
        "Po wymianie wkładki link dalej leży",
        "zgłaszam usterkę portu 17",
    ],
)
def test_a_fault_is_described(text: str) -> None:
    assert understand(text).mentions.symptom


@pytest.mark.parametrize(
    "text",
    [
        "1845N-41234",
        "ok dzięki",
        "Chcę zgłosić awarię",
        "numeru umowy nie znam",
        "jak długo czeka się na wymianę zasilacza?",
        "switch stoi w szafie na parterze",
        "brakuje dwóch znaków 210235317410K80013",
        "już wszystko działa",
        "mac aabb.ccdd.eeff, serial 1845N-41234",
        "to jest krytyczne!!!",
    ],
)
def test_no_fault_is_described(text: str) -> None:
    assert not understand(text).mentions.symptom
