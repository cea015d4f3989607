"""The web page for the suite: what a browser sends comes in, and the transcript is read as the page draws it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from html.parser import HTMLParser
from uuid import UUID

from adapters.web.channel import NAME, Sent, WebChannel
from adapters.web.render import bubble
from adapters.web.visits import Attachment
from bot.channel import Accept, Choice, File
from bot.store import outbox
from tests.adapters.contract.kit import Kit, Shown

TUESDAY = datetime(2027, 5, 4, 8, tzinfo=UTC)


class WebKit(Kit):
    """A page shows a message as one, edits in place and asks for no patience; it has no group and no typing."""

    name, types = NAME, False

    def open(self, accept: Accept) -> None:
        self.channel = self.web = WebChannel(accept, self.clock.now)

    def close(self) -> None:
        """There is nothing to end."""

    async def say(self, user: str, text: str, event: int, thread: str | None = None, where: str = "") -> None:  # noqa: ARG002
        self.web.receive(Sent(user, str(UUID(int=event)), text))

    async def press(self, user: str, label: str, event: int, where: str = "") -> None:  # noqa: ARG002
        with self.store.read() as c:
            rows = outbox.history(c, f"{NAME}:{user}")
        found = [choice for row in rows for choice in outbox.choices(row) if choice.label == label]
        self.web.receive(Sent(user, str(UUID(int=event)), choice=found[-1].token))

    async def attach(
        self,
        user: str,
        name: str,
        data: bytes,
        event: int,
        thread: str | None = None,  # noqa: ARG002
        where: str = "",  # noqa: ARG002
    ) -> None:
        self.web.receive(Sent(user, str(UUID(int=event)), files=[File(name, data)]))

    def shown(self, to: str) -> list[Shown]:
        with self.store.read() as c:
            rows = [row for row in outbox.history(c, f"{NAME}:{to}") if row.direction == "out"]
        screen: dict[int, Shown] = {}
        for row in rows:
            page = Reader(bubble(Row(row.id, row.text, outbox.choices(row))))
            screen[row.edits or row.id] = Shown(to, page.said, page.labels)
        return list(screen.values())


@dataclass(frozen=True)
class Row:
    """A row of the transcript as the page gets it."""

    id: int
    text: str
    choices: Sequence[Choice]
    ours: bool = True
    author: str = ""
    at: datetime = TUESDAY
    hour: str = ""
    day: str = ""
    edits: int | None = None
    files: Sequence[Attachment] = ()


class Reader(HTMLParser):
    """What is read in a bubble, and its buttons; raises for a tag of somebody else's making."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.said, self.labels, self._inside = "", list[str](), ""
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag in ("p", "pre", "div", "code", "button", "a", "span", "time"), tag
        assert all(value is None or "javascript" not in value for name, value in attrs if name != "aria-label")
        kinds = dict(attrs).get("class") or tag
        self._inside = kinds if kinds in ("choice", "copy", "who", "when") else ""
        self.labels += [""] if kinds == "choice" else []
        self.said += "\n" if tag in ("p", "pre", "div") else ""

    def handle_endtag(self, tag: str) -> None:  # noqa: ARG002
        self._inside = ""

    def handle_data(self, data: str) -> None:
        if self._inside == "choice":
            self.labels[-1] += data
        elif not self._inside:
            self.said += data
