"""A one-time code: it travels by mail alone, is written down nowhere, and cannot be guessed, outlived or used twice."""

import logging
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from sqlalchemy import event, update

from bot.audit import verify
from bot.channel import Inbound
from bot.desk.codes import DIGITS, GOOD_FOR, MASK, SENT_A_DAY, TRIES
from bot.events import Heard, together
from bot.sealing import Seal
from bot.store import accounts, audit, codes, conversations, outbox, register
from bot.store.engine import Store
from bot.store.tables import person
from tests.accounts.house import CODE, NOON, House
from tests.seal import SEAL

HELA, NOBODY = "hela@mlyn.example", "nikt.taki@mlyn.example"


def linked(house: House, account: str = "telegram:1") -> str | None:
    with house.store.read() as c:
        return accounts.linked(c, *account.split(":"))


def test_the_code_in_the_mail_links_the_account(house: House) -> None:
    assert "jest w naszych danych" in house.say(f"to ja, {HELA}")
    assert house.post.envelopes[-1][1] == [HELA]
    assert linked(house) is None
    assert "Konto połączone: Helena Zaranek" in house.say(f"kod: {house.code}")
    assert linked(house) == "hela"


def test_the_code_is_written_down_nowhere(house: House, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    house.hear(f"to ja, {HELA}")
    house.work()
    asked = house.everything()
    house.say(f"mój kod to {house.code}")
    logged = "\n".join(r.getMessage() for r in caplog.records if r.name != "mail.log")  # that is the mailbox's own
    for digits in (house.code, house.code.replace(" ", "")):
        assert digits not in asked
        assert digits not in house.everything()
        assert digits not in logged
    with house.store.read() as c:
        (mail,) = outbox.history(c, f"mail:{HELA}")
        assert MASK in mail.text
        assert [row.text for row in outbox.history(c, "telegram:1") if row.direction == "in"][-1] == MASK


def test_two_messages_in_one_breath_are_one_code_and_neither_is_kept(house: House) -> None:
    house.say(f"to ja, {HELA}")
    first, second = house.code.split()
    house.hear(first)
    house.hear(second)
    house.work()
    assert linked(house) == "hela"
    assert f"\n{first}\n" not in house.everything()


def test_a_server_that_asks_to_come_back_gets_the_same_code(house: House) -> None:
    house.post.data.append("451 Please wait")
    house.say(f"to ja, {HELA}")
    assert not house.letters
    house.passes(timedelta(minutes=1))
    assert "Konto połączone" in house.say(house.code)


@pytest.mark.parametrize("late", [GOOD_FOR, GOOD_FOR + timedelta(seconds=1)])
def test_a_code_is_good_for_ten_minutes(house: House, late: timedelta) -> None:
    house.say(f"to ja, {HELA}")
    house.passes(late)
    answer = house.say(house.code)
    assert (linked(house) is None) == (late > GOOD_FOR)
    assert ("już nie działa" in answer) == (late > GOOD_FOR)


def test_a_code_of_one_account_is_none_in_another(house: House) -> None:
    house.say(f"to ja, {HELA}")
    mine = house.code
    house.say(f"to ja, {HELA}", "slack:2")
    assert "się nie zgadza" in house.say(mine, "slack:2")
    assert linked(house, "slack:2") is None


def test_a_code_shown_to_its_person_links_another_account(house: House) -> None:
    code = shown(house)
    assert code not in house.everything()
    house.say(f"to ja, {HELA}", "slack:2")
    house.say(code, "slack:2")
    house.say(f"to ja, {HELA}", "slack:3")
    house.say(code, "slack:3")
    assert [linked(house, account) for account in ("slack:2", "slack:3")] == ["hela", None]


def test_a_code_that_is_shown_is_spent_by_guesses_from_anywhere(house: House) -> None:
    code = shown(house)
    house.say(f"to ja, {HELA}", "slack:2")
    house.say(f"to ja, {HELA}", "slack:3")
    for guess in range(TRIES):
        house.say(f"0000 000{guess}", "slack:3")
    assert "się nie zgadza" in house.say(code, "slack:2")
    assert linked(house, "slack:2") is None


def shown(house: House) -> str:
    """The code that Hela is shown in her chat for another one."""
    house.say(f"to ja, {HELA}")
    house.say(house.code)
    found = CODE.search(house.say("połącz konto"))
    assert found
    return found[0]


@pytest.mark.parametrize("words", ["600 700 801", "+48 600-700-801", "umowa PW-2026-000101", "2024.hela@mlyn.example"])
def test_other_numbers_are_no_tries(house: House, words: str) -> None:
    house.say(f"to ja, {HELA}")
    house.say(words)
    with house.store.read() as c:
        row = codes.newest(c, "telegram:1")
    assert row
    assert row.tries == 0


def test_somebody_who_has_left_the_register_is_not_linked(house: House) -> None:
    house.say(f"to ja, {HELA}")
    with house.store.begin() as c:
        c.execute(update(person).where(person.c.id == "hela").values(ended_at=NOON))
    assert "się nie zgadza" in house.say(house.code)
    assert linked(house) is None


def test_a_known_and_an_unknown_address_are_answered_with_the_same_words_by_the_same_work(house: House) -> None:
    answers, work = zip(*(asked_and_guessed(house, n, email) for n, email in enumerate((HELA, NOBODY))), strict=True)
    assert answers[0].replace(HELA, NOBODY) == answers[1]
    assert work[0] == work[1]
    assert [to for _, to in house.post.envelopes] == [[HELA]]


def asked_and_guessed(house: House, account: int, email: str) -> tuple[str, list[str]]:
    """What is answered to an address and to a wrong code, and every statement that these turns asked of the base."""
    said, statements = list[str](), list[str]()
    with house.store.begin() as c:
        engine = c.engine

    def note(_c: object, _cursor: object, statement: str, *_: object) -> None:
        statements.append(statement)

    for text in ("połącz konto", email, "0000 0001"):
        house.hear(text, f"telegram:{account}")
        event.listen(engine, "before_cursor_execute", note)
        house.app.turns(f"telegram:{account}", 9)
        event.remove(engine, "before_cursor_execute", note)
        house.work()
        said += [m.text for m in house.chats["telegram"].sent if m.user == str(account)]
    return "\n".join(said), statements


def test_links_are_audited_and_so_are_codes_that_were_guessed_at(house: House) -> None:
    house.say(f"to ja, {HELA}")
    house.say(house.code)
    house.say(f"to ja, {HELA}", "slack:2")
    for guess in range(TRIES):
        house.say(f"0000 000{guess}", "slack:2")
    with house.store.read() as c:
        told = [(e.what, e.body["who"]) for e in audit.entries(c) if e.what.startswith("account.")]
        assert not verify(c).problems
    assert told == [("account.linked", "telegram:1"), ("account.code_spent", "slack:2")]


def test_chance_alone_would_take_thousands_of_years() -> None:
    guesses_a_year = TRIES * SENT_A_DAY * 365
    assert 10**DIGITS / guesses_a_year > 10_000


@pytest.mark.parametrize("any_url", ["sqlite"], indirect=True)
def test_no_guess_in_the_tries_allowed_succeeds(house: House) -> None:
    house.say(f"to ja, {HELA}")
    code = house.code.replace(" ", "")

    @settings(max_examples=200, deadline=None, suppress_health_check=list(HealthCheck))
    @given(guesses(code))
    def nothing_opens(guessed: list[str]) -> None:
        assume(code not in ("".join(filter(str.isdigit, guess)) for guess in guessed))
        with house.store.begin() as c:
            trial = c.begin_nested()
            for guess in guessed:
                house.app.desk.codes.hear(c, "telegram:1", words(guess))
            tried = codes.newest(c, "telegram:1")
            assert tried
            assert tried.used_at is None
            assert tried.tries <= TRIES
            _, proof = house.app.desk.codes.hear(c, "telegram:1", words(code))
            assert proof
            assert (proof.verdict == "right") == (tried.tries < TRIES)
            assert (register.person_of(c, "telegram", "1") is None) == (tried.tries == TRIES)
            trial.rollback()

    nothing_opens()


def guesses(code: str) -> st.SearchStrategy[list[str]]:
    """Digits at random, and those a hair's breadth from the right ones."""
    near = st.sampled_from([code[:-1], code[1:], code[::-1], code + "0", code[1:] + code[0], code[:4], "", "••••"])
    anything = st.text("0123456789 -", min_size=4, max_size=12)
    return st.lists(st.one_of(st.integers(0, 10**DIGITS - 1).map("{:08}".format), near, anything), max_size=TRIES + 3)


def words(text: str) -> Heard:
    return together([(0, Inbound("telegram", "1", "x", NOON, text))])


def test_whoever_does_not_know_the_secret_cannot_make_the_code(house: House) -> None:
    house.say(f"to ja, {HELA}")
    with house.store.read() as c:
        row = codes.newest(c, "telegram:1")
    assert row
    for seal, opens in ((SEAL, True), (Seal("inny sekret, też dość długi dla nas"), False)):
        stamp = seal.stamp(f"{row.id} {row.conversation} {row.nonce}")
        made = f"{int.from_bytes(stamp) % 10**DIGITS:08}"
        assert (made == house.code.replace(" ", "")) == opens


def test_what_looks_like_a_code_stays_as_it_is_where_none_was_asked_for(house: House) -> None:
    house.say("12345678", "slack:2")
    with house.store.read() as c:
        assert outbox.history(c, "slack:2")[0].text == "12345678"
        assert conversations.state(c, "slack:2")


def test_rows_of_yesterday_are_forgotten(any_store: Store) -> None:
    with any_store.begin() as c:
        codes.add(c, "telegram:1", HELA, "a", NOON)
        codes.add(c, "telegram:2", HELA, "b", NOON + codes.KEPT_FOR)
        assert codes.newest(c, "telegram:1") is None
        assert codes.newest(c, "telegram:2")
