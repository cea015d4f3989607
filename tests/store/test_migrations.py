"""The migrations build exactly the tables that tables.py describes, on both databases, all or nothing."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import datetime

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.operations import Operations
from sqlalchemy import Connection, String, insert, inspect, select, text
from sqlalchemy.exc import IntegrityError

from bot.store import tables
from bot.store.engine import Store, alembic_config, open_store
from bot.store.report import facts


@pytest.fixture
def blank(blank_url: str) -> Iterator[Store]:
    with closing(open_store(blank_url)) as store:
        yield store


def test_the_migrated_schema_is_the_described_one(blank: Store) -> None:
    blank.migrate()
    with blank.begin() as c:
        context = MigrationContext.configure(c, opts={"compare_type": True, "compare_server_default": True})
        assert compare_metadata(context, tables.metadata) == []
        assert set(inspect(c).get_table_names()) == {*tables.metadata.tables, "alembic_version"}


def test_migrating_again_changes_nothing(any_store: Store) -> None:
    any_store.migrate()
    any_store.migrate()


def test_processes_that_start_together_migrate_one_at_a_time(blank_postgres_url: str) -> None:
    stores = [open_store(blank_postgres_url) for _ in range(4)]
    with ThreadPoolExecutor(len(stores)) as pool:
        for done in [pool.submit(store.migrate) for store in stores]:
            done.result()
    for store in stores:
        store.close()


def test_a_migration_that_fails_half_way_leaves_nothing_behind(blank: Store) -> None:
    with blank.begin() as c:
        c.execute(text("CREATE TABLE wakeup (other INTEGER)"))  # in the way of one of the last tables
    with pytest.raises(Exception, match="wakeup"):
        blank.migrate()
    with blank.begin() as c:
        assert inspect(c).get_table_names() == ["wakeup"]


def test_cases_of_before_the_report_columns_are_counted_too(blank: Store) -> None:
    due = "2026-11-17T{}:00:00+00:00".format
    clocks = [("reaction", "met", due(10)), ("delivery", "running", due(16)), ("onsite", "running", due(15))]
    body = {"submitted_at": due("09"), "confirmed_at": None,
            "clocks": [{"kind": kind, "state": state, "due": at} for kind, state, at in clocks]}  # fmt: skip
    opened, noon = (datetime.fromisoformat(due(hour)) for hour in ("09", "12"))
    with blank.begin_migration() as c:
        command.upgrade(alembic_config(c), "0006")
    with blank.begin() as c:
        old = {"number": 1001, "state": "confirmed", "priority": "P1", "opened_at": opened, "body": body}
        c.execute(insert(tables.case).values(old))
    blank.migrate()
    with blank.read() as c:
        (fact,) = facts(c, opened, noon, noon)
        assert dict(fact.judged) == {"reaction": "met", "delivery": "open"}
        assert c.execute(select(tables.case.c.delivery_until)).scalar() == datetime.fromisoformat(due(15))


def operations(c: Connection) -> Operations:
    """What Alembic calls `op` in a migration."""
    return Operations(MigrationContext.configure(c))


def test_a_table_that_others_point_to_can_be_changed(any_store: Store) -> None:
    """SQLite does it by dropping the old table, which would take the rows that point to it along, or be refused."""
    device = {"serial_key": "S1", "serial": "S-1", "vendor": "x", "model": "y", "site": "", "address": ""}
    with any_store.begin() as c:
        c.execute(insert(tables.device).values(device))
        c.execute(insert(tables.cover).values(serial_key="S1", contract_key=""))
    with any_store.begin_migration() as c, operations(c).batch_alter_table("device") as batch:
        batch.alter_column("model", type_=String(90), existing_type=String(80), existing_nullable=False)
    with any_store.begin() as c:
        assert c.execute(select(tables.cover.c.serial_key)).scalars().all() == ["S1"]
        columns = {column["name"]: column["type"] for column in inspect(c).get_columns("device")}
        assert getattr(columns["model"], "length", None) == 90


def test_a_migration_that_breaks_a_reference_is_taken_back(sqlite_url: str) -> None:
    orphan = text("INSERT INTO cover (serial_key, contract_key) VALUES ('no such device', '')")
    with closing(open_store(sqlite_url)) as store:
        with pytest.raises(RuntimeError, match="zerwała powiązania"), store.begin_migration() as c:
            c.execute(orphan)
        with store.read() as c:
            assert c.execute(select(tables.cover)).all() == []


def test_foreign_keys_hold_after_a_migration(blank: Store) -> None:
    blank.migrate()
    with pytest.raises(IntegrityError), blank.begin() as c:
        c.execute(text("INSERT INTO cover (serial_key, contract_key) VALUES ('no such device', '')"))
