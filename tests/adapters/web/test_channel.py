"""What a visitor sends comes in once, within limits, and what was cut is said."""

from datetime import UTC, datetime
from uuid import UUID

import pytest

from adapters.web.channel import (
    BIG_FILE,
    LONG_TEXT,
    MANY_FILES,
    MAX_FILE,
    MAX_FILES,
    MAX_TEXT,
    Sent,
    WebChannel,
    base_name,
)
from bot.channel import File, Inbound

NOON = datetime(2027, 5, 4, 10, tzinfo=UTC)
EVENT = "0b9f7c1e-8c5f-4a52-9b39-2f0d0a7f6f11"


class Box:
    """Keeps what was accepted."""

    def __init__(self) -> None:
        self.events: list[Inbound] = []
        self.web = WebChannel(self._accept, lambda: NOON)

    def _accept(self, inbound: Inbound) -> bool:
        self.events.append(inbound)
        return True

    def receive(self, **sent: object) -> tuple[str, ...]:
        return self.web.receive(Sent(user="g-1", **sent))  # type: ignore[arg-type]


@pytest.fixture
def box() -> Box:
    return Box()


def test_words_and_files_come_in_together(box: Box) -> None:
    assert box.receive(event=EVENT, text="log", files=[File("a.txt", b"x")], person="hela") == ()
    assert box.events == [
        Inbound("web", "g-1", f"g-1:{EVENT}", NOON, "log", files=(File("a.txt", b"x"),), person="hela")
    ]


def test_the_same_sending_has_the_same_id_and_another_visitor_cannot_take_it(box: Box) -> None:
    box.receive(event=EVENT, text="raz")
    box.receive(event=EVENT, text="raz")
    box.web.receive(Sent("g-2", EVENT, "raz"))
    first, second, stranger = (event.event_id for event in box.events)
    assert first == second != stranger


@pytest.mark.parametrize("event", ["", "1", "../../etc", "x" * 1000, EVENT + "0"])
def test_an_id_that_is_none_is_replaced(box: Box, event: str) -> None:
    box.receive(event=event, text="raz")
    assert UUID(box.events[0].event_id.removeprefix("g-1:")).version == 4


@pytest.mark.parametrize("text", ["", "   \n\t "])
def test_nothing_is_no_event(box: Box, text: str) -> None:
    assert box.receive(text=text) == ()
    assert box.events == []


def test_a_text_of_the_limit_is_whole_and_a_longer_one_is_cut_aloud(box: Box) -> None:
    assert box.receive(text="a" * MAX_TEXT) == ()
    assert box.receive(text="a" * (MAX_TEXT + 1)) == (LONG_TEXT,)
    assert [len(event.text) for event in box.events] == [MAX_TEXT, MAX_TEXT]


def test_a_file_of_the_limit_comes_in_and_a_bigger_one_is_refused_aloud(box: Box) -> None:
    files = [File("rowno.log", bytes(MAX_FILE)), File("za/duzo.log", bytes(MAX_FILE + 1))]
    assert box.receive(text="log", files=files) == (BIG_FILE.format(name="duzo.log"),)
    assert [f.name for f in box.events[0].files] == ["rowno.log"]


def test_only_a_refused_file_is_no_event(box: Box) -> None:
    assert box.receive(files=[File("core.bin", bytes(MAX_FILE + 1))]) == (BIG_FILE.format(name="core.bin"),)
    assert box.events == []


def test_ten_files_come_in_and_the_eleventh_is_refused_aloud(box: Box) -> None:
    assert box.receive(files=[File(f"{n}.log", b"x") for n in range(MAX_FILES + 1)]) == (MANY_FILES,)
    assert [f.name for f in box.events[0].files] == [f"{n}.log" for n in range(MAX_FILES)]


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\Anna\\log.txt", "log.txt"),
        ("/", "plik"),
        ("..", "plik"),
        ("", "plik"),
        ("log\u202egpj.exe", "loggpj.exe"),
        ("log\n\x00.txt", "log.txt"),
        ("zażółć gęślą.txt", "zażółć gęślą.txt"),
        ("a" * 300 + ".txt", "a" * 196 + ".txt"),  # 200 signs, the extension among them
    ],
)
def test_of_a_name_only_the_visible_last_part_is_kept(given: str, kept: str) -> None:
    assert base_name(given) == kept


@pytest.mark.parametrize(("token", "kept"), [("12.0", "12.0"), ("12", None), ("a.b", None), ("1.0;DROP", None)])
def test_only_what_looks_like_a_button_is_a_button(box: Box, token: str, kept: str | None) -> None:
    box.receive(text="tak", choice=token)
    assert box.events[0].choice == kept
