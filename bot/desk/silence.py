"""The moment at which a conversation is looked at although nobody has spoken: one wake-up each."""

from datetime import datetime

from sqlalchemy import Connection

from bot.domain.cases import Case
from bot.store import wakeups

KIND = "quiet"


def key(conversation: str) -> str:
    """The wake-up of a conversation."""
    return f"quiet:{conversation}"


def arm(c: Connection, conversation: str, what: str, at: datetime) -> None:
    """Look at the conversation then; `what` says why (see `bot.flow.silence`)."""
    wakeups.arm(c, key(conversation), KIND, at, {"conversation": conversation, "what": what})


def look(c: Connection, conversation: str, ahead: tuple[str, datetime] | None) -> None:
    """Look again at that moment; never, when nothing is open."""
    if ahead:
        arm(c, conversation, *ahead)
    else:
        wakeups.cancel(c, key(conversation))


def back_to_bot(c: Connection, case: Case, at: datetime) -> None:
    """The conversations of a case that a person gives back go on at once, from where they stood."""
    for conversation in case.listeners:
        arm(c, conversation, "back", at)
