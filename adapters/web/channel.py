"""The web page as a channel: what a visitor sends becomes an Inbound, within limits that are said aloud."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid4

from bot.channel import Accept, File, Inbound, Outbound

NAME = "web"
MAX_TEXT = 65_536
MAX_FILE = 25 * 1024 * 1024
MAX_FILES = 10
MAX_NAME = 200

LONG_TEXT = "Tekst był dłuższy niż 65 536 znaków, zachowano jego początek. Całość można przesłać jako plik."
BIG_FILE = "Plik „{name}” ma ponad 25 MB i nie został przyjęty."
MANY_FILES = "Jedna wiadomość może mieć do 10 plików; przyjęto pierwsze 10. Pozostałe można wysłać w następnej."
CHOICE = re.compile(r"\d{1,18}\.\d{1,3}", re.ASCII)


@dataclass(frozen=True, slots=True)
class Sent:
    """What a browser sent: `event` is its own id of the sending, the same when it tries again."""

    user: str
    event: str = ""
    text: str = ""
    choice: str = ""
    files: Sequence[File] = ()
    person: str | None = None


class WebChannel:
    """Takes in what visitors send; sends nothing, because the open page reads the transcript itself."""

    name = NAME

    def __init__(self, accept: Accept, now: Callable[[], datetime]) -> None:
        self._accept, self._now = accept, now

    async def send(self, message: Outbound) -> str:
        """The message is in the transcript already; its own id is the reference."""
        return str(message.id)

    def receive(self, sent: Sent) -> tuple[str, ...]:
        """Hand it in, unless there is nothing in it; returns what was cut or refused, in Polish."""
        inbound = Inbound(
            channel=NAME,
            user=sent.user,
            event_id=f"{sent.user}:{_event(sent.event)}",
            at=self._now(),
            text=sent.text[:MAX_TEXT],
            choice=sent.choice if CHOICE.fullmatch(sent.choice) else None,
            files=tuple(File(base_name(f.name), f.data) for f in sent.files[:MAX_FILES] if len(f.data) <= MAX_FILE),
            person=sent.person,
        )
        if inbound.text.strip() or inbound.choice or inbound.files:
            self._accept(inbound)
        return tuple(_refused(sent))


def base_name(name: str) -> str:
    """The last part of a path of any system, without signs that are not seen; „plik” when nothing is left."""
    last = re.split(r"[/\\]", name)[-1]
    seen = "".join(sign for sign in last if sign.isprintable()).strip(" .")
    return seen[-MAX_NAME:] or "plik"


def _event(given: str) -> str:
    """The browser's own id, when it is one."""
    try:
        return str(UUID(given))
    except ValueError:
        return str(uuid4())


def _refused(sent: Sent) -> list[str]:
    notices = [LONG_TEXT] if len(sent.text) > MAX_TEXT else []
    notices += [MANY_FILES] if len(sent.files) > MAX_FILES else []
    return notices + [BIG_FILE.format(name=base_name(f.name)) for f in sent.files[:MAX_FILES] if len(f.data) > MAX_FILE]
