"""Of two values the denied one falls away; without a cue both stay."""

import pytest

from bot.understand import understand

WRONG, RIGHT = "1845N-41234", "1845N-41243"

CUES = [
    f"{RIGHT}, nie {WRONG}",
    f"{RIGHT} a nie {WRONG}",
    f"nie {WRONG}, tylko {RIGHT}",
    f"to nie {WRONG}, lecz {RIGHT}",
    f"{RIGHT} zamiast {WRONG}",
    f"zamiast {WRONG} ma być {RIGHT}",
    f"wcześniej podałem {WRONG}, poprawny to {RIGHT}",
    f"było {WRONG}, powinno być {RIGHT}",
    f"proszę zmienić {WRONG} na {RIGHT}",
    f"{WRONG} to pomyłka, numer to {RIGHT}",
    f"błędnie podany numer {WRONG}. Prawidłowy: {RIGHT}",
    f"{WRONG}... przepraszam, właściwy numer to {RIGHT}",
    f"{WRONG}? nie, {RIGHT}",
    f"{WRONG}? nie nie, numer to {RIGHT}",
    f"{WRONG} – nie, chwila, {RIGHT}",
]


@pytest.mark.parametrize("text", CUES)
def test_the_denied_serial_falls_away(text: str) -> None:
    mentions = understand(text).mentions
    assert mentions.serials == (RIGHT,)
    assert mentions.rejected == (WRONG,)
    assert mentions.correction


@pytest.mark.parametrize(
    "text",
    [
        f"numery {WRONG} i {RIGHT}",
        f"{WRONG}, {RIGHT}",
        f"{WRONG} nie działa, a {RIGHT} działa",  # „nie” belongs to the verb
        f"padł {WRONG}, {RIGHT} też",
        f"{WRONG} błędy crc, {RIGHT} bez sygnału",  # errors of a device, no error in a number
    ],
)
def test_without_a_cue_both_stay(text: str) -> None:
    assert understand(text).mentions.serials == (WRONG, RIGHT)


def test_no_before_a_comma_answers_and_denies_nothing() -> None:
    assert understand(f"nie, {RIGHT}").mentions.serials == (RIGHT,)


def test_a_number_can_be_only_denied() -> None:
    mentions = understand(f"to nie {WRONG}").mentions
    assert (mentions.serials, mentions.rejected) == ((), (WRONG,))


@pytest.mark.parametrize(
    ("text", "field", "value"),
    [
        ("umowa to nie PW-2024-001234 tylko PW-2024-001235", "contracts", ("PW-2024-001235",)),
        ("telefon się zmienił na 511 222 333, nie 501 234 567", "phones", ("511222333",)),
        ("tel. 600 700 801 nieaktualny, nowy 601 701 802", "phones", ("601701802",)),
        ("mail jan@firma.pl, nie adam@firma.pl", "emails", ("jan@firma.pl",)),
        ("to X440-G2, nie X450-G2", "models", ("X440-G2",)),
    ],
)
def test_every_kind_of_value_can_be_corrected(text: str, field: str, value: tuple[str, ...]) -> None:
    assert getattr(understand(text).mentions, field) == value


@pytest.mark.parametrize("text", ["pomyliłem się", "zła cyfra, poprawka", "chcę zmienić telefon? sorki, nie ten"])
def test_a_correction_can_come_without_a_value(text: str) -> None:
    assert understand(text).mentions.correction
