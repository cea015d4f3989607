"""What every page of the board works with: the store, the way in for orders, the clock, and who is signed in."""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import uuid4

from fastapi import Request

from bot import access
from bot.channel import Accept, File, Inbound
from bot.clock import Clock
from bot.domain.people import Person
from bot.store import audit, inbox
from bot.store.engine import Store

STAFF = "staff"
ENDED = "Zalogowanie wygasło. Proszę zalogować się ponownie."
IN_HAND = "Poprzednie polecenie jest jeszcze w toku. Proszę spróbować za chwilę."


@dataclass(frozen=True, slots=True)
class Staff:
    """Somebody signed in to the board: `user` is their account in the web channel, `session` their token."""

    person: Person
    user: str
    session: str

    @property
    def conversation(self) -> str:
        """Where their orders go."""
        return f"web:{self.user}"


@dataclass(frozen=True, slots=True)
class House:
    """Reading and ordering, off the event loop."""

    store: Store
    accept: Accept
    clock: Clock

    async def staff(self, request: Request) -> Staff | None:
        """Who is signed in in this browser."""
        session = request.session.get(STAFF)
        return await asyncio.to_thread(self._staff, session) if session else None

    async def order(self, staff: Staff, text: str, case: int | None, files: Sequence[File] = ()) -> str | None:
        """Hand in what an engineer would type; returns why that was not possible, in Polish."""
        return await asyncio.to_thread(self.hand_in, staff, text, case, files)

    async def note(self, staff: Staff, what: str, **about: object) -> None:
        """Into the audit: what this person has seen or taken away."""
        await asyncio.to_thread(self._note, staff, what, about)

    def _note(self, staff: Staff, what: str, about: Mapping[str, object]) -> None:
        with self.store.begin(durable=False) as c:
            audit.append(c, self.clock.now(), what, staff.person.id, **about)

    def _staff(self, session: str) -> Staff | None:
        now = self.clock.now()
        with self.store.read() as c:
            person = access.signed_in(c, "staff", session, now)
            user = access.known_web_user(c, person.id) if person else None
        return Staff(person, user, session) if person and user else None

    def hand_in(self, staff: Staff, text: str, case: int | None, files: Sequence[File] = ()) -> str | None:
        """The session is looked at again for each order; one order at a time, because words said at once are joined."""
        now = self.clock.now()
        with self.store.read() as c:
            if access.signed_in(c, "staff", staff.session, now) is None:
                return ENDED
            if inbox.pending(c, staff.conversation, 1):
                return IN_HAND
        self.accept(
            Inbound(
                channel="web",
                user=staff.user,
                event_id=f"{staff.user}:{uuid4()}",
                at=now,
                text=text,
                files=tuple(files),
                case=case,
                person=staff.person.id,
                staff=True,
            )
        )
        return None
