"""The outbox keeps the transcript, and the order in which its messages are to leave the house."""

from contextlib import AbstractContextManager
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import Connection, select
from sqlalchemy.exc import StatementError

from bot.channel import ENGINEERS, Choice, File, Inbound
from bot.store import files, inbox, outbox, tables
from bot.store.engine import Store

NOON = datetime(2027, 5, 4, 12, tzinfo=UTC)
JAN, EWA = "telegram:41", "telegram:7"


def say(c: Connection, text: str, conversation: str = JAN, edits: int | None = None) -> int:
    return outbox.add(c, conversation=conversation, at=NOON, text=text, edits=edits)


def waiting(store: Store, conversation: str = JAN) -> str | None:
    with store.read() as c:
        message = outbox.next_unsent(c, conversation)
    return message.text if message else None


def test_a_thread_is_found_by_its_case_and_its_case_by_the_thread(any_store: Store) -> None:
    with any_store.begin() as c:
        for case, ref in ((1001, "17.1/17.1"), (1002, "17.10/17.10"), (1001, "17.1/18.5")):
            number = outbox.add(c, conversation=ENGINEERS, at=NOON, text="karta", case_number=case)
            outbox.sent(c, number, NOON, ref)
        outbox.add(c, conversation=ENGINEERS, at=NOON, text="dalej", case_number=1001, thread=1001)
    with any_store.read() as c:
        waits = outbox.next_unsent(c, ENGINEERS)
        assert waits
        assert waits.thread_ref == "17.1"
        assert [outbox.case_of(c, ENGINEERS, ref) for ref in ("17.1", "17.10", "17", "18.5")] == [
            1001,
            1002,
            None,
            None,
        ]


def test_messages_leave_in_the_order_they_were_said(any_store: Store) -> None:
    with any_store.begin() as c:
        first, other, second = say(c, "jeden"), say(c, "obok", EWA), say(c, "dwa")
    seen = [waiting(any_store)]
    for number in (first, second):
        with any_store.begin() as c:
            outbox.sent(c, number, NOON, f"ref{number}")
        seen.append(waiting(any_store))
    assert seen == ["jeden", "dwa", None]
    assert other > first
    assert waiting(any_store, EWA) == "obok"


def test_a_message_given_up_makes_way_and_stays_visible(any_store: Store) -> None:
    with any_store.begin() as c:
        first = say(c, "jeden")
        say(c, "dwa")
        outbox.failed(c, first, NOON, "bot zablokowany")
    assert waiting(any_store) == "dwa"
    with any_store.read() as c:
        rows = outbox.history(c, JAN)
    assert [(row.text, row.error, row.failed_at) for row in rows] == [
        ("jeden", "bot zablokowany", NOON),
        ("dwa", None, None),
    ]


def test_a_message_carries_all_that_a_channel_needs(any_store: Store) -> None:
    pdf = File("protokół.pdf", b"%PDF")
    with any_store.begin() as c:
        number = outbox.add(
            c,
            conversation="slack:U7:x",
            at=NOON,
            text="Czy wysłać?",
            key="obsluga.wyslac",
            choices=[{"label": "Tak", "value": True}, {"label": "Nie", "value": False}],
            case_number=1001,
            thread=1002,
            files=[pdf],
            author="bot",
        )
    with any_store.read() as c:
        message = outbox.next_unsent(c, "slack:U7:x")
    assert message is not None
    assert (message.id, message.user, message.at, message.text) == (number, "U7:x", NOON, "Czy wysłać?")
    assert message.choices == (Choice(f"{number}.0", "Tak"), Choice(f"{number}.1", "Nie"))
    assert (message.key, message.case, message.thread, message.files) == ("obsluga.wyslac", 1001, 1002, (pdf,))


def test_an_edit_names_the_message_it_replaces_as_the_channel_calls_it(any_store: Store) -> None:
    with any_store.begin() as c:
        first = say(c, "Sprawa 1001: otwarta")
        say(c, "Sprawa 1001: zamknięta", edits=first)
        outbox.sent(c, first, NOON, "ts-77")
    with any_store.read() as c:
        message = outbox.next_unsent(c, JAN)
    assert message is not None
    assert (message.edits, message.edits_id) == ("ts-77", first)


def test_a_pressed_button_gives_back_its_object(any_store: Store) -> None:
    with any_store.begin() as c:
        number = outbox.add(
            c, conversation=JAN, at=NOON, text="?", choices=[{"label": "Tak"}, {"label": "Nie", "value": 7}]
        )
        found = outbox.choice(c, JAN, f"{number}.1")
        assert found is not None
        assert (found[0].id, found[1]) == (number, {"label": "Nie", "value": 7})


