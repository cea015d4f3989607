"""What the chat page is told: the transcript of its own account, what waits, and files of nobody else."""

from datetime import timedelta

import pytest

from bot import access
from bot.board import case_view, channel_page
from bot.board.visits import LATE_COMMIT, MESSAGES_A_MINUTE, Visits, lines
from bot.channel import ENGINEERS, Choice, File, Inbound
from bot.clock import SimulatedClock
from bot.store import files, inbox, outbox, sealed
from bot.store.engine import Store
from tests.board.conftest import NOON
from tests.seal import SEAL

ME, OTHER = "g-1", "g-2"
MINUTE = timedelta(minutes=1)


@pytest.fixture
def visits(cast: Store) -> Visits:
    return Visits(cast, SimulatedClock(NOON))


def test_a_transcript_is_ready_to_be_shown(cast: Store, visits: Visits) -> None:
    with cast.begin() as c:
        said = outbox.incoming(c, conversation="web:g-1", at=NOON - MINUTE, text="padł zasilacz")
        more = {"choices": [{"label": "A", "value": 1}], "files": [File("a.txt", b"xy")]}
        asked = outbox.add(c, conversation="web:g-1", at=NOON, text="Który?", **more)  # type: ignore[arg-type]
        outbox.add(c, conversation="web:g-2", at=NOON, text="cudze")
    mine, ours = visits.look(ME, 0).lines
    assert (mine.id, mine.ours, mine.text, mine.day, mine.hour) == (
        said,
        False,
        "padł zasilacz",
        "czw 19 listopada",
        "11:59",
    )
    assert (ours.id, ours.ours, ours.hour, ours.choices) == (asked, True, "12:00", (Choice(f"{asked}.0", "A"),))
    assert [(f.name, f.size) for f in ours.files] == [("a.txt", 2)]


def test_what_waits_for_an_answer_is_told_with_its_files_and_the_label_of_a_button(cast: Store, visits: Visits) -> None:
    with cast.begin() as c:
        asked = outbox.add(c, conversation="web:g-1", at=NOON, text="Który?", choices=[{"label": "Drugi"}])
        for number, more in enumerate(({"text": "log", "files": (File("a.txt", b"x"),)}, {"choice": f"{asked}.0"})):
            inbox.add(c, Inbound("web", ME, str(number), NOON, **more))  # type: ignore[arg-type]
        inbox.add(c, Inbound("web", OTHER, "2", NOON, "cudze"))
    waiting = visits.look(ME, 0).waiting
    assert [(w.text, w.files) for w in waiting] == [("log", ("a.txt",)), ("Drugi", ())]
    with cast.begin() as c:
        inbox.finish(c, [w.id for w in waiting], NOON)
    assert visits.look(ME, 0).waiting == ()


def test_whom_a_message_calls_is_named_on_the_board(cast: Store) -> None:
    with cast.begin() as c:
        outbox.add(c, conversation=ENGINEERS, at=NOON, text="Czas mija.", mentions=("ola", "adam"))
        (line,) = lines(c, ENGINEERS, NOON)
    assert line.text == "Do: Aleksandra Dyżur, Adam Zmiana\nCzas mija."


def test_a_row_committed_late_is_still_found(cast: Store, visits: Visits) -> None:
    with cast.begin() as c:
        old = outbox.add(c, conversation="web:g-1", at=NOON - LATE_COMMIT - MINUTE, text="dawno")
        new = outbox.add(c, conversation="web:g-1", at=NOON, text="teraz")
    assert visits.look(ME, 0).settled == old  # the new one is read again next time, with what may have come before it
    assert [line.id for line in visits.look(ME, old).lines] == [new]
    assert visits.look(ME, new).settled == new


def test_a_file_is_given_only_to_its_conversation(cast: Store, visits: Visits) -> None:
    with cast.begin() as c:
        inbox.add(c, Inbound("web", ME, "1", NOON, files=(File("a.txt", b"x"),)))
        row = inbox.pending(c, "web:g-1", 1)[0]
        outbox.incoming(c, conversation="web:g-1", at=NOON, text="", inbox_ids=[row.id])
    (line,) = visits.look(ME, 0).lines
    number = line.files[0].id
    assert visits.file(ME, number) == File("a.txt", b"x")
    assert visits.file(OTHER, number) is None
    assert visits.file(ME, number + 1) is None


@pytest.mark.parametrize("key", ["engineers.card", "engineers.from_caller_files"])
def test_a_file_shown_to_the_engineers_opens_from_their_channel(cast: Store, key: str) -> None:
    with cast.begin() as c:
        event = inbox.add(c, Inbound("web", ME, "1", NOON, files=(File("a.txt", b"x"),)))
        outbox.incoming(c, conversation="web:g-1", at=NOON, text="", case_number=1001, inbox_ids=[event or 0])
        files.post(c, 1001, outbox.add(c, conversation=ENGINEERS, at=NOON, text="plik", key=key, thread=1001))
        page = channel_page.threads(lines(c, ENGINEERS, NOON))
        (kept,) = files.of_case(c, 1001, "")
    assert f"<a href='/panel/plik/{kept.id}' download>a.txt</a>" in page


def test_a_sealed_file_is_shown_to_everybody_concerned_and_given_to_nobody(cast: Store, visits: Visits) -> None:
    with cast.begin() as c:
        said = outbox.incoming(c, conversation="web:g-1", at=NOON, text="")
        kept = File("switch.cfg", b"x")
        number = sealed.keep(c, SEAL, kept, conversation="web:g-1", at=NOON, message=said, case_number=1001)
        on_board = case_view.files(files.of_case(c, 1001, ""), owner=False)
    (line,) = visits.look(ME, 0).lines
    assert [(f.name, f.sealed) for f in line.files] == [("switch.cfg", True)]
    assert visits.file(ME, number) is None
    assert "switch.cfg (zaszyfrowany)" in on_board
    assert "href" not in on_board


def test_a_link_opens_the_persons_own_conversation(cast: Store, visits: Visits) -> None:
    with cast.begin() as c:
        link = access.sign_in(c, "link", "hela", NOON)
    session = visits.open_link(link, "10.0.0.1")
    assert session
    found = visits.visitor(session)
    assert found
    assert (found.person, found.name) == ("hela", "Helena Zaranek")
    visits.leave(session)
    assert visits.visitor(session) is None
    assert visits.open_link("zmyslony", "10.0.0.1") is None


def test_too_many_messages_of_one_account_are_held_back_and_others_are_not(visits: Visits) -> None:
    assert [visits.allow(ME, "10.0.0.1") for _ in range(MESSAGES_A_MINUTE + 1)] == [True] * MESSAGES_A_MINUTE + [False]
    assert visits.allow(OTHER, "10.0.0.1")
