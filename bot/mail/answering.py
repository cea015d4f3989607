"""The lane of what comes in: a conversation's waiting events get their turn, one turn at a time."""

from collections.abc import Callable
from functools import partial

from sqlalchemy import Connection

from bot import metrics
from bot.evidence import mask
from bot.mail.office import LostLease, Office, aloud, describe, log
from bot.store import inbox
from bot.store.engine import lock
from bot.store.wakeups import Wakeup

TOGETHER = 50
"""At most so many events are taken into one turn."""

Turn = Callable[[str, int], None]
"""turn(conversation, at_most): one turn in a transaction of its own.

It locks the conversation, takes at most so many pending inbox rows (finding none, it does nothing) and finishes them.
Raising, it leaves no trace. It may be called again for work that is already done; the rows say that it is.
"""

Apologise = Callable[[Connection, str, str], None]
"""apologise(c, conversation, error): say a calm sentence to whoever will get no answer."""


class Answering:
    """Calls the turn; one that keeps failing is repeated event by event, until exactly the guilty one is given up."""

    def __init__(self, office: Office, turn: Turn, apologise: Apologise) -> None:
        self._office, self._turn, self._apologise = office, turn, apologise

    async def handle(self, held: Wakeup) -> None:
        """One turn; what it raises before its last attempt is raised, for a later one."""
        conversation, most = held.payload["conversation"], self._office.pace.turn_attempts
        try:
            if held.attempts > most:
                raise InterruptedError("proces był przerywany w trakcie odpowiedzi")
            with metrics.TURNS.time():
                await self._office.in_thread(self._turn, conversation, TOGETHER if held.attempts == 1 else 1)
        except Exception as error:
            metrics.TURN_FAILURES.add()
            if held.attempts < most:
                raise
            metrics.GIVEN_UP_EVENTS.add()
            log.exception("Zdarzenie w rozmowie %s zostaje bez odpowiedzi.", conversation)
            await self._office.commit(partial(self._give_up, held, describe(error)))
        else:
            await self._office.commit(partial(self._done, held), durable=False)  # undone, it only looks once more

    def _done(self, held: Wakeup, c: Connection) -> None:
        self._office.move_on(c, held, bool(inbox.pending(c, held.payload["conversation"], 1)))

    def _give_up(self, held: Wakeup, error: str, c: Connection) -> None:
        conversation = held.payload["conversation"]
        lock(c, conversation)
        for row in inbox.pending(c, conversation, 1):
            inbox.finish(c, [row.id], self._office.clock.now(), error)
            inbox.reword(c, [row.id], mask(row.body["text"]))
        aloud(c, self._apologise, conversation, error)
        if not self._office.move_on(c, held, more=True):
            raise LostLease(held.key)
