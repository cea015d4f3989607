"""Who is erased is nowhere any more; their cases, the clocks and the chain of the audit are as they were."""

import re
import shutil
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, select

from bot import importing
from bot.audit import verify
from bot.domain.cases import Case, open_case
from bot.importing import Plan, Problems
from bot.privacy import erasing
from bot.privacy.ledger import Ledger
from bot.privacy.traces import fold
from bot.store import audit, cases, personal, places, register, tables
from bot.store.engine import Store, open_store
from flows.wspolne.flow import NOTICE
from tests.privacy.conftest import NOW, SECRETS
from tests.rozmowy.performance import perform
from tests.rozmowy.script import read
from tests.world import FOLDER

STRANGER = Path(__file__).parent.parent / "rozmowy" / "dane_osobowe" / "konto_bez_powiazania_dostaje_tylko_swoje.txt"

FORMS = re.compile(
    r"zarank|zaranek|helen|mlyn\.example|600[\s.\-]*000[\s.\-]*101|p-0123456789abcdef|talk:hela|(?<![a-z])hela(?![a-z])"
)
RAW = (b"Zaran", b"600 000 101", b"600-000-101", b"600000101", b"hela@", b"HELA@", b"talk:hela", b"p-0123456789abcdef")


def written(value: Any) -> Iterator[str]:
    """Every text in a value of the database."""
    match value:
        case bytes():
            yield value.decode(errors="replace")
        case dict() | list() | tuple():
            for part in (*value.keys(), *value.values()) if isinstance(value, dict) else value:
                yield from written(part)
        case _:
            yield str(value)


def traces(c: Connection) -> dict[str, str]:
    """Where the person is still found: table and column, and one of the texts there."""
    return {
        f"{table.name}.{name}": text
        for table in tables.metadata.sorted_tables
        for row in c.execute(select(table))
        for name, value in row._mapping.items()
        if FORMS.search(fold(text := "\n".join(written(value))))
    }


def clocks(c: Connection) -> list[Any]:
    """Everything about deadlines, in the cases and in the columns beside them."""
    columns = [k for k in tables.case.c if k.name not in ("body", "reporter", "conversation")]
    kept = [tuple(row) for row in c.execute(select(*columns).order_by(tables.case.c.number))]
    return [*kept, *((k.clocks, k.moments, k.told, k.policy) for k in cases.everything(c))]


def said(c: Connection, conversation: str) -> list[str]:
    of = select(tables.message.c.text).where(tables.message.c.conversation == conversation)
    return list(c.execute(of.order_by(tables.message.c.id)).scalars())


def test_nothing_is_left_of_an_erased_person(store: Store, ledger: Ledger) -> None:
    with store.read() as c:
        before, found, waldek = clocks(c), traces(c), said(c, "talk:waldek")
    assert {place.partition(".")[0] for place in found} >= {
        *("person", "account", "session", "conversation", "inbox", "message", "file", "case", "case_event"),
        *("hint", "unread", "refusal", "audit_payload", "contract", "device"),
    }
    done = erasing.erase(store, ledger, "hela", NOW)
    with store.read() as c:
        assert traces(c) == {}
        assert clocks(c) == before
        assert verify(c).problems == ()
        assert [k.number for k in cases.everything(c)] == [1001, 1002, 1003]
        assert cases.everything(c)[0].listeners == ("talk:mazur",)
        assert len(said(c, "talk:waldek")) == len(waldek)
        assert said(c, "talk:waldek")[-1] == waldek[-1]
        assert register.person(c, "waldek")
    assert done.counts["case"] == 3  # two of hers, and one in which somebody wrote of her
    assert str(done).startswith("Usunięto:\n")


def test_where_the_person_was_reached_goes_too(store: Store, ledger: Ledger) -> None:
    with store.begin() as c:
        for user in ("hela", "mazur"):
            places.keep(c, f"talk:{user}", "https://smba.trafficmanager.net/emea", f"a:{user}", NOW)
    erasing.erase(store, ledger, "hela", NOW)
    with store.read() as c:
        assert (places.find(c, "talk:hela"), bool(places.find(c, "talk:mazur"))) == (None, True)


def test_not_even_in_the_free_pages_of_the_file(sqlite_lived: Path, ledger: Ledger) -> None:
    left = [raw for raw in RAW if any(raw in path.read_bytes() for path in sqlite_lived.parent.glob("swiat.db*"))]
    assert left == list(RAW)
    with closing(open_store(f"sqlite:///{sqlite_lived}")) as store:
        erasing.erase(store, ledger, "hela", NOW)
        for path in sqlite_lived.parent.glob("swiat.db*"):
            assert not [raw for raw in RAW if raw in path.read_bytes()], path


