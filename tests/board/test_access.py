"""Passwords, sessions and personal links open what they should, to whom they should, as long as they should."""

from datetime import timedelta

import pytest
from sqlalchemy import select, update

from bot import access
from bot.access import LASTS, BadPassword
from bot.store import register
from bot.store.engine import Store
from bot.store.tables import login, person, session
from tests.board.conftest import NOON

GOOD = "zażółć gęślą 1"


def test_a_hash_says_how_it_was_made_and_never_repeats() -> None:
    first, second = access.hash_password(GOOD), access.hash_password(GOOD)
    assert first != second
    assert first.split("$")[:4] == ["scrypt", "32768", "8", "3"]
    assert access.matches(GOOD, first)
    assert access.matches(GOOD, second)


@pytest.mark.parametrize("wrong", ["", "zażółć gęślą 2", "ZAŻÓŁĆ GĘŚLĄ 1", GOOD + " ", "\ud83d"])
def test_another_password_does_not_match(wrong: str) -> None:
    assert not access.matches(wrong, access.hash_password(GOOD))


def test_letters_typed_in_two_signs_are_the_same_letters() -> None:
    assert access.matches("gęślą 123456", access.hash_password("ge\u0328s\u0301la\u0328 123456"))


def test_only_staff_with_their_own_password_come_in(cast: Store) -> None:
    with cast.begin() as c:
        access.set_password(c, "ola", GOOD, NOON)
        found = {
            who: access.check_password(c, who, password)
            for who, password in [("ola", GOOD), ("adam", GOOD), ("hela", GOOD), ("nikt", GOOD), ("", "")]
        }
        by_mail = access.check_password(c, " OLA@serwis.example ", GOOD)
        wrong = access.check_password(c, "ola", GOOD + "x")
        assert found == {"ola": register.person(c, "ola"), "adam": None, "hela": None, "nikt": None, "": None}
        assert by_mail == found["ola"]
        assert wrong is None


@pytest.mark.parametrize(("who", "password"), [("hela", GOOD), ("nikt", GOOD), ("ola", "krótkie"), ("ola", "x" * 1001)])
def test_a_password_that_cannot_be_set_is_refused(cast: Store, who: str, password: str) -> None:
    with cast.begin() as c:
        with pytest.raises(BadPassword):
            access.set_password(c, who, password, NOON)
        assert c.execute(select(login)).all() == []


def test_somebody_unknown_takes_the_same_work_as_a_wrong_password() -> None:
    nobody, somebody = access.NOBODY.split("$"), access.hash_password(GOOD).split("$")
    assert nobody[:4] == somebody[:4]
    assert list(map(len, nobody)) == list(map(len, somebody))
    assert not access.matches(GOOD, access.NOBODY)


def test_a_session_lasts_its_time_and_not_longer(cast: Store) -> None:
    end = NOON + LASTS["staff"]
    with cast.begin() as c:
        token = access.sign_in(c, "staff", "ola", NOON)
        assert access.signed_in(c, "staff", token, end - timedelta(seconds=1))
        assert access.signed_in(c, "staff", token, end) is None


def test_a_token_opens_only_its_own_door(cast: Store) -> None:
    with cast.begin() as c:
        link = access.sign_in(c, "link", "ola", NOON)
        guest = access.sign_in(c, "guest", "ola", NOON)
        assert access.signed_in(c, "staff", link, NOON) is None
        assert access.signed_in(c, "staff", guest, NOON) is None
        assert access.signed_in(c, "guest", link, NOON) is None
        assert access.signed_in(c, "staff", "", NOON) is None
        assert access.signed_in(c, "staff", None, NOON) is None


def test_tokens_are_kept_as_hashes_only(cast: Store) -> None:
    with cast.begin() as c:
        token = access.sign_in(c, "staff", "ola", NOON)
        (stored,) = c.execute(select(session.c.token_hash)).scalars()
    assert len(token) == 43  # 32 random bytes
    assert token not in stored
    assert len(stored) == 64


def test_signing_out_ends_it(cast: Store) -> None:
    with cast.begin() as c:
        token = access.sign_in(c, "staff", "ola", NOON)
        access.sign_out(c, token)
        assert access.signed_in(c, "staff", token, NOON) is None


def test_a_new_password_signs_the_old_browsers_out(cast: Store) -> None:
    with cast.begin() as c:
        ola, adam = (access.sign_in(c, "staff", who, NOON) for who in ("ola", "adam"))
        access.set_password(c, "ola", GOOD, NOON)
        assert access.signed_in(c, "staff", ola, NOON) is None
        assert access.signed_in(c, "staff", adam, NOON)


@pytest.mark.parametrize("change", [{"ended_at": NOON}, {"role": "caller"}])
def test_whoever_leaves_the_staff_is_out_at_once(cast: Store, change: dict[str, object]) -> None:
    with cast.begin() as c:
        access.set_password(c, "ola", GOOD, NOON)
        token = access.sign_in(c, "staff", "ola", NOON)
        c.execute(update(person).where(person.c.id == "ola").values(change))
        assert access.signed_in(c, "staff", token, NOON) is None
        assert access.check_password(c, "ola", GOOD) is None


def test_a_link_signs_in_as_often_as_it_is_opened_until_its_end(cast: Store) -> None:
    with cast.begin() as c:
        link = access.sign_in(c, "link", "hela", NOON)
        first, second = access.exchange(c, link, NOON), access.exchange(c, link, NOON)
        assert first
        assert second
        assert first != second != link
        found = access.signed_in(c, "guest", first, NOON)
        assert found
        assert found.id == "hela"
        assert access.exchange(c, link, NOON + LASTS["link"]) is None
        assert access.exchange(c, "zmyslony", NOON) is None


def test_a_person_gets_one_web_account_that_leads_back_to_them(cast: Store) -> None:
    with cast.begin() as c:
        assert access.known_web_user(c, "hela") is None
        user = access.web_user(c, "hela", NOON)
        assert access.web_user(c, "hela", NOON) == access.known_web_user(c, "hela") == user
        assert register.person_of(c, "web", user) == register.person(c, "hela")


def test_sessions_that_are_over_are_swept_away(cast: Store) -> None:
    with cast.begin() as c:
        access.sign_in(c, "staff", "ola", NOON)
        access.sign_in(c, "staff", "adam", NOON + LASTS["staff"])
        assert c.execute(select(session.c.person)).scalars().all() == ["adam"]
