"""More than Telegram takes: nothing is lost or doubled, a full group holds up nobody else, nobody asks in between."""

from asyncio import Runner
from collections.abc import Iterator
from contextlib import closing
from datetime import timedelta

import pytest

from bot.channel import ENGINEERS
from bot.store import outbox
from bot.store.engine import open_store
from tests.adapters.contract.house import TUESDAY, House
from tests.adapters.telegram.kit import GROUP, TelegramKit
from tests.adapters.telegram.limits import Limits

CALLERS, EACH, CARDS = [str(600 + n) for n in range(24)], 3, 45


@pytest.fixture
def flooded(sqlite_world_url: str) -> Iterator[tuple[House, Limits]]:
    """All of it said at one moment, and three minutes later."""
    kit = TelegramKit()
    with closing(open_store(sqlite_world_url)) as store, Runner() as runner:
        house = House(store, kit, runner)
        limits = kit.api.limits = Limits(house.clock.now)
        places = [f"telegram:{user}" for user in CALLERS]
        with store.begin() as c:
            for place, many in ((ENGINEERS, CARDS), *((place, EACH) for place in places)):
                for n in range(many):
                    outbox.add(c, conversation=place, at=TUESDAY, text=f"wiadomość {n}")
        house.run_due()
        house.wait(timedelta(minutes=3))
        yield house, limits
        kit.close()


def took(limits: Limits, where: str) -> timedelta:
    """Until the last message had gone to the group, or to somebody."""
    return max(at for at, chat in limits.taken if (chat == str(GROUP)) == (where == "group")) - TUESDAY


def test_a_flood_is_sent_whole_and_in_order_by_asking_only_when_it_may(flooded: tuple[House, Limits]) -> None:
    house, limits = flooded
    for place, many in ((house.kit.group, CARDS), *((user, EACH) for user in CALLERS)):
        assert [shown.text for shown in house.kit.shown(place)] == [f"wiadomość {n}" for n in range(many)]
    assert took(limits, "callers") <= timedelta(seconds=10)  # 72 messages, 30 a second
    assert timedelta(minutes=2) <= took(limits, "group") <= timedelta(minutes=2, seconds=10)  # 45, 20 a minute
    assert limits.refused.count(str(GROUP)) == 2
    assert len(limits.refused) < len(limits.taken)
    assert limits.hammered == []
