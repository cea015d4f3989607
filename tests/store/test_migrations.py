"""The migrations build exactly the tables that tables.py describes, on both databases, all or nothing."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import inspect, text
from sqlalchemy.exc import IntegrityError

from bot.store.engine import Store, open_store
from bot.store.tables import metadata


@pytest.fixture
def blank(blank_url: str) -> Iterator[Store]:
    with closing(open_store(blank_url)) as store:
        yield store


def test_the_migrated_schema_is_the_described_one(blank: Store) -> None:
    blank.migrate()
    with blank.begin() as c:
        context = MigrationContext.configure(c, opts={"compare_type": True, "compare_server_default": True})
        assert compare_metadata(context, metadata) == []
        assert set(inspect(c).get_table_names()) == {*metadata.tables, "alembic_version"}


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


def test_foreign_keys_hold_after_a_migration(blank: Store) -> None:
    blank.migrate()
    with pytest.raises(IntegrityError), blank.begin() as c:
        c.execute(text("INSERT INTO cover (serial_key, contract_key) VALUES ('no such device', '')"))
