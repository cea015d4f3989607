"""No secret survives anywhere: whatever way it was sent, no table, message, page, export or log has it."""

import asyncio
import logging
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import timedelta
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from sqlalchemy import insert, select
from sqlalchemy.exc import IntegrityError

from bot.board import case_view, list_view, reads
from bot.channel import File, Inbound
from bot.clock import SimulatedClock
from bot.desk import export
from bot.mail import Pace
from bot.mail.office import describe
from bot.main import App, build
from bot.store import cases, files
from bot.store.engine import Store, open_store
from bot.store.tables import conversation, metadata
from bot.talk.screen import Screen
from tests.domain.warsaw import at
from tests.evidence.hostile import zipped
from tests.seal import SEAL
from tests.world import furnish

NOON = at("2026-11-17 12:00")
SECRETS = Path(__file__).parents[1] / "evidence" / "secrets.tsv"
REPORT = (
    "210235333510K8002440 wentylator hałasuje, P4, tel 600 700 801",
    "pomiń",
    "nie mam dostępu",
    "nie mam kopii",
    "wyślij",
)
Survivors = Callable[[], list[str]]
SHORTEST = 6
"""A shorter secret is a word or a number that stands elsewhere too, in a time or in a serial number."""


def lines() -> list[tuple[str, list[str]]]:
    """Lines of real syntax, each with the secrets in it."""
    rows = (row.split("\t") for row in SECRETS.read_text("utf-8").splitlines())
    return [(line.replace("\\n", "\n"), [s.replace("\\n", "\n") for s in secrets]) for line, *secrets in rows]


def secrets() -> list[str]:
    """What must be nowhere; of several lines each one."""
    parts = (part for _, found in lines() for secret in found for part in secret.splitlines())
    return sorted({part for part in parts if len(part) >= SHORTEST})


class Scene:
    """The application, spoken to by people in turn; everything it ever sends is kept."""

    def __init__(self, url: str) -> None:
        self.store, self.clock = open_store(url), SimulatedClock(NOON)
        self.sent: list[str] = []
        screen = Screen(self.sent.append)
        self.app: App = build(self.store, self.clock, {"talk": screen}, "talk", Pace(gather=timedelta(0)), SEAL)
        self._events = 0

    def hear(self, user: str, *breath: str, files: tuple[File, ...] = ()) -> None:
        """Messages of one breath, answered together; files are read after that."""
        for words in breath:
            self._events += 1
            event = Inbound("talk", user, f"e{self._events}", self.clock.now(), words, files=files, person="waldek")
            self.app.mail.accept(event)
        self.clock.advance_to(self.clock.now() + timedelta(seconds=5))
        asyncio.run(self.app.mail.run_due())

    def everything(self) -> str:
        """Every column of every table, everything sent, and of every case its export, its print and its page."""
        with self.store.read() as c:
            rows = [written(tuple(row)) for table in metadata.sorted_tables for row in c.execute(select(table))]
            found, now = cases.everything(c), self.clock.now()
            exported = [file.data.decode() for case in found for file in export.document(c, case, now)]
            pages = [page(whole) for case in found if (whole := reads.whole(c, case.number, now))]
        return "\n".join((*rows, *self.sent, *exported, *pages))


def written(value: object) -> str:
    """Every word in a value of any kind; of a file every text in it, whatever its encoding."""
    match value:
        case dict():
            return written(list(value.values()))
        case list() | tuple():
            return "\n".join(map(written, value))
        case bytes() if value.startswith(b"PK"):
            with ZipFile(BytesIO(value)) as archive:
                return written([archive.read(name) for name in archive.namelist()])
        case bytes():
            return written([value.decode(encoding, "replace") for encoding in ("utf-8", "utf-16-le", "cp1250")])
        case _:
            return str(value)


def page(whole: reads.Whole) -> str:
    """A case in the list, and all of its own page."""
    talk = case_view.talk((*whole.talk, *whole.thread), "")
    row, sent = list_view.card(reads.row(whole.case, whole.now)), case_view.files(whole.files, owner=True)
    return "\n".join((row, case_view.head(whole), case_view.collected(whole), case_view.history(whole), talk, sent))


