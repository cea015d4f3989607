"""An open page of the board hears what is new, once, and knows when its session is over."""

from datetime import timedelta

import pytest

from bot import access
from bot.board.case_page import CasePage
from bot.board.house import ENDED, IN_HAND, House, Staff
from bot.board.live import ALARMS, CARD, Live
from bot.channel import ENGINEERS, Inbound
from bot.clock import SimulatedClock
from bot.store import inbox, outbox, register
from bot.store.engine import Store
from flows.obsluga_sprawy.flow import SAID
from tests.board.conftest import NOON

MINUTE = timedelta(minutes=1)


class Office:
    """A house whose inbox nobody empties, and Ola signed in to it."""

    def __init__(self, store: Store) -> None:
        self.store, self.clock = store, SimulatedClock(NOON)
        self.house = House(store, self._accept, self.clock)
        with store.begin() as c:
            person = register.person(c, "ola")
            assert person
            self.ola = Staff(person, access.web_user(c, "ola", NOON), access.sign_in(c, "staff", "ola", NOON))

    def _accept(self, inbound: Inbound) -> bool:
        with self.store.begin() as c:
            return inbox.add(c, inbound) is not None

    def say(self, text: str, **more: object) -> int:
        with self.store.begin() as c:
            return outbox.add(c, conversation=ENGINEERS, at=self.clock.now(), text=text, **more)  # type: ignore[arg-type]


@pytest.fixture
def office(cast: Store) -> Office:
    return Office(cast)


def test_what_is_new_is_told_once(office: Office) -> None:
    office.say("dawne")
    page = Live(office.house, office.ola)
    page.take_in(page.look())
    office.say("nowe", key="engineers.warning", thread=1001)
    first, second = page.take_in(page.look()), page.take_in(page.look())
    assert [(line.text, line.key) for line in first] == [("nowe", "engineers.warning")]
    assert second == []
    office.clock.advance_to(NOON + MINUTE)
    assert page.take_in(page.look()) == []
    office.say("jeszcze nowsze")
    assert [line.text for line in page.take_in(page.look())] == ["jeszcze nowsze"]


def test_everything_that_is_said_changes_the_version(office: Office) -> None:
    page = Live(office.house, office.ola)
    before = page.look().version
    assert page.look().version == before
    office.say("nowe")
    assert page.look().version != before


def test_a_case_page_tells_only_its_own_news(office: Office) -> None:
    page = CasePage(office.house, office.ola, 1001)
    said = [
        office.say("jej wątek", thread=1001, case_number=1001),
        office.say("inna sprawa", thread=1002, case_number=1002),
        office.say("karta", key=CARD, case_number=1001),
        office.say("lista"),
    ]
    with office.store.begin() as c:
        outbox.incoming(c, conversation=ENGINEERS, at=NOON, text="weź 1001", author="Adam", thread=1001)
    assert [line.id for line in page.take_in(page.look()) if page.concerns(line)] == said[:1]


def test_alarms_and_cards_are_called_what_the_service_desk_calls_them() -> None:
    assert {*ALARMS, CARD} <= {f"engineers.{name}" for name in SAID}


def test_an_order_is_what_the_engineer_would_type_signed(office: Office) -> None:
    assert office.house.hand_in(office.ola, "weź 1001", 1001) is None
    with office.store.read() as c:
        (row,) = inbox.pending(c, office.ola.conversation, 5)
        given = inbox.restore(c, row)
    assert (given.text, given.case, given.person, given.staff, given.channel) == ("weź 1001", 1001, "ola", True, "web")


def test_a_second_order_waits_for_the_first(office: Office) -> None:
    office.house.hand_in(office.ola, "weź 1001", 1001)
    assert office.house.hand_in(office.ola, "weź 1001", 1001) == IN_HAND
    page = Live(office.house, office.ola)
    assert page.look().busy
    with office.store.begin() as c:
        inbox.finish(c, [row.id for row in inbox.pending(c, office.ola.conversation, 5)], NOON)
    assert not page.look().busy
    assert office.house.hand_in(office.ola, "kontakt 1001", 1001) is None


def test_without_a_session_nothing_is_ordered(office: Office) -> None:
    page = Live(office.house, office.ola)
    assert page.look().signed_in
    with office.store.begin() as c:
        access.sign_out(c, office.ola.session)
    assert not page.look().signed_in
    assert office.house.hand_in(office.ola, "weź 1001", 1001) == ENDED
    with office.store.read() as c:
        assert inbox.pending(c, office.ola.conversation, 5) == []
