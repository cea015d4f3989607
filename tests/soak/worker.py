"""The process that is killed: the whole application on the real clock, its channel outside behind a Unix socket.

python -m tests.soak.worker DATABASE_URL PLATFORM_SOCKET OWN_SOCKET
"""

import asyncio
import logging
import os
import signal
import sys
from base64 import b64decode, b64encode
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from bot.channel import Busy, File, Inbound, Outbound
from bot.mail import Pace
from bot.main import App, build
from bot.store.engine import open_store
from bot.understand import understand
from tests.seal import SEAL
from tests.soak.wire import Json, ask, listen
from tests.soak.workers import AHEAD

CHANNEL = "console"
CHANNELS = (CHANNEL, "slack")
"""Staff of the sample world are called in Slack."""
PACE = Pace(
    gather=timedelta(seconds=0.05),
    lease=timedelta(seconds=3),
    first_retry=timedelta(seconds=0.05),
    longest_retry=timedelta(seconds=0.5),
    poll=timedelta(seconds=0.1),
    turn_attempts=50,
    send_attempts=200,
    send_within=timedelta(seconds=2),
)
"""In a hurry, and never giving up: being killed again and again is not the fault of the event."""


class Shifted:
    """The clock of the machine, so much ahead: after a leap everything that was due meanwhile comes at once."""

    def __init__(self, ahead: timedelta) -> None:
        self._ahead = ahead

    def now(self) -> datetime:
        """The instant, aware, in UTC."""
        return datetime.now(UTC) + self._ahead


class Post:
    """The channel: what it sends arrives at the platform, or not, or arrives and nobody learns of it."""

    def __init__(self, platform: str, name: str = CHANNEL) -> None:
        self._platform, self.name = platform, name

    async def send(self, message: Outbound) -> str:
        """Raises what the platform makes of it."""
        answer = await ask(self._platform, {"worker": os.getpid(), "message": _line(message)})
        if "busy" in answer:
            raise Busy(answer["busy"])
        return str(answer["ref"])


def inbound(event: Json) -> Inbound:
    """An event as it comes over the socket."""
    files = tuple(File(name, b64decode(data)) for name, data in event["files"])
    return replace(Inbound(**event), channel=CHANNEL, at=datetime.fromisoformat(event["at"]), files=files)


def as_json(event: Inbound) -> Json:
    """The same, the other way round."""
    files = [(f.name, b64encode(f.data).decode()) for f in event.files]
    told = {name: getattr(event, name) for name in ("channel", "user", "event_id", "text", "choice", "case")}
    return {**told, "at": event.at.isoformat(), "files": files}


def _line(message: Outbound) -> Json:
    told = ("id", "conversation", "user", "text", "key", "case", "thread", "edits", "edits_id")
    choices = [(choice.token, choice.label) for choice in message.choices]
    return {**{name: getattr(message, name) for name in told}, "choices": choices}


async def work(app: App, platform: str, door: str) -> None:
    """Until SIGTERM; then what is in hand is finished."""
    stop = asyncio.Event()
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, stop.set)

    async def hear(event: Json) -> Json:
        return {"new": await asyncio.to_thread(app.mail.accept, inbound(event))}

    async with await listen(door, hear):
        await ask(platform, {"ready": os.getpid()})
        await app.mail.run(stop)


def main(url: str, platform: str, door: str) -> None:
    """Open the store, build the application, run it."""
    logging.basicConfig(format="%(message)s")
    with closing(open_store(url)) as store:
        understand("dzień dobry")  # a process that is slow at first is not interesting
        clock = Shifted(timedelta(seconds=float(os.environ.get(AHEAD, 0))))
        channels = {name: Post(platform, name) for name in CHANNELS}
        app = build(store, clock, channels, CHANNEL, PACE, SEAL)
        asyncio.run(work(app, platform, door))


if __name__ == "__main__":
    main(*sys.argv[1:])
