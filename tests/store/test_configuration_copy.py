"""A pasted configuration copy is nowhere in the database but in a sealed file."""

import asyncio
from contextlib import closing
from datetime import timedelta

from sqlalchemy import text

from bot.channel import Inbound
from bot.clock import SimulatedClock
from bot.mail import Pace
from bot.main import build
from bot.store.engine import open_store
from bot.talk.screen import Screen
from tests.domain.warsaw import at
from tests.seal import SEAL
from tests.world import furnish

NOON = at("2026-11-17 12:00")
SECRET = "Tajne123"  # noqa: S105 - invented
COPY = f"sysname X\ninterface GigabitEthernet0/0/1\nlocal-user admin password cipher {SECRET}\nreturn"
WORDS = ("210235333510K8002440 wentylator hałasuje, P4, tel 600 700 801", "pomiń", "nie mam dostępu", COPY, "wyślij")


def test_a_pasted_copy_is_only_in_a_sealed_file(any_url: str) -> None:
    furnish(any_url)
    clock, screen = SimulatedClock(NOON), Screen(lambda _line: None)
    with closing(open_store(any_url)) as store:
        mail = build(store, clock, {"talk": screen}, "talk", Pace(gather=timedelta(0)), SEAL).mail
        for number, words in enumerate(WORDS):
            clock.advance_to(NOON + timedelta(minutes=number))
            mail.accept(Inbound("talk", "waldek", str(number), clock.now(), words, person="waldek"))
            asyncio.run(mail.run_due())
        with store.read() as c:
            rows = c.execute(text("SELECT name, sealed, case_number FROM file")).all()
            assert [(bool(row.sealed), row.case_number) for row in rows] == [(True, 1001)]
            for table in ("message", "inbox", "conversation", "file", "case_event"):
                for row in c.execute(text(f'SELECT * FROM "{table}"')):  # noqa: S608 - names written above
                    assert SECRET not in str(tuple(row)), table
