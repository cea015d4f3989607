"""The page: a browser that typed a code gets a session of its own, once, and its anonymous name opens nothing more."""

from datetime import timedelta

import pytest

from bot import access
from bot.access import IDLE, IN_USE, LASTS
from bot.board.visits import Visits
from bot.store import accounts, codes
from tests.accounts.house import NOON, House
from tests.accounts.test_codes import HELA

ME = "g-1"


@pytest.fixture
def page(house: House) -> Visits:
    """Hela has just typed the right code in an anonymous browser."""
    house.say(f"to ja, {HELA}", f"web:{ME}")
    house.say(house.code, f"web:{ME}")
    return Visits(house.store, house.clock)


def test_the_name_of_the_browser_is_exchanged_for_a_session_once(page: Visits) -> None:
    assert not page.anonymous(ME)
    session = page.promote(ME)
    assert session
    assert page.promote(ME) is None
    found = page.visitor(session)
    assert found
    assert (found.person, found.user) == ("hela", ME)


def test_whoever_comes_much_later_with_the_old_name_gets_nothing(house: House, page: Visits) -> None:
    house.passes(IN_USE)
    assert page.promote(ME) is None


def test_without_a_code_there_is_no_session(house: House, page: Visits) -> None:
    assert page.anonymous("g-2")
    assert page.promote("g-2") is None
    with house.store.begin() as c:
        accounts.link(c, "web", "g-3", "waldek", NOON)
    assert page.promote("g-3") is None


def test_two_browsers_of_one_person_keep_their_own_conversations(house: House, page: Visits) -> None:
    house.say(f"to ja, {HELA}", "web:g-2")
    house.say(house.code, "web:g-2")
    users = [found.user for name in (ME, "g-2") if (found := page.visitor(page.promote(name) or ""))]
    assert users == [ME, "g-2"]


def test_unlinking_ends_the_session_and_gives_the_browser_back(house: House, page: Visits) -> None:
    session = page.promote(ME) or ""
    with house.store.begin() as c:
        house.app.desk.accounts.unlink_all(c, "hela", "ola", house.clock.now())
    assert page.visitor(session) is None
    assert page.anonymous(ME)


def test_a_session_ends_when_it_lies_unused_and_at_its_end_however_much_it_is_used(house: House, page: Visits) -> None:
    session, start = page.promote(ME) or "", house.clock.now()
    for day in range(1, LASTS["guest"].days + 1):
        assert page.visitor(session), day
        house.clock.advance_to(start + timedelta(days=day))
    assert page.visitor(session) is None
    with house.store.begin() as c:
        other, now = access.sign_in(c, "guest", "hela", house.clock.now(), ME), house.clock.now()
    house.clock.advance_to(now + IDLE["guest"])
    assert page.visitor(other) is None


def test_using_it_is_written_down_at_most_every_quarter_of_an_hour(house: House, page: Visits) -> None:
    session, now = page.promote(ME) or "", house.clock.now()
    with house.store.begin() as c:
        assert not access.is_due(c, session, now + IN_USE - timedelta(seconds=1))
        assert access.is_due(c, session, now + IN_USE)
        access.keep_awake(c, session, now + IN_USE)
        assert not access.is_due(c, session, now + IN_USE)


def test_a_code_used_in_a_chat_opens_no_browser(house: House, page: Visits) -> None:
    house.say(f"to ja, {HELA}", "telegram:1")
    house.say(house.code, "telegram:1")
    with house.store.begin() as c:
        assert codes.claim(c, "web:1", NOON, house.clock.now()) is None
    assert page.promote("1") is None
