"""What people write is understood: diacritics, endings, jargon, typing errors."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.search.words import Words, fold, load_words, stem

ARTICLES = ["zasilacz uszkodzony", "wentylator hałasuje", "przełącznik nie wstaje", "konfiguracja znika"]


@pytest.fixture(scope="module")
def words() -> Words:
    read = load_words(Path("knowledge/_slowa.yaml"))
    read.learn(ARTICLES)
    return read


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("zasilacza", "zasilacz"),  # an ending
        ("ZASILACZE", "zasilacz"),  # capitals
        ("hałasuje", "halasuje"),  # diacritics, ł among them
        ("routerze", "router"),  # a softened ending
        ("wkładce", "wkładka"),
        ("switcha", "przełącznik"),  # jargon with an ending
        ("wiatraki", "wentylator"),
        ("konfig", "konfiguracja"),
        ("zasialcz", "zasilacz"),  # two neighbouring letters swapped
        ("wentylaotr", "wentylator"),
        ("przelaczik", "przełącznik"),  # a letter left out
        ("zasilaczów", "zasilacz"),  # a plural
        ("wentylatorze", "wentylator"),
        ("wkładek", "wkładka"),
        ("hałłasują", "hałasuje"),  # an ending that no article has, and a slip
    ],
)
def test_is_read_as(words: Words, said: str, meant: str) -> None:
    assert [word.stem for word in words.read(said)] == [word.stem for word in words.read(meant)]


@pytest.mark.parametrize("said", ["kot", "xyz", "s5735", "mzasilacz"])
def test_is_left_alone(words: Words, said: str) -> None:
    assert [word.repaired for word in words.read(said)] == [False]


def test_a_repair_is_marked(words: Words) -> None:
    assert [word.repaired for word in words.read("zasilacz zasialcz")] == [False, True]


@pytest.mark.parametrize(("said", "meant"), [("wtyrskarka", "wtryskarka"), ("mikrotki", "mikrotik")])
def test_a_slip_in_a_foreign_thing_makes_no_word_of_ours_of_it(words: Words, said: str, meant: str) -> None:
    assert [word.stem for word in words.read(said)] == [word.stem for word in words.read(meant)]


def test_a_slip_in_a_word_without_meaning_gives_it_none(words: Words) -> None:
    assert words.read("pzrez mięędzy wentylator") == words.read("wentylator")


def test_words_without_meaning_are_left_out(words: Words) -> None:
    assert words.read("proszę o pomoc, nie wiem co z tym") == words.read("wiem")


@given(st.text())
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


def test_threads_do_not_disturb_each_other() -> None:
    said = [
        f"{root}{number:b}{ending}".translate(str.maketrans("01", "ai"))
        for root in ("zasil", "port", "sieci")
        for number in range(300)
        for ending in ("ami", "owanie", "ach")
    ]
    with ThreadPoolExecutor(8) as pool:
        at_once = list(pool.map(stem, said))
    stem.cache_clear()
    assert at_once == [stem(word) for word in said]