@pytest.mark.parametrize(
    "token", ["", "1", "1.", ".0", "1.2", "2.0", "-1.0", "1.-1", "1.0.0", "x.y", "1.²", "9" * 30 + ".0"]
)
def test_a_token_of_no_button_gives_nothing(any_store: Store, token: str) -> None:
    with any_store.begin() as c:
        assert outbox.add(c, conversation=JAN, at=NOON, text="?", choices=[{"label": "Tak"}, {"label": "Nie"}]) == 1
        assert outbox.choice(c, JAN, token) is None


def test_a_button_of_another_conversation_is_no_button(any_store: Store) -> None:
    with any_store.begin() as c:
        number = outbox.add(c, conversation=JAN, at=NOON, text="?", choices=[{"label": "Tak"}])
        assert outbox.choice(c, EWA, f"{number}.0") is None


def test_what_the_caller_said_is_in_the_transcript_and_is_never_sent(any_store: Store) -> None:
    with any_store.begin() as c:
        event = inbox.add(c, Inbound("telegram", "41", "1", NOON, "log", files=(File("a.log", b"x"),)))
        assert event is not None
        said = outbox.incoming(c, conversation=JAN, at=NOON, text="log", author="Jan", case_number=7, inbox_ids=[event])
        files = c.execute(select(tables.file.c.message, tables.file.c.case_number, tables.file.c.name)).all()
    assert [tuple(row) for row in files] == [(said, 7, "a.log")]
    assert waiting(any_store) is None
    with any_store.read() as c:
        (row,) = outbox.history(c, JAN)
    assert (row.direction, row.author, row.text, row.case_number) == ("in", "Jan", "log", 7)


def test_a_case_gets_the_files_of_the_transcript_each_once_and_none_that_waits_in_the_inbox(any_store: Store) -> None:
    def send(c: Connection, name: str) -> int:
        return inbox.add(c, Inbound("telegram", "41", name, NOON, files=(File(name, b"x"),))) or 0

    with any_store.begin() as c:
        heard, waits = send(c, "a.jpg"), send(c, "b.jpg")
        outbox.incoming(c, conversation=JAN, at=NOON, text="", inbox_ids=[heard])
        assert outbox.attach(c, JAN, 1001) == ["a.jpg"]
        assert outbox.attach(c, JAN, 1001) == []
        outbox.incoming(c, conversation=JAN, at=NOON, text="", inbox_ids=[waits])
        assert outbox.attach(c, JAN, 1001) == ["b.jpg"]


def test_engineers_are_shown_each_file_of_their_callers_once_and_none_of_their_own(any_store: Store) -> None:
    with any_store.begin() as c:
        event = inbox.add(c, Inbound("telegram", "41", "1", NOON, files=(File("a.log", b"x"),)))
        outbox.incoming(c, conversation=JAN, at=NOON, text="", case_number=1001, inbox_ids=[event or 0])
        outbox.add(c, conversation=JAN, at=NOON, text="proszę", case_number=1001, files=[File("wzor.txt", b"y")])
        first, second = (outbox.add(c, conversation=ENGINEERS, at=NOON, text="pliki") for _ in range(2))
        files.post(c, 1001, first)
        files.post(c, 1001, second)
        message = outbox.next_unsent(c, ENGINEERS)
        assert [(row.message, row.name) for row in files.of_messages(c, [first, second])] == [(first, "a.log")]
        assert message is not None
        assert message.files == (File("a.log", b"x"),)


def test_the_history_gives_the_newest_rows_oldest_first(any_store: Store) -> None:
    with any_store.begin() as c:
        ids = [say(c, str(number)) for number in range(5)]
        say(c, "obok", EWA)
    with any_store.read() as c:
        assert [row.text for row in outbox.history(c, JAN, limit=2)] == ["3", "4"]
        assert [row.text for row in outbox.history(c, JAN, after=ids[2])] == ["3", "4"]


def test_a_message_and_its_lane_are_armed_together(
    any_store: Store, rolled_back: AbstractContextManager[Connection]
) -> None:
    with rolled_back as c:
        say(c, "cofnięte")
    with any_store.begin() as c:
        assert c.execute(select(tables.wakeup.c.key)).all() == []
        say(c, "powiedziane")
        assert c.execute(select(tables.wakeup.c.key)).scalars().all() == [f"out:{JAN}"]
    assert waiting(any_store) == "powiedziane"


def test_a_naive_moment_is_refused(any_store: Store) -> None:
    with pytest.raises(StatementError, match="naive"), any_store.begin() as c:
        outbox.add(c, conversation=JAN, at=datetime(2027, 5, 4, 12), text="?")  # noqa: DTZ001  # the point of the test


def test_a_moment_keeps_its_instant_and_microseconds(any_store: Store) -> None:
    moment = datetime.fromisoformat("2027-05-04T14:00:00.000001+02:00")
    with any_store.begin() as c:
        outbox.add(c, conversation=JAN, at=moment, text="?")
        (row,) = outbox.history(c, JAN)
    assert (row.at, row.at.utcoffset()) == (NOON + timedelta(microseconds=1), timedelta(0))
