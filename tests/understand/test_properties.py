"""Whatever is typed, understanding answers, in canonical forms, and reads no further than it should."""

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.batch.understand import ASKED
from bot.domain import serials
from bot.understand import understand
from bot.understand.priority import suggest
from bot.understand.sheet import LONGEST, clean, fold

PIECES = st.sampled_from(
    "tak nie umowa kontrakt PW-2024-001234 HZ/AHB/2025/0417 40128875 SN ESN 1845N-41234 210235317410K8001325 2102 3531 "
    "l845n – zamiast , . ; : ? ( ) 👍 tel +48 600 700 800 jan@firma.pl małpa P1 prio krytyczne od wczoraj w Radomiu "
    "s5720 5320 switch X440-G2-24P huawei extreme NIP 525-000-12-34 10.0.0.1 \n \x00 \u0301 ﬁ İ ẞ".split(" ")
)
MESSAGES = st.one_of(st.text(max_size=300), st.lists(PIECES, max_size=30).map(" ".join))
QUESTIONS = st.sampled_from((None, *ASKED))
PHRASES = [
    line
    for path in sorted((Path(__file__).parents[2] / "bot/understand/phrases").glob("*.txt"))
    for line in path.read_text("utf-8").splitlines()
]
POLISH = str.maketrans("ąćęłńóśźżĄĆĘŁŃÓŚŹŻ", "acelnoszzACELNOSZZ")


@given(MESSAGES, QUESTIONS)
@settings(max_examples=300, deadline=None)
def test_any_text_is_answered(text: str, asked: str | None) -> None:
    understood = understand(text, asked)
    assert 0 <= understood.confidence <= 1
    assert understood.ranked


@given(MESSAGES, QUESTIONS)
@settings(max_examples=200, deadline=None)
def test_values_are_canonical(text: str, asked: str | None) -> None:
    found = understand(text, asked).mentions
    assert all(serials.canonical(serial) == serial for serial in found.serials)
    assert all(model == re.sub(r"\s", "", model).upper() for model in found.models)
    assert all(re.fullmatch(r"\d{9}|\+\d{8,15}", phone) for phone in found.phones)
    assert all("@" in email and email == email.lower() for email in found.emails)
    assert set(found.repaired) <= set(found.serials)


@given(MESSAGES)
@settings(max_examples=200, deadline=None)
def test_a_denied_value_is_not_kept(text: str) -> None:
    found = understand(text).mentions
    kept = (*found.serials, *found.contracts, *found.models, *found.phones, *found.emails)
    assert not set(found.rejected) & set(kept)


@given(st.sampled_from(PHRASES))
@settings(max_examples=200, deadline=None)
def test_diacritics_do_not_change_the_intent(phrase: str) -> None:
    assert understand(phrase.translate(POLISH)).intent == understand(phrase).intent


@given(st.text(max_size=200))
def test_folding_keeps_every_position(text: str) -> None:
    assert len(fold(clean(text))) == len(clean(text))


def test_composed_and_decomposed_letters_are_the_same() -> None:
    assert clean("za\u0307o\u0301ł\u0301c\u0301") == clean("zaółć")


@pytest.mark.parametrize("piece", ["1 ", "a", "21 ", "1845N-", "nie ", "sn ", "p1 ", "a kropka ", "x440-g2-", "\u0301"])
def test_nothing_is_read_beyond_the_longest(piece: str) -> None:
    huge = piece * (1_000_000 // len(piece))
    assert understand(huge) == understand(huge[:LONGEST])


@given(MESSAGES)
@settings(max_examples=100, deadline=None)
def test_every_text_gets_a_priority(text: str) -> None:
    priority, reason = suggest(text)
    assert priority in ("P1", "P2", "P3", "P4")
    assert reason.startswith(priority)
