"""What one person has under way goes on in another account of theirs, and in nobody else's, whenever both say so."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress

import pytest
from sqlalchemy.exc import OperationalError

from bot.channel import File, Inbound
from bot.flow.conversation import from_json
from bot.store import conversations, files, outbox
from tests.accounts.house import House
from tests.accounts.test_unlinking import FAULT, link

HERE, THERE = "telegram:1", "slack:2"


def under_way(house: House, account: str) -> list[str]:
    with house.store.read() as c:
        return [run.flow for run in from_json(conversations.state(c, account) or {}).runs]


@pytest.fixture
def both(house: House) -> House:
    """Hela, linked in two chats, has begun a report in one of them."""
    for account in (HERE, THERE):
        link(house, account)
    house.say(FAULT, HERE)
    return house


def test_it_goes_on_with_the_same_question_and_the_first_chat_says_where(both: House) -> None:
    said = both.say("wznów", THERE)
    assert "zaczętej w Telegramie" in said
    assert "krótka próba" in said
    assert both.chats["telegram"].texts[-1].startswith("Ta rozmowa toczy się dalej w Slacku.")
    assert (under_way(both, HERE), under_way(both, THERE)) == ([], ["report_fault"])


def test_old_buttons_of_either_chat_change_nothing(both: House) -> None:
    old = both.chats["telegram"].sent[-1].choices[0].token
    both.say("wznów", THERE)
    both.app.mail.accept(Inbound("telegram", "1", "old", both.clock.now(), choice=old))
    both.work()
    assert "nieaktualny" in both.chats["telegram"].texts[-1]
    assert under_way(both, THERE) == ["report_fault"]


def test_files_of_an_account_that_has_changed_hands_go_along_with_nobody(both: House) -> None:
    both.say("wznów", THERE)
    with both.store.begin() as c:
        both.app.desk.accounts.unlink_all(c, HERE, "ola", both.clock.now())
    both.say("to ja, waldek@wir.example", HERE)
    both.say(both.code, HERE)
    both.app.mail.accept(Inbound("telegram", "1", "file", both.clock.now(), files=(File("wir.log", b"obce"),)))
    both.work()
    for words in ("pomiń", "nie mam dostępu", "tak"):
        both.say(words, THERE)
    with both.store.read() as c:
        assert "wir.log" not in [f.name for f in files.of_case(c, 1001, "")]
        assert all("wir.log" not in row.text for row in outbox.history(c, THERE))


def test_files_of_both_accounts_go_along(both: House) -> None:
    both.say("wznów", THERE)
    both.app.mail.accept(Inbound("telegram", "1", "file", both.clock.now(), files=(File("młyn.log", b"port down"),)))
    both.work()
    assert "która toczy się w Slacku" in both.chats["telegram"].texts[-1]
    for words in ("pomiń", "nie mam dostępu", "tak"):
        both.say(words, THERE)
    with both.store.read() as c:
        assert "młyn.log" in [f.name for f in files.of_case(c, 1001, "")]


def test_asked_for_in_both_chats_at_once_it_ends_up_in_one(both: House) -> None:
    """PostgreSQL may break one of the two, which is then tried again like any turn that fails."""
    for _ in range(6):
        for account in (HERE, THERE):
            both.hear("wznów", account)
        with ThreadPoolExecutor(2) as pool, suppress(OperationalError):
            list(pool.map(lambda account: both.app.turns(account, 9), (HERE, THERE)))
        both.work()
        assert sorted([under_way(both, HERE), under_way(both, THERE)]) == [[], ["report_fault"]]
