"""The audit: written with the deed or not at all, one chain however many write it, and no change of it goes unseen."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import UTC, datetime

import pytest
from sqlalchemy import Connection, text
from sqlalchemy.exc import DBAPIError

from bot.audit import Verdict, verify
from bot.store import audit
from bot.store.engine import Store, open_store

NOON = datetime(2027, 5, 4, 12, tzinfo=UTC)
LAID_DOWN = {
    "sqlite": ("DROP TRIGGER audit_UPDATE", "DROP TRIGGER audit_DELETE"),
    "postgresql": ("SET LOCAL session_replication_role = replica",),
}


def write(store: Store, *whats: str) -> None:
    for what in whats:
        with store.begin() as c:
            audit.append(c, NOON, what, "ola", case=1001)


def looked_at(store: Store, anchor: str = "") -> Verdict:
    with store.read() as c:
        return verify(c, anchor)


def tamper(store: Store, *statements: str) -> tuple[str, ...]:
    """What is found after somebody with all rights to the database did this."""
    with store.begin() as c:
        for statement in (*LAID_DOWN[c.dialect.name], *statements):
            c.execute(text(statement))
    return looked_at(store).problems


def test_the_chain_holds_what_was_done_in_order(any_store: Store) -> None:
    write(any_store, "case.taken", "linked", "unlinked")
    found = looked_at(any_store)
    assert (found.entries, found.erased, found.problems) == (3, 0, ())
    with any_store.read() as c:
        told = [(e.number, e.at, e.what, e.body) for e in audit.entries(c)]
    assert told[1] == (2, NOON, "linked", {"who": "ola", "case": 1001})


def test_an_empty_audit_is_whole(any_store: Store) -> None:
    assert looked_at(any_store).problems == ()


def test_what_is_rolled_back_leaves_no_entry(any_store: Store) -> None:
    def fail(c: Connection) -> None:
        audit.append(c, NOON, "linked", "ola")
        raise KeyError

    with pytest.raises(KeyError), any_store.begin() as c:
        fail(c)
    with any_store.begin() as c:
        audit.append(c, NOON, "seen", "ola")
        with pytest.raises(KeyError), c.begin_nested():
            fail(c)
    with any_store.read() as c:
        assert [e.what for e in audit.entries(c)] == ["seen"]
    assert looked_at(any_store).problems == ()


@pytest.mark.parametrize(
    ("deed", "said"),
    [
        ("DELETE FROM audit WHERE number = 2", "Między wpisami 1 i 3 brakuje"),
        ("UPDATE audit SET what = 'unlinked' WHERE number = 2", "Wpis 2 nie pasuje"),
        ("UPDATE audit SET digest = (SELECT digest FROM audit WHERE number = 1) WHERE number = 2", "Wpis 2 nie pasuje"),
        ("INSERT INTO audit SELECT 4, at, what, payload, digest, chain FROM audit WHERE number = 3", "Wpis 4 nie"),
        ('UPDATE audit_payload SET body = \'{"who": "jan"}\'', "Treść wpisu 1 zmieniono"),
        ("DELETE FROM audit WHERE number = 3", "Treści bez wpisu: 1"),
        ("DELETE FROM audit_payload", "Bez treści jest 3 wpisów"),
        ("DELETE FROM audit", "Treści bez wpisu: 3"),
    ],
)
def test_every_change_is_found(any_store: Store, deed: str, said: str) -> None:
    write(any_store, "case.taken", "linked", "unlinked")
    assert any(problem.startswith(said) for problem in tamper(any_store, deed))


def test_a_swap_of_two_entries_is_found(any_store: Store) -> None:
    write(any_store, "case.taken", "linked", "unlinked")
    renumber = "UPDATE audit SET number = {} WHERE number = {}".format
    found = tamper(any_store, renumber(-1, 2), renumber(2, 3), renumber(3, -1))
    assert found[0].startswith("Wpis 2 nie pasuje")


def test_an_end_cut_off_with_all_that_belonged_to_it_is_found_by_an_anchor(any_store: Store) -> None:
    write(any_store, "case.taken", "linked", "unlinked")
    anchor = looked_at(any_store).anchor
    last = "DELETE FROM audit_payload WHERE id = (SELECT payload FROM audit WHERE number = 3)"
    assert tamper(any_store, last, "DELETE FROM audit WHERE number = 3") == ()
    assert looked_at(any_store, anchor).problems
    write(any_store, "another")
    assert looked_at(any_store, anchor).problems == ("Wpis 3 jest inny niż ten, który zapisano w kotwicy.",)


@pytest.mark.parametrize("deed", ["UPDATE audit SET what = 'x'", "DELETE FROM audit"])
def test_the_database_itself_refuses_to_change_or_shorten_it(any_store: Store, deed: str) -> None:
    write(any_store, "linked")
    with pytest.raises(DBAPIError, match="append-only"), any_store.begin() as c:
        c.execute(text(deed))


def test_many_processes_write_one_chain(postgres_url: str) -> None:
    with closing(open_store(postgres_url)) as one, closing(open_store(postgres_url)) as other:
        with ThreadPoolExecutor(8) as pool:
            for done in [pool.submit(write, store, *"abcde") for store in (one, other) for _ in range(4)]:
                done.result()
        found = looked_at(one)
    assert (found.entries, found.problems) == (40, ())
