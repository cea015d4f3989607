"""Each class of data goes when its time is over, every night exactly once; cases, clocks and the chain stay."""

import asyncio
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import func, select

from bot.audit import verify
from bot.clock import SimulatedClock
from bot.domain.cases import Case
from bot.mail import Pace
from bot.main import build
from bot.settings import BadSettings, load
from bot.store import audit, cases, retention, tables, wakeups
from bot.store.engine import Store
from bot.store.retention import CLASSES, USUAL, Keep
from tests.privacy.test_erasing import clocks, said
from tests.seal import SEAL

ENDED = datetime(2026, 11, 17, 12, tzinfo=UTC)
"""After everything in `slady.txt`."""


def count(store: Store, name: str) -> int:
    with store.read() as c:
        return int(c.execute(select(func.count()).select_from(tables.metadata.tables[name])).scalar_one())


def clean(store: Store, after: timedelta) -> dict[str, int]:
    with store.begin() as c:
        return dict(retention.clean(c, USUAL, ENDED + after))


def test_nothing_goes_before_its_time(store: Store) -> None:
    assert clean(store, timedelta(days=29)) == {}
    with store.read() as c:
        assert "retained" not in [entry.what for entry in audit.entries(c)]


@pytest.mark.parametrize(
    ("days", "gone"),
    [
        (31, {"inbox"}),
        (181, {"inbox", "file"}),
        (366, {"inbox", "file", "message", "hint", "unread", "conversation"}),
        (1096, {"inbox", "file", "message", "hint", "refusal", "unread", "conversation", "case"}),
    ],
)
def test_each_class_goes_when_it_is_over(store: Store, days: int, gone: set[str]) -> None:
    with store.read() as c:
        before = clocks(c)
    assert set(clean(store, timedelta(days=days))) == gone
    assert clean(store, timedelta(days=days)) == {}
    with store.read() as c:
        assert clocks(c) == before
        assert verify(c).problems == ()
        open_case = cases.get(c, 1002)
        assert open_case is not None
        assert (open_case.phone, bool(said(c, "talk:waldek"))) == ("600000102", True)
        reporters = [case.reporter for case in cases.everything(c) if not case.open]
    assert reporters == ([None, None] if "case" in gone else ["hela", None])


def test_the_audit_keeps_its_chain_when_its_bodies_go(store: Store) -> None:
    gone = clean(store, timedelta(days=1826))
    assert gone["audit_payload"] > 5
    with store.read() as c:
        found = verify(c)
    assert (found.problems, found.erased) == ((), gone["audit_payload"])


def test_a_talk_that_led_to_no_case_goes_early(store: Store) -> None:
    with store.begin() as c:
        row = {"id": "web:g-7", "channel": "web", "user": "g-7", "state": {}, "updated_at": ENDED}
        c.execute(tables.conversation.insert().values(row))
        heard = {"conversation": "web:g-7", "direction": "in", "at": ENDED, "text": "ile kosztuje", "choices": []}
        c.execute(tables.message.insert().values(heard))
    assert clean(store, timedelta(days=31))["conversation"] == 1
    with store.read() as c:
        assert said(c, "web:g-7") == []


def test_every_night_once(store: Store) -> None:
    clock = SimulatedClock(ENDED + timedelta(days=31))
    app = build(store, clock, {}, "web", Pace(), SEAL)
    with store.begin() as c:
        retention.start(c, clock.now())
        retention.start(c, clock.now())
    asyncio.run(app.mail.run_due())
    assert count(store, "inbox")
    clock.advance_to(clock.now() + timedelta(days=1))
    asyncio.run(app.mail.run_due())
    asyncio.run(app.mail.run_due())
    assert count(store, "inbox") == 0
    with store.read() as c:
        assert [entry.what for entry in audit.entries(c)].count("retained") == 1
        assert wakeups.armed(c, retention.KIND) == {}


def test_days_are_read_from_the_environment_and_checked(tmp_path: object) -> None:
    home = {"DYSPOZYTOR_DATABASE": f"sqlite:///{tmp_path}/x.db"}
    assert load(home).keep == USUAL
    assert load({**home, "DYSPOZYTOR_KEEP_FILES_DAYS": "7"}).keep == Keep(files=timedelta(days=7))
    for wrong in ("0", "-1", "zawsze", "36501"):
        for name in CLASSES:
            with pytest.raises(BadSettings, match=f"KEEP_{name.upper()}_DAYS: proszę podać liczbę dni"):
                load({**home, f"DYSPOZYTOR_KEEP_{name.upper()}_DAYS": wrong})


def test_an_ended_case_never_loses_what_it_was_about(store: Store) -> None:
    clean(store, timedelta(days=1096))
    with store.read() as c:
        case = cases.get(c, 1001)
    assert isinstance(case, Case)
    assert (case.serial, case.state, case.symptom) == ("1912N-40017", "closed", "(usunięto)")
