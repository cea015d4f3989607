"""A paste of half a megabyte is read whole, answered like a short one, and stays a file."""

from bot.store.engine import Store
from tests.rozmowy.performance import perform
from tests.rozmowy.script import Event, Script
from tests.world import IMPORTED_AT

AT = IMPORTED_AT.replace(year=2026, month=11, day=17)
PORTS = "".join(f"GigabitEthernet0/0/{n} current state : UP\nDescription: port {n}, anuluj P1\n" for n in range(8000))
PASTE = f"<Wir-SW1>display interface\n{PORTS}<Wir-SW1>display esn\nESN of device: 210235317410K8001325\n"


def test_a_huge_paste_is_answered_like_a_short_one(world: Store) -> None:
    assert len(PASTE) > 500_000
    played = perform(Script(events=[Event(1, AT, "waldek", ":", PASTE)]), world)
    ((answer,),) = played.seen
    assert answer.keys == ("hello", "read", "device.printed")
    assert "210235317410K8001325" in answer.text
    assert len(answer.text) < 900
