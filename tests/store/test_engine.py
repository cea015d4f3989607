"""The engine: whole transactions, honest snapshots, one writer, and moments that keep their instant."""

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Connection, Dialect, insert, make_url, select, text
from sqlalchemy.exc import DBAPIError, OperationalError
from sqlalchemy.exc import TimeoutError as NoFreeConnection

from bot.store import counters
from bot.store.engine import Store, StoreInUse, lock, open_store
from bot.store.tables import UtcDateTime, counter


def count(c: Connection, name: str) -> int:
    return counters.draw(c, name, 1)


def names(store: Store) -> set[str]:
    with store.read() as c:
        return set(c.execute(select(counter.c.name)).scalars())


def test_a_snapshot_does_not_see_what_is_not_committed_nor_what_comes_later(any_store: Store) -> None:
    with any_store.begin() as c:
        count(c, "wcześniej")
    with any_store.read() as snapshot:
        question = select(counter.c.name)
        assert snapshot.execute(question).scalars().all() == ["wcześniej"]
        with any_store.begin() as c:
            count(c, "później")
            assert names(any_store) == {"wcześniej"}
        assert snapshot.execute(question).scalars().all() == ["wcześniej"]
    assert names(any_store) == {"wcześniej", "później"}


def test_a_snapshot_refuses_to_write(any_store: Store) -> None:
    with pytest.raises(DBAPIError, match=r"readonly|read-only"), any_store.read() as c:
        c.execute(insert(counter).values(name="x", value=1))
    assert names(any_store) == set()


def test_after_a_failure_the_next_transaction_works(any_store: Store) -> None:
    with pytest.raises(DBAPIError), any_store.begin() as c:
        c.execute(text("SELECT * FROM no_such_table"))
    with any_store.begin() as c:
        count(c, "dalej")
    assert names(any_store) == {"dalej"}


def test_many_threads_write_one_after_another(any_store: Store) -> None:
    def work(_: int) -> None:
        with any_store.begin() as c:
            count(c, "wspólny")

    with ThreadPoolExecutor(12) as pool:
        list(pool.map(work, range(48)))
    with any_store.read() as c:
        assert c.execute(select(counter.c.value)).scalar() == 48


def test_a_full_disk_is_an_error_and_not_the_end(sqlite_url: str) -> None:
    with closing(open_store(sqlite_url)) as store:
        with store.begin() as c:
            pages = c.exec_driver_sql("PRAGMA page_count").scalar()
            c.exec_driver_sql(f"PRAGMA max_page_count = {pages}")
        with pytest.raises(OperationalError, match="full"), store.begin() as c:
            c.execute(insert(counter), [{"name": f"{number:040}", "value": number} for number in range(5000)])
        with store.begin() as c:
            c.exec_driver_sql("PRAGMA max_page_count = 100000")
            count(c, "dalej")
        assert names(store) == {"dalej"}


def test_a_transaction_within_a_transaction_is_refused_at_once(sqlite_url: str) -> None:
    with closing(open_store(sqlite_url)) as store, store.begin(), pytest.raises(NoFreeConnection), store.begin():
        pass


SETTINGS = [("journal_mode", "wal"), ("foreign_keys", 1), ("busy_timeout", 10000)]


@pytest.mark.parametrize(("pragma", "value"), SETTINGS)
def test_sqlite_is_set_up_to_lose_nothing(sqlite_url: str, pragma: str, value: object) -> None:
    with closing(open_store(sqlite_url)) as store, store.begin() as c:
        assert c.exec_driver_sql(f"PRAGMA {pragma}").scalar() == value


def test_a_transaction_waits_for_the_disk_unless_it_need_not(any_store: Store) -> None:
    question = "SHOW synchronous_commit" if any_store.shared else "PRAGMA synchronous"
    full, normal = ("on", "off") if any_store.shared else (2, 1)
    for durable, answer in [(True, full), (False, normal), (True, full)]:
        with any_store.begin(durable) as c:
            assert c.exec_driver_sql(question).scalar() == answer


OPEN_IT = "import sys; from bot.store.engine import open_store; open_store(sys.argv[1]).close()"