@pytest.fixture
def scene(sqlite_url: str) -> Iterator[Scene]:
    furnish(sqlite_url)
    found = Scene(sqlite_url)
    with closing(found.store):
        yield found


@pytest.fixture
def survivors(scene: Scene, caplog: pytest.LogCaptureFixture) -> Survivors:
    """Secrets that are anywhere, the log included."""
    caplog.set_level(logging.DEBUG)

    def found() -> list[str]:
        whole = f"{scene.everything()}\n{caplog.text}"
        return [secret for secret in secrets() if secret in whole]

    return found


def test_the_list_is_long() -> None:
    assert len(lines()) >= 100
    assert len(secrets()) >= 80


def test_pasted_as_a_message(scene: Scene, survivors: Survivors) -> None:
    for number, (line, _) in enumerate(lines()):
        scene.hear(f"u{number}", line)
    assert survivors() == []


def test_split_over_messages_of_one_breath(scene: Scene, survivors: Survivors) -> None:
    """At the blank before the secret, where somebody typing in pieces would, and after each line of a key."""
    for number, (line, found) in enumerate(lines()):
        before = line.index(found[0])
        pieces = [line[:before], line[before:]] if line[:before].endswith(" ") else line.split("\n")
        scene.hear(f"u{number}", *(piece for piece in pieces if piece.strip()))
    assert survivors() == []


def test_in_a_case_that_was_sent(scene: Scene, survivors: Survivors) -> None:
    """With the symptom, then as words and as outputs for the engineer."""
    few = [line for line, _ in lines()]
    first, *later = REPORT
    for words in ("\n".join((first, *few[:6])), *later, *few, "\n".join(f"<SW1>display this\n{line}" for line in few)):
        scene.hear("jan", words)
    with scene.store.read() as c:
        assert len(cases.everything(c)) == 1
    assert survivors() == []


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "cp1250"])
def test_sent_in_a_file_or_an_archive(scene: Scene, survivors: Survivors, encoding: str) -> None:
    """Before a case is open, and for one that is."""
    data = "\n".join(line for line, _ in lines()).encode(encoding, "replace")
    sent = File("sw.txt", data), File("logi.zip", zipped(("a/sw.log", data), ("b/sw.log", data)))
    for words in REPORT:
        scene.hear("jan", words, files=sent)
    with scene.store.read() as c:
        (case,) = cases.everything(c)
        names = {f.name for f in files.of_case(c, case.number, case.conversation) if not f.sealed}
    assert names == {"sw.txt", "logi.zip"}
    assert survivors() == []


def test_given_as_the_answer_to_any_question(scene: Scene, survivors: Survivors) -> None:
    """Each question gets every fifth line, from as many people who have come so far."""
    for turn, words in enumerate(REPORT):
        scene.hear("jan", words)
        few = lines()[turn :: len(REPORT)]
        for user, (line, _) in zip(copies(scene, f"q{turn}", len(few)), few, strict=True):
            scene.hear(user, line)
    assert survivors() == []


def copies(scene: Scene, name: str, many: int) -> list[str]:
    """So many people at the same point of the same conversation."""
    users = [f"{name}-{n}" for n in range(many)]
    with scene.store.begin() as c:
        row = c.execute(select(conversation).where(conversation.c.user == "jan")).one()
        c.execute(insert(conversation), [dict(row._mapping) | {"id": f"talk:{user}", "user": user} for user in users])
    return users


def test_an_error_of_the_database_does_not_quote_what_was_to_be_stored(any_store: Store) -> None:
    row = {"id": "talk:jan", "channel": "talk", "user": "jan", "state": {"said": "Tajne123"}, "updated_at": NOON}
    with pytest.raises(IntegrityError) as refused, any_store.begin() as c:
        c.execute(insert(conversation), [row, row])
    assert "Tajne123" not in str(refused.value)


def test_an_error_kept_with_its_event_is_masked() -> None:
    assert describe(ValueError("hasło: Tajne123")) == "ValueError: hasło: •••"
