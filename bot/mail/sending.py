"""The lane of what goes out: a conversation's messages leave in order, through the channel it belongs to."""

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import timedelta
from functools import partial

from sqlalchemy import Connection

from bot import metrics
from bot.channel import Blocked, Busy, Channel, Outbound
from bot.mail.office import LostLease, Office, aloud, describe, log
from bot.store import outbox, wakeups
from bot.store.wakeups import Wakeup

GiveUp = Callable[[Connection, Outbound, str], None]
"""give_up(c, message, error): tell somebody that a message has not reached its reader and will not."""

WriteOut = Callable[[Connection, Outbound], Outbound]
"""write_out(c, message): the message as it leaves the house; what it adds is written down nowhere."""


def as_it_is(_c: Connection, message: Outbound) -> Outbound:
    """Nothing is added."""
    return message


Routes = Mapping[str, tuple[str, str]]
"""Conversations that are not `channel:user` by name: conversation -> (channel, the channel's own address)."""


class Sending:
    """Sends one message per claim, so that a long lane never outlives its lease nor keeps others waiting."""

    def __init__(
        self, office: Office, channels: Mapping[str, Channel], routes: Routes, give_up: GiveUp, write_out: WriteOut
    ) -> None:
        self._office, self._channels, self._routes, self._give_up = office, channels, routes, give_up
        self._write_out = write_out

    async def handle(self, held: Wakeup) -> None:
        """Send the oldest unsent message, if there is one; errors that may pass are raised, for a later attempt."""
        conversation = held.payload["conversation"]
        message = await self._office.in_thread(self._next, conversation, self._place(conversation)[0])
        if message is None:
            await self._office.commit(lambda c: wakeups.finish(c, held), durable=False)
            return
        try:
            ref = await self._deliver(message, held)
        except Exception as error:
            await self._failed(held, message, error)
        else:
            metrics.SENT.add(self._place(conversation)[0])
            metrics.REPLIES.add((self._office.clock.now() - message.at).total_seconds())
            await self._office.commit(partial(self._sent, held, message, ref))

    async def _deliver(self, message: Outbound, held: Wakeup) -> str:
        if held.attempts > self._office.pace.send_attempts:
            raise InterruptedError("proces był przerywany w trakcie wysyłania")
        name, user = self._place(message.conversation)
        if name not in self._channels:
            raise LookupError(f"kanał {name} nie jest włączony")
        async with asyncio.timeout(self._office.pace.send_within.total_seconds()):
            return await self._channels[name].send(replace(message, user=user))

    def _place(self, conversation: str) -> tuple[str, str]:
        """The channel, and the channel's own address."""
        name, _, user = conversation.partition(":")
        return self._routes.get(conversation, (name, user))

    async def _failed(self, held: Wakeup, message: Outbound, error: Exception) -> None:
        channel = self._place(message.conversation)[0]
        if not isinstance(error, Busy):
            metrics.CHANNEL_ERRORS.add(channel, "out")
        if message.tried is None:
            await self._office.commit(lambda c: outbox.tried(c, message.id, self._office.clock.now()), durable=False)
        if self._is_hopeless(held, message, error):
            metrics.GIVEN_UP.add(channel)
            log.error("Wiadomość %d w rozmowie %s przepada: %s", message.id, message.conversation, error)
            await self._office.commit(partial(self._abandon, held, message, describe(error)))
        elif isinstance(error, Busy):
            asked = max(timedelta(seconds=error.seconds), self._office.pace.first_retry)
            due = self._office.clock.now() + asked
            await self._office.commit(lambda c: wakeups.again(c, held, due, held.attempts - 1), durable=False)
        else:
            raise error

    def _is_hopeless(self, held: Wakeup, message: Outbound, error: Exception) -> bool:
        """A wait the channel asked for is not a failure, but even such waits come to an end.

        They are counted from the first try: what is said late, after an outage, is about a moment long past.
        """
        pace, now = self._office.pace, self._office.clock.now()
        failures = held.attempts >= pace.send_attempts and not isinstance(error, Busy)
        return isinstance(error, Blocked) or failures or now - (message.tried or now) >= pace.send_age

    def _next(self, conversation: str, channel: str) -> Outbound | None:
        with self._office.store.read() as c:
            message = outbox.next_unsent(c, conversation, channel)
            return self._write_out(c, message) if message else None

    def _sent(self, held: Wakeup, message: Outbound, ref: str, c: Connection) -> None:
        """It has left the house, so it is marked even when the lease was lost meanwhile."""
        outbox.sent(c, message.id, self._office.clock.now(), ref)
        self._office.move_on(c, held, outbox.any_unsent(c, message.conversation))

    def _abandon(self, held: Wakeup, message: Outbound, error: str, c: Connection) -> None:
        outbox.failed(c, message.id, self._office.clock.now(), error)
        aloud(c, self._give_up, message, error)
        if not self._office.move_on(c, held, outbox.any_unsent(c, message.conversation)):
            raise LostLease(held.key)
