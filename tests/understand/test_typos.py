"""A slip of the keyboard is undone before the words are weighed; numbers, addresses and known words stay."""

import pytest

from bot.understand import understand
from bot.understand.sheet import Sheet


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("przełącznki", "przelacznik"),  # two letters swapped
        ("przełąznik", "przelacznik"),  # one lost
        ("przełączznik", "przelacznik"),  # one doubled
        ("przełącxnik", "przelacznik"),  # the key beside
        ("rpzełącznik", "przelacznik"),  # the first two swapped
        ("Przełącznki", "Przelacznik"),
        ("numer kontarktu", "numer kontraktu"),  # a swap is likelier than the loss that makes „kontaktu”
        ("nieodpowiada", "nie odpowiada"),
    ],
)
def test_a_slip_is_undone(typed: str, read: str) -> None:
    assert Sheet(typed).text == read


@pytest.mark.parametrize(
    "text",
    [
        "przełącznik nie działa",  # known words keep their diacritics
        "nieeee",
        "210235317410K8001325",
        "sw-przelacznki-01",  # a name of a host
        "jan.kowalksi@firma.pl",
        "kowalksi małpa firma kropka pl",
        "tka",  # too short to know
    ],
)
def test_the_rest_stays_as_typed(text: str) -> None:
    assert Sheet(text).text == text


def test_a_place_is_kept_as_said() -> None:
    assert understand("nie działa wifi w mgazynie").mentions.place == "w mgazynie"


@pytest.mark.parametrize(
    "text",
    [
        "1845N-41234 zmaiast 1845N-41243",
        "to nie 1845N-41243 tylkko 1845N-41234",
        "wczesniiej podałem 1845N-41243, porpawny to 1845N-41234",
    ],
)
def test_a_cue_with_a_slip_still_corrects(text: str) -> None:
    assert understand(text).mentions.serials == ("1845N-41234",)