def test_an_import_refuses_whoever_was_erased_by_row(store: Store, ledger: Ledger) -> None:
    erasing.erase(store, ledger, "hela", NOW)
    refused = importing.plan(store, FOLDER, NOW, ledger.marks)
    assert isinstance(refused, Problems)
    (problem,) = refused.found
    assert str(problem).startswith("people.csv, wiersz 2, kolumna person: dane tej osoby wymazano")
    assert isinstance(importing.plan(store, FOLDER, NOW, Ledger(Path("x"), "inny sekret" * 4).marks), Plan)


def test_a_restored_copy_forgets_again_and_only_once(sqlite_lived: Path, ledger: Ledger, tmp_path: Path) -> None:
    backup = shutil.copy(sqlite_lived, tmp_path / "kopia.db")
    with closing(open_store(f"sqlite:///{sqlite_lived}")) as store:
        first = erasing.erase(store, ledger, "hela", NOW)
        assert not erasing.again(store, ledger, NOW).counts
    rotated = Ledger(ledger.path, "nowy sekret, po zmianie starego", *SECRETS)
    with closing(open_store(f"sqlite:///{backup}")) as restored:
        with restored.read() as c:
            assert traces(c)
        assert erasing.again(restored, rotated, NOW).counts == first.counts
        with restored.read() as c:
            assert traces(c) == {}
            assert verify(c).problems == ()
        assert not erasing.again(restored, rotated, NOW).counts


def test_a_lost_ledger_is_written_again_from_the_database(store: Store, ledger: Ledger) -> None:
    erasing.erase(store, ledger, "hela", NOW)
    marks = ledger.read()
    ledger.path.unlink()
    erasing.again(store, ledger, NOW)
    assert ledger.read() == marks == ledger.marks("hela")


def test_a_stranger_is_erased_by_their_account(store: Store, ledger: Ledger) -> None:
    with store.begin() as c:
        cases.add(c, *_stranger())
    erasing.erase(store, ledger, "web:g-1", NOW)
    with store.read() as c:
        case = cases.get(c, 2000)
        assert case is not None
        assert (case.conversation, case.phone, case.symptom) == ("", None, "(usunięto)")
        assert personal.find(c, "web:g-1") is None
        assert register.person(c, "hela")


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("nikt", "Nie ma osoby"),
        ("web:nikt", "Nie ma osoby"),
        ("ola", "z obsługi"),
        ("waldek", "sprawy tej osoby: 1002"),
    ],
)
def test_who_cannot_be_erased_stays_as_they_are(store: Store, ledger: Ledger, name: str, why: str) -> None:
    with store.read() as c:
        before = [list(c.execute(select(table))) for table in tables.metadata.sorted_tables]
    with pytest.raises(erasing.NotErased, match=why):
        erasing.erase(store, ledger, name, NOW)
    with store.read() as c:
        assert [list(c.execute(select(table))) for table in tables.metadata.sorted_tables] == before
    assert not ledger.read()


def test_an_open_case_can_be_insisted_on(store: Store, ledger: Ledger) -> None:
    assert erasing.erase(store, ledger, "waldek", NOW, even_open=True).counts["case"] == 1
    with store.read() as c:
        assert [k.number for k in cases.still_open(c)] == [1002]


def _stranger() -> Any:
    case = Case(
        2000, NOW, "P1", "padło u Jana", "incomplete", conversation="web:g-1", state="closed", phone="500600700"
    )
    return open_case(case, NOW)


def test_an_erased_stranger_who_writes_again_is_new(world_url: str, ledger: Ledger) -> None:
    with closing(open_store(world_url)) as store:
        first = perform(read(STRANGER), store)
        erasing.erase(store, ledger, "talk:gosc", NOW)
        second = perform(read(STRANGER), store)
        assert not erasing.again(store, ledger, NOW).counts
        with store.read() as c:
            gone, shown = (entry.body for entry in audit.entries(c) if entry.what == "notice")
    assert [m.keys for told in second.seen for m in told] == [m.keys for told in first.seen for m in told]
    assert second.seen[0][0].keys[0] == "hello"
    assert gone is None
    assert shown["version"] == NOTICE
