"""What was not understood: kept masked with its sequel, counted, and forgotten in time."""

from datetime import UTC, datetime, timedelta

from bot.commands.phrases import lines
from bot.store import unread
from bot.store.engine import Store
from bot.unread import masked

NOW = datetime(2026, 11, 20, 10, tzinfo=UTC)


def test_the_same_sentence_is_counted_with_everything_that_followed_it(any_store: Store) -> None:
    with any_store.begin() as c:
        for who, sequel in (("a", "case_status"), ("b", "case_status"), ("c", "cancel"), ("d", "")):
            unread.add(c, who, NOW, "impact", "a jakie logi")
            if sequel:
                unread.followed_by(c, who, sequel)
    with any_store.read() as c:
        assert lines(unread.counted(c)) == [
            {
                "text": "a jakie logi", "asked": "impact", "count": 4, "intent": "case_status",
                "next": {"case_status": 2, "cancel": 1}, "last": "2026-11-20",
            }
        ]  # fmt: skip


def test_a_sequel_belongs_to_its_own_conversation_and_is_not_written_over(any_store: Store) -> None:
    with any_store.begin() as c:
        unread.add(c, "a", NOW, None, "pierwsze")
        unread.followed_by(c, "b", "cancel")
        unread.followed_by(c, "a", "faq_hours")
        unread.followed_by(c, "a", "cancel")
    with any_store.read() as c:
        assert [(row.text, row.next) for row in unread.counted(c)] == [("pierwsze", "faq_hours")]


def test_after_ninety_days_it_is_forgotten(any_store: Store) -> None:
    with any_store.begin() as c:
        unread.add(c, "a", NOW - timedelta(days=91), None, "stare")
        unread.add(c, "a", NOW - timedelta(days=89), None, "nowsze")
        unread.add(c, "b", NOW, None, "nowe")
    with any_store.read() as c:
        assert [row.text for row in unread.counted(c)] == ["nowe", "nowsze"]


def test_numbers_addresses_and_secrets_are_masked() -> None:
    said = masked(
        "Hasło: Tajne#123, mój mail jan@wir.example, tel 600 700 801, sn 210235317410K8001325, umowa PW-2026-000101"
    )
    for secret in ("tajne", "123", "jan@", "600", "8001325", "000101"):
        assert secret not in said.lower()
    assert said == "haslo: •••, moj mail xemail , tel xphone , sn xserial , umowa xcontract"
