"""The lane of files that are still at the platform: each is fetched by itself and handed in as an event of its own."""

from collections.abc import Mapping
from datetime import datetime
from functools import partial
from typing import Any

from sqlalchemy import Connection

from bot.channel import Accept, Blocked, Channel, Fetches, File, Inbound, Remote
from bot.mail.office import Office, log
from bot.store import wakeups
from bot.store.wakeups import Wakeup

KIND = "fetch"
ATTEMPTS = 6
FAILED = "nie udało się go pobrać. Proszę wysłać go jeszcze raz."


def arm(c: Connection, inbound: Inbound, due: datetime) -> None:
    """A wake-up for each file, in the transaction that keeps its event."""
    event = {"channel": inbound.channel, "user": inbound.user, "case": inbound.case, "staff": inbound.staff}
    for number, remote in enumerate(inbound.remote):
        event_id = f"{inbound.event_id}/{number}"
        about = {**event, "event_id": event_id, "at": inbound.at.isoformat(), "name": remote.name}
        wakeups.arm(c, f"{KIND}:{inbound.channel}:{event_id}", KIND, due, {**about, "where": remote.where})


class Fetching:
    """Fetches one file; what fails at first is tried again, and in the end its sender is told."""

    def __init__(self, office: Office, channels: Mapping[str, Channel], accept: Accept) -> None:
        self._office, self._channels, self._accept = office, channels, accept

    async def handle(self, held: Wakeup) -> None:
        """Killed in between, it is fetched again; the event is known by its id then."""
        wanted = held.payload
        try:
            found: dict[str, Any] = {"files": (File(wanted["name"], await self._fetch(wanted)),)}
        except Blocked as refused:
            found = {"refused": ((wanted["name"], str(refused)),)}
        except Exception:
            if held.attempts < ATTEMPTS:
                raise
            log.exception("Plik z rozmowy %s przepada.", f"{wanted['channel']}:{wanted['user']}")
            found = {"refused": ((wanted["name"], FAILED),)}
        await self._office.in_thread(self._accept, _event(wanted, found))
        await self._office.commit(partial(_finish, held), durable=False)

    async def _fetch(self, wanted: Mapping[str, Any]) -> bytes:
        channel = self._channels.get(wanted["channel"])
        if not isinstance(channel, Fetches):
            raise LookupError(f"kanał {wanted['channel']} nie pobiera plików")
        return await channel.fetch(Remote(wanted["name"], wanted["where"]))


def _event(wanted: Mapping[str, Any], found: Mapping[str, Any]) -> Inbound:
    about = {name: wanted[name] for name in ("channel", "user", "event_id", "case", "staff")}
    return Inbound(**about, at=datetime.fromisoformat(wanted["at"]), **found)


def _finish(held: Wakeup, c: Connection) -> None:
    wakeups.finish(c, held)
