"""Teams as a channel: messages go out in parts, cards are edited in place, every case of the channel has its thread."""

import asyncio
from collections.abc import Callable
from dataclasses import replace

from adapters.teams.book import NAME, Book, Place
from adapters.teams.cloud import Cloud
from adapters.teams.connector import Body, Connector, Malformed, Missing
from adapters.teams.inbound import THREAD
from adapters.teams.render import activity, drawn, handed, nameless, pages
from adapters.teams.shelf import Shelf
from bot.channel import Outbound, Remote
from bot.platforms import Teams


class TeamsChannel:
    """Sends by the interface for bots. A reader who is gone is Blocked; „wait” is Busy; all else is tried again."""

    name = NAME

    def __init__(
        self, app: Teams, book: Book, link: Callable[[int, int], str], home: str = "", cloud: Cloud | None = None
    ) -> None:
        """`link(message, number)`: our page with a file of it; `home`: our address, whose pages become links."""
        self.connector, self.book = Connector(app, cloud or Cloud()), book
        self._link, self._home, self._shelf = link, home, Shelf(self.connector)
        self._begun: dict[int, list[str]] = {}

    async def send(self, message: Outbound) -> str:
        """All parts, or one in place of the message before, then the files; a deleted thread gets a successor."""
        try:
            return await self._deliver(message)
        except Missing:
            if not message.thread_ref:
                raise
        return await self._deliver(replace(message, thread_ref=None))

    async def _deliver(self, message: Outbound) -> str:
        """What was sent is not sent again."""
        place = await self._place(message.user)
        edited = message.edits if message.edits and await self._edited(message, place) else None
        done, texts = self._begun.setdefault(message.id, []), [] if edited else drawn(message, self._home)
        for body in [*texts, *self._files(message)][len(done) :]:
            done.append(await self._say(message, place, body, _root(message, done)))
        del self._begun[message.id]
        if edited:
            return edited
        root, last = _root(message, done), done[len(texts) - 1]
        return f"{root}/{last}" if root and message.case is not None else last

    async def fetch(self, file: Remote) -> bytes:
        """The file, from Microsoft's own hosts alone."""
        return await self._shelf.fetch(file)

    async def typing(self, place: Place) -> None:
        """„Pisze…” for a few seconds."""
        await self.connector.say(place.service, place.room, {"type": "typing"})

    async def _place(self, user: str) -> Place:
        """A channel is named; a person has a private chat, opened where none is known."""
        known = await asyncio.to_thread(self.book.find, user)
        if known:
            return known
        service = self.connector.cloud.service
        if _is_channel(user):
            return Place(service, user)
        tenant = self.connector.app.tenants[0]
        about = {
            "isGroup": False,
            "members": [{"id": user}],
            "tenantId": tenant,
            "channelData": {"tenant": {"id": tenant}},
        }
        return Place(service, str((await self.connector.start(service, about))["id"]))

    async def _say(self, message: Outbound, place: Place, body: Body, root: str | None) -> str:
        """An account that Teams does not know must not keep the words back: then people are called by name alone."""
        try:
            return await self._put(message, place, body, root)
        except Malformed:
            if "entities" not in body:
                raise
        return await self._put(message, place, nameless(body), root)

    async def _put(self, message: Outbound, place: Place, body: Body, root: str | None) -> str:
        """In the chat, in the thread, or as the first message of a new one."""
        if not _is_channel(message.user):
            return await self.connector.say(place.service, place.room, body)
        if root:
            return await self.connector.say(place.service, f"{place.room}{THREAD}{root}", body)
        about = {"channel": {"id": message.user}, "tenant": {"id": self.connector.app.tenants[0]}}
        opened = {"isGroup": True, "channelData": about, "activity": body}
        return str((await self.connector.start(place.service, opened))["activityId"])

    async def _edited(self, message: Outbound, place: Place) -> bool:
        """In place of the message before, which has one part; whether that one is still there."""
        root, _, number = (message.edits or "").rpartition("/")
        thread = f"{THREAD}{root or number}" if _is_channel(message.user) else ""
        body = activity(pages(message.text, self._home)[0], message.choices)
        try:
            await self.connector.edit(place.service, f"{place.room}{thread}", number, body)
        except Missing:
            return False
        return True

    def _files(self, message: Outbound) -> list[Body]:
        """Teams takes files of bots only with the reader's consent, and none in a channel: our page has them."""
        if not message.files:
            return []
        return [activity(handed(message.files, [self._link(message.id, n) for n in range(len(message.files))]))]


def _root(message: Outbound, done: list[str]) -> str | None:
    """The message that a thread hangs on: the card of the case, whose own first part it is."""
    return message.thread_ref or (done[0] if done and _is_channel(message.user) else None)


def _is_channel(address: str) -> bool:
    return address.startswith("19:")
