"""Turns a second while some or all write into the audit, beside the same turns that do not, on both databases."""

from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, closing
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

from sqlalchemy import NullPool, create_engine, make_url, text

from bot.audit import verify
from bot.store import audit, conversations, outbox
from bot.store.engine import Store, lock, open_store
from tests.bench import Figure
from tests.soak.databases import database

NOON = datetime(2027, 5, 4, 12, tzinfo=UTC)
CLIENTS, TURNS = 8, 152
SHARES = {4: 0.7, 1: 0.2}
"""Every so many turns write an entry, and how much of the rate without any has to remain.

A caller's talk has some nine turns, of which the first (the notice) and the last (the case) do; each turn is the worst.
"""


def figures() -> Iterable[Figure]:
    """On PostgreSQL two stores stand for two processes."""
    for kind, processes in (("sqlite", 1), ("postgresql", 2)):
        with TemporaryDirectory() as folder, database(kind, Path(folder)) as url, ExitStack() as stack:
            stores = [stack.enter_context(closing(open_store(url))) for _ in range(processes)]
            stores[0].migrate()
            _wait_for_the_disk(stores[0])
            yield from (_figure(kind, stores, every) for every in SHARES)


def _wait_for_the_disk(store: Store) -> None:
    """As a server does that is not there for tests: the lock is held while a commit reaches the disk."""
    if store.shared:
        with create_engine(make_url(store.url), isolation_level="AUTOCOMMIT", poolclass=NullPool).connect() as c:
            c.execute(text("ALTER SYSTEM SET fsync = on"))
            c.execute(text("SELECT pg_reload_conf()"))


def _figure(name: str, stores: list[Store], every: int) -> Figure:
    """Three runs of each in turn, the fastest of each."""
    runs = [(_rate(stores, 0), _rate(stores, every)) for _ in range(3)]
    plain, audited = (max(rates) for rates in zip(*runs, strict=True))
    with stores[0].read() as c:
        found = verify(c)
    assert found.entries
    assert not found.problems
    told = f"{name}: one turn in {every} audited"
    return Figure(told, audited, "turns/s", "none", plain, audited / plain, SHARES[every])


def _rate(stores: list[Store], every: int) -> float:
    start = perf_counter()
    with ThreadPoolExecutor(CLIENTS) as pool:
        for done in [pool.submit(_client, stores[n % len(stores)], n, every) for n in range(CLIENTS)]:
            done.result()
    return CLIENTS * TURNS / (perf_counter() - start)


def _client(store: Store, number: int, every: int) -> None:
    for turn in range(TURNS):
        _turn(store, number, bool(every) and turn % every == 0)


def _turn(store: Store, number: int, noted: bool) -> None:
    talk = f"web:g-{number}"
    with store.begin() as c:
        lock(c, talk)
        conversations.open_for(c, talk, "web", f"g-{number}", NOON)
        if noted:
            audit.append(c, NOON, "seen", "ola", case=number)
        outbox.incoming(c, conversation=talk, at=NOON, text="nie działa")
        outbox.add(c, conversation=talk, at=NOON, text="Proszę podać numer.")
        conversations.save(c, talk, None, {"asked": "device"}, NOON)
