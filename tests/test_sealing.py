"""What is sealed opens whole, under its own name, with its own secret, and in no other way."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.sealing import BrokenSeal, Seal

NEW, OLD = "nowy sekret " * 4, "dawny sekret " * 4
DATA = b"snmp-agent community read public"


@given(st.binary(max_size=2000), st.text(max_size=50))
def test_what_is_sealed_opens_whole(data: bytes, identity: str) -> None:
    assert Seal(NEW).unseal(Seal(NEW).seal(data, identity), identity) == data


def test_nothing_of_it_is_readable_and_it_is_never_sealed_the_same_way_twice() -> None:
    first, second = (Seal(NEW).seal(DATA, "1") for _ in range(2))
    assert first != second
    assert all(word not in first for word in DATA.split())


def test_under_another_name_it_does_not_open() -> None:
    with pytest.raises(BrokenSeal):
        Seal(NEW).unseal(Seal(NEW).seal(DATA, "1"), "2")


@pytest.mark.parametrize("at", [0, 1, 12, 13, 20, -1])
def test_a_changed_byte_breaks_the_seal(at: int) -> None:
    sealed = bytearray(Seal(NEW).seal(DATA, "1"))
    sealed[at] ^= 1
    with pytest.raises(BrokenSeal):
        Seal(NEW).unseal(bytes(sealed), "1")


@pytest.mark.parametrize("length", [0, 1, 12, 13, 28])
def test_a_piece_of_it_does_not_open(length: int) -> None:
    with pytest.raises(BrokenSeal):
        Seal(NEW).unseal(Seal(NEW).seal(DATA, "1")[:length], "1")


def test_after_a_change_of_the_secret_the_old_still_opens_and_the_new_one_seals() -> None:
    both = Seal(NEW, OLD)
    assert both.unseal(Seal(OLD).seal(DATA, "1"), "1") == DATA
    assert Seal(NEW).unseal(both.seal(DATA, "1"), "1") == DATA
    with pytest.raises(BrokenSeal):
        Seal(OLD).unseal(both.seal(DATA, "1"), "1")


def test_a_seal_does_not_print_its_secret() -> None:
    assert "sekret" not in repr(Seal(NEW, OLD))
