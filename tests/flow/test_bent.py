"""Names are known in whatever case they are said."""

import pytest

from bot.flow.bent import best
from bot.flow.picking import plain

NAMES = (
    "Akord", "Młyn Jasna", "Drukarnia Wir", "Port Kaczy", "Klinika Pod Dębami", "Browar Trzy Lipy", "Huta Ruda",
    "Zamek Stary", "Szpital Brzoza", "Szpital Klon", "Elektro sp. z o.o.",
)  # fmt: skip


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("ile urządzeń ma Akord", "Akord"),
        ("w Akordzie", "Akord"),
        ("umowy akordu", "Akord"),
        ("w Młynie Jasnej", "Młyn Jasna"),
        ("dla drukarni", "Drukarnia Wir"),
        ("w porcie", "Port Kaczy"),
        ("w Klinice Pod Dębami", "Klinika Pod Dębami"),
        ("z Browaru Trzech Lip", "Browar Trzy Lipy"),
        ("w hucie", "Huta Ruda"),
        ("na zamku", "Zamek Stary"),
        ("w szpitalu Brzozie", "Szpital Brzoza"),
        ("u Elektro", "Elektro sp. z o.o."),
    ],
)
def test_a_name_is_known_in_every_case(said: str, meant: str) -> None:
    assert best(NAMES, plain(said).split()) == (meant,)


def test_what_fits_several_names_means_all_of_them() -> None:
    assert best(NAMES, ["w", "szpitalu"]) == ("Szpital Brzoza", "Szpital Klon")


@pytest.mark.parametrize("said", ["nic takiego", "z o.o.", "wirtualny", "portfolio"])
def test_other_words_mean_nobody(said: str) -> None:
    assert best(NAMES, plain(said).split()) == ()