def test_two_processes_cannot_open_one_sqlite_file(sqlite_url: str) -> None:
    def other_process() -> subprocess.CompletedProcess[str]:
        return subprocess.run([sys.executable, "-c", OPEN_IT, sqlite_url], capture_output=True, text=True, check=False)

    with closing(open_store(sqlite_url)):
        refused = other_process()
        assert refused.returncode != 0
        assert "jest już otwarta przez inny proces" in refused.stderr
        with pytest.raises(StoreInUse, match=r"baza\.db jest już otwarta"):
            open_store(sqlite_url)
    assert other_process().returncode == 0, "closed, it is free again"


def test_two_processes_can_open_one_postgresql_database(postgres_url: str) -> None:
    with closing(open_store(postgres_url)) as one, closing(open_store(postgres_url)) as other:
        with one.begin() as c:
            count(c, "wspólny")
        assert names(other) == {"wspólny"}


def test_a_temporary_store_is_gone_when_it_is_closed() -> None:
    for _ in range(2):
        with closing(open_store("sqlite://")) as store:
            store.migrate()
            assert names(store) == set()
            with store.begin() as c:
                count(c, "chwilowy")


def test_the_folder_of_a_new_database_is_made(tmp_path: object) -> None:
    with closing(open_store(f"sqlite:///{tmp_path}/nowy/folder/baza.db")) as store:
        store.migrate()
        assert names(store) == set()


def test_another_kind_of_database_is_refused_without_showing_the_password() -> None:
    with pytest.raises(ValueError, match="Nieobsługiwana baza danych: mysql") as refused:
        open_store("mysql://user:tajne@host/db")
    assert "tajne" not in str(refused.value)


def test_a_conversation_is_held_until_the_end_of_the_transaction(postgres_url: str) -> None:
    """The second waits, as the server's own list of locks shows, and goes on when the first has committed."""
    order = []

    def second() -> None:
        with store.begin() as c:
            lock(c, "telegram:41")
            order.append("second")

    waiting = text("""
        SELECT count(*) FROM pg_locks JOIN pg_database ON pg_database.oid = database
        WHERE datname = current_database() AND locktype = 'advisory' AND NOT granted
    """)
    with closing(open_store(postgres_url)) as store, ThreadPoolExecutor(1) as pool:
        with store.begin() as c:
            lock(c, "telegram:41")
            with store.begin() as other:
                lock(other, "telegram:7")  # another conversation is free
            later = pool.submit(second)
            while c.execute(waiting).scalar() == 0:
                assert not later.done()
            order.append("first")
        later.result()
    assert order == ["first", "second"]


ZONES = st.integers(-14 * 60, 14 * 60).map(lambda minutes: timezone(timedelta(minutes=minutes)))
MOMENTS = st.datetimes(datetime(1950, 1, 1), datetime(2150, 1, 1), timezones=ZONES)  # noqa: DTZ001  # bounds are naive


SQLITE, POSTGRESQL = (make_url(url).get_dialect()() for url in ("sqlite://", "postgresql+psycopg://"))


def stored(moment: datetime) -> str:
    text = UtcDateTime().process_bind_param(moment, SQLITE)
    assert isinstance(text, str)
    return text


@given(MOMENTS)
def test_a_moment_comes_back_as_the_same_instant_in_utc(moment: datetime) -> None:
    for dialect in (SQLITE, POSTGRESQL):
        column = UtcDateTime()
        back = column.process_result_value(column.process_bind_param(moment, dialect), dialect)
        assert back == moment
        assert back.tzinfo is UTC


@given(MOMENTS, MOMENTS)
def test_moments_sort_as_text_as_they_do_in_time(one: datetime, other: datetime) -> None:
    assert (stored(one) < stored(other)) == (one < other)
    assert len(stored(one)) == 27


@pytest.mark.parametrize("dialect", [SQLITE, POSTGRESQL])
def test_a_moment_without_a_zone_is_refused(dialect: Dialect) -> None:
    with pytest.raises(ValueError, match="naive"):
        UtcDateTime().process_bind_param(datetime(2027, 5, 4, 12), dialect)  # noqa: DTZ001  # the point of the test
