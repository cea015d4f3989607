"""The whole application over a store, talked to from accounts in two chats; its mail goes to a real server."""

import asyncio
import re
from datetime import UTC, datetime, timedelta

from sqlalchemy import select

from adapters.mail.channel import MailChannel
from bot.addresses import Addresses
from bot.channel import Channel, Inbound
from bot.clock import SimulatedClock
from bot.mail import Pace
from bot.main import build
from bot.store.engine import Store
from bot.store.tables import metadata
from tests.adapters.mail.post import Post
from tests.mail.house import Telegram
from tests.seal import SEAL

NOON = datetime(2026, 11, 19, 11, tzinfo=UTC)
AT_ONCE = Pace(gather=timedelta(0))
CODE = re.compile(r"\b\d{4} \d{4}\b")


class House:
    """What somebody says in an account, what they are answered, and what the mailman brought."""

    def __init__(self, store: Store, mail: MailChannel, post: Post) -> None:
        self.store, self.post, self.clock = store, post, SimulatedClock(NOON)
        self.chats = {name: Telegram() for name in ("telegram", "slack")}
        channels: dict[str, Channel] = {**self.chats, "mail": mail}
        self.app = build(store, self.clock, channels, "web", AT_ONCE, SEAL, Addresses(enabled=True))
        self._said = 0

    def hear(self, text: str, account: str = "telegram:1") -> None:
        """The words have come; nobody has answered them yet."""
        channel, _, user = account.partition(":")
        self._said += 1
        self.app.mail.accept(Inbound(channel, user, str(self._said), self.clock.now(), text))

    def work(self) -> None:
        """Everything that is due is done."""
        asyncio.run(self.app.mail.run_due())

    def say(self, text: str, account: str = "telegram:1") -> str:
        """The words, and all that is answered in that account."""
        channel, _, user = account.partition(":")
        sent = self.chats[channel].sent if channel in self.chats else []
        before = len(sent)
        self.hear(text, account)
        self.work()
        return "\n".join(message.text for message in sent[before:] if message.user == user)

    def passes(self, by: timedelta) -> None:
        """Time passes, and whatever falls due in it happens."""
        end = self.clock.now() + by
        while (due := self.app.mail.next_due()) is not None and due <= end:
            self.clock.advance_to(max(due, self.clock.now()))
            self.work()
        self.clock.advance_to(end)

    @property
    def letters(self) -> list[str]:
        """The mails that came, with their subjects."""
        return [f"{m['Subject']}\n{m.get_content()}" for m in self.post.mails]

    @property
    def code(self) -> str:
        """The code in the newest mail."""
        found = CODE.search(self.letters[-1])
        assert found
        return found[0]

    def everything(self) -> str:
        """Every value of every row that there is."""
        with self.store.read() as c:
            rows = [row for table in metadata.sorted_tables for row in c.execute(select(table))]
        return "\n".join(str(value) for row in rows for value in row)
