"""An account that is nobody's any more sees and hears nothing, whoever unlinked it, and the deed is in the audit."""

from argparse import Namespace

import pytest

from bot.commands import accounts as command
from bot.store import accounts, audit, cases, conversations, outbox
from bot.store.engine import open_store
from tests.accounts.house import NOON, House
from tests.accounts.test_codes import HELA, linked
from tests.world import furnish

FAULT = "1912N-40017 nie włącza się, P3, tel 600 700 801"


def link(house: House, account: str) -> None:
    house.say(f"to ja, {HELA}", account)
    house.say(house.code, account)


def report(house: House, account: str) -> None:
    """Case 1001, reported by Hela in this account."""
    for words in (FAULT, "pomiń", "nie mam dostępu", "tak"):
        house.say(words, account)


def listeners(house: House) -> tuple[str, ...]:
    with house.store.read() as c:
        case = cases.get(c, 1001)
    assert case
    return case.listeners


def test_a_case_speaks_in_the_other_account_of_the_person(house: House) -> None:
    link(house, "slack:2")
    link(house, "telegram:1")
    report(house, "telegram:1")
    assert listeners(house) == ("telegram:1",)
    house.say("odłącz konto")
    assert "Konto odłączone" in house.say("tak")
    assert listeners(house) == ("slack:2",)
    assert linked(house) is None
    assert "Nie znajduję zgłoszenia 1001" in house.say("co z 1001")


def test_without_another_account_a_case_speaks_by_mail(house: House) -> None:
    link(house, "telegram:1")
    report(house, "telegram:1")
    with house.store.begin() as c:
        assert house.app.desk.accounts.unlink_all(c, "telegram:1", "ola", NOON) == ["telegram:1"]
    assert listeners(house) == (f"mail:{HELA}",)


def test_staff_are_unlinked_only_where_that_is_meant(house: House) -> None:
    with house.store.begin() as c:
        accounts.link(c, "telegram", "7", "ola", NOON)
        unlink_all = house.app.desk.accounts.unlink_all
        assert unlink_all(c, "ola", "adam", NOON) == []
        assert unlink_all(c, "telegram:7", "adam", NOON) == []
        assert unlink_all(c, "ola@serwis.example", "operator", NOON, staff=True) == ["telegram:7"]


def test_every_account_of_a_person_starts_anew_and_is_told(house: House) -> None:
    for account in ("telegram:1", "slack:2"):
        link(house, account)
    house.say(FAULT, "telegram:1")
    with house.store.begin() as c:
        gone = house.app.desk.accounts.unlink_all(c, HELA, "ola", NOON)
        assert gone == ["slack:2", "telegram:1"]
        state = conversations.state(c, "telegram:1")
        assert state is not None
        assert state["runs"] == []
        assert outbox.last_said(c, "slack:2")[0] == "link_account.unlinked_by_staff"
    with house.store.read() as c:
        told = [(e.what, e.body["who"], e.body["account"]) for e in audit.entries(c) if e.what == "account.unlinked"]
    assert told == [("account.unlinked", "ola", account) for account in gone]


def test_an_unlinked_account_may_be_linked_again_by_somebody_else(house: House) -> None:
    link(house, "telegram:1")
    house.say("odłącz konto")
    house.say("tak")
    house.say("to ja, waldek@wir.example")
    house.say(house.code)
    assert linked(house) == "waldek"


def test_the_operator_unlinks_by_command(
    sqlite_url: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    furnish(sqlite_url)
    monkeypatch.setenv("DYSPOZYTOR_DATABASE", sqlite_url)
    monkeypatch.setenv("DYSPOZYTOR_SECRET", "x" * 40)
    store = open_store(sqlite_url)
    with store.begin() as c:
        accounts.link(c, "telegram", "1", "hela", NOON)
    store.close()
    assert command.unlink(Namespace(whom=HELA)) == 0
    assert "telegram:1" in capsys.readouterr().out
    assert command.unlink(Namespace(whom=HELA)) == 1
    assert "niczego nie zmieniono" in capsys.readouterr().err
