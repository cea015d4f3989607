"""More than Teams takes: nothing is lost or doubled, a full conversation holds up no other, nobody asks in between."""

from asyncio import Runner
from contextlib import closing
from datetime import timedelta

from bot.store import outbox
from bot.store.engine import open_store
from tests.adapters.contract.house import CALLER, TUESDAY, House
from tests.adapters.teams.kit import TeamsKit
from tests.adapters.teams.limits import Limits

MANY, OTHERS = 100, [str(600 + n) for n in range(10)]


def test_a_flood_is_sent_whole_and_in_order_by_asking_only_when_it_may(sqlite_world_url: str) -> None:
    kit = TeamsKit()
    with closing(open_store(sqlite_world_url)) as store, Runner() as runner:
        house = House(store, kit, runner)
        limits = kit.platform.limits = Limits(house.clock.now)
        with store.begin() as c:
            for user, many in ((CALLER, MANY), *((user, 3) for user in OTHERS)):
                for n in range(many):
                    outbox.add(c, conversation=f"teams:{user}", at=TUESDAY, text=f"wiadomość {n}")
        house.run_due()
        house.wait(timedelta(minutes=2))
        kit.close()
    for user, many in ((CALLER, MANY), *((user, 3) for user in OTHERS)):
        assert [shown.text for shown in kit.shown(user)] == [f"wiadomość {n}" for n in range(many)]
    took = {room: moments[-1] - TUESDAY for room, moments in limits.taken.items()}
    assert timedelta(seconds=38) <= took.pop(f"a:{CALLER}") <= timedelta(seconds=45)  # 60 in 30 s, then 8 in 2 s
    assert max(took.values()) == timedelta(0)
    assert limits.hammered == []
